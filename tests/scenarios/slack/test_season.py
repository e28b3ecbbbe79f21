"""A whole season of a pair, in French, by slash commands and buttons only, down to the farewell."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from bot.engine.flows.activities import shared
from bot.engine.flows.evaluation.state import evaluations_of
from bot.engine.flows.prep.state import ticked
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Seance, Track
from tests.adapters.slack import emulator
from tests.adapters.slack.fake import Shown
from tests.engine.walking import every_answer, lent
from tests.labels import fr
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import MAILS, House, opened
from tests.values import PROGRAMME, at

REMARK = "Merci <!channel> & à *bientôt* :tada: <https://exemple.org|ici>"


@pytest.fixture(params=["ours", "emulator"])
def upstream(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | None]:
    """Slack's state: our own, or that of the emulator."""
    with nullcontext() if request.param == "ours" else emulator.running(tmp_path, MAILS) as url:
        yield url


def test_a_whole_season(tmp_path: Path, upstream: str | None) -> None:
    asyncio.run(_season(tmp_path, upstream))


async def _season(folder: Path, upstream: str | None) -> None:
    async with opened(folder, at("2026-01-05 07:00"), upstream=upstream) as house:
        pair = Pair(house)
        for _ in range(2000):
            if not await house.jump():
                break
            await pair.react()
        journey = await house.parts.store.run(lambda unit: next(unit.journeys.all()))
        _all_of_it(journey)
        assert await house.parts.store.run(lambda unit: unit.dead_letters.all()) == []
        shown = list(house.slack.cards.values()) + house.slack.ephemeral
        assert all(card.text for card in shown)
        assert not any("<!channel>" in card.text or "<https://exemple" in card.text for card in shown)
        assert any("&lt;!channel&gt;" in str(call.args) for call in house.slack.calls)
        assert {call.method for call in house.slack.calls} >= {"chat.postMessage", "chat.update", "views.open"}
        assert pair.commands >= 9
        said = [str(call.args["text"]) for call in house.slack.calls if call.method.startswith("chat.")]
        assert said[0].startswith("Bonjour")
        for seance in PROGRAMME.tracks[Track.MENTORING]:
            _from_date_to_evaluation(shared(journey, seance), said)
        await _every_week(house)


def _from_date_to_evaluation(seance: Seance, said: list[str]) -> None:
    """Everything that the two and each of them were shown of a séance, down to its last topic."""
    n, pages = seance.number, len(seance.topics)
    for begins, times in (
        (f"Une date pour la séance {n}\n", 1),
        (f"Séance {n}\u00a0: c’est noté", 1),
        (f"Séance {n} avec Awa", 1),
        (f"Séance {n} avec Camille", 1),
        (f"Séance {n}\u00a0: c’est bientôt", 1),
        (f"Séance {n}\u00a0: a-t-elle eu lieu", 2),
        (f"Séance {n}\u00a0: votre évaluation, en une minute", 4),
        *((f"Séance {n}\u00a0: l’ordre du jour\n\nSujet {page} sur {pages}\n", 1) for page in range(1, pages + 1)),
    ):
        assert sum(text.startswith(begins) for text in said) >= times, begins


async def _every_week(house: House) -> None:
    """Dominique's Mondays: facts, and not a word of what anybody answered."""
    digests = house.slack.in_(await house.direct("Dominique"))
    assert len(digests) == 18
    assert all(card.text.startswith("La semaine du programme") for card in digests)
    assert ["data_visualization" in str(card.blocks) for card in digests] == [False, *(True for _ in digests[1:])]
    assert sum(fr("digest-met") + "\u00a0: 1" in card.text for card in digests) == 9
    assert not any(fr("digest-evaluations") in card.text for card in digests), "two people are too few to count"
    assert not any("bientôt" in str(card.blocks) or "sur 5" in str(card.blocks) for card in digests)
    seen = json.dumps((await house.home("Dominique")).blocks, ensure_ascii=False)
    stands = digests[-1].text.partition(fr("digest-stages"))[2].splitlines()[1].removeprefix("• ")
    assert stands == fr("digest-stage-ended") + "\u00a0: 1"
    assert stands in seen, "the Home tab shows the last frozen week"


def _all_of_it(journey: Journey) -> None:
    assert [sitting.number for sitting in journey.sittings] == list(range(1, 10))
    assert all(sitting.held is not None for sitting in journey.sittings)
    assert all(len(evaluations_of(journey, role)) == len(journey.sittings) for role in Role)
    assert all(one.filled for role in Role for one in every_answer(journey, role))
    assert journey.ended is not None
    remarks = [one.line for one in every_answer(journey, Role.MENTEE)]
    assert remarks[0] == REMARK
    assert (
        sum(any(ticked(lent(journey), one.number, role) for role in Role) for one in journey.sittings) >= 5
    )  # some have nothing to tick


class Pair:
    """What the two do with what they see."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._seen: set[tuple[str, str, str]] = set()
        self.commands = 0

    async def react(self) -> None:
        """Uses everything that waits to be used."""
        while await self._one():
            await self._house.work()

    async def _one(self) -> bool:
        for card in reversed(await self._cards()):
            actions = _actions(card)
            for action in actions:
                mark = (card.ts, action, str(card.blocks))
                if mark in self._seen:
                    continue
                self._seen.add(mark)
                if await self._use(card, action, actions):
                    return True
        return False

    async def _cards(self) -> list[Shown]:
        shared = await self._house.shared()
        self._owner = {shared: "", **{await self._house.direct(who): who for who in ("Awa", "Camille")}}
        return [card for card in self._house.slack.cards.values() if card.conversation in self._owner]

    async def _use(self, card: Shown, action: str, actions: list[str]) -> bool:
        house, mine = self._house, self._owner[card.conversation]
        match action:
            case "date.tap":
                pressed = [i for i, one in enumerate(_elements(card, action)) if one.get("style") == "primary"]
                await house.press("Awa" if pressed else "Camille", card, action, pressed[0] if pressed else 1)
            case "agenda.next" | "held.yes":
                await house.press("Camille", card, action)
            case "agenda.end":
                await house.press("Awa", card, action)
            case "continuation.yes":
                await house.press(mine, card, action)
            case "prep.tick":
                answer = await house.command(mine, "préparer")
                self.commands += 1
                assert answer is not None
                boxes = _elements(answer, action)[0]
                await house.press(mine, answer, action, ticked=[option["value"] for option in boxes["options"]])
            case "evaluation.done":
                await self._evaluate(mine, card)
            case _:
                return False
        return True

    async def _evaluate(self, who: str, card: Shown) -> None:
        house = self._house
        for question in ("useful", "shared", "closer"):
            if f"evaluation.{question}" in _actions(card):
                await house.press(who, card, f"evaluation.{question}", 3)
                await house.work()
        await house.press(who, card, "evaluation.helped", ticked=["listening", "advice"])
        await house.work()
        if who == "Camille":
            await house.press(who, card, "evaluation.remark")
            assert await house.submit(who, remark=REMARK) == {"response_action": "clear"}
            await house.work()
        await house.press(who, card, "evaluation.done")


def _elements(card: Shown, action: str) -> list[dict]:
    rows = [one for block in card.blocks for one in payloads.usable(block)]
    return [one for one in rows if one["action_id"].rpartition("#")[0] == action]


def _actions(card: Shown) -> list[str]:
    rows = [one for block in card.blocks for one in payloads.usable(block)]
    return list(dict.fromkeys(one["action_id"].rpartition("#")[0] for one in rows))
