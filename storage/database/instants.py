"""Instants as the database keeps them: whole microseconds since 1970, UTC.

Integers, because they are the one thing that SQLite and PostgreSQL store, compare, index and add to in the same way,
and that neither turns into local time. SQLite has no type for an instant: as text it depends on the writer's format,
and `DateTime(timezone=True)` drops the offset there.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class NaiveDatetime(ValueError):
    """A datetime without a time zone names no instant."""

    def __init__(self, value: datetime) -> None:
        super().__init__(f"{value.isoformat()} has no time zone, so it names no instant; use an aware datetime, in UTC")


def micros(at: datetime) -> int:
    """Raises `NaiveDatetime`."""
    if at.tzinfo is None:
        raise NaiveDatetime(at)
    return (at - _EPOCH) // _TICK


def instant(micros: int) -> datetime:
    """Aware UTC."""
    return _EPOCH + micros * _TICK


def span(length: timedelta) -> int:
    """In microseconds."""
    return length // _TICK
