"""What has no address on the web is handed to a coordinator in their own chat: as a file where the channel gives files, and
otherwise as text, in as many messages as somebody may be asked to copy.

A file is named in the message, and read when it is delivered: so nothing of it stands in the queue, however long it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.application.coordination.visit import Visit
from bot.application.data_rights.handing_over import PART, pieces
from bot.engine import ids
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.messages import File, Line, Message, Say, Text, typed
from bot.engine.people import Place
from bot.ports import Lane, OutboxMessage

MOST = 20
"""Messages."""
ROOM = MOST * PART
"""Characters of text that these hold; cut between lines they hold a little less."""


def as_file(visit: Visit, file: File, said: Text, title: Say) -> Message:
    """Owes the file, with what is said of it."""
    visit.unit.outbox.enqueue([_post(visit, file, 1, Message((said,), title, file=file))])
    return Message((words.FILE_COMING.text(),), title)


def as_text(visit: Visit, file: File, text: str, title: Say) -> Message:
    """Owes all that would be in the file, a message a part; or says that it is too long."""
    parts = list(pieces(text))
    if len(parts) > MOST:
        return Message((words.EXPORT_NOT_HERE.text(),), title)
    visit.unit.outbox.enqueue(_parts(visit, file, parts))
    return Message((words.TEXT_COMING.text(count=len(parts)),), title)


def _parts(visit: Visit, file: File, parts: list[str]) -> Iterator[OutboxMessage]:
    for nth, part in enumerate(parts, 1):
        title = words.FILE_PART(number=nth, count=len(parts))
        yield _post(visit, file, nth, Message((Text(Line(typed(part))),), title))


def _post(visit: Visit, file: File, number: int, message: Message) -> OutboxMessage:
    """The key ends with the programme, so that it is withdrawn from who coordinates it no more."""
    person, address = visit.person, visit.person.address
    return OutboxMessage(
        pair="",
        key=ids.card(actions.FILE, rest=f"{ids.moment(visit.at)}.{number}.{file.kind}.{file.of}"),
        to=Place.COORDINATORS,
        lane=Lane(address.channel, address.workspace, f"coordinator:{address.id}"),
        message=message,
        languages=person.reads,
        zones=(person.zone,),
    )
