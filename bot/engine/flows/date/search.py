"""Dates for a séance: what is offered, and what speaks against one that somebody chose by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine import ids
from bot.engine.effects import Outcome
from bot.engine.flows.agreement.state import SPANS, Terms, agreed
from bot.engine.flows.common import seance_of
from bot.engine.flows.date import actions, words
from bot.engine.flows.date.card import card, farewell, posted
from bot.engine.flows.held.state import final
from bot.engine.flows.settings import holidays
from bot.engine.journey import Journey, Offer, Sitting
from bot.engine.messages import Message, Part, Text
from bot.engine.people import Member, Role
from bot.engine.programme import Programme
from bot.engine.scheduling import search
from bot.engine.scheduling.hours import next_common
from bot.engine.scheduling.model import Calendar, DateQuestion, Limit, Suggestion

SHORT_LEAD = 5
"""Working days of preparation that need no room of their own: two days ahead are enough for the rest."""


AGREE_BY = timedelta(hours=1)
"""Nearer than this, a date on offer is as good as gone by."""


def open_sitting(journey: Journey, number: int, at: datetime, round: int = 1) -> Journey:
    """The next séance; its date card follows (`timers`, or `offer` at once). `round`: unless it is opened a second time."""
    return final(journey).with_sitting(Sitting(number, at, round))


def offer(programme: Programme, journey: Journey, at: datetime, *first: Part, keep: bool = False) -> Outcome:
    """Three dates for the séance under way, on its card. `keep`: those that can still be agreed on stay, with whom they suit."""
    now = journey.current
    if now is None:
        return Outcome(journey)
    journey = holidays.with_holidays(programme, journey, at)
    old = now.offer or Offer(at, ())
    kept = agreeable(programme, journey, at) if keep else ()
    refused = (*now.refused, *(slot for slot in old.slots if slot not in kept))
    found = _suggest(programme, journey, at, refused, kept)
    made = Offer(
        at,
        found.slots,
        {role: still for role, taps in old.taps.items() if (still := tuple(slot for slot in taps if slot in kept))},
        tuple(dict.fromkeys((*(old.widened if kept else ()), *found.gave_way))),
        found.why or (old.why if kept else ()),
        tuple(slot for slot in old.own if slot in kept),
        found.edge or (old.edge if old.edge in kept else None),
    )
    done = tuple(dict.fromkeys((*now.done, ids.timer(actions.CARD, now.number, now.round))))
    journey = journey.with_sitting(replace(now, meeting=None, offer=made, refused=refused, done=done))
    message = card(programme, journey)
    return Outcome(journey, (posted(journey, Message((*first, *message.parts), message.title)),))


def search_again(programme: Programme, journey: Journey, at: datetime, *first: Part, keep: bool = False) -> Outcome:
    """A new search for a date on a new card; the old card says so."""
    now = journey.current
    if now is None:
        return Outcome(journey)
    fresh = journey.with_sitting(replace(now, round=now.round + 1))
    outcome = offer(programme, fresh, at, *first, keep=keep)
    return Outcome(outcome.journey, (farewell(journey), *outcome.effects))


def agreeable(programme: Programme, journey: Journey, at: datetime) -> tuple[datetime, ...]:
    """The dates on offer that can still be agreed on: in time for what comes before the séance, and neither taken nor closed
    since."""
    now = journey.current
    if now is None or now.offer is None:
        return ()
    soonest = _soonest(journey, seance_of(programme, journey, now).lead, at)
    own = now.offer.own
    return tuple(
        slot
        for slot in now.offer.slots
        if (slot > at if slot in own else slot >= soonest and not _is_closed(journey, slot))
        and not is_taken(programme, journey, slot)
    )


def _is_closed(journey: Journey, slot: datetime) -> bool:
    """Whether the programme is closed or over then, for one of the two."""
    days = (member.local(slot).date() for member in journey.members.values())
    return any(journey.calendar.is_closed(day) or day > (journey.calendar.last or day) for day in days)


def is_taken(programme: Programme, journey: Journey, slot: datetime) -> bool:
    """Whether one of the two has another séance then."""
    assert journey.current is not None
    end = slot + timedelta(minutes=length(programme, journey, journey.current))
    return any(a < end and slot < b for one in journey.calendars.values() for a, b in one.meetings)


def _soonest(journey: Journey, lead: int, at: datetime) -> datetime:
    """An hour from now; where a long preparation belongs to the séance, there is time for half of it."""
    if lead <= SHORT_LEAD:
        return at + AGREE_BY
    return max(_working_days_later(member, at, lead // 2) for member in journey.both_working)


def _suggest(
    programme: Programme, journey: Journey, at: datetime, refused: tuple[datetime, ...], kept: tuple[datetime, ...]
) -> Suggestion:
    """On the days that they agreed on, if there are any; else on any."""
    now = journey.current
    assert now is not None
    two = {role: journey.calendar.meeting(member) for role, member in journey.members.items()}
    mentor, mentee = (_as_agreed(journey, two[role]) for role in Role)
    seance = seance_of(programme, journey, now)
    earliest = max(_with_lead(journey, seance.lead, at), _from_opening(journey, now, seance.ahead))
    before = journey.sitting(now.number - 1)
    due = before.held + timedelta(days=cadence(programme, journey)) if before and before.held else None
    question = DateQuestion(
        mentor,
        mentee,
        max(earliest, at + search.NOTICE),
        length(programme, journey, now),
        refused,
        ideal=min(member.local(due).date() for member in (mentor, mentee)) if due else None,
        calendars=journey.calendars,
        burden=_burden(journey),
        keep=kept,
    )
    found = search.suggest(question)
    if agreed(journey).days and (found.why or found.gave_way or len(found.slots) < search.OPTIONS):
        return search.suggest(replace(question, mentor=two[Role.MENTOR], mentee=two[Role.MENTEE]))
    return found


def _as_agreed(journey: Journey, member: Member) -> Member:
    """A member whose days and best hours are those that the two agreed on, as far as they work then."""
    terms = agreed(journey)
    days = tuple(day for day in terms.days if day in member.hours.days) or member.hours.days
    usual = SPANS[terms.moment] if terms.moment is not None else member.hours.usual
    return replace(member, hours=replace(member.hours, days=days, usual=usual))


def cadence(programme: Programme, journey: Journey) -> int:
    """Days from one séance to the next: as agreed (`M1.D3`); else the longer, if what the two like differs, or as the programme
    has it."""
    liked = [member.hours.every for member in journey.members.values() if member.hours.every]
    return agreed(journey).every or max(liked, default=programme.cadence)


def length(programme: Programme, journey: Journey, sitting: Sitting) -> int:
    """Minutes of a meeting: as agreed; else the shorter, if what the two like differs, or as the programme has it."""
    liked = [member.hours.minutes for member in journey.members.values() if member.hours.minutes]
    return agreed(journey).minutes or min(liked, default=seance_of(programme, journey, sitting).minutes)


def wished(programme: Programme, journey: Journey) -> Terms:
    """What dates follow while nothing is agreed: a good first proposal."""
    minutes = length(programme, journey, journey.current) if journey.current is not None else 0
    return Terms(every=cadence(programme, journey), minutes=minutes)


def _with_lead(journey: Journey, lead: int, at: datetime) -> datetime:
    """A long lead (shadowing) must leave room for its preparation."""
    if lead <= SHORT_LEAD:
        return at
    return max(_working_days_later(member, at, lead) for member in journey.both_working)


def _from_opening(journey: Journey, now: Sitting, days: int) -> datetime:
    """So many working days after the séance opened, or after the first hour at work since: what it asks of others takes time."""
    if not days:
        return now.opened
    two = journey.both_working
    return max(_working_days_later(member, next_common([member], now.opened), days) for member in two)


def _working_days_later(member: Member, at: datetime, days: int) -> datetime:
    """The same time of day, so many working days later; aware UTC."""
    local = member.local(at)
    for _ in range(366):
        local += timedelta(days=1)
        days -= member.works_on(local.date())
        if not days:
            break
    return local.astimezone(UTC)


def _burden(journey: Journey) -> Mapping[Role, int]:
    """Minutes outside working hours that each has given to meetings so far."""
    met = [sitting.meeting for sitting in journey.sittings if sitting.meeting and sitting.held]
    return {
        role: sum(search.odd_minutes(member, meeting.at, meeting.minutes) for meeting in met)
        for role, member in journey.members.items()
    }


def reopened(journey: Journey, at: datetime) -> Journey:
    """The search begins anew, on a new card, when manners allow: dates went by while nobody was asked."""
    now = journey.current
    assert now is not None
    gone = (
        *(now.offer.slots if now.offer else ()),
        *((now.meeting.at,) if now.meeting else ()),
    )
    fresh = replace(
        now,
        opened=at,
        round=now.round + 1,
        offer=None,
        meeting=None,
        gave_up=now.meeting.at if now.meeting else now.gave_up,
        refused=tuple(dict.fromkeys((*now.refused, *gone))),
    )
    return journey.with_sitting(fresh)


def clashes(programme: Programme, journey: Journey, role: Role, slot: datetime, at: datetime) -> tuple[Text, ...]:
    """What the one who proposes a date should know about it: each reason on the other's side, and that there is one on theirs."""
    now = journey.current
    assert now is not None
    minutes, seance = length(programme, journey, now), seance_of(programme, journey, now)
    two = {one: journey.calendar.meeting(member) for one, member in journey.members.items()}
    mine, theirs = (
        search.clashes(two[one], journey.calendars.get(one, Calendar()), slot, minutes) for one in (role, role.other)
    )
    partner = journey.partner(role)
    found = [words.CLASH[limit].quiet(partner=partner.name) for limit in theirs]
    if not {Limit.LEAVE, Limit.HOLIDAY, Limit.BUSY, Limit.MEETING}.isdisjoint(mine):
        found.insert(0, words.CLASH_OWN.quiet())
    if partner.may_be_off(slot):
        found.append(words.CLASH_ESTIMATED.quiet(partner=partner.name))
    if slot < _with_lead(journey, seance.lead, at):
        found.append(words.CLASH_LEAD.quiet(days=seance.lead))
    elif slot < _from_opening(journey, now, seance.ahead):
        found.append(words.CLASH_LEAD.quiet(days=seance.ahead))
    elif slot < at + search.NOTICE:
        found.append(words.CLASH_SOON.quiet())
    return tuple(found)
