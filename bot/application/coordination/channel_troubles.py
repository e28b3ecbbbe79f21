"""Tells when a channel does not work: the operator in the log, coordinators by a message wherever they can still be reached.

1. Trouble is noted once, however often it is reported, and taken back once it is over: web and worker share what is noted.
2. Coordinators are told once, and only those of programmes in which somebody is reached there. What passes by itself within
   minutes is not told.
3. Who is reached by the very channel that takes nothing is not written to: the log and the other coordinators have it.
4. Whoever was told that it does not work is told when it does again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import msgspec

from bot.application.coordination.recipients import told
from bot.engine.messages import Message
from bot.infra.clock import Clock
from bot.ports import Lane, OutboxMessage, Person, Store, Unavailable, UnitOfWork
from bot.ports.troubles import ChannelTrouble, TroubleKind
from bot.text import system_messages

log = logging.getLogger(__name__)

FACT = "channel-troubles"
"""The fact that holds all of them."""

LASTING: Mapping[TroubleKind, timedelta | None] = {
    TroubleKind.TOKEN: timedelta(0),
    TroubleKind.SOCKET: timedelta(minutes=10),
    TroubleKind.RENEWAL: timedelta(0),
    TroubleKind.SCOPES: None,
}
"""After how long coordinators are told; None: never, it is the operator's alone."""

_troubles = msgspec.json.Decoder(list[ChannelTrouble])


@dataclass(frozen=True, slots=True)
class NotedTroubles:
    """`bot.ports.troubles.ChannelTroubles`, in the store."""

    store: Store
    clock: Clock
    _logged: set[tuple[str, str, str]] = field(default_factory=set)
    """What this process has said in its log already."""

    async def report(self, trouble: ChannelTrouble) -> None:
        said = (_name(trouble), trouble.workspace, trouble.detail)
        if said not in self._logged:
            self._logged.add(said)
            log.error("%s: %s", _name(trouble), trouble.detail)
        try:
            await self.store.run(lambda unit: self._noted(unit, trouble))
        except Unavailable as away:
            log.warning("%s: it could not be noted (%s)", _name(trouble), type(away).__name__)

    async def over(self, channel: str, *kinds: TroubleKind, workspace: str = "") -> None:
        try:
            gone = await self.store.run(lambda unit: self._taken_back(unit, channel, kinds, workspace))
        except Unavailable as away:
            log.warning("%s works again, which could not be noted (%s)", channel, type(away).__name__)
            return
        self._logged.clear()
        for one in gone:
            log.warning("%s: over", _name(one))

    async def all(self) -> Sequence[ChannelTrouble]:
        return await self.store.read(noted)

    def _noted(self, unit: UnitOfWork, trouble: ChannelTrouble) -> None:
        now, before = self.clock.now(), noted(unit)
        known = next((one for one in before if _same(one, trouble)), None)
        current = replace(trouble, since=(known and known.since) or now, told=known is not None and known.told)
        if not current.told and _lasts(current, now):
            unit.outbox.enqueue(_messages(unit, current, system_messages.channel_trouble(current), now))
            current = replace(current, told=True)
        if current != known:
            _keep(unit, [*(one for one in before if one is not known), current])

    def _taken_back(
        self, unit: UnitOfWork, channel: str, kinds: Sequence[TroubleKind], workspace: str
    ) -> Sequence[ChannelTrouble]:
        before = noted(unit)
        gone = [one for one in before if (one.channel, one.workspace) == (channel, workspace) and one.kind in kinds]
        if gone:
            _keep(unit, [one for one in before if one not in gone])
        for one in gone:
            if one.told:
                unit.outbox.enqueue(_messages(unit, one, system_messages.channel_back(channel), self.clock.now()))
        return gone


def noted(unit: UnitOfWork) -> list[ChannelTrouble]:
    kept = unit.facts.get(FACT)
    return _troubles.decode(kept) if kept else []


def _keep(unit: UnitOfWork, troubles: Sequence[ChannelTrouble]) -> None:
    unit.facts.put(FACT, msgspec.json.encode(list(troubles)).decode())


def _same(one: ChannelTrouble, other: ChannelTrouble) -> bool:
    return (one.channel, one.kind, one.workspace) == (other.channel, other.kind, other.workspace)


def _lasts(trouble: ChannelTrouble, now: datetime) -> bool:
    patience = LASTING[trouble.kind]
    return patience is not None and trouble.since is not None and now - trouble.since >= patience


def _name(trouble: ChannelTrouble) -> str:
    return f"{trouble.channel}{f' ({trouble.workspace})' if trouble.workspace else ''}, {trouble.kind}"


def _messages(unit: UnitOfWork, trouble: ChannelTrouble, message: Message, at: datetime) -> Sequence[OutboxMessage]:
    return told(f"channel-{trouble.channel}:{at:%Y-%m-%dT%H-%M-%S}", message, _concerned(unit, trouble))


def _concerned(unit: UnitOfWork, trouble: ChannelTrouble) -> Sequence[tuple[Lane, Person]]:
    """The coordinators who can be written to, of programmes in which somebody is reached there; each once."""
    programmes = [one.id for one in unit.programmes.all() if _reaches(unit, one.id, trouble)]
    found = {person.id: (lane, person) for id in programmes for lane, person in unit.people.coordinators(id)}
    return [(lane, person) for lane, person in found.values() if not _is_cut_off(lane, trouble)]


def _reaches(unit: UnitOfWork, programme: str, trouble: ChannelTrouble) -> bool:
    return any(_is_there(person.address.channel, person.address.workspace, trouble) for person in _all(unit, programme))


def _all(unit: UnitOfWork, programme: str) -> Iterator[Person]:
    for journey in unit.journeys.all(programme):
        yield from unit.people.of_pair(journey.pair).values()


def _is_cut_off(lane: Lane, trouble: ChannelTrouble) -> bool:
    return trouble.kind is TroubleKind.TOKEN and _is_there(lane.channel, lane.workspace, trouble)


def _is_there(channel: str, workspace: str, trouble: ChannelTrouble) -> bool:
    return channel == trouble.channel and trouble.workspace in ("", workspace)
