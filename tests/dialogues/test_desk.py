"""Coordinators at their desk: lists of pairs, one pair, and who sees to what somebody asked for."""

from __future__ import annotations

import pytest

from bot import app
from bot.engine.flows.contact.state import waiting
from bot.engine.messages import Choices
from bot.engine.people import Role
from bot.ports import FIRST, Address, FormSubmission, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.values import at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("fr",), "Europe/Paris")
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia", "en,en", "networking")
LATE = at("2026-01-20 09:00")


def asks(stage: Stage, name: str = "camille") -> None:
    stage.says(name, "contact")
    stage.writes(name, "Pouvons-nous en parler ?")
    stage.presses(name, "Envoyer à la coordination")


def test_pairs_are_listed_with_what_they_need(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        read = plainly(stage.says("claire", "binômes"))
        assert read.startswith("Les binômes\n\nAfficher")
        assert "2 binômes" in read
        assert "Awa et Camille – séance 1, cherche une date ; " in read
        assert "Luc et Mia – séance 1, cherche une date" in read


@pytest.mark.parametrize("typed", ["pairs", "Binômes", "liste", "@together binômes"])
def test_the_word_is_known_in_every_language(sqlite_url: str, typed: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        assert plainly(stage.says("claire", typed)).startswith("Les binômes")


def test_only_coordinators_have_these_words(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        assert "Luc" not in plainly(stage.says("awa", "binômes"))
        assert plainly(stage.says("somebody", "binômes")) == STRANGER
        stage.says("claire", "binômes")
        for action in ("coordination.list", "coordination.open", "coordination.filters", "coordination.take"):
            for name in ("awa", "somebody"):
                assert plainly(stage.sends(name, stage.chats.seen["claire"][-1], action, ["p=first"])) == STRANGER


def test_a_filter_narrows_the_list_down_and_combines(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("claire", "binômes")
        assert "2 binômes" in plainly(stage.presses("claire", "Cherchent une date"))
        stage.presses("claire", "Chercher autrement")
        read = plainly(stage.presses("claire", "Réseautage"))
        assert "1 binôme" in read
        assert "Luc et Mia" in read
        shown = next(part for part in stage.chats.seen["claire"][-1].message.parts if isinstance(part, Choices))
        assert "g=scheduling" in shown.chosen[0], "the date is still looked for"
        assert "Aucun binôme ici." in plainly(stage.presses("claire", "Attendent un échange"))
        assert "2 binômes" in plainly(stage.presses("claire", "Voir tous les binômes"))


def test_a_long_list_is_turned_page_by_page(sqlite_url: str) -> None:
    many = HEADER + "".join(line(f"M{n:02}", f"N{n:02}") for n in range(23))
    with Stage(sqlite_url, many, (CLAIRE,)) as stage:
        pages = [stage.says("claire", "binômes")]
        pages += [stage.presses("claire", "Suite de la liste") for _ in range(2)]
        named = [[n for n in range(23) if f"M{n:02} et N{n:02} –" in page] for page in pages]
        assert [len(page) for page in named] == [10, 10, 3]
        assert sorted(n for page in named for n in page) == list(range(23))
        assert all("23 binômes" in page for page in pages)
        assert not any("Suite de la liste" in seen.text for seen in stage.chats.seen["claire"][-1:])
        assert stage.presses("claire", "Début de la liste") == pages[0]


def test_one_pair_by_a_name(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        read = plainly(stage.says("claire", "binôme camille"))
        assert read.startswith(
            "Awa et Camille\n\nParcours : Mentorat\nOù en est le binôme : séance 1, cherche une date"
        )
        assert "Ce qui demande votre attention\n• les dates proposées le" in read
        assert "• pas de date depuis le lundi 5 janvier" in read
        assert "aucun binôme" in plainly(stage.says("claire", "binôme Zoé"))
        assert plainly(stage.says("claire", "binôme")).startswith("Ajoutez un nom")
        assert plainly(stage.says("claire", "binôme a")).startswith("Les binômes"), "several it may be"


def test_a_pair_is_opened_from_the_list_and_nudged_there(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("claire", "binômes")
        stage.presses("claire", "Awa et Camille")
        assert plainly(stage.presses("claire", "Encourager Awa et Camille")).startswith("C’est noté")
        assert plainly(stage.presses("claire", "Revenir à la liste")).startswith("Les binômes")


def test_who_is_in_a_pair_does_not_see_it(sqlite_url: str) -> None:
    inside = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(LATE)
        pair = next(seen.pair for seen in stage.chats.seen["awa"] if seen.pair)
        stage.run(app.appointments(stage.app).appoint(FIRST, inside, by="op"))
        read = plainly(stage.says("awa", "binômes"))
        assert "1 binôme" in read
        assert "Camille" not in read
        assert "aucun binôme" in plainly(stage.says("awa", "binôme Camille"))
        stranger = plainly(stage.sends("awa", stage.chats.seen["awa"][-1], "coordination.open", ["gone p=first"]))
        assert plainly(stage.sends("awa", stage.chats.seen["awa"][-1], "coordination.open", [pair])) == stranger
        assert "Avec : Camille" in plainly(stage.says("awa", "statut")), "the words of pairs are as they were"


def test_what_somebody_asked_for_is_taken_by_one(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE, ROBIN)) as stage:
        stage.wait(LATE)
        asks(stage)
        stage.wait(LATE)
        pair = next(seen.pair for seen in stage.chats.seen["camille"] if seen.pair)
        for name in ("claire", "robin"):
            assert any("Pouvons-nous en parler ?" in said for said in stage.finds(name))
        assert plainly(stage.presses("claire", "Je m’en occupe : Camille", plainly)).startswith("C’est noté")
        assert waiting(stage.journey(pair), Role.MENTEE) is None
        assert "s’en occupe déjà" in plainly(stage.presses("robin", "Je m’en occupe : Camille", plainly))
        (told,) = stage.finds("robin")
        assert "Claire s’occupe de ce que Camille a demandé." in plainly(told)
        assert stage.finds("claire") == []
        stage.presses("claire", "Laisser à quelqu’un d’autre")
        assert waiting(stage.journey(pair), Role.MENTEE) is not None
        assert plainly(stage.presses("robin", "Je m’en occupe : Camille", plainly)).startswith("C’est noté")


def test_who_coordinates_several_is_asked_which(sqlite_url: str) -> None:
    def added(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord("second", "Le second"))
        (found,) = (one for one in unit.people.coordinators("first"))
        unit.people.put_coordinator(found[1], found[0], "second")

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.run(stage.app.store.run(added))
        assert plainly(stage.says("claire", "binômes")).startswith("Pour quel programme ?")
        read = plainly(stage.presses("claire", "Le second"))
        assert read.startswith("Le second : les binômes")
        assert "Aucun binôme ici." in read


def test_help_lists_what_coordinators_can_type(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        for word in ("aide", "coordonner"):
            assert "• binômes – tous les binômes" in plainly(stage.says("claire", word))


def test_coordinators_appoint_and_dismiss_each_other(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.finds("camille")
        assert plainly(stage.says("claire", "retirer")).endswith("[Mettre fin pour Claire]")
        assert "est seul(e) à coordonner" in plainly(stage.presses("claire", "Mettre fin pour Claire"))
        stage.says("claire", "nommer camille")
        assert plainly(stage.presses("claire", "La confier à Camille")).startswith("Camille coordonne désormais")
        assert any("Claire vous confie la coordination" in plainly(said) for said in stage.finds("camille"))
        assert plainly(stage.presses("claire", "La confier à Camille")).startswith("Camille coordonne déjà")
        stage.says("camille", "retirer")
        assert plainly(stage.presses("camille", "Mettre fin pour Claire")).startswith("Claire ne coordonne plus")
        assert plainly(stage.presses("claire", "La confier à Camille")) == STRANGER, "it is no longer theirs to do"


def test_nobody_appoints_somebody_unknown(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        assert "personne du nom de « Zoé »" in plainly(stage.says("claire", "nommer Zoé"))
        assert plainly(stage.says("claire", "nommer")).startswith("Ajoutez un nom")
        stage.says("claire", "nommer Luc")
        for value in ("first gone", "second p-1", ""):
            assert (
                plainly(stage.sends("claire", stage.chats.seen["claire"][-1], "coordination.appoint", [value]))
                == STRANGER
            )
        assert (
            plainly(stage.sends("awa", stage.chats.seen["claire"][-1], "coordination.appoint", ["first p-1"]))
            == STRANGER
        )


def test_a_pair_is_ended_kindly_and_reopened(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        pair = next(seen.pair for seen in stage.chats.seen["camille"] if seen.pair)
        for name in ("awa", "camille"):
            stage.finds(name)
        stage.says("claire", "binôme Camille")
        assert plainly(stage.presses("claire", "Mettre fin au parcours : Awa et Camille", plainly)).startswith(
            "C’est noté"
        )
        assert stage.journey(pair).ended == stage.clock.at
        stage.wait(at("2026-01-21 12:00"))
        for name, partner in (("awa", "Camille"), ("camille", "Awa")):
            (told,) = stage.finds(name)
            assert plainly(told).startswith(
                f"Merci à vous deux\n\nLa coordination a mis fin à votre parcours avec {partner}."
            )
        again = plainly(stage.presses("claire", "Mettre fin au parcours : Awa et Camille", plainly))
        assert again.startswith("Ce parcours était déjà terminé")
        read = plainly(stage.presses("claire", "Rouvrir le parcours : Awa et Camille", plainly))
        assert "reprend là où il en était" in read
        assert stage.journey(pair).ended is None
        stage.wait(at("2026-01-22 12:00"))
        for name in ("awa", "camille"):
            assert any("a rouvert votre parcours" in plainly(told) for told in stage.finds(name))
        assert "ne peut pas être rouvert" in plainly(
            stage.presses("claire", "Rouvrir le parcours : Awa et Camille", plainly)
        )


def test_after_thirty_days_a_pair_stays_ended(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("claire", "binôme Camille")
        stage.presses("claire", "Mettre fin au parcours : Awa et Camille", plainly)
        stage.wait(at("2026-02-19 09:00"))
        stage.says("claire", "binôme Camille")
        assert "ne peut pas être rouvert" in plainly(
            stage.presses("claire", "Rouvrir le parcours : Awa et Camille", plainly)
        )
        assert "Rouvrir" not in plainly(stage.says("claire", "binôme Camille"))


def test_the_desk_takes_no_forms_that_somebody_made_up(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        pair = next(seen.pair for seen in stage.chats.seen["camille"] if seen.pair)
        for action in ("coordination.end", "coordination.take", "coordination.list"):
            forged = FormSubmission(
                "f", Address("local", "camille"), "dm:camille", pair, "desk", action, {"link": "https://x"}
            )
            answers = stage.run(stage.app.interactions.submitted(forged))
            assert [answer.to_stranger for answer in answers] == [True]
        assert stage.journey(pair).ended is None
