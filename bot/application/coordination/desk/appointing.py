"""`appoint NAME` and `dismiss`: who coordinates a programme.

A name asks once more who is meant, with a button for each one it may be; a mention, an e-mail address or a picked person is
somebody in particular, and is looked up if the bot does not know them. `dismiss` names those who coordinate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.application.coordination.appointments import appointed_by, dismissed_by
from bot.application.coordination.inquiries.asking import WHOM, address, ask, meant
from bot.application.coordination.inquiries.found import Found, whom
from bot.application.coordination.visit import Visit
from bot.engine.commands import fold
from bot.engine.flows.coordination import card
from bot.engine.flows.coordination.desk import appointing as choice
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import LONGEST_NAME
from bot.engine.flows.coordination.inquiries import card as inquiry_card
from bot.engine.flows.coordination.inquiries import form
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.messages import Message, typed
from bot.ports import Address, FormSubmission, Person
from bot.ports.store.inquiries import InquiryKind
from bot.settings import Coordinator

MOST = 5
"""People whom a name may mean; of more, somebody writes more of the name."""
_PAGE = 20


def asked(visit: Visit, id: str, programme: str, text: str) -> Message:
    """Whom the text may mean; a form, without a text."""
    text = text.strip()
    if not text:
        return form.appoint({})
    match meant(visit, programme, text):
        case Address() as where:
            return ask(visit, id, InquiryKind.APPOINT, programme, {WHOM: str(where)})
        case Person() as person:
            return choice.to_appoint(programme, [(person.id, person.name)], more=False)
        case None:
            return _named(visit, programme, text[:LONGEST_NAME])


def _named(visit: Visit, programme: str, text: str) -> Message:
    found = known_as(visit, programme, text)
    if not found:
        return Message((words.NOBODY_CALLED.text(name=typed(text)), form.appointee({}, named=True)))
    return choice.to_appoint(programme, [(one.id, one.name) for one in found[:MOST]], more=len(found) > MOST)


def known_as(visit: Visit, programme: str, text: str) -> Sequence[Person]:
    """Those so called among the people of the programme's pairs, each once."""
    return list(dict.fromkeys(_so_called(visit, programme, text)))


def is_called(name: str, text: str) -> bool:
    """Whether the name holds the text, however it is written."""
    return fold(text) in fold(name)


def _so_called(visit: Visit, programme: str, text: str) -> Iterator[Person]:
    for one in visit.unit.standings.page(visit.reading(programme), PairFilter(named=text), limit=_PAGE).pairs:
        for person in visit.unit.people.of_pair(one.standing.pair).values():
            if is_called(person.name, text):
                yield person


def filled_in(visit: Visit, programme: str, submission: FormSubmission) -> Message:
    """The form: who was picked is meant, and is appointed as soon as they are looked up."""
    text, name = submission.fields.get("whom", "").strip(), submission.fields.get("name", "").strip()
    match meant(visit, programme, text, picked=True):
        case None:
            why = Flaw(FlawKind.ELSEWHERE if text else FlawKind.ADDRESS, "not for this programme", text)
            return inquiry_card.not_found(text, why, form.appointee(submission.fields, named=not name))
        case Person() as person:
            return _appointed(visit, programme, person)
        case Address() as where:
            content = {WHOM: str(where), "name": name[: form.LONGEST_NAME]}
            return ask(visit, submission.id, InquiryKind.APPOINT, programme, content)


def when_found(visit: Visit, found: Found) -> Message:
    """Somebody who was looked up is a coordinator, or why they cannot be."""
    person = whom(visit, found)
    if isinstance(person, Flaw):
        name = found.content.get("name", "")
        again = form.appointee(
            {"whom": _picked(found), "name": name}, named=person.kind is not FlawKind.NAME and not name
        )
        return inquiry_card.not_found(name or _picked(found), person, again)
    return _appointed(visit, found.inquiry.programme, person)


def _picked(found: Found) -> str:
    """Who was asked for, without their workspace."""
    return address(found.content[WHOM]).id.rpartition("/")[2]


def _appointed(visit: Visit, programme: str, person: Person) -> Message:
    record = visit.programme(programme)
    assert record is not None
    one = Coordinator(person.address, person.name, person.languages, person.zone)
    change = appointed_by(visit.unit, visit.person, programme, one, visit.at)
    return Message((card.appointing(change, person.name, record.name),))


def coordinators(visit: Visit, programme: str) -> Message:
    there = visit.unit.people.coordinators(programme)
    return choice.to_dismiss(programme, [(person.id, person.name) for _, person in there])


def appointed(visit: Visit, value: str) -> Message | None:
    """None: the programme is none of theirs, or nobody is known by that id."""
    programme, _, id = value.partition(" ")
    record, person = visit.programme(programme), known(visit, programme, id)
    if record is None or person is None:
        return None
    return _appointed(visit, programme, person)


def known(visit: Visit, programme: str, id: str) -> Person | None:
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
