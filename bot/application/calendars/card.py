"""« Mon agenda »: a person lets the bot see when they are busy, and subscribes to their séances.

Between the interactions and the store alone: an address of a calendar is as good as a key to it, so it enters no journey, event,
log or message. It is typed into a form, encrypted, and never shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.application.calendars.busy_times import Known, forget_busy, known
from bot.application.calendars.planning import relinked, stop
from bot.engine.flows.calendar import actions, words
from bot.engine.flows.common import STALE
from bot.engine.flows.date import words as date_words
from bot.engine.ids import Action
from bot.engine.messages import (
    Button,
    Buttons,
    Fact,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Part,
    Style,
    Text,
    typed,
)
from bot.ports import LinkedCalendar, Person, Seal, UnitOfWork
from bot.ports.calendars import Why

ICS = "ics"
LATER = "later"
"""The trouble of a calendar whose server asked for peace: it is not read sooner, whoever asks."""
KEY_LOST = "key"
FAULT = "fault"
"""The trouble is a mistake of ours."""
PASSING: frozenset[str] = frozenset((Why.AWAY, Why.SLOW, FAULT))
"""What may be over at the next try: once is no news to anybody."""
HOPELESS: frozenset[str] = frozenset({*Why, KEY_LOST}) - PASSING
"""What does not get better by itself: its owner is told at once."""


@dataclass(frozen=True)
class MyCalendar:
    """What the card needs of the world. `pressed` and `submitted` run inside one transaction."""

    seal: Seal
    host: Callable[[str], str | None]
    """The host of an address that may be fetched; None for any other."""
    feed: Callable[[str, int], str]
    """The address at which a person subscribes to their séances, by how often they asked for a new one."""
    connect: Mapping[str, Callable[[str, datetime], str]] = field(default_factory=dict)
    """Services to sign in to, `google` or `microsoft`: where a person begins to, for a while from then on."""
    write: Mapping[str, Callable[[str, datetime], str]] = field(default_factory=dict)
    """The same, where they let the bot write their séances, too."""

    def pressed(
        self, unit: UnitOfWork, person: str, action: Action, values: Sequence[str], at: datetime
    ) -> tuple[Message, bool]:
        """What is shown then, and whether it takes the place of the pressed card."""
        match action:
            case actions.OPEN:
                return self._card(unit, person, at), False
            case actions.ADDRESS:
                return _form(), False
            case actions.UNLINK:
                unlink(unit, person)
                return self._card(unit, person, at, words.UNLINKED.text()), True
            case actions.WRITE_STOP:
                stop(unit, person, at)
                return self._card(unit, person, at, words.WRITE_STOPPED.text()), True
            case actions.AGAIN:
                linked = unit.calendars.of(person)
                if linked is not None and linked.trouble != LATER:
                    unit.calendars.read_again(person, at)
                return self._card(unit, person, at), True
            case actions.FEED:
                return self._feed(unit, person), False
            case actions.RENEW:
                if list(values) in ([], [str(generation(unit, person))]):  # pressed twice, it is renewed once
                    renew_feed(unit, person)
                return self._feed(unit, person, words.FEED_RENEWED.text()), True
            case _:
                return Message((STALE.text(),)), False

    def submitted(self, unit: UnitOfWork, person: str, fields: Mapping[str, str], at: datetime) -> Message:
        """In place of the form."""
        address = fields.get("address", "").strip()
        host = self.host(address)
        if host is None:
            return _form(words.ADDRESS_UNUSABLE.text())
        link(unit, LinkedCalendar(person, ICS, self.seal.close(address), host, at))
        return self._card(unit, person, at, words.LINKED_NOW.text())

    def _card(self, unit: UnitOfWork, person: str, at: datetime, *first: Part) -> Message:
        linked = unit.calendars.of(person)
        parts: list[Part] = [*first]
        buttons = [Button(actions.ADDRESS, words.ADDRESS())]
        if linked is None:
            parts.append(words.LEAD.text())
        else:
            parts += _state(linked, known(unit, person, at))
            parts += _written(unit, linked)
            buttons = [
                Button(actions.AGAIN, words.AGAIN()),
                Button(actions.ADDRESS, words.OTHER()),
                Button(actions.UNLINK, words.UNLINK(), style=Style.DANGER, confirm=words.UNLINK_SURE()),
            ]
        parts.append(Buttons((*buttons, Button(actions.FEED, words.FEED()))))
        writes = linked.kind if linked is not None and linked.writes else ""
        for service, begin in self.connect.items():
            begin = self.write.get(service, begin) if service == writes else begin  # signed in again, it goes on
            parts.append(Text(Line(words.CONNECT[service](), link=begin(person, at))))
        if linked is not None and not writes and linked.kind in self.write:
            parts.append(Text(Line(words.WRITE[linked.kind](), link=self.write[linked.kind](person, at))))
            parts.append(words.WRITE_LEAD.quiet())
        parts.append(words.PRIVACY.quiet())
        return Message(tuple(parts), words.TITLE())

    def _feed(self, unit: UnitOfWork, person: str, *first: Part) -> Message:
        now = generation(unit, person)
        address = self.feed(person, now)
        renew = Button(actions.RENEW, words.FEED_RENEW(), str(now), confirm=words.FEED_RENEW_SURE())
        return Message(
            (
                *first,
                words.FEED_HOW.text(),
                Text(Line(typed(address), link=address)),
                words.FEED_WEBCAL.text(address=typed(f"webcal://{address.partition('://')[2]}")),
                words.FEED_SECRET.quiet(),
                Buttons((renew,)),
            ),
            words.FEED_TITLE(),
        )


def _state(linked: LinkedCalendar, found: Known | None) -> list[Part]:
    rows = (
        Fact(words.LINKED(), typed(linked.shown)),
        Fact(words.SINCE(), date_words.AT(when=linked.at)),
        Fact(words.READ(), date_words.AT(when=linked.read) if linked.read else words.NOT_YET()),
    )
    return [Facts(rows), *_found(found), *([words.WHY[linked.trouble].text()] if _is_news(linked) else [])]


def _is_news(linked: LinkedCalendar) -> bool:
    """Whether its owner reads why it cannot be read: what may be over at the next try is left to that one."""
    return bool(linked.trouble) and (linked.tries > 1 or linked.trouble not in PASSING)


def _written(unit: UnitOfWork, linked: LinkedCalendar) -> Iterator[Part]:
    if not linked.writes:
        return
    yield Facts((Fact(words.WRITES(), words.WRITES_YES()),))
    troubles = {event.trouble for event in unit.calendar_events.of(linked.person) if event.trouble}
    if troubles:
        yield (words.WRITE_ENDED if troubles & HOPELESS else words.WRITE_TROUBLE).text()
    yield Buttons((Button(actions.WRITE_STOP, words.WRITE_STOP(), confirm=words.WRITE_STOP_SURE()),))
    yield words.WRITE_STAYS.quiet()


def _found(found: Known | None) -> Iterator[Part]:
    if found is None:
        return
    yield words.KNOWN.text(moments=found.moments, until=found.horizon)
    if found.doubtful:
        yield words.DOUBTFUL.quiet(count=found.doubtful)
    if found.zones:
        yield words.ZONES.quiet(count=found.zones)


def _form(*first: Part) -> Message:
    fields = (Field("address", words.FIELD_ADDRESS()),)
    parts = (*first, words.ADDRESS_HOW.text(), Form(actions.LINK, fields, words.LINK()))
    return Message((*parts, words.PRIVACY.quiet()), words.ADDRESS_TITLE())


def notice(linked: LinkedCalendar) -> Message:
    """Said once, when a calendar cannot be read for a while."""
    parts = (
        words.LOST.text(calendar=typed(linked.shown)),
        words.WHY[linked.trouble].text(),
        words.LOST_HOW.text(),
        Buttons((Button(actions.OPEN, words.MEND()),)),
    )
    return Message(parts, words.TITLE())


def unwritten(linked: LinkedCalendar, why: str) -> Message:
    """Said once, when séances do not come into a calendar that they are to be written into."""
    parts = (
        words.WRITE_LOST.text(calendar=typed(linked.shown)),
        (words.WRITE_LOST_SIGN_IN if why in HOPELESS else words.WRITE_LOST_TRIES).text(),
        words.WRITE_LOST_HOW.text(),
        Buttons((Button(actions.OPEN, words.MEND()),)),
    )
    return Message(parts, words.TITLE())


def link(unit: UnitOfWork, calendar: LinkedCalendar) -> None:
    """In place of another; what was known from that one is forgotten."""
    forget_busy(unit, calendar.person)
    former = unit.calendars.of(calendar.person)
    unit.calendars.link(calendar)
    relinked(unit, former, calendar)


def unlink(unit: UnitOfWork, person: str) -> None:
    """What was known from it is forgotten at once."""
    unit.calendars.unlink(person)
    unit.calendar_events.forget(person)
    forget_busy(unit, person)


def person_of(unit: UnitOfWork, id: str) -> Person | None:
    """None if none of their pairs is under way."""
    mine = unit.people.memberships(id)
    return unit.people.of_pair(mine[0].pair)[mine[0].role] if mine else None


# The feed --------------------------------------------------------------------------------------------------------


def generation(unit: UnitOfWork, person: str) -> int:
    """How often a person asked for a new address of their feed."""
    return int(unit.facts.get(f"feed:{person}") or 0)


def renew_feed(unit: UnitOfWork, person: str) -> int:
    """The old address leads nowhere any more."""
    new = generation(unit, person) + 1
    unit.facts.put(f"feed:{person}", str(new))
    return new
