"""`together-bot people …`: what an operator may do about one person, each of it noted in the audit trail."""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from adapters.channels import CHANNELS
from bot import app
from bot.app import Container
from bot.app.channels import directories
from bot.app.pages import links_for
from bot.app.settings import from_environment
from bot.application.data_rights.erase import Erased, erase
from bot.application.data_rights.facts import facts_of
from bot.application.data_rights.handing_over import hand_over
from bot.application.data_rights.move import AddressOfAnother, CannotBeOpened, Moved, move
from bot.application.noting import note_person
from bot.cli.failed import CommandFailed
from bot.cli.operator import operator
from bot.infra.clock import SystemClock
from bot.ports import Act, Address, DirectoryEntry, Person, UnitOfWork

VERBS = ("show", "export", "erase", "move")


def add_commands(parser: ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", required=True)
    shown = commands.add_parser("show", help="facts about a person, never what they wrote")
    exported = commands.add_parser("export", help="send a person all that is kept about them, in their own chat")
    erased = commands.add_parser("erase", help="erase a person, for good")
    erased.add_argument("--yes", action="store_true", help="do not ask")
    moved = commands.add_parser("move", help="take a person to another address, account or channel")
    for one in (shown, exported, erased, moved):
        one.add_argument("address", metavar="CHANNEL:ADDRESS")
    moved.add_argument("to", metavar="NEW-CHANNEL:NEW-ADDRESS")


def run(args: Namespace) -> int:
    """The command that `args` names. Raises `CommandFailed`, `SettingsBroken`, `Unreached`."""
    for line in asyncio.run(_lines(args)):
        print(line)
    return 0


async def _lines(args: Namespace) -> Sequence[str]:
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        match args.what:
            case "show":
                return await _shown(container, _address(args.address))
            case "export":
                return await _exported(container, _address(args.address))
            case "erase":
                return await _erased(container, _address(args.address), sure=args.yes)
            case _:
                return await _moved(container, _address(args.address), _address(args.to))


def _address(text: str) -> Address:
    channel, _, id = text.partition(":")
    return Address(channel, id)


def _known(unit: UnitOfWork, address: Address) -> Person:
    person = unit.people.at(address)
    if person is None:
        raise CommandFailed(f"Nobody is known as {address}; addresses read CHANNEL:ADDRESS, as they were imported.")
    return person


async def _shown(container: Container, address: Address) -> Sequence[str]:
    at = container.clock.now()

    def shown(unit: UnitOfWork) -> list[str]:
        person = _known(unit, address)
        note_person(unit, operator(), Act.SHOW, person.id, at)
        return [f"{fact.label}: {fact.value}" for fact in facts_of(unit, person, at)]

    return await container.store.run(shown)


async def _exported(container: Container, address: Address) -> Sequence[str]:
    """The person gets it; who asked for it here does not."""
    at, links = container.clock.now(), links_for(container.settings)

    def sent(unit: UnitOfWork) -> Person:
        person = _known(unit, address)
        theirs = links(person)
        hand_over(unit, person, None if theirs is None else theirs.export, at)
        note_person(unit, operator(), Act.EXPORT, person.id, at)
        return person

    person = await container.store.run(sent)
    how = "a link that works once, within a day" if container.settings.public_url else "as messages"
    return [f"All that is kept about {person.name} is on its way to their own chat ({person.address}), {how}."]


# For good


async def _erased(container: Container, address: Address, *, sure: bool) -> Sequence[str]:
    at = container.clock.now()
    person, ends = await container.store.read(lambda unit: _ends(unit, address))
    if not sure:
        _ask(person, ends)

    def erased(unit: UnitOfWork) -> Erased:
        note_person(unit, operator(), Act.ERASE, person.id, at)
        return erase(unit, person.id, at)

    done = await container.store.run(erased)
    left = await container.store.scrub()
    lines = [f"{person.id} is erased; {done.ended} journeys end, and their partners will be told kindly."]
    if done.withdrawn:
        lines.append(f"{done.withdrawn} messages that only they could see are deleted by the worker, as far as it may.")
    lines.append(left or "The database's files hold nothing of it any more.")
    lines.append(
        "Backups made before still do, until they are deleted; a restore erases it again before anything is served."
    )
    if any(one.address == address for one in container.settings.coordinators):
        lines.append(
            f"TOGETHER_COORDINATORS still names {address}: take it out, or they coordinate again if nobody else does."
        )
    return lines


def _ends(unit: UnitOfWork, address: Address) -> tuple[Person, Sequence[str]]:
    """Who it is, and what of theirs would end."""
    person = _known(unit, address)
    return person, [f"{one.pair} with {one.partner}" for one in unit.people.memberships(person.id)]


def _ask(person: Person, ends: Sequence[str]) -> None:
    """Raises `CommandFailed` unless the person at the terminal is sure."""
    lines = [
        f"{person.name} ({person.address}) is erased for good: what they wrote, their name, addresses and calendar."
    ]
    lines += [f"This ends {one}." for one in ends]
    if not sys.stdin.isatty():
        raise CommandFailed("\n".join([*lines, "Nothing was erased. Add --yes to do it."]))
    print("\n".join(lines))
    if input(f"Write {person.address} to go on: ").strip() != str(person.address):
        raise CommandFailed("Nothing was erased.")


# To another address


async def _moved(container: Container, old: Address, new: Address) -> Sequence[str]:
    await container.store.read(lambda unit: _known(unit, old))  # before anybody is asked about the new one
    to, at = await _there(container, new), container.clock.now()

    def moved(unit: UnitOfWork) -> Moved:
        found = move(unit, _known(unit, old), to, at)
        note_person(unit, operator(), Act.MOVE, found.person.id, at)
        return found

    try:
        found = await container.store.run(moved)
    except (AddressOfAnother, CannotBeOpened) as trouble:
        raise CommandFailed(str(trouble)) from trouble
    return list(_told(found, old))


async def _there(container: Container, address: Address) -> Address:
    """The address as the channel writes it. Raises `CommandFailed` if nobody can be reached there."""
    plugin = next((one for one in CHANNELS if one.name == address.channel), None)
    if plugin is None or plugin.name not in container.settings.channels:
        raise CommandFailed(f"The channel «{address.channel}» is not switched on: see TOGETHER_CHANNELS.")
    if not address.id:
        raise CommandFailed(f"{address} is no address; write {address.channel}:ADDRESS.")
    asked = directories(container)
    try:
        if (directory := asked.get(plugin.name)) is None:
            return Address(plugin.name, _formed(plugin.address(address.id), plugin.address_form(address.id)))
        found = await directory.find(address.id)
    finally:
        for one in asked.values():
            await one.close()
    match found:
        case DirectoryEntry():
            return Address(plugin.name, found.address)
        case reason:
            raise CommandFailed(f"{address}: {reason}. Nothing was changed.")


def _formed(id: str, form: str) -> str:
    if form:
        raise CommandFailed(f"«{id}» is no address there; write it like {form}. Nothing was changed.")
    return id


def _told(found: Moved, old: Address) -> Sequence[str]:
    person = found.person
    if person.address == old:
        return [f"{person.name} is there already; nothing was changed."]
    return [
        f"{person.name} is reached at {person.address} now: {found.pairs} pairs went along, "
        f"and {found.messages} messages that were waiting.",
        "What stands in the old conversation stays there; nobody can use it any more.",
    ]
