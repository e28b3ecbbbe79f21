"""What could not be delivered, as coordinators hear of it: whom it concerns, not which messages nor how many."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bot.engine.flows.digest.frozen import Unreached
from bot.engine.flows.digest.model import Week
from bot.ports import DeadLetter, UnitOfWork


def unreached(unit: UnitOfWork, programme: str, week: Week) -> tuple[Sequence[Unreached], int]:
    """Whom something could not reach that week; and how many people that is."""
    dead = unit.dead_letters.all(programme)  # what was tried again since the week was over has been set aside anew
    return whom(unit, programme, [one for one in dead if one.since < week.end and week.start <= one.at])


def whom(unit: UnitOfWork, programme: str, dead: Sequence[DeadLetter]) -> tuple[Sequence[Unreached], int]:
    """Whom these concern, the newest last, once for each reason; and how many people that is."""
    coordinators = {str(lane): person.id for lane, person in unit.people.coordinators(programme)}
    pairs = unit.people.names(list(dict.fromkeys(one.pair for one in dead if one.pair)))
    found: dict[Unreached, None] = {}
    people: set[str] = set()
    for one in dead:
        about, concerned = _about(one, pairs.get(one.pair, {}), coordinators)
        found[Unreached(*about, one.reason)] = None
        people |= concerned
    return list(found), len(people)


def _about(
    dead: DeadLetter, pair: Collection[str], coordinators: Mapping[str, str]
) -> tuple[tuple[str, str], frozenset[str]]:
    """The pair and person it is about, and all whom it concerns: a coordinator, one of the pair, or both."""
    lane = dead.behind or dead.lane
    if lane in coordinators:
        return ("", coordinators[lane]), frozenset({coordinators[lane]})
    for person in pair:
        if lane.endswith(f"/dm:{person}"):
            return (dead.pair, person), frozenset({person})
    return (dead.pair, ""), frozenset(pair)
