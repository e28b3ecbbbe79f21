"""The date of a séance: three on offer, each taps those that suit, the first common one is booked (`M1.A2`, `M3.A2`, `M5.A2`).

The card stays where it is: offer, booking, move, cancel. A search begun anew elsewhere in the conversation gets a card of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.commands import read_moment
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted, Woke
from bot.engine.flows import prep
from bot.engine.flows.common import hint, reply
from bot.engine.flows.date_card import card, farewell, posted
from bot.engine.flows.date_search import agreeable, clashes, is_taken, length, offer, search_again
from bot.engine.journey import Journey, Meeting, Offer
from bot.engine.messages import (
    Entry,
    Field,
    Form,
    Message,
    Part,
    say,
    text,
)
from bot.engine.people import Place, Role
from bot.engine.programme import Command, Programme
from bot.engine.scheduling.search import OPTIONS

NUDGE = timedelta(days=3)
"""Dates on offer that nobody agreed on are mentioned once more after this."""

AFTER_CANCELLING = timedelta(days=7)
SOON = timedelta(days=3)
"""A date by hand is first thought of for a working day at least so far ahead."""
LONGEST_NOTICE = timedelta(days=366)
MOST_OWN = 5
"""Dates proposed by hand on one card."""


# Timers ----------------------------------------------------------------------------------------------------------


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is None or now.held is not None or now.meeting is not None:
        return
    both, n = Place.PAIR.roles, now.number
    if now.offer is None:
        yield Timer(f"s{n}.date.{now.round}", "date", now.opened, both, sitting=n)
    elif now.offer.slots:
        yield Timer(f"s{n}.date-nudge", "date-nudge", now.offer.made + NUDGE, both, sitting=n)
    else:
        id = f"s{n}.date-again.{now.offer.made:%Y%m%dT%H%M}"
        yield Timer(id, "date-nudge", now.offer.made + AFTER_CANCELLING, both, sitting=n)


def opened(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The first dates of a séance, unasked."""
    if timer.sitting > 1:
        return offer(programme, journey, event.at)
    mentor, mentee = (
        journey.members[Role.MENTOR].name,
        journey.members[Role.MENTEE].name,
    )
    return offer(programme, journey, event.at, text("welcome-pair", mentor=mentor, mentee=mentee))


def nudged(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """One kind word about dates still waiting; or new ones, if any of those has gone by or there were none.

    As long as none can be found, nothing is said: it is looked for them again some other day.
    """
    now = journey.current
    if now is None or now.offer is None:
        return Outcome(journey)
    left = agreeable(programme, journey, event.at)
    if not now.offer.slots or len(left) < min(len(now.offer.slots), OPTIONS):
        found = search_again(
            programme, journey, event.at, text("date-filled") if left else text("date-fresh"), keep=True
        )
        if now.offer.slots or _are_on_offer(found.journey):
            return found
        return Outcome(journey.with_sitting(replace(now, offer=replace(now.offer, made=event.at))))
    fresh = journey.with_sitting(replace(now, round=now.round + 1))
    message = card(programme, fresh)
    post = posted(fresh, Message((text("date-nudge"), *message.parts), message.title))
    return Outcome(fresh, (farewell(journey), post))


def _are_on_offer(journey: Journey) -> bool:
    return journey.current is not None and journey.current.offer is not None and bool(journey.current.offer.slots)


# What people do --------------------------------------------------------------------------------------------------


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`date`: the card as it stands, to the one who asks."""
    return shown(programme, journey, event)


def shown(programme: Programme, journey: Journey, event: ByMember, *first: Part) -> Outcome:
    now = journey.current
    if now is None or now.held is not None:
        return reply(journey, text("date-not-now"), hint(Command.STATUS))
    if now.offer is None and now.meeting is None:
        outcome = offer(programme, journey, event.at)
        return Outcome(
            outcome.journey,
            (*outcome.effects, _answer(programme, outcome.journey, False, *first)),
        )
    return Outcome(journey, (_answer(programme, journey, False, *first),))


def _answer(programme: Programme, journey: Journey, redraw: bool, *first: Part) -> Reply:
    now = journey.current
    assert now is not None
    message = card(programme, journey)
    if first:
        message = Message((*first, *message.parts), message.title)
    return Reply(message, now.key("date"), now.number, redraw)


def _is_stale(journey: Journey, event: Pressed | Submitted) -> bool:
    now = journey.current
    return now is None or now.held is not None or event.card != now.key("date")


def tapped(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date suits, or no longer does; the first that suits both is booked."""
    now = journey.current
    slot = _read(event.values)
    if now is None or _is_stale(journey, event) or now.offer is None or slot not in now.offer.slots:
        return shown(programme, journey, event, text("stale"))
    if now.meeting is not None:
        return shown(programme, journey, event, text("date-settled"))
    if slot not in agreeable(programme, journey, event.at):
        why = text("date-taken") if is_taken(programme, journey, slot) else text("date-gone")
        outcome = offer(programme, journey, event.at, why, keep=True)
        return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True, why)))
    mine = now.offer.taps.get(event.actor, ())
    mine = tuple(s for s in mine if s != slot) if slot in mine else (*mine, slot)
    taps = {**now.offer.taps, event.actor: mine}
    now = replace(now, offer=replace(now.offer, taps=taps))
    if slot in mine and slot in taps.get(event.actor.other, ()):
        return _booked(programme, journey.with_sitting(now), event, slot)
    return _redrawn(programme, journey.with_sitting(now))


def _booked(programme: Programme, journey: Journey, event: ByMember, slot: datetime) -> Outcome:
    now = journey.current
    assert now is not None
    meeting = Meeting(slot, length(programme, journey, now))
    journey = journey.with_sitting(replace(now, meeting=meeting))
    prepared = prep.rebooked(programme, journey)
    outcome = _redrawn(programme, prepared.journey)
    return Outcome(outcome.journey, (*outcome.effects, *prepared.effects))


def _redrawn(programme: Programme, journey: Journey) -> Outcome:
    """The shared card and the pressed one show the journey as it is now."""
    answer = _answer(programme, journey, True)
    return Outcome(journey, (posted(journey, answer.message), answer))


def none_suits(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Three others, never the same."""
    now = journey.current
    if now is None or _is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, text("stale"))
    others = text("date-others")
    outcome = offer(programme, journey, event.at, others)
    return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True, others)))


def asked_for_other(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date and a time of one's own, in one's own time zone."""
    now = journey.current
    if now is None or _is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, text("stale"))
    return Outcome(journey, (Reply(_form(journey, event), now.key("date"), now.number),))


def _form(journey: Journey, event: ByMember, day: str = "", clock: str = "", *first: Part) -> Message:
    member = journey.members[event.actor]
    soon = member.local(event.at).date() + SOON
    likely = next((one for one in (soon + timedelta(days=n) for n in range(14)) if member.works_on(one)), soon)
    fields = (
        Field("day", say("date-field-day"), Entry.DATE, day or likely.isoformat()),
        Field(
            "time",
            say("date-field-time", zone=member.zone),
            Entry.TIME,
            clock or "10:00",
        ),
    )
    return Message((*first, Form("date.own", fields, say("date-propose"))), say("date-own-title"))


def proposed(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """A date proposed by hand goes on the card, tapped by the one who proposed it."""
    now = journey.current
    if now is None or _is_stale(journey, event) or now.meeting is not None:
        settled = now is not None and now.meeting is not None
        return shown(programme, journey, event, text("date-settled") if settled else text("stale"))
    day, clock = event.fields.get("day", ""), event.fields.get("time", "")
    slot = read_moment(day, clock, journey.members[event.actor].zone)
    trouble = None
    if slot is None:
        trouble = text("date-unreadable")
    elif slot <= event.at:
        trouble = text("date-in-the-past")
    elif slot > event.at + LONGEST_NOTICE:
        trouble = text("date-too-far")
    old = now.offer or Offer(event.at, ())
    if slot is not None and trouble is None:
        old = _with_room(old, slot, event.at)
        if slot not in old.slots and len(old.own) >= MOST_OWN:
            trouble = text("date-own-many", most=MOST_OWN)
    if slot is None or trouble is not None:
        again = _form(journey, event, day[:10], clock[:5], trouble or text("date-unreadable"))
        return Outcome(journey, (Reply(again, now.key("date"), now.number, redraw=True),))
    partner = journey.partner(event.actor)
    clash = clashes(programme, journey, event.actor, slot, event.at)
    own = old.own if slot in old.slots else (*old.own, slot)
    slots = tuple(sorted({slot, *old.slots}))
    taps = {
        **old.taps,
        event.actor: tuple(dict.fromkeys((*old.taps.get(event.actor, ()), slot))),
    }
    now = replace(now, offer=replace(old, slots=slots, taps=taps, own=own))
    if slot in taps.get(event.actor.other, ()):
        return _booked(programme, journey.with_sitting(now), event, slot)
    journey = journey.with_sitting(now)
    thanks = Reply(
        Message((text("date-proposed", when=slot, partner=partner.name), *clash)),
        redraw=True,
    )
    return Outcome(journey, (posted(journey, card(programme, journey)), thanks))


def _with_room(offer: Offer, slot: datetime, at: datetime) -> Offer:
    """Without what has gone by and, where `slot` is one by hand too many, the oldest of those that suit nobody any more."""
    ahead = tuple(one for one in offer.slots if one > at)
    own = tuple(one for one in offer.own if one > at)
    wanted = {one for taps in offer.taps.values() for one in taps}
    if slot not in ahead and len(own) >= MOST_OWN:
        gone = next((one for one in own if one not in wanted), None)
        ahead, own = (tuple(one for one in some if one != gone) for some in (ahead, own))
    return replace(offer, slots=ahead, own=own)


def moved(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Déplacer »: three other dates."""
    now = journey.current
    if now is None or _is_stale(journey, event) or now.meeting is None:
        return shown(programme, journey, event, text("stale"))
    outcome = released(programme, journey, event.at)
    return Outcome(outcome.journey, (*outcome.effects, _left(journey)))


def _left(journey: Journey) -> Reply:
    """What is left of the pressed card, whose place a newer one takes."""
    gone = farewell(journey)
    return Reply(gone.message, gone.key, gone.seance, redraw=True)


def released(programme: Programme, journey: Journey, at: datetime, *first: Part) -> Outcome:
    """Gives an agreed date up and offers others, in a round of their own: what hung on the old date is void."""
    outcome = search_again(programme, _without_meeting(journey, at), at, *first)
    return Outcome(outcome.journey, (*outcome.effects, *prep.refreshed(programme, outcome.journey)))


def _without_meeting(journey: Journey, at: datetime) -> Journey:
    now = journey.current
    assert now is not None
    refused = (*now.refused, now.meeting.at) if now.meeting else now.refused
    gave_up = now.meeting.at if now.meeting else now.gave_up
    free = replace(now, meeting=None, offer=Offer(at, ()), refused=refused, gave_up=gave_up)
    return journey.with_sitting(free)


def cancelled(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Annuler »: no date for now; a kind word in a week if there is still none."""
    now = journey.current
    if now is None or _is_stale(journey, event) or now.meeting is None:
        return shown(programme, journey, event, text("stale"))
    free = _without_meeting(journey, event.at)
    assert free.current is not None
    free = free.with_sitting(replace(free.current, round=now.round + 1))
    after = (farewell(journey), posted(free, card(programme, free)), *prep.refreshed(programme, free))
    return Outcome(free, (*after, _left(journey)))


def again(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Dates after all."""
    now = journey.current
    if now is None or _is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, text("stale"))
    outcome = offer(programme, journey, event.at)
    return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True)))


def _read(values: tuple[str, ...]) -> datetime | None:
    try:
        at = datetime.fromisoformat(values[0])
    except (ValueError, IndexError):
        return None
    return at if at.tzinfo is not None else None
