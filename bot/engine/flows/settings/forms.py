"""The forms in which people type their hours and their days away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from bot.engine.commands import read_whole_day
from bot.engine.flows.settings import actions, words
from bot.engine.messages import Entry, Field, Form, Message, Part
from bot.engine.people import Member

LONGEST_CODE = LONGEST_CODE = 40
SHOWN = 5
"""Regions that are named as examples."""


def as_told(member: Member) -> Mapping[str, str]:
    """What the form holds, as the person would have typed it."""
    hours, usual = member.hours, member.hours.usual
    return {
        "start": f"{hours.start:%H:%M}",
        "end": f"{hours.end:%H:%M}",
        "usual_from": f"{usual[0]:%H:%M}" if usual else "",
        "usual_to": f"{usual[1]:%H:%M}" if usual else "",
        "zone": member.zone,
        "holidays": hours.holidays,
    }


def hours_form(told: Mapping[str, str], regions: Iterable[str], *first: Part) -> Message:
    """`regions`: those of the country whose public holidays they keep, as long as it is not known which is theirs."""
    start, end, usual_from, usual_to = (
        told.get(name, "")[:5] if read_time(told.get(name, "")) else ""
        for name in ("start", "end", "usual_from", "usual_to")
    )
    fields: tuple[Field, ...] = (
        Field("start", words.START(), Entry.TIME, start),
        Field("end", words.END(), Entry.TIME, end),
        Field("usual_from", words.USUAL_FROM(), Entry.TIME, usual_from, optional=True),
        Field("usual_to", words.USUAL_TO(), Entry.TIME, usual_to, optional=True),
        Field("zone", words.ZONE_NAME(), Entry.LINE, told.get("zone", ""), most=LONGEST_CODE),
        Field(
            "holidays",
            words.HOLIDAYS_CODE(),
            Entry.LINE,
            told.get("holidays", ""),
            optional=True,
            most=LONGEST_CODE,
        ),
    )
    if some := examples(regions):
        region = told.get("region", "")
        fields = (
            *fields,
            Field("region", words.REGION(some=some), Entry.LINE, region, optional=True, most=LONGEST_CODE),
        )
    return Message((*first, Form(actions.HOURS, fields, words.SAVE())), words.HOURS_TITLE())


def examples(regions: Iterable[str]) -> str:
    """A few of the regions, for those who do not know how theirs is written."""
    return ", ".join(list(regions)[:SHOWN])


def read_region(text: str, regions: Mapping[str, Sequence[str]]) -> str | None:
    """The code of a region by its code or one of its names."""
    said = text.strip().casefold()
    return next(
        (code for code, names in regions.items() if said in (code.casefold(), *(name.casefold() for name in names))),
        None,
    )


def read_time(text: str) -> time | None:
    try:
        return time.fromisoformat(text.zfill(5)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def leave_form(first: str, last: str, *before: Part) -> Message:
    fields = (
        Field("first", words.AWAY_FIRST(), Entry.DATE, first),
        Field("last", words.AWAY_LAST(), Entry.DATE, last),
    )
    return Message((*before, Form(actions.AWAY, fields, words.SAVE())), words.AWAY_TITLE())


def read_day(text: str) -> date | None:
    found = read_whole_day(text)
    return found if found is not None and 2000 < found.year < 9000 else None
