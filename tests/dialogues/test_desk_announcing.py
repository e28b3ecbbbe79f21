"""A coordinator writes to everybody of a programme: written, read again, sent, delivered within manners, withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any

import pytest

from bot import app
from bot.application.coordination.announcing import Announcing
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk.announcing import LONGEST
from bot.engine.messages import Button, Buttons
from bot.engine.people import Role
from bot.ports import FIRST, Act, Address, Answer, CardPress, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from bot.text.plain import plain
from tests.dialogues.stage import HEADER, Seen, Stage, line
from tests.dialogues.test_desk import CLAIRE, LATE, ROBIN, TWO
from tests.dialogues.test_dialogues import STRANGER, plainly
from tests.labels import fr
from tests.values import HOUR, MINUTE, at

TEXT = "La fête de fin de programme a lieu le 12 juin, à 17 h, dans le hall."
EVERYBODY = ("awa", "camille", "luc", "mia")


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    """Two pairs look for a date; it is a Tuesday, ten o'clock in Paris."""
    with Stage(sqlite_url, TWO, (CLAIRE, ROBIN)) as opened:
        opened.wait(LATE)
        for name in (*EVERYBODY, "claire", "robin"):
            opened.finds(name)
        yield opened


def writes(stage: Stage, name: str = "claire", text: str = TEXT) -> str:
    stage.says(name, "annoncer")
    return plainly(stage.writes(name, text))


def sends(stage: Stage, name: str = "claire", people: int = 4) -> str:
    return plainly(stage.presses(name, fr("desk-announce-send", count=people)))


def got(stage: Stage, name: str) -> list[str]:
    return [one for one in map(plainly, stage.finds(name)) if TEXT in one]


def test_everybody_reads_it_once_in_private_under_its_writers_name(stage: Stage) -> None:
    read = writes(stage)
    assert "Pour 4 personnes\n• Tous les binômes dont le parcours est en cours" in read
    assert "sous votre nom (Claire). Il n’est pas encore parti.\n\n" + TEXT in read
    assert [got(stage, name) for name in EVERYBODY] == [[], [], [], []]
    assert sends(stage).startswith("Écrire aux binômes\n\nC’est noté : le message part vers 4 personnes")
    for name in EVERYBODY:
        (told,) = got(stage, name)
        assert f"Claire {'writes to you' if name in ('luc', 'mia') else 'vous écrit'}" in told
    private = {
        (post.lane.place.partition(":")[0], name) for _, name, post in stage.chats.sent if "announcement" in post.key
    }
    assert private == {("dm", name) for name in EVERYBODY}
    assert [got(stage, name) for name in EVERYBODY] == [[], [], [], []]


def test_sent_twice_it_goes_once(stage: Stage) -> None:
    writes(stage)
    seen = stage.chats.seen["claire"][-1]
    sends(stage)
    (button,) = (one for one in _buttons(seen) if one.action == actions.SEND)
    assert "n’est pas parti une seconde fois" in plainly(stage.sends("claire", seen, button.action, [button.value]))
    assert [len(got(stage, name)) for name in EVERYBODY] == [1, 1, 1, 1]


def test_from_the_digest_it_takes_three_steps(stage: Stage) -> None:
    stage.wait(at("2026-01-26 12:00"))
    for name in EVERYBODY:
        stage.finds(name)
    assert fr("desk-announce") in stage.finds("claire")[-1]
    stage.presses("claire", fr("desk-announce"))
    stage.writes("claire", TEXT)
    sends(stage)
    stage.clock.at = at("2026-01-27 10:00")
    assert [len(got(stage, name)) for name in EVERYBODY] == [1, 1, 1, 1]


def test_two_presses_at_once_send_it_once(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        writes(stage)
        (send,) = (one for one in _buttons(stage.chats.seen["claire"][-1]) if one.action == actions.SEND)

        def press(n: int) -> Coroutine[Any, Any, Sequence[Answer]]:
            return stage.app.interactions.pressed(
                CardPress(f"p{n}", Address("local", "claire"), "dm:claire", "", "desk", send.action, [send.value])
            )

        async def both() -> Sequence[Answer]:
            first, second = await asyncio.gather(press(1), press(2))
            return [*first, *second]

        async def delivered() -> None:
            await asyncio.gather(*(Announcing(stage.app.service).send() for _ in range(3)))

        said = [plain(one.message, one.voice) for one in stage.run(both())]
        assert sorted(fr("desk-announce-gone") in one for one in said) == [False, True]
        stage.run(delivered())
        assert [len(got(stage, name)) for name in EVERYBODY] == [1, 1, 1, 1]


def _buttons(seen: Seen) -> list[Button]:
    return [one for part in seen.message.parts if isinstance(part, Buttons) for one in part.buttons]


def test_it_asks_first_and_says_to_how_many(stage: Stage) -> None:
    writes(stage)
    (send,) = (one for one in _buttons(stage.chats.seen["claire"][-1]) if one.action == actions.SEND)
    assert send.confirm is not None
    assert send.confirm.args["count"] == 4


def test_it_comes_in_working_hours(stage: Stage) -> None:
    stage.wait(at("2026-01-20 21:00"))
    for name in EVERYBODY:
        stage.finds(name)
    writes(stage)
    sends(stage)
    assert [got(stage, name) for name in EVERYBODY] == [[], [], [], []]
    stage.clock.at = at("2026-01-21 08:30")
    assert got(stage, "camille"), "half past nine in Paris"
    assert not got(stage, "awa"), "half past eight in Dakar"
    stage.clock.at = at("2026-01-21 09:00")
    assert got(stage, "awa")


def test_nobody_gets_a_third_message_that_day(stage: Stage) -> None:
    for _ in range(3):
        writes(stage)
        sends(stage)
    assert len(got(stage, "camille")) <= 2
    stage.clock.at = at("2026-01-21 09:00")
    assert len(got(stage, "camille")) >= 1


def test_what_was_announced_counts_for_what_time_brings(stage: Stage) -> None:
    pair = next(seen.pair for seen in stage.chats.seen["camille"] if seen.pair)
    before = stage.journey(pair).contacts.get(Role.MENTEE)
    writes(stage)
    sends(stage)
    got(stage, "camille")
    after = stage.journey(pair).contacts[Role.MENTEE]
    assert after.count == (before.count if before and before.day == after.day else 0) + 1
    assert Role.MENTOR in stage.journey(pair).contacts


def test_a_pause_holds_it_back_until_it_is_over(stage: Stage) -> None:
    stage.says("camille", "pause 2026-01-27")
    for name in ("awa", "camille"):
        stage.finds(name)
    writes(stage)
    sends(stage)
    assert [len(got(stage, name)) for name in EVERYBODY] == [0, 0, 1, 1]
    stage.clock.at = at("2026-01-26 10:00")
    assert [len(got(stage, name)) for name in EVERYBODY] == [0, 0, 0, 0]
    stage.wait(at("2026-01-28 09:00"))
    stage.clock.at += HOUR
    assert [len(got(stage, name)) for name in EVERYBODY] == [1, 1, 0, 0]


def test_after_two_weeks_it_comes_no_more(stage: Stage) -> None:
    stage.says("camille", "pause")
    writes(stage)
    sends(stage)
    stage.run(stage.worker.drain())
    stage.clock.at = at("2026-02-04 10:00")
    stage.run(stage.worker.drain())
    stage.says("camille", "reprendre")
    assert not got(stage, "camille")


def test_who_is_in_several_pairs_gets_it_once_and_by_the_one_that_does_not_pause(sqlite_url: str) -> None:
    roster = HEADER + line("Awa", "Camille") + line("Awa", "Mia")
    with Stage(sqlite_url, roster, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("camille", "pause")
        assert "Pour 3 personnes" in writes(stage)
        sends(stage, people=3)
        assert [len(got(stage, name)) for name in ("awa", "mia", "camille")] == [1, 1, 0]


def test_it_may_go_to_the_pairs_of_a_list(stage: Stage) -> None:
    stage.says("claire", "binômes")
    stage.presses("claire", fr("desk-filter"))
    stage.presses("claire", "Réseautage")
    stage.presses("claire", fr("desk-announce-these"))
    read = plainly(stage.writes("claire", TEXT))
    assert "Pour 2 personnes\n• Réseautage" in read
    sends(stage, people=2)
    assert [len(got(stage, name)) for name in EVERYBODY] == [0, 0, 1, 1]


def test_of_a_language_those_who_read_it_get_it(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", "fr,en") + line("Luc", "Mia"), (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.says("claire", "binômes")
        stage.presses("claire", fr("desk-filter"))
        stage.presses("claire", fr("language-named", code="en"))
        stage.presses("claire", fr("desk-announce-these"))
        assert "Pour une personne" in plainly(stage.writes("claire", TEXT))
        stage.presses("claire", fr("desk-announce-send", count=1))
        assert [len(got(stage, name)) for name in EVERYBODY] == [0, 1, 0, 0]


@pytest.mark.parametrize("narrowed", ["n=1", "a=1", "u=1", "q=Awa", "g=paused", "g=starting"])
def test_nobody_is_written_to_by_what_they_told_in_private_or_by_name(stage: Stage, narrowed: str) -> None:
    stage.says("claire", "binômes")
    seen = stage.chats.seen["claire"][-1]
    assert plainly(stage.sends("claire", seen, actions.TO_ANNOUNCE, [f"p=first;{narrowed}"])) == STRANGER
    stage.sends("claire", seen, actions.LIST, [f"p=first;{narrowed}"])
    assert actions.TO_ANNOUNCE not in {one.action for one in _buttons(stage.chats.seen["claire"][-1])}


def test_who_has_not_begun_and_who_has_ended_is_not_written_to(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        assert fr("desk-announce-to-nobody") in stage.says("claire", "annoncer")
        read = stage.writes("claire", TEXT)
        assert fr("desk-announce-change") in read
        assert actions.SEND not in {one.action for one in _buttons(stage.chats.seen["claire"][-1])}
        stage.wait(LATE)
        stage.says("claire", "binôme Luc")
        stage.presses("claire", "Mettre fin au parcours : Luc et Mia", plainly)
        assert "Pour 2 personnes" in writes(stage)


def test_it_is_changed_and_dropped_before_it_goes(stage: Stage) -> None:
    writes(stage, text="Un brouillon")
    old = stage.chats.seen["claire"][-1]
    stage.presses("claire", fr("desk-announce-change"))
    assert TEXT in plainly(stage.writes("claire", TEXT))
    (send,) = (one for one in _buttons(old) if one.action == actions.SEND)
    again = plainly(stage.sends("claire", old, send.action, [send.value]))
    assert "Quelque chose a changé entre-temps" in again
    assert TEXT in again
    stage.presses("claire", fr("desk-announce-drop"))
    assert plainly(stage.sends("claire", old, send.action, [send.value])).endswith("« annoncer ».")
    assert [got(stage, name) for name in EVERYBODY] == [[], [], [], []]


def test_what_was_begun_is_there_again_and_nobody_elses(stage: Stage) -> None:
    writes(stage)
    assert TEXT in plainly(stage.says("claire", "annoncer"))
    assert TEXT not in plainly(stage.says("robin", "annoncer"))
    seen = stage.chats.seen["claire"][-1]
    for one in _buttons(seen):
        if one.action in (actions.SEND, actions.REWRITE, actions.DROP):
            assert plainly(stage.sends("robin", seen, one.action, [one.value])).endswith("« annoncer ».")
    assert TEXT in plainly(stage.says("claire", "annoncer")), "and it is still there"


def test_an_empty_text_does_not_go_and_a_long_one_is_cut(stage: Stage) -> None:
    assert "Il n’y a encore rien à envoyer." in writes(stage, text="  ")
    assert "é" * LONGEST + "\n" in writes(stage, text="é" * (LONGEST + 5))


def test_what_has_not_arrived_is_withdrawn_by_any_coordinator(stage: Stage) -> None:
    writes(stage)
    sends(stage)
    stage.says("camille", "pause 2026-01-27")
    arrived = {name for name in EVERYBODY if got(stage, name)}
    assert arrived == {"luc", "mia"}
    robins = plainly(stage.says("robin", "annoncer"))
    assert f"Claire, le mardi 20 janvier : arrivé chez {len(arrived)} sur 4" in robins
    told = plainly(stage.presses("robin", fr("desk-announce-withdraw")))
    assert "ne le recevr" in told
    stage.clock.at = at("2026-01-29 10:00")
    assert not any(got(stage, name) for name in EVERYBODY)
    assert "Il n’y avait plus rien à retirer." in plainly(stage.presses("robin", fr("desk-announce-withdraw")))


def test_what_waits_in_the_outbox_is_withdrawn_too(stage: Stage) -> None:
    writes(stage)
    sends(stage)
    stage.run(stage.worker._announcing.send())
    stage.clock.at += MINUTE
    told = plainly(stage.presses("claire", fr("desk-announce-withdraw")))
    assert "4 personnes ne le recevront pas" in told
    assert [got(stage, name) for name in EVERYBODY] == [[], [], [], []]


def test_a_coordinator_does_not_write_to_their_own_pair(sqlite_url: str) -> None:
    inside = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Africa/Dakar")
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.run(app.appointments(stage.app).appoint(FIRST, inside, by="op"))
        read = writes(stage, "awa")
        assert "Pour 2 personnes" in read
        assert plainly(fr("desk-announce-not-yours")) in read
        sends(stage, "awa", 2)
        assert [len(got(stage, name)) for name in EVERYBODY] == [0, 0, 1, 1]
        assert plainly(fr("desk-announce-not-yours")) not in writes(stage)


def test_it_is_noted_in_the_audit_by_ids(stage: Stage) -> None:
    writes(stage)
    sends(stage)
    stage.says("robin", "annoncer")
    stage.presses("robin", fr("desk-announce-withdraw"))
    noted = stage.run(stage.app.store.run(lambda unit: unit.audit.all()))
    found = {entry.kind: entry for entry in noted}
    assert found[Act.ANNOUNCE].about == found[Act.WITHDRAW].about != ""
    assert found[Act.ANNOUNCE].who != found[Act.WITHDRAW].who


def test_the_digest_says_who_wrote_when_and_to_how_many_and_not_what(stage: Stage) -> None:
    writes(stage)
    sends(stage)
    writes(stage, "robin")
    sends(stage, "robin")
    stage.presses("robin", fr("desk-announce-withdraw"))
    stage.wait(at("2026-01-26 12:00"))
    read = plainly(stage.says("robin", "semaine"))
    assert "2 messages de la coordination aux binômes, dans la semaine" in read
    assert "Claire, le mardi 20 janvier : à 4 personnes" in read
    assert "Robin, le mardi 20 janvier : à 4 personnes, puis retiré" in read
    assert TEXT not in read
    assert "messages de la coordination" not in plainly(stage.presses("robin", fr("digest-earlier")))


def test_nobody_else_writes_to_anybody(stage: Stage) -> None:
    writes(stage)
    sends(stage)
    card = stage.chats.seen["claire"][-1]
    (withdraw,) = (one for one in _buttons(card) if one.action == actions.WITHDRAW)
    for name in ("awa", "somebody"):
        for action in (
            actions.TO_ANNOUNCE,
            actions.WRITTEN,
            actions.SEND,
            actions.REWRITE,
            actions.DROP,
            actions.WITHDRAW,
        ):
            for value in (withdraw.value, "p=first", ""):
                assert plainly(stage.sends(name, card, action, [value])) == STRANGER
    assert TEXT not in plainly(stage.says("awa", "annoncer"))


def test_another_programmes_coordinator_neither_sees_nor_touches_it(stage: Stage) -> None:
    other = Coordinator(Address("local", "max"), "Max", ("fr",), "Europe/Paris")

    def added(unit: UnitOfWork) -> None:
        unit.programmes.put(ProgrammeRecord("second", "Le second"))

    stage.run(stage.app.store.run(added))
    stage.run(app.appointments(stage.app).appoint("second", other, by="op"))
    writes(stage)
    sends(stage)
    card = stage.chats.seen["claire"][-1]
    (withdraw,) = (one for one in _buttons(card) if one.action == actions.WITHDRAW)
    assert "Claire" not in plainly(stage.says("max", "annoncer"))
    gone = plainly(stage.sends("max", card, actions.WITHDRAW, ["gone"]))
    assert plainly(stage.sends("max", card, actions.WITHDRAW, [withdraw.value])) == gone
    assert plainly(stage.sends("max", card, actions.SEND, [withdraw.value])) == gone
    assert plainly(stage.sends("max", card, actions.TO_ANNOUNCE, ["p=first"])) == STRANGER
    assert [len(got(stage, name)) for name in EVERYBODY] == [1, 1, 1, 1]
