"""A coordinator gives a link through Teams' real edge: from the digest in two presses and a form."""

from __future__ import annotations

import asyncio
import json

from bot.engine.flows.coordination import actions
from bot.ports import Address
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, button
from tests.labels import fr
from tests.scenarios.teams.house import house
from tests.values import at

GOALS = "https://videos.example.org/objectifs"


def read(card: object) -> str:
    return json.dumps(card, ensure_ascii=False)


def test_a_link_is_given_in_three_steps_from_the_digest() -> None:
    async def run() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(coordinators=(leo,)) as one:
            await one.install(AWA, CAMILLE, LEO)
            for day in ("2026-01-05 09:00", "2026-01-11 12:00", "2026-01-12 12:00"):
                one.clock.at = at(day)
                await one.settle()
            digest = next(post for post in reversed(one.cloud.at(LEO.chat)) if fr("digest-linkless") in read(post.card))
            await one.do(one.pen.presses(LEO, digest, button(digest.card, actions.LINKS)))
            listed = one.cloud.at(LEO.chat)[-1]
            assert fr("links-title") in read(listed.card)
            await one.do(one.pen.presses(LEO, listed, button(listed.card, actions.LINK, "first mentoring-video")))
            form = one.cloud.at(LEO.chat)[-1]
            entered = {one["id"]: GOALS if one["id"].endswith(":address") else "" for one in inputs(form.card)}
            assert len(entered) == 3
            await one.do(one.pen.presses(LEO, form, button(form.card, actions.LINKED), entered))
            told = one.cloud.at(LEO.chat)[-1]
            assert "prochaines cartes mènent à cette adresse" in read(told.card)
            await one.do(one.pen.says(AWA, "préparation"))
            assert GOALS in read(one.cloud.at(AWA.chat)[-1].card)

    asyncio.run(run())


def inputs(card: object) -> list[dict[str, str]]:
    if isinstance(card, dict):
        own = [card] if str(card.get("type", "")).startswith("Input.") else []
        return own + [found for value in card.values() for found in inputs(value)]
    return [found for value in card for found in inputs(value)] if isinstance(card, list) else []
