"""What a person has said about their own time: days, hours, length, days away. It holds in all their pairs."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.engine import ids
from bot.engine.flows.calendar import actions as calendar_actions
from bot.engine.flows.settings import actions, words
from bot.engine.ids import Action, CardId
from bot.engine.messages import Button, Buttons, Choices, Fact, Facts, Message, Option, Say
from bot.engine.people import DaysOff, Member, Off, Role
from bot.engine.words import Family

LEAVES_SHOWN = 3
"""The next ones: each with a button that takes it back."""


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def card(member: Member, at: datetime, *, calendar: bool = False) -> Message:
    """`calendar`: with the way to the person's own calendar, which the interactions serves."""
    hours = member.hours
    away = [leave for leave in leaves(member) if leave.last >= member.local(at).date()]
    rows = (
        Fact(words.HOURS(), _span(member, at, hours.start, hours.end)),
        Fact(words.USUAL(), _span(member, at, *hours.usual) if hours.usual else words.NONE()),
        Fact(words.ZONE(), words.ZONE_OF(zone=member.zone)),
        Fact(
            words.HOLIDAYS(),
            words.HOLIDAYS_OF(code=hours.holidays) if hours.holidays else words.NONE(),
        ),
        *(Fact(words.AWAY(), _range(member, leave)) for leave in away[:LEAVES_SHOWN]),
        *(() if away else (Fact(words.AWAY(), words.NONE()),)),
    )
    mine = (Button(calendar_actions.OPEN, words.CALENDAR()),) if calendar else ()
    back = tuple(
        Button(actions.BACK, words.BACK(first=_noon(member, leave.first)), leave.first.isoformat())
        for leave in away[:LEAVES_SHOWN]
    )
    return Message(
        (
            words.LEAD.text(),
            Facts(rows),
            Choices(
                actions.DAYS,
                words.DAYS(),
                tuple(Option(str(day), words.WEEKDAYS[day]()) for day in range(7)),
                tuple(str(day) for day in hours.days),
                many=True,
            ),
            _one_of(actions.EVERY, words.EVERY(), words.EVERY_DAYS, hours.every),
            _one_of(actions.MINUTES, words.MINUTES(), words.LENGTHS, hours.minutes),
            _one_of(actions.EDGE, words.EDGE(), words.EDGES, hours.edge),
            Buttons(
                (
                    Button(actions.EDIT, words.EDIT()),
                    Button(actions.LEAVE, words.LEAVE()),
                    *back,
                    *mine,
                )
            ),
            words.HOW.quiet(),
        ),
        words.TITLE(),
    )


def _one_of(action: Action, label: Say, options: Family[int, []], chosen: int) -> Choices:
    """One of several; where nothing need be chosen, a choice of its own takes it back."""
    listed = tuple(Option(str(value), options[value]()) for value in options)
    if chosen in options and 0 not in options:
        listed = (*listed, Option("0", words.NO_WISH()))
    return Choices(action, label, listed, (str(chosen),) if chosen in options else ())


def _span(member: Member, at: datetime, start: time, end: time) -> Say:
    today, zone = member.local(at).date(), ZoneInfo(member.zone)
    first, last = (datetime.combine(today, clock, zone).astimezone(UTC) for clock in (start, end))
    return words.SPAN(first=first, last=last)


def _range(member: Member, leave: DaysOff) -> Say:
    first, last = _noon(member, leave.first), _noon(member, leave.last)
    if leave.first == leave.last:
        return words.AWAY_DAY(first=first)
    return words.AWAY_RANGE(first=first, last=last)


def _noon(member: Member, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(member.zone)).astimezone(UTC)


def leaves(member: Member) -> list[DaysOff]:
    return sorted((off for off in member.off if off.kind is Off.LEAVE), key=lambda off: off.first)
