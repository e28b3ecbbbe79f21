"""Reads busy times from an iCalendar text of anybody's. It is pure, and runs only in a process of its own (`__main__`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.calendars.reading.components import ZONE, Head, components
from adapters.calendars.reading.entries import Entries, Window
from adapters.calendars.reading.faults import Fault, Unread
from adapters.calendars.reading.spans import Span, merged
from adapters.calendars.reading.zones import Zones

ENTRIES = 100_000
TIMES = 200_000
"""Busy times of one text, before they are merged."""
_PAGE = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<script")


@dataclass(frozen=True, slots=True)
class Question:
    after: datetime
    before: datetime
    zone: str
    """Of the owner: whole days and times without a zone are meant in it."""
    mails: tuple[str, ...] = ()
    """As which they are invited: what they have declined leaves them free."""
    own: tuple[str, ...] = ()
    """How the UIDs end of séances that this bot knows of itself."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a calendar."""

    busy: Sequence[Span]
    """Merged, and in order."""
    doubtful: int = 0
    """Entries that could not be understood in part, or at all."""
    zones: int = 0
    """Time zones that do not exist: their times are taken for the owner's."""


def read(chunks: Iterable[bytes], asked: Question) -> Found:
    """Returns what lies between the two instants. Raises `Unread`."""
    head, zones = Head(), Zones()
    window = Window(asked.after, asked.before, ZoneInfo(asked.zone))
    entries = Entries(window, zones.named, tuple(end.encode() for end in asked.own))
    count = 0
    for component in components(_judged(chunks), head):
        if component.name == ZONE:
            zones.define(component.text)
            continue
        count += 1
        if count > ENTRIES:
            raise Unread(Fault.LARGE)
        entries.add(component)
    if not head.calendars:
        raise Unread(Fault.NO_CALENDAR)
    times = entries.busy({mail.lower() for mail in (*asked.mails, *head.mails)})
    found = merged(_bounded(times), asked.after, asked.before)
    return Found(found, entries.doubts.entries, len(entries.doubts.zones))


def _judged(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same, unless it begins like a page."""
    begun = b""
    for chunk in chunks:
        if len(begun) < 200:
            begun += chunk[:200]
            if begun.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE):
                raise Unread(Fault.PAGE)
        yield chunk


def _bounded(times: Iterable[Span]) -> Iterator[Span]:
    for count, one in enumerate(times):
        if count >= TIMES:
            raise Unread(Fault.LARGE)
        yield one
