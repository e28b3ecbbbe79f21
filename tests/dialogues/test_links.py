"""Coordinators and the links of their programme: what has no address, giving one, and taking it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import app
from bot.engine.flows.coordination import actions
from bot.engine.messages import Buttons
from bot.engine.people import Role
from bot.engine.steps.links import linked
from bot.ports import FIRST, Act, Address, FormSubmission, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from tests.content.copies import copied, put
from tests.dialogues.stage import HEADER, Seen, Stage, line
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.labels import en, fr
from tests.values import at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("en",), "Europe/Paris")
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia", "en,en", "networking")
BEGUN = at("2026-01-06 09:00")
GOALS = "https://videos.example.org/objectifs?a=1&b=2"


def labels(stage: Stage, name: str) -> list[str]:
    """The buttons of what somebody has just read."""
    return [text for _, _, text in _buttons(stage.chats.seen[name][-1])]


def _buttons(seen: Seen) -> list[tuple[str, str, str]]:
    return [
        (one.action, one.value, plainly(seen.voice.label(one.label)))
        for part in seen.message.parts
        if isinstance(part, Buttons)
        for one in part.buttons
    ]


def pressed(stage: Stage, name: str, link: str, programme: str = FIRST) -> str:
    """The button of one link on what they read last."""
    return plainly(stage.sends(name, stage.chats.seen[name][-1], actions.LINK, [f"{programme} {link}"]))


def given(stage: Stage, name: str, link: str, *values: str) -> str:
    pressed(stage, name, link)
    return plainly(stage.writes(name, *(*values, "", "", "")[:3]))


def prep(stage: Stage, name: str = "awa") -> Seen:
    stage.says(name, "préparation" if name != "luc" else "prep")
    return stage.chats.seen[name][-1]


def leads(seen: Seen) -> dict[str, str]:
    return {line.item: line.link for line in seen.message.lines() if line.item}


def links(stage: Stage, programme: str = FIRST) -> dict[str, str]:
    record = stage.run(stage.app.store.run(lambda unit: unit.programmes.of(programme)))
    assert record is not None
    return {name: one.address for name, one in record.links.items()}


@pytest.mark.parametrize("typed", ["liens", "Lien", "links", "@together liens"])
def test_the_word_shows_what_has_no_address(sqlite_url: str, typed: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        read = plainly(stage.says("claire", typed))
        assert read.startswith(fr("links-title"))
        assert "• vidéo sur les objectifs – Séance 2 ; laissé de côté tant que l’adresse manque" in read
        assert "• profils sur Together – Séance 1, Réseautage, rencontre 1 ; proposé sans lien" in read
        assert fr("links-there") not in read
        assert len(labels(stage, "claire")) == 10


def test_an_address_stands_on_every_card_from_then_on_and_not_once_it_is_withdrawn(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(BEGUN)
        assert leads(prep(stage))["M1.B4"] == ""
        stage.says("claire", "liens")
        asked = pressed(stage, "claire", "mentoring-video")
        assert asked.startswith(fr("links-form-title"))
        assert "vidéo sur le mentorat" in asked
        read = plainly(stage.writes("claire", f" {GOALS} ", "", ""))
        assert "prochaines cartes mènent à cette adresse" in read
        assert f"{fr('links-there')}\n• vidéo sur le mentorat – Séance 1" in read
        for name in ("awa", "camille"):
            assert leads(prep(stage, name))["M1.B4"] == GOALS
        assert "Revoir le lien : vidéo sur le mentorat" in labels(stage, "claire")
        assert f"{GOALS}" in pressed(stage, "claire", "mentoring-video"), "what is there stands in the form"
        assert "n’a plus d’adresse" in plainly(stage.writes("claire", "", "", ""))
        assert leads(prep(stage))["M1.B4"] == ""
        assert links(stage) == {}


def test_what_is_optional_appears_with_its_link_and_goes_with_it(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "liens")
        given(stage, "claire", "goals-video", GOALS)
        programme = stage.app.service.programme
        pair = stage.journey().pair
        journey = stage.run(stage.app.store.run(lambda unit: unit.journeys.of(pair)))
        assert journey is not None
        now = linked(programme, journey.links, BEGUN)
        shown, usual = (
            {item.id for item in one.seance(journey.track, 2).checklist[Role.MENTEE]} for one in (now, programme)
        )
        assert shown - usual == {"M2.B2"}


@pytest.mark.parametrize(
    ("entered", "why"),
    [
        (("http://videos.example.org/",), "scheme"),
        (("javascript:alert(1)",), "scheme"),
        (("https://un.org@evil.example.org/",), "host"),
        (("https://192.168.0.1/film",), "host"),
        (("https://localhost/film",), "host"),
        (("https://printer.local/film",), "host"),
        (("https://g\u043e\u043egle.com/film",), "host"),  # two Cyrillic letters
        (("https://xn--ggle-55da.com/",), "host"),
        (("https://videos.example.org/a b",), "signs"),
        (("https://videos.example.org/<b>",), "signs"),
        ((f"https://videos.example.org/{'x' * 500}",), "long"),
        ((GOALS, "2026-02-31"), "days"),
        ((GOALS, "2026-03-02", "2026-03-01"), "days"),
        ((GOALS, "", "2025-12-01"), "over"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(
    sqlite_url: str, entered: tuple[str, ...], why: str
) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(BEGUN)
        stage.says("claire", "liens")
        read = given(stage, "claire", "goals-video", *entered)
        assert plainly(fr(f"links-trouble-{why}")) in read
        assert links(stage) == {}
        assert stage.chats.seen["claire"][-1].key == "desk-link.goals-video.first"
        assert entered[0][:300] in str(stage.chats.seen["claire"][-1].message), "nothing has to be typed again"
        assert "prochaines cartes" in plainly(stage.writes("claire", GOALS, "", ""))


def test_a_link_is_shown_between_its_first_and_its_last_day_in_the_programmes_zone(sqlite_url: str) -> None:
    def zoned(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord(zone="America/New_York"))

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(BEGUN)
        stage.run(stage.app.store.run(zoned))
        stage.says("claire", "liens")
        read = given(stage, "claire", "mentoring-video", GOALS, "2026-01-08", "2026-01-09")
        assert "vidéo sur le mentorat – Séance 1 ; du jeudi 8 janvier au vendredi 9 janvier" in read
        for moment, is_there in (
            ("2026-01-08 04:59", False),
            ("2026-01-08 05:01", True),
            ("2026-01-10 04:59", True),
            ("2026-01-10 05:01", False),
        ):
            stage.clock.at = at(moment)
            assert (leads(prep(stage))["M1.B4"] == GOALS) is is_there, moment
        assert "n’est plus montré depuis la fin du vendredi 9 janvier" in plainly(stage.says("claire", "liens"))


def test_another_programme_keeps_its_own(sqlite_url: str) -> None:
    def added(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord("second", "Le second"))

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(BEGUN)
        stage.run(stage.app.store.run(added))
        stage.run(app.appointments(stage.app).appoint("second", ROBIN, by="op"))
        read = stage.says("robin", "links")
        assert "Le second" in read
        pressed(stage, "robin", "mentoring-video", "second")
        assert plainly(stage.writes("robin", GOALS, "", "")).startswith(en("links-title"))
        assert links(stage, "second") == {"mentoring-video": GOALS}
        assert links(stage) == {}
        assert leads(prep(stage))["M1.B4"] == ""
        for value in ("first mentoring-video", "second none", "second", "gone goals-video", ""):
            assert plainly(stage.sends("robin", stage.chats.seen["robin"][-1], actions.LINK, [value])) == STRANGER
        assert plainly(stage.sends("robin", stage.chats.seen["robin"][-1], actions.LINKS, ["first"])) == STRANGER


@pytest.mark.parametrize("who", ["awa", "robin", "somebody"])
@pytest.mark.parametrize("card", ["desk-link.goals-video.first", "desk-link.none.first", "desk", "", "desk-link"])
def test_a_form_that_somebody_made_up_gets_a_strangers_answer(sqlite_url: str, who: str, card: str) -> None:
    def added(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord("second", "Le second"))

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.run(stage.app.store.run(added))
        stage.run(app.appointments(stage.app).appoint("second", ROBIN, by="op"))
        form = FormSubmission("e1", Address("local", who), "dm", "", card, actions.LINKED, {"address": GOALS})
        (answer,) = stage.run(stage.app.interactions.submitted(form))
        assert answer.to_stranger
        assert links(stage) == links(stage, "second") == {}


def test_what_the_content_says_can_be_replaced_withdrawn_and_had_back(sqlite_url: str, tmp_path: Path) -> None:
    usual = "https://content.example.org/handbook"
    folder = copied(tmp_path)
    put("programme.yaml", 'mentor-handbook: ""', f'mentor-handbook: "{usual}"')(folder)
    with Stage(sqlite_url, TWO, (CLAIRE,), folder) as stage:
        stage.wait(BEGUN)
        assert "Revoir le lien : manuel des mentors" in stage.says("claire", "liens").replace("\u00a0", " ")
        assert leads(prep(stage))["M1.B3"] == usual
        assert "Rien n’a changé" in given(stage, "claire", "mentor-handbook", usual)
        given(stage, "claire", "mentor-handbook", GOALS)
        assert leads(prep(stage))["M1.B3"] == GOALS
        assert "n’a plus d’adresse" in given(stage, "claire", "mentor-handbook", "")
        assert leads(prep(stage))["M1.B3"] == ""
        assert links(stage) == {"mentor-handbook": ""}
        assert "Donner le lien : manuel des mentors" in labels(stage, "claire")
        given(stage, "claire", "mentor-handbook", usual)
        assert links(stage) == {}
        assert leads(prep(stage))["M1.B3"] == usual


def test_a_second_press_does_not_open_a_second_form(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "liens")
        seen = stage.chats.seen["claire"][-1]
        stage.sends("claire", seen, actions.LINK, ["first goals-video"])
        assert stage.sends("claire", seen, actions.LINK, ["first goals-video"]) == fr("form-open")
        assert fr("links-form-title") in stage.sends("claire", seen, actions.LINK, ["first resources"])


def test_it_is_noted_by_name_and_never_by_address(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "liens")
        given(stage, "claire", "goals-video", GOALS)
        entries = stage.run(stage.app.store.run(lambda unit: unit.audit.all()))
        noted = [(one.programme, one.about) for one in entries if one.kind == Act.LINK]
        assert noted == [(FIRST, "goals-video")]
