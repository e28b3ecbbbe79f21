"""`announce`: a coordinator writes to everybody of a programme, or to the people of some of its pairs.

1. A draft is kept until it is sent or dropped; it holds whom it is for. Only its writer sees it.
2. What goes is what stood above the button, to as many people as the button said: if either has changed, it is shown anew.
3. A coordinator who is in a pair does not write to that pair, as they see nothing else of it here.
4. Whoever coordinates the programme may withdraw what has not arrived.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.application.coordination.visit import Visit
from bot.engine.flows.coordination.desk import announcing as card
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import Query, read
from bot.engine.messages import Message
from bot.ports import Act
from bot.ports.store.announcements import Announcement

LAST = 3
"""Announcements of before that are shown."""


def opened(visit: Visit, id: str, query: Query) -> Message | None:
    """What was begun, for these pairs now, or an empty form. None: the programme is none of theirs, or not to be chosen by that."""
    if visit.programme(query.programme) is None or not card.is_for(query.which):
        return None
    before = visit.unit.announcements.draft_of(visit.person.id)
    text = before.text if before is not None and before.programme == query.programme else ""
    draft = _kept(visit, id, query, text or "")
    return _as_it_stands(visit, draft)


def asked(visit: Visit, id: str, programme: str) -> Message | None:
    """What was begun, or an empty form for everybody."""
    before = visit.unit.announcements.draft_of(visit.person.id)
    is_begun = before is not None and before.programme == programme and before.text
    return _as_it_stands(visit, before) if before and is_begun else opened(visit, id, Query(programme))


def written(visit: Visit, id: str, fields: Mapping[str, str]) -> Message | None:
    """The text is kept for its writer, and shown as it would go. None: they have begun nothing that is theirs to send."""
    before = visit.unit.announcements.draft_of(visit.person.id)
    if before is None or visit.programme(before.programme) is None:
        return None
    text = " ".join(fields.get(card.TEXT, "").split())[: card.LONGEST]
    draft = _kept(visit, id, read(before.which), text)
    if not text:
        return card.to_write(_drafted(visit, draft), (), words.ANNOUNCE_EMPTY.text())
    return _as_it_stands(visit, draft)


def form(visit: Visit) -> Message | None:
    """The form alone, with what stands in it."""
    draft = visit.unit.announcements.draft_of(visit.person.id)
    return None if draft is None else card.form_alone(draft.text or "")


def rewritten(visit: Visit, id: str) -> Message | None:
    draft = _own(visit, id)
    return _nothing(visit) if draft is None else card.to_write(_drafted(visit, draft))


def dropped(visit: Visit, id: str) -> Message | None:
    """Nothing has gone, and nothing is left of it."""
    draft = _own(visit, id)
    if draft is None:
        return _nothing(visit)
    visit.unit.announcements.drop(draft.id)
    return card.dropped()


def sent(visit: Visit, value: str) -> Message | None:
    """Pressed twice, once."""
    id, _, mark = value.partition(" ")
    one = visit.unit.announcements.of(id)
    if one is None or one.by != visit.person.id or visit.programme(one.programme) is None:
        return _nothing(visit)
    if one.sent is not None:
        return card.gone(_shown(visit, one))
    drafted = _drafted(visit, one)
    if not drafted.text:
        return card.to_write(drafted, (), words.ANNOUNCE_EMPTY.text())
    if mark != drafted.mark or not drafted.people:
        return card.to_send(drafted, words.ANNOUNCE_CHANGED.text())
    closes = visit.at + timedelta(days=visit.service.programme.timing.announced)
    query = read(one.which)
    count = visit.unit.announcements.send(one.id, visit.reading(one.programme), query.which, closes)
    visit.unit.audit.note(one.programme, visit.person.id, Act.ANNOUNCE, one.id, visit.at)
    return card.goes(_shown(visit, replace(one, sent=visit.at, closes=closes, people=count)), closes)


def withdrawn(visit: Visit, id: str) -> Message | None:
    one = visit.unit.announcements.of(id)
    if one is None or one.sent is None or visit.programme(one.programme) is None:
        return _nothing(visit)
    unreached = 0
    if one.withdrawn is None:
        unreached = visit.unit.announcements.withdraw(one.id, visit.at)
        visit.unit.audit.note(one.programme, visit.person.id, Act.WITHDRAW, one.id, visit.at)
    return card.withdrawn(unreached, visit.unit.announcements.reached(one.id))


def _nothing(visit: Visit) -> Message | None:
    """To a coordinator whose announcement is not there any more; None to anybody else."""
    return card.nothing() if visit.programmes else None


def _own(visit: Visit, id: str) -> Announcement | None:
    """Their own draft of that id."""
    draft = visit.unit.announcements.draft_of(visit.person.id)
    is_theirs = draft is not None and draft.id == id and visit.programme(draft.programme) is not None
    return draft if is_theirs else None


def _kept(visit: Visit, id: str, query: Query, text: str) -> Announcement:
    before = visit.unit.announcements.draft_of(visit.person.id)
    draft = Announcement(
        before.id if before is not None else sha256(id.encode()).hexdigest()[:16],
        query.programme,
        visit.person.id,
        str(query.narrowed()),
        visit.at,
        text,
    )
    visit.unit.announcements.draft(draft)
    return draft


def _as_it_stands(visit: Visit, draft: Announcement) -> Message:
    drafted = _drafted(visit, draft)
    if drafted.text:
        return card.to_send(drafted)
    of_before = visit.unit.announcements.sent(draft.programme, LAST)
    return card.to_write(drafted, [_shown(visit, one) for one in of_before])


def _drafted(visit: Visit, draft: Announcement) -> card.Drafted:
    query = read(draft.which)
    people, text = visit.unit.announcements.count(visit.reading(draft.programme), query.which), draft.text or ""
    mark = sha256(repr((text, draft.which, people)).encode(errors="surrogatepass")).hexdigest()[:16]
    is_member = _is_member(visit, draft.programme)
    return card.Drafted(draft.id, text, query, people, mark, visit.person.name, is_member)


def _is_member(visit: Visit, programme: str) -> bool:
    mine = visit.unit.people.memberships(visit.person.id)
    whose = (visit.unit.programmes.of_pair(one.pair) for one in mine)
    return any(one is not None and one.id == programme for one in whose)


def _shown(visit: Visit, one: Announcement) -> card.Shown:
    assert one.sent is not None
    writer, closes = visit.unit.records.person(one.by), one.closes or one.sent
    reached = visit.unit.announcements.reached(one.id)
    return card.Shown(
        one.id,
        "" if writer is None else writer.name,
        one.sent,
        one.people,
        reached,
        one.text or "",
        is_under_way=one.withdrawn is None and reached < one.people and visit.at < closes,
        withdrawn=one.withdrawn,
    )
