"""The log says what failed and where, and repeats nothing of what people said."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.infra.logs import LINE, Discreet
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
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
