"""Conversation references, on every database."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial

from bot.engine.people import Role
from bot.ports import Address, Lane, OutboxMessage, Person, Reason, Reference, Refused, Sent
from storage.repositories.references import SqlReferences
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import DAY, NOW, claim, do, journey, owed

ONE = Reference("teams", "a:1", "T/u1", "T", "https://service/", "29:1", "ama@example.org")
TWO = Reference("teams", "a:2", "T/u2", "T", "https://service/", "29:2")
CHAT = Reference("teams", "19:c", "pair:p1", "T", "https://service/")
LANE = Lane("teams", "T", "pair:p1")


def person(id: str, address: str) -> Person:
    return Person(id=id, name=id.title(), languages=("fr",), zone="Europe/Paris", address=Address("teams", address))


def enrolled(store: SqlStore, mentor: str = "T/u1", mentee: str = "T/u2") -> None:
    people = {Role.MENTOR: person("ama", mentor), Role.MENTEE: person("bo", mentee)}
    do(store, lambda unit: unit.journeys.enrol(journey(), people, LANE, None))


def test_a_reference_is_kept_found_and_brought_up_to_date(store: SqlStore) -> None:
    kept = SqlReferences(store)

    async def run() -> None:
        assert await kept.of("teams", "T/u1") is None
        assert not await kept.met(ONE, NOW)
        assert await kept.of("teams", "T/u1") == ONE
        assert await kept.of("teams", "T/Ama@Example.org") == ONE
        assert await kept.of("teams", "other/ama@example.org") is None
        assert await kept.at("teams", "a:1") == ONE
        assert await kept.at("slack", "a:1") is None
        await kept.met(replace(ONE, service="https://elsewhere/", mail=""), NOW + DAY)
        assert await kept.of("teams", "T/u1") == replace(ONE, service="https://elsewhere/"), "the e-mail stays known"
        await kept.met(replace(ONE, conversation="a:9"), NOW + 2 * DAY)
        newest = await kept.of("teams", "T/u1")
        assert newest is not None
        assert newest.conversation == "a:9"

    asyncio.run(run())


def test_a_closed_reference_is_opened_by_meeting_again(store: SqlStore) -> None:
    kept = SqlReferences(store)

    async def run() -> None:
        await kept.met(ONE, NOW)
        await kept.close("teams", "a:1", Reason.ABSENT)
        closed = await kept.of("teams", "T/u1")
        assert closed is not None
        assert closed.closed == Reason.ABSENT
        await kept.met(ONE, NOW)
        assert await kept.of("teams", "T/u1") == ONE

    asyncio.run(run())


def test_who_was_enrolled_by_mail_moves_in(store: SqlStore) -> None:
    enrolled(store, mentor="T/AMA@example.org")
    kept = SqlReferences(store)
    assert asyncio.run(kept.met(ONE, NOW))
    found = do(store, lambda unit: unit.people.at(Address("teams", "T/u1")))
    assert found is not None
    assert found.id == "ama"
    assert asyncio.run(kept.met(replace(ONE, mail=""), NOW))


def test_a_mail_of_somebody_who_is_there_already_changes_nobody(store: SqlStore) -> None:
    enrolled(store, mentor="T/ama@example.org", mentee="T/u1")
    assert asyncio.run(SqlReferences(store).met(ONE, NOW))
    found = do(store, lambda unit: unit.people.at(Address("teams", "T/u1")))
    assert found is not None
    assert found.id == "bo"


def test_a_pair_is_found_among_people_and_has_a_chat(store: SqlStore) -> None:
    enrolled(store)
    kept = SqlReferences(store)

    async def run() -> None:
        assert await kept.among("teams", {"T/u1": "", "T/u2": ""}) == ["p1"]
        assert await kept.among("teams", {"T/u1": "", "T/u3": ""}) == []
        assert await kept.shared(LANE) is None
        assert await kept.share(LANE, CHAT, NOW)
        assert not await kept.share(LANE, CHAT, NOW)
        assert await kept.shared(LANE) == CHAT
        assert await kept.share(LANE, replace(CHAT, conversation="19:d"), NOW)
        await kept.close("teams", "19:d", Reason.CLOSED)
        assert await kept.shared(LANE) is None

    asyncio.run(run())
    assert do(store, lambda unit: unit.people.pairs_at("teams", "19:c")) == []


def test_a_private_card_of_a_shared_message(store: SqlStore) -> None:
    kept, lane = SqlReferences(store), Lane("teams", "T", "dm:ama")

    async def run() -> None:
        assert await kept.private_card("p1", "s1.date", lane) == ""
        await kept.keep_private_card("p1", "s1.date", lane, Sent("a:1", "m1"), 3)
        await kept.keep_private_card("p1", "s1.date", lane, Sent("a:1", "m2"), 4)
        assert await kept.private_card("p1", "s1.date", lane) == "m2"

    asyncio.run(run())


def test_what_could_not_be_delivered_is_owed_again_unless_it_is_stale(store: SqlStore) -> None:
    enrolled(store)
    kept = SqlReferences(store)
    lanes = [Lane("teams", "T", "dm:ama"), LANE, Lane("teams", "T", "dm:bo")]
    do(
        store,
        lambda unit: unit.outbox.enqueue([replace(owed(), key=f"k{n}", lane=lane) for n, lane in enumerate(lanes)]),
    )
    for post in do(store, claim):
        do(store, partial(_buried, post))
    assert asyncio.run(kept.revive(Address("teams", "T/u1"), NOW + DAY)) == 2
    assert asyncio.run(kept.revive(Address("teams", "T/nobody"), NOW + DAY)) == 0
    assert {one.key for one in do(store, lambda unit: unit.dead_letters.all())} == {"k2"}


def _buried(post: OutboxMessage, unit: SqlUnit) -> bool:
    return unit.dead_letters.put(post, "worker", Refused(Reason.ABSENT, "not installed"), NOW)


def test_the_service_of_a_workspace_is_the_one_that_was_heard_from_last(store: SqlStore) -> None:
    kept = SqlReferences(store)

    async def run() -> None:
        assert await kept.service("teams", "T") == ""
        await kept.met(ONE, NOW)
        await kept.met(replace(TWO, service="https://newer/"), NOW + DAY)
        await kept.met(replace(TWO, conversation="a:3", service=""), NOW + 2 * DAY)
        assert await kept.service("teams", "T") == "https://newer/"
        assert await kept.service("teams", "U") == await kept.service("slack", "T") == ""

    asyncio.run(run())
