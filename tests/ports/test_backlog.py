"""What every store says of what is owed, in figures."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.ports import Reason, Refused
from bot.ports.outbox import Backlog, ChannelBacklog
from storage.store import SqlStore
from tests.storage.values import DAY, MINUTE, NOW, SECOND, claim, do, enrol, owed


def backlog(store: SqlStore, at: datetime = NOW) -> Backlog:
    """Read where nothing can be written."""
    return asyncio.run(store.read(lambda unit: unit.outbox.backlog(at)))


def test_nothing_is_owed(store: SqlStore) -> None:
    assert backlog(store) == Backlog({}, {}, None)


def test_messages_are_counted_by_channel_and_by_how_far_they_are(store: SqlStore) -> None:
    posts = [
        *(owed(place=f"{nth}", channel="slack", workspace=f"T{nth % 2}", due=NOW - nth * MINUTE) for nth in range(4)),
        owed(place="0", channel="slack", workspace="T0"),  # behind another one, and yet it may go
        owed(place="later", channel="teams", due=NOW + DAY),
    ]
    do(store, lambda unit: unit.outbox.enqueue(posts))
    do(store, lambda unit: claim(unit, limit=1))
    found = backlog(store).channels
    assert {name: (one.ready, one.sending, one.waiting) for name, one in found.items()} == {
        "slack": (4, 1, 0),
        "teams": (0, 0, 1),
    }
    assert found["slack"].oldest == NOW - 3 * MINUTE
    assert found["teams"] == ChannelBacklog(waiting=1), "what is due tomorrow is not late"


def test_what_is_tried_again_later_is_as_old_as_it_was(store: SqlStore) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("dated", "a", due=NOW - DAY), owed("at-once", "b")]))
    for post in do(store, claim):
        do(store, lambda unit, post=post: unit.outbox.reschedule(post, "worker", NOW + DAY, doubtful=False))  # type: ignore[misc]
    (one,) = backlog(store, NOW + MINUTE).channels.values()
    assert (one.ready, one.waiting, one.oldest) == (0, 2, NOW - DAY)
    do(store, lambda unit: unit.dead_letters.put(claim(unit, NOW + DAY)[0], "worker", Refused(Reason.FAULTY, ""), NOW))
    (one,) = backlog(store, NOW + DAY).channels.values()
    assert one.oldest == NOW, "of what is due at once it is known when it was first tried"


def test_what_is_due_at_once_and_was_never_tried_is_named_by_its_number(store: SqlStore) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed("first", workspace="T1"), owed("second", workspace="T2")]))
    (one,) = backlog(store).channels.values()
    assert (one.ready, one.oldest) == (2, None)
    ids = {post.key: post.id for post in do(store, claim)}
    assert one.untried == ids["first"]
    (later,) = backlog(store, NOW + MINUTE).channels.values()
    assert (later.untried, later.oldest) == (0, NOW)


def test_what_was_set_aside_is_counted_by_reason_and_owed_no_more(store: SqlStore) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed(place=f"{nth}", workspace=f"T{nth}") for nth in range(3)]))
    for post, reason in zip(do(store, claim), (Reason.LEFT, Reason.LEFT, Reason.FAULTY), strict=True):
        do(store, lambda unit, p=post, r=reason: unit.dead_letters.put(p, "worker", Refused(r, "why"), NOW))  # type: ignore[misc]
    found = backlog(store)
    assert found.set_aside == {("local", Reason.LEFT): 2, ("local", Reason.FAULTY): 1}
    assert found.channels == {}


def test_the_oldest_wake_up_counts_also_while_a_worker_is_at_it(store: SqlStore) -> None:
    do(store, enrol("p1", wake=NOW - MINUTE))
    do(store, enrol("p2", wake=NOW - SECOND))
    do(store, enrol("p3", wake=NOW + DAY))
    assert backlog(store, NOW - DAY).wake is None
    assert backlog(store).wake == NOW - MINUTE
    (wake,) = do(store, lambda unit: unit.outbox.claim_wakes(NOW, 1, "worker", MINUTE))
    assert wake.pair == "p1"
    assert backlog(store).wake == NOW - MINUTE, "one that fails each time is leased most of the time"
