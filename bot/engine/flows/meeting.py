"""The date of a séance: three on offer, each taps those that suit, the first common one is booked (`M1.A2`, `M3.A2`, `M5.A2`).

The card stays where it is: offer, booking, move, cancel. A search begun anew elsewhere in the conversation gets a card of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine import dates
from bot.engine.commands import read_moment
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted, Woke
from bot.engine.flows import prep, settings
from bot.engine.flows.common import hint, reply, seance_of
from bot.engine.journey import Journey, Meeting, Offer, Sitting
from bot.engine.manners import Timer
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Entry,
    Fact,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Part,
    Style,
    Text,
    quiet,
    say,
    text,
)
from bot.engine.people import Member, Place, Role
from bot.engine.programme import CalendarForm, Command, Programme

NUDGE = timedelta(days=3)
"""Dates on offer that nobody agreed on are mentioned once more after this."""

AFTER_CANCELLING = timedelta(days=7)
LONGEST_NOTICE = timedelta(days=366)
MOST_OWN = 5
"""Dates proposed by hand on one card."""

SHORT_LEAD = 5
"""Working days of preparation that need no room of their own: two days ahead are enough for the rest."""


# Timers ----------------------------------------------------------------------------------------------------------


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.now
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
    now = journey.now
    if now is None or now.offer is None:
        return Outcome(journey)
    if not now.offer.slots or min(now.offer.slots) <= event.at:
        found = search(programme, journey, event.at, text("date-fresh"))
        if now.offer.slots or _are_on_offer(found.journey):
            return found
        return Outcome(journey.with_sitting(replace(now, offer=replace(now.offer, made=event.at))))
    fresh = journey.with_sitting(replace(now, round=now.round + 1))
    message = card(programme, fresh)
    post = _post(fresh, Message((text("date-nudge"), *message.parts), message.title))
    return Outcome(fresh, (farewell(journey), post))


def _are_on_offer(journey: Journey) -> bool:
    return journey.now is not None and journey.now.offer is not None and bool(journey.now.offer.slots)


# Offering --------------------------------------------------------------------------------------------------------


def open_sitting(journey: Journey, number: int, at: datetime) -> Journey:
    """The next séance; its date card follows (`timers`, or `offer` at once)."""
    return journey.with_sitting(Sitting(number, at))


def offer(programme: Programme, journey: Journey, at: datetime, *first: Part) -> Outcome:
    """Three dates for the séance under way, on its card."""
    now = journey.now
    if now is None:
        return Outcome(journey)
    journey = settings.with_holidays(programme, journey, at)
    refused = (*now.refused, *(now.offer.slots if now.offer else ()))
    found = _suggest(programme, journey, at, refused)
    done = tuple(dict.fromkeys((*now.done, f"s{now.number}.date.{now.round}")))
    made = Offer(at, found.slots, widened=found.gave_way, why=found.why)
    journey = journey.with_sitting(replace(now, meeting=None, offer=made, refused=refused, done=done))
    message = card(programme, journey)
    return Outcome(journey, (_post(journey, Message((*first, *message.parts), message.title)),))


def search(programme: Programme, journey: Journey, at: datetime, *first: Part) -> Outcome:
    """A new search for a date on a new card; the old card says so."""
    now = journey.now
    if now is None:
        return Outcome(journey)
    outcome = offer(programme, journey.with_sitting(replace(now, round=now.round + 1)), at, *first)
    return Outcome(outcome.journey, (farewell(journey), *outcome.effects))


def _suggest(programme: Programme, journey: Journey, at: datetime, refused: tuple[datetime, ...]) -> dates.Suggestion:
    now = journey.now
    assert now is not None
    seance = seance_of(programme, journey, now)
    mentor, mentee = journey.members[Role.MENTOR], journey.members[Role.MENTEE]
    earliest = max((_with_lead(member, at, seance.lead) for member in (mentor, mentee)), default=at)
    before = journey.sitting(now.number - 1)
    due = before.held + timedelta(days=programme.cadence) if before and before.held else None
    return dates.suggest(
        mentor,
        mentee,
        max(earliest, at + dates.NOTICE),
        length(programme, journey, now),
        refused,
        ideal=due.date() if due else None,
        calendars=journey.calendars,
        burden=_burden(journey),
    )


def length(programme: Programme, journey: Journey, sitting: Sitting) -> int:
    """Minutes that the two like to meet for: the shorter, if they differ; as the programme has it, if they have not said."""
    wished = [member.hours.minutes for member in journey.members.values() if member.hours.minutes]
    return min(wished, default=seance_of(programme, journey, sitting).minutes)


def _with_lead(member: Member, at: datetime, lead: int) -> datetime:
    """A long lead (shadowing) must leave room for its preparation: so many working days later."""
    if lead <= SHORT_LEAD:
        return at
    local = member.local(at)
    for _ in range(366):
        local += timedelta(days=1)
        lead -= member.works_on(local.date())
        if not lead:
            break
    return local.astimezone(UTC)


def _burden(journey: Journey) -> Mapping[Role, int]:
    """Minutes outside working hours that each has given to meetings so far."""
    met = [sitting.meeting for sitting in journey.sittings if sitting.meeting and sitting.held]
    return {
        role: sum(dates.odd_minutes(member, meeting.at, meeting.minutes) for meeting in met)
        for role, member in journey.members.items()
    }


# The card --------------------------------------------------------------------------------------------------------


def card(programme: Programme, journey: Journey) -> Message:
    """The date of the séance under way, as it stands."""
    now = journey.now
    assert now is not None
    seance = seance_of(programme, journey, now)
    if now.meeting is not None:
        return _booking(programme, journey, now, now.meeting)
    title = say("date-title", seance=now.number)
    if now.offer is not None and not now.offer.slots and now.offer.why:
        return Message((Facts((seance.heading,)), *_nothing_fits(now.offer)), title)
    if now.offer is None or not now.offer.slots:
        again = Button("date.again", say("date-again"), style=Style.PRIMARY)
        return Message((Facts((seance.heading,)), text("date-none-yet"), Buttons((again,))), title)
    before = programme.seance(journey.track, now.number - 1).scheduling if now.number > 1 else ()
    lead = [Text(item.line(Place.PAIR, journey.members)) for item in before] or [text("date-which")]
    return Message(
        (
            Facts((seance.heading,)),
            *lead,
            Buttons(tuple(_slot(journey, now.offer, slot) for slot in now.offer.slots)),
            *_in_the_open(now.offer),
            quiet("date-how"),
            Buttons(
                (
                    Button("date.none", say("date-none")),
                    Button("date.other", say("date-other")),
                )
            ),
        ),
        title,
    )


def _in_the_open(offer: Offer) -> Iterator[Text]:
    """What had to give way for these dates, and why."""
    yield from (quiet(f"date-widened-{what}") for what in offer.widened)
    if offer.widened:
        yield from (quiet(f"date-why-{limit}") for limit in offer.why)


def _nothing_fits(offer: Offer) -> Iterator[Part]:
    """What stands in the way, and a date by hand instead."""
    yield text("date-nothing")
    yield Bullets(tuple(Line(say(f"date-why-{limit}")) for limit in offer.why))
    yield text("date-nothing-how")
    other = Button("date.other", say("date-other"), style=Style.PRIMARY)
    yield Buttons((other, Button("date.again", say("date-look-again"))))


def _slot(journey: Journey, offer: Offer, slot: datetime) -> Button:
    names = [journey.members[role].name for role in Role if slot in offer.taps.get(role, ())]
    label = say("date-slot-tapped", when=slot, who=names[0]) if names else say("date-slot", when=slot)
    return Button("date.tap", label, slot.isoformat(), pressed=bool(names))


def _booking(programme: Programme, journey: Journey, now: Sitting, meeting: Meeting) -> Message:
    seance = seance_of(programme, journey, now)
    rows = (
        seance.heading,
        Fact(say("date-when"), say("date-at", when=meeting.at)),
        Fact(say("date-length"), say("minutes", minutes=meeting.minutes)),
    )
    if now.held is not None:
        return Message(
            (Facts(rows), quiet("date-held")),
            say("date-booked-title", seance=now.number),
        )
    buttons = (
        Button("agenda.open", say("agenda-open"), style=Style.PRIMARY),
        Button("date.move", say("date-move")),
        Button("date.cancel", say("date-cancel"), style=Style.DANGER),
    )
    links = tuple(_calendar_links(programme, journey, now.number))
    return Message(
        (
            text("date-booked"),
            Facts(rows),
            seance.aim,
            *((Bullets(links, say("date-calendar")),) if links else ()),
            Buttons(buttons),
        ),
        say("date-booked-title", seance=now.number),
    )


def _calendar_links(programme: Programme, journey: Journey, number: int) -> Iterator[Line]:
    """The booking for each kind of calendar, if the bot can be reached on the web."""
    for form in CalendarForm:
        if link := programme.calendar_link(journey.pair, number, Place.PAIR, form):
            yield Line(say(f"date-calendar-{form}"), link=link)


def farewell(journey: Journey) -> Post:
    """What is left of a card whose place a newer one takes."""
    now = journey.now
    assert now is not None
    message = Message((quiet("date-below"),), say("date-title", seance=now.number))
    return Post(now.key("date"), Place.PAIR, message, now.number, refresh=True)


def refreshed(programme: Programme, journey: Journey) -> tuple[Post, ...]:
    """The date card, drawn again if it is out."""
    now = journey.now
    if now is None or now.held is not None:
        return ()
    return (
        Post(
            now.key("date"),
            Place.PAIR,
            card(programme, journey),
            now.number,
            refresh=True,
        ),
    )


def _post(journey: Journey, message: Message) -> Post:
    now = journey.now
    assert now is not None
    return Post(now.key("date"), Place.PAIR, message, now.number)


# What people do --------------------------------------------------------------------------------------------------


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`date`: the card as it stands, to the one who asks."""
    return shown(programme, journey, event)


def shown(programme: Programme, journey: Journey, event: ByMember, *first: Part) -> Outcome:
    now = journey.now
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
    now = journey.now
    assert now is not None
    message = card(programme, journey)
    if first:
        message = Message((*first, *message.parts), message.title)
    return Reply(message, now.key("date"), now.number, redraw)


def _is_stale(journey: Journey, event: Pressed | Submitted) -> bool:
    now = journey.now
    return now is None or now.held is not None or event.card != now.key("date")


def tapped(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date suits, or no longer does; the first that suits both is booked."""
    now = journey.now
    slot = _read(event.values)
    if now is None or _is_stale(journey, event) or now.offer is None or slot not in now.offer.slots:
        return shown(programme, journey, event, text("stale"))
    if now.meeting is not None:
        return shown(programme, journey, event, text("date-settled"))
    if slot <= event.at:
        outcome = offer(programme, journey, event.at, quiet("date-gone"))
        return Outcome(
            outcome.journey,
            (*outcome.effects, _answer(programme, outcome.journey, True)),
        )
    mine = now.offer.taps.get(event.actor, ())
    mine = tuple(s for s in mine if s != slot) if slot in mine else (*mine, slot)
    taps = {**now.offer.taps, event.actor: mine}
    now = replace(now, offer=replace(now.offer, taps=taps))
    if slot in mine and slot in taps.get(event.actor.other, ()):
        return _booked(programme, journey.with_sitting(now), event, slot)
    return _redrawn(programme, journey.with_sitting(now))


def _booked(programme: Programme, journey: Journey, event: ByMember, slot: datetime) -> Outcome:
    now = journey.now
    assert now is not None
    meeting = Meeting(slot, length(programme, journey, now))
    journey = journey.with_sitting(replace(now, meeting=meeting))
    outcome = _redrawn(programme, journey)
    return Outcome(outcome.journey, (*outcome.effects, *prep.refreshed(programme, outcome.journey)))


def _redrawn(programme: Programme, journey: Journey) -> Outcome:
    """The shared card and the pressed one show the journey as it is now."""
    answer = _answer(programme, journey, True)
    return Outcome(journey, (_post(journey, answer.message), answer))


def none_suits(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Three others, never the same."""
    now = journey.now
    if now is None or _is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, text("stale"))
    outcome = offer(programme, journey, event.at, text("date-others"))
    return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True)))


def asked_for_other(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date and a time of one's own, in one's own time zone."""
    now = journey.now
    if now is None or _is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, text("stale"))
    return Outcome(journey, (Reply(_form(journey, event), now.key("date"), now.number),))


def _form(journey: Journey, event: ByMember, day: str = "", clock: str = "", *first: Part) -> Message:
    member = journey.members[event.actor]
    tomorrow = member.local(event.at).date() + timedelta(days=3)
    fields = (
        Field("day", say("date-field-day"), Entry.DATE, day or tomorrow.isoformat()),
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
    now = journey.now
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
    clash = _clashes(programme, journey, event.actor, slot)
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
    return Outcome(journey, (_post(journey, card(programme, journey)), thanks))


def _with_room(offer: Offer, slot: datetime, at: datetime) -> Offer:
    """Without what has gone by and, where `slot` is one by hand too many, the oldest of those that suit nobody any more."""
    ahead = tuple(one for one in offer.slots if one > at)
    own = tuple(one for one in offer.own if one > at)
    wanted = {one for taps in offer.taps.values() for one in taps}
    if slot not in ahead and len(own) >= MOST_OWN:
        gone = next((one for one in own if one not in wanted), None)
        ahead, own = (tuple(one for one in some if one != gone) for some in (ahead, own))
    return replace(offer, slots=ahead, own=own)


def _clashes(programme: Programme, journey: Journey, role: Role, slot: datetime) -> tuple[Text, ...]:
    """What the one who proposes a date should know about it: each reason on the other's side, and that there is one on theirs."""
    now = journey.now
    assert now is not None
    minutes = length(programme, journey, now)
    mine, theirs = (
        dates.clashes(journey.members[one], journey.calendars.get(one, dates.Calendar()), slot, minutes)
        for one in (role, role.other)
    )
    own = not {dates.Limit.LEAVE, dates.Limit.HOLIDAY, dates.Limit.BUSY, dates.Limit.MEETING}.isdisjoint(mine)
    return (
        *((quiet("date-clash-own"),) if own else ()),
        *(quiet(f"date-clash-{limit}", partner=journey.partner(role).name) for limit in theirs),
    )


def moved(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Déplacer »: three other dates."""
    now = journey.now
    if now is None or _is_stale(journey, event) or now.meeting is None:
        return shown(programme, journey, event, text("stale"))
    return released(programme, journey, event.at)


def released(programme: Programme, journey: Journey, at: datetime, *first: Part) -> Outcome:
    """Gives an agreed date up and offers others, in a round of their own: what hung on the old date is void."""
    outcome = search(programme, _without_meeting(journey, at), at, *first)
    return Outcome(outcome.journey, (*outcome.effects, *prep.refreshed(programme, outcome.journey)))


def _without_meeting(journey: Journey, at: datetime) -> Journey:
    now = journey.now
    assert now is not None
    refused = (*now.refused, now.meeting.at) if now.meeting else now.refused
    gave_up = now.meeting.at if now.meeting else now.gave_up
    free = replace(now, meeting=None, offer=Offer(at, ()), refused=refused, gave_up=gave_up)
    return journey.with_sitting(free)


def reopened(journey: Journey, at: datetime) -> Journey:
    """The search begins anew, on a new card, when manners allow: dates went by while nobody was asked."""
    now = journey.now
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


def cancelled(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Annuler »: no date for now; a kind word in a week if there is still none."""
    now = journey.now
    if now is None or _is_stale(journey, event) or now.meeting is None:
        return shown(programme, journey, event, text("stale"))
    free = _without_meeting(journey, event.at)
    assert free.now is not None
    free = free.with_sitting(replace(free.now, round=now.round + 1))
    return Outcome(free, (farewell(journey), _post(free, card(programme, free)), *prep.refreshed(programme, free)))


def again(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Dates after all."""
    now = journey.now
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
