"""The plan of what the two will do, and when."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.engine.ids import Action
from bot.engine.people import Role
from bot.infra.clock import Clock
from bot.play.acts import Act, Pick, nothing
from bot.ports import OutboxMessage


@dataclass
class Plan:
    """Keeps acts in the order of their time; those of one minute in the order in which they were planned."""

    clock: Clock
    _todo: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _count: int = 0

    @property
    def next(self) -> datetime | None:
        return self._todo[0][0] if self._todo else None

    def due(self, at: datetime) -> Act | None:
        return heapq.heappop(self._todo)[2] if self._todo and self._todo[0][0] <= at else None

    def add(self, after: int, act: Act) -> None:
        """Plans an act in `after` minutes."""
        self._count += 1
        heapq.heappush(self._todo, (self.clock.now() + timedelta(minutes=after), self._count, act))

    def use(self, after: int, post: OutboxMessage, actor: Role, action: Action, pick: Pick = nothing) -> None:
        self.add(after, Act(actor, post.to, post.lane.place, post.seance, post.key, action, pick))

    def answer(
        self, after: int, post: OutboxMessage, actor: Role, action: Action, fields: Mapping[str, str] | None = None
    ) -> None:
        """Plans an act on what they were answered last."""
        act = Act(actor, post.to, post.lane.place, post.seance, action=action, fields=fields or {}, answer=True)
        self.add(after, act)

    def say(self, after: int, post: OutboxMessage, actor: Role, word: str) -> None:
        """Plans that they type a command where the card is."""
        self.add(after, Act(actor, post.to, post.lane.place, post.seance, command=word))

    def move(self, after: int, post: OutboxMessage, actor: Role, by: timedelta) -> None:
        """Plans that they move the séance in their own calendar."""
        self.add(after, Act(actor, post.to, post.lane.place, post.seance, moves=by))

    def day(self, ahead: int) -> date:
        return self.clock.now().date() + timedelta(days=ahead)

    def working_day(self, ahead: int) -> date:
        """That day, or the Monday after it."""
        day = self.day(ahead)
        return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
