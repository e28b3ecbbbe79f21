"""`together-bot audit`: what coordinators and operators looked at or changed."""

from __future__ import annotations

import asyncio
from argparse import Namespace

from bot import app
from bot.app.settings import from_environment
from bot.cli.operator import day, note
from bot.infra.clock import SystemClock
from bot.ports import Act, AuditEntry, UnitOfWork


def run(args: Namespace) -> int:
    """Prints the entries, the oldest first. Raises `CommandFailed`."""
    for line in asyncio.run(_lines(args)):
        print(line)
    return 0


async def _lines(args: Namespace) -> list[str]:
    since = None if args.since is None else day(args.since)
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        at = container.clock.now()

        def read(unit: UnitOfWork) -> list[str]:
            found = [_line(unit, one) for one in unit.audit.all(since)]
            note(unit, Act.AUDIT, at)
            return found

        return await container.store.run(read) or ["Nothing was looked at or changed."]


def _line(unit: UnitOfWork, one: AuditEntry) -> str:
    about = _named(unit, one.about)
    where = one.programme or "-"
    return f"{one.at:%Y-%m-%d %H:%M}  {where}  {_named(unit, one.who)}  {one.kind}  {about}".rstrip()


def _named(unit: UnitOfWork, id: str) -> str:
    """A person by id and name, for as long as they are known."""
    person = unit.records.person(id)
    return id if person is None else f"{id} ({person.name})"
