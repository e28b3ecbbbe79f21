"""Public holidays of the months to come, and what was learned about a member."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.flows.settings.card import leaves
from bot.engine.journey import Journey
from bot.engine.people import DaysOff, Hours, Member, Off, Role
from bot.engine.programme import Programme

AHEAD = timedelta(days=400)
"""So far ahead are public holidays known."""


def kept(journey: Journey, role: Role, hours: Hours | None, off: tuple[DaysOff, ...] | None, zone: str = "") -> Journey:
    """The journey with what was learned; None and nothing are as before."""
    if hours is None and off is None and not zone:
        return journey
    member = journey.members[role]
    member = replace(
        member, hours=hours or member.hours, off=member.off if off is None else off, zone=zone or member.zone
    )
    return replace(journey, members={**journey.members, role: member})


def with_holidays(programme: Programme, journey: Journey, at: datetime) -> Journey:
    """The journey with the public holidays of the months to come, as they are known today."""
    for role, member in journey.members.items():
        days = holidays_of(programme, member, member.hours.holidays, at) if member.hours.holidays else None
        known = tuple(off for off in member.off if off.kind is not Off.LEAVE)
        if days is not None and days != known:
            journey = kept(journey, role, None, (*leaves(member), *days))
    return journey


def holidays_of(programme: Programme, member: Member, code: str, at: datetime) -> tuple[DaysOff, ...] | None:
    """Those from this Monday on; None: nobody knows whose those are."""
    today = member.local(at).date()
    first = today - timedelta(days=today.weekday())
    return programme.holidays(code, first, first + AHEAD) if code else ()
