"""People's own data, by themselves: seen, exported, and their journeys stopped and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.application.data_rights.erase import LEDGER
from bot.application.data_rights.handing_over import PART
from bot.engine.events import Left
from bot.engine.flows.privacy import actions
from bot.engine.people import Role
from bot.ports import Address
from bot.ports.programmes import FIRST, Retention
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Seen, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.labels import fr
from tests.values import DAY, at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
STARTED = at("2026-01-06 09:00")


@contextmanager
def house(url: str, *pairs: str) -> Iterator[Stage]:
    roster = HEADER + "".join(pairs or (line("Awa", "Camille"),))
    with Stage(url, roster, (CLAIRE,)) as stage:
        stage.wait(STARTED)
        for name in ("awa", "camille", "claire"):
            stage.finds(name)
        yield stage


def says(stage: Stage, name: str, text: str) -> str:
    return plainly(stage.says(name, text))


def stops(stage: Stage, name: str = "camille", label: str = fr("stop-yes")) -> str:
    stage.says(name, "arrêter")
    return plainly(stage.presses(name, label))


def news(stage: Stage, name: str, span: timedelta = 3 * DAY) -> str:
    stage.wait(stage.clock.now() + span)
    return plainly("\n\n".join(stage.finds(name)))


# To see ----------------------------------------------------------------------------------------------------------


def test_a_person_sees_it_in_any_conversation_of_theirs(sqlite_url: str) -> None:
    with house(sqlite_url, line("Awa", "Camille"), line("Awa", "Bruno")) as stage:
        assert says(stage, "awa", "confidentialité").startswith(fr("privacy-title"))
        assert says(stage, "awa", "rgpd").startswith(fr("privacy-title"))


def test_and_once_every_journey_has_ended(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stops(stage)
        assert says(stage, "camille", "confidentialité").startswith(fr("privacy-title"))
        assert plainly(fr("no-pair")) == says(stage, "camille", "statut")


def test_a_coordinator_in_no_pair_sees_it_too_and_a_stranger_hears_that_they_are_unknown(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        assert says(stage, "claire", "confidentialité").startswith(fr("privacy-title"))
        assert "trouve pas encore" in says(stage, "nobody", "confidentialité")
        assert fr("privacy-title") not in says(stage, "claire", "arrêter")


def test_the_figures_are_those_of_their_own_programme(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        first = stage.run(stage.app.store.run(lambda unit: unit.programmes.of(FIRST)))
        assert first is not None
        changed = replace(first, outside_contact="Ines Duval", retention=Retention(3, 5, 40))
        stage.run(stage.app.store.run(lambda unit: unit.programmes.put(changed)))
        for name in ("camille", "claire"):
            words = says(stage, name, "confidentialité")
            assert all(one in words for one in ("3 mois", "5 mois", "40 jours", "Ines Duval"))


# To stop ---------------------------------------------------------------------------------------------------------


def test_to_stop_ends_the_journey_after_one_question(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        asked = says(stage, "camille", "arrêter")
        assert f"[{fr('stop-yes')}]" in asked
        assert stage.journey().ended is None
        told = plainly(stage.presses("camille", fr("stop-yes")))
        assert told.startswith(fr("stop-stopped-title"))
        assert stage.journey().left == (Role.MENTEE,)


def test_the_partner_reads_warm_words_and_the_coordinators_the_fact(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stops(stage)
        assert news(stage, "awa") == plainly(f"{fr('farewell-title')}\n\n{fr('parted', partner='Camille')}")
        told = news(stage, "claire", 0 * DAY)
        assert "Camille ne participe plus au programme (binôme Awa et Camille)" in told


def test_a_coordinator_who_is_of_the_pair_reads_what_the_partner_reads_and_no_more(sqlite_url: str) -> None:
    awa = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (awa, CLAIRE)) as stage:
        stage.wait(STARTED)
        stops(stage)
        stage.wait(STARTED + DAY)
        keys = [post.key for _, name, post in stage.chats.sent if name == "awa"]
        assert not any(key.startswith("gone-told") for key in keys)
        assert any(key.startswith("gone-told") for _, name, key in sent(stage) if name == "claire")


def sent(stage: Stage) -> list[tuple[str, str, str]]:
    return [(post.lane.place, name, post.key) for _, name, post in stage.chats.sent]


def test_it_is_taken_back_and_the_partner_hears_of_it(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stops(stage)
        news(stage, "awa")
        stage.wait(stage.clock.now() + 20 * DAY)
        assert plainly(stage.says("camille", "arrêter")).startswith(fr("stop-stopped-title"))
        assert fr("stop-back-now") in plainly(stage.presses("camille", fr("stop-back")))
        assert stage.journey().ended is None
        assert plainly(fr("back", partner="Camille")) in news(stage, "awa")
        assert "Camille participe de nouveau" in news(stage, "claire", 0 * DAY)


def test_who_has_stopped_and_would_resume_is_shown_how(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stops(stage)
        assert f"[{fr('stop-back')}]" in says(stage, "camille", "reprendre")
        assert plainly(fr("no-pair")) == says(stage, "camille", "pause")
        stage.wait(stage.clock.now() + 30 * DAY)
        assert plainly(fr("no-pair")) == says(stage, "camille", "reprendre")


def test_after_thirty_days_the_button_does_nothing_any_more(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stops(stage)
        stage.wait(stage.clock.now() + 30 * DAY)
        assert fr("stop-back-late") in plainly(stage.presses("camille", fr("stop-back")))
        assert stage.journey().ended is not None


def test_if_the_other_one_has_gone_meanwhile_it_is_said(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stops(stage)
        left = Left("left", stage.clock.now(), stage.journey().pair, Role.MENTOR)
        stage.run(stage.app.service.handle(left))
        assert plainly(fr("stop-back-alone")) in plainly(stage.presses("camille", fr("stop-back")))
        assert stage.journey().ended is not None


def test_of_several_pairs_only_those_end_that_were_named(sqlite_url: str) -> None:
    with house(sqlite_url, line("Awa", "Camille"), line("Awa", "Bruno")) as stage:
        stops(stage, "awa", fr("stop-with", partner="Bruno"))
        ended = {partner(stage, one): stage.journey(one).ended is not None for one in pairs(stage)}
        assert ended == {"Camille": False, "Bruno": True}
        asked = says(stage, "awa", "arrêter")
        assert f"[{fr('stop-yes')}]" in asked
        assert f"[{fr('stop-back-with', partner='Bruno')}]" in asked


def test_all_of_them_at_once(sqlite_url: str) -> None:
    with house(sqlite_url, line("Awa", "Camille"), line("Awa", "Bruno")) as stage:
        stops(stage, "awa", fr("stop-all"))
        assert all(stage.journey(one).left == (Role.MENTOR,) for one in pairs(stage))


def pairs(stage: Stage) -> list[str]:
    return stage.run(stage.app.store.run(lambda unit: [journey.pair for journey in unit.journeys.all()]))


def partner(stage: Stage, pair: str) -> str:
    return stage.journey(pair).members[Role.MENTEE].name


def test_pressed_twice_it_counts_once(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stage.says("camille", "arrêter")
        question = stage.chats.seen["camille"][-1]
        pair = stage.journey().pair
        assert stage.sends("camille", question, actions.GO, [pair], id="one")
        assert stage.sends("camille", question, actions.GO, [pair], id="one") == ""
        assert plainly(stage.sends("camille", question, actions.GO, [pair], id="two")).startswith(
            fr("stop-stopped-title")
        )
        stage.wait(stage.clock.now() + DAY)
        assert len([key for _, name, key in sent(stage) if name == "claire" and key.startswith("gone-told")]) == 1


def test_nobody_ends_a_pair_that_is_not_theirs(sqlite_url: str) -> None:
    with house(sqlite_url, line("Awa", "Camille"), line("Dina", "Bruno")) as stage:
        stage.says("bruno", "arrêter")
        question = stage.chats.seen["bruno"][-1]
        others = next(one for one in pairs(stage) if partner(stage, one) == "Camille")
        stage.sends("bruno", question, actions.GO, [others])
        stage.sends("bruno", question, actions.BACK, [others])
        assert all(stage.journey(one).ended is None for one in pairs(stage))


# To erase --------------------------------------------------------------------------------------------------------


def erases(stage: Stage, name: str = "camille") -> str:
    stage.says(name, "confidentialité")
    return plainly(stage.presses(name, fr("privacy-erase")))


def test_erased_means_known_no_more(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        assert erases(stage).startswith(plainly(fr("privacy-erased-title")))
        assert "trouve pas encore" in says(stage, "camille", "confidentialité")
        known = stage.run(stage.app.store.run(lambda unit: unit.people.at(Address("local", "camille"))))
        assert known is None


def test_the_partner_reads_one_warm_sentence_and_coordinators_the_fact_without_a_name(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        erases(stage)
        told = news(stage, "awa")
        assert plainly(fr("parted-erased")) in told
        assert "Camille" not in told
        heard = news(stage, "claire", 0 * DAY)
        assert plainly(fr("gone-erased-told", partner="Awa")) in heard
        assert "Camille" not in heard
        assert stage.journey().ended is not None


def test_pressed_twice_it_is_done_once_and_nobody_else_is_erased(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stage.says("camille", "confidentialité")
        card = stage.chats.seen["camille"][-1]
        assert stage.sends("camille", card, actions.ERASE, [], id="one")
        stage.sends("camille", card, actions.ERASE, [], id="one")
        stage.sends("camille", card, actions.ERASE, [], id="two")
        assert says(stage, "awa", "confidentialité").startswith(fr("privacy-title"))


def test_if_it_cannot_be_noted_nothing_is_erased_and_that_is_said(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stage.run(stage.app.store.run(lambda unit: unit.facts.put(LEDGER, "another")))
        assert erases(stage) == plainly(fr("privacy-erase-failed"))
        assert says(stage, "camille", "confidentialité").startswith(fr("privacy-title"))


# To export -------------------------------------------------------------------------------------------------------


def test_without_an_address_on_the_web_it_comes_to_their_own_chat_alone(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stage.says("camille", "confidentialité")
        answer = plainly(stage.presses("camille", fr("privacy-export")))
        assert answer == f"{fr('privacy-export-title')}\n\n{fr('privacy-export-here')}"
        stage.finds("camille")
        parts = exported(stage)
        assert {(place.partition(":")[0], name) for place, name, key in parts} == {("dm", "camille")}
        assert stage.finds("awa") == stage.finds("claire") == []


def test_it_comes_in_parts_that_every_channel_can_show(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stage.says("camille", "confidentialité")
        stage.presses("camille", fr("privacy-export"))
        for seen in shown_parts(stage):
            assert len(seen.text) < PART + 100


def test_a_coordinator_in_no_pair_gets_theirs(sqlite_url: str) -> None:
    with house(sqlite_url) as stage:
        stage.says("claire", "confidentialité")
        stage.presses("claire", fr("privacy-export"))
        stage.finds("claire")
        assert {name for _, name, _ in exported(stage)} == {"claire"}


def exported(stage: Stage) -> list[tuple[str, str, str]]:
    return [one for one in sent(stage) if one[2].startswith("export")]


def shown_parts(stage: Stage) -> list[Seen]:
    stage.finds("camille")
    return [one for one in stage.chats.seen["camille"] if one.key.startswith("export")]


@pytest.mark.parametrize("name", ["awa", "nobody"])
def test_whoever_presses_somebody_elses_card_gets_their_own_or_nothing(sqlite_url: str, name: str) -> None:
    with house(sqlite_url) as stage:
        stage.says("camille", "confidentialité")
        card = stage.chats.seen["camille"][-1]
        stage.sends(name, card, actions.EXPORT, [])
        stage.wait(stage.clock.now())
        assert {reader for _, reader, _ in exported(stage)} == ({"awa"} if name == "awa" else set())
