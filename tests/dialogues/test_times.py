"""When things come, with the real store and worker: what follows from what they did, reminders, and words that come too late."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.engine.events import Submitted
from bot.engine.flows.date import actions as dates
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.people import Place, Role
from bot.ports import Address
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.labels import fr
from tests.values import DAY, MENTOR, MINUTE, at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
PARIS = "Europe/Paris,Europe/Paris"


def agree(stage: Stage, day: str, time: str, pair: str = "") -> None:
    """Both propose the same date by hand."""
    for role in Role:
        journey = stage.journey(pair)
        now = journey.current
        assert now is not None
        id, card = f"{journey.pair}/{role}/{day}", now.card("date")
        event = Submitted(
            id, stage.clock.at, journey.pair, role, card, dates.OWN, {"day": day, "time": time}, Place.PAIR
        )
        stage.run(stage.app.service.handle(event))


def came(stage: Stage, name: str, key: str, pair: str = "") -> list[datetime]:
    return [
        when
        for when, to, post in stage.chats.sent
        if (to, post.key) == (name, key) and not post.refresh and pair in ("", post.pair)
    ]


def test_a_friday_that_is_full_takes_nothing_away_and_hurries_nothing(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        agree(stage, "2026-01-09", "16:30")
        stage.wait(at("2026-01-09 10:00"))
        awa = stage.journey().members[MENTOR].person
        stage.run(stage.app.store.run(lambda unit: unit.seen.contact(awa, at("2026-01-09 10:00").date(), "x", 2)))
        stage.wait(at("2026-01-09 17:00"))
        stage.presses("camille", fr("held-yes"))
        stage.wait(at("2026-01-20 12:00"))
        assert came(stage, "awa", "s1.agenda") == [at("2026-01-09 15:20")]
        assert came(stage, "awa", "s1.held") == [at("2026-01-09 16:30")]
        assert came(stage, "awa", "s1.evaluation.mentor") == [at("2026-01-12 08:00")]
        assert came(stage, "awa", "s1.evaluation.mentor.nudge") == [at("2026-01-14 08:00")]


def test_a_mentor_of_three_pairs_gets_every_reminder_agenda_and_preparation(sqlite_url: str) -> None:
    mentees = ("Mia", "Zoé", "Tom")
    with Stage(sqlite_url, HEADER + "".join(line("Luc", one, zones=PARIS) for one in mentees)) as stage:
        stage.wait(at("2026-01-09 12:00"))
        pairs = sorted({post.pair for _, _, post in stage.chats.sent})
        for pair in pairs:
            agree(stage, "2026-01-20", "10:00", pair)
        stage.wait(at("2026-01-20 11:30"))
        for pair in pairs:
            now = stage.journey(pair).current
            assert now is not None
            assert len(came(stage, "luc", "s1.prep.mentor", pair)) == 1
            assert came(stage, "luc", now.card("reminder"), pair) == [at("2026-01-19 09:00")]
            assert came(stage, "luc", now.card("agenda"), pair) == [at("2026-01-20 08:50")]
            assert came(stage, "luc", now.card("held"), pair) == [at("2026-01-20 10:00")]
        preps = [post for _, name, post in stage.chats.sent if (name, post.key) == ("luc", "s1.prep.mentor")]
        assert Counter(post.unprompted for post in preps if not post.refresh) == {True: 1, False: 2}
        assert len({when for pair in pairs for when in came(stage, "luc", "s1.prep.mentor", pair)}) == 1


def test_the_journey_hears_of_a_delivery_in_the_transaction_that_acknowledges_it(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        delivered = came(stage, "awa", "s1.date")
        assert list(stage.journey().shown.values()) == delivered
        agree(stage, "2026-01-08", "10:00")
        stage.wait(at("2026-01-08 10:00"))
        stage.presses("awa", fr("held-yes"))
        one = evaluation_of(stage.journey(), 1, MENTOR)
        assert one is not None
        assert one.shown is None
        stage.clock.at += MINUTE
        stage.run(stage.worker.drain())
        one = evaluation_of(stage.journey(), 1, MENTOR)
        assert one is not None
        assert one.shown == stage.clock.at


def test_a_card_that_is_only_edited_tells_the_journey_nothing(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS)) as stage:
        stage.wait(at("2026-01-06 09:00"))
        before = stage.journey().shown
        stage.clock.at += MINUTE
        stage.presses("camille", fr("date-none"))
        stage.run(stage.worker.drain())
        assert stage.journey().shown == before


def test_a_pair_on_two_channels_is_known_by_who_reads_what(sqlite_url: str) -> None:
    split = HEADER + line("Awa", "Camille", zones=PARIS).replace("local,camille", "slack,T1/U1")
    with Stage(sqlite_url, split) as stage:
        stage.wait(at("2026-01-06 09:00"))
        assert stage.journey().shown["s1.date"] is not None  # type: ignore[index]


def test_a_coordinator_is_told_why_a_nudge_is_needed_no_more(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS), (CLAIRE,)) as stage:
        stage.wait(at("2026-01-26 08:30"))
        agree(stage, "2026-01-28", "10:00")
        answer = plainly(stage.presses("claire", "Encourager Awa et Camille"))
        assert answer == "Plus nécessaire : leur date est prise. Je n’envoie rien."
        stage.wait(at("2026-01-28 08:00"))
        assert not [post for _, _, post in stage.chats.sent if post.key.startswith("nudge")]
        stage.says("camille", "pause")
        assert plainly(stage.presses("claire", "Encourager Awa et Camille")).startswith("Plus nécessaire : ce binôme")


def test_one_whose_moment_comes_too_late_is_not_said(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", zones=PARIS), (CLAIRE,)) as stage:
        stage.wait(at("2026-01-26 18:00"))  # their day is over
        assert plainly(stage.presses("claire", "Encourager Awa et Camille")).startswith("C’est noté")
        agree(stage, "2026-02-04", "10:00")
        stage.wait(at("2026-01-26 18:00") + 2 * DAY)
        assert not [post for _, _, post in stage.chats.sent if post.key.startswith("nudge")]
