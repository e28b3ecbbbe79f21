"""The programme as its files say it: items, topics, links, words; and a copy of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.cli import main
from bot.engine.flows import FLOWS
from bot.engine.flows.date.actions import DATE
from bot.engine.flows.evaluation.actions import EVALUATE
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.pause.actions import RESUME
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.status.actions import STATUS
from bot.engine.ids import Command
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import ItemKind, Phase, Track
from content.load import load
from tests.content.copies import copied, drop, put
from tests.dialogues.stage import HEADER, Stage, line
from tests.values import CONTENT, PROGRAMME, at, items


def test_the_programme_is_whole() -> None:
    assert {track: len(seances) for track, seances in PROGRAMME.tracks.items()} == {
        Track.MENTORING: 9,
        Track.NETWORKING: 2,
    }
    assert len(list(items())) == len(CONTENT.places) == 120


def test_both_tracks_go_on_only_by_consent() -> None:
    assert PROGRAMME.gate(Track.MENTORING) == 7
    assert PROGRAMME.gate(Track.NETWORKING) == 2


def test_an_item_knows_its_phase_kind_and_readers() -> None:
    about = dict(items())
    item = about["M2.B2"].item
    assert (item.phase, item.kind, item.readers, item.optional) == (
        Phase.BEFORE,
        ItemKind.WATCH,
        (Place.MENTOR, Place.MENTEE),
        True,
    )
    assert about["M2.B1"].item.auto
    assert about["M9.D1"].seance == 9


def test_every_item_stands_where_it_is_said_to() -> None:
    for id, (path, number) in CONTENT.places.items():
        assert f"{{id: {id}," in path.read_text(encoding="utf-8").splitlines()[number - 1]


def test_topics_have_their_questions_in_order() -> None:
    topics = PROGRAMME.seance(Track.MENTORING, 1).topics
    assert [topic.head.id for topic in topics] == ["M1.D1", "M1.D2", "M1.D3"]
    assert [one.id for one in topics[0].questions] == ["M1.D1.a", "M1.D1.b", "M1.D1.c", "M1.D1.d"]


def test_every_item_has_a_place_where_it_is_shown() -> None:
    """What no card would show is written for nobody."""
    for id, about in items():
        seance = PROGRAMME.seance(about.track, about.seance)
        shown = {
            *((i.id, PRIVATE[role]) for role in Role for i in seance.checklist[role]),
            *((i.id, PRIVATE[role]) for role in Role for i in seance.asides[role]),
            *((i.id, PRIVATE[role]) for role in Role for i in seance.evaluation[role]),
            *((i.id, place) for place, some in seance.advice.items() for i in some),
            *((i.id, Place.PAIR) for topic in seance.topics for i in (topic.head, *topic.questions)),
            *((i.id, Place.PAIR) for i in seance.scheduling),
        }
        assert {(id, reader) for reader in about.item.readers} <= shown or not about.item.shown


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("preparation", PREP),
        ("evaluer", EVALUATE),
        ("evaluate", EVALUATE),
        ("rdv", DATE),
        ("etat", STATUS),
        ("status", STATUS),
        ("?", HELP),
        ("resume", RESUME),
    ],
)
def test_words_are_kept_without_accents(word: str, command: Command) -> None:
    assert PROGRAMME.words[word] is command


def test_every_command_can_be_typed_by_its_own_name_and_in_both_languages() -> None:
    for command in FLOWS.listed:
        assert PROGRAMME.words[command] == command
    assert PROGRAMME.language_names["anglais"] == PROGRAMME.language_names["english"] == "en"


def test_a_link_that_is_set_stands_beside_its_item(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    put("programme.yaml", 'profile: ""', "profile: https://together.example/profiles")(folder)
    content = load(declared(), folder)
    linked = {i.id for s in content.programme.tracks[Track.MENTORING] for i in s.items if i.link}
    assert linked == {"M1.B1"}
    assert not [item for _, about in items() if (item := about.item).link]


def test_a_copy_of_ones_own_is_played(tmp_path: Path, sqlite_url: str) -> None:
    folder = copied(tmp_path)
    put("programme.yaml", 'profile: ""', "profile: https://together.example/profiles")(folder)
    put("programme.yaml", '  resources: ""', "")(folder)
    put("mentoring/1.yaml", "  - {id: M1.B5, kind: read, for: [mentor, mentee], link: resources}\n", "")(folder)
    put("fr/words.ftl", "-platform = Together", "-platform = Ensemble")(folder)
    for language in ("fr", "en"):
        drop(f"{language}/mentoring.ftl", "M1-B5")(folder)
        drop(f"{language}/words.ftl", "link-resources")(folder)
        drop(f"{language}/words.ftl", "-resources")(folder)

    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=folder) as stage:
        stage.wait(at("2026-01-06 09:00"))
        card = stage.says("camille", "prep")
        assert (
            "☐ Découvrir, sur Ensemble, le profil de la personne qui vous accompagne. (https://together.example/"
            in card
        )
        assert "Piocher" not in card


def test_the_setting_is_obeyed_by_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_CONTENT", str(folder))
    assert main(["content", "check"]) == 0
    assert capsys.readouterr().out.startswith(f"{folder}: 120 items and ")
    put("mentoring/3.yaml", "lead: 3", "lead: 0")(folder)
    assert main(["content", "check"]) == 1
    assert capsys.readouterr().err.startswith(f"{folder}/mentoring/3.yaml:4: «lead» is 0. Make it a whole number")
    assert main(["play"]) == 1
    assert "mentoring/3.yaml:4" in capsys.readouterr().err
