"""What people do with the shadowing: say whether it suits them, choose what it is, set its day, note what to wear."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.engine.commands import example, read_moment, read_whole_day
from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.activities import is_open
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.agreement.state import is_broken_link
from bot.engine.flows.common import stale
from bot.engine.flows.prep import card as prep_card
from bot.engine.flows.shadowing import actions, words
from bot.engine.flows.shadowing.card import (
    ASKED,
    KEY,
    LONGEST,
    NONE,
    asked,
    card,
    later,
    mentee_first,
    news,
    posted,
    question,
    read_only,
)
from bot.engine.flows.shadowing.state import DAY, PLAN, WISH, Day, How, Kind, Plan, Wish
from bot.engine.flows.shadowing.wakes import seance_now
from bot.engine.journey import Journey
from bot.engine.messages import Message, Part, Text
from bot.engine.people import Role
from bot.engine.programme import Programme

FARTHEST = timedelta(days=183)
"""So far ahead a day may lie: the journey stays open until then."""


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`shadowing`: the card of both once there is one; before that the mentee's own question, or why there is none."""
    if journey.ended is not None:
        return Outcome(journey, (Reply(read_only(journey), KEY),))
    if journey.of(PLAN).begun:
        return Outcome(journey, (_answer(journey, redraw=False),))
    if event.actor is Role.MENTEE and is_open(programme, journey, actions.CARD):
        return Outcome(journey, (Reply(question(journey), ASKED),))
    return Outcome(journey, (Reply(mentee_first(journey) if event.actor is Role.MENTOR else later()),))


def _answer(journey: Journey, *first: Part, redraw: bool = True) -> Reply:
    message = card(journey)
    return Reply(Message((*first, *message.parts), message.title), KEY, redraw=redraw)


# The mentee alone --------------------------------------------------------------------------------------------------


def wished(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """It would suit them: the card comes to both, and nothing else of what they said."""
    if event.actor is not Role.MENTEE or not is_open(programme, journey, actions.CARD):
        return stale(journey)
    before = journey.of(PLAN)
    journey = journey.keeping_own(WISH, Role.MENTEE, Wish(suits=True))
    if before.begun:
        return _own(journey)
    journey = journey.keeping(PLAN, replace(before, begun=True))
    own = _own(journey)
    return Outcome(journey, (posted(journey), *own.effects, *_followed(programme, journey)))


def declined(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """It would rather not suit them: nobody else learns of it, and nothing hangs on it."""
    if event.actor is not Role.MENTEE or not is_open(programme, journey, actions.CARD):
        return stale(journey)
    if not journey.of(PLAN).begun:
        journey = journey.keeping_own(WISH, Role.MENTEE, Wish(suits=False))
    return _own(journey)


def _own(journey: Journey) -> Outcome:
    """The mentee's own card, where it stands and where they pressed."""
    return Outcome(journey, (asked(journey, refresh=True), Reply(question(journey), ASKED, redraw=True)))


# Both --------------------------------------------------------------------------------------------------------------


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """What it is to be. Without a day of its own, or without anything, its day is dropped; the words stay for another time."""
    if not journey.of(PLAN).begun:
        return stale(journey)
    day, value = journey.of(DAY), event.values[0] if event.values else ""
    if value not in (*Kind, NONE):
        return Outcome(journey, (_answer(journey),))
    kind = Kind(value) if value != NONE else None
    if kind in (None, Kind.LATER):
        return _with_day(programme, journey, event, replace(day, kind=kind, day=None, at=None))
    at = day.at if kind is Kind.MEETING else None
    return _with_day(programme, journey, event, replace(day, kind=kind, at=at))


def takes_part(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    plan, value = journey.of(PLAN), event.values[0] if event.values else ""
    if not plan.begun:
        return stale(journey)
    if value not in list(How):
        return Outcome(journey, (_answer(journey),))
    return _with_plan(programme, journey, replace(plan, how=How(value)))


def planned(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """What, when and where. What cannot be read is said, and the rest is kept."""
    plan, day = journey.of(PLAN), journey.of(DAY)
    if not plan.begun or day.kind in (None, Kind.LATER):
        return stale(journey)
    about, where = _line(event, "about"), _line(event, "where")
    troubles: list[Text] = []
    if is_broken_link(where):
        where = plan.where
        troubles.append(words.BROKEN_LINK.text())
    if (about, where) != (plan.about, plan.where):
        journey = journey.keeping(PLAN, replace(plan, about=about, where=where, by=event.actor))
    new = _read(journey, event)
    if isinstance(new, Text):
        troubles.append(new)
        new = day
    return _with_day(programme, journey, event, new, *troubles)


def _line(event: Submitted, name: str) -> str:
    return " ".join(event.fields.get(name, "").split())[:LONGEST]


def _read(journey: Journey, event: Submitted) -> Day | Text:
    """The day that the form says, by the clock of who sent it; or what is wrong with it."""
    old, member = journey.of(DAY), journey.members[event.actor]
    typed, clock = event.fields.get("day", "").strip(), event.fields.get("time", "").strip()
    if not typed:
        return replace(old, day=None, at=None)
    day = read_whole_day(typed)
    if day is None:
        return words.UNREADABLE.text(when=example(event.at))
    if old.kind is not Kind.MEETING or not clock:
        at = old.at if day == old.day else None
        return _checked(replace(old, day=day, at=at), member.local(event.at).date(), event.at)
    at = read_moment(typed, clock, member.zone)
    if at is None:
        return words.UNREADABLE.text(when=example(event.at))
    return _checked(replace(old, day=day, at=at), member.local(event.at).date(), event.at)


def _checked(new: Day, today: date, now: datetime) -> Day | Text:
    assert new.day is not None
    if new.day < today or (new.at is not None and new.at <= now):
        return words.IN_THE_PAST.text()
    if new.day > today + FARTHEST:
        return words.TOO_FAR.text()
    return new


def _with_day(programme: Programme, journey: Journey, event: ByMember, new: Day, *first: Part) -> Outcome:
    """The card is up to date; that the day is another is said, since an edited card notifies nobody."""
    old = journey.of(DAY)
    if (old.day, old.at) == (new.day, new.at):
        journey = journey.keeping(DAY, new)
        return _drawn(programme, journey, *first)
    journey = journey.keeping(DAY, replace(new, since=event.at, told=old.told + 1))
    return _drawn(programme, journey, *first, more=(news(journey, event.actor),))


def welcomed(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """What to wear and whom they introduce: the mentor's to say."""
    plan = journey.of(PLAN)
    if not plan.begun or journey.of(DAY).kind is not Kind.MEETING:
        return stale(journey)
    if event.actor is not Role.MENTOR:
        mentor = journey.members[Role.MENTOR].name
        return Outcome(journey, (_answer(journey, words.FOR_MENTOR.text(name=mentor)),))
    new = replace(plan, dress=_line(event, "dress"), introduce=_line(event, "introduce"))
    return _with_plan(programme, journey, new)


def _with_plan(programme: Programme, journey: Journey, plan: Plan) -> Outcome:
    if plan == journey.of(PLAN):
        return Outcome(journey, (_answer(journey),))
    return _drawn(programme, journey.keeping(PLAN, plan))


def _drawn(programme: Programme, journey: Journey, *first: Part, more: tuple[Effect, ...] = ()) -> Outcome:
    answer = (posted(journey), _answer(journey, *first))
    return Outcome(journey, (*answer, *more, *_followed(programme, journey)))


def _followed(programme: Programme, journey: Journey) -> tuple[Effect, ...]:
    """The cards of the séance that show what is planned."""
    now = seance_now(programme, journey)
    if now is None:
        return ()
    agenda = (agenda_card.posted(programme, journey, refresh=True),) if now.meeting is not None else ()
    return (*prep_card.refreshed(programme, journey), *agenda)
