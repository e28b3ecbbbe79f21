"""The bot in a Slack workspace: its real parts in one process, Slack on loopback, and people who type and press."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession, web
from cryptography.fernet import Fernet

from adapters.slack.assembly import front
from adapters.slack.server import Front, attach
from adapters.slack.settings import SlackSettings
from bot import app
from bot.app import Container
from bot.app.channels import closed, context, inquirer, outbound
from bot.application.coordination.inquiries.inquirer import Inquirer
from bot.application.delivery.worker import Worker
from bot.infra.clock import SetClock
from bot.ports import Address, ChannelContext, Sections
from bot.settings import Coordinator, Settings
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack, Shown
from tests.scenarios.slack import payloads
from tests.scenarios.slack.payloads import SECRET, boxes, element, signed, values
from tests.values import at

Json = dict[str, Any]

PICKED = {
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "static_select": "selected_option",
}
"""Where the state of a view has what was picked."""

FORM = "application/x-www-form-urlencoded"
MAILS = {
    "Awa": "awa@example.org",
    "Camille": "camille@example.org",
    "Dominique": "dominique@example.org",
    "Mia": "mia@example.org",
}
HEADER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
"""
ROSTER = f"""\
{HEADER}\
Awa,Camille,{{track}},2026-01-05,fr,fr,Africa/Dakar,,slack,awa@example.org,slack,camille@example.org
"""


@dataclass
class House:
    parts: Container
    slack: FakeSlack
    clock: SetClock
    front: Front
    worker: Worker
    inquirer: Inquirer
    url: str
    session: ClientSession
    ids: dict[str, str]
    """Slack's ids of the people, by name."""
    updates: list[Json] = field(default_factory=list)
    """The modals that stayed open with something else in them."""
    last: tuple[bytes, str] = (b"", "")
    """The body that was posted last, and its type."""

    async def post(self, body: bytes, kind: str = "application/json", **headers: str) -> ClientResponse:
        self.last = (body, kind)
        sent = {**signed(body, self.clock.now().timestamp(), SECRET, kind), **headers}
        return await self.session.post(f"{self.url}/slack/events", data=body, headers=sent)

    async def command(self, who: str, text: str, conversation: str = "") -> Shown | None:
        """`/together TEXT`; the answer, which only they see, in the acknowledgement or by the address that came with it."""
        url, before = self.slack.respond_url(None), len(self.slack.ephemeral)
        where = conversation or await self.direct(who)
        async with await self.post(payloads.command(self.ids[who], text, where, url), FORM) as response:
            assert response.status == 200, await response.text()
            said = await response.text()
        await self.settled()
        if not said:
            shown = next(iter(self.slack.ephemeral[before:]), None)
            if shown is not None:  # where the command was typed
                shown.conversation = where
            return shown
        answer = json.loads(said)
        assert answer["response_type"] == "ephemeral"
        return Shown(where, answer["text"], answer["blocks"], user=self.ids[who])

    async def press(self, who: str, where: Shown, action: str, nth: int = 0, ticked: Sequence[str] = ()) -> Json:
        """Presses the `nth` element of an action, or ticks boxes; what Slack was acknowledged with."""
        one, block = element(where.blocks, action, nth)
        if one["type"] == "checkboxes":
            return await self._tick(who, where, action, block["block_id"].rpartition("|")[0], set(ticked))
        done = {"type": one["type"], "action_id": one["action_id"], "block_id": block["block_id"]}
        return await self._pressed(who, where, {**done, "text": one["text"], "value": one["value"]}, {})

    async def _tick(self, who: str, where: Shown, action: str, tag: str, ticked: set[str]) -> Json:
        """Ticks the boxes of a question, block after block; what is as it should be is left alone."""
        rows = boxes(where.blocks, action, tag)
        now = {value for one, _ in rows for value in values(one.get("initial_options", []))}
        ack: Json | None = None
        for n in range(len(rows)):
            one, block = boxes(where.blocks, action, tag)[n]
            own = set(values(one["options"]))
            wanted = now - own | ticked & own
            if wanted == now and (ack is not None or n < len(rows) - 1):
                continue
            now = wanted
            done = {"type": one["type"], "action_id": one["action_id"], "block_id": block["block_id"]}
            done["selected_options"] = [option for option in one["options"] if option["value"] in now]
            ack = await self._pressed(who, where, done, {(tag, action): now})
        assert ack is not None
        return ack

    async def _pressed(self, who: str, where: Shown, done: Json, touched: Mapping[tuple[str, str], set[str]]) -> Json:
        state = payloads.state(where.blocks, touched)
        return await self.interact(payloads.press(self.ids[who], where, done, self.slack.respond_url(where), state))

    async def submit(self, who: str, **fields: str) -> Json:
        """Fills in the modal that was opened last."""
        modal = self.slack.modals[-1]
        values: Json = {}
        for block in modal.view["blocks"]:
            if block["type"] == "input":
                kind = block["element"]["type"]
                name = PICKED.get(kind, "value")
                entered: object = fields.get(block["block_id"]) or None
                if kind == "static_select":
                    chosen = [one for one in block["element"]["options"] if one["value"] == entered]
                    entered = chosen[0] if chosen else block["element"].get("initial_option")
                values[block["block_id"]] = {block["element"]["action_id"]: {"type": kind, name: entered}}
        return await self.interact(payloads.submission(self.ids[who], modal, values))

    async def interact(self, payload: Json) -> Json:
        async with await self.post(payloads.interaction(payload), FORM) as response:
            text = await response.text()
            assert response.status == 200, text
        await self.settled()
        ack: Json = json.loads(text) if text else {}
        if "view" in ack:
            self.updates.append(ack["view"])
        return ack

    async def event(self, inner: Json, id: str | None = None, **changes: Any) -> int:
        async with await self.post(payloads.event(inner, id, **changes)) as response:
            status = response.status
        await self.settled()
        return status

    async def home(self, who: str) -> Shown:
        """Their Home tab, opened."""
        assert await self.event(payloads.home_opened(self.ids[who])) == 200
        return self.slack.homes[self.ids[who]]

    def sender(self, who: str) -> Address:
        return Address("slack", f"{TEAM}/{self.ids[who]}")

    async def settled(self) -> None:
        await self.front.background.settled()

    # Places

    async def direct(self, who: str) -> str:
        """The bot's own conversation with somebody."""
        return await self._opened(self.ids[who])

    async def shared(self) -> str:
        return await self._opened(",".join(sorted((self.ids["Awa"], self.ids["Camille"]))))

    async def _opened(self, users: str) -> str:
        answer = await self.slack._answer("conversations.open", {"users": users}, BOT_TOKEN)
        return str(answer["channel"]["id"])

    async def card(self, conversation: str, key: str) -> Shown:
        """The newest card of a key."""
        found = [
            card
            for card in self.slack.in_(conversation)
            if any(f"|{key}|" in b.get("block_id", "") for b in card.blocks)
        ]
        assert found, [card.text for card in self.slack.in_(conversation)]
        return found[-1]

    # Time

    async def work(self) -> None:
        """Everything that is due now, as the pace allows: seconds pass."""
        await self.inquirer.drain()
        for _ in range(200):
            await self.worker.drain()
            due = await self.parts.store.run(lambda unit: unit.outbox.next_due())
            if due is None or due - self.clock.now() > timedelta(seconds=90):
                return
            self.clock.at = max(due, self.clock.at)
        raise AssertionError("there is no end of work")

    async def until(self, at: datetime) -> None:
        """Lets time pass, from one thing to the next."""
        while True:
            due = await self.parts.store.run(lambda unit: unit.outbox.next_due())
            if due is None or due > at:
                break
            self.clock.at = max(due, self.clock.at)
            await self.worker.drain()
        self.clock.at = max(at, self.clock.at)
        await self.work()

    async def jump(self) -> bool:
        """To the next thing that is due, at least; False if nothing is."""
        due = await self.parts.store.run(lambda unit: unit.outbox.next_due())
        if due is None:
            return False
        self.clock.at = max(due, self.clock.at)
        await self.work()
        return True


@asynccontextmanager
async def opened(
    folder: Path,
    at: datetime,
    *,
    upstream: str | None = None,
    roster: str = ROSTER.format(track="mentoring"),
    coordinators: Sequence[str] = ("Dominique",),
    given: Callable[[ChannelContext], ChannelContext] = lambda context: context,
    besides: Sequence[object] = (),
    **changed: Any,
) -> AsyncIterator[House]:
    """A workspace with Awa and Camille, a pair; Dominique coordinates, and Mia is nobody yet. `changed` are settings.

    `besides` are sections of other adapters' settings.

    `given` may change what the channel is given of the bot.
    """
    slack = FakeSlack(MAILS, upstream)
    async with slack.serving(), ClientSession() as session:
        ids = {
            name: (await slack._answer("users.lookupByEmail", {"email": mail}, BOT_TOKEN))["user"]["id"]
            for name, mail in MAILS.items()
        }
        settings = Settings(
            database_url=app.sqlite_at(folder / "slack.db"),
            channels=("slack",),
            public_url="https://together.example.org",
            secret_keys=(Fernet.generate_key().decode(),),
            coordinators=tuple(
                Coordinator(Address("slack", f"{TEAM}/{ids[name]}"), name, ("fr",), "Europe/Paris")
                for name in coordinators
            ),
            sections=Sections(
                (SlackSettings(bot_token=BOT_TOKEN, signing_secret=SECRET, api_url=f"{slack.url}/api/"), *besides)
            ),
        )
        clock = SetClock(at)
        async with app.opened(replace(settings, **changed), clock, migrate=True) as parts:
            if roster:
                await app.import_pairs(parts, roster)
            slack_front = front(given(context(parts)))
            application = web.Application()
            attach(application, slack_front)
            runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            channels = outbound(parts)
            worker = Worker(parts.service, channels, clock, "test")
            house = House(parts, slack, clock, slack_front, worker, inquirer(parts, "test"), url, session, ids)
            try:
                yield house
            finally:
                await runner.cleanup()
                await closed(channels)
                await house.inquirer.close()


def play(folder: Path, story: Callable[[House], Awaitable[None]]) -> None:
    """On the first morning, once there are dates to choose from."""

    async def told() -> None:
        async with opened(folder, at("2026-01-05 07:00")) as house:
            await house.until(at("2026-01-05 10:30"))
            await story(house)

    asyncio.run(told())
