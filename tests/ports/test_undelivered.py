"""What every store does with what cannot be delivered: sets it aside, leaves the conversation in peace, owes it again."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest

from bot.engine.people import Role
from bot.ports import Address, OutboxMessage, Reason, Refused
from storage.outbox.dead_letters import STALE
from storage.outbox.probes import LATEST, SOONEST
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import AMA, BO, DAY, MINUTE, NOW, claim, do, journey, keys, lane, owed

PAIR, AMAS, BOS = lane("pair:p1", ""), lane("dm:ama", ""), lane("dm:bo", "")
LASTING = [reason for reason in Reason if reason.lasts]


@pytest.fixture
def house(store: SqlStore) -> SqlStore:
    do(store, lambda unit: unit.journeys.enrol(journey(), {Role.MENTOR: AMA, Role.MENTEE: BO}, PAIR, None))
    return store


def post(key: str, place: str = "dm:ama", due: datetime | None = None) -> OutboxMessage:
    return owed(key, place, "", due=due)


def buried(store: SqlStore, place: str, reason: Reason, key: str = "first", *, probed: bool = False) -> None:
    do(store, lambda unit: unit.outbox.enqueue([post(key, place)]))
    (claimed,) = do(store, claim)
    assert do(
        store, lambda unit: unit.dead_letters.put(claimed, "worker", Refused(reason, "as it said", probed=probed), NOW)
    )


def dead(store: SqlStore) -> list[str]:
    return [one.key for one in do(store, lambda unit: unit.dead_letters.all())]


@pytest.mark.parametrize("reason", LASTING)
def test_a_refusal_that_lasts_shuts_the_lane(house: SqlStore, reason: Reason) -> None:
    buried(house, "dm:ama", reason)
    do(
        house,
        lambda unit: unit.outbox.enqueue([post("second"), post("later", due=NOW + MINUTE), post("other", "dm:bo")]),
    )
    assert keys(do(house, claim)) == ["other"]
    assert keys(do(house, lambda unit: claim(unit, NOW + MINUTE))) == ["other"], "its lease has lapsed"
    found = do(house, lambda unit: unit.dead_letters.all())
    assert [(one.key, one.reason, one.detail, one.behind) for one in found] == [
        (key, reason, "as it said", str(AMAS)) for key in ("first", "second", "later")
    ]


@pytest.mark.parametrize("reason", [reason for reason in Reason if not reason.lasts])
def test_any_other_does_not(house: SqlStore, reason: Reason) -> None:
    buried(house, "dm:ama", reason)
    do(house, lambda unit: unit.outbox.enqueue([post("second")]))
    assert keys(do(house, claim)) == ["second"]
    assert do(house, lambda unit: unit.dead_letters.reached(AMA.address, NOW)) == 0
    assert dead(house) == ["first"]


@pytest.mark.parametrize("place", ["dm:ama", "pair:p1", "coordinator:AMA"])
def test_who_is_heard_from_gets_everything_in_its_order(house: SqlStore, place: str) -> None:
    buried(house, place, Reason.BLOCKED)
    do(house, lambda unit: unit.outbox.enqueue([post("second", place), post("third", place)]))
    assert do(house, claim) == []
    assert do(house, lambda unit: unit.dead_letters.reached(Address("local", "NOBODY"), NOW)) == 0
    assert do(house, lambda unit: unit.dead_letters.reached(Address("slack", "AMA"), NOW)) == 0
    assert do(house, lambda unit: unit.dead_letters.reached(AMA.address, NOW + DAY)) == 3
    order = []
    while claimed := do(house, lambda unit: claim(unit, NOW + DAY)):
        order += keys(claimed)
        do(house, lambda unit, done=claimed: [unit.outbox.delivered(one, "worker", "C", one.key) for one in done])  # type: ignore[misc]
    assert order == ["first", "second", "third"]
    assert dead(house) == []


def test_only_what_lies_behind_the_lane_that_opens_is_owed_again(house: SqlStore) -> None:
    """A shared message that one of the two has got waits for the other, whatever the first one does."""
    do(house, lambda unit: unit.outbox.enqueue([post("shared", "pair:p1")]))
    (claimed,) = do(house, claim)
    do(house, lambda unit: unit.dead_letters.put(claimed, "worker", Refused(Reason.BLOCKED, "", BOS), NOW))
    do(house, lambda unit: unit.outbox.enqueue([post("next", "pair:p1"), post("private", "dm:bo")]))
    assert keys(do(house, claim)) == ["next"], "the shared lane goes on"
    assert dead(house) == ["shared", "private"]
    assert do(house, lambda unit: unit.dead_letters.reached(AMA.address, NOW)) == 0
    assert do(house, lambda unit: unit.dead_letters.reached(BO.address, NOW)) == 2


def test_what_is_stale_is_not_owed_again_and_the_lane_opens_all_the_same(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.BLOCKED)
    assert do(house, lambda unit: unit.dead_letters.reached(AMA.address, NOW + STALE)) == 0
    do(house, lambda unit: unit.outbox.enqueue([post("new")]))
    assert keys(do(house, claim)) == ["new"]
    assert dead(house) == ["first"]


def test_an_operator_who_tries_again_opens_the_lane(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.LEFT)
    (first,) = do(house, lambda unit: unit.dead_letters.all())
    assert do(house, lambda unit: unit.dead_letters.revive(first.id, NOW))
    do(house, lambda unit: unit.outbox.enqueue([post("second")]))
    assert keys(do(house, claim)) == ["first"]
    assert dead(house) == []


@pytest.mark.parametrize("reason", LASTING)
@pytest.mark.parametrize(("scope", "there"), [("local", True), ("local/home", True), ("local/ho", False), ("x", False)])
def test_the_app_that_is_back_opens_what_was_shut_because_of_it(
    house: SqlStore, reason: Reason, scope: str, there: bool
) -> None:
    def work(unit: SqlUnit) -> None:
        unit.outbox.enqueue([owed("first", "dm:ama", "home")])
        (claimed,) = claim(unit)
        unit.dead_letters.put(claimed, "worker", Refused(reason, ""), NOW)

    do(house, work)
    was = there and reason in (Reason.REMOVED, Reason.FORBIDDEN)
    assert do(house, lambda unit: unit.dead_letters.reinstate(scope, NOW)) == int(was)


def test_a_lane_that_is_shut_again_keeps_the_newer_reason(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.REMOVED)
    do(house, lambda unit: unit.dead_letters.reinstate("local", NOW))
    (again,) = do(house, claim)
    do(house, lambda unit: unit.dead_letters.put(again, "worker", Refused(Reason.LEFT, ""), NOW))
    do(house, lambda unit: unit.outbox.enqueue([post("second")]))
    assert do(house, claim) == []
    assert {one.reason for one in do(house, lambda unit: unit.dead_letters.all())} == {Reason.LEFT}


def probed(store: SqlStore, at: datetime) -> int:
    return do(store, lambda unit: unit.dead_letters.probe(at))


def refuse_again(store: SqlStore, at: datetime) -> list[str]:
    """Whatever is claimed then is refused once more."""

    def work(unit: SqlUnit) -> list[str]:
        claimed = claim(unit, at)
        for one in claimed:
            unit.dead_letters.put(one, "worker", Refused(Reason.ABSENT, "as it said", probed=True), at)
        return keys(claimed)

    return do(store, work)


def test_a_lane_that_is_shut_is_tried_now_and_then_with_its_oldest_message(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.ABSENT, probed=True)
    do(house, lambda unit: unit.outbox.enqueue([post("second")]))
    assert do(house, claim) == []
    assert do(house, lambda unit: unit.outbox.next_due()) == NOW + SOONEST
    assert probed(house, NOW + SOONEST - MINUTE) == 0
    assert probed(house, NOW + SOONEST) == 1
    assert refuse_again(house, NOW + SOONEST) == ["first"]
    assert refuse_again(house, NOW + SOONEST) == [], "the rest is set aside untried"
    assert sorted(dead(house)) == ["first", "second"]


def test_the_pauses_grow_up_to_a_day(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.ABSENT, probed=True)
    times = [NOW]
    while times[-1] < NOW + 6 * DAY:
        due = do(house, lambda unit: unit.outbox.next_due())
        assert due is not None
        assert probed(house, due) == 1
        assert refuse_again(house, due) == ["first"]
        times.append(due)
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert pauses[:3] == [SOONEST, SOONEST, 2 * SOONEST]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LATEST
    first = do(house, lambda unit: unit.dead_letters.all())[0]
    assert (first.since, first.at) == (NOW, times[-1])


def test_what_arrives_at_a_probe_is_followed_by_the_rest(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.BLOCKED, probed=True)
    do(house, lambda unit: unit.outbox.enqueue([post("second")]))
    assert do(house, claim) == []
    probed(house, NOW + SOONEST)
    for key in ("first", "second"):
        (one,) = do(house, lambda unit: claim(unit, NOW + SOONEST))
        assert one.key == key
        do(house, lambda unit, one=one: unit.outbox.delivered(one, "worker", "C", one.key))  # type: ignore[misc]
    assert dead(house) == []
    assert probed(house, NOW + DAY) == 0


def test_what_is_tried_again_and_again_grows_stale_all_the_same(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.ABSENT, probed=True)
    at, tries = NOW, 0
    while (due := do(house, lambda unit: unit.outbox.next_due())) is not None:
        at = due
        probed(house, at)
        tries += len(refuse_again(house, at))
    assert NOW + STALE <= at < NOW + STALE + 2 * DAY
    assert tries < 30
    do(house, lambda unit: unit.outbox.enqueue([post("new")]))
    assert keys(do(house, lambda unit: claim(unit, at))) == ["new"], "the lane is open"


def test_where_somebody_is_sure_to_tell_nothing_is_tried_again(house: SqlStore) -> None:
    buried(house, "dm:ama", Reason.REMOVED)
    assert do(house, lambda unit: unit.outbox.next_due()) is None
    assert probed(house, NOW + 30 * DAY) == 0
