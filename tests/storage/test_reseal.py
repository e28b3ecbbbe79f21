"""Everything is sealed anew with the first key: whatever is written meanwhile, wherever it was interrupted, however often."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import msgspec
import psycopg
import pytest

from bot.engine.flows.evaluation.state import ANSWERS, AllAnswers, Answers
from bot.engine.people import Role
from bot.ports import Installation, LinkedCalendar, LocalDelivery, Reason, Refused
from storage import probe
from storage.repositories.installations import SqlInstallations
from storage.repositories.mailbox import SqlMailbox
from storage.reseal import BATCH, COLUMNS, Resealing, Tally
from storage.seal import AesSeal, FernetSeal
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.marked.places import sealed_values
from tests.seals import ANOTHER, KEY
from tests.storage.values import NOW, claim, do, enrol, owed

OLD, NEW, LOST = KEY, ANOTHER, "Ym9keSBoYXMgdGhpcyBrZXksIG5vdCBldmVuIHVzLiE="
LENT = frozenset((role, ANSWERS.name) for role in Role)


class _Opened:
    """Opens stores on one database, each with keys of its own, as processes would."""

    def __init__(self, url: str, stores: list[SqlStore]) -> None:
        self.url, self._stores = url, stores

    def __call__(self, *keys: str) -> SqlStore:
        self._stores.append(open_store(self.url, seal=AesSeal(keys)))
        return self._stores[-1]

    def reseal(self, *keys: str) -> Tally:
        return asyncio.run(Resealing(self(*keys), keys).run())

    def count(self, *keys: str) -> Tally:
        return asyncio.run(Resealing(self(*keys), keys).count())

    def stored(self) -> Counter[tuple[str, bytes | str]]:
        return Counter((name, value) for name, value, _ in sealed_values(self.url))


@pytest.fixture
def stores(url: str) -> Iterator[list[SqlStore]]:
    """Closed at the end."""
    opened: list[SqlStore] = []
    yield opened
    for store in opened:
        asyncio.run(store.close())


@pytest.fixture
def with_keys(url: str, stores: list[SqlStore]) -> _Opened:
    return _Opened(url, stores)


def filled(store: SqlStore, key: str) -> None:
    """Something in every column that is sealed, a message that was set aside among it."""
    do(store, lambda unit: probe.matches(unit.facts, AesSeal([key])))
    do(store, enrol())

    def words(unit: SqlUnit) -> None:
        journey = unit.journeys.of("p1")
        assert journey is not None
        journey = journey.lending(LENT)
        for role in Role:
            journey = journey.keeping_own(ANSWERS, role, AllAnswers({1: Answers(line=f"the {role}'s")}))
        unit.journeys.save(replace(journey, words_shared={"unknown": {"text": "ours"}}), None)
        unit.outbox.enqueue([owed(), owed("s2.agenda")])
        unit.calendars.link(LinkedCalendar("ama", "ics", FernetSeal([key]).close("https://x/private"), "x", NOW))

    do(store, words)
    first = do(store, claim)[0]
    do(store, lambda unit: unit.dead_letters.put(first, "worker", Refused(Reason.TRIED, "too often"), NOW))
    asyncio.run(SqlMailbox(store).put(LocalDelivery(7, "pair:p1", "", "k", "p1", {"text": "shown"}), NOW))
    one = Installation("T1", "A1", "U1", "xoxb-token", (), NOW, "xoxe-1-refresh", NOW)
    asyncio.run(SqlInstallations(store, "slack", [key]).put(one))
    asyncio.run(SqlInstallations(store, "slack", [key]).put(replace(one, workspace="T2")))


def test_every_sealed_column_is_walked(with_keys: _Opened) -> None:
    filled(with_keys(OLD), OLD)
    before = with_keys.count(NEW, OLD)
    assert set(before.older) >= {
        "pair.words", "pair.mentor_words", "pair.mentee_words", "due.message", "local_card.content", "calendar.sealed",
        "installation.token", "installation.refresh",
    }  # fmt: skip
    assert set(before.older) <= {column.name for column in COLUMNS}
    assert not before.current
    assert not before.done


def test_afterwards_the_new_key_is_enough(with_keys: _Opened) -> None:
    filled(with_keys(OLD), OLD)
    before = with_keys.count(NEW, OLD).older
    after = with_keys.reseal(NEW, OLD)
    assert after.done
    assert after.current == before
    assert with_keys.count(NEW).done
    store = with_keys(NEW)
    journey = do(store, lambda unit: unit.journeys.of("p1"))
    assert journey is not None
    journey = journey.lending(LENT)
    assert [journey.own_of(ANSWERS, role).by_seance[1].line for role in Role] == ["the mentor's", "the mentee's"]
    assert msgspec.json.encode(journey.words_shared["unknown"]) == b'{"text":"ours"}'
    (shown,) = asyncio.run(SqlMailbox(store).since(0))
    assert shown.content == {"text": "shown"}
    assert [one.token for one in asyncio.run(SqlInstallations(store, "slack", [NEW]).every())] == ["xoxb-token"] * 2
    assert with_keys.count(OLD).unopened == before, "and the old one opens nothing any more"
    assert do(store, lambda unit: probe.matches(unit.facts, AesSeal([NEW])))


def test_twice_changes_nothing_more(with_keys: _Opened) -> None:
    filled(with_keys(OLD), OLD)
    first = with_keys.reseal(NEW, OLD)
    stored = with_keys.stored()
    assert with_keys.reseal(NEW, OLD) == first
    assert with_keys.stored() == stored


def test_one_that_was_interrupted_goes_on_where_it_was(with_keys: _Opened) -> None:
    many = 2 * BATCH + 50
    store = with_keys(OLD)
    do(store, enrol())
    do(store, lambda unit: unit.outbox.enqueue([owed(f"k{nth}") for nth in range(many)]))

    def interrupt(what: str, seen: int, of: int) -> None:
        assert (what, of) == ("sealed values looked at", many)
        if seen >= BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(Resealing(with_keys(NEW, OLD), (NEW, OLD), interrupt).run())
    halfway = with_keys.count(NEW, OLD)
    assert (halfway.current.total(), halfway.older.total()) == (BATCH, many - BATCH)
    assert with_keys.reseal(NEW, OLD).current.total() == many


def test_what_no_key_opens_is_left_as_it_is_and_told(with_keys: _Opened) -> None:
    filled(with_keys(LOST), LOST)
    lost = with_keys.stored()
    do(with_keys(OLD), lambda unit: unit.outbox.enqueue([owed("s3.agenda")]))
    found = with_keys.reseal(NEW, OLD)
    assert found.unopened.total() == lost.total()
    assert found.current == {"due.message": 1}
    assert not found.older
    assert not found.done
    assert lost - with_keys.stored() == Counter(), "not a byte of it was written"
    assert with_keys.reseal(NEW, OLD, LOST).done


def test_a_process_that_does_not_know_the_new_key_yet_is_noticed(with_keys: _Opened) -> None:
    late = with_keys(OLD)
    do(late, enrol())
    do(late, lambda unit: unit.outbox.enqueue([owed("before")]))

    def write(unit: SqlUnit) -> None:
        journey = unit.journeys.of("p1")
        assert journey is not None
        unit.journeys.save(replace(journey, words_shared={"unknown": {"text": "behind its back"}}), None)

    def meanwhile(what: str, seen: int, of: int) -> None:
        """The walk is past the pairs by now."""
        if what == "sealed values looked at":
            writer = Thread(target=do, args=(late, write))
            writer.start()
            writer.join()

    found = asyncio.run(Resealing(with_keys(NEW, OLD), (NEW, OLD), meanwhile).run())
    assert found.older == {"pair.words": 1}
    assert not found.done
    assert with_keys.reseal(NEW, OLD).done, "once that process has been restarted"


@pytest.mark.postgres
def test_what_is_written_between_reading_and_replacing_stays(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite writes one transaction at a time, so there it cannot come between."""
    stores: list[SqlStore] = []
    with_keys = _Opened(postgres_url, stores)
    try:
        filled(with_keys(OLD), OLD)
        newer = AesSeal([NEW]).close(b'{"by": "somebody else"}', "pair.words|p1")
        close = AesSeal.close

        def slowly(seal: AesSeal, words: bytes, where: str) -> bytes:
            if where == "pair.words|p1":
                with psycopg.connect(postgres_url, autocommit=True) as other:
                    other.execute("UPDATE pair SET words = %s", (newer,))
            return close(seal, words, where)

        monkeypatch.setattr(AesSeal, "close", slowly)
        assert with_keys.reseal(NEW, OLD).done
        assert ("pair.words", newer) in with_keys.stored()
    finally:
        for store in stores:
            asyncio.run(store.close())


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("postgres").new_database(migrated=True)
    return url
