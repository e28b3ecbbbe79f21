"""A person at another address: their pairs go along, what is owed goes to the new place, and the old one is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.application.data_rights.move import AddressOfAnother, CannotBeOpened, Moved, move
from bot.engine.people import Place, Role
from bot.ports import (
    Address,
    Lane,
    LinkedCalendar,
    LocalDelivery,
    OutboxMessage,
    Person,
    Reason,
    Reference,
    Refused,
    Sent,
)
from storage.repositories.mailbox import SqlMailbox
from storage.repositories.references import SqlReferences
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.seals import SEAL, WRONG
from tests.storage.values import AMA, BO, NOW, claim, do, journey, message, owed

AMA_IN_SLACK, BO_IN_SLACK = Address("slack", "T1/U1"), Address("slack", "T1/U2")


def person(who: Person, address: Address) -> Person:
    return replace(who, address=address)


def enrolled(store: SqlStore, mentor: Address = AMA.address, mentee: Address = BO.address) -> None:
    people = {Role.MENTOR: person(AMA, mentor), Role.MENTEE: person(BO, mentee)}
    same = (mentor.channel, mentor.workspace) == (mentee.channel, mentee.workspace)
    lane = Lane(mentor.channel, mentor.workspace, "pair:p1") if same else None
    do(store, lambda unit: unit.journeys.enrol(journey(), people, lane, None))


def moved(store: SqlStore, old: Address, new: Address) -> Moved:
    def work(unit: SqlUnit) -> Moved:
        person = unit.people.at(old)
        assert person is not None
        return move(unit, person, new, NOW)

    return do(store, work)


def owe(store: SqlStore, *posts: OutboxMessage) -> None:
    do(store, lambda unit: unit.outbox.enqueue(posts))


def private(key: str, who: str = "ama", to: Place = Place.MENTOR, home: str = "local/") -> OutboxMessage:
    channel, _, workspace = home.partition("/")
    return replace(owed(key, f"dm:{who}", workspace, channel=channel), to=to)


def shared(key: str, home: str = "local/") -> OutboxMessage:
    channel, _, workspace = home.partition("/")
    return owed(key, "pair:p1", workspace, channel=channel)


def waiting(store: SqlStore) -> Sequence[tuple[str, str]]:
    """The lane and key of everything that is owed, lane by lane, in its order; but for the hello."""
    found: list[OutboxMessage] = []
    while posts := do(store, lambda unit: claim(unit, limit=50)):
        found += posts
        for post in posts:
            do(store, lambda unit, post=post: unit.outbox.delivered(post, "worker", str(post.lane), "m"))  # type: ignore[misc]
    return [(str(post.lane), post.key) for post in found if not post.key.startswith("moved")]


def test_pairs_and_the_calendar_go_along(store: SqlStore) -> None:
    enrolled(store)
    calendar = LinkedCalendar("ama", "ics", "sealed", "example.org", NOW)
    do(store, lambda unit: unit.calendars.link(calendar))
    found = moved(store, AMA.address, AMA_IN_SLACK)
    assert (found.person, found.pairs) == (person(AMA, AMA_IN_SLACK), 1)
    assert do(store, lambda unit: unit.people.at(AMA.address)) is None
    assert do(store, lambda unit: [one.pair for one in unit.people.memberships("ama")]) == ["p1"]
    assert do(store, lambda unit: unit.people.of_pair("p1")[Role.MENTOR].address) == AMA_IN_SLACK
    assert do(store, lambda unit: unit.calendars.of("ama")) == calendar


def test_the_address_of_somebody_else_is_refused(store: SqlStore) -> None:
    enrolled(store)
    owe(store, private("one"))
    with pytest.raises(AddressOfAnother, match="somebody else"):
        moved(store, AMA.address, BO.address)
    assert do(store, lambda unit: unit.people.at(AMA.address)) == AMA
    assert waiting(store) == [("local//dm:ama", "one")]


def test_nothing_moves_while_a_key_is_missing(url: str) -> None:
    store, without = open_store(url, seal=SEAL), open_store(url, seal=WRONG)
    enrolled(store)
    owe(store, private("one"), shared("two"), private("three", "bo", Place.MENTEE))
    with pytest.raises(CannotBeOpened, match="2 messages"):
        moved(without, AMA.address, AMA_IN_SLACK)
    assert do(store, lambda unit: unit.people.at(AMA.address)) == AMA
    assert moved(store, AMA.address, AMA_IN_SLACK).messages == 2
    for one in (store, without):
        asyncio.run(one.close())


def test_who_is_there_already_stays(store: SqlStore) -> None:
    enrolled(store)
    owe(store, private("one"))
    assert moved(store, AMA.address, AMA.address) == Moved(AMA, 0, 0)
    assert waiting(store) == [("local//dm:ama", "one")]


def test_what_is_owed_goes_to_the_new_place_in_its_order(store: SqlStore) -> None:
    enrolled(store)
    owe(store, shared("one"), private("two"), private("three", "bo", Place.MENTEE), shared("four"), private("five"))
    assert moved(store, AMA.address, AMA_IN_SLACK).messages == 4
    found = waiting(store)
    assert [key for lane, key in found if lane == "slack/T1/dm:ama"] == ["one", "two", "four", "five"]
    assert [key for lane, key in found if lane == "local//dm:bo"] == ["three", "one", "four"]
    assert len(found) == 7, "nothing else is owed, and nothing in the lane that they shared"


def test_two_who_meet_again_share_a_conversation_and_get_what_is_owed_once(store: SqlStore) -> None:
    enrolled(store, AMA.address, BO_IN_SLACK)
    both = [private("one", to=Place.PAIR), private("one", "bo", Place.PAIR, "slack/T1")]
    owe(store, *both, private("two"), private("three", "bo", Place.MENTEE, "slack/T1"))
    moved(store, AMA.address, AMA_IN_SLACK)
    assert sorted(waiting(store)) == [
        ("slack/T1/dm:ama", "two"),
        ("slack/T1/dm:bo", "three"),
        ("slack/T1/pair:p1", "one"),
    ]
    assert do(store, lambda unit: unit.records.shared_lane("p1")) == Lane("slack", "T1", "pair:p1")


def test_another_account_in_the_same_workspace_gets_conversations_of_its_own(store: SqlStore) -> None:
    enrolled(store, AMA_IN_SLACK, BO_IN_SLACK)
    owe(store, private("one", home="slack/T1"), shared("two", "slack/T1"))
    waiting(store)
    owe(store, private("one", home="slack/T1"), shared("two", "slack/T1"))
    moved(store, AMA_IN_SLACK, Address("slack", "T1/U9"))
    posts = do(store, lambda unit: claim(unit, limit=50))
    assert {(str(post.lane), post.key) for post in posts} == {("slack/T1/dm:ama", "one"), ("slack/T1/pair:p1", "two")}
    assert {(post.card, post.conversation) for post in posts} == {("", "")}, "nothing goes to the old conversations"


def test_who_is_sending_just_now_settles_nothing(store: SqlStore) -> None:
    enrolled(store)
    owe(store, private("one"))
    (post,) = do(store, claim)
    moved(store, AMA.address, AMA_IN_SLACK)
    assert not do(store, lambda unit: unit.outbox.delivered(post, "worker", "dm:AMA", "m1"))
    assert waiting(store) == [("slack/T1/dm:ama", "one")]


def test_what_could_not_be_delivered_lately_is_tried_in_the_new_place(store: SqlStore) -> None:
    enrolled(store)
    owe(store, private("one"))
    (post,) = do(store, claim)
    do(store, lambda unit: unit.dead_letters.put(post, "worker", Refused(Reason.LEFT, "gone"), NOW))
    moved(store, AMA.address, AMA_IN_SLACK)
    assert waiting(store) == [("slack/T1/dm:ama", "one")]


def test_what_was_set_aside_for_another_reason_waits_for_the_operator_in_the_new_place(store: SqlStore) -> None:
    enrolled(store)
    owe(store, private("one"))
    (post,) = do(store, claim)
    do(store, lambda unit: unit.dead_letters.put(post, "worker", Refused(Reason.FAULTY, "too long"), NOW))
    moved(store, AMA.address, AMA_IN_SLACK)
    assert waiting(store) == []
    assert [dead.lane for dead in do(store, lambda unit: unit.dead_letters.all())] == ["slack/T1/dm:ama"]
    do(store, lambda unit: unit.dead_letters.revive(post.id, NOW))
    assert waiting(store) == [("slack/T1/dm:ama", "one")]


def test_they_are_told_where_the_bot_writes_from_now_on(store: SqlStore) -> None:
    enrolled(store)
    moved(store, AMA.address, AMA_IN_SLACK)
    (post,) = do(store, claim)
    assert (str(post.lane), post.to, post.pair) == ("slack/T1/dm:ama", Place.MENTOR, "p1")


def test_a_coordinator_reads_in_the_new_place(store: SqlStore) -> None:
    do(store, lambda unit: unit.people.put_coordinator(AMA, Lane("local", "", "coordinator:AMA")))
    owe(store, replace(owed("digest", "coordinator:AMA", "", pair=""), to=Place.COORDINATORS))
    moved(store, AMA.address, AMA_IN_SLACK)
    new = Lane("slack", "T1", "coordinator:T1/U1")
    assert do(store, lambda unit: unit.people.coordinators()) == [(new, person(AMA, AMA_IN_SLACK))]
    assert waiting(store) == [(str(new), "digest")]


def test_the_page_shows_the_private_conversation_to_nobody_who_comes_after(store: SqlStore) -> None:
    enrolled(store)
    mailbox = SqlMailbox(store)
    for place in ("dm:AMA", "pair:p1", "dm:BO"):
        delivery = LocalDelivery(1, place, "", "key", "p1", {"text": place})
        asyncio.run(mailbox.put(delivery, NOW))
    owe(store, private("one"), shared("two"))
    for post in do(store, lambda unit: claim(unit, limit=50)):
        place = "dm:AMA" if "dm" in post.lane.place else "pair:p1"
        do(store, lambda unit, post=post, place=place: unit.outbox.delivered(post, "worker", place, "1"))  # type: ignore[misc]
    moved(store, AMA.address, Address("local", "awa"))
    left = asyncio.run(mailbox.since(0))
    assert [card.conversation for card in left] == ["pair:p1", "dm:BO"]


def test_a_chat_of_the_old_account_is_the_pair_s_no_more(store: SqlStore) -> None:
    ama, bo = Address("teams", "T/u1"), Address("teams", "T/u2")
    enrolled(store, ama, bo)
    references = SqlReferences(store)
    own = Reference("teams", "a:1", "T/u1", "T", "https://service/", "29:1")
    chat = Reference("teams", "19:c", "pair:p1", "T", "https://service/")
    lane = Lane("teams", "T", "pair:p1")

    async def run() -> tuple[Reference | None, Reference | None, Reference | None]:
        await references.met(own, NOW)
        await references.share(lane, chat, NOW)
        await store.run(lambda unit: move(unit, person(AMA, ama), Address("teams", "T/u9"), NOW))
        return await references.of("teams", "T/u1"), await references.shared(lane), await references.at("teams", "19:c")

    mine, shared_chat, there = asyncio.run(run())
    assert (mine, shared_chat) == (None, None)
    assert there is not None
    assert there.owner == ""


def test_nothing_is_posted_to_a_card_of_the_old_place(store: SqlStore) -> None:
    enrolled(store)
    references = SqlReferences(store)
    lane = Lane("local", "", "dm:ama")
    asyncio.run(references.keep_private_card("p1", "s1.date", lane, Sent("dm:AMA", "7"), 1))
    moved(store, AMA.address, AMA_IN_SLACK)
    assert asyncio.run(references.private_card("p1", "s1.date", lane)) == ""


def test_a_message_keeps_when_it_is_due_and_what_it_says(store: SqlStore) -> None:
    enrolled(store)
    owe(store, replace(private("one"), due=NOW, refresh=False))
    moved(store, AMA.address, AMA_IN_SLACK)
    (post,) = [one for one in do(store, claim) if one.key == "one"]
    assert (post.due, post.message, post.seance, post.unprompted) == (NOW, message("one"), 2, True)
    assert post.zones == ("Europe/Paris",)
