"""Coordinators enrol pairs and appoint somebody new: they ask, people are looked up, and the answer comes as a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.application.coordination.inquiries.inquirer import Inquirer
from bot.application.enrolment.spreading import AT_ONCE
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.engine.flows.willing.state import is_before
from bot.engine.journey import Journey
from bot.ports import (
    FIRST,
    Address,
    DirectoryEntry,
    DroppedFile,
    FormSubmission,
    ProgrammeRecord,
    UnitOfWork,
    Unreached,
)
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.labels import fr
from tests.values import at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
TWO = HEADER + line("Awa", "Camille")
LOOKING = "C’est noté. Je cherche ces personnes et je vous écris dès que c’est fait."
LOOKING_FOR = "C’est noté. Je cherche cette personne et je vous écris dès que c’est fait."
FILLED = ("zoe", "sam", "networking", "2026-03-02")


class Found:
    """A directory that knows some people, by what they are asked for with."""

    def __init__(self, *known: DirectoryEntry | Flaw, away: int = 0) -> None:
        self.people = {(one.about if isinstance(one, Flaw) else one.address): one for one in known}
        self.people |= {one.mail: one for one in known if isinstance(one, DirectoryEntry)}
        self.away, self.asked = away, list[str]()

    async def find(self, address: str) -> DirectoryEntry | Flaw:
        self.asked.append(address)
        if self.away:
            self.away -= 1
            raise Unreached("nobody answers")
        return self.people.get(address) or Flaw(FlawKind.UNKNOWN, f"nobody is {address}", address)

    async def close(self) -> None:
        pass


ZOE = DirectoryEntry("zoe", "Europe/Paris", ("fr",), "zoe@example.org", "Zoé")
SAM = DirectoryEntry("sam", "Africa/Dakar", ("en",), "", "Sam")


def journeys(stage: Stage) -> dict[str, Journey]:
    found = stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))
    return {" & ".join(member.name for member in one.members.values()): one for one in found}


def waiting(stage: Stage) -> bool:
    return stage.run(stage.app.store.run(lambda unit: unit.inquiries.next_due())) is not None


def test_a_pair_is_enrolled_by_a_form(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = Found(ZOE, SAM)
        assert fr("enrol-submit") in stage.says("claire", "inscrire")
        assert plainly(stage.writes("claire", *FILLED)) == LOOKING
        assert "Zoé & Sam" not in journeys(stage), "nobody waits for a directory"
        (told,) = map(plainly, stage.finds("claire"))
        assert "1 binôme inscrit." in told
        journey = journeys(stage)["Zoé & Sam"]
        assert is_before(journey), "both are asked first"
        assert [member.zone for member in journey.members.values()] == ["Europe/Paris", "Africa/Dakar"]
        assert not waiting(stage)


def test_what_is_wrong_is_said_with_the_form_to_put_it_right(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = Found(ZOE)
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        (told,) = map(plainly, stage.finds("claire"))
        assert "Je n’ai inscrit personne" in told
        assert "• je ne trouve personne à « sam »" in told
        assert "ligne" not in told, "there is one pair, and no line"
        assert journeys(stage).keys() == {"Awa & Camille"}
        stage.directories["local"] = Found(ZOE, SAM)
        assert plainly(stage.writes("claire", *FILLED)) == LOOKING, "the form of that message"
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0])


def test_whom_nobody_tells_the_name_of_is_asked_for(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = Found(ZOE, DirectoryEntry("sam"), DirectoryEntry("camille"))
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        (told,) = map(plainly, stage.finds("claire"))
        assert "il me manque un nom" in told
        stage.writes("claire", "zoe", "sam", "Sam", "networking", "2026-03-02")
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0])
        assert "Zoé & Sam" in journeys(stage)
        stage.says("claire", "inscrire")
        stage.writes("claire", "zoe", "camille", "networking", "2026-03-02")
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0]), "the bot knows their name itself"


def test_lines_are_pasted_with_or_without_columns(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        assert (
            plainly(stage.says("claire", "inscrire\nZoé; Sam; réseautage; 2026-03-02\nIda;Lou;Mentorat;2026-03-02"))
            == LOOKING
        )
        assert "2 binômes inscrits" in plainly(stage.finds("claire")[0])
        stage.says("claire", "inscrire")
        stage.presses("claire", fr("enrol-to-lines"))
        columns = (
            "mentee_address,mentor_address,first_week,track,mentor,mentor_zone\nmax,eva,2026-03-02,mentoring,Eva,UTC\n"
        )
        assert plainly(stage.writes("claire", columns)) == LOOKING
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0])
        assert journeys(stage).keys() == {"Awa & Camille", "Zoé & Sam", "Ida & Lou", "Eva & max"}
        assert journeys(stage)["Eva & max"].members[next(iter(journeys(stage)["Eva & max"].members))].zone == "UTC"


def test_every_bad_line_is_named_and_nobody_enrolled(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says(
            "claire",
            "inscrire\nzoe,sam,mentorat,2026-03-02\nida,lou,aviron,2026-03-02\nmax,eva,mentorat,bientôt\nmax,eva",
        )
        (told,) = map(plainly, stage.finds("claire"))
        assert "• ligne 2 : « aviron » n’est pas un parcours" in told
        assert "• ligne 3 : la première semaine « bientôt »" in told
        assert "• ligne 4 : il y a 2 cases" in told
        assert "ligne 1" not in told
        assert journeys(stage).keys() == {"Awa & Camille"}
        stage.says("claire", "inscrire\n" + "\n".join(f"a{n},b{n},x,y" for n in range(30)))
        assert "Et 40 autres points." in plainly(stage.finds("claire")[0])


def test_what_is_too_long_for_a_message_is_refused_whole(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        said = stage.says("claire", "inscrire\n" + "".join(f"a{n},b{n},mentorat,2026-03-02\n" for n in range(2_000)))
        assert "C’est trop long" in plainly(said)
        assert not waiting(stage)


def test_the_same_again_changes_nothing(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "inscrire")
        seen = stage.chats.seen["claire"][-1]
        fields = dict(zip(("mentor_address", "mentee_address", "track", "first_week"), FILLED, strict=True))
        twice = FormSubmission("once", Address("local", "claire"), "", "", seen.key, actions.ENROL_PAIR, fields)
        for _ in range(2):
            stage.run(stage.app.interactions.submitted(twice))
        assert len(stage.finds("claire")) == 1
        stage.run(stage.app.interactions.submitted(twice))
        assert stage.finds("claire") == []
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        assert "Aucun nouveau binôme.\n\n1 binôme était déjà inscrit." in plainly(stage.finds("claire")[0])


def test_a_directory_that_is_away_is_asked_again_and_given_up_kindly(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = directory = Found(ZOE, SAM, away=2)
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        assert stage.finds("claire") == []
        told = list[str]()
        for _ in range(2):
            stage.clock.at += timedelta(minutes=20)
            told += stage.finds("claire")
        assert ["1 binôme inscrit" in plainly(one) for one in told] == [True]
        directory.away = 100
        stage.writes("claire", "zoe", "max", "networking", "2026-03-02")
        answers = list[str]()
        for _ in range(10):
            answers += stage.finds("claire")
            stage.clock.at += timedelta(minutes=20)
        assert ["Je n’arrive pas à joindre l’annuaire" in plainly(told) for told in answers] == [True]
        assert not waiting(stage)


def test_a_worker_that_dies_is_followed_by_another(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        lease = timedelta(minutes=5)
        (taken,) = stage.run(
            stage.app.store.run(lambda unit: unit.inquiries.claim(stage.clock.at, 9, "dead", lease)),
        )
        assert stage.finds("claire") == [], "it is another's"
        stage.clock.at += timedelta(minutes=6)
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0])
        assert not stage.run(stage.app.store.run(lambda unit: unit.inquiries.settle(taken.id, "dead")))


def test_who_was_too_slow_does_nothing_once_another_has_done_it(sqlite_url: str) -> None:
    class Slow(Found):
        async def find(self, address: str) -> DirectoryEntry | Flaw:
            found = await super().find(address)
            if len(self.asked) == 1:
                stage.clock.at += timedelta(minutes=6)
                assert await Inquirer(stage.app.service, {"local": self}, {}, "another").drain() == 1
            return found

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = Slow(ZOE, SAM)
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        assert ["1 binôme inscrit" in plainly(told) for told in stage.finds("claire")] == [True]


def test_somebody_unknown_is_appointed_once_they_are_looked_up(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-20 09:00"))
        stage.finds("claire")
        stage.directories["local"] = Found(ZOE, Flaw(FlawKind.INACTIVE, "away", "sam"))
        assert plainly(stage.says("claire", "nommer zoe@example.org")) == LOOKING_FOR
        (told,) = map(plainly, stage.finds("claire"))
        assert told.startswith("Zoé coordonne désormais")
        assert any("Claire vous confie la coordination" in plainly(said) for said in stage.finds("zoe"))
        stage.says("claire", "nommer")
        assert plainly(stage.writes("claire", "sam")) == LOOKING_FOR
        (told,) = map(plainly, stage.finds("claire"))
        assert told.startswith("Rien n’a changé pour sam : le compte de sam est désactivé.")
        assert "1" not in plainly(stage.says("zoe", "retirer"))
        assert plainly(stage.writes("claire", "camille")).startswith("Camille coordonne désormais"), "known already"


def test_who_coordinates_no_longer_gets_nothing(sqlite_url: str) -> None:
    def dismissed(unit: UnitOfWork) -> None:
        for _, person in unit.people.coordinators(FIRST):
            unit.people.dismiss_coordinator(person.id, FIRST)

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "inscrire")
        stage.writes("claire", *FILLED)
        stage.run(stage.app.store.run(dismissed))
        assert stage.finds("claire") == []
        assert journeys(stage).keys() == {"Awa & Camille"}
        assert not waiting(stage)
        assert plainly(stage.writes("claire", *FILLED)) == STRANGER


def test_a_form_that_a_button_had_no_room_for_is_asked_for(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "inscrire")
        seen = stage.chats.seen["claire"][-1]
        for action, label in (
            (actions.ENROL_PAIR, "enrol-submit"),
            (actions.ENROL_LINES, "enrol-lines-submit"),
            (actions.APPOINT_NEW, "enrol-appoint-submit"),
        ):
            assert fr(label) in stage.sends("claire", seen, action, [])
            assert stage.chats.seen["claire"][-1].key == seen.key
            assert plainly(stage.sends("claire", replace(seen, key="desk.second"), action, [])) == STRANGER


@pytest.mark.parametrize("name", ["awa", "somebody"])
def test_nobody_else_enrols_or_appoints(sqlite_url: str, name: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.says("claire", "inscrire")
        seen = stage.chats.seen["claire"][-1]
        assert fr("enrol-submit") not in stage.says(name, "inscrire")
        for number, action in enumerate(sorted(actions.FORMS)):
            fields = {
                "mentor_address": "zoe",
                "mentee_address": "sam",
                "whom": "zoe",
                "lines": "a,b,mentoring,2026-03-02",
            }
            forged = FormSubmission(f"f{number}", Address("local", name), "", "", seen.key, action, fields)
            answers = stage.run(stage.app.interactions.submitted(forged))
            assert [answer.to_stranger for answer in answers] == [True]
        for action in (actions.TO_LINES, actions.PLACE):
            assert plainly(stage.sends(name, seen, action, ["first"])) == STRANGER
        assert not waiting(stage)


def test_a_coordinator_enrols_for_no_other_programme(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.run(stage.app.store.run(lambda unit: unit.programmes.put(ProgrammeRecord("second", "Le second"))))
        fields = {"mentor_address": "zoe", "mentee_address": "sam", "track": "mentoring", "first_week": "2026-03-02"}
        for key in ("desk.second", "desk.none", "desk", "s1.date", ""):
            forged = FormSubmission(f"f{key}", Address("local", "claire"), "", "", key, actions.ENROL_PAIR, fields)
            answers = stage.run(stage.app.interactions.submitted(forged))
            assert [answer.to_stranger for answer in answers] == [True]
        assert not waiting(stage)


# Files ------------------------------------------------------------------------------------------------------------


CSV = "mentor_address;mentee_address;track;first_week\r\nZoé;Eva;réseautage;2026-03-02\r\n"


def drops(stage: Stage, name: str, content: bytes, file: str = "pairs.csv", id: str = "") -> str:
    sent = DroppedFile(file, content=content)
    sender = Address("local", name)
    answers = stage.run(stage.app.interactions.dropped(id or stage._id(), sender, sent))
    return plainly(stage._answered(name, answers, ""))


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_however_a_spreadsheet_saves_it(sqlite_url: str, written: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        assert drops(stage, "claire", CSV.encode(written)) == LOOKING
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0])
        assert "Zoé & Eva" in journeys(stage)


@pytest.mark.parametrize("content", [b"PK\x03\x04 a spreadsheet", b"\x00\x01\x02\x03" * 9, b"a\x81b"])
def test_a_file_that_is_no_text_is_said_to_be_none(sqlite_url: str, content: bytes) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        drops(stage, "claire", content, "pairs.xlsx")
        assert "je ne peux pas lire ce fichier" in plainly(stage.finds("claire")[0])
        assert journeys(stage).keys() == {"Awa & Camille"}


def test_a_file_of_too_many_pairs_is_refused_whole(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        drops(stage, "claire", "".join(f"a{n},b{n},mentorat,2026-03-02\n" for n in range(2_001)).encode())
        assert "• ligne 2 001 : c’est plus que je ne peux lire ici" in plainly(stage.finds("claire")[0])
        drops(stage, "claire", b"x" * (3 << 20))
        assert "c’est plus que je ne peux lire ici" in plainly(stage.finds("claire")[0])
        assert journeys(stage).keys() == {"Awa & Camille"}


def test_of_very_many_pairs_it_is_said_on_which_days_they_are_written_to(sqlite_url: str) -> None:
    """In Auckland it is the same day: what is meant is a day, not an instant."""
    claire = replace(CLAIRE, zone="Pacific/Auckland")
    lines = [f"mentor{nth}, mentee{nth}, mentoring, 2026-02-02" for nth in range(AT_ONCE + 1)]
    with Stage(sqlite_url, TWO, (claire,)) as stage:
        assert plainly(stage.says("claire", "inscrire " + "\n".join(lines))) == LOOKING
        (told,) = map(plainly, stage.finds("claire"))
        assert f"{AT_ONCE + 1} binômes inscrits." in told
        assert "partent en plusieurs jours, entre le lundi 19 janvier et le mardi 20 janvier." in told


def test_nobody_elses_file_is_read_and_no_other_kind_of_file(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        for name in ("awa", "somebody"):
            assert drops(stage, name, CSV.encode()) == ""
        assert drops(stage, "claire", b"%PDF", "cv.pdf") == ""
        assert not waiting(stage)


def test_who_coordinates_several_says_for_which_a_file_is(sqlite_url: str) -> None:
    def added(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord("second", "Le second"))
        unit.programmes.put(ProgrammeRecord("third", "Un autre"))
        (found,) = (one for one in unit.people.coordinators(FIRST))
        unit.people.put_coordinator(found[1], found[0], "second")

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.run(stage.app.store.run(added))
        assert drops(stage, "claire", CSV.encode(), id="file").startswith("Pour quel programme ?")
        assert stage.finds("claire") == [], "it waits"
        seen = stage.chats.seen["claire"][-1]
        for name, value in (("awa", "second file"), ("claire", "third file"), ("claire", "second gone")):
            assert plainly(stage.sends(name, seen, actions.PLACE, [value])) == STRANGER
        assert plainly(stage.presses("claire", "Le second")) == LOOKING
        assert "1 binôme inscrit" in plainly(stage.finds("claire")[0])
        pair = journeys(stage)["Zoé & Eva"].pair
        whose = stage.run(stage.app.store.run(lambda unit: unit.programmes.of_pair(pair)))
        assert whose is not None
        assert whose.id == "second"
        assert plainly(stage.sends("claire", seen, actions.PLACE, ["first file"])) == STRANGER, "it was placed"
