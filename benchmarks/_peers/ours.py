"""The evaluation as this program holds it: the engine's step, and the whole card said as plain text after each turn.

In memory it is the engine and the voice; durable, the whole `EventHandler` on SQLite as the web process has it, sealed words
and all: those who come at the same time share a commit.
"""

from __future__ import annotations

import asyncio
import gc
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from benchmarks._databases import SEAL
from benchmarks._peers.dialogue import KEPT, TURNS, Contender
from benchmarks._season import Season, mid_season
from bot.app import sqlite_at
from bot.app.web import CYCLES
from bot.application.event_handler import EventHandler
from bot.engine.effects import Reply
from bot.engine.events import Commanded, Event, Pressed, Submitted
from bot.engine.flows.evaluation import actions
from bot.engine.flows.evaluation.card import key
from bot.engine.flows.evaluation.questions import REMARK
from bot.engine.flows.evaluation.state import ANSWERS, answers_of
from bot.engine.flows.held.actions import YES
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.state import lending
from bot.engine.step import step
from bot.infra.batching import BatchingStore
from bot.infra.clock import SetClock
from bot.ports import Voice
from bot.text.memoized import MemoizedVoice
from bot.text.plain import plain
from storage.database.schema import migrate
from storage.database.urls import database
from storage.outbox.pace import NO_LIMITS
from storage.store import SqlStore

GAP = timedelta(seconds=20)
"""Between two turns of a person."""
QUESTIONS = (*KEPT,)


@dataclass(frozen=True)
class Evaluated:
    """Pairs whose séance has just taken place; each person is one of a pair of their own, mentors and mentees by turns."""

    season: Season
    seance: int

    def pair(self, person: int) -> Journey:
        own = self.season.pair(_pair(person))
        return replace(own, members={role: replace(m, name=f"{m.name} {person}") for role, m in own.members.items()})

    def event(self, person: int, number: int) -> Event:
        role, typed = _role(person), TURNS[number]
        id, at, pair = f"{person}/{number}", self.season.at + number * GAP, _pair(person)
        if number == 0:
            return Commanded(id, at, pair, role, typed, PRIVATE[role])
        card, question = key(self.seance, role), QUESTIONS[number - 1]
        if question == "line":
            return Submitted(id, at, pair, role, card, actions.REMARK, {REMARK: typed}, PRIVATE[role])
        return Pressed(id, at, pair, role, card, actions.ANSWER[question], (typed,), PRIVATE[role])

    def kept(self, journey: Journey, person: int) -> dict[str, str]:
        said = answers_of(journey.lending(lending((ANSWERS,))), self.seance, _role(person))
        return {**{name: values[0] for name, values in said.answers.items()}, "line": said.line}


def _pair(person: int) -> str:
    return f"pair{person:05}"


def _role(person: int) -> Role:
    return Role.MENTEE if person % 2 else Role.MENTOR


def _said(message: Message, voice: Voice) -> str:
    return plain(message, MemoizedVoice(voice))


def evaluated() -> Evaluated:
    """The fifth séance of `mid_season` has taken place, as one of the two says."""
    season = mid_season()
    programme, journey, pair = season.content.programme, season.journey, season.journey.pair
    now = journey.current
    assert now is not None
    ended = step(programme, journey, season.press(pair)).journey
    yes = Pressed("yes", season.at, pair, Role.MENTEE, now.card("held"), YES, (), Place.PAIR)
    return Evaluated(replace(season, journey=step(programme, ended, yes).journey), now.number)


class InMemory:
    """Journeys in a dict."""

    def __init__(self, pairs: Evaluated, people: int) -> None:
        self._pairs, self._content = pairs, pairs.season.content
        self._journeys = {_pair(person): pairs.pair(person) for person in range(people)}

    async def turn(self, person: int, number: int) -> str:
        event = self._pairs.event(person, number)
        outcome = step(self._content.programme, self._journeys[event.pair], event)
        self._journeys[event.pair] = outcome.journey
        member = outcome.journey.members[_role(person)]
        voice = self._content.voices(member.languages, (member.zone,))
        return "\n".join(_said(one.message, voice) for one in outcome.effects if isinstance(one, Reply))

    async def kept(self, person: int) -> dict[str, str]:
        return self._pairs.kept(self._journeys[_pair(person)], person)

    async def close(self) -> None: ...


class Durable:
    """`EventHandler.handle`: what it answers is stored, with what is owed."""

    def __init__(self, pairs: Evaluated, service: EventHandler) -> None:
        self._pairs, self._service = pairs, service

    async def turn(self, person: int, number: int) -> str:
        answers = await self._service.handle(self._pairs.event(person, number))
        return "\n".join(_said(answer.message, answer.voice) for answer in answers)

    async def kept(self, person: int) -> dict[str, str]:
        journey = await self._service.store.run(lambda unit: unit.journeys.of(_pair(person)))
        assert journey is not None
        return self._pairs.kept(journey, person)

    async def close(self) -> None:
        await self._service.store.close()


async def opened(folder: str | None, people: int) -> Contender:
    gc.set_threshold(*CYCLES)  # as the web process does
    pairs = await asyncio.to_thread(evaluated)
    if folder is None:
        return InMemory(pairs, people)
    url = sqlite_at(Path(folder) / "ours.db")
    migrate(url)
    season = pairs.season
    store = BatchingStore(SqlStore(database(url), NO_LIMITS, SEAL))
    service = EventHandler(store, season.content.programme, season.content.voices, SetClock(season.at))
    await service.store.run(lambda unit: season.enrol(unit, map(_pair, range(people))))
    return Durable(pairs, service)
