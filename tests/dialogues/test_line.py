"""A line of the evaluation on its way to the coordinators: to each of them but one who is of that pair, in their hours."""

from __future__ import annotations

from bot.engine.people import Place
from bot.ports import Address
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_service import CLAIRE, ROBIN, booked, meeting
from tests.labels import fr
from tests.values import DAY, HOUR, at

WORDS = "Camille ne vient plus."
AWA = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
CAMILLE = Coordinator(Address("local", "camille"), "Camille", ("fr",), "Europe/Paris")


def written(stage: Stage) -> None:
    """They have met, and Awa has written a line."""
    booked(stage)
    stage.wait(meeting(stage).over + HOUR)
    stage.presses("awa", fr("held-yes"))
    stage.wait(stage.clock.at + HOUR)
    stage.presses("awa", fr("evaluation-scale-4"))
    stage.writes("awa", WORDS)


def sent_to(stage: Stage) -> dict[str, str]:
    """What coordinators were sent by somebody of a pair, in their language."""
    found = {}
    for _, name, post in stage.chats.sent:
        if post.to is Place.COORDINATORS and post.key.startswith("s1.word."):
            assert name not in found, "twice"
            found[name] = next(seen.text for seen in stage.chats.seen[name] if seen.key == post.key)
    return found


def test_each_coordinator_reads_it_under_the_name_of_its_writer_in_their_own_hours(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, ROBIN)) as stage:
        written(stage)
        stage.clock.at = at(f"{stage.clock.at:%Y-%m-%d} 12:00") + DAY  # noon in Paris is early in New York
        stage.presses("awa", fr("evaluation-to-coordinators"))
        stage.wait(stage.clock.at + HOUR / 2)
        assert set(sent_to(stage)) == {"claire"}
        stage.wait(stage.clock.at + 5 * DAY)
        words = sent_to(stage)
        assert set(words) == {"claire", "robin"}
        assert "Awa écrit à la coordination (binôme Awa et Camille)" in words["claire"]
        assert "Awa writes to the coordinators (pair Awa and Camille)" in words["robin"]
        assert all(WORDS in text for text in words.values())


def test_a_coordinator_who_is_of_that_pair_never_reads_it(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, CAMILLE)) as stage:
        written(stage)
        stage.presses("awa", fr("evaluation-to-coordinators"))
        stage.wait(stage.clock.at + 5 * DAY)
        assert set(sent_to(stage)) == {"claire"}


def test_if_nobody_else_coordinates_the_person_is_told_and_nothing_is_sent(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (AWA, CAMILLE)) as stage:
        written(stage)
        assert stage.presses("awa", fr("evaluation-to-coordinators")) == fr("evaluation-no-reader")
        stage.wait(stage.clock.at + 5 * DAY)
        assert sent_to(stage) == {}


def test_no_digest_holds_the_line(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
        written(stage)
        stage.wait(stage.clock.at + 20 * DAY)
        assert stage.chats.seen["claire"]
        assert not any(WORDS in seen.text for seen in stage.chats.seen["claire"])
