"""Compares this machine's clock with those of the servers that were asked, and with the database's.

A clock that is five minutes off refuses what Slack and Teams sign, and reminds people at the wrong time.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import median

from bot.cli.doctor.examining import aside
from bot.cli.doctor.http import HttpClient
from bot.ports import Unavailable
from bot.ports.plugins.doctor import Check, Finding, right, skipped, wrong
from storage.database import schema

MOST = timedelta(seconds=30)

DATABASE = "the database"


def check(url: str, public: str, http: HttpClient) -> Check:
    """To be asked when all others have answered. `public` is the host of the bot's own address."""

    async def clock() -> Finding:
        found = dict(http.skews)
        own = found.pop(public, None)
        if url.startswith("postgresql"):
            try:
                said = await aside(lambda: _database(url))
            except Unavailable:
                pass
            else:
                found[DATABASE] = said - http.now()
        return _judged(found, own)

    return Check("clock", "clock", clock)


def _judged(others: dict[str, timedelta], own: timedelta | None) -> Finding:
    """`own` is that of the machine behind the bot's own address."""
    if not others and own is None:
        return skipped("nobody who could be asked tells the time")
    known = others or {"the public address": own or timedelta()}
    ahead = timedelta(seconds=median(one.total_seconds() for one in known.values()))
    named = ", ".join(sorted(known))
    if abs(ahead) > MOST:
        way = "behind" if ahead > timedelta() else "ahead"
        return wrong(
            f"{_seconds(ahead)} {way} (as {named} tell the time)",
            "Let the machine keep its clock by NTP (timedatectl set-ntp true): Slack and Teams take no request that is more "
            "than five minutes off.",
        )
    if own is not None and abs(own - ahead) > MOST:
        return wrong(
            f"right here; that of the public address is {_seconds(own - ahead)} off",
            "Let the machine of the web process and of its reverse proxy keep their clocks by NTP.",
        )
    return right(f"at most {_seconds(max(map(abs, known.values())))} off (as {named} tell the time)")


def _seconds(length: timedelta) -> str:
    seconds = abs(length.total_seconds())
    return f"{seconds:.0f} seconds" if seconds < 120 else f"{seconds / 60:.0f} minutes"


def _database(url: str) -> datetime:
    with schema.connection_to(url) as connection:
        at = connection.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())").scalar()
        return datetime.fromtimestamp(float(at or 0), UTC)
