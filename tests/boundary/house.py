"""Two programmes in one installation, and everybody who might look where they should not.

Awa and Camille are a pair of the first programme, and have met; what Awa wrote of it holds `MARK`. Claire coordinates that
programme and is in a pair of it herself. Robin coordinates the second, whose pair are Noé and Ana, and Max did. Ida was
Camille's mentor before, and has left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import text
from sqlmodel import SQLModel

from bot import app
from bot.application.enrolment.enrol import Enrolling
from bot.application.interaction_router import InteractionRouter
from bot.engine.flows.coordination.change import Change
from bot.ports import Address, Answer, OutboxMessage, ProgrammeRecord
from bot.settings import Coordinator
from bot.text.plain import plain
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.values import HOUR, at

T = TypeVar("T")

MARK = "jacinthe"
SECOND = "second"
GONE = "mentoring-000000000000"
"""Reads like the id of a pair, and is none's."""

PAIRS = {
    "ours": ("Awa", "Camille"),
    "other": ("Luc", "Mia"),
    "coordinators": ("Claire", "Zoé"),
    "former": ("Ida", "Camille"),
    "elsewhere": ("Noé", "Ana"),
}
CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("fr",), "Europe/Paris")
MAX = Coordinator(Address("local", "max"), "Max", ("fr",), "Europe/Paris")

OUTSIDERS: Mapping[str, Address] = {
    "somebody of another pair": Address("local", "luc"),
    "a coordinator of the programme": CLAIRE.address,
    "a coordinator of another programme": ROBIN.address,
    "a coordinator of before": MAX.address,
    "a former partner, who has left": Address("local", "ida"),
    "somebody of another programme": Address("local", "noé"),
    "a stranger": Address("local", "nobody"),
    "the same id in another workspace": Address("local", "T2/awa"),
    "the same id on another channel": Address("slack", "awa"),
}
"""Who is not of Awa's and Camille's pair."""


@dataclass(frozen=True)
class Left:
    """What an attempt would have left behind."""

    tables: Mapping[str, Sequence[str]]
    posts: Sequence[OutboxMessage]


class Undone(Exception):
    """Takes the attempt back."""


@dataclass
class Attempts:
    """A store in which nothing lasts: `left` is what the last transaction would have made of it."""

    store: SqlStore
    left: Left = field(default_factory=lambda: Left({}, ()))

    async def run(self, work: Callable[[Any], T]) -> T:
        results: list[T] = []

        def tried(unit: SqlUnit) -> None:
            results.append(work(unit))
            self.left = _left(unit)
            raise Undone

        with suppress(Undone):
            await self.store.run(tried)
        return results[-1]

    async def read(self, work: Callable[[Any], T]) -> T:
        return await self.run(work)  # what it notes in the audit trail does not last either

    async def wait(self, seconds: float) -> None:
        await self.store.wait(seconds)

    async def close(self) -> None:
        """The stage closes it."""


_ROWS = {name: text(f"SELECT * FROM {name}") for name in SQLModel.metadata.tables}


def _left(unit: SqlUnit) -> Left:
    tables = {name: sorted(map(repr, unit.session.rows(rows))) for name, rows in _ROWS.items()}
    posts: list[OutboxMessage] = []
    while some := unit.outbox.claim(at("2027-01-01 00:00"), 100, "the test", timedelta(hours=1)):
        posts += some  # the first of each lane; the next is given when that is delivered
        for post in some:
            unit.outbox.delivered(post, "the test", post.lane.place, post.key)
    return Left(tables, posts)


@dataclass
class House:
    stage: Stage
    attempts: Attempts
    router: InteractionRouter
    """Of which nothing lasts."""
    pairs: Mapping[str, str]
    """Ids by what `PAIRS` calls them."""
    cards: Sequence[str]
    """The keys of all that was posted."""
    before: Left

    def pair(self, name: str) -> str:
        return self.pairs[name]

    def told(self, answers: Sequence[Answer]) -> list[str]:
        """All that an answer says, and carries."""
        return [f"{plain(a.message, a.voice)} {a.message} {a.pair} {a.key} {a.redraw}" for a in answers]


@contextmanager
def house(url: str) -> Iterator[House]:
    first = "".join(line(*PAIRS[name]) for name in ("ours", "other", "coordinators", "former"))
    with Stage(url, HEADER + first, (CLAIRE,)) as stage:
        _second(stage)
        stage.run(stage.app.service.leave(Address("local", "ida")))
        pairs = {name: _pair(stage, *who) for name, who in PAIRS.items()}
        _met(stage, pairs["ours"])
        attempts = Attempts(stage.app.store)
        service = copy(stage.app.service)
        service.store = attempts
        cards = sorted({post.key for _, _, post in stage.chats.sent})
        stage.run(attempts.run(lambda unit: None))
        yield House(stage, attempts, InteractionRouter(service), pairs, cards, attempts.left)


def _second(stage: Stage) -> None:
    def added(unit: SqlUnit) -> None:
        unit.programmes.put(ProgrammeRecord(SECOND, "Le second"))

    stage.run(stage.app.store.run(added))
    appointments = app.appointments(stage.app)
    for one in (ROBIN, MAX):
        assert stage.run(appointments.appoint(SECOND, one, by="op"))
    assert stage.run(appointments.dismiss(SECOND, MAX.address, by="op"))[1] is Change.DONE
    stage.run(app.imported(stage.app, HEADER + line(*PAIRS["elsewhere"]), Enrolling(SECOND, asks=False)))


def _pair(stage: Stage, mentor: str, mentee: str) -> str:
    def found(unit: SqlUnit) -> str:
        every = {journey.pair: {m.name for m in journey.members.values()} for journey in unit.journeys.all()}
        return next(pair for pair, names in every.items() if names == {mentor, mentee})

    return stage.run(stage.app.store.run(found))


def _met(stage: Stage, pair: str) -> None:
    """They have met, everything is delivered, and Awa has written a line that she may still send."""
    stage.wait(at("2026-01-06 09:00"))
    offer = stage.journey(pair).sittings[-1].offer
    assert offer is not None
    for name in ("awa", "camille"):
        card = next(seen for seen in stage.chats.seen[name] if seen.key == "s1.date" and seen.pair == pair)
        stage.sends(name, card, "date.tap", [offer.slots[0].isoformat()])
    meeting = stage.journey(pair).sittings[-1].meeting
    assert meeting is not None
    stage.wait(meeting.over + HOUR)
    stage.presses("awa", fr("held-yes"))
    stage.wait(stage.clock.at + HOUR)
    stage.presses("awa", fr("evaluation-scale-4"))
    stage.writes("awa", f"Camille parle de {MARK}.")
    stage.wait(stage.clock.at)
