"""Who coordinates a programme: they read its digest from the next Monday on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.application.digest.weekly import digest_name
from bot.application.enrolment.enrol import new_person_id
from bot.engine.flows.digest.model import Week
from bot.infra.clock import Clock
from bot.ports import FIRST, Act, Address, Directory, Lane, Person, Store, UnitOfWork, Unreached
from bot.settings import Coordinator, SettingsBroken

log = logging.getLogger(__name__)

SETTINGS = "settings"
"""Whom the audit trail names for what `TOGETHER_COORDINATORS` does at a start."""


@dataclass(frozen=True, slots=True)
class Appointments:
    """Makes somebody a coordinator, and dismisses them."""

    store: Store
    clock: Clock
    languages: Sequence[str]
    """Of the programme."""
    directories: Callable[[], Mapping[str, Directory]]
    """Opens them; only done if somebody is named by an e-mail address that was not looked up before."""

    async def make(self, coordinators: Sequence[Coordinator]) -> None:
        """Makes these the coordinators of the first programme, and dismisses its others.

        An e-mail address is looked up once; while the channel cannot be asked, nobody is dismissed, and those who are named
        otherwise are appointed. Raises `SettingsBroken` for somebody whom the channel does not know, or whose language the
        programme lacks.
        """
        self._check_languages(coordinators)
        found = [await self._found(one) for one in coordinators]
        there = [one for one in found if one is not None]
        at = self.clock.now()
        await self.store.run(lambda unit: _appoint_first(unit, there, at, everybody=len(there) == len(found)))

    async def appoint(self, programme: str, coordinator: Coordinator, by: str = SETTINGS) -> bool:
        """Adds a coordinator to a programme; False if they cannot be looked up just now. Raises `SettingsBroken`.

        `by` is whom the audit trail names.
        """
        self._check_languages([coordinator])
        found, at = await self._found(coordinator), self.clock.now()
        if found is None:
            return False
        await self.store.run(lambda unit: _appoint(unit, programme, found, at, by))
        return True

    async def dismiss(self, programme: str, address: Address, by: str = SETTINGS) -> Person | None:
        """Takes a coordinator off a programme; None if nobody there is reached at that address."""
        known = await self.store.run(lambda unit: unit.facts.get(f"coordinator {address}"))
        there, at = Address(address.channel, known or address.id), self.clock.now()
        return await self.store.run(lambda unit: _dismiss(unit, programme, there, at, by))

    def _check_languages(self, coordinators: Sequence[Coordinator]) -> None:
        unknown = dict.fromkeys(code for one in coordinators for code in one.languages if code not in self.languages)
        if unknown:
            named = ", ".join(f"«{code}»" for code in unknown)
            raise SettingsBroken(
                f"TOGETHER_COORDINATORS: {named} is no language of the programme; known are {', '.join(self.languages)}."
            )

    async def _found(self, one: Coordinator) -> Coordinator | None:
        """By the channel's own id; None if it cannot be asked just now."""
        if "@" not in one.address.id:
            return one
        fact = f"coordinator {one.address}"
        known = await self.store.run(lambda unit: unit.facts.get(fact))
        if known is None:
            directories = self.directories()
            try:
                known = await _asked(directories, one.address)
            finally:
                for directory in directories.values():
                    await directory.close()
            if known is None:
                return None
            await self.store.run(lambda unit: unit.facts.put(fact, known))
        return replace(one, address=Address(one.address.channel, known))


async def _asked(directories: Mapping[str, Directory], address: Address) -> str | None:
    if address.channel not in directories:
        return address.id  # some channels know people by their e-mail address
    try:
        found = await directories[address.channel].find(address.id)
    except Unreached as trouble:
        log.warning("a coordinator cannot be looked up (%s): they read no digest until the next start", trouble)
        return None
    if isinstance(found, str):
        raise SettingsBroken(f"TOGETHER_COORDINATORS: {found}.")
    return found.address


def _appoint_first(unit: UnitOfWork, coordinators: Sequence[Coordinator], at: datetime, *, everybody: bool) -> None:
    known = {person.id for _, person in unit.people.coordinators(FIRST)}
    named = {_appoint(unit, FIRST, one, at, SETTINGS) for one in coordinators}
    for id in known - named if everybody else ():
        unit.people.dismiss_coordinator(id, FIRST)
        unit.audit.note(FIRST, SETTINGS, Act.DISMISS, id, at)


def _appoint(unit: UnitOfWork, programme: str, one: Coordinator, at: datetime, by: str) -> str:
    """The id of the person, whose first digest is next Monday's."""
    known = {person.id for _, person in unit.people.coordinators(programme)}
    person = unit.people.at(one.address) or _person(unit, one)
    lane = Lane(one.address.channel, one.address.workspace, f"coordinator:{one.address.id}")
    unit.people.put_coordinator(person, lane, programme)
    record = unit.programmes.of(programme)
    if person.id not in known and record is not None:
        unit.seen.claim_once(digest_name(person, Week.before(at, record.zone), programme), at)
        unit.audit.note(programme, by, Act.APPOINT, person.id, at)
    return person.id


def _dismiss(unit: UnitOfWork, programme: str, address: Address, at: datetime, by: str) -> Person | None:
    there = (person for _, person in unit.people.coordinators(programme) if person.address == address)
    if (person := next(there, None)) is not None:
        unit.people.dismiss_coordinator(person.id, programme)
        unit.audit.note(programme, by, Act.DISMISS, person.id, at)
    return person


def _person(unit: UnitOfWork, one: Coordinator) -> Person:
    id = new_person_id(unit, one.address)
    return Person(id=id, name=one.name, languages=one.languages, zone=one.zone, address=one.address)
