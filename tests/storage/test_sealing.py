"""What people say is sealed at rest; without the key the facts go on, and nothing unopened is ever written over."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.engine.flows.evaluation.state import ANSWERS, Answers, answers_of, with_answers
from bot.engine.flows.prep.state import TICKS, ticked
from bot.engine.ids import TimerId
from bot.engine.journey import SHARED, Journey
from bot.engine.messages import Message
from bot.engine.messages import text as said
from bot.engine.people import Role
from bot.engine.state import Unreadable, lending
from bot.ports import KeyLost, LocalDelivery, Reason, WordSeal
from storage.database.schema import engine
from storage.database.urls import database
from storage.outbox.unopened import EVERY
from storage.repositories.mailbox import SqlMailbox
from storage.seal import AesSeal
from storage.sealed import SEALED
from storage.store import SqlStore, open_store
from tests.seals import ANOTHER, KEY, SEAL, WRONG
from tests.storage.values import AMA, BO, DAY, MINUTE, NOW, claim, do, enrol, journey, keys, lane, owed

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE
MARK = "zaubermarke"
PEOPLE = {MENTOR: AMA, MENTEE: BO}
LENT = lending((ANSWERS, TICKS))


def filled() -> Journey:
    """Both have said something, each for themselves, and there is something of both."""
    both = replace(journey(), words_shared={"unknown": MARK}).lending(LENT)
    for role in Role:
        both = with_answers(both, 1, role, Answers({"useful": ("4",)}, f"{MARK} {role}"))
    return both


def line(found: Journey | None, role: Role) -> str:
    assert found is not None
    return answers_of(found.lending(LENT), 1, role).line


@contextmanager
def opened(url: str, seal: WordSeal) -> Iterator[SqlStore]:
    store = open_store(url, seal=seal)
    try:
        yield store
    finally:
        asyncio.run(store.close())


def rows(url: str, table: str) -> list[tuple[object, ...]]:
    with engine(database(url)).connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def words(url: str) -> tuple[bytes | None, ...]:
    with engine(database(url)).connect() as connection:
        found = connection.execute(text("SELECT words, mentor_words, mentee_words FROM pair")).one()
        return tuple(None if one is None else bytes(one) for one in found)


def put(url: str, sql: str) -> None:
    with engine(database(url)).connect() as connection:
        connection.execute(text(sql))
        connection.commit()


def with_words(url: str) -> None:
    with opened(url, SEAL) as store:
        assert do(store, lambda unit: unit.journeys.enrol(filled(), PEOPLE, lane(), None))


class Counting:
    """A seal that counts what it opens."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def close(self, words: bytes, where: str) -> bytes:
        return SEAL.close(words, where)

    def open(self, sealed: bytes, where: str) -> bytes:
        self.opened.append(where)
        return SEAL.open(sealed, where)


# At rest -----------------------------------------------------------------------------------------------------------


def test_no_word_can_be_read_in_any_table(url: str) -> None:
    with_words(url)
    post = replace(owed(), message=Message((said("a-sentence", about=MARK),)))
    with opened(url, SEAL) as store:
        do(store, lambda unit: unit.outbox.enqueue([post]))
        asyncio.run(SqlMailbox(store).put(LocalDelivery(1, "C1", "", "s1.date", "p1", {"text": MARK}), NOW))
        assert line(do(store, lambda unit: unit.journeys.of("p1")), MENTEE) == f"{MARK} mentee"
        assert do(store, claim)[0].message == post.message
    for table in ("pair", "due", "local_card"):
        stored = rows(url, table)
        assert stored
        assert MARK not in str(stored)
        assert MARK.encode() not in b"".join(
            bytes(v) for row in stored for v in row if isinstance(v, bytes | memoryview)
        )


def test_what_is_empty_is_not_there(url: str) -> None:
    with opened(url, SEAL) as store:
        do(store, enrol())
        assert words(url) == (None, None, None)
        found = do(store, lambda unit: unit.journeys.of("p1"))
        assert found is not None
        assert not found.unreadable


def test_every_sealed_column_is_bound_to_its_place() -> None:
    assert {column.name for column in SEALED} == {
        "pair.words",
        "pair.mentor_words",
        "pair.mentee_words",
        "due.message",
        "local_card.content",
        "open_box.content",
        "inquiry.content",
        "announcement.text",
    }
    assert len({column.where("p1", "k", "lane") for column in SEALED}) == len(SEALED)


@pytest.mark.parametrize("swap", ["mentor_words = mentee_words", "mentor_words = words"])
def test_the_words_of_one_do_not_open_as_another_s(url: str, swap: str) -> None:
    with_words(url)
    put(url, f"UPDATE pair SET {swap}")
    with opened(url, SEAL) as store:
        found = do(store, lambda unit: unit.journeys.of("p1"))
    assert found is not None
    assert set(found.unreadable) == {MENTOR}
    assert line(found, MENTOR) == ""
    assert line(found, MENTEE) == f"{MARK} mentee"


def test_a_message_does_not_open_in_another_conversation(url: str) -> None:
    with opened(url, SEAL) as store:
        do(store, lambda unit: unit.outbox.enqueue([owed("private", "dm:ama"), owed("shared")]))
        put(url, "UPDATE due SET message = (SELECT message FROM due WHERE key = 'private') WHERE key = 'shared'")
        assert keys(do(store, claim)) == ["private"]
        (held,) = do(store, lambda unit: unit.dead_letters.all())
        assert (held.key, held.reason) == ("shared", Reason.SEALED)


# Opened when it is read, written if it has changed -------------------------------------------------------------------


def test_nothing_is_opened_that_nobody_reads(url: str) -> None:
    with_words(url)
    seal = Counting()
    with opened(url, seal) as store:
        later = TimerId("start")

        def work(found: Journey | None) -> Journey:
            assert found is not None
            return replace(found, done=(later,))

        do(store, lambda unit: unit.journeys.save(work(unit.journeys.of("p1")), None))
        do(store, lambda unit: [one.stage(NOW) for one in unit.journeys.all()])
        assert seal.opened == []
        found = do(store, lambda unit: unit.journeys.of("p1"))
        assert found is not None
        assert found.done == (later,)
        assert [line(found, MENTEE), line(found, MENTEE)] == [f"{MARK} mentee"] * 2
        assert seal.opened == ["pair.mentee_words|p1"]


def test_a_column_is_written_only_if_it_has_changed(url: str) -> None:
    with_words(url)
    before = words(url)
    with opened(url, SEAL) as store:
        do(store, lambda unit: unit.journeys.save(with_mentor_saying("new", unit.journeys.of("p1")), NOW))
        after = words(url)
        assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]
        found = do(store, lambda unit: unit.journeys.of("p1"))
        assert [line(found, role) for role in Role] == ["new", f"{MARK} mentee"]


def with_mentor_saying(words: str, found: Journey | None) -> Journey:
    assert found is not None
    return with_answers(found.lending(LENT), 1, MENTOR, Answers(line=words))


@pytest.mark.parametrize("which", itertools.product((False, True), repeat=3))
def test_any_of_the_columns_may_change_together(url: str, which: tuple[bool, bool, bool]) -> None:
    with_words(url)
    before = words(url)

    def changed(found: Journey | None) -> Journey:
        assert found is not None
        found = found.lending(LENT)
        if which[0]:
            found = replace(found, words_shared={**found.words_shared, "unknown": "new"})
        for role in [role for role, wanted in zip(Role, which[1:], strict=True) if wanted]:
            found = with_answers(found, 1, role, Answers(line="new"))
        return found

    with opened(url, SEAL) as store:
        do(store, lambda unit: unit.journeys.save(changed(unit.journeys.of("p1")), None))
    assert tuple(one != other for one, other in zip(before, words(url), strict=True)) == which


def test_what_was_read_earlier_is_written_as_it_was_then(url: str) -> None:
    """As it always was: who saves a journey without holding it saves all of it."""
    with_words(url)
    with opened(url, SEAL) as store:
        early = do(store, lambda unit: unit.journeys.of("p1"))
        assert early is not None
        do(store, lambda unit: unit.journeys.save(with_mentor_saying("new", unit.journeys.of("p1")), None))
        do(store, lambda unit: unit.journeys.save(early, None))
        assert line(do(store, lambda unit: unit.journeys.of("p1")), MENTOR) == f"{MARK} mentor"


# A key that is not there ---------------------------------------------------------------------------------------------


def test_without_the_key_facts_go_on_and_words_stay_as_they_are(url: str) -> None:
    with_words(url)
    before = words(url)
    with opened(url, WRONG) as store:
        found = do(store, lambda unit: unit.journeys.of("p1"))
        assert found is not None
        assert set(found.unreadable) == {SHARED, *Role}
        assert [line(found, role) for role in Role] == ["", ""]
        assert found.members[MENTOR].name == "Ama"
        for role in Role:
            with pytest.raises(Unreadable):
                with_answers(found.lending(LENT), 1, role, Answers(line="over it"))

        def go_on(found: Journey | None) -> Journey:
            assert found is not None
            assert answers_of(found.lending(LENT), 1, MENTOR).line == ""  # it was tried, and failed
            return replace(found, done=(TimerId("start"),))

        do(store, lambda unit: unit.journeys.save(go_on(unit.journeys.of("p1")), NOW))
        with pytest.raises(KeyLost):  # of another transaction: nobody can say that it is what stands there
            do(store, lambda unit: unit.journeys.save(replace(found), None))
        assert len(do(store, lambda unit: list(unit.journeys.all()))) == 1
    assert words(url) == before
    with opened(url, AesSeal([ANOTHER, KEY])) as store:
        back = do(store, lambda unit: unit.journeys.of("p1"))
        assert back is not None
        assert back.done == (TimerId("start"),)
        assert not back.unreadable
        assert [line(back, role) for role in Role] == [f"{MARK} mentor", f"{MARK} mentee"]


def test_words_begun_with_a_wrong_key_leave_the_others_alone(url: str) -> None:
    with opened(url, SEAL) as store:
        one = with_answers(journey().lending(LENT), 1, MENTEE, Answers(line=MARK))
        do(store, lambda unit: unit.journeys.enrol(one, PEOPLE, lane(), None))
    with opened(url, WRONG) as store:
        do(store, lambda unit: unit.journeys.save(with_mentor_saying("since", unit.journeys.of("p1")), None))
    with opened(url, AesSeal([KEY, ANOTHER])) as store:
        found = do(store, lambda unit: unit.journeys.of("p1"))
        assert [line(found, role) for role in Role] == ["since", MARK]
        assert found is not None
        assert ticked(found.lending(LENT), 1, MENTEE) == ()


def test_a_queued_message_is_held_and_comes_back_with_the_key(url: str) -> None:
    with opened(url, SEAL) as store:
        do(store, lambda unit: unit.outbox.enqueue([owed("first"), owed("second"), owed("other", "dm:ama")]))
    before = {row[1:3]: row for row in messages(url)}
    with opened(url, WRONG) as store:
        do(store, lambda unit: unit.outbox.enqueue([owed("since")]))
        assert keys(do(store, claim)) == ["since"], "what cannot be opened stops nothing behind it"
        held = do(store, lambda unit: unit.dead_letters.all())
        assert {(one.key, one.reason, one.behind) for one in held} == {
            (key, Reason.SEALED, "") for key in ("first", "second", "other")
        }
        assert all("key" in one.detail for one in held)
        do(store, lambda unit: unit.outbox.release("worker"))
        assert keys(do(store, lambda unit: claim(unit, NOW + EVERY))) == ["since"]
        do(store, lambda unit: unit.outbox.release("worker"))
    assert {row[1:3]: row for row in messages(url) if row[1:3] in before} == before
    with opened(url, AesSeal([KEY, ANOTHER])) as store:
        posts = [claim_one(store) for _ in range(4)]
        assert sorted(posts) == ["first", "other", "second", "since"]
        assert posts.index("first") < posts.index("second") < posts.index("since")
        assert do(store, lambda unit: unit.dead_letters.all()) == []


def messages(url: str) -> list[tuple[object, ...]]:
    with engine(database(url)).connect() as connection:
        found = connection.execute(text("SELECT message, pair, key FROM due WHERE kind = 'post'"))
        return [(bytes(message), pair, key) for message, pair, key in found]


def claim_one(store: SqlStore) -> str:
    (post,) = do(store, lambda unit: claim(unit, NOW + DAY, limit=1))
    do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "m"))
    return post.key


def test_a_process_looks_again_from_time_to_time(url: str) -> None:
    """Another one without the key may have set it aside meanwhile."""
    with opened(url, SEAL) as good, opened(url, WRONG) as bad:
        assert do(good, claim) == []
        do(good, lambda unit: unit.outbox.enqueue([owed()]))
        assert do(bad, claim) == []
        assert do(good, lambda unit: claim(unit, NOW + MINUTE)) == []
        assert keys(do(good, lambda unit: claim(unit, NOW + EVERY))) == ["s1.agenda"]


def test_what_was_held_for_too_long_is_left_to_the_operator(url: str) -> None:
    with opened(url, SEAL) as store:
        do(store, lambda unit: unit.outbox.enqueue([owed()]))
    with opened(url, WRONG) as store:
        assert do(store, claim) == []
    with opened(url, SEAL) as store:
        late = NOW + timedelta(days=15)
        assert do(store, lambda unit: claim(unit, late)) == []
        (held,) = do(store, lambda unit: unit.dead_letters.all())
        assert do(store, lambda unit: unit.dead_letters.revive(held.id, late))
        assert keys(do(store, lambda unit: claim(unit, late))) == ["s1.agenda"]


def test_a_card_of_the_local_page_stays_and_what_is_new_comes_after_it(url: str) -> None:
    with opened(url, SEAL) as store:
        old = asyncio.run(SqlMailbox(store).put(LocalDelivery(1, "C1", "", "s1.date", "p1", {"text": "old"}), NOW))
    with opened(url, WRONG) as store:
        box = SqlMailbox(store)
        new = asyncio.run(box.put(LocalDelivery(2, "C1", old, "s1.date", "p1", {"text": "new"}), NOW))
        assert new != old
        cards = asyncio.run(box.since(0))
        assert [(card.id, card.readable, card.content) for card in cards] == [
            (old, False, {}),
            (new, True, {"text": "new"}),
        ]
    with opened(url, AesSeal([KEY, ANOTHER])) as store:
        cards = asyncio.run(SqlMailbox(store).since(0))
        assert [(card.id, card.content) for card in cards] == [(old, {"text": "old"}), (new, {"text": "new"})]
