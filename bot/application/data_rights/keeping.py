"""How long what somebody tells is kept: the figures of the programmes that they are in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.engine.programme import Keeping
from bot.ports import UnitOfWork
from bot.ports.programmes import ProgrammeRecord


def longest(base: Keeping, programmes: Iterable[ProgrammeRecord]) -> Keeping:
    """The longest that any of them keeps something, and all their contacts; `base` has what is no programme's own."""
    known = tuple(programmes)
    if not known:
        return base
    kept = [one.retention for one in known]
    return replace(
        base,
        answers=max(one.answers_months for one in kept),
        rest=max(one.rest_months for one in kept),
        events=max(one.events_days for one in kept),
        contact=" ; ".join(dict.fromkeys(one.outside_contact for one in known if one.outside_contact)),
    )


def of_person(unit: UnitOfWork, base: Keeping, person: str) -> Keeping:
    """As a member and as a coordinator."""
    pairs = (unit.programmes.of_pair(one.pair) for one in unit.people.every_membership(person))
    mine = (*(one for one in pairs if one is not None), *unit.programmes.of_coordinator(person))
    return longest(base, mine)
