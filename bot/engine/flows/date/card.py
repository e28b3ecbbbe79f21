"""The date card: dates on offer, the booking, or that there is none for now. It speaks to both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.engine.effects import Post
from bot.engine.flows import common
from bot.engine.flows.agenda import actions as agenda_actions
from bot.engine.flows.agenda import words as agenda_words
from bot.engine.flows.agreement.place import where
from bot.engine.flows.common import seance_of
from bot.engine.flows.date import actions, words
from bot.engine.journey import Journey, Meeting, Offer, Sitting
from bot.engine.messages import Bullets, Button, Buttons, Fact, Facts, Line, Message, Part, Style, Text
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import CalendarForm, Programme


def card(programme: Programme, journey: Journey) -> Message:
    """The date of the séance under way, as it stands."""
    now = journey.current
    assert now is not None
    seance = seance_of(programme, journey, now)
    if now.meeting is not None:
        return _booking(programme, journey, now, now.meeting)
    title = words.TITLE(seance=now.number)
    if now.offer is not None and not now.offer.slots and now.offer.why:
        return Message((Facts((seance.heading,)), *_nothing_fits(now.offer)), title)
    if now.offer is None or not now.offer.slots:
        again = Button(actions.AGAIN, words.AGAIN(), style=Style.PRIMARY)
        return Message((Facts((seance.heading,)), words.NONE_YET.text(), Buttons((again,))), title)
    before = programme.seance(journey.track, now.number - 1).scheduling if now.number > 1 else ()
    lead = [Text(item.line(Place.PAIR, journey.members)) for item in before] or [
        words.WHICH.text(count=len(now.offer.slots))
    ]
    return Message(
        (
            Facts((seance.heading,)),
            *lead,
            *_in_full(journey, now.offer),
            Buttons(tuple(_slot(now.offer, slot) for slot in now.offer.slots)),
            *_suits(journey, now.offer),
            *_back(now.offer),
            *_in_the_open(now.offer),
            words.HOW.quiet(),
            Buttons(
                (
                    Button(actions.NONE, words.NONE(), now.offer.name),
                    Button(actions.OTHER, words.OTHER()),
                )
            ),
        ),
        title,
    )


def _in_full(journey: Journey, offer: Offer) -> Iterator[Bullets]:
    """The dates by both clocks, if these differ: a button has room for one."""
    zones = [ZoneInfo(member.zone) for member in journey.members.values()]
    if any(len({slot.astimezone(zone).utcoffset() for zone in zones}) > 1 for slot in offer.slots):
        yield Bullets(tuple(Line(words.AT(when=slot)) for slot in offer.slots))


def _in_the_open(offer: Offer) -> Iterator[Text]:
    """What had to give way for these dates, and why."""
    if offer.edge in offer.slots:
        yield words.AT_EDGE.quiet(when=offer.edge)
    yield from (words.WIDENED[what].quiet() for what in offer.widened)
    if offer.widened:
        yield from (words.WHY[limit].quiet() for limit in offer.why)


def _nothing_fits(offer: Offer) -> Iterator[Part]:
    """What stands in the way, and a date by hand instead."""
    yield words.NOTHING.text()
    yield Bullets(tuple(Line(words.WHY[limit]()) for limit in offer.why))
    yield words.NOTHING_HOW.text()
    other = Button(actions.OTHER, words.OTHER(), style=Style.PRIMARY)
    yield Buttons((other, Button(actions.AGAIN, words.LOOK_AGAIN())))


def _slot(offer: Offer, slot: datetime) -> Button:
    tapped = slot in offer.tapped
    label = words.SLOT_TAPPED(when=slot) if tapped else words.SLOT(when=slot)
    return Button(actions.TAP, label, slot.isoformat(), pressed=tapped)


def _suits(journey: Journey, offer: Offer) -> Iterator[Text]:
    """Whom a date suits, in full: a button has no room for it."""
    for slot in offer.slots:
        for role in Role:
            if slot in offer.taps.get(role, ()):
                yield words.SUITS.text(when=slot, who=journey.members[role].name)


def _back(offer: Offer) -> Iterator[Buttons]:
    """A choice of its own takes back what was tapped: a second tap says the same as the first."""
    if offer.tapped:
        yield Buttons(tuple(Button(actions.UNTAP, words.UNTAP(when=slot), slot.isoformat()) for slot in offer.tapped))


def _booking(programme: Programme, journey: Journey, now: Sitting, meeting: Meeting) -> Message:
    seance = seance_of(programme, journey, now)
    rows = (
        seance.heading,
        Fact(words.WHEN(), words.AT(when=meeting.at)),
        Fact(words.LENGTH(), common.MINUTES(minutes=meeting.minutes)),
    )
    if now.held is not None:
        return Message(
            (Facts(rows), words.HELD.quiet()),
            words.BOOKED_TITLE(seance=now.number),
        )
    if meeting.ended is not None:
        return Message((Facts(rows), words.BELOW.quiet()), words.BOOKED_TITLE(seance=now.number))
    sure = words.CANCEL_SURE(when=meeting.at)
    buttons = (
        Button(agenda_actions.OPEN, agenda_words.OPEN(), style=Style.PRIMARY),
        Button(actions.MOVE, words.MOVE()),
        Button(actions.CANCEL, words.CANCEL(), style=Style.DANGER, confirm=sure),
    )
    links = tuple(_calendar_links(programme, journey, now.number))
    return Message(
        (
            words.BOOKED.text(),
            Facts(rows),
            seance.aim,
            *where(journey),
            *((Bullets(links, words.CALENDAR()),) if links else ()),
            Buttons(buttons),
        ),
        words.BOOKED_TITLE(seance=now.number),
    )


def _calendar_links(programme: Programme, journey: Journey, number: int) -> Iterator[Line]:
    """The booking for each kind of calendar, if the bot can be reached on the web."""
    for form in CalendarForm:
        if form is CalendarForm.FILE and len(journey.languages(Place.PAIR)) > 1:
            yield from _files_of_each(programme, journey, number)
        elif link := programme.calendar_link(journey.pair, number, Place.PAIR, form):
            yield Line(words.CALENDARS[form](), link=link)


def _files_of_each(programme: Programme, journey: Journey, number: int) -> Iterator[Line]:
    """Two who have no language in common each find a file in their own."""
    for role in Role:
        if link := programme.calendar_link(journey.pair, number, PRIVATE[role], CalendarForm.FILE):
            yield Line(words.CALENDAR_OF(who=journey.members[role].name), link=link)


def farewell(journey: Journey) -> Post:
    """What is left of a card whose place a newer one takes."""
    now = journey.current
    assert now is not None
    message = Message((words.BELOW.quiet(),), words.TITLE(seance=now.number))
    return Post(now.card(actions.CARD), Place.PAIR, message, now.number, refresh=True)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """The booking of a séance whose agenda was walked: whether it was held is asked below. At the end, whatever is out."""
    was, now = before.current, after.current
    if was is None or now is None or (was.number, was.round) != (now.number, now.round):
        return
    if now.meeting is not None and now.meeting.ended is not None and now.held is None:
        yield from refreshed(programme, after)
    elif after.ended is not None and now.held is None and (now.offer is not None or now.meeting is not None):
        message = card(programme, after).over()
        yield replace(posted(after, Message(message.parts, message.title)), refresh=True)


def refreshed(programme: Programme, journey: Journey) -> tuple[Post, ...]:
    """The date card, drawn again if it is out."""
    now = journey.current
    if now is None or now.held is not None:
        return ()
    return (
        Post(
            now.card(actions.CARD),
            Place.PAIR,
            card(programme, journey),
            now.number,
            refresh=True,
        ),
    )


def posted(journey: Journey, message: Message) -> Post:
    now = journey.current
    assert now is not None
    return Post(now.card(actions.CARD), Place.PAIR, message, now.number)
