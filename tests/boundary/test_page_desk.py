"""The desk through the page's own routes: a coordinator writes to their programme, and nobody else's hears or touches it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientSession

from bot.engine.flows.coordination import actions
from tests.boundary.house import House
from tests.boundary.test_page import play, post
from tests.values import at

TEXT = "La fête a lieu le 12 juin, à 17 h."
DESK = {"conversation": "coordinator:claire", "pair": "", "card": actions.DESK}


def buttons(answer: str) -> Mapping[str, Any]:
    """By their action."""
    (shown,) = json.loads(answer)["answers"]
    parts = [one for one in shown["content"]["parts"] if one["kind"] == "buttons"]
    return {one["action"]: one for part in parts for one in part["buttons"]}


def test_an_announcement_is_written_read_again_sent_and_withdrawn(sqlite_url: str) -> None:
    async def story(one: House, session: ClientSession) -> None:
        one.stage.clock.at = at("2026-02-17 10:00")
        status, asked = await post(session, "/api/type", "claire", conversation="coordinator:claire", text="annoncer")
        assert (status, "Relire avant d" in asked) == (200, True)
        _, read = await post(session, "/api/submit", "claire", **DESK, action=actions.WRITTEN, fields={"text": TEXT})
        send = buttons(read)[actions.SEND]
        assert TEXT in read
        assert "sous votre nom" in send["confirm"]["question"]
        _, gone = await post(session, "/api/press", "claire", **DESK, action=actions.SEND, values=[send["value"]])
        withdraw = buttons(gone)[actions.WITHDRAW]["value"]
        theirs = {"conversation": "coordinator:robin", "pair": "", "card": actions.DESK}
        for action in (actions.SEND, actions.WITHDRAW, actions.REWRITE, actions.DROP):
            told = [
                await post(session, "/api/press", "robin", **theirs, action=action, values=[value])
                for value in (withdraw, "gone")
            ]
            assert told[0] == told[1]
        _, back = await post(session, "/api/press", "claire", **DESK, action=actions.WITHDRAW, values=[withdraw])
        assert "ne le recevr" in back

    play(sqlite_url, story)


def test_the_weeks_are_turned_by_their_button(sqlite_url: str) -> None:
    async def story(one: House, session: ClientSession) -> None:
        digests = one.stage.app.service.digests
        for day in ("2026-02-16 10:00", "2026-02-23 10:00"):
            one.stage.clock.at = at(day)
            await digests.send()
        _, last = await post(session, "/api/type", "claire", conversation="coordinator:claire", text="semaine")
        earlier = buttons(last)[actions.WEEK]["value"]
        _, before = await post(session, "/api/press", "claire", **DESK, action=actions.WEEK, values=[earlier])
        assert "14 février" in before
        theirs = {"conversation": "coordinator:robin", "pair": "", "card": actions.DESK}
        told = [
            await post(session, "/api/press", "robin", **theirs, action=actions.WEEK, values=[value])
            for value in (earlier, "gone 2026-02-15")
        ]
        assert told[0] == told[1]

    play(sqlite_url, story)
