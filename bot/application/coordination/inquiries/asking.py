"""Asks for people to be looked up, and says whom a text means.

Whoever is looked up is of the coordinator's own workspace or tenant, or of one that is the programme's: nobody learns here who is
in another's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.application.coordination.visit import Visit
from bot.engine.flows.coordination.inquiries import card
from bot.engine.messages import Message
from bot.ports import FIRST, Address, Person, UnitOfWork
from bot.ports.store.inquiries import Inquiry, InquiryKind

WHOM = "whom"
"""Where the content of an inquiry names one person: as `slack:T0123/U024BE7LH`."""
LONGEST = 300
"""Characters of an address."""

_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
"""Somebody as Slack mentions them."""
_MAIL = re.compile(r"<?(?:mailto:)?([^\s<>|@/]+@[^\s<>|@/]+\.[^\s<>|@/]+)(?:\|[^>]*)?>?")
"""An e-mail address as it is typed, or as Slack makes a link of it."""


def ask(visit: Visit, id: str, kind: InquiryKind, programme: str, content: Mapping[str, str]) -> Message:
    """Stores what is asked for; the answer comes as a message once it is done. The same `id` again asks for nothing more."""
    if visit.unit.seen.mark(id, "", visit.at):
        visit.unit.inquiries.add(Inquiry(id, kind, visit.person.id, programme, visit.at, content))
    return card.looking(one=WHOM in content)


def ask_once_placed(visit: Visit, id: str, kind: InquiryKind, content: Mapping[str, str]) -> None:
    """Stores what is asked for; it waits until `place` says for which programme."""
    if visit.unit.seen.mark(id, "", visit.at):
        visit.unit.inquiries.add(Inquiry(id, kind, visit.person.id, "", visit.at, content))


def meant(visit: Visit, programme: str, text: str, *, picked: bool = False) -> Person | Address | None:
    """Whom a mention or an e-mail address means, or an id that was `picked`: somebody known, or an address to look up.

    None: it is none of these, such as a name, or it is in a workspace that is not for this programme.
    """
    id = _id(text.strip()[:LONGEST], picked=picked)
    found = placed(visit.unit, visit.person, programme, Address(visit.person.address.channel, id)) if id else None
    return found if found is None else visit.unit.people.at(found) or found


def address(text: str) -> Address:
    """An address as `str` writes it."""
    channel, _, id = text.partition(":")
    return Address(channel, id)


def placed(unit: UnitOfWork, person: Person, programme: str, where: Address) -> Address | None:
    """The address with its workspace, where it was written without; None if that is not for this programme."""
    here = person.address
    if not where.workspace and here.channel == where.channel and here.workspace:
        return Address(where.channel, f"{here.workspace}/{where.id}")
    if not where.workspace and len(places := _places(unit, programme, where.channel)) == 1:
        return Address(where.channel, f"{places[0]}/{where.id}")
    return where if _is_open(unit, here, programme, where) else None


def _is_open(unit: UnitOfWork, here: Address, programme: str, where: Address) -> bool:
    there = where.workspace
    if where.channel == here.channel and there.casefold() == here.workspace.casefold():
        return True
    spelt = dict.fromkeys((there, there.lower(), there.upper()))
    owners = {one.id for name in spelt if (one := unit.programmes.at(where.channel, name)) is not None}
    return (owners or {FIRST}) == {programme}


def _places(unit: UnitOfWork, programme: str, channel: str) -> list[str]:
    return [workspace for name, workspace in unit.programmes.places(programme) if name == channel and workspace]


def _id(text: str, *, picked: bool) -> str:
    if (mention := _MENTION.fullmatch(text)) is not None:
        return mention[1]
    if (mail := _MAIL.fullmatch(text)) is not None:
        return mail[1]
    return text if picked else ""
