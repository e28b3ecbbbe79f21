"""The queue beside a model of it in plain lists: whatever workers do, in whatever order, both say the same."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.ports import OutboxMessage, Reason, Refused
from bot.ports.outbox import SUSPICIOUS
from storage.database.schema import migrate
from storage.store import open_store
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.values import MINUTE, NOW, claim, lane, owed

T = TypeVar("T")

PLACES = [("dm:ama", "home"), ("dm:ama", "home"), ("dm:bo", "home")]
SCOPES = ["local/home", str(lane("dm:ama", "home"))]
seconds = st.sampled_from([0, 1, 30, 60, 90]).map(lambda count: timedelta(seconds=count))
now_and_then = st.integers(min_value=0, max_value=4).map(lambda number: number == 4)


@dataclass
class Row:
    """A post as the model sees it."""

    key: str
    lane: str
    scope: str
    ready: datetime | None
    refresh: bool
    owner: str = ""
    attempts: int = 0
    lapses: int = 0
    doubtful: bool = False
    dead: bool = False


@dataclass
class Model:
    rows: dict[int, Row] = field(default_factory=dict)
    """By id, so in the order in which they were owed."""
    cards: dict[tuple[str, str], int] = field(default_factory=dict)
    """Which post a card shows."""
    held: dict[str, datetime] = field(default_factory=dict)

    def head(self, lane: str) -> int | None:
        return min((id for id, row in self.rows.items() if row.lane == lane and not row.dead), default=None)

    def claimable(self, lane: str, now: datetime, *, suspects: bool = False) -> int | None:
        """The post of a lane that is handed out now; what is useless is dropped on the way.

        `suspects`: only what two workers in a row did not outlive; otherwise all but these.
        """
        while (id := self.head(lane)) is not None:
            row = self.rows[id]
            under_way = any(
                other.owner and other.ready is not None and other.ready > now
                for other in self.rows.values()
                if other.lane == lane
            )
            held = max(self.held.get(lane, NOW), self.held.get(row.scope, NOW)) > now
            if under_way or held or (row.ready is not None and row.ready > now):
                return None
            shown = self.cards.get((row.key, lane))
            if row.lapses + bool(row.owner) >= SUSPICIOUS and not suspects:
                return None
            if row.lapses + bool(row.owner) < SUSPICIOUS and suspects:
                return None
            if shown is None and not row.refresh:
                return id
            if shown is not None and shown < id and not self.overtaken(id, now):
                return id
            del self.rows[id]
        return None

    def overtaken(self, id: int, now: datetime) -> bool:
        """Whether a later post of the same card is due as well, which would create it if this one would."""
        row = self.rows[id]
        return any(
            (other.key, other.lane, other.dead) == (row.key, row.lane, False)
            and later > id
            and (other.ready is None or other.ready <= now)
            and (row.refresh or not other.refresh)
            for later, other in self.rows.items()
        )


class Queue(RuleBasedStateMachine):
    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        url = f"sqlite:///{Path(self.folder.name) / 'queue.db'}"
        migrate(url)
        self.store, self.loop = open_store(url, seal=SEAL), asyncio.Runner()
        self.model, self.now = Model(), NOW
        self.leased: list[tuple[OutboxMessage, str]] = []
        """Everything that was ever handed out, and to whom: late answers come too."""
        self.last = 0

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.loop.run(self.store.close())
            self.loop.close()
            self.folder.cleanup()

    def do(self, work: Callable[[SqlUnit], T]) -> T:
        return self.loop.run(self.store.run(work))

    @rule(
        where=st.sampled_from(PLACES), key=st.sampled_from("xy"), late=now_and_then, wait=seconds, refresh=now_and_then
    )
    def enqueue(self, where: tuple[str, str], key: str, late: bool, wait: timedelta, refresh: bool) -> None:
        due = self.now + wait if late else None
        self.do(lambda unit: unit.outbox.enqueue([owed(key, *where, due=due, refresh=refresh)]))
        post_lane = lane(*where)
        self.last += 1
        self.model.rows[self.last] = Row(key, str(post_lane), post_lane.scope, due, refresh)

    @rule(owner=st.sampled_from(["one", "two"]))
    def claim(self, owner: str) -> None:
        expected = []
        for name in {row.lane for row in self.model.rows.values()}:
            id = self.model.claimable(name, self.now)
            if id is not None:
                expected.append(self.lease(id, owner))
        posts = self.do(lambda unit: claim(unit, self.now, 100, owner))
        assert sorted(map(_seen, posts)) == sorted(expected)
        self.leased += [(post, owner) for post in posts]

    def lease(self, id: int, owner: str) -> Seen:
        row = self.model.rows[id]
        if row.owner:  # whoever had it is not to be blamed for it yet
            row.lapses, row.doubtful = row.lapses + 1, True
        row.owner, row.ready = owner, self.now + MINUTE
        return id, row.key, row.lane, row.attempts, row.lapses, row.doubtful

    @rule(owner=st.sampled_from(["one", "two"]))
    def claim_suspect(self, owner: str) -> None:
        post = self.do(lambda unit: unit.outbox.claim_suspect(self.now, owner, MINUTE))
        lanes = {row.lane for row in self.model.rows.values()}
        if post is None:
            probe = Model(dict(self.model.rows), self.model.cards, self.model.held)
            assert all(probe.claimable(name, self.now, suspects=True) is None for name in lanes)
            return
        assert self.model.claimable(str(post.lane), self.now, suspects=True) == post.id
        assert self.lease(post.id, owner) == _seen(post)
        self.leased.append((post, owner))

    def _mine(self, post: OutboxMessage, owner: str) -> Row | None:
        row = self.model.rows.get(post.id)
        return row if row is not None and row.owner == owner else None

    @precondition(lambda self: self.leased)
    @rule(data=st.data())
    def deliver(self, data: st.DataObject) -> None:
        post, owner = data.draw(st.sampled_from(self.leased[-4:]))
        row = self._mine(post, owner)
        assert self.do(lambda unit: unit.outbox.delivered(post, owner, "C", "m")) == (row is not None)
        if row is not None:
            del self.model.rows[post.id]
            self.model.cards[row.key, row.lane] = post.id

    @precondition(lambda self: self.leased)
    @rule(data=st.data(), wait=seconds, doubtful=st.booleans(), count=st.booleans())
    def reschedule(self, data: st.DataObject, wait: timedelta, doubtful: bool, count: bool) -> None:
        post, owner = data.draw(st.sampled_from(self.leased[-4:]))
        row, until = self._mine(post, owner), self.now + wait
        done = self.do(lambda unit: unit.outbox.reschedule(post, owner, until, doubtful=doubtful, count=count))
        assert done == (row is not None)
        if row is not None:
            row.owner, row.ready, row.doubtful, row.lapses = "", until, doubtful, 0
            row.attempts += count

    @precondition(lambda self: self.leased)
    @rule(data=st.data())
    def dead_letter(self, data: st.DataObject) -> None:
        post, owner = data.draw(st.sampled_from(self.leased[-4:]))
        row = self._mine(post, owner)
        assert self.do(
            lambda unit: unit.dead_letters.put(post, owner, Refused(Reason.FAULTY, "too long"), self.now)
        ) == (row is not None)
        if row is not None:
            row.owner, row.dead = "", True

    @rule(data=st.data())
    def revive(self, data: st.DataObject) -> None:
        id = data.draw(st.sampled_from([id for id, row in self.model.rows.items() if row.dead] or [0, self.last]))
        row = self.model.rows.get(id)
        assert self.do(lambda unit: unit.dead_letters.revive(id, self.now)) == (row is not None and row.dead)
        if row is not None and row.dead:
            row.dead, row.ready, row.attempts, row.lapses = False, self.now, 0, 0

    @rule(name=st.sampled_from(SCOPES), wait=seconds)
    def throttle(self, name: str, wait: timedelta) -> None:
        until = self.now + wait
        self.do(lambda unit: unit.outbox.throttle(name, until))
        self.model.held[name] = max(until, self.model.held.get(name, NOW))

    @rule(wait=seconds)
    def let_time_pass(self, wait: timedelta) -> None:
        self.now += wait

    @invariant()
    def the_dead_are_known_and_nothing_is_claimable_before_it_is_next(self) -> None:
        if not hasattr(self, "store"):
            return
        dead, next_due = self.do(lambda unit: (unit.dead_letters.all(), unit.outbox.next_due()))
        assert [post.id for post in dead] == [id for id, row in self.model.rows.items() if row.dead]
        if next_due is None or next_due > self.now:
            lanes = {row.lane for row in self.model.rows.values()}
            probe = Model(dict(self.model.rows), self.model.cards, self.model.held)
            assert all(probe.claimable(name, self.now) is None for name in lanes)
            assert all(probe.claimable(name, self.now, suspects=True) is None for name in lanes)


Seen = tuple[int, str, str, int, int, bool]


def _seen(post: OutboxMessage) -> Seen:
    return post.id, post.key, str(post.lane), post.attempts, post.lapses, post.doubtful


TestQueue = Queue.TestCase
TestQueue.settings = settings(
    max_examples=150, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
