"""One of a pair is replaced: what each reads and when, what goes with the one who stays, and that nothing else does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest

from bot.engine.events import Left, Reopened, Replaced, Rested, Restored, Returned, Stopped
from bot.engine.flows import FLOWS
from bot.engine.flows.coordination.standing import standing
from bot.engine.flows.date.invite import invite
from bot.engine.flows.goals.state import BEFORE, DAYS, GOALS, Goal, Goals, Progress, Step, keeping
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.people.state import PEOPLE, Entry, People
from bot.engine.flows.privacy.pairs import own_pair
from bot.engine.flows.willing.state import answer_of, asked_first, asked_on, doubts
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.engine.state import lending
from bot.engine.steps.succession import carried
from bot.engine.timers import timers
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.simulator import Season
from tests.engine.test_willing import NO, YES, asked, enrolled, say, seen
from tests.engine.walking import booked, held, lent, meeting, offered, season
from tests.values import BEFORE as EARLY
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, actions, at, pair, said

GOODBYE, NEXT = "Your programme with", "preparing for it to go on with somebody else"


def replaced(walk: Season, actor: Role = MENTOR, *, carries: bool = False) -> Season:
    walk.feed(Replaced(walk.id(), walk.at, walk.journey.pair, actor, "p2", carries))
    return walk


def told(walk: Season, role: Role) -> list[str]:
    return [
        said(card) for (place, id), card in walk.cards.items() if place is PRIVATE[role] and id.startswith("replaced")
    ]


# What they read ------------------------------------------------------------------------------------------------------


def test_both_hear_of_it_at_their_next_hour_at_work() -> None:
    walk = offered(season())
    walk.at = at("2026-01-09 22:00")  # a Friday
    replaced(walk)
    walk.wait(at("2026-01-12 07:59"))
    assert told(walk, MENTOR) == told(walk, MENTEE) == []
    walk.wait(at("2026-01-12 09:00"))
    (goes,), (stays,) = told(walk, MENTOR), told(walk, MENTEE)
    assert f"{GOODBYE} Camille ends here" in goes
    assert f"{GOODBYE} Awa ends here" in stays
    assert NEXT in stays
    assert NEXT not in goes
    assert "run" in actions(
        walk.cards[Place.MENTOR, next(id for _, id in walk.cards if id.startswith("replaced.mentor"))]
    )
    walk.wait(walk.at + 90 * DAY)
    assert len(told(walk, MENTOR)) == len(told(walk, MENTEE)) == 1
    assert dict(timers(PROGRAMME, walk.journey)) == {}


def test_it_comes_however_much_there_was_to_read_that_day() -> None:
    walk = offered(season())
    contact = {role: replace(one, day=walk.at.date(), count=9) for role, one in walk.journey.contacts.items()}
    assert contact
    walk.journey = replace(walk.journey, contacts=contact)
    replaced(walk)
    walk.wait(walk.at + HOUR)
    assert told(walk, MENTOR)
    assert told(walk, MENTEE)


def test_a_date_that_was_agreed_on_is_off_in_calendars_too() -> None:
    walk = booked(season())
    when = meeting(walk).at
    before = invite(PROGRAMME, walk.journey, 1)
    replaced(walk)
    after = invite(PROGRAMME, walk.journey, 1)
    assert before is not None
    assert after is not None
    assert (before.cancelled, after.cancelled) == (False, True)
    assert after.sequence > before.sequence
    assert after.uid == before.uid
    walk.wait(when + DAY)
    for role in Role:
        (only,) = told(walk, role)
        assert "So your meeting on" in only
    assert not walk.posted("s1.agenda")
    assert not any(key.startswith("s1.held") for _, key in walk.cards)
    assert actions(walk.card(MENTEE, "s1.date")) == {}


def test_who_would_go_there_hears_of_it_in_time_whatever_the_hour() -> None:
    """A meeting on Monday at nine: the weekend lies between."""
    walk = offered(season())
    for actor in Role:
        walk.submit(actor, "s1.date", "date.own", day="2026-01-12", time="09:00")
    when = meeting(walk).at
    walk.wait(when - 3 * DAY + 10 * HOUR)
    replaced(walk)
    walk.wait(when - 2 * HOUR)
    assert "So your meeting on" in told(walk, MENTEE)[0]


def test_a_seance_that_was_held_stays_as_it_was() -> None:
    walk = held(booked(season()))
    sittings = walk.journey.sittings[:1]
    replaced(walk)
    assert walk.journey.sittings[:1] == sittings
    stands = standing(PROGRAMME.timing, walk.journey)
    assert stands.seances[0].held is not None
    assert (stands.replaced, stands.left, stands.stopped) == (MENTOR, (MENTOR,), None)


def test_who_has_heard_that_it_is_over_reads_only_what_is_new() -> None:
    walk = offered(season())
    walk.feed(Left(walk.id(), walk.at, "p1", MENTOR))
    walk.wait(walk.at + DAY)
    replaced(walk, carries=True)
    walk.wait(walk.at + DAY)
    (stays,) = told(walk, MENTEE)
    assert told(walk, MENTOR) == []
    assert GOODBYE not in stays
    assert "for your programme to go on with somebody else" in stays
    assert "goals" in stays


def test_what_was_stopped_a_moment_ago_is_said_once() -> None:
    walk = offered(season())
    walk.at = at("2026-01-09 22:00")
    walk.feed(Stopped(walk.id(), walk.at, "p1"))
    replaced(walk)
    walk.wait(walk.at + 7 * DAY)
    assert not any(key.startswith("stopped") for _, key in walk.cards)
    assert len(told(walk, MENTOR)) == len(told(walk, MENTEE)) == 1


def test_before_the_first_words_there_is_nothing_to_part_from() -> None:
    walk = replaced(season())
    walk.wait(walk.at + 30 * DAY)
    assert walk.shown == []


def test_nothing_brings_them_together_again() -> None:
    walk = offered(season())
    walk.feed(Rested(walk.id(), walk.at, "p1", MENTOR))
    walk.feed(Stopped(walk.id(), walk.at, "p1"))
    replaced(walk)
    before = walk.journey
    for actor in Role:
        walk.feed(Returned(walk.id(), walk.at, "p1", actor))
        walk.feed(Left(walk.id(), walk.at, "p1", actor))
        walk.feed(Restored(walk.id(), walk.at, "p1", actor))
    walk.feed(Reopened(walk.id(), walk.at, "p1"))
    replaced(walk, MENTEE)
    assert walk.journey.ended == before.ended
    assert walk.journey.of(AWAY).replaced == before.of(AWAY).replaced
    assert all(own_pair(walk.journey, role).left is None for role in Role), "and nobody is offered it"


def test_what_is_stored_of_it_is_read_again() -> None:
    walk = replaced(offered(season()))
    assert decode_journey(encode_journey(walk.journey)) == walk.journey


# Before the beginning ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", [YES, None])
def test_who_stays_hears_nothing_and_their_question_stands(answer: str | None) -> None:
    walk = asked()
    if answer is not None:
        say(walk, MENTEE, answer)
    say(walk, MENTOR, NO)
    before, card = seen(walk, MENTEE), walk.card(MENTEE, "willing.mentee")
    replaced(walk)
    walk.wait(walk.at + 30 * DAY)
    assert seen(walk, MENTEE) == before
    assert walk.card(MENTEE, "willing.mentee") == card
    assert actions(walk.card(MENTOR, "willing.mentor")) == {}
    assert told(walk, MENTOR) == [], "who has said no is left alone"


def test_who_has_not_answered_and_goes_hears_that_it_will_not_be() -> None:
    walk = replaced(asked())
    walk.wait(walk.at + DAY)
    (only,) = told(walk, MENTOR)
    assert "What we had in mind for you" in only
    assert "Camille" not in only


def follows(old: Journey, at: datetime = EARLY) -> Journey:
    """The new pair, whose two are asked."""
    return asked_on(old, replace(asked_first(pair(), at), pair="p2"), MENTEE, at)


def test_the_question_goes_on_where_it_was() -> None:
    walk = asked()
    when = walk.at
    after = Season(follows(walk.journey, when), at=when)
    assert answer_of(after.journey, MENTEE) is None
    after.wait(when + DAY)
    assert {id for _, id in after.cards} == {"willing.mentor"}, "the one who stays has theirs"
    after.wait(when + 20 * DAY)
    assert (Place.MENTEE, "willing.mentee.reminder") in after.cards
    silent = {one.role: one.since for one in doubts(PROGRAMME.timing, after.journey)}
    assert silent[MENTEE] == when + PROGRAMME.timing.willing_open * DAY, "the week counts from when they had it"


def test_a_question_on_its_way_is_that_of_the_new_pair_too() -> None:
    walk = enrolled()
    walk.slow = True
    walk.wait(at("2026-01-05 08:00"))
    assert walk.on_the_way
    after = Season(follows(walk.journey, walk.at), at=walk.at)
    replaced(walk)
    walk.deliver()
    assert actions(walk.card(MENTEE, "willing.mentee")), "it can be answered"
    after.wait(walk.at + DAY)
    assert {id for _, id in after.cards} == {"willing.mentor"}


def test_a_yes_stands_and_a_no_too() -> None:
    for answer, willing in ((YES, True), (NO, False)):
        walk = asked()
        say(walk, MENTEE, answer)
        assert answer_of(follows(walk.journey, walk.at), MENTEE) is willing


def test_a_question_that_has_not_come_is_asked_in_the_new_pair() -> None:
    after = Season(follows(enrolled().journey))
    after.wait(at("2026-01-06 10:00"))
    assert {id for _, id in after.cards} == {"willing.mentor", "willing.mentee"}


def test_whoever_takes_part_is_willing_already() -> None:
    walk = offered(season())
    new = follows(walk.journey, walk.at)
    assert (answer_of(new, MENTEE), answer_of(new, MENTOR)) == (True, None)


# What goes with the one who stays ------------------------------------------------------------------------------------


def filled(kind: Any, name: str, depth: int = 0) -> Any:
    """A value of that type in which every text is the name of where it stands."""
    origin = get_origin(kind)
    if kind is str:
        return name
    if origin in (Union, UnionType):
        return filled(next(one for one in get_args(kind) if one is not type(None)), name)
    if origin is tuple:
        args = [one for one in get_args(kind) if one is not Ellipsis]
        return tuple(filled(one, name) for one in args)
    if origin is not None and issubclass(origin, Mapping):
        key, value = get_args(kind)
        return {one: filled(value, name) for one in (Role if key is Role else [filled(key, name)])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if is_dataclass(kind) or hasattr(kind, "_fields"):
        names = [one.name for one in fields(kind)] if is_dataclass(kind) else kind._fields
        hints = get_type_hints(kind)
        return kind(**{one: filled(hints[one], f"{name}.{one}") for one in names})
    return {bool: True, int: 1, date: date(2026, 1, 12), datetime: at("2026-01-12 10:00")}.get(kind, name)


def full() -> Journey:
    """Every slot that there is holds something; of what is one's own, its owner stands at the beginning."""
    journey = held(booked(season())).journey.lending(lending(FLOWS.own))
    for slot in FLOWS.shared:
        if slot.name not in ("leaving", "willing"):
            journey = journey.keeping(slot, filled(slot.kind, slot.name))
    for own in FLOWS.own:
        for role in Role:
            journey = journey.keeping_own(own, role, filled(own.kind, f"{role}.{own.name}"))
    return journey


def texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from texts(one)
        case list() | tuple():
            for one in value:
                yield from texts(one)
        case _:
            pass


def kept(journey: Journey) -> set[str]:
    """All texts in its slots, words and facts."""
    slots = (journey.shared, journey.words_shared, journey.own, journey.private)
    return set(texts(msgspec.to_builtins(slots)))


CARRIED: Mapping[Role, set[str]] = {
    MENTEE: {
        "goals-words.goals.text", "goals-words.goals.sign", "goals-words.steps.text",
        "people.entries.name", "people.entries.why", "mentee.introduction.me", "mentee.introduction.matter",
    },
    MENTOR: {"mentor.introduction.me", "mentor.introduction.matter"},
}  # fmt: skip
"""By who stays: a slot that is to go along is named here, and why on the card that says so."""


@pytest.mark.parametrize("stays", Role)
@pytest.mark.parametrize("track", Track)
def test_nothing_goes_along_but_what_is_named_here(stays: Role, track: Track) -> None:
    old = replace(full(), track=track)
    assert {"agreement", "pact", "takeaways", "topic"} <= {text.partition(".")[0] for text in kept(old)}
    new = carried(old, pair(track=track), stays)
    assert {text for text in kept(new) if "." in text} == CARRIED[stays]
    facts = {*new.shared, *(name for own in new.own.values() for name in own)}
    assert facts == ({DAYS.name} if stays is MENTEE else set())
    assert new.sittings == ()
    assert new.lent == frozenset()


def test_goals_go_along_without_what_the_mentor_suggested() -> None:
    done = Step(2, "Write to Ines", date(2026, 1, 14), Progress.DONE, closed=1)
    goals = Goals(
        (Goal("Speak up", "when I have led a meeting"),), (Step(1, "Ask Luc", date(2026, 1, 13)), done), ("Read",)
    )
    new = carried(keeping(pair(), goals), pair(), MENTEE)
    assert new.of(GOALS) == Goals(goals.goals, (goals.steps[0], replace(done, closed=BEFORE)))
    assert new.of(DAYS).written == 1
    assert carried(keeping(pair(), goals), pair(), MENTOR) == pair(), "they are the mentee's"


def test_of_a_day_they_were_reminded_of_they_are_not_again_nor_before_it_begins() -> None:
    goals = Goals((Goal("Speak up"),), (Step(1, "Ask Luc", date(2026, 1, 13)), Step(2, "Read", date(2026, 1, 20))))
    walk = offered(season())
    walk.journey = keeping(walk.journey, goals)
    walk.wait(at("2026-01-14 12:00"))
    (reminded,) = (id for id in walk.journey.done if id.startswith("goals-action"))
    new = carried(walk.journey, pair(), MENTEE)
    waits = {id for id in timers(PROGRAMME, new) if id.startswith("goals-action")}
    assert reminded not in waits
    assert len(waits) == 1
    early = carried(walk.journey, asked_first(pair(), walk.at), MENTEE)
    assert not any(id.startswith("goals-action") for id in timers(PROGRAMME, early))


def test_people_to_meet_go_along_without_what_the_mentor_offered() -> None:
    people = People((Entry(1, "Ines", "her road", offered=True, met=True),), given=1, told=3)
    new = carried(pair().keeping(PEOPLE, people), pair(), MENTEE)
    assert new.of(PEOPLE) == People((Entry(1, "Ines", "her road", met=True),), given=1)


def test_what_goes_along_can_be_read_by_its_owner_alone_where_it_is_theirs() -> None:
    new = lent(carried(full(), pair(), MENTEE))
    assert new.private.get(MENTOR, {}) == {}
