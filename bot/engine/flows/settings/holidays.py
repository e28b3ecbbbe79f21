"""Public holidays of the months to come, and what was learned about a member."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.flows.settings.card import leaves
from bot.engine.journey import Journey
from bot.engine.people import DaysOff, Member, Off, ProfileChange, Role
from bot.engine.programme import Programme

AHEAD = timedelta(days=400)
"""So far ahead are public holidays known."""


def changed(journey: Journey, role: Role, change: ProfileChange) -> Journey:
    """The journey with what a member said about themselves."""
    return replace(journey, members={**journey.members, role: change.applied_to(journey.members[role])})


def with_holidays(programme: Programme, journey: Journey, at: datetime) -> Journey:
    """The journey with the public holidays of the months to come, as they are known today."""
    for role, member in journey.members.items():
        days = holidays_of(programme, member, member.hours.holidays, at) if member.hours.holidays else None
        known = tuple(off for off in member.off if off.kind is not Off.LEAVE)
        if days is not None and days != known:
            journey = changed(journey, role, ProfileChange(replace(member, off=(*leaves(member), *days)), ("off",)))
    return journey


def holidays_of(programme: Programme, member: Member, code: str, at: datetime) -> tuple[DaysOff, ...] | None:
    """Those from this Monday on; None: nobody knows whose those are."""
    today = member.local(at).date()
    first = today - timedelta(days=today.weekday())
    return programme.holidays(code, first, first + AHEAD) if code else ()
