"""The drill: a backup, an hour of work, a disaster, the restore. On both databases, with real files and a real command."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import app
from bot.application.catch_up import beat
from bot.application.data_rights.erase import erase
from bot.application.delivery.worker import Worker
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import Address, OutboxMessage, Person, Reason, Sent
from bot.settings import Coordinator, Settings
from storage.backup import BackupBroken, back_up, put_back, verified
from storage.database.urls import database
from storage.store import open_store
from tests.dialogues.stage import HEADER
from tests.seals import KEY, SEAL
from tests.storage.values import do
from tests.values import BEFORE, at

PAIRS = 6
NIGHT, LATER = at("2026-01-05 06:00"), at("2026-01-05 12:00")
"""When the backup is made, and when the disaster comes: between them, every pair is greeted."""


@dataclass
class Platform:
    """A chat platform: it keeps what it has shown, whatever becomes of the bot's database."""

    looks_up: bool
    created: list[tuple[str, str, str]] = field(default_factory=list)
    updated: int = 0
    name: str = "local"

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        if post.card:
            self.updated += 1
            return Sent(post.conversation, post.card)
        self.created.append(_card(post))
        return Sent(str(post.lane), f"m{len(self.created)}")

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        assert post.restored
        return Sent(str(post.lane), "m?") if _card(post) in self.created else None

    async def close(self) -> None:
        pass

    @property
    def twice(self) -> list[tuple[str, str, str]]:
        return [card for card, count in Counter(self.created).items() if count > 1]


def _card(post: OutboxMessage) -> tuple[str, str, str]:
    return str(post.lane), post.pair, post.key


@dataclass
class Drill:
    settings: Settings
    file: Path
    clock: SetClock

    def starts(self, platform: Platform, until: object = None) -> app.Container:
        """Begins as a process does, works until everything that is due is done, and ends."""

        async def work() -> app.Container:
            async with app.opened(self.settings, self.clock, migrate=True) as container:
                worker = Worker(container.service, {"local": platform}, self.clock, "w")
                await worker.drain()
                return container

        return asyncio.run(work())

    def does(self, work: object) -> object:
        async def done() -> object:
            async with app.opened(self.settings, self.clock, migrate=True) as container:
                return await container.store.run(work)  # type: ignore[arg-type]

        return asyncio.run(done())

    def restored(self) -> None:
        put_back(self.settings.database_url, self.file)


@pytest.fixture
def drill(empty_url: str, tmp_path: Path) -> Drill:
    cora = Coordinator(Address("local", "cora"), "Cora", ("en",), "Europe/Paris")
    settings = Settings(
        database_url=empty_url, ledger=str(tmp_path / "ledger"), coordinators=(cora,), secret_keys=(KEY,)
    )
    drill = Drill(settings, tmp_path / "backup.zip", SetClock(BEFORE))
    rows = "".join(
        f"M{n},E{n},mentoring,2026-01-05,fr,fr,Europe/Paris,Europe/Paris,local,m{n},local,e{n}\n" for n in range(PAIRS)
    )

    async def enrol() -> None:
        async with app.opened(settings, drill.clock, migrate=True) as container:
            await app.import_pairs(container, HEADER + rows)

    asyncio.run(enrol())
    return drill


def lived(drill: Drill, platform: Platform) -> None:
    """A backup at night; by noon every pair was greeted."""
    drill.clock.at = NIGHT
    drill.starts(platform)
    back_up(drill.settings.database_url, drill.file, drill.clock.now())
    while drill.clock.at < LATER:
        drill.clock.at += timedelta(minutes=30)
        drill.starts(platform)
    assert len(platform.created) >= 2 * PAIRS


def test_what_was_sent_since_the_backup_is_found_and_not_sent_again(drill: Drill) -> None:
    platform = Platform(looks_up=True)
    lived(drill, platform)
    before = len(platform.created)
    drill.restored()
    drill.clock.at += timedelta(minutes=10)
    container = drill.starts(platform)
    assert platform.twice == []
    assert [key.partition(":")[0] for _, _, key in platform.created[before:]] == ["restored"]
    assert container.caught is not None
    assert (container.caught.since, container.caught.uncertain >= 2 * PAIRS) == (NIGHT, True)
    drill.clock.at += timedelta(hours=2)
    drill.starts(platform)
    assert platform.twice == []


def test_what_the_hour_never_sent_is_sent_where_it_can_be_told(drill: Drill) -> None:
    platform = Platform(looks_up=True)
    drill.clock.at = NIGHT
    drill.starts(platform)
    back_up(drill.settings.database_url, drill.file, NIGHT)
    drill.restored()
    drill.clock.at = LATER
    drill.starts(platform)
    assert len([key for _, _, key in platform.created if key.startswith("welcome")]) == 3 * PAIRS


def test_where_nobody_can_look_it_is_held_and_listed_and_sent_once_somebody_says_so(drill: Drill) -> None:
    platform = Platform(looks_up=False)
    lived(drill, platform)
    before = len(platform.created)
    drill.restored()
    drill.clock.at += timedelta(minutes=10)
    drill.starts(platform)
    assert platform.twice == []
    held = drill.does(lambda unit: unit.dead_letters.all())
    assert isinstance(held, list)
    assert len(held) >= 2 * PAIRS
    assert {one.reason for one in held} == {Reason.DOUBTFUL}
    assert len(platform.created) == before + 1, "but for what the coordinators are told"
    drill.does(lambda unit: unit.dead_letters.revive(held[0].id, drill.clock.now()))
    drill.starts(platform)
    assert len(platform.twice) == 1


def test_whoever_was_erased_since_is_erased_again_before_anything_is_served(drill: Drill) -> None:
    platform = Platform(looks_up=True)
    lived(drill, platform)
    address = Address("local", "m0")
    person = drill.does(lambda unit: unit.people.at(address))
    assert isinstance(person, Person)
    drill.does(lambda unit: erase(unit, person.id, drill.clock.now()))
    drill.restored()
    drill.starts(Platform(looks_up=True))
    assert drill.does(lambda unit: unit.people.at(address)) is None


def test_a_providers_snapshot_is_noticed(drill: Drill) -> None:
    """It comes back without our command, so nothing in it says since when; the ledger has seen a worker later."""
    platform = Platform(looks_up=True)
    drill.clock.at = NIGHT
    drill.does(lambda unit: beat(unit, NIGHT))
    app.ledger_of(drill.settings).beat(NIGHT)
    lived(drill, platform)
    drill.does(lambda unit: beat(unit, LATER))
    app.ledger_of(drill.settings).beat(LATER)
    drill.restored()
    drill_without_mark(drill)
    drill.clock.at += timedelta(minutes=10)
    caught = drill.starts(platform).caught
    assert caught is not None
    assert caught.since == NIGHT
    assert platform.twice == []


def drill_without_mark(drill: Drill) -> None:
    """What our own command leaves in a restored database, a provider's does not."""
    store = open_store(drill.settings.database_url, seal=SEAL, ledger=app.ledger_of(drill.settings))
    do(store, lambda unit: unit.facts.put("restored.since", ""))
    asyncio.run(store.close())


def test_new_messages_never_take_the_numbers_of_the_lost_ones(drill: Drill) -> None:
    platform = Platform(looks_up=True)
    lived(drill, platform)
    drill.restored()
    ids: list[int] = []

    class Watching(Platform):
        async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
            ids.append(post.id)
            return await super().deliver(post, people)

    drill.clock.at += timedelta(minutes=10)
    drill.starts(Watching(looks_up=True, created=platform.created))
    assert ids
    assert min(ids) > 100_000


# The file --------------------------------------------------------------------------------------------------------------


def test_a_damaged_backup_is_refused_and_changes_nothing(drill: Drill) -> None:
    back_up(drill.settings.database_url, drill.file, NIGHT)
    whole = drill.file.read_bytes()
    for place in (len(whole) // 3, len(whole) // 2):
        drill.file.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with pytest.raises(BackupBroken):
            put_back(drill.settings.database_url, drill.file)
    drill.file.write_bytes(whole[:-200])
    with pytest.raises(BackupBroken):
        verified(drill.file)
    assert len(list(drill.does(lambda unit: list(unit.journeys.all())))) == PAIRS  # type: ignore[call-overload]


def test_a_database_in_use_is_not_replaced(drill: Drill) -> None:
    back_up(drill.settings.database_url, drill.file, NIGHT)

    async def meanwhile() -> None:
        async with app.opened(drill.settings, drill.clock, migrate=True) as container:
            await container.store.run(lambda unit: unit.facts.get("x"))
            with pytest.raises(BackupBroken, match="in use"):
                await asyncio.to_thread(put_back, drill.settings.database_url, drill.file)

    asyncio.run(meanwhile())


def test_a_backup_is_read_by_its_owner_alone(drill: Drill) -> None:
    back_up(drill.settings.database_url, drill.file, NIGHT)
    assert drill.file.stat().st_mode & 0o077 == 0


def test_a_file_that_was_destroyed_can_be_put_back(drill: Drill) -> None:
    url = drill.settings.database_url
    if not url.startswith("sqlite"):
        pytest.skip("a server looks after its files")
    back_up(url, drill.file, NIGHT)
    file = Path(database(url).name)
    file.write_bytes(b"\0" * 8192)
    put_back(url, drill.file)
    assert drill.does(lambda unit: len(list(unit.journeys.all()))) == PAIRS
    assert replace(drill.settings).database_url == url
