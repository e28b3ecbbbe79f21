"""One in Teams, the other in Slack: one journey, two private chats, each through its platform's real edge. And one in Teams,
the other on the local page."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from adapters.local.channel import LocalChannel
from bot.engine.flows.evaluation.state import evaluations_of
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import Address, CardPress
from storage.repositories.mailbox import SqlMailbox
from tests.activities.edges import Edge, Split, Stage, played
from tests.adapters.slack.fake import Shown
from tests.adapters.teams.fakes import AWA, Post, actions, button, stamps
from tests.engine.walking import every_answer
from tests.scenarios.slack.activities import InSlack
from tests.scenarios.slack.house import House as SlackHouse
from tests.scenarios.slack.test_season import _actions, _elements
from tests.scenarios.teams.across import across
from tests.scenarios.teams.activities import InTeams
from tests.scenarios.teams.house import House
from tests.scenarios.teams.house import house as teams_house
from tests.values import at

HEADER = (
    "mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,"
    "mentor_channel,mentor_address,mentee_channel,mentee_address\n"
)
IN_TEAMS, IN_SLACK = f"teams,{AWA.address}", "slack,camille@example.org"
ROSTERS = {
    Role.MENTOR: f"Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,{IN_TEAMS},{IN_SLACK}\n",
    Role.MENTEE: f"Camille,Awa,mentoring,2026-01-05,fr,fr,Europe/Paris,Africa/Dakar,{IN_SLACK},{IN_TEAMS}\n",
}
"""By what Awa is."""


@pytest.mark.parametrize("awa", Role)
def test_activities_across_platforms(awa: Role, tmp_path: Path) -> None:
    """The same card on both sides, and what either does shows on the other."""

    async def run() -> None:
        async with across(tmp_path, HEADER + ROSTERS[awa]) as (slack, house):
            await slack.until(at("2026-01-05 10:30"))
            sides: dict[Role, Edge] = {
                awa: InTeams(house, {awa: AWA}, apart=True),
                awa.other: InSlack(slack, {awa.other: "Camille"}, apart=True),
            }
            stage = Stage(slack.parts, slack.clock)
            await played(Split(sides), stage, Track.MENTORING, ("agreement", "goals", "topic"))
            assert await slack.parts.store.run(lambda unit: unit.dead_letters.all()) == []

    asyncio.run(run())


@pytest.mark.parametrize("awa", Role)
def test_a_season_across_platforms(awa: Role, tmp_path: Path) -> None:
    asyncio.run(_season(awa, tmp_path))


async def _season(awa: Role, folder: Path) -> None:
    async with across(folder, HEADER + ROSTERS[awa]) as (slack, house):
        two = Two(slack, house)
        for _ in range(2000):
            if not await slack.jump():
                break
            await two.react()
        await _all_of_it(awa, slack, house, two)


async def _all_of_it(awa: Role, slack: SlackHouse, teams: House, two: Two) -> None:
    journey = await slack.parts.store.run(lambda unit: next(unit.journeys.all()))
    assert [sitting.number for sitting in journey.sittings if sitting.held] == list(range(1, 10))
    assert all(len(evaluations_of(journey, role)) == len(journey.sittings) for role in Role)
    assert all(one.filled for role in Role for one in every_answer(journey, role))
    assert journey.ended is not None
    assert await slack.parts.store.run(lambda unit: unit.dead_letters.all()) == []
    in_teams = {post.key for post in teams.cloud.posts if post.key}
    in_slack = two.keys
    both = {key for key in in_teams | in_slack if re.fullmatch(r"s\d\.(date|agenda|held)(\.\d+)?", key)}
    assert len(both) >= 27
    assert both <= in_teams, both - in_teams
    assert both <= in_slack, both - in_slack
    assert {post.conversation for post in teams.cloud.posts} == {AWA.chat}
    assert not any(f".{awa.other}" in key for key in in_teams)
    assert not any(f".{awa}" in key for key in in_slack)
    agenda = next(post for post in teams.cloud.posts if post.key == "s1.agenda")
    assert agenda.edits > 2, "what Camille presses in Slack is seen in Teams"


def test_what_is_pressed_on_the_local_page_is_seen_in_teams_and_the_other_way() -> None:
    async def run() -> None:
        roster = f"Awa,Camille,mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,{IN_TEAMS},local,camille\n"
        async with teams_house(roster=HEADER + roster) as one:
            mailbox, camille = SqlMailbox(one.parts.store), Address("local", "camille")
            one.worker._channels = {
                **one.worker._channels,
                "local": LocalChannel(mailbox, one.parts.content.voices, one.clock),
            }
            await one.install(AWA)
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            (date,) = one.cards(AWA.chat, "s1.date")
            tap = button(date.card, "date.tap")
            slot = tap["data"]["together"]["values"]
            await one.parts.interactions.pressed(CardPress("c-1", camille, "", one.pair, "s1.date", "date.tap", slot))
            await one.settle()
            assert button(date.card, "date.tap", *slot)["title"].startswith("✓"), (
                "Teams shows what was tapped on the page"
            )
            await one.do(one.pen.presses(AWA, date, button(date.card, "date.tap", *slot)))
            cards = [card for card in await mailbox.since(0) if card.key == "s1.date"]
            assert "date.move" in str(cards[-1].content), "and the page that both have agreed"

    asyncio.run(run())


class Two:
    """What the two do with what they see, each where they are."""

    def __init__(self, slack: SlackHouse, teams: House) -> None:
        self._slack, self._teams = slack, teams
        self._seen: set[tuple[str, str, str]] = set()
        self.keys: set[str] = set()
        """Of the cards that Slack has shown."""

    async def react(self) -> None:
        while await self._camille() or await self._awa():
            await self._slack.work()

    async def _camille(self) -> bool:
        own = await self._slack.direct("Camille")
        for card in reversed([one for one in self._slack.slack.cards.values() if one.conversation == own]):
            for block in card.blocks:
                self.keys.update(re.findall(r"\|([a-z0-9.]+)\|", block.get("block_id", "")))
            for action in _actions(card):
                mark = (card.ts, action, str(card.blocks))
                if mark not in self._seen:
                    self._seen.add(mark)
                    if await self._in_slack(card, action):
                        return True
        return False

    async def _in_slack(self, card: Shown, action: str) -> bool:
        slack = self._slack
        match action:
            case "date.tap":
                if any(one.get("style") == "primary" for one in _elements(card, action)):
                    return False  # it is Awa's turn
                await slack.press("Camille", card, action, 1)
            case "agenda.next" | "continuation.yes":
                await slack.press("Camille", card, action)
            case "prep.tick":
                boxes = _elements(card, action)[0]
                await slack.press("Camille", card, action, ticked=[option["value"] for option in boxes["options"]])
            case "evaluation.done":
                await slack.press("Camille", card, "evaluation.useful", 3)
                await slack.work()
                await slack.press("Camille", card, action)
            case _:
                return False
        return True

    async def _awa(self) -> bool:
        for post in reversed(self._teams.cloud.at(AWA.chat)):
            for stamp in list(stamps(post.card)):
                action = stamp.get("action", "")
                mark = (post.id, action, f"{post.edits} {stamp.get('values')}")
                if mark not in self._seen:
                    self._seen.add(mark)
                    if await self._in_teams(post, action, stamp.get("shown", {})):
                        return True
        return False

    async def _in_teams(self, post: Post, action: str, shown: dict[str, list[str]]) -> bool:
        match action:
            case "date.tap":
                marked = [one for one in actions(post.card) if one["title"].startswith("✓")]
                if not marked or "Awa" in marked[0]["title"]:
                    return False  # it is Camille's turn
                await self._press(post, action, *marked[0]["data"]["together"]["values"])
            case "continuation.yes" if button(post.card, action)["title"].startswith("✓"):
                return False  # it was said already
            case "agenda.end" | "held.yes" | "continuation.yes":
                await self._press(post, action, *_values(post, action))
            case "" if "prep.tick" in shown:
                every = ",".join(_choices(post))
                if ",".join(shown["prep.tick"]) == every:
                    return False
                await self._press(post, "keep", **{"choice:prep.tick": every})
            case "evaluation.done":
                await self._press(post, action, **{"choice:evaluation.useful": "4"})
            case _:
                return False
        return True

    async def _press(self, post: Post, action: str, *values: str, **entered: str) -> None:
        pressed = button(post.card, action, *values)
        status, body = await self._teams.post(self._teams.pen.presses(AWA, post, pressed, entered))
        assert (status, body["statusCode"]) == (200, 200), body


def _values(post: Post, action: str) -> list[str]:
    return next(list(stamp.get("values", [])) for stamp in stamps(post.card) if stamp.get("action") == action)


def _choices(post: Post) -> list[str]:
    sets = [one for one in post.card["body"] if one.get("id") == "choice:prep.tick"]
    return [choice["value"] for one in sets for choice in one["choices"]]
