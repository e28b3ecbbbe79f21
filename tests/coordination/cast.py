"""Who takes part: 300 pairs, a hundred on each platform, and how each lives the three months; nine pairs of another programme.

Mostly they meet. A few of each platform do what coordinators are there for: nobody answers, dates are given up, somebody
asks for a word, stops, does not want to take part, or cannot be reached.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property

from bot.application.enrolment.enrol import Enrolment, _within, person_id
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import FIRST, Address, Person
from bot.settings import Coordinator
from tests.adapters.slack.fake import TEAM
from tests.adapters.teams.fakes import TENANT, Account

CHANNELS = ("slack", "teams", "local")
LARGE, SMALL = FIRST, "small"
"""The programmes."""
OF_EACH = {LARGE: 100, SMALL: 3}
"""Pairs on each platform."""
MONDAY = date(2026, 1, 5)


class Way(StrEnum):
    """How a pair lives the programme."""

    MEETS = "they meet as proposed"
    SLOWLY = "they meet, and take their time to say so"
    ONCE = "they meet once, and find no second date"
    NEVER = "nobody answers to the first dates"
    UNSAID = "nobody says whether they met"
    MOVES = "the date is given up again and again"
    ASKS = "the mentee asks the coordinators for a word"
    PAUSES = "they pause"
    STOPS = "the mentee stops"
    UNREACHED = "nothing can be delivered to the mentee"
    UNWILLING = "the mentor does not want to take part"
    UNHEARD = "the mentee does not say whether they want to"


RARE = tuple(way for way in Way if way not in (Way.MEETS, Way.SLOWLY))
ASKED_FIRST = {Way.UNWILLING, Way.UNHEARD}

MENTORS = ("Awa", "Bruno", "Chloé", "Diego", "Elif", "Farid", "Greta", "Hugo", "Inès", "Jonas")
MENTEES = ("Karim", "Léa", "Milan", "Nadia", "Omar", "Paula", "Quentin", "Rosa", "Samir", "Tess")
FAMILIES = (
    *("Adler", "Barros", "Costa", "Diallo", "Evrard", "Fontaine", "Garnier", "Haddad", "Ibarra", "Jansen"),
    *("Keller", "Lopez", "Moreau", "Ndiaye", "Oliveira", "Petit", "Quint", "Renard", "Silva", "Traoré"),
    *("Urban", "Vidal", "Weber", "Xavier", "Yilmaz", "Zola", "Arnaud", "Becker", "Colin", "Dupré", "Esposito"),
)
ZONES = ("Africa/Dakar", "Europe/Lisbon", "America/Montreal")
"""West of their coordinators: when these read on Monday morning, nobody of a pair is at work yet."""


@dataclass(frozen=True)
class Pair:
    number: int
    channel: str
    programme: str
    way: Way

    @property
    def track(self) -> Track:
        return Track.NETWORKING if self.number // 20 % 5 == 4 else Track.MENTORING

    @property
    def language(self) -> str:
        return "en" if self.number % 4 == 3 else "fr"

    @property
    def start(self) -> date:
        """Not all begin at once."""
        return MONDAY + timedelta(days=7 * (self.number // 2 % 4))

    @cached_property
    def id(self) -> str:
        """As it is stored."""
        return _within(self.programme, self.enrolment()).pair

    def name(self, role: Role) -> str:
        first = (MENTORS if role is Role.MENTOR else MENTEES)[self.number % 10]
        return f"{first} {FAMILIES[self.number // 10]}"

    @property
    def names(self) -> tuple[str, str]:
        return self.name(Role.MENTOR), self.name(Role.MENTEE)

    def enrolment(self) -> Enrolment:
        return Enrolment(
            self.number,
            f"{self.track}-{self.number:03}",
            self.track,
            self.start,
            {role: self.person(role) for role in Role},
        )

    def person(self, role: Role) -> Person:
        where = address(self.channel, 1000 + 2 * self.number + (role is Role.MENTEE))
        zone = ZONES[self.number % 3]
        chosen = ("languages", "zone")
        return Person(
            id=person_id(where),
            name=self.name(role),
            languages=(self.language,),
            zone=zone,
            address=where,
            chosen=chosen,
        )


def address(channel: str, number: int) -> Address:
    """Of somebody, as their platform has it."""
    match channel:
        case "slack":
            return Address(channel, f"{TEAM}/U{number:08d}")
        case "teams":
            return Address(channel, f"{TENANT}/{_user(number)}")
        case _:
            return Address(channel, f"m{number:04}")


def _user(number: int) -> str:
    return f"cccccccc-0000-4000-8000-{number:012d}"


@cache
def pairs() -> Sequence[Pair]:
    return list(_pairs())


def _pairs() -> Iterator[Pair]:
    number = 0
    for programme, count in OF_EACH.items():
        for channel in CHANNELS:
            for nth in range(count):
                yield Pair(number, channel, programme, _way(nth))
                number += 1


def _way(nth: int) -> Way:
    """The first of each platform are the rare ones, so that none is left out where there are few."""
    if nth < 2 * len(RARE):
        return RARE[nth % len(RARE)]
    return Way.SLOWLY if nth % 4 else Way.MEETS


COORDINATORS: Mapping[str, Mapping[str, Coordinator]] = {
    programme: {
        channel: Coordinator(address(channel, nth), name, ("fr",), "Europe/Paris")
        for nth, (channel, name) in enumerate(zip(CHANNELS, names, strict=True), start)
    }
    for programme, names, start in (
        (LARGE, ("Ségolène", "Thibault", "Loubna"), 1),
        (SMALL, ("Sacha", "Théo", "Lucie"), 11),
    )
}
"""By programme and platform."""


def account(one: Coordinator) -> Account:
    """A coordinator as Teams knows them."""
    user = one.address.id.rpartition("/")[2]
    return Account(one.name, user, f"{one.name.lower()}@example.org")
