"""What every store does, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.engine.effects import Urgency
from bot.engine.ids import TimerId
from bot.engine.journey import Pause
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.timers import same_but_private
from bot.infra.codec import plain_slots
from bot.ports import Address, DeadLetter, Membership, OutboxMessage, Reason, Refused, Wake
from storage.database.instants import NaiveDatetime
from storage.database.sql import AT_ONCE
from storage.repositories.people import AddressTaken
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import (
    AMA,
    BO,
    DAY,
    MINUTE,
    NOW,
    SECOND,
    claim,
    do,
    enrol,
    journey,
    keys,
    lane,
    message,
    owed,
    person,
)


def owe(*posts: OutboxMessage) -> Callable[[SqlUnit], None]:
    return lambda unit: unit.outbox.enqueue(posts)


def settle(posts: Iterable[OutboxMessage], conversation: str = "C1") -> Callable[[SqlUnit], object]:
    return lambda unit: [unit.outbox.delivered(post, "worker", conversation, "m") for post in posts]


FAULTY = Refused(Reason.FAULTY, "too long")


# Transactions ----------------------------------------------------------------------------------------------------


def test_the_result_comes_back(store: SqlStore) -> None:
    assert do(store, lambda unit: "result") == "result"


def test_an_exception_undoes_everything_and_comes_through(store: SqlStore) -> None:
    def work(unit: SqlUnit) -> None:
        unit.seen.mark("e1", "p1", NOW)
        enrol(wake=NOW)(unit)
        unit.outbox.enqueue([owed()])
        unit.facts.put("name", "value")
        raise KeyError("mistake")

    with pytest.raises(KeyError, match="mistake"):
        do(store, work)

    assert do(store, lambda unit: unit.seen.mark("e1", "p1", NOW))
    assert do(store, lambda unit: unit.journeys.of("p1")) is None
    assert do(store, lambda unit: unit.people.at(AMA.address)) is None
    assert do(store, claim) == []
    assert do(store, lambda unit: unit.facts.get("name")) is None


@pytest.mark.parametrize(
    "work",
    [
        lambda unit, at: unit.seen.mark("e1", "p1", at),
        lambda unit, at: unit.outbox.enqueue([owed(due=at)]),
        lambda unit, at: enrol(wake=at)(unit),
        lambda unit, at: unit.outbox.claim(at, 1, "worker", MINUTE),
        lambda unit, at: unit.outbox.claim_wakes(at, 1, "worker", MINUTE),
        lambda unit, at: unit.outbox.throttle("local/home", at),
        lambda unit, at: unit.seen.claim_once("digest", at),
        lambda unit, at: unit.dead_letters.revive(1, at),
        lambda unit, at: unit.dead_letters.reopen("local/home/dm:ama", at),
    ],
)
def test_an_instant_without_a_zone_is_refused(store: SqlStore, work: Callable[[SqlUnit, datetime], object]) -> None:
    with pytest.raises(NaiveDatetime, match="no time zone"):
        do(store, lambda unit: work(unit, NOW.replace(tzinfo=None)))


# What was heard --------------------------------------------------------------------------------------------------


def test_an_event_is_first_once(store: SqlStore) -> None:
    assert do(store, lambda unit: [unit.seen.mark("e1", "p1", NOW), unit.seen.mark("e1", "p2", NOW + DAY)]) == [
        True,
        False,
    ]
    assert not do(store, lambda unit: unit.seen.mark("e1", "p1", NOW))
    assert do(store, lambda unit: unit.seen.mark("e2", "p1", NOW))


def test_a_name_is_taken_once(store: SqlStore) -> None:
    assert do(store, lambda unit: unit.seen.claim_once("digest:2026-W10", NOW))
    assert not do(store, lambda unit: unit.seen.claim_once("digest:2026-W10", NOW + DAY))
    assert do(store, lambda unit: unit.seen.claim_once("digest:2026-W11", NOW))
    assert do(store, lambda unit: unit.seen.claimed_at("digest:2026-W10")) == NOW
    assert do(store, lambda unit: unit.seen.claimed_at("digest:2026-W12")) is None


def test_facts_are_kept(store: SqlStore) -> None:
    assert do(store, lambda unit: unit.facts.get("clock")) is None
    do(store, lambda unit: unit.facts.put("clock", "1"))
    do(store, lambda unit: unit.facts.put("clock", "2"))
    assert do(store, lambda unit: unit.facts.get("clock")) == "2"
    do(store, lambda unit: unit.facts.drop("clock"))
    do(store, lambda unit: unit.facts.drop("clock"))
    assert do(store, lambda unit: unit.facts.get("clock")) is None


def test_facts_are_found_by_how_their_names_begin(store: SqlStore) -> None:
    def put(unit: SqlUnit) -> None:
        for name in ("worker:a", "worker:b", "worker", "Worker:c", "my worker:d", "workers"):
            unit.facts.put(name, name.upper())

    do(store, put)
    found = do(store, lambda unit: unit.facts.starting("worker:"))
    assert found == {"worker:a": "WORKER:A", "worker:b": "WORKER:B"}
    assert do(store, lambda unit: unit.facts.starting("work_r")) == {}


# People and pairs ------------------------------------------------------------------------------------------------


def test_a_person_is_found_by_address(store: SqlStore) -> None:
    do(store, lambda unit: unit.people.put(AMA))
    assert do(store, lambda unit: unit.people.at(AMA.address)) == AMA
    assert do(store, lambda unit: unit.people.at(Address("slack", AMA.address.id))) is None


def test_a_person_changes_and_moves(store: SqlStore) -> None:
    do(store, lambda unit: unit.people.put(AMA))
    moved = replace(AMA, name="Ama B.", languages=("en",), zone="Asia/Tokyo", off=(), address=Address("slack", "U1"))
    do(store, lambda unit: unit.people.put(moved))
    assert do(store, lambda unit: unit.people.at(Address("slack", "U1"))) == moved
    assert do(store, lambda unit: unit.people.at(AMA.address)) is None


def test_an_address_belongs_to_one_person(store: SqlStore) -> None:
    do(store, lambda unit: unit.people.put(AMA))
    with pytest.raises(AddressTaken, match="local:AMA is the address of ama"):
        do(store, lambda unit: unit.people.put(replace(BO, address=AMA.address)))
    assert do(store, lambda unit: unit.people.at(AMA.address)) == AMA


def test_enrolling_stores_the_pair_and_its_people(store: SqlStore) -> None:
    assert do(store, enrol(wake=NOW))
    assert do(store, lambda unit: unit.people.of_pair("p1")) == {Role.MENTOR: AMA, Role.MENTEE: BO}
    assert do(store, lambda unit: unit.journeys.of("p1")) == journey()
    assert do(store, lambda unit: unit.journeys.lane("p1")) == lane("pair:p1")
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW
    assert do(store, lambda unit: unit.people.of_pair("p2")) == {}
    assert do(store, lambda unit: unit.journeys.lane("p2")) is None


def test_who_the_two_are_is_known_at_once_when_it_changes(store: SqlStore) -> None:
    def work(unit: SqlUnit) -> list[object]:
        said: list[object] = [unit.people.of_pair("p1")]
        enrol()(unit)
        said.append(unit.people.of_pair("p1"))
        unit.people.put(replace(AMA, name="Amina"))
        said.append(unit.people.of_pair("p1")[Role.MENTOR].name)
        unit.erasures.forget(BO, unit.people.memberships(BO.id))
        said.append(list(unit.people.of_pair("p1")))
        unit.erasures.forget_pair("p1")
        return [*said, unit.people.of_pair("p1")]

    assert do(store, work) == [{}, {Role.MENTOR: AMA, Role.MENTEE: BO}, "Amina", [Role.MENTOR], {}]


def test_pairs_are_named_together_however_many_they_are(store: SqlStore) -> None:
    turned = {Role.MENTOR: BO, Role.MENTEE: AMA}
    do(store, enrol())
    do(store, lambda unit: unit.journeys.enrol(journey("p2", BO, AMA), turned, None, None))
    found = do(store, lambda unit: unit.people.names(["p1", *(f"gone-{n}" for n in range(AT_ONCE)), "p2"]))
    assert {pair: list(people.items()) for pair, people in found.items()} == {
        "p1": [(AMA.id, AMA.name), (BO.id, BO.name)],
        "p2": [(BO.id, BO.name), (AMA.id, AMA.name)],
    }
    assert do(store, lambda unit: unit.people.names([])) == {}


def test_enrolling_again_changes_nothing(store: SqlStore) -> None:
    do(store, enrol(wake=NOW))
    other = {Role.MENTOR: replace(AMA, name="Somebody"), Role.MENTEE: person("cy")}
    assert not do(store, lambda unit: unit.journeys.enrol(journey(start=date(2027, 1, 4)), other, None, None))
    assert do(store, lambda unit: unit.people.of_pair("p1")) == {Role.MENTOR: AMA, Role.MENTEE: BO}
    assert do(store, lambda unit: unit.journeys.of("p1")) == journey()
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW


def test_memberships_are_those_that_last_oldest_first(store: SqlStore) -> None:
    do(store, enrol("p2", start=date(2026, 3, 9)))
    do(store, enrol("p3", start=date(2026, 3, 2)))
    do(store, enrol("p1", start=date(2026, 2, 2)))
    turned = {Role.MENTOR: BO, Role.MENTEE: AMA}
    do(store, lambda unit: unit.journeys.enrol(journey("p4", BO, AMA, date(2026, 3, 16)), turned, None, None))
    do(store, lambda unit: unit.journeys.save(replace(journey("p1"), ended=NOW), None))

    assert do(store, lambda unit: unit.people.memberships("ama")) == [
        Membership("p3", Role.MENTOR, "Bo", Track.MENTORING),
        Membership("p2", Role.MENTOR, "Bo", Track.MENTORING),
        Membership("p4", Role.MENTEE, "Bo", Track.MENTORING),
    ]
    assert do(store, lambda unit: unit.people.memberships("nobody")) == []
    every = do(store, lambda unit: unit.people.every_membership("ama"))
    assert [one.pair for one in every] == ["p1", "p3", "p2", "p4"]


def test_coordinators(store: SqlStore) -> None:
    home = lane("coordinator:cy", "a/workspace with a slash")
    do(store, lambda unit: unit.people.put_coordinator(person("cy"), lane("coordinator:old")))
    do(store, lambda unit: unit.people.put_coordinator(person("cy"), home))
    assert do(store, lambda unit: unit.people.coordinators()) == [(home, person("cy"))]


def test_a_shared_conversation_is_its_pairs(store: SqlStore) -> None:
    do(store, enrol())
    do(store, owe(owed(), owed("hello", "dm:ama")))
    assert do(store, lambda unit: unit.people.pairs_at("local", "C1")) == []
    for post in do(store, claim):
        conversation = "C1" if post.lane.place == "pair:p1" else "D1"
        do(store, settle([post], conversation))
    assert do(store, lambda unit: unit.people.pairs_at("local", "C1")) == ["p1"]
    assert do(store, lambda unit: unit.people.pairs_at("slack", "C1")) == []
    assert do(store, lambda unit: unit.people.pairs_at("local", "D1")) == []


def test_two_people_who_are_a_pair_again_share_their_conversation_with_the_new_one(store: SqlStore) -> None:
    do(store, enrol("p1", start=date(2025, 3, 3)))
    do(store, enrol("p0", start=date(2026, 3, 2)))
    do(store, owe(owed(place="pair:p1"), owed(place="pair:p0", pair="p0")))
    do(store, lambda unit: [unit.outbox.delivered(post, "worker", "C1", "m") for post in claim(unit)])
    assert do(store, lambda unit: unit.people.pairs_at("local", "C1")) == ["p0", "p1"]
    do(store, lambda unit: unit.journeys.save(replace(journey("p0"), ended=NOW), None))
    assert do(store, lambda unit: unit.people.pairs_at("local", "C1")) == ["p1", "p0"]


# Journeys --------------------------------------------------------------------------------------------------------


def test_a_journey_is_saved(store: SqlStore) -> None:
    do(store, enrol())
    later = replace(journey(), pause=Pause(NOW), done=(TimerId("start"),))
    do(store, lambda unit: unit.journeys.save(later, None))
    assert do(store, lambda unit: unit.journeys.of("p1")) == later
    assert do(store, lambda unit: unit.journeys.of("p2")) is None


def test_private_words_are_saved_alone(store: SqlStore) -> None:
    do(store, enrol(wake=NOW + DAY))
    said = replace(journey(), private={Role.MENTOR: {"notes": {"text": "mine"}}})
    do(store, lambda unit: unit.journeys.save_private(said))

    def read(unit: SqlUnit) -> tuple[object, bool]:
        found = unit.journeys.of("p1")
        assert found is not None
        return plain_slots(found.private[Role.MENTOR]), same_but_private(journey(), found)

    assert do(store, read) == ({"notes": {"text": "mine"}}, True)
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + DAY


def test_a_pair_that_was_never_enrolled_is_not_saved(store: SqlStore) -> None:
    with pytest.raises(LookupError, match="there is no pair p1"):
        do(store, lambda unit: unit.journeys.save(journey(), NOW))
    said = replace(journey(), private={Role.MENTOR: {"notes": {}}})
    with pytest.raises(LookupError, match="there is no pair p1"):
        do(store, lambda unit: unit.journeys.save_private(said))
    assert do(store, lambda unit: unit.outbox.next_due()) is None


def test_journeys_come_all_whatever_their_number(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.repositories.journeys.BATCH", 3)
    pairs = [f"p{number}" for number in range(8)]
    do(store, lambda unit: [enrol(pair)(unit) for pair in pairs])
    do(store, lambda unit: unit.journeys.save(replace(journey("p3"), ended=NOW), None))
    assert do(store, lambda unit: [found.pair for found in unit.journeys.all()]) == pairs


def test_contacts_are_counted_a_person_a_day_apart_from_the_pair_itself(store: SqlStore) -> None:
    day = NOW.date()
    do(store, lambda unit: unit.seen.contact("ama", day, "p1", 1))
    do(store, lambda unit: unit.seen.contact("ama", day, "p1", 2))
    do(store, lambda unit: unit.seen.contact("ama", day, "p2", 3))
    do(store, lambda unit: unit.seen.contact("ama", day + DAY, "p2", 9))
    do(store, lambda unit: unit.seen.contact("bo", day, "p2", 9))
    assert do(store, lambda unit: [unit.seen.contacted("ama", day, apart) for apart in ("p1", "p2", "p3")]) == [3, 2, 5]
    assert do(store, lambda unit: unit.seen.contacted("cy", day, "")) == 0


# Wake-ups --------------------------------------------------------------------------------------------------------


def wakes(unit: SqlUnit, at: datetime = NOW, limit: int = 20, owner: str = "worker") -> list[Wake]:
    return list(unit.outbox.claim_wakes(at, limit, owner, MINUTE))


def test_a_pair_has_one_wake_up_or_none(store: SqlStore) -> None:
    do(store, enrol(wake=NOW))
    do(store, lambda unit: unit.journeys.save(journey(), NOW + DAY))
    assert do(store, wakes) == []
    assert do(store, lambda unit: wakes(unit, NOW + DAY)) == [Wake("p1", NOW + DAY)]
    do(store, lambda unit: unit.journeys.save(journey(), None))
    assert do(store, lambda unit: wakes(unit, NOW + 9 * DAY)) == []
    assert do(store, lambda unit: unit.outbox.next_due()) is None


def test_wake_ups_come_by_their_time_and_are_leased(store: SqlStore) -> None:
    do(store, lambda unit: [enrol(f"p{n}", wake=NOW - n * SECOND)(unit) for n in range(4)])
    assert do(store, lambda unit: wakes(unit, limit=3)) == [Wake(f"p{n}", NOW - n * SECOND) for n in (3, 2, 1)]
    assert do(store, lambda unit: wakes(unit, owner="other")) == [Wake("p0", NOW)]
    assert do(store, lambda unit: wakes(unit, NOW + MINUTE - SECOND)) == []
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + MINUTE


def test_a_wake_up_whose_worker_died_comes_again_with_its_own_time(store: SqlStore) -> None:
    do(store, enrol(wake=NOW))
    do(store, wakes)
    assert do(store, lambda unit: wakes(unit, NOW + MINUTE, owner="other")) == [Wake("p1", NOW)]


def test_saving_answers_a_wake_up(store: SqlStore) -> None:
    do(store, enrol(wake=NOW))
    do(store, wakes)
    do(store, lambda unit: unit.journeys.save(journey(), NOW + SECOND))
    assert do(store, lambda unit: wakes(unit, NOW + SECOND, owner="other")) == [Wake("p1", NOW + SECOND)]


def test_a_release_gives_wake_ups_and_posts_back(store: SqlStore) -> None:
    do(store, enrol(wake=NOW))
    do(store, owe(owed("one", due=NOW), owed("two", "dm:ama")))
    do(store, wakes)
    first = do(store, claim)
    assert do(store, lambda unit: unit.outbox.release("somebody")) == 0
    assert do(store, lambda unit: unit.outbox.release("worker")) == 3
    assert do(store, wakes) == [Wake("p1", NOW)]
    assert sorted(do(store, claim), key=keyed) == sorted(first, key=keyed)


def keyed(post: object) -> str:
    return str(getattr(post, "key", ""))


# Posts -----------------------------------------------------------------------------------------------------------


def test_a_post_comes_back_as_it_was_owed(store: SqlStore) -> None:
    post = owed(due=NOW)
    do(store, owe(post))
    (claimed,) = do(store, claim)
    assert claimed.id > 0
    assert replace(claimed, id=0, tried=None) == post


def test_nothing_is_owed(store: SqlStore) -> None:
    do(store, owe())
    assert do(store, claim) == []


def test_a_post_waits_for_its_time(store: SqlStore) -> None:
    do(store, owe(owed(due=NOW + MINUTE)))
    assert do(store, lambda unit: claim(unit, NOW + MINUTE - SECOND)) == []
    assert len(do(store, lambda unit: claim(unit, NOW + MINUTE))) == 1


def test_ids_rise_and_are_never_given_twice(store: SqlStore) -> None:
    seen = []
    for number in range(3):
        do(store, owe(owed(f"k{number}")))
        (post,) = do(store, claim)
        seen.append(post.id)
        do(store, settle([post]))
    assert seen == sorted(set(seen))


def test_a_lane_goes_one_by_one_in_order(store: SqlStore) -> None:
    do(store, owe(owed("one"), owed("two"), owed("three"), owed("else", "dm:ama")))
    order = []
    while posts := do(store, claim):
        assert len({post.lane for post in posts}) == len(posts)
        assert do(store, claim) == []
        order += keys([post for post in posts if post.lane.place == "pair:p1"])
        do(store, settle(posts))
    assert order == ["one", "two", "three"]


def test_a_post_that_must_wait_holds_up_its_lane(store: SqlStore) -> None:
    do(store, owe(owed("one", due=NOW + MINUTE), owed("two")))
    assert do(store, claim) == []
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + MINUTE
    assert keys(do(store, lambda unit: claim(unit, NOW + MINUTE))) == ["one"]


def urgent(urgency: Urgency, key: str, place: str, due: datetime | None = None) -> OutboxMessage:
    return replace(owed(key, place, due=due), urgency=urgency)


def test_the_most_urgent_of_a_workspace_goes_first_however_late_it_comes(store: SqlStore) -> None:
    for urgency in reversed(Urgency):
        do(store, owe(*(urgent(urgency, f"{urgency.name}{n}", f"dm:{urgency.name}{n}") for n in range(2))))
    order = []
    while posts := do(store, lambda unit: claim(unit, limit=3)):
        order += keys(posts)
    assert order == [f"{urgency.name}{n}" for urgency in Urgency for n in range(2)]


def test_of_two_as_urgent_the_one_that_is_due_longer_goes_first(store: SqlStore) -> None:
    do(store, owe(urgent(Urgency.REST, "later", "dm:ama", NOW - SECOND), urgent(Urgency.REST, "before", "dm:bo")))
    assert keys(do(store, lambda unit: claim(unit, limit=1))) == ["before"]


def test_what_is_about_a_moment_overtakes_in_its_own_conversation(store: SqlStore) -> None:
    tomorrow = NOW + 24 * 60 * MINUTE
    do(store, owe(urgent(Urgency.REST, "letter", "dm:ama", tomorrow), urgent(Urgency.MOMENT, "held", "dm:ama")))
    assert do(store, lambda unit: unit.outbox.next_due()) != tomorrow
    posts = do(store, claim)
    assert keys(posts) == ["held"]
    do(store, owe(urgent(Urgency.MOMENT, "held again", "dm:ama")))
    assert do(store, claim) == [], "one at a time all the same"
    do(store, settle(posts))
    assert keys(do(store, claim)) == ["held again"]


def test_one_that_is_about_a_moment_waits_for_what_its_own_card_shows_before(store: SqlStore) -> None:
    do(store, owe(urgent(Urgency.REST, "agenda", "pair:p1"), urgent(Urgency.MOMENT, "agenda", "pair:p1")))
    posts = do(store, claim)
    assert [post.urgency for post in posts] == [Urgency.REST]
    do(store, settle(posts))
    assert [post.urgency for post in do(store, claim)] == [Urgency.MOMENT]


@pytest.mark.parametrize("urgency", [one for one in Urgency if one is not Urgency.MOMENT])
def test_nothing_else_overtakes_in_its_own_conversation(store: SqlStore, urgency: Urgency) -> None:
    do(store, owe(urgent(Urgency.REST, "welcome", "dm:ama"), urgent(urgency, "prep", "dm:ama")))
    assert keys(do(store, claim)) == ["welcome"]


def test_a_delivered_post_is_a_card_that_the_next_one_updates(store: SqlStore) -> None:
    do(store, owe(owed(), owed(), owed("other"), owed(place="dm:ama")))
    first, private = do(store, claim)
    assert (first.card, first.conversation) == ("", "")
    do(
        store,
        lambda unit: [
            unit.outbox.delivered(first, "worker", "C1", "m1"),
            unit.outbox.delivered(private, "worker", "D1", "m9"),
        ],
    )
    (second,) = do(store, claim)
    assert (second.card, second.conversation) == ("m1", "C1")
    do(store, lambda unit: unit.outbox.delivered(second, "worker", "C1", "m1"))
    (other,) = do(store, claim)
    assert (other.key, other.card, other.conversation) == ("other", "", "C1")


def test_a_lease_is_its_owners(store: SqlStore) -> None:
    do(store, owe(owed()))
    (post,) = do(store, claim)
    assert not do(store, lambda unit: unit.outbox.delivered(post, "other", "C1", "m1"))
    assert not do(store, lambda unit: unit.outbox.reschedule(post, "other", NOW + DAY, doubtful=False))
    assert not do(store, lambda unit: unit.dead_letters.put(post, "other", FAULTY, NOW))
    assert do(store, lambda unit: unit.dead_letters.all()) == []
    assert do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "m1"))
    assert not do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "m1"))


def test_a_lapsed_lease_is_another_workers_and_in_doubt(store: SqlStore) -> None:
    do(store, owe(owed(), owed()))
    (post,) = do(store, claim)
    (again,) = do(store, lambda unit: claim(unit, NOW + MINUTE, owner="other"))
    assert again == replace(post, lapses=1, doubtful=True)
    assert again.tried == NOW, "the first try, not this one"

    assert not do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "late"))
    assert not do(store, lambda unit: unit.outbox.reschedule(post, "worker", NOW, doubtful=False))
    assert not do(store, lambda unit: unit.dead_letters.put(post, "worker", FAULTY, NOW))
    assert do(store, lambda unit: claim(unit, NOW + MINUTE)) == []

    assert do(store, lambda unit: unit.outbox.delivered(again, "other", "C1", "m1"))
    (update,) = do(store, lambda unit: claim(unit, NOW + MINUTE))
    assert (update.card, update.attempts, update.doubtful) == ("m1", 0, False)


def test_a_late_answer_counts_while_nobody_else_took_the_post(store: SqlStore) -> None:
    do(store, owe(owed()))
    (post,) = do(store, claim)
    assert do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "m1"))


def test_a_post_is_put_off(store: SqlStore) -> None:
    do(store, owe(owed("one"), owed("two")))
    (post,) = do(store, claim)
    assert do(store, lambda unit: unit.outbox.reschedule(post, "worker", NOW + SECOND, doubtful=True))
    assert do(store, claim) == []
    (again,) = do(store, lambda unit: claim(unit, NOW + SECOND))
    assert again == replace(post, attempts=1, doubtful=True)
    do(store, lambda unit: unit.outbox.reschedule(again, "worker", NOW + 2 * SECOND, doubtful=False, count=False))
    (again,) = do(store, lambda unit: claim(unit, NOW + 2 * SECOND))
    assert again == replace(post, attempts=1)


def test_a_buried_post_lets_its_lane_go_on(store: SqlStore) -> None:
    do(store, owe(owed("poison"), owed("two")))
    (post,) = do(store, claim)
    assert do(store, lambda unit: unit.dead_letters.put(post, "worker", FAULTY, NOW + SECOND))
    assert do(store, lambda unit: unit.dead_letters.all()) == [
        DeadLetter(post.id, "p1", "poison", str(post.lane), Reason.FAULTY, "too long", NOW + SECOND, NOW)
    ]
    assert keys(do(store, claim)) == ["two"]


def test_a_revived_post_comes_first_in_its_lane(store: SqlStore) -> None:
    do(store, owe(owed("poison"), owed("two"), owed("three")))
    (post,) = do(store, claim)
    do(store, lambda unit: unit.dead_letters.put(post, "worker", FAULTY, NOW))
    (two,) = do(store, claim)
    assert do(store, lambda unit: unit.dead_letters.revive(post.id, NOW))
    assert not do(store, lambda unit: unit.dead_letters.revive(post.id, NOW))
    assert do(store, lambda unit: unit.dead_letters.all()) == []
    assert do(store, claim) == []  # two is under way
    do(store, lambda unit: unit.outbox.delivered(two, "worker", "C1", "m2"))
    (revived,) = do(store, claim)
    assert (revived.key, revived.attempts, revived.conversation) == ("poison", 0, "C1")


def test_a_revived_post_does_not_undo_a_newer_one(store: SqlStore) -> None:
    do(store, owe(owed(), owed(), owed("next")))
    (old,) = do(store, claim)
    do(store, lambda unit: unit.dead_letters.put(old, "worker", FAULTY, NOW))
    (new,) = do(store, claim)
    do(store, lambda unit: unit.outbox.delivered(new, "worker", "C1", "m1"))
    do(store, lambda unit: unit.dead_letters.revive(old.id, NOW))
    assert keys(do(store, claim)) == ["next"]


def test_only_the_dead_are_revived(store: SqlStore) -> None:
    do(store, owe(owed()))
    (post,) = do(store, claim)
    assert not do(store, lambda unit: unit.dead_letters.revive(post.id, NOW))
    assert not do(store, lambda unit: unit.dead_letters.revive(post.id + 1, NOW))


def test_a_refresh_of_a_card_that_is_not_there_is_dropped(store: SqlStore) -> None:
    do(store, owe(owed("gone", refresh=True), owed("gone", refresh=True), owed("next")))
    assert keys(do(store, claim)) == ["next"]
    do(store, lambda unit: unit.outbox.release("worker"))
    assert keys(do(store, claim)) == ["next"]


def test_a_refresh_waits_for_the_post_that_creates_its_card(store: SqlStore) -> None:
    do(store, owe(owed(), owed(refresh=True)))
    (first,) = do(store, claim)
    assert not first.refresh
    do(store, lambda unit: unit.outbox.delivered(first, "worker", "C1", "m1"))
    (second,) = do(store, claim)
    assert (second.refresh, second.card) == (True, "m1")


def test_a_post_owed_in_place_of_one_that_was_claimed_keeps_its_message(store: SqlStore) -> None:
    do(store, owe(owed()))
    do(store, claim)
    do(store, owe(replace(owed(), message=message("news"))))
    do(store, lambda unit: unit.outbox.release("worker"))
    (post,) = do(store, claim)
    assert post.message == message("s1.agenda")


# Fairness and pace -----------------------------------------------------------------------------------------------


def test_a_limit_is_kept(store: SqlStore) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed(place=f"dm:{n}", workspace=f"w{n % 3}") for n in range(30)]))
    assert len(do(store, lambda unit: claim(unit, limit=7))) == 7
    assert len(do(store, lambda unit: claim(unit, limit=100))) == 23


def test_a_busy_workspace_does_not_keep_another_waiting(store: SqlStore) -> None:
    crowd = [owed(place=f"dm:{n}", workspace="big") for n in range(200)]
    do(store, owe(*crowd, owed("small", workspace="small"), owed("tiny", workspace="tiny")))
    claimed = do(store, lambda unit: claim(unit, limit=10))
    assert len(claimed) == 10
    assert {"small", "tiny"} < set(keys(claimed))


def test_scopes_take_turns_when_there_are_more_than_can_be_served(store: SqlStore) -> None:
    many = [owed(place=f"dm:{n}", workspace=f"w{n % 5}") for n in range(50)]
    do(store, lambda unit: unit.outbox.enqueue(many))
    served = [post.lane.workspace for _ in range(5) for post in do(store, lambda unit: claim(unit, limit=2))]
    assert sorted(served) == sorted([f"w{n}" for n in range(5)] * 2)


def test_a_held_scope_waits_and_others_do_not(store: SqlStore) -> None:
    do(store, owe(owed("here"), owed("there", "dm:bo", "away")))
    do(store, lambda unit: unit.outbox.throttle("local/home", NOW + MINUTE))
    do(store, lambda unit: unit.outbox.throttle("local/home", NOW + SECOND))  # does not shorten
    (there,) = do(store, claim)
    assert there.key == "there"
    do(store, lambda unit: unit.outbox.delivered(there, "worker", "D1", "m"))
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + MINUTE
    assert do(store, lambda unit: claim(unit, NOW + SECOND)) == []
    assert keys(do(store, lambda unit: claim(unit, NOW + MINUTE))) == ["here"]


def test_a_held_lane_waits_and_others_do_not(store: SqlStore) -> None:
    do(store, owe(owed("one"), owed("two", "dm:bo")))
    do(store, lambda unit: unit.outbox.throttle(str(lane()), NOW + MINUTE))
    (two,) = do(store, claim)
    assert two.key == "two"
    do(store, lambda unit: unit.outbox.delivered(two, "worker", "D1", "m"))
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + MINUTE
    assert keys(do(store, lambda unit: claim(unit, NOW + MINUTE))) == ["one"]


def test_what_is_due_is_owed_until_it_is_settled(store: SqlStore) -> None:
    """On its way, held back by the platform, to be tried again: due, whenever the next try is. What waits behind a post that
    is not due yet is not."""

    def owes(at: datetime = NOW) -> bool:
        return do(store, lambda unit: unit.outbox.owes(at))

    assert not owes()
    do(store, enrol(wake=NOW - MINUTE))
    assert not owes(), "a wake-up is owed to nobody"
    do(store, owe(owed("later", due=NOW + DAY), owed("behind")))
    assert not owes()
    do(store, owe(owed("here", "dm:bo")))
    assert owes()
    (post,) = do(store, claim)
    assert owes(), "under a lease"
    do(store, lambda unit: unit.outbox.reschedule(post, "worker", NOW + MINUTE, doubtful=True))
    do(store, lambda unit: unit.outbox.throttle(str(lane("dm:bo")), NOW + 5 * MINUTE))
    assert owes(), "to be tried again, and held back"
    (post,) = do(store, lambda unit: claim(unit, NOW + 5 * MINUTE))
    do(store, lambda unit: unit.outbox.delivered(post, "worker", "D1", "m"))
    assert not owes()
    assert owes(NOW + DAY)


# What is next ----------------------------------------------------------------------------------------------------


def test_next_is_the_earliest_of_all(store: SqlStore) -> None:
    assert do(store, lambda unit: unit.outbox.next_due()) is None
    do(store, enrol(wake=NOW + 3 * MINUTE))
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + 3 * MINUTE
    do(store, owe(owed(due=NOW + 2 * MINUTE), owed("x", "dm:bo", "away", due=NOW + MINUTE)))
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + MINUTE


def test_what_is_due_at_once_is_next_already(store: SqlStore) -> None:
    do(store, owe(owed()))
    due = do(store, lambda unit: unit.outbox.next_due())
    assert due is not None
    assert due <= NOW - timedelta(days=365)


def test_the_end_of_a_lease_is_next(store: SqlStore) -> None:
    do(store, owe(owed("one"), owed("two")))
    do(store, claim)
    assert do(store, lambda unit: unit.outbox.next_due()) == NOW + MINUTE


def test_what_is_buried_is_never_next(store: SqlStore) -> None:
    do(store, owe(owed()))
    (post,) = do(store, claim)
    do(store, lambda unit: unit.dead_letters.put(post, "worker", FAULTY, NOW))
    assert do(store, lambda unit: unit.outbox.next_due()) is None


def test_what_is_kept_for_a_while_is_forgotten_and_the_rest_is_not(store: SqlStore) -> None:
    def work(unit: SqlUnit) -> int:
        enrol(wake=NOW)(unit)
        unit.seen.mark("old", "p1", NOW - 3 * DAY)
        unit.seen.mark("new", "p1", NOW)
        unit.seen.claim_once("old", NOW - 3 * DAY)
        unit.seen.contact("ama", date(2020, 1, 1), "p1", 2)
        return unit.seen.forget(NOW - DAY)

    assert do(store, work) == 3
    assert do(store, lambda unit: (unit.seen.mark("old", "p1", NOW), unit.seen.mark("new", "p1", NOW))) == (True, False)
    assert do(store, lambda unit: unit.journeys.of("p1")) is not None


def test_a_coordinator_who_is_dismissed_reads_no_more(store: SqlStore) -> None:
    def work(unit: SqlUnit) -> int:
        unit.people.put_coordinator(AMA, lane("coordinator:ama"))
        unit.people.put_coordinator(BO, lane("coordinator:bo"))
        unit.people.dismiss_coordinator(AMA.id)
        return len(unit.people.coordinators())

    assert do(store, work) == 1
    assert do(store, lambda unit: unit.people.at(AMA.address)) == AMA


def test_whether_a_post_may_go_twice_is_kept(store: SqlStore) -> None:
    do(store, owe(replace(owed("a", "pair:1"), resend_if_uncertain=False), owed("b", "pair:2")))
    assert sorted((post.key, post.resend_if_uncertain) for post in do(store, claim)) == [("a", False), ("b", True)]
