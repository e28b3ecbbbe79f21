"""What a person says about their own time: days, hours, length, public holidays, days away. It holds in all their pairs.

In private, and never asked for unbidden: what is set at first (Monday to Friday, nine to half past five) suits most.
"""

from __future__ import annotations

from collections.abc import Mapping
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
EVERY = (7, 14, 21, 28)
"""Days from one séance to the next."""
MOST_LEAVES = 20
LEAVES_SHOWN = 3
"""The next ones: each with a button that takes it back."""
LONGEST_LEAVE = timedelta(days=400)
LONGEST_CODE = LONGEST_ZONE = 40

AHEAD = timedelta(days=400)
"""So far ahead are public holidays known."""


def key(role: Role) -> str:
    return f"settings.{role}"


# The card --------------------------------------------------------------------------------------------------------


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    return _shown(programme, journey, event, False)


def card(member: Member, at: datetime, *, calendar: bool = False) -> Message:
    """`calendar`: with the way to the person's own calendar, which the interactions serves."""
    hours = member.hours
    away = [leave for leave in _leaves(member) if leave.last >= member.local(at).date()]
    rows = (
        Fact(say("settings-hours"), _span(member, at, hours.start, hours.end)),
        Fact(say("settings-usual"), _span(member, at, *hours.usual) if hours.usual else say("settings-none")),
        Fact(say("settings-zone"), say("zone", zone=member.zone)),
        Fact(
            say("settings-holidays"),
            say("settings-holidays-of", code=hours.holidays) if hours.holidays else say("settings-none"),
        ),
        *(Fact(say("settings-away"), _range(member, leave)) for leave in away[:LEAVES_SHOWN]),
        *(() if away else (Fact(say("settings-away"), say("settings-none")),)),
    )
    mine = (Button("calendar.open", say("settings-calendar")),) if calendar else ()
    back = tuple(
        Button("settings.back", say("settings-back", first=_noon(member, leave.first)), leave.first.isoformat())
        for leave in away[:LEAVES_SHOWN]
    )
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
            _one_of("every", EVERY, hours.every),
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
    label = {"every": say("settings-every"), "minutes": say("settings-minutes"), "edge": say("settings-edge")}[what]
    options = tuple(Option(str(value), say(f"settings-{what}-{value}")) for value in values)
    return Choices(f"settings.{what}", label, options, (str(chosen),) if chosen in values else ())


def _span(member: Member, at: datetime, start: time, end: time) -> Say:
    today, zone = member.local(at).date(), ZoneInfo(member.zone)
    first, last = (datetime.combine(today, clock, zone).astimezone(UTC) for clock in (start, end))
    return say("settings-span", first=first, last=last)


def _range(member: Member, leave: DaysOff) -> Say:
    first, last = _noon(member, leave.first), _noon(member, leave.last)
    if leave.first == leave.last:
        return say("settings-away-day", first=first)
    return say("settings-away-range", first=first, last=last)


def _noon(member: Member, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(member.zone)).astimezone(UTC)


def _leaves(member: Member) -> list[DaysOff]:
    return sorted((off for off in member.off if off.kind is Off.LEAVE), key=lambda off: off.first)


def _shown(programme: Programme, journey: Journey, event: ByMember, redraw: bool, *first: Part) -> Outcome:
    calendar = programme.calendar_link is not no_link
    message = card(journey.members[event.actor], event.at, calendar=calendar)
    message = replace(message, parts=(*first, *message.parts))
    return Outcome(journey, (Reply(message, key(event.actor), redraw=redraw),))


# What is told ----------------------------------------------------------------------------------------------------


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Days, rhythm, length or edge, each in one press."""
    hours = journey.members[event.actor].hours
    numbers = sorted({int(value) for value in event.values if value.isascii() and value.isdecimal() and len(value) < 4})
    one = numbers[0] if numbers else 0
    match event.action:
        case "settings.days" if numbers and numbers[-1] < 7:
            hours = replace(hours, days=tuple(numbers))
        case "settings.every" if one in (0, *EVERY):
            hours = replace(hours, every=one)
        case "settings.minutes" if one in (0, *LENGTHS):
            hours = replace(hours, minutes=one)
        case "settings.edge" if one in EDGES:
            hours = replace(hours, edge=one)
        case _:
            return _shown(programme, journey, event, True)
    return _learned(programme, journey, event, hours, None)


def asked_for_hours(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    return _form(journey, event, _hours_form(_as_told(journey.members[event.actor])))


def _as_told(member: Member) -> Mapping[str, str]:
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


def _hours_form(told: Mapping[str, str], *first: Part) -> Message:
    start, end, usual_from, usual_to = (
        told.get(name, "")[:5] if _time(told.get(name, "")) else ""
        for name in ("start", "end", "usual_from", "usual_to")
    )
    fields = (
        Field("start", say("settings-start"), Entry.TIME, start),
        Field("end", say("settings-end"), Entry.TIME, end),
        Field("usual_from", say("settings-usual-from"), Entry.TIME, usual_from, optional=True),
        Field("usual_to", say("settings-usual-to"), Entry.TIME, usual_to, optional=True),
        Field("zone", say("settings-zone-name"), Entry.LINE, told.get("zone", ""), most=LONGEST_ZONE),
        Field(
            "holidays",
            say("settings-holidays-code"),
            Entry.LINE,
            told.get("holidays", ""),
            optional=True,
            most=LONGEST_CODE,
        ),
    )
    return Message((*first, Form("settings.hours", fields, say("settings-save"))), say("settings-hours-title"))


def _form(journey: Journey, event: ByMember, message: Message, *, redraw: bool = False) -> Outcome:
    return Outcome(journey, (Reply(message, key(event.actor), redraw=redraw),))


def told_hours(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """What cannot be used is asked for again, with everything as it was typed."""
    member = journey.members[event.actor]
    told = dict.fromkeys(_as_told(member), "") | {
        name: value.strip()[:LONGEST_CODE] for name, value in event.fields.items()
    }
    start, end = _time(told["start"]), _time(told["end"])
    usual = _time(told["usual_from"]), _time(told["usual_to"])
    none_liked = not told["usual_from"] and not told["usual_to"]
    liked = (usual[0], usual[1]) if usual[0] is not None and usual[1] is not None and usual[0] < usual[1] else None
    zone = member.zone if told["zone"] in ("", member.zone) else programme.zone_named(told["zone"])
    code = told["holidays"].upper()
    days = _holidays(programme, member, code, event.at)
    trouble = None
    if start is None or end is None or start >= end or (liked is None and not none_liked):
        trouble = text("settings-unreadable")
    elif zone is None:
        trouble = text("settings-unknown-zone", zone=typed(told["zone"]))
    elif days is None:
        trouble = text("settings-unknown-holidays", code=typed(code))
    if start is None or end is None or zone is None or days is None or trouble is not None:
        return _form(journey, event, _hours_form(told, trouble or text("settings-unreadable")), redraw=True)
    hours = replace(member.hours, start=start, end=end, usual=liked, holidays=code)
    return _learned(programme, journey, event, hours, (*_leaves(member), *days), zone=zone)


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
    programme: Programme,
    journey: Journey,
    event: ByMember,
    hours: Hours | None,
    off: tuple[DaysOff, ...] | None,
    *,
    zone: str = "",
) -> Outcome:
    outcome = _shown(programme, kept(journey, event.actor, hours, off, zone), event, True, text("settings-kept"))
    return Outcome(outcome.journey, (Learned(event.actor, hours=hours, off=off, zone=zone), *outcome.effects))


def kept(journey: Journey, role: Role, hours: Hours | None, off: tuple[DaysOff, ...] | None, zone: str = "") -> Journey:
    """The journey with what was learned; None and nothing are as before."""
    if hours is None and off is None and not zone:
        return journey
    member = journey.members[role]
    member = replace(
        member, hours=hours or member.hours, off=member.off if off is None else off, zone=zone or member.zone
    )
    return replace(journey, members={**journey.members, role: member})


# Public holidays -------------------------------------------------------------------------------------------------


def with_holidays(programme: Programme, journey: Journey, at: datetime) -> Journey:
    """The journey with the public holidays of the months to come, as they are known today."""
    for role, member in journey.members.items():
        days = _holidays(programme, member, member.hours.holidays, at) if member.hours.holidays else None
        known = tuple(off for off in member.off if off.kind is not Off.LEAVE)
        if days is not None and days != known:
            journey = kept(journey, role, None, (*_leaves(member), *days))
    return journey


def _holidays(programme: Programme, member: Member, code: str, at: datetime) -> tuple[DaysOff, ...] | None:
    """Those from this Monday on; None: nobody knows whose those are."""
    today = member.local(at).date()
    first = today - timedelta(days=today.weekday())
    return programme.holidays(code, first, first + AHEAD) if code else ()
