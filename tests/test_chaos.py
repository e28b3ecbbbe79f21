"""A short evening of `benchmarks.chaos`: processes are killed, things are away, and nothing is lost, doubled or heard twice."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from benchmarks import _deeds, _reckoning
from benchmarks._absences import small_disk
from benchmarks._deeds import deeds
from benchmarks._house import House
from benchmarks._platform import Shown
from benchmarks._reckoning import ask, keep_count
from benchmarks.chaos import Plan, Result, run
from bot.ports import Reason
from storage.database.schema import migrate
from tests.copying import HERE, copy_tree
from tests.release.test_beside import ADDS, STEP
from tests.seals import SEAL
from tests.storage.test_migrations import NEXT

SHORT = Plan(
    messages=300,
    pairs=30,
    leavers=6,
    seconds_between_kills=0.8,
    most_kills=8,
    seconds_between_deeds=0.3,
    lease=5,
    patience=480,
    absences=("database", "platform"),
    seconds_between_absences=4,
    absent=2,
)


@pytest.fixture
def result(url: str) -> Result:
    return run(url, SHORT, say=print)


def test_nothing_is_lost_or_shown_twice(result: Result) -> None:
    assert result.finished
    assert result.owed == SHORT.owed
    assert sum(result.kills.values()) >= 2
    assert {"database", "platform"} <= set(result.absences)
    assert (result.lost, result.twice, result.once_twice, result.held, result.buried) == (0, 0, 0, 0, 0)
    assert (result.out_of_order, result.repeated, result.crashes) == (0, 0, [])


def test_a_worker_of_a_later_version_shares_the_database(url: str, tmp_path: Path) -> None:
    tree = tmp_path / "later"
    for name in ("adapters", "benchmarks", "bot", "content", "storage"):
        copy_tree(HERE / name, tree / name)
    (tree / "storage" / "migrations" / "versions" / f"{NEXT}_next.py").write_text(STEP.format(ADDS))
    ran = tmp_path / "ran"
    worker = tree / "benchmarks" / "_worker.py"
    worker.write_text(worker.read_text().replace("def main(", f"open({str(ran)!r}, 'a').close()\n\n\ndef main(", 1))
    plan = replace(SHORT, messages=48, pairs=6, leavers=1, most_kills=3, beside=tree)
    result = run(url, plan, say=print)
    assert ran.exists(), "it was that tree's"
    assert ask(url, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    assert (result.finished, result.faults, result.twice, result.held) == (True, 0, 0, 0)
    assert result.crashes_beside == []


def test_a_version_that_cannot_work_beside_this_one_says_why(sqlite_url: str, tmp_path: Path) -> None:
    migrate(sqlite_url)
    (tmp_path / "bot.py").write_text("import sys; sys.exit('this release knows 0018 at the latest')")
    with pytest.raises(SystemExit, match="cannot work beside this version: this release knows 0018 at the latest"):
        run(sqlite_url, replace(SHORT, beside=tmp_path))


# In the time given -------------------------------------------------------------------------------------------------


PAIRS = [("p1", "m1"), ("p2", "m2"), ("p3", "m3")]


def done(house: House) -> list[str]:
    """Lets people do what they do, and returns the deeds that the web process heard."""
    heard: list[str] = []

    async def hear(request: web.Request) -> web.Response:
        heard.append((await request.json())["id"])
        return web.json_response({})

    async def work() -> None:
        application = web.Application()
        application.add_routes([web.post("/api/{what}", hear)])
        async with TestServer(application) as server, ClientSession(server.make_url("/")) as session:
            await deeds(house, session, PAIRS, replace(SHORT, messages=2 * len(PAIRS), pairs=len(PAIRS)))

    asyncio.run(work())
    return heard


def house(**how: Any) -> House:
    return House("", Path(), {}, Counter(), platform=None, **how)  # type: ignore[arg-type]  # nothing is killed here


def test_nobody_begins_anything_when_it_is_late_or_in_a_crowd() -> None:
    late, crowded = house(until=time.monotonic() - 1), house(crowded=True, until=time.monotonic() + 0.3)
    assert (done(late), done(crowded)) == ([], [])
    assert late.expected == crowded.expected == 0


def test_who_has_begun_a_pause_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter([True, True, False])

    async def may_begin(house: House) -> bool:
        return next(looks)

    monkeypatch.setattr(_deeds, "_may_begin", may_begin)
    one = house()
    assert done(one) == ["p1/0", "p2/0", "p1/1", "p1/0", "p2/1", "p2/0"], "each pause ends, and is sent once more"
    assert one.expected == 4


def test_what_is_planned_fits_the_time() -> None:
    for seconds in (20.0, 45.0, 300.0, 3600.0):
        plan = Plan().within(seconds)
        assert plan.patience == seconds
        assert 0 < plan.settling <= seconds / 4
        assert plan.pairs <= max(6, seconds / 4 + 1)
        assert plan.fitting(seconds / 4).pairs <= max(6, seconds / 16 + 1), "fewer where the machine is slow"
    assert SHORT.fitting(1) is SHORT


def test_when_the_time_is_up_it_says_what_it_knows(sqlite_url: str) -> None:
    migrate(sqlite_url)
    told: list[str] = []
    result = run(sqlite_url, replace(SHORT, patience=12, settling=0, absences=(), most_kills=0), say=told.append)
    assert not result.finished
    assert told[-1].startswith("the time was up: Result(")
    assert (result.lost, result.faults) == (0, 0), "what is under way is not lost"


def test_what_a_house_at_work_does_while_it_is_judged_is_not_lost(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owe, shown = owing(sqlite_url), tmp_path / "shown.jsonl"
    owe("s1.date", "s1.held", "s1.goals")

    def meanwhile(url: str, statement: str) -> list[tuple[Any, ...]]:
        """After each question one message more is shown, and two more are owed."""
        found = ask(url, statement)
        show(shown, url)
        owe("s2.date", "s2.held")
        return found

    monkeypatch.setattr(_reckoning, "ask", meanwhile)
    found = _reckoning.account(sqlite_url, shown)
    assert len(found.owed) == 3
    assert (found.missing, len(found.log)) == (frozenset(), 3)


def test_what_was_dropped_is_lost_unless_its_card_shows_something_younger(sqlite_url: str, tmp_path: Path) -> None:
    owe, shown = owing(sqlite_url), tmp_path / "shown.jsonl"
    owe("pause.1", "s1.date", "pause.1")
    ask(sqlite_url, "DELETE FROM due WHERE id < 3")
    show(shown, sqlite_url)
    assert _reckoning.account(sqlite_url, shown).missing == {2}


def test_what_is_held_takes_along_what_would_have_changed_it(sqlite_url: str, tmp_path: Path) -> None:
    owe = owing(sqlite_url)
    owe("pause.1", "pause.1", "s1.date")
    ask(sqlite_url, f"UPDATE due SET dead_at = 1, reason = '{Reason.DOUBTFUL}' WHERE id = 1")
    ask(sqlite_url, f"UPDATE due SET dead_at = 1, reason = '{Reason.TRIED}' WHERE id = 3")
    ask(sqlite_url, "DELETE FROM due WHERE id = 2")
    found = _reckoning.account(sqlite_url, tmp_path / "shown.jsonl")
    assert (found.held, found.missing, len(found.dead)) == (frozenset({1}), frozenset(), 2)


def owing(url: str) -> Callable[..., None]:
    """Makes as much of a database as the judge looks at; gives what owes a message for each key."""
    ask(url, "CREATE TABLE due (id INTEGER PRIMARY KEY, kind TEXT, lane TEXT, key TEXT, dead_at INTEGER, reason TEXT)")
    keep_count(url)

    def owe(*keys: str) -> None:
        for key in keys:
            ask(url, f"INSERT INTO due (kind, lane, key) VALUES ('post', 'local', '{key}')")

    return owe


def show(file: Path, url: str) -> None:
    """Shows the oldest message that is owed, and settles it."""
    ((post, key),) = ask(url, "SELECT id, key FROM due ORDER BY id LIMIT 1")
    with file.open("a") as shown:
        shown.write(json.dumps(asdict(Shown(post, "", key, f"m{post}", new=True, once=False))) + "\n")
    ask(url, f"DELETE FROM due WHERE id = {post}")


def test_a_disk_that_is_full_for_a_while_loses_nothing() -> None:
    try:
        with small_disk(64) as folder:
            url = f"sqlite:///{folder / 'together.db'}"
            migrate(url, seal=SEAL)
            plan = replace(SHORT, messages=200, pairs=20, leavers=2, absences=("disk",), most_kills=2)
            result = run(url, plan, say=print)
    except PermissionError:
        pytest.skip("only root may mount a disk")
    assert result.absences["disk"] >= 1
    assert (result.finished, result.faults, result.twice, result.held) == (True, 0, 0, 0)
