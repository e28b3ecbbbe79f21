"""Nothing that anybody else gets hangs on what one person keeps to themselves (`private.py`), but for what stands here by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bot.engine.effects import Closed, Outcome
from bot.engine.events import Event, Woke
from bot.engine.flows.evaluation.line import mark
from bot.engine.flows.evaluation.state import ANSWERS, EVALUATIONS, answers_of
from bot.engine.flows.prep.state import TICKS
from bot.engine.ids import TimerId
from bot.engine.journey import Contact
from bot.engine.people import PRIVATE, Place
from bot.engine.programme import Track
from bot.engine.state import NOTHING, NotLent, Unreadable, lending
from bot.engine.steps.views import is_personal
from bot.engine.timers import timers
from tests.engine.private import History, compare
from tests.engine.simulator import Season
from tests.engine.walking import answers, asked, booked, decided, held, lent, season
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, said

HISTORIES = 60
CARD = "s1.evaluation.mentor"


def test_nobody_else_gets_anything_that_hangs_on_a_secret() -> None:
    tally = Counter[str]()
    for n in range(HISTORIES):
        compare(History(f"history {n}"), tally)
    assert tally["histories"] == HISTORIES
    assert tally["secrets differ"] > HISTORIES / 2
    assert tally["silent in one"] > HISTORIES / 6
    assert tally["things seen"] > 20 * HISTORIES


class CountsWhatIsSaid(Season):
    """A leak between pairs: a reminder that has nothing to say leaves the day free, as it once did."""

    def feed(self, event: Event) -> Outcome:
        before = self.journey.contacts
        outcome = super().feed(event)
        if isinstance(event, Woke) and event.timer.endswith(".nudge") and not outcome.effects:
            self.journey = replace(self.journey, contacts=before)
        return outcome


class RemindsOnlyTheSilent(Season):
    """A leak in what is stored: an answer ends the wait for the reminder."""

    def feed(self, event: Event) -> Outcome:
        outcome = super().feed(event)
        now = self.journey.sitting(1)
        if now is not None and answers(self.journey, 1, MENTOR).filled and f"{CARD}.nudge" not in now.done:
            told = replace(now, done=(*now.done, TimerId(f"{CARD}.nudge")))
            self.journey = self.journey.with_sitting(told)
        return outcome


class TellsOfTicks(Season):
    """A leak in the contact count: a tick counts as a message."""

    def feed(self, event: Event) -> Outcome:
        outcome = super().feed(event)
        if lent(self.journey).own_of(TICKS, MENTOR).by_seance:
            today = Contact(self.journey.members[MENTOR].local(event.at).date(), 2)
            self.journey = replace(self.journey, contacts={**self.journey.contacts, MENTOR: today})
        return outcome


@pytest.mark.parametrize("leak", [CountsWhatIsSaid, RemindsOnlyTheSilent, TellsOfTicks])
def test_a_leak_would_be_found(leak: type[Season]) -> None:
    def look() -> None:
        for n in range(HISTORIES):
            compare(History(f"history {n}", lambda walk: leak(**vars(walk))), Counter())

    with pytest.raises(AssertionError, match=r"history \d+: (seen|readable)"):
        look()


# The exceptions, each by name ------------------------------------------------------------------------------------


def written() -> Season:
    walk = held(season())
    walk.submit(MENTOR, CARD, "evaluation.remark", remark="a line of mine")
    return walk


def test_what_its_owner_sends_is_seen() -> None:
    quiet, sent = written(), written()
    sent.press(MENTOR, CARD, "evaluation.to-partner", mark("a line of mine"))
    for walk in (quiet, sent):
        walk.wait(walk.at + DAY)
    more = [one for one in sent.in_sight_of(MENTEE) if one not in quiet.in_sight_of(MENTEE)]
    assert len(more) == 1
    assert "a line of mine" in more[0][1]
    for walk in (quiet, sent):
        assert "a line of mine" not in repr((walk.journey.own, walk.journey.shared, timers(PROGRAMME, walk.journey)))


def test_what_both_say_yes_to_is_told_to_both() -> None:
    ends = []
    for mentor in ("yes", "no"):
        walk = asked(held(season(Track.NETWORKING)))
        walk.press(MENTEE, "continuation.mentee", "continuation.yes")
        walk.press(MENTOR, "continuation.mentor", f"continuation.{mentor}")
        decided(walk)
        ends.append(walk.journey.ended is None)
    assert ends == [True, False]


def test_what_goes_into_a_total_is_the_ratings_and_what_helped_never_the_line() -> None:
    walk = written()
    walk.press(MENTOR, CARD, "evaluation.useful", "4")
    walk.wait(walk.at + 8 * DAY)
    (closed,) = [one.effect for one in walk.shown if isinstance(one.effect, Closed) and one.effect.role is MENTOR]
    assert closed.answers == {"useful": ("4",)}


def test_that_it_closes_later_shows_that_something_was_answered_on_its_last_day() -> None:
    """To an operator, who reads when a journey wakes; `docs/decisions/0017-lent-private-state.md` says so."""
    dues = []
    for answered in (True, False):
        walk = held(season())
        walk.wait(walk.at + 6.5 * DAY)
        if answered:
            walk.press(MENTOR, CARD, "evaluation.useful", "4")
        walk.wait(walk.at + DAY)
        dues.append(f"{CARD}.close" in timers(PROGRAMME, walk.journey))
    assert dues == [True, False]


# Lending ---------------------------------------------------------------------------------------------------------


def test_private_words_are_read_by_nobody_to_whom_they_are_not_lent() -> None:
    journey = written().journey
    assert journey.lent == NOTHING
    with pytest.raises(NotLent, match="mentor"):
        answers_of(journey, 1, MENTOR)
    lent_to_the_other = journey.lending(lending([ANSWERS], (MENTEE,)))
    assert answers_of(lent_to_the_other, 1, MENTEE).line == ""
    with pytest.raises(NotLent):
        answers_of(lent_to_the_other, 1, MENTOR)
    with pytest.raises(NotLent):
        journey.keeping_own(ANSWERS, MENTOR, ANSWERS.empty)
    assert journey.own_of(EVALUATIONS, MENTOR).by_seance, "facts need no lending"


def test_nothing_lent_leaves_a_step_and_an_unchanged_owner_s_words_are_the_same_object() -> None:
    walk = written()
    kept = walk.journey.private
    walk.press(MENTEE, "s1.evaluation.mentee", "evaluation.useful", "4")
    assert walk.journey.lent == NOTHING
    assert walk.journey.private[MENTOR] is kept[MENTOR]
    after = walk.journey.private[MENTEE]
    walk.press(MENTEE, "s1.evaluation.mentee", "evaluation.useful", "4")
    assert walk.journey.private[MENTEE] is after


def test_a_reminder_in_front_of_both_is_personal_whatever_was_ticked() -> None:
    flags = []
    for ticks in ((), ("M1.B1", "M1.B4")):
        walk = booked(season())
        while not (out := walk.posted("s1.reminder")):
            assert walk.next is not None
            walk.wait(walk.next[1])
            for role in (MENTOR, MENTEE):
                if (PRIVATE[role], f"s1.prep.{role}") in walk.cards:
                    walk.press(role, f"s1.prep.{role}", "prep.tick", *ticks)
        flags.append(is_personal(PROGRAMME, walk.journey, out[0]))
    assert flags == [True, True]


# Words that cannot be read ---------------------------------------------------------------------------------------


def without_the_key(walk: Season) -> Season:
    """The mentor's words are there, and cannot be opened."""
    walk.journey = replace(walk.journey, private={}, unreadable=frozenset({"mentor"}))
    return walk


def test_what_cannot_be_read_is_empty_and_is_not_written_over() -> None:
    walk = without_the_key(written())
    assert not answers(walk.journey, 1, MENTOR).filled
    before = walk.journey
    for action in ("evaluation.useful", "evaluation.done"):
        with pytest.raises(Unreadable):
            walk.press(MENTOR, CARD, action, "4")
    with pytest.raises(Unreadable):
        walk.submit(MENTOR, CARD, "evaluation.remark", remark="another line")
    assert walk.journey == before
    walk.press(MENTEE, "s1.evaluation.mentee", "evaluation.useful", "5")
    assert answers(walk.journey, 1, MENTEE).filled


def test_facts_go_on_and_what_words_decide_waits_for_the_key() -> None:
    walk = written()
    words = walk.journey.private
    without_the_key(walk)
    closes = walk.at + 7 * DAY
    walk.wait(closes + DAY)
    assert (Place.MENTEE, "s1.evaluation.mentee") in walk.cards
    assert walk.journey.own_of(EVALUATIONS, MENTOR).by_seance[1].closed is None, "silence is not void"
    walk.journey = replace(walk.journey, private=words, unreadable=frozenset())
    walk.wait(walk.at + DAY)
    assert walk.journey.own_of(EVALUATIONS, MENTOR).by_seance[1].closed is not None
    assert "a line of mine" in said(walk.cards[Place.MENTOR, CARD])


def test_nothing_is_decided_by_an_answer_that_cannot_be_read() -> None:
    walk = asked(held(season(Track.NETWORKING)))
    for role in (MENTOR, MENTEE):
        walk.press(role, f"continuation.{role}", "continuation.yes")
    words = walk.journey.private
    without_the_key(walk)
    walk.wait(walk.at + 30 * DAY)
    assert walk.journey.ended is None
    walk.journey = replace(walk.journey, private=words, unreadable=frozenset())
    walk.wait(walk.at + 3 * DAY)
    assert len(walk.journey.sittings) == 2
