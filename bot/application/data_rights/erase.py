"""Erases a person: from the database now, from what platforms show as far as these allow, and again after every restore.

1. The ledger hears of it first, outside the database; then one transaction does all of it. If that fails, the next start finds
   an entry that the database has not carried out, and carries it out.
2. The database keeps the number of the last entry that it has carried out. A copy of before an erasure has a smaller one, so
   `carry_out` finds what it lacks; a person who came back after an erasure is not erased again by it.
3. What somebody wrote is deleted, and so are name, addresses, calendar, queued messages and cards. Their place in each pair is
   taken by nobody. What their partner wrote stays the partner's. A line that they sent is found by its key and goes whole:
   its words need not be kept, or readable, anywhere else.
4. The journeys end by a timer (`leaving`): that draws shared cards without them, and tells the partner in one sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.application import totals
from bot.application.calendars.card import unlink
from bot.engine.flows import FLOWS
from bot.engine.flows.leaving.state import AWAY
from bot.engine.ids import read
from bot.engine.journey import Journey
from bot.engine.people import NOBODY, Role, nobody_beside
from bot.infra.codec import plain_slots
from bot.ports import Membership, Person, UnitOfWork
from bot.ports.store.ledger import Erasure, LedgerTrouble

LEDGER, EPOCH = "erasures.ledger", "erasures.epoch"
"""Which ledger the database belongs to, and the last of its entries that was carried out here."""

_ID = re.compile(r"[a-z0-9_.:|-]*")
"""What the bot writes itself, and a person only as a single word in small letters."""
_OURS = frozenset({"action", "entry", "id", "kind", "language", "style"})
"""Names of the bot's own, in a message and on a card."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it."""

    person: str
    known: bool = True
    """False: there was nobody of that id (any more)."""
    ended: int = 0
    """Journeys that end by it."""
    pairs: int = 0
    """Pairs that they were part of, these included."""
    withdrawn: int = 0
    """Messages in Slack or Teams that only they could see, and that the worker deletes there."""


def erase(unit: UnitOfWork, person: str, at: datetime) -> Erased:
    """Raises `LedgerTrouble`; then nothing was erased."""
    epoch = carried_out(unit)
    unit.erasures.ledger.add(person, at, epoch)
    done = carry_out(unit)
    return next((one for one in reversed(done) if one.person == person), Erased(person, known=False))


def carried_out(unit: UnitOfWork) -> int:
    """The last entry of the ledger that this database has carried out. Raises `LedgerTrouble` if it is another's ledger."""
    ledger, mine = unit.erasures.ledger, unit.facts.get(LEDGER)
    epoch = int(unit.facts.get(EPOCH) or 0)
    if mine is None:
        unit.facts.put(LEDGER, ledger.name)
    elif mine != ledger.name or epoch > ledger.epoch():
        raise LedgerTrouble(
            "The ledger of erasures is not the one that this database has used, or an old copy of it: whoever was erased since "
            "would come back. Name the right one in TOGETHER_LEDGER, or put its latest copy back."
        )
    return epoch


def carry_out(unit: UnitOfWork) -> Sequence[Erased]:
    """Erases whom the ledger names and this database still knows. Raises `LedgerTrouble`."""
    epoch = carried_out(unit)
    done = [(entry.epoch, _erased(unit, entry)) for entry in unit.erasures.ledger.since(epoch)]
    if done:
        unit.facts.put(EPOCH, str(done[-1][0]))
    return [one for _, one in done]


def _erased(unit: UnitOfWork, entry: Erasure) -> Erased:
    person = unit.erasures.person(entry.person)
    if person is None:
        return Erased(entry.person, known=False)
    mine, ended, wrote = unit.people.every_membership(person.id), 0, set[str]()
    unlink(unit, person.id)
    for programme in unit.programmes.all():
        _take_out(unit, programme.id, person.id)
    for one in mine:
        journey = unit.journeys.of(one.pair)
        assert journey is not None
        ended += journey.ended is None
        wrote.update(written(journey, one.role))
        _leave_pair(unit, journey, one, entry.at)
    withdrawn = unit.erasures.forget(person, mine)
    unit.erasures.reword([one.pair for one in mine], without(person, wrote), sent_by(mine))
    return Erased(person.id, True, ended, len(mine), withdrawn)


def _take_out(unit: UnitOfWork, programme: str, person: str) -> None:
    """What they added to the totals of a week that is still open; frozen ones tell of nobody, and stay.

    From a box that cannot be opened they are taken as soon as it can be.
    """
    totals.take_out_once_opened(unit, programme, person)


def _leave_pair(unit: UnitOfWork, journey: Journey, one: Membership, at: datetime) -> None:
    if unit.erasures.is_deserted(one.pair, one.role):
        unit.erasures.forget_pair(one.pair)
        return
    unit.journeys.save(emptied(journey, one.role, at), at)


def emptied(journey: Journey, role: Role, at: datetime) -> Journey:
    """The journey without what came from `role`."""
    journey = _without_theirs(journey, role)
    away = journey.of(AWAY)
    journey = replace(
        journey,
        members={**journey.members, role: nobody_beside(journey.members[role.other])},
        contacts={one: contact for one, contact in journey.contacts.items() if one is not role},
        own={**journey.own, role: {}},
        private={**journey.private, role: {}},
        left=journey.left if journey.ended is not None else tuple(dict.fromkeys((*journey.left, role))),
    )
    return journey.keeping(AWAY, replace(away, erased={**away.erased, role: at}))


def _without_theirs(journey: Journey, role: Role) -> Journey:
    """What the pair shares without what came from `role`, as each conversation knows it."""
    for flow in FLOWS:
        if flow.erased is not None:
            journey = flow.erased(journey, role)
    return journey


def sent_by(mine: Sequence[Membership]) -> Callable[[str, str], bool]:
    """Whether a message, by its pair and key, is one that they have written: its words may be kept nowhere else."""
    theirs = {(one.pair, one.role) for one in mine}

    def is_theirs(pair: str, key: str) -> bool:
        ref = read(key)
        of = pair or ref.rest.rpartition(".")[2]  # a message to coordinators names its pair at the end of its key
        return ref.kind in FLOWS.written and ref.role is not None and (of, ref.role) in theirs

    return is_theirs


# Their words and their name, wherever else they stand ------------------------------------------------------------------


def written(journey: Journey, role: Role) -> Iterator[str]:
    """What `role` wrote in words of their own, as their part of the journey has it; what they chose is among it."""
    yield from _texts(plain_slots({**journey.own.get(role, {}), **journey.private.get(role, {})}))
    shared, left = (plain_slots(one.words_shared) for one in (journey, _without_theirs(journey, role)))
    yield from set(_texts(shared)) - set(_texts(left))


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _texts(one)
        case list():
            for one in value:
                yield from _texts(one)
        case _:
            pass


def without(person: Person, wrote: set[str]) -> Callable[[str], str]:
    """Takes somebody's name and words out of the texts of a JSON.

    One small word may as well be a choice, or stand in a sentence of the bot's: it is taken out where it is a line alone.
    """
    alone = {text for text in wrote if _ID.fullmatch(text)}
    found = sorted({person.name, person.mail, *(wrote - alone)}, key=len, reverse=True)
    inside = [re.escape(text) for text in found if text.strip()]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(inside)})(?!\w)") if inside else None

    def cleaned(text: str) -> str:
        lines = (pattern.sub(NOBODY, text) if pattern is not None else text).split("\n")
        return "\n".join(NOBODY if line in alone else line for line in lines)

    def change(stored: str) -> str:
        before = json.loads(stored)
        after = _with_texts(before, cleaned)
        return stored if after == before else json.dumps(after, ensure_ascii=False, separators=(",", ":"))

    return change


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same JSON with every text changed that is no name of the bot's own."""
    match value:
        case str():
            return change(value)
        case dict():
            return {key: one if key in _OURS else _with_texts(one, change) for key, one in value.items()}
        case list():
            return [_with_texts(one, change) for one in value]
        case _:
            return value
