"""Brings an export to the person whose it is, in their own chat; nobody else gets to see it.

With an address on the web it is a link, whose page has a button that spends it. Without one it is the export itself, a message
a part.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.application.data_rights.export import Export, export
from bot.application.delivery.addressing import private_lane
from bot.application.links import OwnLink
from bot.engine.flows.privacy import actions, card, words
from bot.engine.ids import CardId
from bot.engine.messages import Line, Message, Text, typed
from bot.engine.people import PRIVATE, Place
from bot.ports import Lane, OutboxMessage, Person, UnitOfWork

PART = 2500
"""Characters of an export in one message: what every channel shows whole."""


def hand_over(unit: UnitOfWork, person: Person, link: OwnLink | None, at: datetime) -> None:
    """Owes it to them."""
    if link is not None:
        unit.outbox.enqueue([_post(unit, person, actions.part(at, 1), card.exported(link(person, at)))])
        return
    unit.outbox.enqueue(_parts(unit, person, export(unit, person.id, at), at))


def _parts(unit: UnitOfWork, person: Person, exported: Export, at: datetime) -> Iterator[OutboxMessage]:
    """The export, a message a part, to the person's own chat."""
    parts = list(pieces(exported.json()))
    for nth, part in enumerate(parts, 1):
        title = words.EXPORT_PART(number=nth, count=len(parts)) if len(parts) > 1 else words.EXPORT_TITLE()
        yield _post(unit, person, actions.part(at, nth), Message((Text(Line(typed(part))),), title))


def _post(unit: UnitOfWork, person: Person, key: CardId, message: Message) -> OutboxMessage:
    pair, to, lane = _home(unit, person)
    return OutboxMessage(
        pair=pair, key=key, to=to, lane=lane, message=message, languages=person.reads, zones=(person.zone,)
    )


def _home(unit: UnitOfWork, person: Person) -> tuple[str, Place, Lane]:
    """Where a person is written to alone: as a member of their latest pair, or as a coordinator."""
    mine = unit.people.every_membership(person.id)
    if mine:
        return mine[-1].pair, PRIVATE[mine[-1].role], private_lane(person)
    address = person.address
    return "", Place.COORDINATORS, Lane(address.channel, address.workspace, f"coordinator:{address.id}")


def pieces(text: str) -> Iterator[str]:
    """Parts of at most `PART` characters, cut between lines where there are any."""
    part = ""
    for line in text.splitlines(keepends=True):
        for piece in (line[n : n + PART] for n in range(0, len(line), PART)):
            if len(part) + len(piece) > PART:
                yield part
                part = ""
            part += piece
    if part:
        yield part
