"""Adds up what closed evaluations say, in the programme's open box: sealed, until the week is over.

1. What a step closes is added in its own transaction, so that it is counted once or not at all.
2. Nothing reads the box but the freezing of its week; `bot.application.digest.weekly` does that.
3. Whoever coordinates the programme reads its totals, and so is not counted in them.
4. An evaluation that was never answered is added as well, and counts for nothing: that the box has changed tells nobody
   whether it was answered.
5. A box that cannot be opened, because a key is missing, is left as it is; what closes meanwhile is counted nowhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.engine.effects import Closed, Felt
from bot.engine.flows.digest.fits import Tone, fits, tone
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import Added, Totals, levels, told, totals
from bot.engine.flows.evaluation.questions import asked
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports import KeyLost, ProgrammeRecord, UnitOfWork

log = logging.getLogger(__name__)

_OUT = "box.without:"
"""The fact that names, by id, who is to be taken out of a programme's box."""


def add(unit: UnitOfWork, journey: Journey, closed: Closed) -> None:
    """Adds what somebody of the pair has answered in an evaluation to the box of its programme."""
    answers = {name: values for name, values in closed.answers.items() if values}
    ratings = levels(asked(journey, closed.seance), answers)
    _add(unit, journey, closed.role, closed.at, lambda whose: Added(*whose, bool(answers), ratings, told(answers)))


def add_fit(unit: UnitOfWork, journey: Journey, felt: Felt) -> None:
    """Adds how it goes, as somebody of the pair has answered."""
    _add(unit, journey, felt.role, felt.at, lambda whose: Added(*whose, False, {}, tone=tone(felt.answer)))


def _add(
    unit: UnitOfWork, journey: Journey, role: Role, at: datetime, made: Callable[[tuple[str, str, date]], Added]
) -> None:
    """What is `made` of the person, the pair and the week that it counts in."""
    programme, person = unit.programmes.of_pair(journey.pair), journey.members[role].person
    if programme is None or person in _coordinators(unit, programme.id):
        return
    added = made((person, journey.pair, Week.of(at, programme.zone).sunday))
    try:
        unit.weeks.keep(programme.id, (*unit.weeks.box(programme.id), added))
    except KeyLost:
        log.warning("the open box of «%s» cannot be opened: an answer is counted nowhere", programme.id)


def take_out(unit: UnitOfWork, programme: str, person: str) -> None:
    """Takes out of the open box what a person added to it; of the weeks that are frozen nobody can.

    Raises `KeyLost` if the box cannot be opened.
    """
    unit.weeks.keep(programme, [one for one in unit.weeks.box(programme) if one.person != person])


def take_out_once_opened(unit: UnitOfWork, programme: str, person: str) -> None:
    """The same, if need be later: whoever is named here is in no total of a box that cannot be opened yet."""
    try:
        take_out(unit, programme, person)
    except KeyLost:
        named = f"{_OUT}{programme}"
        unit.facts.put(named, " ".join(dict.fromkeys((*_to_leave_out(unit, programme), person))))


def _to_leave_out(unit: UnitOfWork, programme: str) -> Sequence[str]:
    return (unit.facts.get(f"{_OUT}{programme}") or "").split()


def is_due(unit: UnitOfWork, programme: str, week: Week) -> bool:
    """Whether the box holds anything of that week, or of one before it."""
    try:
        return unit.weeks.is_begun(programme) and any(one.week <= week.sunday for one in unit.weeks.box(programme))
    except KeyLost:
        return False


@dataclass(frozen=True, slots=True)
class Counted:
    """What is told of a week."""

    totals: Totals | None = None
    fits: Mapping[Tone, int] = field(default_factory=dict)


def closed_week(unit: UnitOfWork, programme: ProgrammeRecord, week: Week) -> Counted:
    """The totals of what was added until the week was over; it leaves the box for good. Raises `KeyLost`."""
    gone = _to_leave_out(unit, programme.id)
    box, coordinators = unit.weeks.box(programme.id), _coordinators(unit, programme.id)
    if gone:
        box = [one for one in box if one.person not in gone]
        unit.facts.put(f"{_OUT}{programme.id}", "")
    over = [one for one in box if one.week <= week.sunday]
    unit.weeks.keep(programme.id, [one for one in box if one.week > week.sunday])
    counted = [one for one in over if one.person not in coordinators]
    return Counted(totals(counted, programme.threshold), fits(counted, programme.threshold))


def _coordinators(unit: UnitOfWork, programme: str) -> Sequence[str]:
    return [person.id for _, person in unit.people.coordinators(programme)]
