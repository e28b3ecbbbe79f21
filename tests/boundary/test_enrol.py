"""Enrolling crosses no boundary: nobody learns who is in another programme's workspace, or that somebody is in its pairs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.application.coordination.inquiries.asking import meant
from bot.application.coordination.visit import Visit
from bot.ports import FIRST, Address, Person, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.dialogues.test_enrol import Found
from tests.values import at

CLAIRE = Coordinator(Address("local", "T1/claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "T2/robin"), "Robin", ("fr",), "Europe/Paris")
SECOND = "second"


def people(unit: UnitOfWork) -> None:
    """Two programmes, each with a workspace of its own; T5 is nobody's, and the second has T6 besides."""
    unit.programmes.put(ProgrammeRecord(SECOND, "Le second"))
    for workspace, programme in (("T1", FIRST), ("T2", SECOND), ("T6", SECOND)):
        unit.programmes.place("local", workspace, programme)
    (lane, robin) = next(one for one in unit.people.coordinators(FIRST) if one[1].name == "Robin")
    unit.people.put_coordinator(robin, lane, SECOND)
    unit.people.dismiss_coordinator(robin.id, FIRST)


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, ROBIN)) as opened:
        opened.run(opened.app.store.run(people))
        yield opened


def means(stage: Stage, who: Coordinator, programme: str, text: str) -> Person | Address | None:
    def asked(unit: UnitOfWork) -> Person | Address | None:
        person = unit.people.at(who.address)
        assert person is not None
        return meant(Visit(stage.app.service, unit, person, stage.clock.at), programme, text, picked=True)

    return stage.run(stage.app.store.run(asked))


@pytest.mark.parametrize(
    ("who", "programme", "text", "found"),
    [
        (CLAIRE, FIRST, "zoe", "T1/zoe"),
        (CLAIRE, FIRST, "zoe@example.org", "T1/zoe@example.org"),
        (CLAIRE, FIRST, "<mailto:zoe@example.org|zoe@example.org>", "T1/zoe@example.org"),
        (CLAIRE, FIRST, "<@zoe>", "T1/zoe"),
        (CLAIRE, FIRST, "T5/zoe", "T5/zoe"),
        (CLAIRE, FIRST, "T2/zoe", None),
        (CLAIRE, FIRST, "t2/zoe", None),
        (CLAIRE, FIRST, "T6/zoe", None),
        (ROBIN, SECOND, "zoe", "T2/zoe"),
        (ROBIN, SECOND, "T6/zoe", "T6/zoe"),
        (ROBIN, SECOND, "T1/zoe", None),
        (ROBIN, SECOND, "T5/zoe", None),
        (ROBIN, SECOND, "", None),
    ],
)
def test_whom_a_coordinator_may_look_up(
    stage: Stage, who: Coordinator, programme: str, text: str, found: str | None
) -> None:
    assert means(stage, who, programme, text) == (None if found is None else Address("local", found))


def test_a_line_with_somebody_of_another_workspace_asks_no_directory(stage: Stage) -> None:
    stage.directories["local"] = directory = Found()
    stage.says("T1/claire", "inscrire\nT2/zoe,T2/robin,mentorat,2026-03-02,Zoé,Sam")
    (told,) = map(plainly, stage.finds("T1/claire"))
    assert told.count("est dans un espace où je ne peux pas écrire pour ce programme") == 2
    assert directory.asked == []
    assert "Robin" not in told, "nor that the bot knows them"


def test_a_pair_of_another_programme_is_enrolled_as_if_there_were_none(stage: Stage) -> None:
    answers = list[str]()
    for name in ("T1/claire", "T2/robin"):
        stage.says(name, "inscrire\nzoe,sam,mentorat,2026-03-02")
        answers += map(plainly, stage.finds(name))
    assert answers[0] == answers[1]
    assert "déjà" not in answers[1]
    stage.wait(at("2026-01-05 09:00"))
    digests = [post.key for _, name, post in stage.chats.sent if name == "T2/robin" and post.key.startswith("digest")]
    assert len(digests) == 1, "what was to come later comes after the answer"


def test_a_name_that_the_bot_knows_is_told_of_the_same_workspace_alone(stage: Stage) -> None:
    """Somebody of T2 is known by name; who coordinates T1 can neither pick them nor be told it."""
    assert means(stage, CLAIRE, FIRST, "T2/robin") is None
    found = means(stage, ROBIN, SECOND, "robin")
    assert isinstance(found, Person)
    assert found.name == "Robin"
