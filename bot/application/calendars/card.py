"""« Mon agenda »: a person lets the bot see when they are busy, and subscribes to their séances.

Between the interactions and the store alone: an address of a calendar is as good as a key to it, so it enters no journey, event,
log or message. It is typed into a form, encrypted, and never shown again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.application.calendars.busy_times import forget_busy
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
    quiet,
    say,
    text,
    typed,
)
from bot.ports import LinkedCalendar, Person, Seal, UnitOfWork

ICS = "ics"
LATER = "later"
"""The trouble of a calendar whose server asked for peace: it is not read sooner, whoever asks."""


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

    def pressed(self, unit: UnitOfWork, person: str, action: str, at: datetime) -> tuple[Message, bool]:
        """What is shown then, and whether it takes the place of the pressed card."""
        match action:
            case "calendar.open":
                return self._card(unit, person, at), False
            case "calendar.address":
                return _form(), False
            case "calendar.unlink":
                unlink(unit, person)
                return self._card(unit, person, at, text("calendar-unlinked")), True
            case "calendar.again":
                linked = unit.calendars.of(person)
                if linked is not None and linked.trouble != LATER:
                    unit.calendars.read_again(person, at)
                return self._card(unit, person, at), True
            case "calendar.feed":
                return self._feed(unit, person), False
            case "calendar.renew":
                renew_feed(unit, person)
                return self._feed(unit, person, text("calendar-feed-renewed")), True
            case _:
                return Message((text("stale"),)), False

    def submitted(self, unit: UnitOfWork, person: str, fields: Mapping[str, str], at: datetime) -> Message:
        """In place of the form."""
        address = fields.get("address", "").strip()
        host = self.host(address)
        if host is None:
            return _form(text("calendar-address-unusable"))
        link(unit, LinkedCalendar(person, ICS, self.seal.close(address), host, at))
        return self._card(unit, person, at, text("calendar-linked-now"))

    def _card(self, unit: UnitOfWork, person: str, at: datetime, *first: Part) -> Message:
        linked = unit.calendars.of(person)
        parts: list[Part] = [*first]
        buttons = [Button("calendar.address", say("calendar-address"))]
        if linked is None:
            parts.append(text("calendar-lead"))
        else:
            parts += _state(linked)
            buttons = [
                Button("calendar.again", say("calendar-again")),
                Button("calendar.address", say("calendar-other")),
                Button("calendar.unlink", say("calendar-unlink"), style=Style.DANGER),
            ]
        parts.append(Buttons((*buttons, Button("calendar.feed", say("calendar-feed")))))
        for service, begin in self.connect.items():
            parts.append(Text(Line(say(f"calendar-connect-{service}"), link=begin(person, at))))
        parts.append(quiet("calendar-privacy"))
        return Message(tuple(parts), say("calendar-title"))

    def _feed(self, unit: UnitOfWork, person: str, *first: Part) -> Message:
        address = self.feed(person, generation(unit, person))
        return Message(
            (
                *first,
                text("calendar-feed-how"),
                Text(Line(typed(address), link=address)),
                quiet("calendar-feed-secret"),
                Buttons((Button("calendar.renew", say("calendar-feed-renew")),)),
            ),
            say("calendar-feed-title"),
        )


def _state(linked: LinkedCalendar) -> list[Part]:
    rows = (
        Fact(say("calendar-linked"), typed(linked.shown)),
        Fact(say("calendar-since"), say("date-at", when=linked.at)),
        Fact(say("calendar-read"), say("date-at", when=linked.read) if linked.read else say("calendar-not-yet")),
    )
    return [Facts(rows), *([text(f"calendar-why-{linked.trouble}")] if linked.trouble else [])]


def _form(*first: Part) -> Message:
    fields = (Field("address", say("calendar-field-address")),)
    parts = (*first, text("calendar-address-how"), Form("calendar.link", fields, say("calendar-link")))
    return Message((*parts, quiet("calendar-privacy")), say("calendar-address-title"))


def notice(linked: LinkedCalendar) -> Message:
    """Said once, when a calendar cannot be read for a while."""
    parts = (
        text("calendar-lost", calendar=typed(linked.shown)),
        text(f"calendar-why-{linked.trouble}"),
        text("calendar-lost-how"),
        Buttons((Button("calendar.open", say("calendar-mend")),)),
    )
    return Message(parts, say("calendar-title"))


def link(unit: UnitOfWork, calendar: LinkedCalendar) -> None:
    """In place of another; what was known from that one is forgotten."""
    forget_busy(unit, calendar.person)
    unit.calendars.link(calendar)


def unlink(unit: UnitOfWork, person: str) -> None:
    """What was known from it is forgotten at once."""
    unit.calendars.unlink(person)
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
