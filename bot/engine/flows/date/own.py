"""A date proposed by hand, in its proposer's own time zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.commands import example, read_moment
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import ByMember, Pressed, Submitted
from bot.engine.flows import common
from bot.engine.flows.date import actions, news, words
from bot.engine.flows.date import handlers as date_handlers
from bot.engine.flows.date.card import card, posted
from bot.engine.flows.date.search import clashes
from bot.engine.journey import Journey, Offer
from bot.engine.messages import Entry, Field, Form, Message, Part
from bot.engine.programme import Programme

SOON = timedelta(days=3)
"""A date by hand is first thought of for a working day at least so far ahead."""


LONGEST_NOTICE = timedelta(days=366)


MOST_OWN = 5
"""Dates proposed by hand on one card."""


def asked_for_other(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date and a time of one's own, in one's own time zone."""
    now = journey.current
    if now is None or date_handlers.is_stale(journey, event) or now.meeting is not None:
        return date_handlers.shown(programme, journey, event, common.STALE.text())
    return Outcome(journey, (Reply(_form(journey, event), now.card(actions.CARD), now.number),))


def _form(journey: Journey, event: ByMember, day: str = "", clock: str = "", *first: Part) -> Message:
    member = journey.members[event.actor]
    soon = member.local(event.at).date() + SOON
    works = journey.calendar.meeting(member).works_on
    likely = next((one for one in (soon + timedelta(days=n) for n in range(14)) if works(one)), soon)
    fields = (
        Field("day", words.FIELD_DAY(), Entry.DATE, day or likely.isoformat()),
        Field(
            "time",
            words.FIELD_TIME(zone=member.zone),
            Entry.TIME,
            clock or "10:00",
        ),
    )
    return Message((*first, Form(actions.OWN, fields, words.PROPOSE())), words.OWN_TITLE())


def proposed(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """A date proposed by hand goes on the card, tapped by the one who proposed it."""
    now = journey.current
    if now is None or date_handlers.is_stale(journey, event) or now.meeting is not None:
        settled = now is not None and now.meeting is not None
        return date_handlers.shown(programme, journey, event, words.SETTLED.text() if settled else common.STALE.text())
    day, clock = event.fields.get("day", ""), event.fields.get("time", "")
    slot = read_moment(day, clock, journey.members[event.actor].zone)
    trouble = None
    if slot is None:
        trouble = words.UNREADABLE.text(when=example(event.at))
    elif slot <= event.at:
        trouble = words.IN_THE_PAST.text()
    elif slot > event.at + LONGEST_NOTICE:
        trouble = words.TOO_FAR.text()
    old = now.offer or Offer(event.at, ())
    if slot is not None and trouble is None:
        old = _with_room(old, slot, event.at)
        if slot not in old.slots and len(old.own) >= MOST_OWN:
            trouble = words.OWN_MANY.text(most=MOST_OWN)
    if slot is None or trouble is not None:
        again = _form(journey, event, day[:10], clock[:5], trouble or words.UNREADABLE.text(when=example(event.at)))
        return Outcome(journey, (Reply(again, now.card(actions.CARD), now.number, redraw=True),))
    partner = journey.partner(event.actor)
    clash = clashes(programme, journey, event.actor, slot, event.at)
    said = () if slot in old.slots else (news.proposed(journey, event.actor, slot),)
    own = old.own if slot in old.slots else (*old.own, slot)
    slots = tuple(sorted({slot, *old.slots}))
    taps = {
        **old.taps,
        event.actor: tuple(dict.fromkeys((*old.taps.get(event.actor, ()), slot))),
    }
    now = replace(now, offer=replace(old, slots=slots, taps=taps, own=own))
    if slot in taps.get(event.actor.other, ()):
        return date_handlers.booked(programme, journey.with_sitting(now), event, slot)
    journey = journey.with_sitting(now)
    thanks = Reply(
        Message((words.PROPOSED.text(when=slot, partner=partner.name), *clash)),
        redraw=True,
    )
    return Outcome(journey, (posted(journey, card(programme, journey)), *said, thanks))


def instead(programme: Programme, journey: Journey, event: ByMember, slot: datetime) -> Outcome:
    """A date by hand in place of the agreed one: that one is given up, and the new one leads the card of others."""
    now = journey.current
    assert now is not None
    assert now.meeting is not None
    said = news.moving(journey, event.actor, now.meeting.at)
    released = date_handlers.released(programme, journey, event.at, said)
    fresh = released.journey.current
    assert fresh is not None
    old = fresh.offer or Offer(event.at, ())
    taps = {**old.taps, event.actor: tuple(dict.fromkeys((*old.taps.get(event.actor, ()), slot)))}
    slots = tuple(sorted({slot, *old.slots}))
    after = released.journey.with_sitting(
        replace(fresh, offer=replace(old, slots=slots, taps=taps, own=(*old.own, slot)))
    )
    drawn = card(programme, after)
    shown = posted(after, Message((said, *drawn.parts), drawn.title))
    others = (one for one in released.effects if not isinstance(one, Post) or one.key != shown.key)
    return Outcome(after, (*others, shown, news.proposed(after, event.actor, slot)))


def _with_room(offer: Offer, slot: datetime, at: datetime) -> Offer:
    """Without what has gone by and, where `slot` is one by hand too many, the oldest of those that suit nobody any more."""
    ahead = tuple(one for one in offer.slots if one > at)
    own = tuple(one for one in offer.own if one > at)
    wanted = {one for taps in offer.taps.values() for one in taps}
    if slot not in ahead and len(own) >= MOST_OWN:
        gone = next((one for one in own if one not in wanted), None)
        ahead, own = (tuple(one for one in some if one != gone) for some in (ahead, own))
    return replace(offer, slots=ahead, own=own)
