"""Reads somebody's calendar in a process of its own, bounded in time and memory, without secrets.

`python -m adapters.calendars.reading` reads one JSON line and then the calendar on standard input, and writes one JSON line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from adapters.calendars.reading.faults import Fault, Unread
from adapters.calendars.reading.text import Question, read
from adapters.calendars.reading.unpacking import PIECE, unpacked

SECONDS = 5
"""Of the processor."""
MEGABYTES = 512
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def main() -> int:
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    question = Question(
        datetime.fromisoformat(asked["after"]),
        datetime.fromisoformat(asked["before"]),
        asked["zone"],
        tuple(asked["mails"]),
        tuple(asked["own"]),
    )
    try:
        found = read(unpacked(_stdin(), deflated=asked["deflated"]), question)
    except Unread as unread:
        answer: object = {"fault": unread.fault}
    except (MemoryError, RecursionError):
        answer = {"fault": Fault.LARGE}
    else:
        busy = [[_seconds(start), _seconds(end)] for start, end in found.busy]
        answer = {"busy": busy, "doubtful": found.doubtful, "zones": found.zones}
    print(json.dumps(answer))
    return 0


def _stdin() -> Iterator[bytes]:
    while piece := sys.stdin.buffer.read(PIECE):
        yield piece


def _seconds(at: datetime) -> int:
    return int((at - EPOCH).total_seconds())


def _limit() -> None:
    """Sets this process's limits where the system has some; where it has none, the parent still ends it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
