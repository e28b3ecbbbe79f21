"""A process's log: what happened and where, and nothing of what people said, nor who they are.

1. A line has its time in UTC, its level, and the part of the bot that speaks; the event and the pair that it is about, if it is
   about any. It is plain, or one JSON object (`TOGETHER_LOG`).
2. The text of an exception may repeat what people said (a missing key, a value that a driver quotes). So of an exception there is
   its type, and the lines of code that it came through; its text only if its kind promises to repeat nothing (`Logged`).
3. A log call is given the exception itself, never its text: what may be said of it is decided here.
4. A pair is called by a name that only the bot's key can make, so that a log tells nobody who is in it. With the key an operator
   finds the pair (`together-bot keys pair`).
"""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import NamedTuple

from bot.ports.logged import Logged

LINE = "%(levelname)s %(name)s: %(message)s"
STYLES = ("plain", "json")

PURPOSE = b"together log"
"""So that the keys that seal words are not the very keys that name pairs."""
DIGITS = 12
"""Of a pair's name, in hexadecimal: a million pairs share none but by a chance of one in five hundred."""

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_ODD = re.compile(r"[^\w.:/+@=-]")
_LONGEST = 120


class About(NamedTuple):
    """What is being done; empty: nothing of that kind."""

    event: str = ""
    pair: str = ""


_NOTHING = About()
_about: ContextVar[About] = ContextVar("about", default=_NOTHING)
_CARRIED = "_together_about"
"""The attribute of an exception that says what was being done when it was raised."""
_keys: list[bytes] = []
"""The first names pairs in this process; none: no pair is named."""


class about:  # a function made of a generator would cost every event five times as much
    """What is logged meanwhile is about this event and this pair, and about what it was about before.

    An exception carries it along to whoever logs it, in another task or on another thread.
    """

    __slots__ = ("_event", "_pair", "_token")

    def __init__(self, *, event: str = "", pair: str = "") -> None:
        self._event, self._pair = event, pair

    def __enter__(self) -> None:
        before = _about.get()
        self._token = _about.set(About(self._event or before.event, self._pair or before.pair))

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if error is not None and not hasattr(error, _CARRIED):
            with suppress(AttributeError):
                setattr(error, _CARRIED, _about.get())
        _about.reset(self._token)


def begin(level: int, style: str = "plain") -> None:
    """To standard error, from `level` on; what ends the process or a thread of it is said as discreetly."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if style == "json" else Plain())
    logging.basicConfig(level=level, handlers=[handler])
    logging.raiseExceptions = False  # or a line that cannot be formatted is printed with all that was to stand in it
    top = logging.getLogger(__name__)
    sys.excepthook = lambda kind, error, trace: _end(top, "the process ends", kind, error, trace)
    threading.excepthook = lambda it: _end(top, "a thread ends", it.exc_type, it.exc_value, it.exc_traceback)


def _end(
    top: logging.Logger,
    what: str,
    kind: type[BaseException],
    error: BaseException | None,
    trace: TracebackType | None,
) -> None:
    if error is not None and not issubclass(kind, (KeyboardInterrupt, SystemExit)):
        top.critical("%s", what, exc_info=(kind, error, trace))


def name_pairs(secret_keys: Sequence[str]) -> None:
    """From now on this process names pairs by these keys, the newest first."""
    _keys[:] = [hmac.digest(base64.urlsafe_b64decode(key), PURPOSE, hashlib.sha256) for key in secret_keys]


def names_of(pair: str) -> Sequence[str]:
    """What the log calls a pair: by the first key today, by the others before they were replaced."""
    return [hmac.digest(key, pair.encode(), hashlib.sha256).hex()[:DIGITS] for key in _keys]


class Discreet(logging.Formatter):
    """Repeats nothing that an exception says."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(discreet(record))

    def formatException(self, ei: Raised) -> str:
        return "" if ei[1] is None else "\n".join(_told(ei[1], set()))


class Plain(Discreet):
    """One line, and below it the lines of code that an exception came through."""

    def format(self, record: logging.LogRecord) -> str:
        said = "".join(f" {name}={value}" for name, value in fields(record).items())
        first, *frames = super().format(record).split("\n")
        return "\n".join((f"{_time(record)} {first}{said}", *frames))

    def __init__(self) -> None:
        super().__init__(LINE)


class Json(Discreet):
    """One object a line: `at`, `level`, `logger`, `message`, and `event`, `pair`, `trace` where there are any."""

    def format(self, record: logging.LogRecord) -> str:
        record = discreet(record)
        trace = {"trace": self.formatException(record.exc_info).split("\n")} if record.exc_info else {}
        line = {
            "at": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **fields(record),
            **trace,
        }
        return json.dumps(line, ensure_ascii=False)


def discreet(record: logging.LogRecord) -> logging.LogRecord:
    """The record without what exceptions say, and on one line: nobody's words make a line of their own."""
    record = copy.copy(record)
    record.exc_text = None  # what another handler has made of it
    record.stack_info = None
    if isinstance(record.args, tuple):
        record.args = tuple(said_of(one) if isinstance(one, BaseException) else one for one in record.args)
    message = record.getMessage()
    if record.exc_info and record.name == "asyncio":  # whose further lines describe the task, its exception included
        message = message.partition("\n")[0]
    record.msg, record.args = message.replace("\r", " ").replace("\n", " "), None
    return record


def said_of(error: BaseException) -> str:
    """What the log says of an exception that is no more than a part of a line."""
    return error.logged if isinstance(error, Logged) else type(error).__name__


def fields(record: logging.LogRecord) -> dict[str, str]:
    """The event and the pair that it is about. An id made of the pair's own is made of its name instead."""
    now = _about.get()
    if record.exc_info and now == _NOTHING:
        now = getattr(record.exc_info[1], _CARRIED, now)
    name = next(iter(names_of(now.pair)), "") if now.pair else ""
    event = now.event.replace(now.pair, name or "pair") if now.pair else now.event
    found = {"event": _ODD.sub("_", event)[:_LONGEST], "pair": name}
    return {key: value for key, value in found.items() if value}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _told(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield from _told(before, seen)
        yield "and then:"
    yield from (frame.rstrip() for frame in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
