"""The log says what failed and where, and repeats nothing of what people said."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.infra import logs
from bot.infra.logs import LINE, Discreet, Json, Plain, about
from bot.ports import Reason, Refused, Unavailable
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
from tests.seals import KEY
from tests.values import at

PRIVATE = "ce que Camille a écrit"


@contextmanager
def read() -> Iterator[io.StringIO]:
    """All that the root logger writes."""
    handler = logging.StreamHandler(said := io.StringIO())
    handler.setFormatter(Discreet(LINE))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield said
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def record(level: int, message: str, *args: object, error: BaseException | None = None) -> logging.LogRecord:
    trace = None if error is None else (type(error), error, error.__traceback__)
    made = logging.LogRecord("x.y", level, "file.py", 1, message, args, trace)
    made.created = at("2026-01-05 07:00").timestamp()
    return made


@pytest.fixture
def named() -> Iterator[None]:
    logs.name_pairs([KEY])
    yield
    logs.name_pairs([])


def _fails(*_: object) -> None:
    try:
        raise KeyError(PRIVATE)
    except KeyError as error:
        raise RuntimeError(f"cannot read {PRIVATE}") from error


def test_of_an_exception_there_are_its_type_and_where_it_came_from() -> None:
    with read() as said:
        try:
            _fails()
        except RuntimeError:
            logging.getLogger("x").exception("it failed")
    log = said.getvalue()
    assert log.startswith("ERROR x: it failed\n")
    assert log.index("builtins.KeyError") < log.index("and then:") < log.index("builtins.RuntimeError")
    assert log.count("test_logs.py") == 3
    assert PRIVATE not in log.replace("{PRIVATE}", "")


def test_a_task_that_nobody_waits_for_is_as_discreet() -> None:
    async def story() -> None:
        async def fails() -> None:
            _fails()

        task = asyncio.create_task(fails())
        await asyncio.wait((task,))
        del task
        gc.collect()

    with read() as said:
        asyncio.run(story())
    assert "never retrieved" in said.getvalue()
    assert "builtins.RuntimeError" in said.getvalue()
    assert PRIVATE not in said.getvalue()


def test_nothing_that_breaks_on_the_way_in_is_repeated(tmp_path: Path) -> None:
    """A command, a press, a form, a word, what is shown late, and what is sent: each breaks with their words in it."""

    ready = asyncio.Event()

    async def story() -> None:
        ready.set()
        async with opened(tmp_path, at("2026-01-05 07:00")) as house:
            await house.until(at("2026-01-05 10:30"))
            card = await house.card(await house.shared(), "s1.date")
            await house.press("Camille", card, "date.other")
            await broken(house)
            answer = await house.command("Camille", PRIVATE)
            assert answer is not None
            assert "Réessayez" in answer.text
            await house.press("Camille", card, "date.tap")
            assert (await house.submit("Camille", day="2026-01-15", time="10:00"))["response_action"] == "errors"
            assert await house.event(payloads.message(house.ids["Camille"], "D1", PRIVATE)) == 503
            object.__setattr__(house.front.handlers, "patience", 0.01)
            ready.clear()
            asyncio.get_running_loop().call_later(0.1, ready.set)
            before = len(house.slack.ephemeral)
            await house.press("Camille", card, "date.tap")
            told = " ".join(one.text for one in house.slack.ephemeral[before:])
            assert "Un instant" in told
            assert "Réessayez" in told
            house.front.background.run(_late())
            await house.settled()

    async def broken(house: House) -> None:
        async def breaks(*_: Any) -> None:
            await ready.wait()
            _fails()

        for what in ("typed", "pressed", "submitted"):
            object.__setattr__(house.front.handlers.interactions, what, breaks)

    async def _late() -> None:
        _fails()

    with read() as said:
        asyncio.run(story())
    log = said.getvalue()
    assert log.count("builtins.RuntimeError") >= 6
    assert PRIVATE not in log.replace("{PRIVATE}", "")


def test_nothing_that_breaks_on_the_way_out_is_repeated(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00")) as house:
            object.__setattr__(house.worker._channels["slack"], "deliver", _fails)
            await house.until(at("2026-01-05 09:30"))

    with read() as said:
        asyncio.run(story())
    log = said.getvalue()
    assert "builtins.RuntimeError" in log
    assert PRIVATE not in log.replace("{PRIVATE}", "")


def test_a_plain_line_has_time_level_and_what_it_is_about(named: None) -> None:
    (name,) = logs.names_of("mentoring-1")
    with about(event="Ev1", pair="mentoring-1"):
        assert Plain().format(record(logging.WARNING, "held back: %d", 3)) == (
            f"2026-01-05T07:00:00.000Z WARNING x.y: held back: 3 event=Ev1 pair={name}"
        )
    assert Plain().format(record(logging.INFO, "well")) == "2026-01-05T07:00:00.000Z INFO x.y: well"


def test_a_line_of_json_is_one_object_with_the_same(named: None) -> None:
    (name,) = logs.names_of("mentoring-1")
    line = ""
    try:
        _fails()
    except RuntimeError as error:
        with about(event="Ev1", pair="mentoring-1"):
            line = Json().format(record(logging.ERROR, "«%s»\nand more", "é", error=error))
    assert "\n" not in line
    found = json.loads(line)
    assert (found.pop("trace")[-1], PRIVATE in line.replace("{PRIVATE}", "")) == ("builtins.RuntimeError", False)
    assert found == {
        "at": "2026-01-05T07:00:00.000Z",
        "level": "ERROR",
        "logger": "x.y",
        "message": "«é» and more",
        "event": "Ev1",
        "pair": name,
    }


@pytest.mark.parametrize("style", [Plain, Json])
def test_nobody_can_write_a_line_of_their_own(style: type[Plain] | type[Json]) -> None:
    line = style().format(record(logging.INFO, "refused: %s", "x\r\n2026-01-05T07:00:00.000Z ERROR bot: forged"))
    assert line.splitlines() == [line]


@pytest.mark.parametrize("style", [Plain, Json])
def test_an_exception_that_is_handed_over_is_said_by_its_type_unless_its_kind_may_say_more(
    style: type[Plain] | type[Json],
) -> None:
    said = [
        style().format(record(logging.INFO, "it failed: %s", error))
        for error in (KeyError(PRIVATE), Refused(Reason.BLOCKED, PRIVATE), Unavailable("t.db: database is locked"))
    ]
    assert not any(PRIVATE in line for line in said)
    for line, words in zip(said, ("KeyError", "Refused (blocked)", "t.db: database is locked"), strict=True):
        assert f"it failed: {words}" in line


def test_a_pair_is_called_by_what_only_the_key_can_make(named: None) -> None:
    (name,), (other,) = logs.names_of("p1"), logs.names_of("p2")
    assert len({name, other, "p1", "p2"}) == 4
    assert len(name) == 12
    newer = "b" * 43 + "="
    logs.name_pairs([newer, KEY])
    first, second = logs.names_of("p1")
    assert (second, first != name) == (name, True)
    logs.name_pairs([])
    with about(event="left/p1/mentor/2026", pair="p1"):
        line = Plain().format(record(logging.INFO, "well"))
    assert line.endswith("well event=left/pair/mentor/2026"), "without a key it is not named at all"


def test_an_event_that_is_made_of_the_pair_does_not_tell_it(named: None) -> None:
    (name,) = logs.names_of("mentoring-1")
    with about(event="left/mentoring-1/mentor/2026-01-05", pair="mentoring-1"):
        line = Plain().format(record(logging.INFO, "well"))
    assert f"event=left/{name}/mentor/2026-01-05 pair={name}" in line
    assert "mentoring-1" not in line
    with about(event="x\ny z" + "a" * 500):
        (event,) = [word for word in Plain().format(record(logging.INFO, "well")).split() if word.startswith("event=")]
    assert event.startswith("event=x_y_za")
    assert len(event) < 140


def test_what_was_being_done_goes_with_the_exception_to_whoever_logs_it(named: None) -> None:
    caught: list[BaseException] = []

    def works() -> None:
        with about(event="Ev1"), about(pair="p1"):
            _fails()

    def elsewhere() -> None:
        try:
            works()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    first = Plain().format(record(logging.ERROR, "it failed", error=caught[0])).splitlines()[0]
    assert first.endswith(f"it failed event=Ev1 pair={logs.names_of('p1')[0]}")


def test_a_delivery_and_an_event_say_whom_they_are_about(tmp_path: Path, named: None) -> None:
    """A whole house: what goes out, and what comes in, breaks; each line has the pair, by its name alone."""
    pairs: list[str] = []

    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00")) as house:
            pairs.extend(await house.parts.store.run(lambda unit: [one.pair for one in unit.journeys.all()]))
            await house.until(at("2026-01-05 10:30"))
            card = await house.card(await house.shared(), "s1.date")
            object.__setattr__(house.front.handlers.interactions, "_used", _fails)
            await house.press("Camille", card, "date.tap")
            object.__setattr__(house.worker._channels["slack"], "deliver", _fails)
            await house.until(at("2026-01-09 10:30"))

    handler = logging.StreamHandler(said := io.StringIO())
    handler.setFormatter(Json())
    logging.getLogger().addHandler(handler)
    try:
        asyncio.run(story())
    finally:
        logging.getLogger().removeHandler(handler)
    lines = [json.loads(line) for line in said.getvalue().splitlines()]
    (press,) = [line for line in lines if line["message"] == "an interaction failed"]
    assert press["event"]
    failed = [line for line in lines if "cannot be delivered" in line["message"]]
    assert failed
    assert {line["pair"] for line in failed} <= {name for pair in pairs for name in logs.names_of(pair)}
    assert not any(pair in said.getvalue() for pair in pairs)


@pytest.mark.parametrize("style", ["plain", "json"])
def test_what_ends_a_process_is_said_as_discreetly(style: str) -> None:
    script = (
        "import logging, threading\n"
        "from bot.infra import logs\n"
        f"logs.begin(logging.INFO, {style!r})\n"
        "words = input()\n"
        "def fails(): raise KeyError(words)\n"
        "thread = threading.Thread(target=fails); thread.start(); thread.join()\n"
        "logging.getLogger('x').warning('two: %s %s', words)\n"
        "fails()\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], input=PRIVATE, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "a thread ends" in ended.stderr
    assert "the process ends" in ended.stderr
    assert ended.stderr.count("builtins.KeyError") == 2
    assert PRIVATE not in ended.stderr
