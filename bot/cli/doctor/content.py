"""Checks the programme's files as `content check` does, and whether what people are promised is there."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.calendars import holidays_of
from adapters.calendars.holidays_of import ListBroken
from bot.app.contacts import asked_for
from bot.app.sentences import declared
from bot.cli.doctor.examining import aside
from bot.cli.doctor.opened import OpenedDatabase
from bot.ports.plugins.doctor import Check, Finding, advised, right, wrong
from bot.settings import Settings
from content.check import check, warnings_of
from content.load import HERE

MOST = 5
"""Faults that are named; `content check` names all."""


def checks(settings: Settings, opened: OpenedDatabase) -> Sequence[Check]:
    return (
        Check("content", "content", lambda: aside(lambda: _content(settings))),
        Check("programmes", "programmes", lambda: _programmes(opened)),
    )


def _content(settings: Settings) -> Finding:
    folder = settings.content or HERE
    content, faults = check(folder, declared())
    told = [str(fault) for fault in faults]
    try:
        holidays_of.load(folder / "holidays")
    except ListBroken as broken:
        told.append(str(broken))
    if told:
        more = [f"… and {len(told) - MOST} more."] if len(told) > MOST else []
        first = "Mend them; together-bot content check names them all:"
        return wrong(f"{len(told)} faults in {folder}: nothing starts with it", "\n".join([first, *told[:MOST], *more]))
    said = f"{len(content.books[0].phrases)} sentences in {', '.join(content.programme.languages)}"
    warned = len(list(warnings_of(content)))
    return right(f"{said}; {warned} warnings, which together-bot content check names" if warned else said)


async def _programmes(opened: OpenedDatabase) -> Finding:
    store = await opened.store()
    records = await store.read(lambda unit: unit.programmes.all())
    led = await store.read(lambda unit: {one.id for one in records if list(unit.people.coordinators(one.id))})
    lines = [
        f"Nobody coordinates «{one.name}»: together-bot programmes appoint {one.id} …, or TOGETHER_COORDINATORS."
        for one in records
        if one.id not in led
    ]
    lines += [f"{line[:1].upper()}{line[1:]}." for line in asked_for(records)]
    said = f"{len(records)}: {', '.join(f'«{one.name}»' for one in records)}"
    return advised(said, "\n".join(lines)) if lines else right(said)
