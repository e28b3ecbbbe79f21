"""Words that cannot be opened: who would write over them is told so, and nothing is stored."""

from __future__ import annotations

from dataclasses import replace

from bot.application.event_handler import EventHandler
from bot.engine.effects import Outcome
from bot.engine.events import Event, Pressed
from bot.engine.flows.prep.state import ticked
from bot.engine.ids import Action
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Role
from bot.ports import UnitOfWork
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_service import booked
from tests.engine.walking import lent
from tests.values import MENTEE, MENTOR


class WithoutTheKey(EventHandler):
    """The mentor's words are there, and cannot be opened."""

    def _step(self, unit: UnitOfWork, journey: Journey, event: Event) -> Outcome:
        return super()._step(unit, replace(journey, unreadable=frozenset({"mentor"})), event)


def test_who_would_write_over_them_is_told_so_and_nothing_is_stored(url: str) -> None:
    with Stage(url, HEADER + line("Awa", "Camille")) as stage:
        booked(stage)
        service = stage.app.service
        handler = WithoutTheKey(service.store, service.programme, service.voices, service.clock)
        before = stage.journey()
        (answer,) = stage.run(handler.handle(tick(stage, MENTOR)))
        assert "lire ce que vous aviez écrit" in answer.voice.prose(answer.message.parts[0].line.say)  # type: ignore[union-attr]
        assert stage.journey() == before
        assert stage.run(handler.handle(tick(stage, MENTEE)))
        assert ticked(lent(stage.journey()), 1, MENTEE) == ("M1.B1",)
        assert stage.run(service.handle(tick(stage, MENTOR, "again")))
        assert ticked(lent(stage.journey()), 1, MENTOR) == ("M1.B1",)


def tick(stage: Stage, role: Role, id: str = "tick") -> Pressed:
    card, place = f"s1.prep.{role}", PRIVATE[role]
    pair = stage.journey().pair
    return Pressed(f"{id}/{role}", stage.clock.now(), pair, role, card, Action("prep.tick"), ("M1.B1",), place)
