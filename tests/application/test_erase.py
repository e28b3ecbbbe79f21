"""Somebody is erased: what is gone, what stays, and that a restore does not bring them back. On both databases, with real files."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import psycopg
import pytest

from bot.application.data_rights.erase import EPOCH, Erased, carry_out, erase
from bot.application.delivery.worker import Worker
from bot.application.event_handler import EventHandler
from bot.engine.flows.evaluation.state import Answers, Evaluation, with_evaluation
from bot.engine.journey import Journey, Offer, Sitting
from bot.engine.people import ERASED, NOBODY, Place, Role
from bot.infra.clock import SetClock
from bot.ports import LinkedCalendar, LocalDelivery, OutboxMessage, Person, Sent
from bot.ports.store.ledger import LedgerTrouble
from storage.database.urls import database
from storage.ledger.choice import is_in, ledger_at
from storage.ledger.file import FileLedger
from storage.repositories.mailbox import SqlMailbox
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.engine.walking import answering, answers
from tests.storage.values import DAY, MINUTE, NOW, do, journey, lane, message, owed, person
from tests.values import CONTENT

NAME, WORDS, PARTNERS = "Amandine Quintessence", "I found zanzibar hard", "I liked timbuktu"
AMANDINE, BO = replace(person("amandine"), name=NAME), person("bo")
HER = "amandine"


class OpenSeal:
    """Hides nothing: what it is told to close can be found in a file, as by somebody who has the keys."""

    def close(self, words: bytes, where: str) -> bytes:
        return words

    def open(self, sealed: bytes, where: str) -> bytes:
        return sealed


OPEN = OpenSeal()


@pytest.fixture
def ledger(tmp_path: Path) -> FileLedger:
    return FileLedger(tmp_path / "ledger")


@pytest.fixture
def store(url: str, ledger: FileLedger) -> Iterator[SqlStore]:
    opened = open_store(url, seal=OPEN, ledger=ledger)
    yield opened
    asyncio.run(opened.close())


def lived(pair: str = "p1", mentor: Person = AMANDINE, mentee: Person = BO) -> Journey:
    """A journey in which each has tapped a date and written a line."""
    one = journey(pair, mentor, mentee)
    slot = NOW + 3 * DAY
    offer = Offer(NOW, (slot,), {Role.MENTOR: (slot,), Role.MENTEE: (slot,)})
    one = replace(one, sittings=(Sitting(1, NOW, offer=offer),))
    for role, words in ((Role.MENTOR, WORDS), (Role.MENTEE, PARTNERS)):
        one = with_evaluation(one, 1, role, Evaluation(NOW))
        one = answering(one, 1, role, Answers({"useful": ("4",)}, words))
    return one


def enrol(unit: SqlUnit, pair: str = "p1", mentor: Person = AMANDINE, mentee: Person = BO) -> None:
    people = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    unit.journeys.enrol(lived(pair, mentor, mentee), people, lane(f"pair:{pair}"), None)


def fill(store: SqlStore) -> None:
    """All that the database may know of her."""

    def work(unit: SqlUnit) -> None:
        enrol(unit)
        unit.seen.contact(HER, NOW.date(), "p1", 1)
        unit.seen.claim_once(f"digest:2026-W10 {HER}", NOW)
        unit.facts.put(f"feed:{HER}", "3")
        unit.calendars.link(LinkedCalendar(HER, "ics", "sealed", "cal.example.org", NOW))
        hers = replace(owed("s1.prep.mentor", f"dm:{HER}"), to=Place.MENTOR, message=message(WORDS))
        theirs = replace(owed("s1.word.mentee", "dm:bo"), to=Place.MENTEE, message=message(f"{NAME}: {WORDS}"))
        unit.outbox.enqueue([hers, theirs, replace(owed("talk.p1", "coordinator:C"), pair="", message=message(NAME))])
        unit.people.put_coordinator(replace(person("cora"), name="Cora"), lane("coordinator:CORA"))

    do(store, work)
    mailbox = SqlMailbox(store)

    async def show() -> None:
        for conversation, key, words in (("dm:AMANDINE", "a", WORDS), ("dm:BO", "b", f"{NAME} {PARTNERS}")):
            await mailbox.put(LocalDelivery(0, conversation, "", key, "p1", {"text": words}), NOW)

    asyncio.run(show())
    do(store, lambda unit: remember(unit, f"dm:{HER}", "dm:AMANDINE"))


def remember(unit: SqlUnit, place: str, conversation: str, channel: str = "local") -> None:
    """A message that was delivered there."""
    post = replace(owed("s1.date", place, channel=channel), to=Place.MENTOR)
    unit.outbox.enqueue([post])
    taken = [one for one in unit.outbox.claim(NOW + DAY, 20, "w", MINUTE) if str(one.lane) == str(post.lane)]
    for one in taken:
        unit.outbox.delivered(one, "w", conversation, "m1")
    unit.outbox.release("w")


def everything(url: str, folder: Path) -> bytes:
    """Whatever a thief of the database would hold."""
    if url.startswith("sqlite"):
        file = Path(database(url).name)
        return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*") if ".erasures" not in one.name)
    found = b""
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        connection.execute("CHECKPOINT")
        (root,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        for (name,) in tables:
            for (path,) in connection.execute(
                "SELECT pg_relation_filepath(oid) FROM pg_class WHERE oid = %s::regclass OR oid = (SELECT reltoastrelid FROM "
                "pg_class WHERE oid = %s::regclass)",
                (f'"{name}"', f'"{name}"'),
            ):
                found += (Path(root) / path).read_bytes() if path else b""
    return found


def test_nothing_of_them_is_left_in_the_files(url: str, store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    marks = [text.encode() for text in (NAME, WORDS, "AMANDINE", "amandine@example.org", "cal.example.org")]
    asyncio.run(scrubbed(store))
    before = everything(url, tmp_path)
    assert all(mark in before for mark in marks)
    done = do(store, lambda unit: erase(unit, HER, NOW))
    assert (done.known, done.ended, done.pairs) == (True, 1, 1)
    asyncio.run(scrubbed(store))
    after = everything(url, tmp_path)
    assert [mark for mark in marks if mark in after] == []
    assert b"amandine" not in after
    assert PARTNERS.encode() in after


async def scrubbed(store: SqlStore) -> str:
    return await store.scrub()


def test_copies_of_before_an_upgrade_go_too(sqlite_url: str, url: str, store: SqlStore) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("a server has no such copies")
    copy = Path(f"{database(url).name}.before-0006.bak")
    copy.write_bytes(NAME.encode())
    do(store, enrol)
    do(store, lambda unit: erase(unit, HER, NOW))
    asyncio.run(scrubbed(store))
    assert not copy.exists()


def test_a_line_that_they_sent_goes_whole_even_where_its_words_are_kept_nowhere_else(
    url: str, store: SqlStore, tmp_path: Path
) -> None:
    """One small word within a sentence, which no search could tell from the bot's own; and a line that only its message has."""
    small, unkept, theirs = "zanzibar", "a word that is kept nowhere", "timbuktu"

    def work(unit: SqlUnit) -> None:
        enrol(unit)
        unit.journeys.save(answering(_of(unit, "p1"), 1, Role.MENTOR, Answers(line=small)), None)
        passed_on = message(f"after the first: {small}")
        line, back = ("s1.word.mentor.partner", passed_on), ("s1.word.mentee.partner", message(f"so: {theirs}"))
        unit.outbox.enqueue(
            [
                *(replace(owed(key, "dm:bo"), to=Place.MENTEE, message=said) for key, said in (line, back)),
                replace(owed("contact-line.mentor.1.p1", "coordinator:C"), pair="", message=message(unkept)),
                replace(owed("contact-line.mentor.1.p2", "coordinator:C"), pair="", message=message(theirs)),
            ]
        )

    do(store, work)
    mailbox = SqlMailbox(store)
    shown = LocalDelivery(0, "dm:BO", "", "s1.word.mentor.partner", "p1", {"text": f"after the first: {small}"})
    asyncio.run(mailbox.put(shown, NOW))
    do(store, lambda unit: erase(unit, HER, NOW))
    asyncio.run(scrubbed(store))
    after = everything(url, tmp_path)
    assert small.encode() not in after
    assert unkept.encode() not in after
    assert after.count(theirs.encode()) >= 2, "what others wrote is theirs"


def _of(unit: SqlUnit, pair: str) -> Journey:
    found = unit.journeys.of(pair)
    assert found is not None
    return found


def test_the_partner_keeps_their_own(store: SqlStore) -> None:
    fill(store)
    do(store, lambda unit: erase(unit, HER, NOW))
    left = do(store, lambda unit: unit.journeys.of("p1"))
    assert left is not None
    assert (left.members[Role.MENTOR].name, left.members[Role.MENTOR].person) == (NOBODY, ERASED)
    assert not left.own[Role.MENTOR]
    offer = left.sittings[0].offer
    assert offer is not None
    assert list(offer.taps) == [Role.MENTEE]
    assert not left.private.get(Role.MENTOR)
    assert answers(left, 1, Role.MENTEE).line == PARTNERS
    (one,) = do(store, lambda unit: unit.people.every_membership("bo"))
    assert one.partner == NOBODY


def test_the_journey_ends_and_the_partner_reads_one_warm_sentence(store: SqlStore) -> None:
    do(store, enrol)
    do(store, lambda unit: erase(unit, HER, NOW))
    clock, platform = SetClock(NOW), Platform()
    service = EventHandler(store, CONTENT.programme, CONTENT.voices, clock)
    worker = Worker(service, {"local": platform}, clock, "w1")
    for _ in range(30):
        asyncio.run(worker.drain())
        clock.at += timedelta(hours=6)
    left = do(store, lambda unit: unit.journeys.of("p1"))
    assert left is not None
    assert left.ended is not None
    told = [post for post in platform.kept if not post.refresh]
    assert [str(post.lane) for post in told] == [str(lane("dm:bo", ""))]
    assert "parted-erased" in repr(told[0].message)
    assert NAME not in repr([post.message for post in platform.kept])


class Platform:
    name, looks_up = "local", True

    def __init__(self) -> None:
        self.kept: list[OutboxMessage] = []

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        self.kept.append(post)
        return Sent("c1", f"m{post.id}")

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        pass


def test_a_pair_of_which_nobody_is_left_goes_altogether(store: SqlStore) -> None:
    do(store, enrol)
    do(store, lambda unit: erase(unit, HER, NOW))
    do(store, lambda unit: erase(unit, "bo", NOW))
    assert do(store, lambda unit: unit.journeys.of("p1")) is None


def test_messages_on_a_platform_are_to_be_withdrawn(store: SqlStore) -> None:
    do(store, enrol)
    do(store, lambda unit: remember(unit, f"dm:{HER}", "D1", "slack"))
    done = do(store, lambda unit: erase(unit, HER, NOW))
    (one,) = do(store, lambda unit: unit.erasures.withdrawals(NOW, 9))
    assert done.withdrawn == 1
    assert (one.channel, one.workspace, one.conversation, one.card) == ("slack", "home", "D1", "m1")


# The ledger ------------------------------------------------------------------------------------------------------------


def test_an_erasure_that_failed_is_carried_out_at_the_next_start(store: SqlStore) -> None:
    do(store, enrol)

    def fails(unit: SqlUnit) -> None:
        erase(unit, HER, NOW)
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        do(store, fails)
    assert do(store, lambda unit: unit.people.at(AMANDINE.address)) is not None
    do(store, carry_out)
    assert do(store, lambda unit: unit.people.at(AMANDINE.address)) is None


def test_whoever_comes_back_is_not_erased_again(store: SqlStore) -> None:
    do(store, enrol)
    do(store, lambda unit: erase(unit, HER, NOW))
    do(store, partial(enrol, pair="p2", mentee=person("cy")))
    assert do(store, carry_out) == []
    assert do(store, lambda unit: unit.people.at(AMANDINE.address)) is not None
    assert [one.pair for one in do(store, lambda unit: unit.people.every_membership(HER))] == ["p2"]


def test_the_address_that_a_coordinator_was_looked_up_by_goes_with_them_alone(store: SqlStore) -> None:
    channel, id = AMANDINE.address.channel, AMANDINE.address.id
    hers, theirs = f"coordinator {channel}:amandine@example.org", f"coordinator {channel}:bo@example.org"

    def known(unit: SqlUnit) -> None:
        enrol(unit)
        unit.facts.put(hers, id)
        unit.facts.put(theirs, BO.address.id)

    do(store, known)
    do(store, lambda unit: erase(unit, HER, NOW))
    assert do(store, lambda unit: unit.facts.get(hers)) is None
    assert do(store, lambda unit: unit.facts.get(theirs)) == BO.address.id


def test_a_url_that_is_no_ledger_is_not_taken_for_a_file() -> None:
    with pytest.raises(LedgerTrouble, match="postgres://"):
        ledger_at("postgres://user:secret@host/ledger")


@pytest.mark.parametrize("content", [b"SQLite format 3\0 and pages\n of it", b"no line", b"\xff\n\xff"])
def test_a_file_that_is_no_ledger_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "together.db"
    file.write_bytes(content)
    with pytest.raises(LedgerTrouble, match="no ledger"):
        FileLedger(file).epoch()
    assert file.read_bytes() == content


def test_a_ledger_within_the_database_itself_is_noticed() -> None:
    assert is_in("postgresql+psycopg://me@host/bot", "postgresql://you:secret@host/bot")
    assert not is_in("postgresql://me@host/ledger", "postgresql://me@host/bot")
    assert not is_in("var/bot.erasures", "sqlite:///var/bot")


def test_twice_is_once(store: SqlStore) -> None:
    do(store, enrol)
    do(store, lambda unit: erase(unit, HER, NOW))
    assert do(store, lambda unit: erase(unit, HER, NOW)) == Erased(HER, known=False)


def test_an_old_ledger_is_refused(store: SqlStore, url: str, ledger: FileLedger, tmp_path: Path) -> None:
    copy = (tmp_path / "ledger").read_bytes() if (tmp_path / "ledger").exists() else None
    do(store, enrol)
    do(store, lambda unit: erase(unit, HER, NOW))
    assert do(store, lambda unit: unit.facts.get(EPOCH)) == "1"
    if copy is not None:
        (tmp_path / "ledger").write_bytes(copy)
    else:
        (tmp_path / "ledger").unlink()
    with pytest.raises(LedgerTrouble, match="TOGETHER_LEDGER"):
        do(store, carry_out)
