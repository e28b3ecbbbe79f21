"""Who coordinates a programme: they read its digest from the next Monday on.

1. `TOGETHER_COORDINATORS` names the first ones: it is read while the first programme has none, and dismisses nobody.
2. From then on coordinators appoint and dismiss each other in chat (`appointed_by`, `dismissed_by`), operators at the terminal.
3. The last coordinator of a programme cannot be dismissed: there is always somebody whom its pairs can turn to.
4. Who is appointed or dismissed in chat is told so, and by whom.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.application.digest.weekly import digest_name
from bot.application.enrolment.enrol import new_person_id
from bot.engine.flows.coordination import card
from bot.engine.flows.coordination.actions import CARD as COORDINATION
from bot.engine.flows.coordination.change import Change
from bot.engine.flows.digest.model import Week
from bot.engine.messages import Message
from bot.engine.people import Member, Place
from bot.engine.scheduling.hours import next_common
from bot.infra.clock import Clock
from bot.ports import (
    FIRST,
    Act,
    Address,
    Directory,
    Lane,
    OutboxMessage,
    Person,
    ProgrammeRecord,
    Store,
    UnitOfWork,
    Unreached,
)
from bot.settings import Coordinator, SettingsBroken

log = logging.getLogger(__name__)

MISSING = "coordinators.missing"
"""The fact that some whom the settings name could not be looked up yet."""
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
        """Makes these the coordinators of the first programme if it has none.

        An e-mail address is looked up once; while the channel cannot be asked, those who are named otherwise are appointed, and
        the others at the next start. Raises `SettingsBroken` for somebody whom the channel does not know, or whose language the
        programme lacks.
        """
        if not coordinators or not await self.store.read(_wants_some):
            return
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

    async def dismiss(self, programme: str, address: Address, by: str = SETTINGS) -> tuple[Person | None, Change]:
        """Takes a coordinator off a programme, unless they are the last; nobody, if nobody there is reached at that address."""
        known = await self.store.read(lambda unit: unit.facts.get(f"coordinator {address}"))
        there, at = Address(address.channel, known or address.id), self.clock.now()

        def dismissed(unit: UnitOfWork) -> tuple[Person | None, Change]:
            person = unit.people.at(there)
            return person, _dismiss(unit, programme, person.id if person is not None else "", at, by)

        return await self.store.run(dismissed)

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
        known = await self.store.read(lambda unit: unit.facts.get(fact))
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
        log.warning("a coordinator cannot be looked up (%s): they are appointed at the next start", trouble)
        return None
    if isinstance(found, str):
        raise SettingsBroken(f"TOGETHER_COORDINATORS: {found}.")
    return found.address


def _wants_some(unit: UnitOfWork) -> bool:
    return not unit.people.coordinators(FIRST) or bool(unit.facts.get(MISSING))


def _appoint_first(unit: UnitOfWork, coordinators: Sequence[Coordinator], at: datetime, *, everybody: bool) -> None:
    for one in coordinators:
        _appoint(unit, FIRST, one, at, SETTINGS)
    if bool(unit.facts.get(MISSING)) is everybody:
        unit.facts.put(MISSING, "" if everybody else "yes")


def _appoint(unit: UnitOfWork, programme: str, one: Coordinator, at: datetime, by: str) -> Change:
    """Makes them a coordinator, whose first digest is next Monday's."""
    known = {person.id for _, person in unit.people.coordinators(programme)}
    person = unit.people.at(one.address) or _person(unit, one)
    unit.people.put_coordinator(person, _lane(one.address), programme)
    record = unit.programmes.of(programme)
    if person.id in known:
        return Change.NEEDLESS
    if record is not None:
        unit.seen.claim_once(digest_name(person, Week.before(at, record.zone), programme), at)
        unit.audit.note(programme, by, Act.APPOINT, person.id, at)
    return Change.DONE


def _dismiss(unit: UnitOfWork, programme: str, person: str, at: datetime, by: str) -> Change:
    unit.weeks.lock(programme)  # two who dismiss each other at once: one of them stays
    there = {one.id for _, one in unit.people.coordinators(programme)}
    if person not in there:
        return Change.NEEDLESS
    if len(there) == 1:
        return Change.LAST
    unit.people.dismiss_coordinator(person, programme)
    unit.audit.note(programme, by, Act.DISMISS, person, at)
    return Change.DONE


def _lane(address: Address) -> Lane:
    return Lane(address.channel, address.workspace, f"coordinator:{address.id}")


def _person(unit: UnitOfWork, one: Coordinator) -> Person:
    id = new_person_id(unit, one.address)
    return Person(id=id, name=one.name, languages=one.languages, zone=one.zone, address=one.address)


# In chat -----------------------------------------------------------------------------------------------------------


def appointed_by(unit: UnitOfWork, by: Person, programme: str, one: Coordinator, at: datetime) -> Change:
    """A coordinator appoints somebody to a programme of theirs; who is appointed is told."""
    record = _coordinated(unit, by, programme)
    if record is None:
        return Change.NOT_YOURS
    change = _appoint(unit, programme, one, at, by.id)
    if change is Change.DONE:
        _tell(unit, by, one.address, card.appointed(by.name, record.name), at)
    return change


def dismissed_by(unit: UnitOfWork, by: Person, programme: str, person: str, at: datetime) -> Change:
    """A coordinator dismisses somebody, perhaps themselves, from a programme of theirs; another one is told."""
    record = _coordinated(unit, by, programme)
    if record is None:
        return Change.NOT_YOURS
    gone = next((one for _, one in unit.people.coordinators(programme) if one.id == person), None)
    change = _dismiss(unit, programme, person, at, by.id)
    if change is Change.DONE and gone is not None and gone.id != by.id:
        _tell(unit, by, gone.address, card.dismissed(by.name, record.name), at)
    return change


def _coordinated(unit: UnitOfWork, by: Person, programme: str) -> ProgrammeRecord | None:
    """A programme that does not exist and one of others are the same to them. What is given stays theirs in this transaction."""
    if _theirs(unit, by, programme) is None:
        return None
    unit.weeks.lock(programme)  # they may have been dismissed just now, or somebody else does the same
    return _theirs(unit, by, programme)


def _theirs(unit: UnitOfWork, by: Person, programme: str) -> ProgrammeRecord | None:
    return next((one for one in unit.programmes.of_coordinator(by.id) if one.id == programme), None)


def _tell(unit: UnitOfWork, by: Person, address: Address, message: Message, at: datetime) -> None:
    person = unit.people.at(address)
    if person is None:
        return
    due = next_common([Member.of(person.id, person)], at)
    post = OutboxMessage(
        pair="",
        key=f"{COORDINATION}.{by.id}.{at:%Y%m%dT%H%M%S}",
        to=Place.COORDINATORS,
        lane=_lane(address),
        message=message,
        languages=person.languages[:1],
        zones=(person.zone,),
        due=due if due > at else None,
    )
    unit.outbox.enqueue([post])
