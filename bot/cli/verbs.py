"""What each command does. CommandFailed is told in a sentence on standard error, with exit status 1."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic

from adapters.calendars import agenda, holidays_of
from adapters.calendars.holidays_of import ListBroken
from bot import app
from bot.app.contacts import asked_for
from bot.app.keys import keys_of
from bot.app.listening import CannotListen
from bot.app.sentences import declared
from bot.app.settings import from_environment
from bot.application.enrolment.csv_file import BadFile, decoded
from bot.application.enrolment.enrol import Enrolling
from bot.application.enrolment.progress import Progress
from bot.application.enrolment.report import Report
from bot.cli import audit, keys, links, manifest, people, privacy, programmes
from bot.cli.content import compared, run_move
from bot.cli.failed import CommandFailed
from bot.cli.operator import note, operator
from bot.engine.messages import Message
from bot.engine.programme import Track
from bot.infra.clock import SetClock, SystemClock
from bot.play import cast, player, transcript
from bot.ports import FIRST, Act, Address, Language, ManifestRefused, Person, Unavailable, UnitOfWork, Unreached
from bot.ports.store.ledger import LedgerTrouble
from bot.settings import Settings, SettingsBroken
from bot.text.plain import plain
from content import languages
from content.check import check, warnings_of
from content.faults import ContentBroken
from content.load import HERE
from storage.backup import BackupBroken
from storage.database.schema import SchemaTooNew, SchemaTooOld

EXPLAINED = (
    CannotListen, SettingsBroken, ContentBroken, ListBroken, BadFile, SchemaTooOld, SchemaTooNew, Unavailable, Unreached,
    ManifestRefused, LedgerTrouble, BackupBroken,
)  # fmt: skip
"""CommandFailed whose message says what to do."""


def run(args: Namespace) -> int:
    """The command that `args` names; its exit status."""
    name = " ".join(filter(None, (args.verb, getattr(args, "what", ""))))
    try:
        return _manifest(args) if args.verb == "manifest" else _VERBS[name](args)
    except (CommandFailed, *EXPLAINED) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1


def _settings() -> Settings:
    return from_environment()


def _play(args: Namespace) -> int:
    settings = _settings()
    spoken = languages.load(settings.content or HERE)
    language = spoken[args.lang] if args.lang else next(iter(spoken.values()))
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        own = replace(
            settings,
            database_url=app.sqlite_at(Path(folder) / "play.db"),
            coordinators=(cast.coordinator(language),),
        )
        rows = asyncio.run(_played(args, language, own))
    lines = transcript.as_jsonl(rows) if args.form == "jsonl" else transcript.as_text(rows, cast.named(language))
    for line in lines:
        print(line)
    return 0


async def _played(args: Namespace, language: Language, settings: Settings) -> list[transcript.Row]:
    clock, track = SetClock(cast.START), Track(args.track)
    async with app.opened(settings, clock, migrate=True) as container:
        first, last = _range(args.seances, container.content.programme.last(track))
        await app.import_pairs(container, cast.roster(language, track), asks=args.asked)
        pair = await container.store.read(lambda unit: next(unit.journeys.all()).pair)
        container.service.programme = replace(container.service.programme, calendar_link=cast.calendar_link)
        describe = agenda.description if args.calendars else None
        season = player.Season(track, language, first, last, cast.Cast(args.cast), describe)
        return await player.play(season, container.service, clock, pair)


def _range(text: str | None, last: int) -> tuple[int, int]:
    """`3` or `2-4`, within the track."""
    if text is None:
        return 1, last
    first, dash, end = text.partition("-")
    end = end if dash else first
    if not (first.isdecimal() and end.isdecimal() and 1 <= int(first) <= int(end) <= last):
        raise CommandFailed(f"--seances {text}: give one séance or a range between 1 and {last}, such as 2-4.")
    return int(first), int(end)


def _check(args: Namespace) -> int:
    settings = _settings()
    folder: Path = args.folder or settings.content or HERE
    if not folder.is_dir():
        raise CommandFailed(f"{folder} is no folder; give the path of a copy of content/.")
    content, faults = check(folder, declared())
    told = [str(fault) for fault in faults]
    try:
        holidays_of.load(folder / "holidays")
    except ListBroken as broken:
        told.append(str(broken))
    for fault in told:
        print(fault, file=sys.stderr)
    if told:
        print(f"{len(told)} faults. Nothing starts with this content until they are mended.", file=sys.stderr)
        return 1
    for warning in (*map(str, warnings_of(content)), *asked_for((settings.first,))):
        print(f"warning: {warning}", file=sys.stderr)
    items = sum(len(seance.items) for seances in content.programme.tracks.values() for seance in seances)
    sentences = len(content.books[0].phrases)
    print(f"{folder}: {items} items and {sentences} sentences in {', '.join(content.programme.languages)}, all well.")
    for line in (*links.given(settings, content.programme), *compared(settings, content)):
        print(line)
    return 0


def _import(args: Namespace) -> int:
    try:
        text = decoded(args.file.read_bytes())
    except OSError as error:
        raise CommandFailed(f"{args.file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandFailed(f"{args.file} is no text; save it as «CSV UTF-8».") from error
    try:
        report = asyncio.run(_imported(text, args.programme))
    except BadFile as bad:
        lines = "\n".join(f"{args.file}:{line.line}: {line.reason}" for line in bad.lines)
        raise CommandFailed(f"{lines}\nNobody was enrolled. Mend the lines above and import the file again.") from bad
    print(report)
    return 0


async def _imported(text: str, programme: str | None) -> Report:
    progress = Progress(partial(print, file=sys.stderr, flush=True), monotonic)
    async with app.opened(_settings(), SystemClock(), migrate=False) as container:
        if programme is not None:
            await container.store.run(lambda unit: programmes.known(unit, programme))
        return await app.imported(container, text, Enrolling(programme, progress, operator()))


def _leave(args: Namespace) -> int:
    channel, _, id = args.address.partition(":")
    name, journeys = asyncio.run(_left(Address(channel, id)))
    print(f"{name} left; {journeys} journeys ended. Their partners will be told kindly.")
    return 0


async def _left(address: Address) -> tuple[str, int]:
    async with app.opened(_settings(), SystemClock(), migrate=False) as container:
        return _known(address, await container.service.leave(address, operator()))


def _restore(args: Namespace) -> int:
    channel, _, id = args.address.partition(":")
    name, journeys = asyncio.run(_restored(Address(channel, id)))
    if not journeys:
        raise CommandFailed(f"{name} has left no pair that could go on; nothing was changed.")
    print(f"{name} is back; {journeys} journeys go on. Their partners will be told.")
    return 0


async def _restored(address: Address) -> tuple[str, int]:
    async with app.opened(_settings(), SystemClock(), migrate=False) as container:
        return _known(address, await container.service.restore(address, operator()))


def _known(address: Address, found: tuple[str, int] | None) -> tuple[str, int]:
    if found is None:
        raise CommandFailed(f"Nobody is known as {address}; addresses read CHANNEL:ADDRESS, as they were imported.")
    return found


def _digest(args: Namespace) -> int:
    for text in asyncio.run(_digests(args.programme)):
        print(text)
    return 0


async def _digests(id: str | None) -> list[str]:
    async with app.opened(_settings(), SystemClock(), migrate=False) as container:

        def written(unit: UnitOfWork) -> list[tuple[Person, Message]]:
            wanted = unit.programmes.all() if id is None else [programmes.known(unit, id)]
            at = container.clock.now()
            for one in wanted:
                note(unit, Act.DIGEST, at, programme=one.id)
            return [
                (person, container.service.digests.message(unit, one, person, at))
                for one in wanted
                for _, person in unit.people.coordinators(one.id)
            ]

        messages = await container.store.run(written)
    if not messages and id not in (None, FIRST):
        raise CommandFailed(f"Nobody coordinates {id} yet: together-bot programmes appoint {id} …")
    if not messages:
        raise CommandFailed(
            "Nobody reads the digest yet: name the coordinators in TOGETHER_COORDINATORS (see .env.example), or appoint one."
        )
    return [
        plain(message, container.content.voices(person.languages[:1], (person.zone,))) for person, message in messages
    ]


def _demo(args: Namespace) -> int:
    from bot.app.demo import demo

    settings = _settings()
    return demo(settings if args.port is None else replace(settings, port=args.port))


def _release(_: Namespace) -> int:
    from storage.database import schema
    from storage.seal import AesSeal

    settings = _settings()
    progress = Progress(partial(print, flush=True), monotonic)
    schema.migrate(settings.database_url, seal=AesSeal(keys_of(settings)), tell=progress.tell)
    print("The database is up to date.")
    return 0


def _backup(args: Namespace) -> int:
    from bot.cli.backup import backup

    return backup(args)


def _put_back(args: Namespace) -> int:
    from bot.cli.backup import restore

    return restore(args)


def _web(_: Namespace) -> int:
    from bot.app.web import serve

    return serve(_settings())


def _worker(_: Namespace) -> int:
    from bot.app.work import work

    return work(_settings())


def _doctor(args: Namespace) -> int:
    from bot.cli.doctor.run import run

    return run(args)


def _rehearse(args: Namespace) -> int:
    from bot.cli.rehearsal.verb import run as rehearse

    return rehearse(args)


def _undelivered(args: Namespace) -> int:
    lines = asyncio.run(_dead_letters(args.retry, args.programme))
    for line in lines:
        print(line)
    return 0


async def _dead_letters(retry: str | None, programme: str | None) -> list[str]:
    async with app.opened(_settings(), SystemClock(), migrate=False) as container:
        now = container.clock.now()
        if programme is not None:
            await container.store.run(lambda unit: programmes.known(unit, programme))
        dead = await container.store.read(lambda unit: unit.dead_letters.all(programme))
        if retry is None:
            await container.store.run(lambda unit: note(unit, Act.UNDELIVERED, now, programme=programme or ""))
            rows = [
                f"{one.id:>8}  {one.at:%Y-%m-%d %H:%M}  {one.key}  {one.lane}: {one.reason}: {one.detail}"
                for one in dead
            ]
            return rows or ["Every message was delivered."]
        wanted = [one.id for one in dead if retry in ("all", str(one.id))]
        if not wanted:
            raise CommandFailed(f"No undelivered message has the number {retry}; together-bot undelivered lists them.")
        for id in wanted:
            await container.store.run(partial(_revived, id=id, at=now))
        return [f"{len(wanted)} messages are on their way again."]


def _revived(unit: UnitOfWork, id: int, at: datetime) -> None:
    note(unit, Act.RETRY, at, str(id))
    unit.dead_letters.revive(id, at)


def _manifest(args: Namespace) -> int:
    print(manifest.make(args))
    return 0


_VERBS: Mapping[str, Callable[[Namespace], int]] = {
    "audit": audit.run,
    "backup": _backup,
    "content check": _check,
    "content move": run_move,
    "demo": _demo,
    "digest": _digest,
    "doctor": _doctor,
    "keys new": keys.new,
    "keys pair": keys.pair,
    "keys reseal": keys.reseal,
    "pairs import": _import,
    "pairs leave": _leave,
    "pairs restore": _restore,
    **dict.fromkeys((f"people {what}" for what in people.VERBS), people.run),
    "play": _play,
    "privacy notice": privacy.notice,
    **dict.fromkeys((f"programmes {what}" for what in ("list", "add", "set", "appoint", "dismiss")), programmes.run),
    "rehearse": _rehearse,
    "release": _release,
    "restore": _put_back,
    "undelivered": _undelivered,
    "web": _web,
    "worker": _worker,
}
