"""`together-bot content check|move`: what a change of the programme's files means for pairs under way, and moving them to it."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot import app
from bot.app.keys import new_key
from bot.app.settings import from_environment
from bot.application.versions import Stays, move, named, stays
from bot.cli.failed import CommandFailed
from bot.cli.operator import note
from bot.engine.programme import Programme
from bot.infra.clock import SystemClock
from bot.ports import Act, Unavailable, UnitOfWork
from bot.ports.store.contents import Going
from bot.settings import Settings
from content.faults import ContentBroken
from content.read import Content
from content.versions.changes import Change, changes
from content.versions.stored import Version, read_back, version_of
from storage.database import schema
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.seal import AesSeal
from storage.store import open_store

NAMED = 5
"""Pairs that are named where there are many."""


def add_move(parser: ArgumentParser) -> None:
    parser.add_argument("--pairs", nargs="+", metavar="ID", help="these alone; all that are under way by default")
    parser.add_argument("--programme", metavar="ID", help="those of this programme alone")
    parser.add_argument("--now", action="store_true", help="move them; without it nothing is changed")


@dataclass(frozen=True)
class _Version:
    """A version that pairs go by."""

    id: str
    since: datetime | None
    content: Content | None
    """None: this release cannot read it."""
    changes: Sequence[Change]
    """To the one that they would go by."""
    pairs: Sequence[Going]

    def to_come(self, one: Going) -> list[Change]:
        return [change for change in self.changes if change.concerns(one.track, one.seance)]

    def lines(self) -> Iterator[str]:
        since = "" if self.since is None else f", in use since {self.since:%Y-%m-%d}"
        yield f"{_pairs(len(self.pairs))} the version {self.id}{since}:"
        if self.content is None:
            yield "    this release cannot read it, so that they go by the one in use"
        said = False
        for change in self.changes:
            ids = [one.pair for one in self.pairs if change.concerns(one.track, one.seance)]
            if ids:
                said = True
                yield f"    {change} (for {_some(ids)})"
        if self.content is not None and not said:
            yield "    nothing that lies ahead of them differs"


# content check -----------------------------------------------------------------------------------------------------


def compared(settings: Settings, content: Content) -> list[str]:
    """What would change for the pairs under way if `content` were in use; nothing where there is no database yet."""
    kind = database(settings.database_url)
    if isinstance(kind, Sqlite) and not kind.file.exists():
        return []
    try:
        schema.check(settings.database_url)
        return asyncio.run(_compared(settings, content))
    except (schema.SchemaTooOld, schema.SchemaTooNew, Unavailable) as trouble:
        return [f"Not compared with what pairs go by: {trouble}"]


async def _compared(settings: Settings, content: Content) -> list[str]:
    store = open_store(settings.database_url, seal=AesSeal((new_key(),)))  # nothing that is sealed is read
    try:
        found = await store.read(lambda unit: _versions(unit, content, unit.contents.going()))
    finally:
        await store.close()
    return _told(found, version_of(content).id)


def _versions(unit: UnitOfWork, content: Content, pairs: Iterable[Going]) -> list[_Version]:
    """Those that the pairs go by, the oldest first."""
    by: dict[str, list[Going]] = {}
    for one in pairs:
        by.setdefault(named(unit, one.content), []).append(one)
    since = dict(unit.contents.all())
    ids = sorted(by, key=lambda id: (str(since.get(id, "")), id))
    return [_version(id, since.get(id), unit.contents.of(id), content, by[id]) for id in ids]


def _version(id: str, since: datetime | None, files: str | None, content: Content, pairs: Sequence[Going]) -> _Version:
    try:
        old = None if files is None else read_back(Version(id, files), content)
    except ContentBroken:
        old = None
    return _Version(id, since, old, [] if old is None else changes(old, content), pairs)


def _told(found: Iterable[_Version], id: str) -> list[str]:
    same, others = [one for one in found if one.id == id], [one for one in found if one.id != id]
    lines = [f"{_pairs(len(one.pairs))} just this content ({id})." for one in same]
    for one in others:
        lines += one.lines()
    if others:
        lines.append(
            "They keep what they began with. «together-bot content move» shows what each would get, once it is in use."
        )
    return lines


# content move ------------------------------------------------------------------------------------------------------


def run_move(args: Namespace) -> int:
    """Raises `CommandFailed`."""
    for line in asyncio.run(_moved(args)):
        print(line)
    return 0


async def _moved(args: Namespace) -> list[str]:
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        after = container.service.programme
        chosen = await container.store.read(partial(_chosen, args=args))
        found = await container.store.read(lambda unit: _versions(unit, container.content, chosen))
        lines, tally = list[str](), Counter[str]()
        for version in (one for one in found if one.id != after.version):
            for one in version.pairs:
                before = after if version.content is None else version.content.programme
                work = partial(
                    _one, pair=one.pair, before=before, after=after, now=container.clock.now() if args.now else None
                )
                why = await container.store.run(work)
                tally["stay" if why else "move"] += 1
                ahead = f"{_many(len(version.to_come(one)), 'change')} ahead"
                lines.append(f"{one.pair}  {one.programme}  séance {one.seance} of {one.track}  {_how(why, ahead)}")
            lines += version.lines()
        return [*lines, _summed_up(tally, after.version, now=args.now)]


def _chosen(unit: UnitOfWork, args: Namespace) -> list[Going]:
    found = list(unit.contents.going(args.programme))
    if args.pairs is None:
        return found
    wanted = set(args.pairs)
    if missing := wanted.difference(one.pair for one in found):
        raise CommandFailed(f"There is no pair under way of the id {', '.join(sorted(missing))}; nothing was changed.")
    return [one for one in found if one.pair in wanted]


def _one(unit: UnitOfWork, pair: str, before: Programme, after: Programme, now: datetime | None) -> Stays | None:
    """Moves a pair, or without an instant says whether it could be."""
    if now is None:
        journey = unit.journeys.of(pair)
        return Stays.ENDED if journey is None else stays(before, after, journey)
    why = move(unit, pair, before, after)
    whose = unit.programmes.of_pair(pair)
    if why is None:
        note(unit, Act.CONTENT, now, pair, "" if whose is None else whose.id)
    return why


def _how(why: Stays | None, ahead: str) -> str:
    return ahead if why is None else f"stays: {why}"


def _summed_up(tally: Mapping[str, int], id: str, *, now: bool) -> str:
    moved, stay = tally.get("move", 0), tally.get("stay", 0)
    if not moved + stay:
        return f"Every pair under way goes by the version in use ({id}) already."
    if now:
        return f"Moved to the version in use ({id}): {_many(moved, 'pair')}. As they were: {stay}."
    return f"To be moved to the version in use ({id}): {_many(moved, 'pair')}. To stay: {stay}. Nothing was changed; --now moves."


# programmes list ---------------------------------------------------------------------------------------------------


def by_version(unit: UnitOfWork, programme: str, id: str) -> Iterator[str]:
    """By which versions the pairs of a programme go; `id` is the one in use."""
    since = dict(unit.contents.all())
    counts = Counter(named(unit, one.content) for one in unit.contents.going(programme))
    for version in sorted(counts, key=lambda one: (one != id, str(since.get(one, "")))):
        when = "in use" if version == id else f"since {since[version]:%Y-%m-%d}" if version in since else "unknown"
        yield f"content {version} ({when}): {_many(counts[version], 'pair')} under way"


def _pairs(count: int) -> str:
    return f"{_many(count, 'pair')} {'goes' if count == 1 else 'go'} by"


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"


def _some(ids: Sequence[str]) -> str:
    more = len(ids) - NAMED
    return ", ".join(ids[:NAMED]) + (f" and {more} more" if more > 0 else "")
