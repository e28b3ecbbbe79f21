"""Where there is no address on the web, lists come to the coordinator's own chat: as text that can be copied, or as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

import pytest

from bot import app
from bot.application.coordination import handing
from bot.application.coordination.export import COLUMNS
from bot.application.coordination.files import ProgrammeFiles
from bot.application.data_rights import handing_over
from bot.application.interaction_router import InteractionRouter
from bot.engine.flows.coordination.actions import OF_PAIRS, OF_REPORT
from bot.engine.messages import File, Message, Text
from bot.ports import FIRST, Act, Address, Lane
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.values import at, said

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("fr",), "Europe/Paris")
LANE = Lane("local", "", "coordinator:claire")
PAIRS_CSV = File("pairs.csv", OF_PAIRS, FIRST)
NAMES = [(f"Mentor{n}", f"Mentee{n}") for n in range(12)]


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    with Stage(sqlite_url, HEADER + "".join(line(*two) for two in NAMES), (CLAIRE,)) as opened:
        opened.wait(at("2026-01-12 09:00"))
        yield opened


def answered(stage: Stage, *file_channels: str) -> Message:
    """What Claire reads who asks for the list of a bot without an address."""
    router = InteractionRouter(stage.app.service, file_channels=file_channels)
    (answer,) = stage.run(router.typed("e1", CLAIRE.address, "dm:claire", "exporter"))
    return answer.message


def delivered(stage: Stage) -> list[Message]:
    stage.run(stage.worker.drain())
    return [post.message for _, _, post in stage.chats.sent if post.key.startswith("desk-file")]


def text(stage: Stage, file: File, lane: Lane) -> str:
    async def read() -> str:
        return "".join([piece async for piece in ProgrammeFiles(stage.app.store, stage.clock).of(file, lane)])

    return stage.run(read())


def test_as_text_it_comes_in_parts_of_whole_lines(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_over, "PART", 600)
    message = answered(stage)
    parts = delivered(stage)
    assert len(parts) > 2
    assert said(message, "fr").endswith(fr("desk-text-coming", count=len(parts)))
    lines = [part.parts[0] for part in parts]
    whole = "".join(str(one.line.say.args["text"]) for one in lines if isinstance(one, Text))
    rows = list(csv.reader(StringIO(whole)))
    assert tuple(rows[0]) == COLUMNS
    assert {row[2] for row in rows if row[0] == "pair"} == {mentor for mentor, _ in NAMES}
    assert whole == text(stage, PAIRS_CSV, LANE), "what a file would hold"


def test_what_is_too_long_for_messages_is_not_begun(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_over, "PART", 600)
    monkeypatch.setattr(handing, "MOST", 2)
    assert said(answered(stage), "fr").endswith(fr("desk-export-not-here"))
    assert delivered(stage) == []


def test_a_file_is_named_in_the_message_and_read_at_its_delivery(stage: Stage) -> None:
    assert said(answered(stage, "local"), "fr").endswith(fr("desk-file-coming"))
    (message,) = delivered(stage)
    assert message.file == PAIRS_CSV
    assert NAMES[0][0] not in str(message)
    audit = stage.run(stage.app.store.run(lambda unit: [entry.kind for entry in unit.audit.all()]))
    assert audit.count(Act.PAIRS_EXPORT) == 1


@pytest.mark.parametrize("place", ["coordinator:robin", "coordinator:mentor0", "dm:claire", "pair:claire"])
def test_a_file_holds_nothing_for_anybody_else(stage: Stage, place: str) -> None:
    assert text(stage, PAIRS_CSV, LANE)
    for kind in (OF_PAIRS, OF_REPORT):
        assert text(stage, File("f", kind, FIRST), Lane("local", "", place)) == ""
        assert text(stage, File("f", kind, "another"), LANE) == ""


def test_what_waits_is_withdrawn_from_who_coordinates_no_more(stage: Stage) -> None:
    answered(stage, "local")
    appointments = app.appointments(stage.app)
    stage.run(appointments.appoint(FIRST, ROBIN, by="op"))
    stage.run(appointments.dismiss(FIRST, CLAIRE.address, by="op"))
    assert delivered(stage) == []
    assert text(stage, PAIRS_CSV, LANE) == ""
