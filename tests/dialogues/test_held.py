"""« Did it take place? »: what each of the two reads after an answer, and what nobody else does."""

from __future__ import annotations

import pytest

from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.dialogues.test_service import CLAIRE, booked, meeting
from tests.labels import fr
from tests.values import DAY, HOUR


def over(stage: Stage) -> None:
    """The hour of their first meeting has gone by, and both have read what came of it."""
    booked(stage)
    stage.wait(meeting(stage).over + HOUR)
    for name in ("awa", "camille"):
        stage.finds(name)


def everything_found(stage: Stage) -> dict[str, list[str]]:
    stage.wait(stage.clock.at + 10 * DAY)
    return {name: stage.finds(name) for name in ("awa", "camille", "claire")}


@pytest.mark.parametrize("asked", ["awa", "camille"])
def test_an_absence_is_told_to_nobody(tmp_path_factory: pytest.TempPathFactory, asked: str) -> None:
    other = {"awa": "Camille", "camille": "Awa"}[asked]
    found = {}
    for answer in ("held-no", "held-absent"):
        url = f"sqlite:///{tmp_path_factory.mktemp(answer)}/together.db"
        with Stage(url, HEADER + line("Awa", "Camille"), (CLAIRE,)) as stage:
            over(stage)
            said = plainly(stage.presses(asked, fr(answer)))
            private = f"{other} n’en lira pas davantage, la coordination non plus"
            assert (private in said) == (answer == "held-absent")
            assert plainly(fr("held-later")) in said
            found[answer] = everything_found(stage)
    assert found["held-no"] == found["held-absent"], "each of them reads the same, down to the digest"


def test_without_the_agenda_it_counts_and_both_read_so(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        over(stage)
        said = plainly(stage.presses("camille", fr("held-own-way")))
        assert "Séance 1 : c’est noté, elle a eu lieu à votre façon, et elle compte tout autant." in said
        assert stage.journey().sittings[0].held is not None
        stage.wait(stage.clock.at + 4 * DAY)
        assert any(post.key == "s1.evaluation.mentee" for _, _, post in stage.chats.sent), (
            "what comes next comes as ever"
        )
