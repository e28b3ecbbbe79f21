"""Nothing is kept for longer than a programme says: the clock jumps, and what is due is gone. On both databases."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.application.data_rights.erase import erase
from bot.application.data_rights.retention import Expired, expire, months_after
from bot.application.data_rights.withdraw import withdraw
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.flows.evaluation.state import ANSWERS, AllAnswers, Answers
from bot.engine.people import Role
from bot.infra.codec import encode_facts
from bot.ports import Busy, Channel, OutboxMessage, Person, Reason, Refused, Retention, Sent
from bot.ports.store.erasures import Withdrawal
from storage.database.urls import database
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import AMA, BO, DAY, NOW, do, enrol, lane, owed
from tests.values import at

END = at("2026-03-31 10:00")


def lived(store: SqlStore, pair: str = "p1") -> None:
    """A journey that ended, in which something was said."""

    def work(unit: SqlUnit) -> None:
        enrol(pair)(unit)
        journey = unit.journeys.of(pair)
        assert journey is not None
        said = AllAnswers({1: Answers(line="I liked timbuktu")})
        private = {role: {ANSWERS.name: said} for role in Role}
        unit.journeys.save(replace(journey, ended=END, private=private, words_shared={"goals": "ours"}), None)
        unit.outbox.enqueue([owed(pair=pair, due=END)])
        unit.seen.mark(f"e-{pair}", pair, END)
        unit.seen.contact(AMA.id, END.date(), pair, 1)

    do(store, work)


def expired(store: SqlStore, when: datetime) -> Expired:
    return asyncio.run(expire(store, when))


def kept_no_longer(store: SqlStore, when: datetime) -> Expired:
    """But for events, which have a time of their own."""
    return replace(expired(store, when), events=0)


def test_answers_go_after_six_months_and_the_rest_after_twelve(store: SqlStore) -> None:
    lived(store)
    assert expired(store, at("2026-09-30 09:00")).words == 0
    assert expired(store, at("2026-09-30 11:00")).words == 1
    assert expired(store, at("2026-09-30 12:00")).words == 0, "it is gone already"
    left = do(store, lambda unit: unit.journeys.of("p1"))
    assert left is not None
    assert not left.words_shared
    assert not any(left.private.get(role) for role in Role)
    assert do(store, lambda unit: unit.outbox.next_due()) is None
    assert expired(store, at("2027-03-31 09:00")).pairs == 0
    assert kept_no_longer(store, at("2027-03-31 10:00")) == Expired(pairs=1, people=2)
    assert do(store, lambda unit: unit.people.at(AMA.address)) is None


def test_who_is_in_another_pair_or_coordinates_stays(store: SqlStore) -> None:
    lived(store)

    def others(unit: SqlUnit) -> None:
        unit.people.put_coordinator(BO, lane("coordinator:BO"))
        enrol("p2")(unit)

    do(store, others)
    assert kept_no_longer(store, at("2027-04-01 10:00")) == Expired(pairs=1, people=0)
    assert do(store, lambda unit: unit.people.at(AMA.address)) is not None


def test_a_journey_under_way_keeps_what_was_said(store: SqlStore) -> None:
    do(store, enrol())
    assert expired(store, at("2036-01-01 00:00")) == Expired()
    assert do(store, lambda unit: unit.journeys.of("p1")) is not None


def test_each_programme_has_its_own_time(store: SqlStore) -> None:
    lived(store)
    (first,) = do(store, lambda unit: unit.programmes.all())
    do(store, lambda unit: unit.programmes.put(replace(first, retention=Retention(1, 2, 7))))
    assert expired(store, END + 8 * DAY).events == 2
    assert expired(store, at("2026-04-30 10:00")).words == 1
    assert expired(store, at("2026-05-31 10:00")).pairs == 1


def test_events_and_contacts_go_after_ninety_days(store: SqlStore) -> None:
    lived(store)
    assert expired(store, END + 89 * DAY).events == 0
    assert expired(store, END + 91 * DAY).events == 2


def test_words_that_no_key_opens_go_too(store: SqlStore) -> None:
    lived(store)
    do(store, lambda unit: unit.erasures.forget_words("p1"))
    left = do(store, lambda unit: unit.journeys.of("p1"))
    assert left is not None
    assert "timbuktu" not in encode_facts(left)


def test_months_are_those_of_the_calendar() -> None:
    assert months_after(at("2026-01-31 10:00"), 1) == at("2026-02-28 10:00")
    assert months_after(at("2026-01-15 10:00"), 12) == at("2027-01-15 10:00")


def test_copies_of_before_an_upgrade_go_with_the_backups(url: str, store: SqlStore) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("a server has no such copies")
    for name, days in (("0006", 31), ("0007", 1)):
        copy = Path(f"{database(url).name}.before-{name}.bak")
        copy.touch()
        os.utime(copy, ((NOW - timedelta(days=days)).timestamp(),) * 2)
    assert store.forget_copies(NOW - timedelta(days=30)) == 1
    assert [one.name[-8:] for one in Path(database(url).name).parent.glob("*.bak")] == ["0007.bak"]


# What platforms show to one alone ----------------------------------------------------------------------------------------


class Platform:
    name, looks_up = "slack", True

    def __init__(self, trouble: Exception | None = None) -> None:
        self.trouble, self.deleted = trouble, list[str]()

    async def withdraw(self, one: Withdrawal) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.deleted.append(one.card)

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        raise AssertionError

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        pass


def erased_in_slack(store: SqlStore) -> None:
    def work(unit: SqlUnit) -> None:
        enrol()(unit)
        unit.outbox.enqueue([owed("s1.prep.mentor", f"dm:{AMA.id}", channel="slack")])
        (post,) = unit.outbox.claim(NOW, 1, "w", DAY)
        unit.outbox.delivered(post, "w", "D1", "m1")
        erase(unit, AMA.id, NOW)

    do(store, work)


def withdrawn(store: SqlStore, platform: Channel, when: datetime = NOW) -> int:
    return asyncio.run(withdraw(store, {"slack": platform}, when))


def test_what_only_they_could_see_is_deleted_there_once(store: SqlStore) -> None:
    erased_in_slack(store)
    platform = Platform()
    assert (withdrawn(store, platform), withdrawn(store, platform)) == (1, 0)
    assert platform.deleted == ["m1"]


def test_a_busy_platform_is_asked_again_later(store: SqlStore) -> None:
    erased_in_slack(store)
    withdrawn(store, Platform(Busy(60)))
    platform = Platform()
    assert withdrawn(store, platform, NOW + timedelta(seconds=59)) == 0
    withdrawn(store, platform, NOW + timedelta(seconds=60))
    assert platform.deleted == ["m1"]


def test_what_a_platform_refuses_is_said_and_left(store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    erased_in_slack(store)
    withdrawn(store, Platform(Refused(Reason.FAULTY, "the bot may not delete it")))
    assert "may not delete" in caplog.text
    assert do(store, lambda unit: unit.erasures.withdrawals(NOW + 365 * DAY, 9)) == []


def test_frozen_weeks_go_after_twelve_months(store: SqlStore) -> None:
    week = Week.ended(END.date(), "UTC")
    do(store, lambda unit: unit.weeks.freeze("first", FrozenWeek(week)))
    expired(store, months_after(at("2026-03-28 10:00"), 12))
    assert do(store, lambda unit: unit.weeks.is_frozen("first", week.sunday))
    expired(store, months_after(at("2026-04-08 10:00"), 12))
    assert not do(store, lambda unit: unit.weeks.is_frozen("first", week.sunday))
