"""Where keys come from: the setting, or a file that is made once and never given up for another."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from bot import app
from bot.app.keys import keys_of, new_key
from bot.settings import Settings, SettingsBroken, is_key
from storage.database.schema import migrate
from storage.probe import PROBE
from tests.seals import KEY

OTHER = "b" * 43 + "="


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(database_url=app.sqlite_at(tmp_path / "var" / "together.db"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "together.db.key"


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_a_key_is_new_each_time_and_one_that_a_setting_takes() -> None:
    keys = {new_key() for _ in range(20)}
    assert len(keys) == 20
    assert all(map(is_key, keys))


def test_the_setting_stands_above_everything(settings: Settings, file: Path) -> None:
    assert keys_of(replace(settings, secret_keys=(KEY, OTHER))) == (KEY, OTHER)
    assert not file.exists()


def test_the_local_page_keeps_a_key_beside_its_database_that_nobody_else_reads(settings: Settings, file: Path) -> None:
    made = keys_of(settings)
    assert made == keys_of(settings)
    assert file.read_text().split() == list(made)
    assert mode(file) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name], "no draft is left lying about"


def test_a_file_that_others_could_read_is_closed_to_them(settings: Settings, file: Path) -> None:
    keys_of(settings)
    file.chmod(0o644)
    keys_of(settings)
    assert mode(file) == 0o600


def test_the_file_may_hold_several_the_newest_first(settings: Settings, file: Path) -> None:
    (old,) = keys_of(settings)
    file.write_text(f"{OTHER}\n{old}\n")
    assert keys_of(settings) == (OTHER, old)


def test_processes_that_start_together_have_one_key(settings: Settings) -> None:
    barrier, found = Barrier(8), list[tuple[str, ...]]()

    def start() -> None:
        barrier.wait(10)
        found.append(keys_of(settings))

    threads = [Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize("channels", [("slack",), ("teams",), ("local", "slack")])
def test_what_people_write_elsewhere_needs_a_key_of_the_operators(
    settings: Settings, file: Path, channels: tuple[str, ...]
) -> None:
    with pytest.raises(SettingsBroken) as broken:
        keys_of(replace(settings, channels=channels))
    said = str(broken.value)
    assert "TOGETHER_SECRET_KEYS" in said
    assert "together-bot keys new" in said
    assert "\n" not in said
    assert not file.exists()


def test_postgresql_has_no_file_to_keep_one_beside() -> None:
    with pytest.raises(SettingsBroken, match=r"TOGETHER_SECRET_KEYS is missing.*together-bot keys new"):
        keys_of(Settings(database_url="postgresql://bot@db/together"))


@pytest.mark.parametrize("text", ["", "\n", "no key\n", f"{KEY}\nshort\n"])
def test_a_file_of_something_else_is_left_alone_and_told(settings: Settings, file: Path, text: str) -> None:
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(SettingsBroken, match=r"together\.db\.key holds something else than keys") as broken:
        keys_of(settings)
    assert KEY not in str(broken.value)
    assert file.read_text() == text


def test_a_database_of_before_gets_a_key(settings: Settings, file: Path) -> None:
    migrate(settings.database_url)
    keys_of(settings)
    assert file.exists()


def test_a_lost_file_is_not_replaced_while_words_wait_for_it(settings: Settings, file: Path, tmp_path: Path) -> None:
    (key,) = keys_of(settings)
    migrate(settings.database_url)
    with closing(sqlite3.connect(tmp_path / "var" / "together.db")) as connection, connection:
        connection.execute("INSERT INTO setting VALUES (?, 'x')", (PROBE,))
    away = file.rename(tmp_path / "elsewhere")
    with pytest.raises(SettingsBroken, match=r"together\.db\.key is missing.*put it back"):
        keys_of(settings)
    assert not file.exists()
    away.rename(file)
    assert keys_of(settings) == (key,)
