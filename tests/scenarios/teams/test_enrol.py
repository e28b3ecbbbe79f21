"""Enrolling and appointing through Teams' real edge: the people picker, pasted lines, a file that is sent."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from adapters.teams.activity import FILE
from adapters.teams.dropped import TeamsDroppedFiles
from bot.app.channels import inquirer
from bot.application.coordination.inquiries.inquirer import Inquirer
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, TENANT, Json, button
from tests.scenarios.teams.house import House, house

CLAIRE = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
NEW = "99999999-0000-4000-8000-000000000009"
CSV = f"{NEW},{AWA.address.partition('/')[2]},réseautage,2026-03-02,Zoé,Awa\n"
ENROLLED = "1 binôme inscrit."


def last(one: House) -> str:
    return json.dumps(one.cloud.at(LEO.chat)[-1].card, ensure_ascii=False)


async def looked_up(one: House, by: Inquirer | None = None) -> None:
    await (by or inquirer(one.parts, "test")).drain()
    await one.settle()


def with_file(said: Json, address: str) -> Json:
    content = {"downloadUrl": address, "uniqueId": "1150D938", "fileType": "csv"}
    return {**said, "attachments": [{"contentType": FILE, "name": "pairs.csv", "content": content}]}


def test_a_pair_is_enrolled_with_teams_own_picker() -> None:
    async def run() -> None:
        async with house(coordinators=(CLAIRE,)) as one:
            await one.install(AWA, CAMILLE, LEO)
            await one.do(one.pen.says(LEO, "inscrire"))
            card = one.cloud.at(LEO.chat)[-1]
            pickers = [part for part in card.card["body"] if "choices.data" in part]
            assert [part["choices.data"]["dataset"] for part in pickers] == ["graph.microsoft.com/users"] * 2
            entered = {
                f"field:{actions.ENROL_PAIR}:mentor_address": NEW,
                f"field:{actions.ENROL_PAIR}:mentee_address": AWA.address.partition("/")[2],
                f"field:{actions.ENROL_PAIR}:track": "networking",
                f"field:{actions.ENROL_PAIR}:first_week": "2026-03-02",
            }
            await one.do(one.pen.presses(LEO, card, button(card.card, actions.ENROL_PAIR), entered))
            await looked_up(one)
            assert "il me manque un nom" in last(one), "Teams tells none, and the bot knows Awa's alone"
            again = one.cloud.at(LEO.chat)[-1]
            entered[f"field:{actions.ENROL_PAIR}:mentor"] = "Zoé"
            await one.do(one.pen.presses(LEO, again, button(again.card, actions.ENROL_PAIR), entered))
            await looked_up(one)
            assert ENROLLED in last(one)

    asyncio.run(run())


def test_lines_are_pasted_into_the_chat() -> None:
    async def run() -> None:
        async with house(coordinators=(CLAIRE,)) as one:
            await one.install(AWA, CAMILLE, LEO)
            await one.do(one.pen.says(LEO, f"inscrire\n{CSV}zoe,awa,mentorat,2026-03-02,Zoé,Awa"))
            await looked_up(one)
            assert "ligne 2" in last(one)
            assert "ligne 1" not in last(one)

    asyncio.run(run())


def test_a_file_that_a_coordinator_sends_is_enrolled() -> None:
    async def run() -> None:
        async with house(coordinators=(CLAIRE,)) as one:
            await one.install(AWA, CAMILLE, LEO)
            fetched = []

            async def given(request: web.Request) -> web.Response:
                fetched.append(request.path)
                return web.Response(text=CSV)

            runner = web.AppRunner(_serving(given))
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
            files = TeamsDroppedFiles(welcome=(origin,))
            by = Inquirer(one.parts.service, {}, {"teams": files}, "test")
            await one.do(with_file(one.pen.says(CAMILLE, ""), f"{origin}/theirs"))
            await one.do(with_file(one.pen.says(LEO, ""), f"{origin}/pairs"))
            await looked_up(one, by)
            assert ENROLLED in last(one)
            assert fetched == ["/pairs"]
            await by.close()
            await runner.cleanup()

    asyncio.run(run())


def _serving(handler: object) -> web.Application:
    application = web.Application()
    application.router.add_get("/{name}", handler)  # type: ignore[arg-type]
    return application


def test_a_file_is_fetched_from_the_organisation_alone() -> None:
    async def run() -> None:
        files = TeamsDroppedFiles()
        for where in (
            *(
                "http://contoso.sharepoint.com/x",
                "https://sharepoint.com.example.org/x",
                "https://evilsharepoint.com/x",
            ),
            *(
                "https://contoso.sharepoint.com@127.0.0.1/x",
                "https://contoso.sharepoint.com:8443/x",
                "file:///etc/passwd",
            ),
            *("https://127.0.0.1/x", "https://[", "", f"https://contoso.sharepoint.com/{'x' * 9_000}"),
        ):
            assert isinstance(await files.fetch(where), Flaw), where
        await files.close()

    asyncio.run(run())


def test_somebody_of_another_tenant_is_not_looked_up() -> None:
    async def run() -> None:
        async with house(coordinators=(CLAIRE,)) as one:
            await one.install(AWA, CAMILLE, LEO)
            elsewhere = "77777777-0000-4000-8000-000000000007"
            assert elsewhere != TENANT
            await one.do(one.pen.says(LEO, f"inscrire\n{elsewhere}/{NEW},{NEW},mentorat,2026-03-02,Zoé,Sam"))
            await looked_up(one)
            assert ENROLLED not in last(one)

    asyncio.run(run())
