"""Measures reading a person's calendar, in the process that does it, beside `icalendar` and `recurring-ical-events`.

Both get the same file and give the busy times of the same four months; starting the process is part of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from benchmarks.figures import Figure

ROOT = Path(__file__).parents[1]
AFTER, BEFORE = datetime(2026, 11, 25, tzinfo=UTC), datetime(2027, 3, 25, tzinfo=UTC)
MEGABYTE = 1 << 20
ROUNDS = 3

OURS = [sys.executable, "-m", "adapters.calendars.reading"]
THEIRS = [
    sys.executable,
    "-c",
    "import sys, json, icalendar, recurring_ical_events\n"
    "from datetime import datetime\n"
    "asked = json.loads(sys.stdin.buffer.readline())\n"
    "calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n"
    "span = datetime.fromisoformat(asked['after']), datetime.fromisoformat(asked['before'])\n"
    "print(len(recurring_ical_events.of(calendar).between(*span)))",
]


def measure() -> dict[str, Figure]:
    with tempfile.TemporaryDirectory() as folder:
        usual = written(Path(folder) / "usual.ics", 2_500, 2 * MEGABYTE)
        large = written(Path(folder) / "large.ics", 20_000, 20 * MEGABYTE)
        few, many = _best(OURS, usual), _best(OURS, large)
        theirs_few, theirs_many = _run(THEIRS, usual), _run(THEIRS, large)
    return {
        "read_2500_ms": Figure(few.seconds * 1000, "ms", theirs_few.seconds * 1000),
        "read_20mb_s": Figure(many.seconds, "s", theirs_many.seconds),
        "read_20mb_mb": Figure(many.megabytes, "MB", theirs_many.megabytes),
    }


@dataclass(frozen=True)
class _Cost:
    seconds: float
    megabytes: float
    """Of memory, at most."""


def _best(command: list[str], file: Path) -> _Cost:
    return min((_run(command, file) for _ in range(ROUNDS)), key=lambda cost: cost.seconds)


def _run(command: list[str], file: Path) -> _Cost:
    asked = {"after": AFTER.isoformat(), "before": BEFORE.isoformat(), "zone": "Europe/Paris", "deflated": False}
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps({**asked, "mails": [], "own": []}).encode() + b"\n" + file.read_bytes())
        given.seek(0)
        begun = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdin=given, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command[1:3]} ended with {process.returncode}")
    return _Cost(time.perf_counter() - begun, used.ru_maxrss / 1024)


def written(file: Path, entries: int, size: int) -> Path:
    """Writes a work calendar of ten years as Google does: guests, descriptions, one entry in ten a series."""
    chance = Random(entries)
    with file.open("w", encoding="utf-8", newline="\r\n") as out:
        out.write("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//benchmarks//EN\nX-WR-TIMEZONE:Europe/Paris\n")
        for n in range(entries):
            out.write(_entry(chance, n, size // entries))
        out.write("END:VCALENDAR\n")
    return file


RULES = (
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;UNTIL=20210101T000000Z;BYDAY=MO,WE",
    "FREQ=MONTHLY;BYDAY=1FR",
    "FREQ=DAILY;COUNT=30",
)


def _entry(chance: Random, n: int, size: int) -> str:
    day = f"{chance.randint(2016, 2027)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    hour = chance.randint(6, 17)
    lines = ["BEGIN:VEVENT", *_times(n, day, hour)]
    if n % 10 == 0:
        lines.append(f"RRULE:{RULES[n // 10 % len(RULES)]}")
    lines += ["DTSTAMP:20261101T080000Z", f"UID:{n}-{chance.getrandbits(90):x}@example.org", "CREATED:20200101T080000Z"]
    for guest in range(chance.randint(1, 6)):
        lines.append(f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=p\n erson{guest}")
        lines.append(f" @example.org;X-NUM-GUESTS=0:mailto:person{guest}@example.org")
    rest = max(1, size - sum(map(len, lines)) - 250)
    text = "Réunion de suivi du projet, ordre du jour, notes et liens utiles. " * (rest // 66 + 1)
    folded = [text[start : start + 60] for start in range(0, rest, 60)]
    lines.append("DESCRIPTION:" + "\n ".join(folded))
    lines += ["LAST-MODIFIED:20260101T080000Z", "SEQUENCE:0", "STATUS:CONFIRMED", "SUMMARY:Point", "TRANSP:OPAQUE"]
    return "\n".join((*lines, "END:VEVENT", ""))


def _times(n: int, day: str, hour: int) -> tuple[str, str]:
    if n % 2:
        return f"DTSTART;TZID=Europe/Paris:{day}T{hour:02}3000", f"DTEND;TZID=Europe/Paris:{day}T{hour + 1:02}1500"
    return f"DTSTART:{day}T{hour:02}0000Z", f"DTEND:{day}T{hour + 1:02}0000Z"
