"""Coordinators at their desk: lists of pairs, one pair, and who sees to what somebody asked for."""

from __future__ import annotations

import pytest

from bot import app
from bot.engine.flows.contact.state import waiting
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.actions import TASKS
from bot.engine.flows.coordination.desk import helping
from bot.engine.people import Role
from bot.ports import FIRST, Address, FormSubmission, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from bot.text.plain import plain
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.labels import fr
from tests.values import at, buttons

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("fr",), "Europe/Paris")
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia", "en,en", "networking")
LATE = at("2026-01-20 09:00")


def asks(stage: Stage, name: str = "camille") -> None:
    stage.says(name, "contact")
    stage.writes(name, "Pouvons-nous en parler ?")
    stage.presses(name, fr("contact-send"))


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
        assert f"{fr('desk-by-track')} : Réseautage" in read, "by what else the list is narrowed down"
        shown = next(one for one in buttons(stage.chats.seen["claire"][-1].message) if one.pressed)
        assert "g=scheduling" in shown.value, "the date is still looked for"
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
        assert "Quel binôme ?" in plainly(stage.says("claire", "binôme"))
        assert plainly(stage.writes("claire", "camille")) == read
        stage.says("claire", "binôme")
        assert "aucun binôme" in plainly(stage.writes("claire", "Zoé"))
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
        assert plainly(stage.says("claire", "nommer")).endswith("[Confier la coordination]")
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
        assert "suit son cours" in plainly(stage.presses("claire", "Rouvrir le parcours : Awa et Camille", plainly))


def test_a_press_that_comes_in_again_does_nothing_again(sqlite_url: str) -> None:
    """Also once it was taken back: whoever has caught the request cannot do it anew."""
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        pair = next(seen.pair for seen in stage.chats.seen["camille"] if seen.pair)
        stage.says("claire", "binôme Camille")
        card = stage.chats.seen["claire"][-1]
        assert plainly(stage.sends("claire", card, "coordination.end", [pair], id="once")).startswith("C’est noté")
        stage.presses("claire", "Rouvrir le parcours : Awa et Camille", plainly)
        assert stage.sends("claire", card, "coordination.end", [pair], id="once") == ""
        assert stage.journey(pair).ended is None


def test_a_pair_that_has_not_begun_in_its_first_week_is_said_to(sqlite_url: str) -> None:
    """Its two are still asked whether they are willing."""
    with Stage(sqlite_url, coordinators=(CLAIRE,)) as stage:
        stage.run(app.import_pairs(stage.app, TWO, asks=True))
        read = plainly(stage.says("claire", "binômes"))
        assert "Awa et Camille – commence le lundi 5 janvier" in read
        stage.wait(LATE)
        read = plainly(stage.says("claire", "binômes"))
        assert "Awa et Camille – début prévu le lundi 5 janvier, pas encore commencé" in read


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
        for action in (
            *("coordination.end", "coordination.take", "coordination.list"),
            *("coordination.enrol", "coordination.enrol-lines", "coordination.appoint-new"),
        ):
            forged = FormSubmission(
                "f", Address("local", "camille"), "dm:camille", pair, "desk", action, {"link": "https://x"}
            )
            answers = stage.run(stage.app.interactions.submitted(forged))
            assert [answer.to_stranger for answer in answers] == [True]
        assert stage.journey(pair).ended is None


# Tasks by button -------------------------------------------------------------------------------------------------


def test_a_button_does_what_its_word_does(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        by_word = {task: stage.says("claire", plainly(fr(f"desk-{task}-words")).split(",")[0]) for task in TASKS}
        for (task, read), button in zip(by_word.items(), helping.doing("first").buttons, strict=True):
            stage.says("claire", "bonjour")
            seen = stage.chats.seen["claire"][-1]
            answered = stage.sends("claire", seen, button.action, [button.value])
            assert answered.partition("(")[0] == read.partition("(")[0], task
        read = stage.presses("claire", fr(f"desk-{actions.TO_DISMISS}-do"))
        assert read == by_word[actions.TO_DISMISS], "the digest has it"


def test_nobody_else_has_these_buttons(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("claire", "bonjour")
        seen = stage.chats.seen["claire"][-1]
        for name, value in (
            ("awa", "first pairs"),
            ("awa", " pairs"),
            ("somebody", "first pairs"),
            ("claire", "second pairs"),
            ("claire", "first nothing"),
            ("claire", ""),
        ):
            assert plainly(stage.sends(name, seen, actions.DO, [value])) == STRANGER, (name, value)


def test_who_coordinates_several_is_asked_which_by_button_too(sqlite_url: str) -> None:
    def added(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord("second", "Le second"))
        (found,) = (one for one in unit.people.coordinators("first"))
        unit.people.put_coordinator(found[1], found[0], "second")

    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.run(stage.app.store.run(added))
        for asked in ("aide", "coordonner"):
            stage.says("claire", asked)
            assert plainly(stage.presses("claire", fr("desk-pairs-do"))).startswith("Pour quel programme ?")
            assert plainly(stage.presses("claire", "Le second")).startswith("Le second : les binômes")


def home(stage: Stage, name: str) -> list[str]:
    """What somebody reads on a page of their own, card by card."""
    answers = stage.run(stage.app.interactions.overview(f"home-{len(stage.chats.sent)}", Address("local", name)))
    assert len({answer.key for answer in answers}) == len(answers)
    return [plainly(plain(answer.message, answer.voice)) for answer in answers]


def test_a_page_of_their_own_begins_with_who_needs_a_human(sqlite_url: str) -> None:
    many = HEADER + "".join(line(f"M{n}", f"N{n}") for n in range(7))
    with Stage(sqlite_url, many, (CLAIRE,)) as stage:
        now, week = home(stage, "claire")
        assert now.startswith("Coordonner le programme\n\nRien ne demande votre attention")
        assert week.startswith("La semaine du programme")
        stage.wait(LATE)
        now = home(stage, "claire")[0]
        assert "7 binômes demandent votre attention." in now
        assert now.count("séance 1, cherche une date ; ") == 5
        assert "[Tous ceux qui la demandent]" in now
        assert all(f"[{plainly(fr(f'desk-{task}-do'))}]" in now for task in TASKS)


def test_who_is_in_a_pair_has_both_on_it_and_nothing_of_their_own_pair_at_the_desk(sqlite_url: str) -> None:
    inside = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(LATE)
        stage.run(app.appointments(stage.app).appoint(FIRST, inside, by="op"))
        now, *pairs, week = home(stage, "awa")
        assert "1 binôme demande votre attention." in now
        assert "Luc et Mia" in now
        assert "Camille" not in now
        assert any("Avec : Camille" in pair for pair in pairs)
        assert week.startswith("La semaine du programme")


def test_help_is_of_both_to_a_coordinator_who_is_in_a_pair_and_nowhere_else(sqlite_url: str) -> None:
    inside = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(LATE)
        stage.run(app.appointments(stage.app).appoint(FIRST, inside, by="op"))
        lead = plainly(fr("desk-help-lead"))
        assert plainly(stage.says("awa", "aide")).count(lead) == 1
        assert lead not in plainly(stage.says("camille", "aide"))
        shared = next(seen.conversation for seen in stage.chats.seen["awa"] if seen.conversation.startswith("pair:"))
        assert lead not in plainly(stage.says("awa", "aide", shared))
