"""One of a pair is replaced: what coordinators do, and what the one who stays, who goes and who comes read."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.flows.leaving.state import AWAY
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports import Address, UnitOfWork
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.dialogues.test_enrol import LOOKING_FOR, ZOE, Found
from tests.labels import fr
from tests.values import at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("fr",), "Europe/Paris")
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia", "fr,en", "networking")
LATE = at("2026-01-20 09:00")


def asks(stage: Stage, *, asks: bool) -> None:
    """Whether the programme asks those who are paired from now on."""

    def put(unit: UnitOfWork) -> None:
        (one,) = unit.programmes.all()
        unit.programmes.put(replace(one, asks=asks))

    stage.run(stage.app.store.run(put))


def pair_of(stage: Stage, *names: str) -> Journey:
    """The newest pair of these two."""

    def found(unit: UnitOfWork) -> list[Journey]:
        return [one for one in unit.journeys.all() if {each.name for each in one.members.values()} == set(names)]

    journeys = stage.run(stage.app.store.run(found))
    return min(journeys, key=lambda one: one.ended is not None)


def by_luc(stage: Stage, who: str = "Awa", by: str = "claire") -> str:
    """Claire has Luc take somebody's place, in three steps: a word, a form, a button."""
    stage.says(by, f"remplacer {who}")
    stage.writes(by, "Luc")
    return plainly(stage.presses(by, f"Luc remplace {who}", plainly))


def test_in_three_steps_somebody_takes_the_place_of_one(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=True)
        stage.wait(LATE)
        assert "avec Camille, après Awa ?" in plainly(stage.says("claire", "remplacer awa"))
        assert "[Luc remplace Awa]" in plainly(stage.writes("claire", "Luc"))
        assert pair_of(stage, "Awa", "Camille").ended is None, "nothing is done yet"
        read = plainly(stage.presses("claire", "Luc remplace Awa", plainly))
        assert "Luc remplace Awa, et formera un binôme avec Camille" in read
        assert "Luc reçoit d’abord la question" in read
        assert pair_of(stage, "Awa", "Camille").ended == stage.clock.at
        new = pair_of(stage, "Luc", "Camille")
        assert new.members[Role.MENTOR].name == "Luc"
        assert new.track is pair_of(stage, "Awa", "Camille").track
        assert plainly(stage.presses("claire", "Voir Luc et Camille", plainly)).startswith("Luc et Camille")


def test_who_stays_and_who_goes_are_told_kindly_and_nobody_is_named(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=True)
        stage.wait(LATE)
        for name in ("awa", "camille", "luc"):
            stage.finds(name)
        by_luc(stage)
        stage.wait(at("2026-01-20 12:00"))
        (goes,) = stage.finds("awa")
        (stays,) = stage.finds("camille")
        (comes,) = stage.finds("luc")
        assert plainly(goes).startswith("Merci à vous\n\nVotre parcours avec Camille s’arrête ici")
        assert plainly(stays).startswith("La suite de votre parcours\n\nVotre parcours avec Awa s’arrête ici")
        assert fr("willing-yes") in comes
        assert not any("Luc" in one for one in (goes, stays))
        assert not any(name in comes for name in ("Awa", "Camille"))
        stage.presses("luc", fr("willing-yes"))
        stage.wait(at("2026-01-21 12:00"))
        assert any("Luc" in one for one in stage.finds("camille")), "the yes of who stays stands"
        assert any("Camille" in one for one in stage.finds("luc"))
        assert stage.finds("awa") == []


def test_a_programme_that_tells_begins_at_once(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=False)
        stage.wait(LATE)
        for name in ("awa", "camille", "luc"):
            stage.finds(name)
        assert "premiers mots partent à leurs heures" in by_luc(stage)
        stage.wait(at("2026-01-20 15:00"))
        read = [plainly(one) for one in stage.finds("camille")]
        assert read[0].startswith("La suite de votre parcours")
        assert any("Luc" in one for one in read[1:])
        assert pair_of(stage, "Luc", "Camille").sittings


def test_the_second_of_two_coordinators_is_told_that_it_is_done(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE, ROBIN)) as stage:
        stage.wait(LATE)
        stage.says("robin", "remplacer awa")
        stage.writes("robin", "Luc")
        by_luc(stage)
        assert "déjà été remplacée" in plainly(stage.presses("robin", "Luc remplace Awa", plainly))
        assert "déjà été remplacée" in plainly(stage.presses("claire", "Luc remplace Awa", plainly))
        assert len([one for one in journeys(stage) if one.ended is None]) == 2


def journeys(stage: Stage) -> list[Journey]:
    return stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))


def test_from_the_card_of_a_pair_and_by_its_need(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("claire", "binôme Camille")
        assert "avec Awa, après Camille ?" in plainly(stage.presses("claire", "Remplacer Camille", plainly))
        pair = pair_of(stage, "Awa", "Camille").pair
        read = plainly(stage.sends("claire", stage.chats.seen["claire"][-1], "coordination.replace", [pair]))
        assert "Qui faut-il remplacer ?" in read
        assert "[Remplacer Awa] [Remplacer Camille]" in read


def test_who_cannot_be_meant_is_said(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        assert plainly(stage.says("claire", "remplacer")).startswith("Ajoutez le nom")
        assert "aucun binôme" in plainly(stage.says("claire", "remplacer Zoé"))
        stage.says("claire", "remplacer awa")
        assert "Camille est déjà de ce binôme" in plainly(stage.writes("claire", "Camille"))
        assert "personne d’autre du nom de « Zoé Martin »" in plainly(stage.writes("claire", "Zoé Martin"))


def test_nothing_brings_the_old_pair_back(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=False)
        stage.wait(LATE)
        old = pair_of(stage, "Awa", "Camille")
        by_luc(stage)
        stage.wait(at("2026-01-20 12:00"))
        for action in ("coordination.restore", "coordination.end"):
            stage.sends("claire", stage.chats.seen["claire"][-1], action, [old.pair])
        stage.run(stage.app.service.restore(Address("local", "awa")))
        after = stage.journey(old.pair)
        assert after.ended is not None
        assert after.of(AWAY).replaced is not None
        for name in ("awa", "camille"):
            dates = next(seen for seen in stage.chats.seen[name] if seen.key == "s1.date")
            assert stage.sends(name, dates, "date.other", []) == fr("ended")


def test_only_coordinators_of_the_programme_replace_anybody(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        pair = pair_of(stage, "Awa", "Camille").pair
        stage.says("claire", "remplacer awa")
        stage.writes("claire", "Luc")
        card = stage.chats.seen["claire"][-1]
        luc = pair_of(stage, "Luc", "Mia").members[Role.MENTOR].person
        for name in ("awa", "luc", "somebody"):
            for action, value in (("replace", pair), ("replace-by", f"{pair} mentor {luc}")):
                assert plainly(stage.sends(name, card, f"coordination.{action}", [value])) == STRANGER
        assert pair_of(stage, "Awa", "Camille").ended is None


def test_somebody_unknown_is_looked_up_and_then_takes_the_place(sqlite_url: str) -> None:
    """After the last question: nobody is looked up, and nothing is done, by a form alone."""
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = Found(ZOE)
        stage.wait(LATE)
        stage.finds("claire")
        stage.says("claire", "remplacer awa")
        assert "[zoe@example.org remplace Awa]" in plainly(stage.writes("claire", "zoe@example.org"))
        assert stage.finds("claire") == []
        assert plainly(stage.presses("claire", "zoe@example.org remplace Awa", plainly)) == LOOKING_FOR
        (told,) = map(plainly, stage.finds("claire"))
        assert "Zoé remplace Awa, et formera un binôme avec Camille" in told
        assert pair_of(stage, "Zoé", "Camille").ended is None
        assert pair_of(stage, "Awa", "Camille").ended is not None


def test_who_cannot_be_found_takes_no_place_and_it_can_be_tried_again(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.directories["local"] = Found()
        stage.wait(LATE)
        stage.finds("claire")
        stage.says("claire", "remplacer awa")
        stage.writes("claire", "zoe@example.org")
        stage.presses("claire", "zoe@example.org remplace Awa", plainly)
        (told,) = map(plainly, stage.finds("claire"))
        assert "zoe@example.org" in told
        assert "[Remplacer Awa]" in told
        assert pair_of(stage, "Awa", "Camille").ended is None


def test_who_was_replaced_meanwhile_is_not_replaced_again(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE, ROBIN)) as stage:
        stage.directories["local"] = Found(ZOE)
        stage.wait(LATE)
        for name in ("claire", "robin"):
            stage.finds(name)
        stage.says("robin", "remplacer awa")
        stage.writes("robin", "zoe@example.org")
        stage.presses("robin", "zoe@example.org remplace Awa", plainly)
        by_luc(stage)
        (told,) = map(plainly, stage.finds("robin"))
        assert "déjà été remplacée" in told
        assert len(journeys(stage)) == 3
