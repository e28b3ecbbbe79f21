"""How results are shown: a line each for people, one object for machines."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from bot.cli.doctor.examining import Result
from bot.ports.plugins.doctor import Status

WIDTH = 132
_MARKS = {Status.RIGHT: "right", Status.ADVICE: "advice", Status.WRONG: "WRONG", Status.SKIPPED: "skipped"}
_TOLD = {
    Status.RIGHT: "right",
    Status.WRONG: "wrong",
    Status.ADVICE: "to look at",
    Status.SKIPPED: "not asked",
}


def line(result: Result) -> str:
    """What was found, and below it what to do."""
    finding = result.finding
    head = f"{_MARKS[finding.status]:<8}{result.check.id}: {finding.said}"
    return "\n".join([head, *(_advice(one) for one in finding.advice.splitlines())])


def _advice(text: str) -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=" " * 8 + "→ ",
        subsequent_indent=" " * 10,
        break_long_words=False,
        break_on_hyphens=False,
    )


def summary(results: Sequence[Result]) -> str:
    counts = _counts(results)
    return ", ".join(f"{counts[status]} {told}" for status, told in _TOLD.items() if counts[status]) + "."


def is_well(results: Iterable[Result]) -> bool:
    return all(result.finding.status is not Status.WRONG for result in results)


def as_json(results: Sequence[Result], at: datetime) -> str:
    counts = _counts(results)
    return json.dumps(
        {
            "version": _version(),
            "at": at.isoformat(timespec="seconds"),
            "well": is_well(results),
            "counts": {status.value: counts[status] for status in Status},
            "checks": [
                {
                    "id": one.check.id,
                    "title": one.check.title,
                    "status": one.finding.status.value,
                    "said": one.finding.said,
                    "advice": one.finding.advice,
                    "seconds": round(one.seconds, 3),
                }
                for one in results
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _counts(results: Iterable[Result]) -> Counter[Status]:
    return Counter(result.finding.status for result in results)


def _version() -> str:
    try:
        return version("together-bot")
    except PackageNotFoundError:  # run from a folder where nothing was installed
        return ""
