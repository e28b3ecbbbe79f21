"""What could not be delivered, as coordinators hear of it: whom it concerns, not which messages nor how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.flows.digest.frozen import Unreached
from bot.engine.flows.digest.model import Week
from bot.ports import UnitOfWork


def unreached(unit: UnitOfWork, programme: str, week: Week) -> tuple[Sequence[Unreached], int]:
    """Whom something could not reach that week, the newest last, once for each reason; and how many people that is."""
    coordinators = {str(lane): person.id for lane, person in unit.people.coordinators(programme)}
    found: dict[Unreached, None] = {}
    people: set[str] = set()
    for dead in unit.dead_letters.all(programme):
        if dead.since < week.end and week.start <= dead.at:  # it may have been tried again since the week was over
            one, concerned = _whom(unit, dead.pair, dead.behind or dead.lane, coordinators)
            found[Unreached(*one, dead.reason)] = None
            people |= concerned
    return list(found), len(people)


def _whom(
    unit: UnitOfWork, pair: str, lane: str, coordinators: Mapping[str, str]
) -> tuple[tuple[str, str], frozenset[str]]:
    """The pair and person it is about, and all whom it concerns: a coordinator, one of the pair, or both."""
    if lane in coordinators:
        return ("", coordinators[lane]), frozenset({coordinators[lane]})
    both = frozenset(person.id for person in unit.people.of_pair(pair).values())
    for person in both:
        if lane.endswith(f"/dm:{person}"):
            return (pair, person), frozenset({person})
    return (pair, ""), both
