"""`links`: where leads what a programme's séances have people read, watch or open; its coordinators say so, and take it back."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from bot.application.coordination.visit import Visit
from bot.engine import ids
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import link_words as words
from bot.engine.flows.coordination.desk import links as card
from bot.engine.flows.coordination.links import Entered, NamedLink, Trouble, address_of, judged, named
from bot.engine.ids import CardId
from bot.engine.messages import Message, Text
from bot.engine.programme import GivenLink
from bot.ports import Act, ProgrammeRecord


def listed(visit: Visit, value: str) -> Message | None:
    """`value`: the programme, and where the page begins. None: it is none of theirs."""
    programme, _, after = value.partition(" ")
    record = visit.programme(programme)
    if record is None:
        return None
    return _listed(visit, record, int(after) if after.isascii() and after.isdecimal() and len(after) < 4 else 0)


def _listed(visit: Visit, record: ProgrammeRecord, after: int = 0, said: Text | None = None) -> Message:
    found = tuple(_links(visit, record).values())
    page = card.Links(record.id, record.name, found, record.links, after if after < len(found) else 0)
    return card.links(page, visit.seen, said)


def _links(visit: Visit, record: ProgrammeRecord) -> Mapping[str, NamedLink]:
    """Those of its content, and what its coordinators gave when its content still named it."""
    found = named(visit.service.programme)
    gone = {name: NamedLink(name, ()) for name, one in record.links.items() if name not in found and one.address}
    return {**found, **gone}


def key(programme: str, name: str) -> CardId:
    """The card of one link's form, which says which it is."""
    return ids.card(actions.LINK_CARD, rest=f"{name}.{programme}")


def _of(visit: Visit, programme: str, name: str) -> tuple[ProgrammeRecord, NamedLink] | None:
    record = visit.programme(programme)
    link = None if record is None else _links(visit, record).get(name)
    return None if record is None or link is None else (record, link)


def asked(visit: Visit, value: str) -> Message | None:
    """The form of one link. None: the programme is none of theirs, or has no such link."""
    programme, _, name = value.partition(" ")
    found = _of(visit, programme, name)
    if found is None:
        return None
    record, link = found
    return card.form(link, card.entered(address_of(link, record.links), record.links.get(name)))


def given(visit: Visit, which: str, fields: Mapping[str, str]) -> Message | None:
    """What becomes of a form; `which` is its card. None as in `asked`."""
    name, _, programme = which.removeprefix(f"{actions.LINK_CARD}.").partition(".")
    found = _of(visit, programme, name)
    if found is None:
        return None
    record, link = found
    entered = Entered(*(fields.get(field, "") for field in ("address", "first", "last")))
    verdict = judged(entered, visit.at.astimezone(ZoneInfo(record.zone)).date())
    if isinstance(verdict, Trouble):
        return card.form(link, entered, verdict)
    before = record.links.get(name)
    after = _stored(link, verdict)
    if after == before:
        return _listed(visit, record, said=words.UNCHANGED.text(link=card.called(link)))
    visit.unit.programmes.give_link(programme, name, after)
    visit.unit.audit.note(programme, visit.person.id, Act.LINK, name, visit.at)
    said = words.SAVED if verdict.address else words.WITHDRAWN
    now = visit.programme(programme) or record
    return _listed(visit, now, said=said.text(link=card.called(link)))


def _stored(link: NamedLink, given: GivenLink) -> GivenLink | None:
    """Nothing, where it is what the programme's content says anyway."""
    return None if given == GivenLink(link.usual) else given
