"""Imports very many pairs as `together-bot pairs import` does, in a process of its own, and prints what that took.

`python -m benchmarks._importing URL PAIRS`
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import time
from pathlib import Path

from benchmarks._databases import ledger_for
from bot import app
from bot.app.keys import new_key
from bot.application.enrolment.csv_file import COLUMNS
from bot.application.enrolment.enrol import Enrolling
from bot.application.enrolment.progress import Progress
from bot.infra.clock import SystemClock
from bot.settings import Settings


def roster(pairs: int) -> str:
    rows = (
        f"Mentor {n},Mentee {n},mentoring,2090-W01,fr,fr en,Europe/Paris,America/Toronto,"
        f"local,w{n % 4}/mentor{n},local,w{n % 4}/mentee{n}"
        for n in range(pairs)
    )
    return "\n".join([",".join(COLUMNS), *rows])


async def imported(url: str, pairs: int) -> dict[str, float]:
    text, said = roster(pairs), list[str]()
    settings = Settings(url, secret_keys=(new_key(),), ledger=ledger_for(url))
    async with app.opened(settings, SystemClock(), migrate=False) as parts:
        idle, start, cpu = _idle(), time.perf_counter(), time.process_time()
        report = await app.imported(parts, text, Enrolling(progress=Progress(said.append, time.monotonic)))
        assert report.new == pairs
        took = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
        return {**took, "mb": _memory("VmHWM") - idle, "said": len(said)}


def _idle() -> float:
    """The memory that is held now; the highest mark is forgotten."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    return _memory("VmRSS")


def _memory(which: str) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(imported(sys.argv[1], int(sys.argv[2])))))
