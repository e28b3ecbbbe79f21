"""Makes pairs in the middle of their season, and a press of theirs that changes the journey and owes two posts."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app
from bot.application.event_handler import next_wake
from bot.engine import ids
from bot.engine.events import Event, Pressed
from bot.engine.ids import Action
from bot.engine.journey import Journey
from bot.engine.people import Place, Role
from bot.engine.programme import Programme, Track
from bot.engine.step import step
from bot.infra.clock import SetClock
from bot.play import cast, player
from bot.ports import Address, Lane, Person, UnitOfWork
from bot.settings import Settings
from content.read import Content

SEANCE = 5
START = datetime(2090, 1, 2, tzinfo=UTC)
"""A Monday so far ahead that nothing falls due by itself while a real worker is measured."""


@dataclass(frozen=True)
class Season:
    """`journey` is on the last page of the agenda of séance 5, and `at` is then."""

    content: Content
    journey: Journey
    at: datetime

    def pair(self, name: str) -> Journey:
        """Returns another pair that has come as far."""
        members = {role: replace(m, person=f"{name}-{role}") for role, m in self.journey.members.items()}
        return replace(self.journey, pair=name, members=members)

    def press(self, name: str, id: str = "") -> Pressed:
        """Presses « Terminer »: the agenda's card is drawn anew, and both are asked whether they met."""
        now = self.journey.current
        assert now is not None
        assert now.meeting is not None
        topic = str(now.meeting.topic)
        id = id or f"press/{name}"
        return Pressed(id, self.at, name, Role.MENTEE, now.card("agenda"), Action("agenda.end"), (topic,), Place.PAIR)

    def enrol(self, unit: UnitOfWork, names: Iterable[str], workspaces: int = 1) -> None:
        for number, name in enumerate(names):
            journey = self.pair(name)
            workspace = f"w{number % workspaces}"
            people = {
                role: Person(
                    id=m.person,
                    name=m.name,
                    languages=m.languages,
                    zone=m.zone,
                    address=Address("local", f"{workspace}/{m.person}"),
                )
                for role, m in journey.members.items()
            }
            lane = Lane("local", workspace, f"pair:{name}")
            unit.journeys.enrol(journey, people, lane, next_wake(self.content.programme, journey))


def mid_season() -> Season:
    """Plays four séances as `together-bot play` does; the fifth is agreed on and under way."""
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        content, journey, at = asyncio.run(_played(Settings(database_url=app.sqlite_at(Path(folder) / "season.db"))))
    return Season(content, *_under_way(content.programme, journey, at))


async def _played(settings: Settings) -> tuple[Content, Journey, datetime]:
    clock = SetClock(START)
    async with app.opened(settings, clock, migrate=True) as parts:
        language = parts.content.languages["fr"]
        roster = cast.roster(language, Track.MENTORING).replace(f"{cast.START.date()}", f"{START.date()}")
        await app.import_pairs(parts, roster)
        pair = await parts.store.run(lambda unit: next(unit.journeys.all()).pair)
        season = player.Season(Track.MENTORING, language, 1, SEANCE - 1)
        await player.play(season, parts.service, clock, pair)
        journey = await parts.store.run(lambda unit: unit.journeys.of(pair))
        assert journey is not None
        return parts.content, journey, clock.at


def _under_way(programme: Programme, journey: Journey, at: datetime) -> tuple[Journey, datetime]:
    now = journey.current
    assert now is not None
    assert now.number == SEANCE
    assert now.offer is not None
    slot = now.offer.slots[0]
    for role in Role:
        event: Event = Pressed(
            f"tap/{role}", at, journey.pair, role, now.card("date"), Action("date.tap"), (slot.isoformat(),), Place.PAIR
        )
        journey = step(programme, journey, event).journey
    now = journey.current
    assert now is not None
    assert now.meeting is not None
    last = len(programme.seance(journey.track, SEANCE).topics)
    meeting = replace(now.meeting, topic=last)
    done = (*now.done, ids.timer("agenda", SEANCE, now.round))
    return journey.with_sitting(replace(now, meeting=meeting, done=done)), slot + timedelta(minutes=50)
