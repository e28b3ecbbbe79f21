"""Who is at the terminal, as the audit trail names them, and the instants that they give."""

from __future__ import annotations

import getpass
import re
from datetime import UTC, date, datetime, time

from bot.cli.failed import CommandFailed
from bot.ports import Act, UnitOfWork


def operator() -> str:
    """`operator:LOGIN`; `operator` where the machine gives no login."""
    try:
        login = getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that has no name
        return "operator"
    return f"operator:{re.sub(r'[^A-Za-z0-9_.-]', '-', login)[:60]}"


def note(unit: UnitOfWork, kind: Act, at: datetime, about: str = "", programme: str = "") -> None:
    """Notes what the operator looked at or changed."""
    unit.audit.note(programme, operator(), kind, about, at)


def day(text: str) -> datetime:
    """The beginning of a day in UTC, written like 2026-03-31. Raises `CommandFailed`."""
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError as error:
        raise CommandFailed(f"{text} is no day; write it like 2026-03-31.") from error
