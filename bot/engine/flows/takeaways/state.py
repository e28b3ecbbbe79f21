"""What the two keep of each séance, and who wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bot.engine.journey import Journey, Sitting
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.state import Reads, SharedState

NAME = "takeaways"
"""As a séance's file names it."""

MOST = 3
"""Lines of a séance; two who write at once may come to twice as many."""


@dataclass(frozen=True, slots=True)
class Taken:
    text: str = ""
    by: Role = Role.MENTEE
    """Who wrote it, so that it can go with them."""


@dataclass(frozen=True, slots=True)
class Takeaways:
    by_seance: Mapping[int, tuple[Taken, ...]] = field(default_factory=dict)
    """Of a séance with an empty entry nothing was to be kept."""
    given: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    """The lines that each was last given to change."""


TAKEAWAYS = SharedState(NAME, Takeaways(), Reads.PAIR)


def last_held(journey: Journey) -> Sitting | None:
    return next((one for one in reversed(journey.sittings) if one.held is not None), None)


def is_held_by(programme: Programme, journey: Journey, sitting: Sitting) -> bool:
    return NAME in programme.seance(journey.track, sitting.number).activities


def kept_of(journey: Journey, seance: int) -> tuple[str, ...]:
    return tuple(one.text for one in journey.of(TAKEAWAYS).by_seance.get(seance, ()))


def is_answered(journey: Journey, seance: int) -> bool:
    return seance in journey.of(TAKEAWAYS).by_seance


def giving(journey: Journey, seance: int, role: Role) -> Journey:
    """This journey once `role` is given the form with what is there."""
    one = journey.of(TAKEAWAYS)
    return journey.keeping(TAKEAWAYS, replace(one, given={**one.given, role: kept_of(journey, seance)[:MOST]}))


def keeping(journey: Journey, seance: int, role: Role, said: Iterable[str]) -> Journey:
    """This journey with what `role` has written; what the other has added meanwhile stays."""
    one = journey.of(TAKEAWAYS)
    now, given = one.by_seance.get(seance, ()), one.given.get(role, ())
    there = {taken.text: taken for taken in now}
    lines = tuple(there.get(text, Taken(text, role)) for text in dict.fromkeys(said))
    unseen = tuple(taken for taken in now if taken.text not in given and taken not in lines)
    return _with(
        journey, seance, (*unseen, *lines)[: 2 * MOST], {**one.given, role: tuple(taken.text for taken in lines)}
    )


def skipping(journey: Journey, seance: int) -> Journey:
    """This journey with nothing to keep of that séance, unless something is kept already."""
    one = journey.of(TAKEAWAYS)
    return journey if seance in one.by_seance else _with(journey, seance, (), one.given)


def _with(journey: Journey, seance: int, lines: tuple[Taken, ...], given: Mapping[Role, tuple[str, ...]]) -> Journey:
    after = Takeaways({**journey.of(TAKEAWAYS).by_seance, seance: lines}, given)
    return journey if after == journey.of(TAKEAWAYS) else journey.keeping(TAKEAWAYS, after)


def without(journey: Journey, role: Role) -> Journey:
    """What is left once what came from `role` is taken out."""
    one = journey.of(TAKEAWAYS)
    left = {n: tuple(taken for taken in lines if taken.by is not role) for n, lines in one.by_seance.items()}
    after = Takeaways(left, {})
    return journey if after == one else journey.keeping(TAKEAWAYS, after)
