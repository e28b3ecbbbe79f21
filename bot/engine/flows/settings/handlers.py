"""What people tell about their own time, in private and never asked for unbidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine.commands import example
from bot.engine.effects import Learned, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.settings import actions, words
from bot.engine.flows.settings.card import card, key, leaves
from bot.engine.flows.settings.forms import (
    LONGEST_CODE,
    as_told,
    examples,
    hours_form,
    leave_form,
    read_day,
    read_region,
    read_time,
)
from bot.engine.flows.settings.holidays import changed, holidays_of
from bot.engine.journey import Journey
from bot.engine.messages import Message, Part, typed
from bot.engine.people import DaysOff, Member, Off, ProfileChange
from bot.engine.programme import Programme, no_link
from bot.engine.scheduling.days import within_reach

MOST_LEAVES = 20


LONGEST_LEAVE = timedelta(days=400)


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    return _shown(programme, journey, event, False)


def _shown(programme: Programme, journey: Journey, event: ByMember, redraw: bool, *first: Part) -> Outcome:
    calendar = programme.calendar_link is not no_link
    message = card(journey.members[event.actor], event.at, calendar=calendar)
    message = replace(message, parts=(*first, *message.parts))
    return Outcome(journey, (Reply(message, key(event.actor), redraw=redraw),))


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Days, rhythm, length or edge, each in one press."""
    member = journey.members[event.actor]
    hours = member.hours
    numbers = sorted({int(value) for value in event.values if value.isascii() and value.isdecimal() and len(value) < 4})
    one = numbers[0] if numbers else -1
    match event.action:
        case actions.DAYS if numbers and numbers[-1] < 7:
            hours = replace(hours, days=tuple(numbers))
        case actions.EVERY if one in (0, *words.EVERY_DAYS):
            hours = replace(hours, every=one)
        case actions.MINUTES if one in (0, *words.LENGTHS):
            hours = replace(hours, minutes=one)
        case actions.EDGE if one in words.EDGES:
            hours = replace(hours, edge=one)
        case _:
            return _shown(programme, journey, event, True)
    return _learned(programme, journey, event, replace(member, hours=hours), "hours")


def asked_for_hours(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    told = as_told(journey.members[event.actor])
    return _form(journey, event, hours_form(told, programme.regions(told["holidays"])))


def _form(journey: Journey, event: ByMember, message: Message, *, redraw: bool = False) -> Outcome:
    return Outcome(journey, (Reply(message, key(event.actor), redraw=redraw),))


def told_hours(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """What cannot be used is asked for again, with everything as it was typed."""
    member = journey.members[event.actor]
    told = dict.fromkeys(as_told(member), "") | {
        name: value.strip()[:LONGEST_CODE] for name, value in event.fields.items()
    }
    start, end = read_time(told["start"]), read_time(told["end"])
    usual = read_time(told["usual_from"]), read_time(told["usual_to"])
    none_liked = not told["usual_from"] and not told["usual_to"]
    liked = (usual[0], usual[1]) if usual[0] is not None and usual[1] is not None and usual[0] < usual[1] else None
    zone = member.zone if told["zone"] in ("", member.zone) else programme.zone_named(told["zone"])
    code = told["holidays"].upper()
    regions = programme.regions(code)
    region = read_region(told.get("region", ""), regions) if told.get("region") and regions else ""
    code = f"{code}-{region}" if region else code
    days = holidays_of(programme, member, code, event.at)
    trouble = None
    if start is None or end is None or start >= end or (liked is None and not none_liked):
        trouble = words.UNREADABLE.text()
    elif zone is None:
        trouble = words.UNKNOWN_ZONE.text(zone=typed(told["zone"]))
    elif region is None:
        some = examples(regions)
        trouble = words.UNKNOWN_REGION.text(region=typed(told["region"]), some=some)
    elif days is None:
        trouble = words.UNKNOWN_HOLIDAYS.text(code=typed(code))
    if start is None or end is None or zone is None or days is None or trouble is not None:
        return _form(journey, event, hours_form(told, regions, trouble or words.UNREADABLE.text()), redraw=True)
    hours = replace(member.hours, start=start, end=end, usual=liked, holidays=code)
    after = replace(member, hours=hours, off=(*leaves(member), *days), zone=zone)
    return _learned(
        programme, journey, event, after, "hours", "off", "zone", notes=tuple(_notes(programme, member, after))
    )


def _notes(programme: Programme, before: Member, after: Member) -> Iterator[Part]:
    """What somebody should know about the hours that they have just typed."""
    hours = after.hours
    if not within_reach(after):
        yield words.USUAL_OUTSIDE.quiet()
    if hours.holidays != before.hours.holidays and programme.regions(hours.holidays):
        yield words.REGIONAL.quiet()


def asked_for_leave(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    today = journey.members[event.actor].local(event.at).date()
    return _form(journey, event, leave_form(today.isoformat(), today.isoformat()))


def going_away(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    member = journey.members[event.actor]
    today = member.local(event.at).date()
    told = (event.fields.get("first", "").strip(), event.fields.get("last", "").strip())
    first, last = read_day(told[0]), read_day(told[1] or told[0])
    if (
        first is None
        or last is None
        or not today - timedelta(days=31) <= first <= last <= first + LONGEST_LEAVE
        or last < today
    ):
        again = leave_form(told[0][:10], told[1][:10], words.DAYS_UNREADABLE.text(when=example(event.at)))
        return _form(journey, event, again, redraw=True)
    kept = [off for off in member.off if off.kind is not Off.LEAVE or off.last >= today]
    new = DaysOff(first, last)
    leaves = [off for off in kept if off.kind is Off.LEAVE and off != new][-MOST_LEAVES + 1 :]
    off = (*leaves, new, *(off for off in kept if off.kind is not Off.LEAVE))
    return _learned(programme, journey, event, replace(member, off=off), "off")


def back_again(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """One leave is taken back."""
    member = journey.members[event.actor]
    off = tuple(off for off in member.off if off.kind is not Off.LEAVE or off.first.isoformat() not in event.values)
    return _learned(programme, journey, event, replace(member, off=off), "off")


def _learned(
    programme: Programme, journey: Journey, event: ByMember, after: Member, *names: str, notes: tuple[Part, ...] = ()
) -> Outcome:
    change = ProfileChange(after, names)
    outcome = _shown(programme, changed(journey, event.actor, change), event, True, words.KEPT.text(), *notes)
    return Outcome(outcome.journey, (Learned(event.actor, change), *outcome.effects))
