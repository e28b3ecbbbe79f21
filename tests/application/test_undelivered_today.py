"""What could not be delivered reaches coordinators the same day: at work, once a day, and nothing of a pair of their own."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.application.coordination.undelivered_today import TRIED_FOR, UndeliveredToday
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.messages import Message
from bot.engine.people import Hours, Role
from bot.infra.clock import SetClock
from bot.ports import FIRST, Lane, OutboxMessage, PairFilter, Person, ProgrammeRecord, Reason, Refused
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.labels import en
from tests.storage.values import AMA, BO, DAY, NOW, do, journey, owed, person
from tests.values import buttons, said

HOUR = timedelta(hours=1)
EVERY_DAY = Hours(days=(0, 1, 2, 3, 4, 5, 6))
CLAIRE = replace(person("claire"), zone="UTC", hours=EVERY_DAY)
ROBIN = replace(person("robin"), zone="America/Montreal", hours=EVERY_DAY)
CY = person("cy")
"""NOW is nine in the morning for Claire, and four for Robin."""


def fill(unit: SqlUnit) -> None:
    """Two pairs of a programme with two coordinators, one of whom is in the second pair; and another programme's pair."""
    unit.programmes.put(ProgrammeRecord())
    unit.programmes.put(ProgrammeRecord(id="other", name="Other"))
    for pair, (mentor, mentee), programme in (
        ("p1", (AMA, BO), FIRST),
        ("p2", (CY, ROBIN), FIRST),
        ("p3", (BO, CY), "other"),
    ):
        people = {Role.MENTOR: mentor, Role.MENTEE: mentee}
        unit.journeys.enrol(journey(pair, mentor, mentee), people, None, None, programme)
    for one in (CLAIRE, ROBIN):
        unit.people.put_coordinator(one, lane_of(one))


def lane_of(one: Person) -> Lane:
    return Lane("local", "", f"coordinator:{one.address.id}")


@pytest.fixture
def house(store: SqlStore) -> SqlStore:
    do(store, fill)
    return store


def lost(house: SqlStore, pair: str, place: str, at: datetime = NOW, tried: datetime | None = None) -> None:
    """A message cannot be delivered."""

    def work(unit: SqlUnit) -> None:
        unit.outbox.enqueue([owed(f"k-{at:%d%H}", place, "", pair=pair, due=tried or at)])
        for post in unit.outbox.claim(tried or at, 100, "test", timedelta(days=2)):
            assert unit.dead_letters.put(post, "test", Refused(Reason.BLOCKED, ""), at)

    do(house, work)


def told(house: SqlStore, at: datetime) -> dict[str, Message]:
    """What is owed to whom, by the conversation; taken out of the queue."""
    asyncio.run(UndeliveredToday(house, SetClock(at)).tell())
    return do(house, lambda unit: {post.lane.place: post.message for post in _claimed(unit, at)})


def _claimed(unit: SqlUnit, at: datetime) -> list[OutboxMessage]:
    posts = list(unit.outbox.claim(at, 100, "reader", timedelta(days=30)))
    for post in posts:
        assert unit.outbox.delivered(post, "reader", "c1", post.key)
    return posts


def test_it_says_who_cannot_be_reached_and_why_and_shows_the_way_to_all(house: SqlStore) -> None:
    lost(house, "p1", "dm:bo")
    (message,) = told(house, NOW).values()
    words = said(message)
    assert f"{en('digest-undeliverable', count=1)}\n• Bo (pair Ama and Bo): " in words
    assert [(one.action, one.value) for one in buttons(message)] == [
        (actions.LIST, str(Query(FIRST, PairFilter(undeliverable=True))))
    ]


def test_each_is_told_once_they_are_at_work(house: SqlStore) -> None:
    lost(house, "p1", "dm:bo")
    assert list(told(house, NOW)) == ["coordinator:CLAIRE"]
    assert told(house, NOW + 4 * HOUR) == {}
    assert list(told(house, NOW + 6 * HOUR)) == ["coordinator:ROBIN"]


def test_at_most_once_a_day_and_the_next_day_of_what_is_new_alone(house: SqlStore) -> None:
    lost(house, "p1", "dm:bo")
    assert told(house, NOW)
    lost(house, "p1", "dm:ama", NOW + HOUR)
    assert "coordinator:CLAIRE" not in told(house, NOW + 2 * HOUR)
    tomorrow = told(house, NOW + DAY)["coordinator:CLAIRE"]
    assert "Ama (pair" in said(tomorrow)
    assert "Bo (pair" not in said(tomorrow)
    assert told(house, NOW + 2 * DAY) == {}


def test_what_is_tried_anew_and_refused_again_is_no_news(house: SqlStore) -> None:
    lost(house, "p1", "dm:bo")
    assert told(house, NOW)
    lost(house, "p1", "dm:ama", NOW + DAY - HOUR, tried=NOW - TRIED_FOR)
    assert "coordinator:CLAIRE" not in told(house, NOW + DAY)


def test_what_has_arrived_meanwhile_is_not_told(house: SqlStore) -> None:
    lost(house, "p1", "dm:bo")
    do(house, lambda unit: [unit.dead_letters.revive(one.id, NOW) for one in unit.dead_letters.all()])
    assert not [where for where in told(house, NOW) if where.startswith("coordinator:")]


def test_nobody_is_told_of_a_pair_of_their_own_nor_of_another_programme(house: SqlStore) -> None:
    lost(house, "p2", "dm:cy")
    lost(house, "p3", "dm:cy")
    found = told(house, NOW + 6 * HOUR)
    assert list(found) == ["coordinator:CLAIRE"]
    assert "Cy and Robin" in said(found["coordinator:CLAIRE"])
    assert "Bo and Cy" not in said(found["coordinator:CLAIRE"])


def test_a_coordinator_who_cannot_be_reached_is_named_to_the_others(house: SqlStore) -> None:
    lost(house, "", "coordinator:CLAIRE")
    assert asyncio.run(UndeliveredToday(house, SetClock(NOW)).tell()) == 0
    found = told(house, NOW + 6 * HOUR)
    assert list(found) == ["coordinator:ROBIN"]
    assert "• Claire: " in said(found["coordinator:ROBIN"])
    assert [one.value for one in buttons(found["coordinator:ROBIN"])] == []


def test_whoever_coordinates_several_is_told_which_it_is(house: SqlStore) -> None:
    do(house, lambda unit: unit.people.put_coordinator(CLAIRE, lane_of(CLAIRE), "other"))
    lost(house, "p3", "dm:cy")
    (message,) = told(house, NOW).values()
    assert said(message).startswith(en("digest-today-of", programme="Other"))
