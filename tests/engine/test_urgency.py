"""What goes first where a platform takes less than is owed."""

from __future__ import annotations

import pytest

from bot.engine.effects import Post, Urgency
from bot.engine.ids import read
from tests.engine.simulator import Season
from tests.engine.walking import booked, key, meeting, offered, season
from tests.values import HOUR, MENTEE, posts


def first(walk: Season, kind: str) -> set[Urgency]:
    """How urgent the first posts of that kind's cards were."""
    found: dict[str, Urgency] = {}
    for one in walk.shown:
        if isinstance(one.effect, Post) and read(one.effect.key).kind == kind:
            found.setdefault(one.effect.key, one.effect.urgency)
    return set(found.values())


@pytest.mark.parametrize(
    ("kind", "urgency"),
    [
        ("welcome", Urgency.REST),
        ("date", Urgency.REMINDER),
        ("prep", Urgency.REMINDER),
        ("agenda", Urgency.MOMENT),
        ("held", Urgency.MOMENT),
    ],
)
def test_what_time_brings_is_as_urgent_as_what_it_is_about(kind: str, urgency: Urgency) -> None:
    walk = booked(season())
    over = meeting(walk).over
    walk.wait(over + HOUR)
    assert first(walk, kind) == {urgency}


def test_what_follows_from_what_somebody_did_is_waited_for() -> None:
    walk = offered(season())
    assert {post.urgency for post in posts(walk.use(MENTEE, key(walk, "date"), "date.tap"))} == {Urgency.WAITED}
