"""Measures the engine over a whole season's events, and how long the command line makes people wait."""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from socket import socket

from benchmarks.figures import Figure, median_rate, seconds
from bot import app
from bot.application import event_handler
from bot.engine.effects import Outcome
from bot.engine.events import Event
from bot.engine.journey import Journey
from bot.engine.programme import Programme, Track
from bot.engine.step import step
from bot.engine.timers import timers
from bot.infra.clock import SetClock
from bot.play import cast, player
from bot.settings import Settings

COMMAND = [sys.executable, "-m", "bot"]
ROUNDS, TIMES = 20, 7


def measure() -> dict[str, Figure]:
    programme, season = _season()
    for journey, event in season:
        step(programme, journey, event)  # warm
    steps = median_rate(lambda: _steps(programme, season), TIMES)
    floor = median_rate(lambda: _copies(season), TIMES)
    ready, resident = _demo()
    return {
        "steps_per_s": Figure(steps, "1/s", floor),
        "timers_per_s": Figure(median_rate(lambda: _timers(programme, season), TIMES), "1/s", floor),
        "play_s": Figure(_command("play"), "s", _command("--help")),
        "help_s": Figure(_command("--help"), "s", _python()),
        "demo_ready_s": Figure(ready, "s"),
        "demo_rss_mb": Figure(resident, "MB"),
    }


def _season() -> tuple[Programme, list[tuple[Journey, Event]]]:
    """Returns every event of nine séances, with the journey that it met."""
    met: list[tuple[Journey, Event]] = []

    def noted(programme: Programme, journey: Journey, event: Event) -> Outcome:
        met.append((journey, event))
        return step(programme, journey, event)

    async def played() -> Programme:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(database_url=app.sqlite_at(Path(folder) / "season.db"))
            clock = SetClock(cast.START)
            async with app.opened(settings, clock, migrate=True) as parts:
                language = parts.content.languages["fr"]
                await app.import_pairs(parts, cast.roster(language, Track.MENTORING))
                pair = await parts.store.run(lambda unit: next(unit.journeys.all()).pair)
                last = parts.content.programme.last(Track.MENTORING)
                await player.play(player.Season(Track.MENTORING, language, 1, last), parts.service, clock, pair)
                return parts.content.programme

    own, event_handler.step = event_handler.step, noted  # type: ignore[attr-defined]
    try:
        return asyncio.run(played()), met
    finally:
        event_handler.step = own  # type: ignore[attr-defined]


def _steps(programme: Programme, season: list[tuple[Journey, Event]]) -> int:
    for _ in range(ROUNDS):
        for journey, event in season:
            step(programme, journey, event)
    return ROUNDS * len(season)


def _timers(programme: Programme, season: list[tuple[Journey, Event]]) -> int:
    """Derives every timer of each journey, as each save does."""
    for _ in range(ROUNDS):
        for journey, _event in season:
            timers(programme, journey)
    return ROUNDS * len(season)


def _copies(season: list[tuple[Journey, Event]]) -> int:
    """Does the least that a step does: one changed copy of the journey."""
    for _ in range(ROUNDS):
        for journey, _event in season:
            replace(journey, left=())
    return ROUNDS * len(season)


def _command(*words: str) -> float:
    def run() -> None:
        subprocess.run([*COMMAND, *words], check=True, stdout=subprocess.DEVNULL)

    return statistics.median(seconds(run) for _ in range(TIMES))


def _python() -> float:
    """Starts an interpreter that does nothing."""

    def run() -> None:
        subprocess.run([sys.executable, "-c", "pass"], check=True)

    return statistics.median(seconds(run) for _ in range(TIMES))


def _demo() -> tuple[float, float]:
    """Returns the seconds until the demo's page answers, and the process's resident memory then, in MB."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        settings = {"TOGETHER_DATABASE_URL": app.sqlite_at(Path(folder) / "demo.db")}
        start = time.perf_counter()
        process = subprocess.Popen(
            [*COMMAND, "demo", "--port", str(port)], env={**os.environ, **settings}, stdout=subprocess.DEVNULL
        )
        try:
            while time.perf_counter() - start < 30:
                with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                    break
                time.sleep(0.01)
            ready = time.perf_counter() - start
            status = Path(f"/proc/{process.pid}/status").read_text()
            resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024
        finally:
            process.terminate()
            process.wait(10)
    return ready, resident
