"""A whole season, from the welcome to the last words, and every way in which it can end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.engine.journey import Stage
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Track
from tests.engine.rules import Rules
from tests.engine.simulator import Season
from tests.engine.walking import asked, decided, evaluated, every_answer, held, season, through
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, reply

Act = Callable[[Season], None]


@pytest.mark.parametrize(("track", "last"), [(Track.MENTORING, 9), (Track.NETWORKING, 2)])
def test_every_seance_is_reached_and_ends(track: Track, last: int) -> None:
    walk = season(track)
    walk.check = Rules()
    through(walk, last)
    assert [one.number for one in walk.journey.sittings if one.held] == list(range(1, last + 1))
    assert all(one.filled for role in Role for one in every_answer(walk.journey, role))
    walk.idle()
    assert walk.journey.stage(walk.at) is Stage.ENDED
    assert len(walk.posted("farewell")) == 1


@pytest.mark.parametrize("track", Track)
def test_a_replay_of_what_happened_gives_the_same_journey(track: Track) -> None:
    walk = through(season(track), PROGRAMME.last(track))
    walk.idle()
    again = season(track)
    for event in walk.events:
        again.feed(event)
    assert again.journey == walk.journey
    assert again.shown == walk.shown


def test_everything_heard_twice_changes_nothing() -> None:
    walk = through(season(), 9)
    walk.idle()
    again = season()
    for event in walk.events:
        again.feed(event)
        once = again.journey
        assert again.feed(event).effects == ()
        assert again.journey == once
    assert again.journey == walk.journey


def test_nothing_happens_after_the_end() -> None:
    walk = through(season(), 9)
    walk.idle()
    seen = len(walk.shown)
    walk.wait(walk.at + 400 * DAY)
    assert len(walk.shown) == seen


# Whether to go on ------------------------------------------------------------------------------------------------


def after_the_sixth() -> Season:
    """The question is about to be asked."""
    return through(season(), 6)


def says(role: Role, answer: str) -> Act:
    """Once both are asked."""

    def act(walk: Season) -> None:
        asked(walk)
        walk.at += HOUR
        walk.use(role, f"continuation.{role}", f"continuation.{answer}")

    return act


def is_silent(walk: Season) -> None:
    pass


ENDINGS: dict[str, list[Act]] = {
    "both are silent": [is_silent],
    "the mentee says no": [says(MENTEE, "no")],
    "the mentee says yes, the mentor no": [says(MENTEE, "yes"), says(MENTOR, "no")],
    "the mentee says yes, the mentor is silent": [says(MENTEE, "yes")],
    "both say yes, and the mentee has second thoughts": [
        says(MENTEE, "yes"), says(MENTOR, "yes"), says(MENTEE, "no"),
    ],
    "the mentor says no, yes and no": [
        says(MENTEE, "yes"), says(MENTOR, "no"), says(MENTOR, "yes"), says(MENTOR, "no"),
    ],
}  # fmt: skip


def ended(acts: list[Act]) -> Season:
    walk = after_the_sixth()
    for act in acts:
        act(walk)
    walk.idle()
    return walk


@pytest.mark.parametrize("acts", ENDINGS.values(), ids=ENDINGS)
def test_without_two_yeses_it_ends_for_both_at_once_in_the_same_words(acts: list[Act]) -> None:
    silent, walk = ended([is_silent]), ended(acts)
    assert walk.journey.ended == silent.journey.ended
    assert len(walk.journey.sittings) == 6
    for role in Role:
        (last,) = walk.posted(f"farewell.{role}")
        assert last.to is PRIVATE[role]
        assert [last] == silent.posted(f"farewell.{role}")
    assert not walk.posted("farewell")
    assert walk.journey.contacts == silent.journey.contacts


@pytest.mark.parametrize("acts", ENDINGS.values(), ids=ENDINGS)
def test_status_says_the_same_whatever_was_answered(acts: list[Act]) -> None:
    walk, silent = after_the_sixth(), after_the_sixth()
    for act in acts:
        act(walk)
    silent.wait(walk.at)
    for role in Role:
        assert reply(walk.fork().type(role, "status")) == reply(silent.fork().type(role, "status"))


def test_a_second_networking_meeting_takes_two_wishes() -> None:
    for answers, meetings in (("yes", "yes"), 2), (("yes", "no"), 1), (("no", "yes"), 1), (("no", "no"), 1):
        walk = evaluated(held(season(Track.NETWORKING)))
        for role, answer in zip(Role, answers, strict=True):
            says(role, answer)(walk)
        decided(walk)
        assert len(walk.journey.sittings) == meetings, answers
