"""`appoint NAME` and `dismiss`: who coordinates a programme, among those whom the bot knows.

To appoint somebody asks once more who is meant, with a button for each one it may be; `dismiss` names those who coordinate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.application.coordination.appointments import appointed_by, dismissed_by
from bot.application.coordination.desk.visit import Visit
from bot.engine.commands import fold
from bot.engine.flows.coordination import card
from bot.engine.flows.coordination.desk import appointing as choice
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import LONGEST_NAME
from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.messages import Message, typed
from bot.ports import Address, Person
from bot.settings import Coordinator

MOST = 5
"""People whom a name may mean; of more, somebody writes more of the name."""
_PAGE = 20
_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
"""Somebody as Slack mentions them."""


def whom(visit: Visit, programme: str, text: str) -> Message:
    """Whom the text may mean."""
    if not text.strip():
        return Message((words.APPOINT_WHOM.text(),))
    found = list(dict.fromkeys(_meant(visit, programme, text.strip()[:LONGEST_NAME])))
    if not found:
        return Message((words.NOBODY_CALLED.text(name=typed(text[:LONGEST_NAME])),))
    return choice.to_appoint(programme, [(one.id, one.name) for one in found[:MOST]], more=len(found) > MOST)


def _meant(visit: Visit, programme: str, text: str) -> Iterator[Person]:
    mention = _MENTION.fullmatch(text)
    if mention is not None:
        here = visit.person.address
        id = f"{here.workspace}/{mention[1]}" if here.workspace else mention[1]
        person = visit.unit.people.at(Address(here.channel, id))
        yield from () if person is None else (person,)
        return
    for one in visit.unit.standings.page(visit.reading(programme), PairFilter(named=text), limit=_PAGE).pairs:
        for person in visit.unit.people.of_pair(one.standing.pair).values():
            if fold(text) in fold(person.name):
                yield person


def coordinators(visit: Visit, programme: str) -> Message:
    there = visit.unit.people.coordinators(programme)
    return choice.to_dismiss(programme, [(person.id, person.name) for _, person in there])


def appointed(visit: Visit, value: str) -> Message | None:
    """None: the programme is none of theirs, or nobody is known by that id."""
    programme, _, id = value.partition(" ")
    record, person = visit.programme(programme), _known(visit, programme, id)
    if record is None or person is None:
        return None
    one = Coordinator(person.address, person.name, person.languages, person.zone)
    change = appointed_by(visit.unit, visit.person, programme, one, visit.at)
    return Message((card.appointing(change, person.name, record.name),))


def _known(visit: Visit, programme: str, id: str) -> Person | None:
    """Somebody whom this coordinator may know of: of one of the programme's pairs, or of the same workspace."""
    person = visit.unit.records.person(id)
    if person is None:
        return None
    mine, theirs = visit.person.address, person.address
    if (mine.channel, mine.workspace) == (theirs.channel, theirs.workspace):
        return person
    pairs = (visit.unit.programmes.of_pair(one.pair) for one in visit.unit.people.every_membership(id))
    return person if any(one is not None and one.id == programme for one in pairs) else None


def dismissed(visit: Visit, value: str) -> Message | None:
    programme, _, id = value.partition(" ")
    record, person = visit.programme(programme), visit.unit.records.person(id)
    if record is None or person is None:
        return None
    change = dismissed_by(visit.unit, visit.person, programme, id, visit.at)
    return Message((card.dismissing(change, person.name, record.name),))
