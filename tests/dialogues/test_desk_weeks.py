"""Coordinators read any week that is kept: by a word, by a day, and from the week beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.engine.flows.coordination import actions
from tests.dialogues.stage import Stage
from tests.dialogues.test_desk import CLAIRE, TWO
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.labels import fr
from tests.values import at

LAST, BEFORE, FIRST = "samedi 24 janvier", "samedi 17 janvier", "samedi 10 janvier"


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    """Some weeks are over; on each Monday the digest has come."""
    with Stage(sqlite_url, TWO, (CLAIRE,)) as opened:
        opened.wait(at("2026-01-26 12:00"))
        yield opened


def test_the_last_week_is_a_word_away_and_those_before_it_a_button(stage: Stage) -> None:
    assert LAST in plainly(stage.says("claire", "semaine"))
    assert BEFORE in plainly(stage.presses("claire", fr("digest-earlier")))
    assert FIRST in plainly(stage.presses("claire", fr("digest-earlier")))
    assert BEFORE in plainly(stage.presses("claire", fr("digest-later")))


def test_the_first_week_has_none_before_it_and_the_last_none_after(stage: Stage) -> None:
    last = stage.says("claire", "digest")
    assert fr("digest-earlier") in last
    assert fr("digest-later") not in last
    seen = last
    for _ in range(10):
        if fr("digest-earlier") not in seen:
            break
        seen = stage.presses("claire", fr("digest-earlier"))
    assert fr("digest-earlier") not in seen
    assert fr("digest-later") in seen


def test_mondays_digest_has_the_week_before_beside_it(stage: Stage) -> None:
    (monday,) = [one for one in stage.finds("claire")[-1:] if LAST in plainly(one)]
    assert fr("digest-earlier") in monday
    assert BEFORE in plainly(stage.presses("claire", fr("digest-earlier")))


@pytest.mark.parametrize("day", ["14/01/2026", "2026-01-17", "2026-01-11"])
def test_a_week_is_found_by_any_day_of_it(stage: Stage, day: str) -> None:
    assert BEFORE in plainly(stage.says("claire", f"semaine {day}"))


def test_a_week_that_is_not_kept_is_said_not_to_be(stage: Stage) -> None:
    assert plainly(stage.says("claire", "semaine 14/01/2027")).endswith(
        "Je n’ai rien gardé de la semaine du jeudi 14 janvier : elle n’est pas terminée, elle précède le programme, "
        "ou elle est trop ancienne."
    )
    assert plainly(stage.says("claire", "semaine dernière")).startswith("La semaine du programme\n\nQuelle semaine ?")


def test_nobody_else_turns_to_a_week(stage: Stage) -> None:
    assert LAST not in plainly(stage.says("awa", "semaine"))
    seen = stage.chats.seen["claire"][-1]
    for name in ("awa", "somebody"):
        assert plainly(stage.sends(name, seen, actions.WEEK, ["first 2026-01-25"])) == STRANGER
    for value in ("second 2026-01-25", "first", "", "first 0001-01-01", "first 2026-13-01"):
        assert plainly(stage.sends("claire", seen, actions.WEEK, [value])) == STRANGER
