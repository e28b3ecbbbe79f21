"""The flags for a programme's days, and how they read in the list of programmes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.cli.failed import CommandFailed
from bot.engine.scheduling.programme_calendar import Closure, ProgrammeCalendar

NONE = "none"


def add_flags(parser: ArgumentParser) -> None:
    parser.add_argument("--starts", metavar="DAY", help="no pair begins before: 2026-03-02, or none")
    parser.add_argument("--ends", metavar="DAY", help="its last day: no date is proposed after it; or none")
    parser.add_argument("--extension", metavar="DAY", help="the last day instead, for pairs that need longer; or none")
    parser.add_argument(
        "--closed",
        action="append",
        metavar="DAY[..DAY]",
        help="nobody is written to and no date proposed; again for each closure, in place of those before; or none",
    )


def changed(before: ProgrammeCalendar, args: Namespace) -> ProgrammeCalendar:
    """The calendar as the flags have it. Raises `CommandFailed`."""
    after = replace(
        before,
        starts=_day(args.starts, before.starts),
        ends=_day(args.ends, before.ends),
        extension=_day(args.extension, before.extension),
    )
    if args.closed is not None:
        after = replace(after, closures=tuple(sorted(_closures(args.closed), key=lambda one: one.first)))
    if after.starts and after.ends and after.ends < after.starts:
        raise CommandFailed(f"A programme that starts on {after.starts} cannot end on {after.ends}.")
    if after.extension and (after.ends is None or after.extension < after.ends):
        raise CommandFailed(f"The extension {after.extension} must lie after the programme's end; give --ends too.")
    return after


def lines(calendar: ProgrammeCalendar) -> Iterator[str]:
    """What the list says of it; nothing of a programme that has no days of its own."""
    ends = "" if calendar.ends is None else f"to {calendar.ends}"
    if calendar.extension is not None:
        ends += f", extended to {calendar.extension}"
    starts = "" if calendar.starts is None else f"from {calendar.starts}"
    if said := " ".join(filter(None, (starts, ends))):
        yield said
    if calendar.closures:
        yield f"closed: {', '.join(map(_named, calendar.closures))}"


def _named(closure: Closure) -> str:
    return f"{closure.first}" if closure.first == closure.last else f"{closure.first}..{closure.last}"


def _closures(texts: list[str]) -> Iterator[Closure]:
    for text in texts:
        if text == NONE:
            continue
        first, _, last = text.partition("..")
        one = Closure(_date(first), _date(last or first))
        if one.last < one.first:
            raise CommandFailed(f"The closure {text} ends before it begins.")
        yield one


def _day(text: str | None, before: date | None) -> date | None:
    if text is None:
        return before
    return None if text == NONE else _date(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandFailed(f"«{text}» is no day; write it like 2026-03-31.") from error
