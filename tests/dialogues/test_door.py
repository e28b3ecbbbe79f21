"""Those who are not one of a pair just then: strangers, coordinators, people who left, cards of others."""

from __future__ import annotations

from bot.engine.flows.nudge.state import NUDGE
from bot.ports import Address
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Seen, Stage, line
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.labels import fr
from tests.values import DAY, at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
NO_PAIR = "Bonjour ! Vous n’avez pas de parcours en cours en ce moment. La coordination vous dira s’il s’en prépare un."
ENDED = "Ce parcours est terminé. Merci d’y avoir pris part."
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia")


def card(stage: Stage, name: str, key: str) -> Seen:
    return next(seen for seen in reversed(stage.chats.seen[name]) if seen.key == key)


def leaves(stage: Stage, name: str) -> tuple[str, int] | None:
    return stage.run(stage.app.service.leave(Address("local", name)))


def test_who_left_is_told_nothing_is_under_way(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        date, shared = card(stage, "awa", "s1.date"), card(stage, "awa", "s1.date").conversation
        assert leaves(stage, "awa") == ("Awa", 1)
        stage.wait(at("2026-01-07 09:00"))
        assert plainly(stage.says("awa", "prep")) == NO_PAIR
        assert plainly(stage.says("awa", "prep", shared)) == ENDED
        assert plainly(stage.sends("awa", date, "date.none", [])) == ENDED


def test_who_stays_is_told_kindly_and_once(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        stage.finds("camille")
        leaves(stage, "awa")
        assert leaves(stage, "awa") == ("Awa", 0)
        stage.wait(at("2026-03-06 09:00"))
        (told,) = stage.finds("camille")
        assert plainly(told) == (
            "Merci à vous deux\n\nAwa ne participe plus au programme. Merci pour ce que vous avez partagé ; "
            "la coordination vous dira ce qui est possible ensuite."
        )
        assert stage.finds("luc"), "the other pair goes on"


def test_nobody_known_cannot_leave(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        assert leaves(stage, "nobody") is None


def test_a_card_of_another_pair_is_not_theirs_to_press(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        theirs, before = card(stage, "awa", "s1.date"), stage.journey(card(stage, "awa", "s1.date").pair)
        assert stage.sends("luc", theirs, "date.none", []) == "Cette carte appartient à un autre binôme."
        assert plainly(stage.sends("somebody", theirs, "date.none", [])) == STRANGER
        assert stage.journey(theirs.pair) == before


def test_a_button_of_a_pair_that_is_not_there_is_nobodys(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        gone = Seen(
            card(stage, "awa", "s1.date").message, card(stage, "awa", "s1.date").voice, "gone", "s1.date", "dm:x"
        )
        assert stage.sends("awa", gone, "date.none", []) == "Cette carte appartient à un autre binôme."


def test_a_command_in_the_shared_conversation_is_for_that_pair(sqlite_url: str) -> None:
    with Stage(
        sqlite_url, HEADER + line("Luc", "Mia") + line("Luc", "Zoé", zones="Africa/Dakar,Europe/Paris")
    ) as stage:
        stage.wait(at("2026-01-07 12:00"))
        dates = [seen for seen in stage.chats.seen["luc"] if seen.key == "s1.date"]
        assert len({seen.conversation for seen in dates}) == 2
        for seen in dates:
            assert seen.pair in seen.conversation
            partner = stage.journey(seen.pair).members
            names = {member.name for member in partner.values()} - {"Luc"}
            assert f"Avec : {names.pop()}" in plainly(stage.says("luc", "statut", seen.conversation))


def test_a_coordinator_who_writes_sees_where_the_programme_stands(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-14 09:00"))
        read = plainly(stage.says("claire", "bonjour"))
        assert read.startswith("La semaine du programme\n\nBonjour ! Voici où en est le programme.")
        assert "Séance 1 : 2 sans date" in read


def test_a_coordinator_nudges_a_late_pair(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-20 09:00"))
        for name in ("awa", "camille", "luc"):
            stage.finds(name)
        stage.says("claire", "bonjour")
        assert plainly(stage.presses("claire", "Encourager Awa et Camille")).startswith("C’est noté")
        stage.wait(at("2026-01-20 12:00"))
        for name in ("awa", "camille"):
            (word,) = stage.finds(name)
            assert plainly(word).startswith("Un petit signe\n\nUn petit bonjour de la coordination.")
        assert stage.finds("luc") == []


def test_only_a_coordinator_nudges(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-20 09:00"))
        stage.says("claire", "bonjour")
        digest = stage.chats.seen["claire"][-1]
        pair = card(stage, "awa", "s1.date").pair
        assert plainly(stage.sends("luc", digest, "nudge", [pair])) == STRANGER
        assert stage.journey(pair).of(NUDGE).asked is None


def test_a_nudge_of_a_pair_that_is_not_there_is_answered_as_a_stranger_is(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-20 09:00"))
        stage.says("claire", "bonjour")
        assert plainly(stage.sends("claire", stage.chats.seen["claire"][-1], "nudge", ["gone"])) == STRANGER


def test_a_coordinator_chooses_their_language(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-20 09:00"))
        assert plainly(stage.says("claire", "bonjour")).startswith("La semaine du programme")
        english = "The programme’s week\n\nAll right, I’ll write to you in English."
        assert plainly(stage.says("claire", "langue anglais")).startswith(english)
        assert plainly(stage.says("claire", "hello")).startswith("The programme’s week")


def test_a_coordinators_digest_never_shows_an_answer(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        for name in ("awa", "camille"):
            slot = stage.journey(card(stage, "awa", "s1.date").pair).current
            assert slot is not None
            assert slot.offer is not None
            stage.sends(name, card(stage, name, "s1.date"), "date.tap", [slot.offer.slots[0].isoformat()])
        stage.wait(at("2026-01-09 18:00"))
        stage.presses("awa", fr("held-yes"))
        stage.run(stage.worker.drain())
        stage.writes("awa", "mon secret")
        stage.presses("awa", fr("evaluation-scale-1"))
        stage.presses("awa", fr("evaluation-done"))
        stage.wait(stage.clock.at + 21 * DAY)
        read = [*stage.finds("claire"), stage.says("claire", "bonjour")]
        assert len(read) >= 4
        assert not [text for text in read if "secret" in text or "sur 5" in text]
