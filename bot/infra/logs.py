"""A process's log: what happened and where, and nothing of what people said.

The text of an exception may repeat it (a missing key, a value that a driver quotes), so of an exception there is its
type, and the lines of code that it came through.
"""

from __future__ import annotations

import copy
import logging
import traceback
from collections.abc import Iterator
from types import TracebackType

LINE = "%(levelname)s %(name)s: %(message)s"

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def begin(level: int) -> None:
    """To standard error, from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(LINE))
    logging.basicConfig(level=level, handlers=[handler])


class Discreet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record = copy.copy(record)
        record.exc_text = None  # what another handler has made of it
        if (
            record.exc_info and record.name == "asyncio"
        ):  # whose further lines describe the task, its exception included
            record.msg, record.args = record.getMessage().partition("\n")[0], None
        return super().format(record)

    def formatException(self, ei: Raised) -> str:
        return "" if ei[1] is None else "\n".join(_told(ei[1], set()))


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "and then:"
    yield from (frame.rstrip() for frame in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
