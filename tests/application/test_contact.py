"""A word to the coordinators, over the store: never to one who is in that pair, nor in their week; and answers in threes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.application import totals
from bot.engine.effects import Felt
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.people import Place, Role
from bot.ports import FIRST, Act, Address, AuditEntry, KeyLost, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from storage.repositories.weeks import SqlWeeks
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_service import CLAIRE, ROBIN, booked, meeting
from tests.labels import fr
from tests.values import DAY, HOUR, at

LINE = "Je préférerais ne plus voir Awa sans une autre personne."
AWA = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
CAMILLE = Coordinator(Address("local", "camille"), "Camille", ("fr",), "Europe/Paris")
PEOPLE = (("Awa", "Camille"), ("Bo", "Dan"), ("Eve", "Fred"), ("Gil", "Hana"))
ROSTER = HEADER + "".join(line(*two) for two in PEOPLE)
WEEK = Week.ended(at("2026-01-11 00:00").date(), "UTC")
OMBUD = "Médiation, mediation@example.org"


def sent_to(stage: Stage) -> dict[str, str]:
    """What coordinators were sent by somebody of a pair."""
    found = {}
    for _, name, post in stage.chats.sent:
        if post.to is Place.COORDINATORS and post.key.startswith("contact-"):
            assert name not in found, "twice"
            found[name] = next(seen.text for seen in stage.chats.seen[name] if seen.key == post.key)
    return found


def digests(stage: Stage) -> dict[str, str]:
    """The last that each coordinator was sent."""
    return {
        name: next(seen.text for seen in stage.chats.seen[name] if seen.key == post.key)
        for _, name, post in stage.chats.sent
        if post.key.startswith("digest:")
    }


def last(stage: Stage) -> FrozenWeek:
    frozen = stage.run(stage.app.store.run(lambda unit: unit.weeks.last(FIRST)))
    assert frozen is not None
    return frozen


def asked(stage: Stage) -> str:
    """Camille writes to the coordinators, and sees who would read it."""
    before = stage.says("camille", "contact")
    if fr("contact-read-again") in before:
        stage.writes("camille", LINE)
        stage.presses("camille", fr("contact-send"))
    stage.wait(stage.clock.at + 7 * DAY)
    return before


# A line ----------------------------------------------------------------------------------------------------------


def test_each_coordinator_reads_it_in_their_own_words_and_hours(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, ROBIN)) as stage:
        booked(stage)
        assert "Claire, Robin" in asked(stage)
        words = sent_to(stage)
        assert set(words) == {"claire", "robin"}
        assert "Camille écrit à la coordination" in words["claire"]
        assert "Camille writes to the coordinators" in words["robin"]
        assert all(LINE in text and "directement" in text for text in (words["claire"],))


def test_a_coordinator_of_the_pair_is_neither_named_nor_written_to(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, AWA)) as stage:
        booked(stage)
        before = asked(stage)
        assert "Claire" in before
        assert "Claire, Awa" not in before
        assert "Awa, Claire" not in before
        assert set(sent_to(stage)) == {"claire"}
        assert not any(LINE in seen.text for seen in stage.chats.seen["awa"])


def test_where_the_partner_alone_coordinates_that_is_said_first_and_nothing_goes(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (AWA,)) as stage:
        booked(stage)
        before = asked(stage)
        assert fr("contact-nobody") in before
        assert sent_to(stage) == {}


def test_the_week_names_who_asked_but_to_the_one_of_that_pair(sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER, (CLAIRE, AWA)) as stage:
        booked(stage)
        asked(stage)
        found = digests(stage)
        assert f"{fr('digest-asked')}\n• Camille" in found["claire"]
        assert fr("digest-asked") not in found["awa"]
        assert LINE not in found["claire"]
        assert not any(LINE in repr(entry) for entry in noted(stage))
        assert {entry.kind for entry in noted(stage)} <= {Act.APPOINT, Act.IMPORT, Act.DIGEST}


def noted(stage: Stage) -> list[AuditEntry]:
    return list(stage.run(stage.app.store.run(lambda unit: unit.audit.all())))


def test_the_contact_outside_is_that_of_the_programme_that_the_pair_is_in(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
        booked(stage)
        assert fr("contact-outside-unnamed") in stage.says("camille", "contact")

        def named(unit: UnitOfWork) -> None:
            record = unit.programmes.of(FIRST)
            assert record is not None
            unit.programmes.put(replace(record, outside_contact=OMBUD))
            unit.programmes.put(ProgrammeRecord("other", outside_contact="Somebody else's"))

        stage.run(stage.app.store.run(named))
        card = stage.says("camille", "contact")
        assert OMBUD in card
        assert "Somebody else's" not in card


# After the first séance ------------------------------------------------------------------------------------------


def would_talk(stage: Stage) -> str:
    booked(stage)
    stage.wait(meeting(stage).over + HOUR)
    stage.presses("awa", fr("held-yes"))
    stage.wait(stage.clock.at + 7 * DAY)
    return stage.presses("camille", fr("fit-talk"))


def test_that_they_would_like_a_word_reaches_nobody_of_the_pair(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, AWA)) as stage:
        would_talk(stage)
        stage.presses("camille", fr("fit-tell"))
        stage.wait(stage.clock.at + 7 * DAY)
        assert set(sent_to(stage)) == {"claire"}
        assert "Camille aimerait un échange avec vous." in sent_to(stage)["claire"]
        assert "Camille" in digests(stage)["claire"]
        assert fr("digest-asked") not in digests(stage)["awa"]


def test_where_the_partner_alone_coordinates_there_is_nothing_to_press(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (AWA,)) as stage:
        assert fr("contact-nobody") in would_talk(stage)
        with pytest.raises(AssertionError):
            stage.presses("camille", fr("fit-tell"))
        assert sent_to(stage) == {}


# In threes -------------------------------------------------------------------------------------------------------


def feel(stage: Stage, *answers: str) -> None:
    """Those answers are final, one after the other."""

    def work(unit: UnitOfWork) -> None:
        journeys = sorted(unit.journeys.all(), key=lambda one: one.members[Role.MENTOR].name)
        everybody = [(journey, role) for journey in journeys for role in Role]
        for (journey, role), answer in zip(everybody, answers, strict=False):
            totals.add_fit(unit, journey, Felt(role, answer, WEEK.start + HOUR))

    stage.run(stage.app.store.run(work))


def test_answers_are_told_in_threes_from_six_people_on(sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER, (CLAIRE,)) as stage:
        feel(stage, "well", "well", "", "well", "early", "talk", "early", "early")
        stage.wait(WEEK.end + 2 * DAY)
        assert last(stage).fits == {Tone.WELL: 3, Tone.OPEN: 3}
        assert "au moins 3" in digests(stage)["claire"]
        assert last(stage).totals is None, "it is no evaluation"


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("well",) * 5, {}),
        (("well", "well", "well", "well", "early", "talk"), {Tone.WELL: 3}),
        (("",) * 8, {Tone.WELL: 6}),
        (("talk",) * 7, {Tone.OPEN: 6}),
    ],
)
def test_nothing_is_told_below_three_or_of_fewer_than_six(
    sqlite_url: str, answers: tuple[str, ...], told: dict[Tone, int]
) -> None:
    with Stage(sqlite_url, ROSTER, (CLAIRE,)) as stage:
        feel(stage, *answers)
        stage.wait(WEEK.end + 2 * DAY)
        assert last(stage).fits == told
        assert (fr("digest-fits") in digests(stage)["claire"]) is bool(told)


def test_whoever_coordinates_is_not_counted(sqlite_url: str) -> None:
    with Stage(
        sqlite_url, ROSTER, (CLAIRE, AWA, CAMILLE, Coordinator(Address("local", "bo"), "Bo", ("fr",), "UTC"))
    ) as stage:
        feel(stage, *("well",) * 8)
        stage.wait(WEEK.end + 2 * DAY)
        assert last(stage).fits == {}, "they are five"


def test_no_more_is_kept_of_an_answer_than_the_figures_need(sqlite_url: str) -> None:
    boxes: list[list[str]] = []
    for answers in (("well", "early"), ("", "talk")):
        with Stage(sqlite_url if not boxes else f"{sqlite_url}2", ROSTER, (CLAIRE,)) as stage:
            feel(stage, *answers)
            boxes.append([one.tone for one in stage.run(stage.app.store.run(lambda unit: unit.weeks.box(FIRST)))])
    assert boxes[0] == boxes[1] == [Tone.WELL, Tone.OPEN]


def test_a_box_that_cannot_be_opened_is_left_alone(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: object, __: str) -> None:
        raise KeyLost("box")

    with Stage(sqlite_url, ROSTER, (CLAIRE,)) as stage:
        feel(stage, "well")
        monkeypatch.setattr(SqlWeeks, "box", lost)
        feel(stage, "well", "early")
        monkeypatch.undo()
        assert len(stage.run(stage.app.store.run(lambda unit: unit.weeks.box(FIRST)))) == 1
