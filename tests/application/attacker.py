"""Somebody who wants to know what two people answered, and has everybody else on their side.

They read every digest, as coordinators of several zones, and ask for it at any moment; they know who closed what and when; they
have copies of the database, whose box is sealed; and what their accomplices answer, when these leave or are erased, and who of
them coordinates is theirs to choose. A season is played in front of them, and played again with one answer changed: where they
see the same, they cannot tell which it was.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product
from types import SimpleNamespace
from typing import cast

from bot.application import totals
from bot.application.totals import Counted
from bot.engine.effects import Closed, Felt
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import Added
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, SCALE
from bot.engine.flows.fit.answers import Feeling
from bot.engine.journey import Journey, begin
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import FIRST, ProgrammeRecord, UnitOfWork
from storage.repositories.weeks import written
from tests.values import MONDAY, at, member

NONE = ""
ANSWERED = (NONE, *Feeling)
WEEKS = 12
ZONES = ("UTC", "Europe/Paris", "Pacific/Kiritimati", "America/New_York")
RATED = ("useful", "shared")

Answers = Mapping[str, tuple[str, ...]]
PROBES: Sequence[Answers] = (
    {"useful": ("1",)},
    {"useful": ("1",), "shared": ("5",), HELPED: CHIPS},
    {"shared": ("1",), HELPED: CHIPS},
    {"useful": ("5",), "shared": ("5",)},
    {"shared": ("3",)},
    {HELPED: ("other",)},
    {},
)
"""What accomplices answer: nothing where they want to be out of the way, both ends to put an honest answer in the middle, and
two of them every chip, so that a third shows."""


@dataclass(frozen=True)
class Closing:
    """An evaluation that is closed."""

    at: datetime
    journey: Journey
    role: Role
    answers: Answers

    @property
    def person(self) -> str:
        return self.journey.members[self.role].person


@dataclass(frozen=True)
class Feels:
    """An answer to how it goes that is final, or that none came."""

    at: datetime
    journey: Journey
    role: Role
    answer: str

    @property
    def person(self) -> str:
        return self.journey.members[self.role].person


@dataclass(frozen=True)
class Change:
    """Something that an accomplice does: leaving for good and being erased, coordinating, or no more."""

    at: datetime
    what: str
    person: str


Happened = Closing | Feels | Change


@dataclass(frozen=True)
class Plot:
    """A season as the attacker has arranged it, with what the honest answer among it."""

    programme: ProgrammeRecord
    honest: tuple[str, ...]
    events: tuple[Happened, ...]
    looks: tuple[datetime, ...]
    """When they ask for the digest, and copy the database."""


View = list[tuple[Counted, int | None]]
"""What a request gave, and how long the sealed box was in a copy of the database, after each thing that happened."""


@dataclass
class House:
    """The parts of a unit of work that totals are added up in, in memory: what the attacker sees of them is measured."""

    programme: ProgrammeRecord
    box: tuple[Added, ...] = ()
    coordinators: list[str] = field(default_factory=list)
    frozen: Counted = field(default_factory=Counted)

    @property
    def unit(self) -> UnitOfWork:
        weeks = SimpleNamespace(box=lambda _: self.box, keep=self._keep)
        people = SimpleNamespace(coordinators=lambda _: [("", SimpleNamespace(id=id)) for id in self.coordinators])
        programmes = SimpleNamespace(of_pair=lambda _: self.programme)
        facts = SimpleNamespace(get=lambda _: None)
        return cast(UnitOfWork, SimpleNamespace(weeks=weeks, people=people, programmes=programmes, facts=facts))

    def _keep(self, programme: str, box: Iterable[Added]) -> None:
        self.box = tuple(box)

    def does(self, event: Happened) -> None:
        match event:
            case Closing(at=when, journey=journey, role=role, answers=answers):
                totals.add(self.unit, journey, Closed(role, 1, answers, when))
            case Feels(at=when, journey=journey, role=role, answer=answer):
                totals.add_fit(self.unit, journey, Felt(role, answer, when))
            case Change(what="erased", person=person):
                totals.take_out(self.unit, FIRST, person)
            case Change(what="appointed", person=person):
                self.coordinators.append(person)
            case Change(person=person):
                self.coordinators.remove(person)

    def freezes(self, week: Week) -> None:
        self.frozen = totals.closed_week(self.unit, self.programme, week)

    @property
    def seen(self) -> tuple[Counted, int | None]:
        return self.frozen, len(written(self.box)) if self.box else None


Moment = Week | Happened | None
"""A week is over, somebody does something, or the attacker looks."""


def moments(plot: Plot) -> list[Moment]:
    weeks = [Week.ended(MONDAY + timedelta(days=6 + 7 * n), plot.programme.zone) for n in range(WEEKS)]
    found: list[tuple[datetime, int, Moment]] = [
        *((week.end, 0, week) for week in weeks),
        *((event.at, 1, event) for event in plot.events),
        *((look, 2, None) for look in plot.looks),
    ]
    return [moment for _, _, moment in sorted(found, key=lambda one: one[:2])]


def played(plot: Plot) -> View:
    """All that the attacker sees of a season."""
    return [house.seen for house in _houses(House(plot.programme), moments(plot))]


def _houses(house: House, moments: Iterable[Moment]) -> Iterator[House]:
    """The house after each moment."""
    for moment in moments:
        if isinstance(moment, Week):
            house.freezes(moment)
        elif moment is not None:
            house.does(moment)
        yield house


# Seasons ---------------------------------------------------------------------------------------------------------


def arranged(chance: random.Random) -> Plot:
    """A random season of two honest people among the attacker's, who do their worst."""
    people = [f"person{n}" for n in range(chance.choice((6, 7, 8)))]
    honest = tuple(chance.sample(people, 2))
    journeys = list(_journeys(people, chance))
    programme = ProgrammeRecord(zone=chance.choice(ZONES), threshold=chance.choice((5, 6)))
    events: list[Happened] = []
    for week in range(WEEKS):
        start = at("2026-01-04 12:00") + timedelta(days=7 * week)
        probes = [chance.choice(PROBES) for _ in people]
        for journey in journeys:
            for role, one in journey.members.items():
                for _ in range(chance.choices((0, 1, 2), (2, 7, 1))[0]):
                    mine = one.person in honest
                    answers = _any(chance) if mine else probes[people.index(one.person)]
                    events.append(Closing(start + timedelta(hours=chance.uniform(0, 160)), journey, role, answers))
    events += _feelings(journeys, honest, chance)
    events += _changes([one for one in people if one not in honest], chance)
    looks = tuple(at("2026-01-04 12:00") + timedelta(hours=chance.uniform(0, 24 * 7 * WEEKS)) for _ in range(40))
    return Plot(programme, honest, tuple(sorted(events, key=lambda event: event.at)), looks)


def _feelings(journeys: Sequence[Journey], honest: Sequence[str], chance: random.Random) -> Iterator[Feels]:
    """Everybody is asked once in each pair, most of them in the same two weeks; accomplices answer alike, so that one tips it."""
    first, probe = chance.randrange(WEEKS - 1), chance.choice(ANSWERED)
    for journey in journeys:
        for role, one in journey.members.items():
            answer = chance.choice(ANSWERED) if one.person in honest or chance.random() < 0.3 else probe
            week = first + (chance.random() < 0.1)
            at_noon = at("2026-01-04 12:00") + timedelta(days=7 * week, hours=chance.uniform(0, 160))
            yield Feels(at_noon, journey, role, answer)


def _journeys(people: Sequence[str], chance: random.Random) -> Iterator[Journey]:
    """Everybody is in a pair, and some in two."""
    order = [*people, *chance.sample(people, 2 - len(people) % 2)]
    for n in range(0, len(order) - 1, 2):
        mentor, mentee = order[n], order[n + 1] if order[n + 1] != order[n] else order[0]
        yield begin(f"pair{n}", Track.MENTORING, member(mentor), member(mentee), MONDAY)


def _any(chance: random.Random) -> Answers:
    ratings = {name: (value,) for name in RATED if (value := chance.choice((NONE, *SCALE)))}
    helped = tuple(chip for chip in CHIPS if chance.random() < 0.4)
    return {**ratings, HELPED: helped} if helped else ratings


def _changes(accomplices: Sequence[str], chance: random.Random) -> Iterator[Change]:
    """Some are erased, some coordinate for a while."""

    def moment(first: float, last: float) -> datetime:
        return at("2026-01-04 12:00") + timedelta(days=chance.uniform(first, last))

    for person in accomplices:
        if chance.random() < 0.2:
            yield Change(moment(0, 80), "erased", person)
        if chance.random() < 0.2:
            yield Change(moment(0, 40), "appointed", person)
            yield Change(moment(41, 80), "dismissed", person)


# What they can tell ----------------------------------------------------------------------------------------------


def told(plot: Plot) -> list[str]:
    """The answers of the honest that the attacker knows now, though they were told nothing: none, if the bound holds."""
    season = moments(plot)
    true = [replace(house, coordinators=list(house.coordinators)) for house in _houses(House(plot.programme), season)]
    return [
        f"{event.person} {event.at:%m-%d %H:%M} {name}"
        for nth, event in enumerate(season)
        if isinstance(event, Closing | Feels) and event.person in plot.honest
        for name, others in _others(event)
        if not any(_looks_alike(true, season, nth, other) for other in others)
    ]


def _others(event: Closing | Feels) -> Iterator[tuple[str, Iterable[Closing | Feels]]]:
    """What was answered, and the same event with another answer in its place, for each question."""
    if isinstance(event, Feels):
        yield f"fit={event.answer}", [replace(event, answer=other) for other in ANSWERED if other != event.answer]
    elif event.answers:
        for name in (*RATED, HELPED):
            others = (replace(event, answers=other) for other in alternatives(event.answers, name))
            yield f"{name}={event.answers.get(name)}", others


def _looks_alike(true: Sequence[House], season: Sequence[Moment], nth: int, other: Closing | Feels) -> bool:
    """Whether all that is seen stays as it was, had this been answered otherwise; once the house is the same, all else is."""
    before = true[nth - 1] if nth else House(true[0].programme)
    house = replace(before, coordinators=list(before.coordinators))
    otherwise = _houses(house, (other, *season[nth + 1 :]))
    for now, then in zip(otherwise, true[nth:], strict=True):
        if now.seen != then.seen:
            return False
        if now == then:
            return True
    return True


def alternatives(answers: Answers, name: str) -> Iterator[Answers]:
    """Other answers to one question, the nearest first. Whether anything at all was answered is counted, and so no secret: with
    each, another question may have been answered or not."""
    others = _other_chips(answers.get(HELPED, ())) if name == HELPED else _other_values(answers.get(name, ()))
    rest: list[Answers] = [{key: value for key, value in answers.items() if key != name}]
    rest += [{**rest[0], key: ("3",)} for key in RATED if key != name and key not in answers]
    for other, kept in product(list(others), rest):
        if other or kept:
            yield {**kept, name: other} if other else kept


def _other_values(value: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    order: list[tuple[str, ...]] = [(), *((one,) for one in SCALE)]
    here = int(next(iter(value), "3"))
    yield from sorted((one for one in order if one != value), key=lambda one: abs(int(next(iter(one), "3")) - here))


def _other_chips(named: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for flipped in reversed(CHIPS):
        yield tuple(chip for chip in CHIPS if (chip in named) is not (chip == flipped))
