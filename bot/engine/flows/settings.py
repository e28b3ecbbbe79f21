"""What a person says about their own time: days, hours, length, public holidays, days away. It holds in all their pairs.

In private, and never asked for unbidden: what is set at first (Monday to Friday, nine to half past five) suits most.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.effects import Learned, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.journey import Journey
from bot.engine.messages import (
    Button,
    Buttons,
    Choices,
    Entry,
    Fact,
    Facts,
    Field,
    Form,
    Message,
    Option,
    Part,
    Say,
    quiet,
    say,
    text,
    typed,
)
from bot.engine.people import DaysOff, Hours, Member, Off, Role
from bot.engine.programme import Programme, no_link

LENGTHS = (30, 45, 60, 90)
EDGES = (0, 30, 60)
MOST_LEAVES = 20
LONGEST_LEAVE = timedelta(days=400)
LONGEST_CODE = 40

AHEAD = timedelta(days=400)
"""So far ahead are public holidays known …"""
ENOUGH = timedelta(days=120)
"""… and with no more than this left of them they are looked up again."""


def key(role: Role) -> str:
    return f"settings.{role}"


# The card --------------------------------------------------------------------------------------------------------


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    return _shown(programme, journey, event, False)


def card(member: Member, at: datetime, *, calendar: bool = False) -> Message:
    """`calendar`: with the way to the person's own calendar, which the desk serves."""
    hours = member.hours
    away = [leave for leave in _leaves(member) if leave.last >= member.local(at).date()]
    rows = (
        Fact(say("settings-hours"), typed(_span(hours.start, hours.end))),
        Fact(say("settings-usual"), typed(_span(*hours.usual)) if hours.usual else say("settings-none")),
        Fact(say("settings-holidays"), typed(hours.holidays) if hours.holidays else say("settings-none")),
        Fact(say("settings-zone"), typed(member.zone)),
        Fact(say("settings-away"), _range(member, away[0]) if away else say("settings-none")),
    )
    mine = (Button("calendar.open", say("settings-calendar")),) if calendar else ()
    back = tuple(Button("settings.back", say("settings-back"), leave.first.isoformat()) for leave in away[:1])
    return Message(
        (
            text("settings-lead"),
            Facts(rows),
            Choices(
                "settings.days",
                say("settings-days"),
                tuple(Option(str(day), say(f"settings-day-{day}")) for day in range(7)),
                tuple(str(day) for day in hours.days),
                many=True,
            ),
            _one_of("minutes", LENGTHS, hours.minutes),
            _one_of("edge", EDGES, hours.edge),
            Buttons(
                (
                    Button("settings.edit", say("settings-edit")),
                    Button("settings.leave", say("settings-leave")),
                    *back,
                    *mine,
                )
            ),
            quiet("settings-how"),
        ),
        say("settings-title"),
    )


def _one_of(what: str, values: tuple[int, ...], chosen: int) -> Choices:
    label = {"minutes": say("settings-minutes"), "edge": say("settings-edge")}[what]
    options = tuple(Option(str(value), say(f"settings-{what}-{value}")) for value in values)
    return Choices(f"settings.{what}", label, options, (str(chosen),) if chosen in values else ())


def _span(start: time, end: time) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"


def _range(member: Member, leave: DaysOff) -> Say:
    first, last = (
        datetime.combine(day, time(12), ZoneInfo(member.zone)).astimezone(UTC) for day in (leave.first, leave.last)
    )
    if leave.first == leave.last:
        return say("settings-away-day", first=first)
    return say("settings-away-range", first=first, last=last)


def _leaves(member: Member) -> list[DaysOff]:
    return sorted((off for off in member.off if off.kind is Off.LEAVE), key=lambda off: off.first)


def _shown(programme: Programme, journey: Journey, event: ByMember, redraw: bool, *first: Part) -> Outcome:
    calendar = programme.calendar_link is not no_link
    message = card(journey.members[event.actor], event.at, calendar=calendar)
    message = replace(message, parts=(*first, *message.parts))
    return Outcome(journey, (Reply(message, key(event.actor), redraw=redraw),))


# What is told ----------------------------------------------------------------------------------------------------


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Days, length or edge, each in one press."""
    hours = journey.members[event.actor].hours
    numbers = sorted({int(value) for value in event.values if value.isascii() and value.isdecimal() and len(value) < 4})
    one = numbers[0] if numbers else 0
    match event.action:
        case "settings.days" if numbers and numbers[-1] < 7:
            hours = replace(hours, days=tuple(numbers))
        case "settings.minutes" if one in (0, *LENGTHS):
            hours = replace(hours, minutes=one)
        case "settings.edge" if one in EDGES:
            hours = replace(hours, edge=one)
        case _:
            return _shown(programme, journey, event, True)
    return _learned(programme, journey, event, hours, None)


def asked_for_hours(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    return _form(journey, event, _hours_form(journey.members[event.actor].hours))


def _hours_form(hours: Hours, *first: Part) -> Message:
    usual = hours.usual
    fields = (
        Field("start", say("settings-start"), Entry.TIME, f"{hours.start:%H:%M}"),
        Field("end", say("settings-end"), Entry.TIME, f"{hours.end:%H:%M}"),
        Field(
            "usual_from", say("settings-usual-from"), Entry.TIME, f"{usual[0]:%H:%M}" if usual else "", optional=True
        ),
        Field("usual_to", say("settings-usual-to"), Entry.TIME, f"{usual[1]:%H:%M}" if usual else "", optional=True),
        Field("holidays", say("settings-holidays-code"), Entry.LINE, hours.holidays, optional=True, most=LONGEST_CODE),
    )
    return Message((*first, Form("settings.hours", fields, say("settings-save"))), say("settings-hours-title"))


def _form(journey: Journey, event: ByMember, message: Message, *, redraw: bool = False) -> Outcome:
    return Outcome(journey, (Reply(message, key(event.actor), redraw=redraw),))


def told_hours(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    member = journey.members[event.actor]
    told = {name: value.strip() for name, value in event.fields.items()}
    start, end = _time(told.get("start", "")), _time(told.get("end", ""))
    usual = (_time(told.get("usual_from", "")), _time(told.get("usual_to", "")))
    code = told.get("holidays", "")[:LONGEST_CODE].upper()
    if start is None or end is None or start >= end:
        return _form(journey, event, _hours_form(member.hours, text("settings-unreadable")), redraw=True)
    liked = (usual[0], usual[1]) if usual[0] is not None and usual[1] is not None and usual[0] < usual[1] else None
    if liked is None and (told.get("usual_from") or told.get("usual_to")):
        return _form(journey, event, _hours_form(member.hours, text("settings-unreadable")), redraw=True)
    hours = replace(member.hours, start=start, end=end, usual=liked, holidays=code)
    days = _holidays(programme, member, code, event.at)
    if days is None:
        again = _hours_form(replace(hours, holidays=""), text("settings-unknown-holidays", code=typed(code)))
        return _form(journey, event, again, redraw=True)
    return _learned(programme, journey, event, hours, (*_leaves(member), *days))


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text.zfill(5)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def asked_for_leave(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    today = journey.members[event.actor].local(event.at).date()
    return _form(journey, event, _leave_form(today.isoformat(), today.isoformat()))


def _leave_form(first: str, last: str, *before: Part) -> Message:
    fields = (
        Field("first", say("settings-away-first"), Entry.DATE, first),
        Field("last", say("settings-away-last"), Entry.DATE, last),
    )
    return Message((*before, Form("settings.away", fields, say("settings-save"))), say("settings-away-title"))


def going_away(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    member = journey.members[event.actor]
    today = member.local(event.at).date()
    told = (event.fields.get("first", "").strip(), event.fields.get("last", "").strip())
    first, last = _day(told[0]), _day(told[1] or told[0])
    if (
        first is None
        or last is None
        or not today - timedelta(days=31) <= first <= last <= first + LONGEST_LEAVE
        or last < today
    ):
        again = _leave_form(told[0][:10], told[1][:10], text("settings-days-unreadable"))
        return _form(journey, event, again, redraw=True)
    kept = [off for off in member.off if off.kind is not Off.LEAVE or off.last >= today]
    new = DaysOff(first, last)
    leaves = [off for off in kept if off.kind is Off.LEAVE and off != new][-MOST_LEAVES + 1 :]
    return _learned(
        programme, journey, event, None, (*leaves, new, *(off for off in kept if off.kind is not Off.LEAVE))
    )


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 < found.year < 9000 else None


def back_again(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """One leave is taken back."""
    member = journey.members[event.actor]
    off = tuple(off for off in member.off if off.kind is not Off.LEAVE or off.first.isoformat() not in event.values)
    return _learned(programme, journey, event, None, off)


def _learned(
    programme: Programme, journey: Journey, event: ByMember, hours: Hours | None, off: tuple[DaysOff, ...] | None
) -> Outcome:
    outcome = _shown(programme, kept(journey, event.actor, hours, off), event, True, text("settings-kept"))
    return Outcome(outcome.journey, (Learned(event.actor, hours=hours, off=off), *outcome.effects))


def kept(journey: Journey, role: Role, hours: Hours | None, off: tuple[DaysOff, ...] | None) -> Journey:
    """The journey with what was learned; None is as before."""
    if hours is None and off is None:
        return journey
    member = journey.members[role]
    member = replace(member, hours=hours or member.hours, off=member.off if off is None else off)
    return replace(journey, members={**journey.members, role: member})


# Public holidays -------------------------------------------------------------------------------------------------


def with_holidays(programme: Programme, journey: Journey, at: datetime) -> Journey:
    """The journey with the public holidays of the months to come, if some of those are not known yet."""
    for role, member in journey.members.items():
        today = member.local(at).date()
        known = max((off.last for off in member.off if off.kind is not Off.LEAVE), default=today)
        if member.hours.holidays and known < today + ENOUGH:
            days = _holidays(programme, member, member.hours.holidays, at)
            if days is not None:
                journey = kept(journey, role, None, (*_leaves(member), *days))
    return journey


def _holidays(programme: Programme, member: Member, code: str, at: datetime) -> tuple[DaysOff, ...] | None:
    """None: nobody knows whose those are."""
    today = member.local(at).date()
    return programme.holidays(code, today, today + AHEAD) if code else ()
