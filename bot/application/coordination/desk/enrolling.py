"""`enrol`: a form with two people, lines that are pasted, or a file; who is enrolled is looked up first."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence

from bot.application.coordination.inquiries.asking import LONGEST, ask, ask_once_placed
from bot.application.coordination.inquiries.enrolling import FILE, LINES, RAW, proposed
from bot.application.coordination.visit import Visit
from bot.engine.flows.coordination.desk import programmes as programmes_card
from bot.engine.flows.coordination.inquiries import card, form
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.ports import DroppedFile, FormSubmission
from bot.ports.store.inquiries import InquiryKind

KINDS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".ods")
"""How the name of a file ends that is read, or of which is said how to save it."""
_FIELDS = (*(f"{role}_address" for role in Role), *Role, "track", "first_week")


def asked(visit: Visit, id: str, programme: str, text: str) -> Message | None:
    """A form; what follows the word are the lines themselves. None: the programme is none of theirs."""
    record = visit.programme(programme)
    if record is None:
        return None
    return pasted(visit, id, programme, text) if text.strip() else form.enrol(programme, {}, proposed(record, visit.at))


def form_alone(visit: Visit, programme: str) -> Message | None:
    record = visit.programme(programme)
    return None if record is None else Message((form.pair({}, proposed(record, visit.at)),))


def to_lines(visit: Visit, programme: str) -> Message | None:
    record = visit.programme(programme)
    return None if record is None else form.lines(proposed(record, visit.at))


def pasted(visit: Visit, id: str, programme: str, text: str) -> Message:
    """Nothing but spaces is answered by what is wrong with that."""
    if len(text) > form.LONGEST_LINES:
        return card.too_long()
    return ask(visit, id, InquiryKind.ENROL, programme, {LINES: text})


def filled_in(visit: Visit, programme: str, submission: FormSubmission) -> Message:
    return ask(visit, submission.id, InquiryKind.ENROL, programme, _content(submission.fields))


def _content(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: fields[name].strip()[:LONGEST] for name in _FIELDS if fields.get(name, "").strip()}


def is_of_pairs(file: DroppedFile) -> bool:
    return file.name.lower().endswith(KINDS)


def sent(visit: Visit, id: str, programmes: Sequence[tuple[str, str]], file: DroppedFile) -> Message:
    """A file; who coordinates several `programmes` (ids and names) says for which."""
    channel = visit.person.address.channel
    content = {FILE: f"{channel}:{file.reference}"} if file.reference else {RAW: b64encode(file.content).decode()}
    if len(programmes) == 1:
        return ask(visit, id, InquiryKind.ENROL, programmes[0][0], content)
    ask_once_placed(visit, id, InquiryKind.ENROL, content)
    return programmes_card.of_file(id, programmes)


def placed(visit: Visit, value: str) -> Message | None:
    """For which programme a file was meant; None: it is none of theirs, or nothing waits for that."""
    programme, _, id = value.partition(" ")
    if visit.programme(programme) is None:
        return None
    is_placed = visit.unit.inquiries.place(id, visit.person.id, programme, visit.at)
    return card.looking() if is_placed else None
