"""`people` and `audit` on the command line: facts for the operator, words for nobody but the person, and each of it noted."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from bot.application.delivery.addressing import private_lane
from bot.cli import main
from bot.engine.flows.evaluation.state import Answers
from bot.engine.people import Role
from bot.ports import Address, AuditEntry
from storage.store import open_store
from storage.unit import SqlUnit
from tests.application.test_enrol import GOOD, csv, other
from tests.engine.walking import answering
from tests.seals import KEY, SEAL

T = TypeVar("T")

ROOT = Path(__file__).parents[1]
MARK = "ZQXWORD"
CLAIRE = "local:claire Claire fr Europe/Paris"


class Terminal:
    """Runs commands against one database, in this process: `as_process` runs one as the machine would."""

    def __init__(self, url: str, folder: Path, said: pytest.CaptureFixture[str]) -> None:
        self.url, self.folder, self._said = url, folder, said

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._said.readouterr()
        status = main(list(words))
        out, err = self._said.readouterr()
        return status, out, err

    def as_process(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.stderr == ""
        return done.stdout

    def well(self, *words: str) -> str:
        status, out, err = self(*words)
        assert (status, err) == (0, ""), err
        return out

    def store(self, work: Callable[[SqlUnit], T]) -> T:
        async def run() -> T:
            store = open_store(self.url, seal=SEAL)
            try:
                return await store.run(work)
            finally:
                await store.close()

        return asyncio.run(run())

    def noted(self) -> list[AuditEntry]:
        return list(self.store(lambda unit: unit.audit.all()))


@pytest.fixture
def terminal(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """With two pairs, of whom Awa has written a marked line."""
    for name in [name for name in os.environ if name.startswith("TOGETHER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_DATABASE_URL", url)
    monkeypatch.setenv("TOGETHER_COORDINATORS", CLAIRE)
    monkeypatch.setenv("TOGETHER_SECRET_KEYS", KEY)
    monkeypatch.setenv("TOGETHER_LEDGER", str(tmp_path / "erasures"))
    found = Terminal(url, tmp_path, capsys)
    (tmp_path / "pairs.csv").write_text(csv(GOOD, other()), encoding="utf-8")
    found.well("pairs", "import", "pairs.csv")

    def written(unit: SqlUnit) -> None:
        person = unit.people.at(Address("local", "awa"))
        assert person is not None
        (one,) = unit.people.memberships(person.id)
        journey = unit.journeys.of(one.pair)
        assert journey is not None
        unit.journeys.save(answering(journey, 1, Role.MENTOR, Answers(line=MARK)), None)

    found.store(written)
    return found


def test_show_gives_facts_and_never_a_word(terminal: Terminal) -> None:
    out = terminal.as_process("people", "show", "local:awa")
    assert "name: Awa\n" in out
    assert "mentor of Camille, mentoring, programme first, since 2026-01-05, 0 séances held" in out
    assert MARK not in out
    assert [(one.kind, one.programme) for one in terminal.noted()][-1] == ("person shown", "first")
    status, out, err = terminal("people", "show", "local:nobody")
    assert (status, out) == (1, "")
    assert err.startswith("Nobody is known as local:nobody")


def test_export_goes_to_the_person_and_the_terminal_sees_nothing_of_it(terminal: Terminal) -> None:
    out = terminal.well("people", "export", "local:awa")
    assert out == "All that is kept about Awa is on its way to their own chat (local:awa), as messages.\n"

    def owed(unit: SqlUnit) -> list[str]:
        person = unit.people.at(Address("local", "awa"))
        assert person is not None
        return [str(post.message) for post in unit.records.queued(private_lane(person))]

    assert any(MARK in text for text in terminal.store(owed)), "in their own conversation"
    assert MARK not in out
    assert terminal.noted()[-1].kind == "export sent"


def test_erase_asks_first_and_says_what_it_ends(terminal: Terminal) -> None:
    status, out, err = terminal("people", "erase", "local:awa")
    assert (status, out) == (1, "")
    assert "with Camille." in err
    assert err.endswith("Nothing was erased. Add --yes to do it.\n")
    assert terminal.store(lambda unit: unit.people.at(Address("local", "awa"))) is not None
    assert "person erased" not in [one.kind for one in terminal.noted()]


def test_erase_erases_and_says_how_to_tell_that_it_is_complete(terminal: Terminal) -> None:
    out = terminal.well("people", "erase", "local:awa", "--yes")
    assert "is erased; 1 journeys end" in out
    assert "To tell: SELECT" in out if terminal.url.startswith("postgres") else "hold nothing of it any more" in out
    assert terminal.store(lambda unit: unit.people.at(Address("local", "awa"))) is None
    last = terminal.noted()[-1]
    assert last.kind == "person erased"
    assert f"{last.about}  " not in terminal.well("audit"), "known by id alone"
    assert last.about in terminal.well("audit")


def test_move_takes_a_person_to_another_address(terminal: Terminal) -> None:
    out = terminal.well("people", "move", "local:awa", "local:awa.ba")
    assert out.startswith("Awa is reached at local:awa.ba now: 1 pairs went along")
    assert terminal.noted()[-1].kind == "person moved"
    for old, new, why in (
        ("local:awa.ba", "local:camille", "is the address of somebody else"),
        ("local:awa", "local:new", "Nobody is known as local:awa"),
        ("local:awa.ba", "slack:T1/U1", "is not switched on"),
        ("local:awa.ba", "local:", "is no address"),
    ):
        status, out, err = terminal("people", "move", old, new)
        assert (status, out) == (1, "")
        assert why in err
    assert terminal.well("people", "move", "local:awa.ba", "local:awa.ba") == (
        "Awa is there already; nothing was changed.\n"
    )


def test_a_file_that_is_imported_again_enrols_nobody_anew_whichever_address_it_names(terminal: Terminal) -> None:
    terminal.well("people", "move", "local:awa", "local:awa.ba")
    assert terminal.well("pairs", "import", "pairs.csv") == "0 pairs enrolled, 2 were there already.\n"
    moved = {**GOOD, "mentor_address": "awa.ba"}
    (terminal.folder / "moved.csv").write_text(csv(moved), encoding="utf-8")
    assert terminal.well("pairs", "import", "moved.csv") == "0 pairs enrolled, 1 were there already.\n"


def test_an_address_that_somebody_left_can_be_somebody_new_s(terminal: Terminal) -> None:
    terminal.well("people", "move", "local:awa", "local:awa.ba")
    new = {**GOOD, "mentor": "Aïssa", "mentee": "Robin", "mentee_address": "robin"}
    (terminal.folder / "new.csv").write_text(csv(new), encoding="utf-8")
    assert terminal.well("pairs", "import", "new.csv") == "1 pairs enrolled, 0 were there already.\n"
    both = terminal.store(lambda unit: [unit.people.at(Address("local", id)) for id in ("awa", "awa.ba")])
    assert [one.name for one in both if one is not None] == ["Aïssa", "Awa"]


def test_a_coordinator_who_moved_coordinates_at_the_new_address_alone(terminal: Terminal) -> None:
    """… though the settings still name the old one."""
    terminal.well("people", "move", "local:claire", "local:claire.martin")
    assert "    coordinators: Claire (local:claire.martin)\n" in terminal.well("programmes", "list")


def test_all_that_operators_and_coordinators_did_is_in_the_trail_and_no_word_of_anybody(terminal: Terminal) -> None:
    (terminal.folder / "marked.csv").write_text(
        csv({**GOOD, "mentor": f"{MARK} One", "mentee": MARK, "mentor_address": "m1", "mentee_address": "m2"}),
        encoding="utf-8",
    )
    terminal.well("pairs", "import", "marked.csv")
    terminal.well("digest")
    terminal.well("undelivered")
    terminal.well("people", "show", "local:m1")
    terminal.well("people", "export", "local:m1")
    terminal.well("people", "move", "local:m1", f"local:{MARK}")
    terminal.well("pairs", "leave", "local:m2")
    terminal.well("pairs", "restore", "local:m2")
    terminal.well("programmes", "add", "second", "--name", f"{MARK} programme")
    terminal.well("programmes", "appoint", "second", "local:claire", "Claire", "fr", "Europe/Paris")
    terminal.well("programmes", "appoint", "second", f"local:{MARK}2", MARK, "fr", "Europe/Paris")
    terminal.well("programmes", "dismiss", "second", f"local:{MARK}2")
    terminal.well("people", "erase", "local:m2", "--yes")
    terminal.well("audit")
    found = terminal.noted()
    assert [one.kind for one in found] == [
        "coordinator appointed",
        *("pairs imported", "pairs imported", "digest asked", "undelivered listed", "person shown", "export sent"),
        *("person moved", "person taken out", "person brought back", "programme changed", "coordinator appointed"),
        *("coordinator appointed", "coordinator dismissed", "person erased", "audit read"),
    ]
    assert {one.who.partition(":")[0] for one in found} == {"settings", "operator"}
    assert MARK not in "\n".join(str(one) for one in found)
    assert [one.about for one in found if one.kind == "pairs imported"] == ["2", "1"]


def test_backups_and_keys_are_in_the_trail(terminal: Terminal) -> None:
    assert terminal("keys", "reseal")[0] == 0
    terminal.well("backup", "saved")
    assert [one.kind for one in terminal.noted()][-2:] == ["keys resealed", "backup made"]
    assert terminal("restore", "saved")[0] == 0
    assert [one.kind for one in terminal.noted()][-3:] == ["keys resealed", "backup made", "backup restored"]


def test_audit_begins_where_it_is_asked_to(terminal: Terminal) -> None:
    assert "pairs imported" in terminal.well("audit")
    assert terminal.well("audit", "--since", "2100-01-01") == "Nothing was looked at or changed.\n"
    status, out, err = terminal("audit", "--since", "monday")
    assert (status, out, err) == (1, "", "monday is no day; write it like 2026-03-31.\n")
