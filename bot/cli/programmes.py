"""`together-bot programmes …`: what programmes there are, and who coordinates them."""

from __future__ import annotations

import asyncio
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from bot import app
from bot.app.contacts import asked_for
from bot.app.settings import SCHEMA, from_environment
from bot.cli import programme_days
from bot.cli.content import by_version
from bot.cli.failed import CommandFailed
from bot.cli.operator import note, operator
from bot.engine.flows.coordination.change import Change
from bot.infra.clock import SystemClock
from bot.ports import FIRST, Act, Address, ProgrammeRecord, Retention, UnitOfWork
from bot.settings import DAYS, MONTHS, Coordinator, is_zone, read_coordinators

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_KEPT = {
    "keep_answers_months": ("answers_months", MONTHS),
    "keep_months": ("rest_months", MONTHS),
    "keep_events_days": ("events_days", DAYS),
}
"""What `Retention` calls what a flag sets."""


def add_commands(parser: ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    commands.add_parser("list", help="every programme, with its pairs and coordinators")
    added = commands.add_parser("add", help="a new programme")
    changed = commands.add_parser("set", help="change a programme")
    for one in (added, changed):
        one.add_argument("id", metavar="ID", help="small letters, digits and dashes")
        _flags(one, required=one is added)
    appointed = commands.add_parser("appoint", help="make somebody a coordinator of a programme")
    appointed.add_argument("id", metavar="ID")
    appointed.add_argument("who", nargs="+", metavar="WORD", help="CHANNEL:ADDRESS NAME LANGUAGE ZONE")
    dismissed = commands.add_parser("dismiss", help="a coordinator of a programme is none any more")
    dismissed.add_argument("id", metavar="ID")
    dismissed.add_argument("address", metavar="CHANNEL:ADDRESS")


def _flags(parser: ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--name", required=required, help="as people read it")
    parser.add_argument("--zone", help="where its week ends: Europe/Paris")
    parser.add_argument("--threshold", type=int, metavar="N", help="people below which its digest shows no total")
    parser.add_argument("--contact-outside", metavar="TEXT", help="whom to turn to outside the coordinators")
    for flag in _KEPT:
        parser.add_argument(f"--{flag.replace('_', '-')}", type=int, metavar="N")
    programme_days.add_flags(parser)
    parser.add_argument(
        "--asks", choices=("yes", "no"), help="people are asked first whether they are willing; otherwise they are told"
    )
    parser.add_argument("--place", action="append", default=[], metavar="CHANNEL:WORKSPACE", help="its pairs are there")


def run(args: Namespace) -> int:
    """The command that `args` names. Raises `CommandFailed`, `SettingsBroken`."""
    for line in asyncio.run(_lines(args)):
        print(line)
    return 0


async def _lines(args: Namespace) -> list[str]:
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        match args.what:
            case "list":
                version = container.content.programme.version
                return await container.store.read(lambda unit: [line for one in _listed(unit, version) for line in one])
            case "add" | "set":
                return [await container.store.run(lambda unit: _kept(unit, args, container.clock.now()))]
            case "appoint":
                return [await _appointed(container, args)]
            case _:
                return [await _dismissed(container, args)]


def known(unit: UnitOfWork, id: str) -> ProgrammeRecord:
    """The programme of that id. Raises `CommandFailed`."""
    found = unit.programmes.of(id)
    if found is None:
        ids = ", ".join(one.id for one in unit.programmes.all())
        raise CommandFailed(f"There is no programme {id}; known are {ids}.")
    return found


# What there is -----------------------------------------------------------------------------------------------------


def _listed(unit: UnitOfWork, version: str) -> Iterator[list[str]]:
    for one in unit.programmes.all():
        pairs = sum(1 for _ in unit.journeys.all(one.id))
        coordinators = [f"{person.name} ({person.address})" for _, person in unit.people.coordinators(one.id)]
        places = [f"{channel}:{workspace}" for channel, workspace in unit.programmes.places(one.id)]
        yield [
            f"{one.id}  «{one.name}»  {one.zone}, {pairs} pairs",
            *(f"    {line}" for line in by_version(unit, one.id, version)),
            f"    coordinators: {', '.join(coordinators) or 'nobody'}",
            f"    places: {', '.join(places) or 'none of its own'}",
            *(f"    {line}" for line in programme_days.lines(one.calendar)),
            f"    people are {'asked first whether they are willing' if one.asks else 'told that they take part'}",
            f"    contact outside the coordinators: {one.outside_contact or 'nobody'}",
            f"    keeps answers {one.retention.answers_months} months after the end, the rest"
            f" {one.retention.rest_months}, events {one.retention.events_days} days",
        ]


# What is changed ---------------------------------------------------------------------------------------------------


def _kept(unit: UnitOfWork, args: Namespace, at: datetime) -> str:
    is_new = args.what == "add"
    if is_new and not _ID.fullmatch(args.id):
        raise CommandFailed(f"«{args.id}» is no id of a programme; use small letters, digits and dashes.")
    if is_new and unit.programmes.of(args.id) is not None:
        raise CommandFailed(f"There is a programme {args.id} already; change it with: together-bot programmes set.")
    before = ProgrammeRecord(args.id) if is_new else known(unit, args.id)
    after = _changed(before, args)
    if args.id == FIRST and replace(after, calendar=before.calendar, asks=before.asks) != before:
        raise CommandFailed(
            "The first programme is what the settings say: change TOGETHER_PROGRAMME_… and start again. "
            "Its days, and whether it asks, are set here."
        )
    unit.programmes.put(after)
    if after.calendar != before.calendar:
        unit.journeys.rouse(after.id, at)
    note(unit, Act.PROGRAMME, at, after.id, after.id)
    for place in args.place:
        channel, colon, workspace = place.partition(":")
        if channel not in SCHEMA.names or not colon:
            raise CommandFailed(f"«{place}» is no place; write CHANNEL:WORKSPACE, for example slack:T0123.")
        unit.programmes.place(channel, workspace, after.id)
    done = f"{after.id} is there." if is_new else f"{after.id} is changed."
    return "\n".join((done, *(f"warning: {line}" for line in asked_for((after,)))))


def _changed(before: ProgrammeRecord, args: Namespace) -> ProgrammeRecord:
    said = {"name": args.name, "zone": args.zone, "threshold": args.threshold, "outside_contact": args.contact_outside}
    after = replace(before, **{name: value for name, value in said.items() if value is not None})
    if not after.name.strip():
        raise CommandFailed("A programme has a name.")
    if not is_zone(after.zone):
        raise CommandFailed(f"«{after.zone}» is no time zone; write it like Europe/Paris.")
    if after.threshold < 3:
        raise CommandFailed("A total over fewer than 3 people would tell what each of them said.")
    return replace(
        after,
        retention=replace(after.retention, **_retention(before.retention, args)),
        calendar=programme_days.changed(before.calendar, args),
        asks=before.asks if args.asks is None else args.asks == "yes",
    )


def _retention(before: Retention, args: Namespace) -> Mapping[str, int]:
    kept = dict[str, int]()
    for flag, (name, allowed) in _KEPT.items():
        value = getattr(args, flag)
        kept[name] = getattr(before, name) if value is None else value
        if kept[name] not in allowed:
            raise CommandFailed(f"--{flag.replace('_', '-')} must be from {allowed[0]} to {allowed[-1]}.")
    return kept


# Who coordinates ---------------------------------------------------------------------------------------------------


async def _appointed(container: app.Container, args: Namespace) -> str:
    await container.store.read(lambda unit: known(unit, args.id))
    coordinator = _coordinator(" ".join(args.who), container)
    if not await app.appointments(container).appoint(args.id, coordinator, operator()):
        raise CommandFailed(f"{coordinator.address} cannot be looked up just now; nothing was changed.")
    return f"{coordinator.name} coordinates {args.id}."


def _coordinator(text: str, container: app.Container) -> Coordinator:
    faults: list[str] = []
    found = read_coordinators(text, SCHEMA, container.settings.channels, faults)
    if faults or len(found) != 1:
        raise CommandFailed("\n".join(faults) or "Name one coordinator: CHANNEL:ADDRESS NAME LANGUAGE ZONE.")
    return found[0]


async def _dismissed(container: app.Container, args: Namespace) -> str:
    await container.store.read(lambda unit: known(unit, args.id))
    channel, _, id = args.address.partition(":")
    person, change = await app.appointments(container).dismiss(args.id, Address(channel, id), operator())
    if person is None or change is Change.NEEDLESS:
        raise CommandFailed(f"No coordinator of {args.id} is reached at {args.address}.")
    if change is Change.LAST:
        raise CommandFailed(f"{person.name} is the last who coordinates {args.id}: appoint somebody else first.")
    return f"{person.name} coordinates {args.id} no more."
