"""The service and its database: what is heard twice, what happens at once, and what several pairs of one person share."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot import app
from bot.application.event_handler import UnknownPair
from bot.engine.events import Commanded, Event, Pressed
from bot.engine.ids import Action
from bot.engine.journey import Journey, Meeting, Offer, Sitting
from bot.engine.people import Place, Role
from bot.infra.clock import SetClock
from bot.ports import Address, Answer
from bot.settings import Coordinator, Settings
from bot.text.plain import plain
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.seals import KEY
from tests.values import MENTEE, MENTOR, at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("en",), "America/New_York")


def now(stage: Stage) -> Sitting:
    sitting = stage.journey().current
    assert sitting is not None
    return sitting


def offer(stage: Stage) -> Offer:
    offer = now(stage).offer
    assert offer is not None
    return offer


def meeting(stage: Stage) -> Meeting:
    meeting = now(stage).meeting
    assert meeting is not None
    return meeting


def booked(stage: Stage) -> None:
    """Awa and Camille take the first date."""
    stage.wait(at("2026-01-06 09:00"))
    for name in ("awa", "camille"):
        card = next(seen for seen in stage.chats.seen[name] if seen.key == "s1.date")
        stage.sends(name, card, "date.tap", [offer(stage).slots[0].isoformat()])


# Heard twice -----------------------------------------------------------------------------------------------------


def test_an_event_heard_twice_changes_nothing(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        card = next(seen for seen in stage.chats.seen["awa"] if seen.key == "s1.date")
        slot = offer(stage).slots[0].isoformat()
        assert stage.sends("awa", card, "date.tap", [slot], id="once")
        stage.run(stage.worker.drain())
        journey, sent = stage.journey(), len(stage.chats.sent)

        assert stage.sends("awa", card, "date.tap", [slot], id="once") == ""
        stage.run(stage.worker.drain())
        assert stage.journey() == journey
        assert len(stage.chats.sent) == sent


def test_the_same_press_again_changes_nothing_and_another_takes_it_back(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        card = next(seen for seen in stage.chats.seen["awa"] if seen.key == "s1.date")
        slot = offer(stage).slots[0]
        stage.sends("awa", card, "date.tap", [slot.isoformat()])
        assert offer(stage).taps == {MENTOR: (slot,)}
        stage.sends("awa", card, "date.tap", [slot.isoformat()])
        assert offer(stage).taps == {MENTOR: (slot,)}
        stage.sends("awa", card, "date.untap", [slot.isoformat()])
        assert offer(stage).taps == {MENTOR: ()}


def test_two_presses_of_a_forms_button_give_one_form(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        card = next(seen for seen in stage.chats.seen["awa"] if seen.key == "s1.date")
        propose = f"[{fr('date-propose')}]"
        assert propose in stage.sends("awa", card, "date.other", [])
        assert stage.sends("awa", card, "date.other", []) == "Le formulaire est déjà là."
        assert propose in stage.sends("camille", card, "date.other", [])
        stage.wait(at("2026-01-06 09:01"))
        assert propose in stage.sends("awa", card, "date.other", [])
        stage.writes("awa", "2026-01-15", "10:00")
        assert propose in stage.sends("awa", card, "date.other", []), "the next one may be opened at once"


def test_a_wake_that_comes_twice_sends_nothing_twice(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        sent = [post.key for _, _, post in stage.chats.sent]
        for _ in range(3):
            stage.run(stage.app.service.wake(stage.journey().pair))
        stage.run(stage.worker.drain())
        assert [post.key for _, _, post in stage.chats.sent] == sent
        assert Counter(sent)["welcome.mentor"] == 1


def test_an_unknown_pair_is_refused_and_its_event_forgotten(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        event = Commanded("e1", at("2026-01-06 09:00"), "no-such-pair", MENTOR, "help", Place.MENTOR)
        with pytest.raises(UnknownPair, match="no-such-pair"):
            stage.run(stage.app.service.handle(event))
        stage.run(stage.app.service.wake("no-such-pair"))
        mine = Commanded("e1", event.at, stage.journey().pair, MENTOR, "help", Place.MENTOR)
        assert stage.run(stage.app.service.handle(mine))


# At once ---------------------------------------------------------------------------------------------------------


def at_once(url: str, when: SetClock, *events: Event) -> list[str]:
    """Each event handled by a process of its own, as far as a thread can be one; what was answered."""
    barrier, answers = threading.Barrier(len(events)), [""] * len(events)

    async def handle(nth: int, event: Event) -> None:
        async with app.opened(Settings(database_url=url, secret_keys=(KEY,)), when, migrate=False) as parts:
            await parts.store.run(lambda unit: unit.facts.get("warm"))
            barrier.wait(30)
            answers[nth] = said(await parts.service.handle(event))

    threads = [threading.Thread(target=asyncio.run, args=(handle(n, event),)) for n, event in enumerate(events)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def said(answers: Sequence[Answer]) -> str:
    return "\n".join(plain(answer.message, answer.voice) for answer in answers)


def both(stage: Stage, press: Callable[[Role], Pressed]) -> list[str]:
    return at_once(stage.settings.database_url, stage.clock, *(press(role) for role in Role))


def test_two_who_press_next_at_once_turn_one_page(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        booked(stage)
        stage.wait(meeting(stage).at)
        pair, here = stage.journey().pair, stage.clock.at
        for page in range(3):
            assert meeting(stage).topic == page
            answers = both(
                stage,
                lambda role, page=page: Pressed(  # type: ignore[misc]  # bound now
                    f"{role}-{page}", here, pair, role, "s1.agenda", Action("agenda.next"), (str(page),), Place.PAIR
                ),
            )
            assert meeting(stage).topic == page + 1
            assert [f"Sujet {page + 1} sur 3" in answer for answer in answers] == [True, True]


def test_two_who_tap_at_once_book_once(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        pair, here, slot = stage.journey().pair, stage.clock.at, offer(stage).slots[1]
        answers = both(
            stage,
            lambda role: Pressed(
                f"tap-{role}", here, pair, role, "s1.date", Action("date.tap"), (slot.isoformat(),), Place.PAIR
            ),
        )
        assert meeting(stage).at == slot
        assert sorted("c’est noté" in answer for answer in answers) == [False, True], "the second to come books"
        stage.run(stage.worker.drain())
        for name in ("awa", "camille"):
            (card,) = {seen.text for seen in stage.chats.seen[name] if fr("date-booked") in seen.text}
            assert card == [seen for seen in stage.chats.seen[name] if seen.key == "s1.date"][-1].text


def test_two_processes_owe_the_digest_once(sqlite_url: str) -> None:
    settings = Settings(database_url=sqlite_url, coordinators=(CLAIRE, ROBIN), secret_keys=(KEY,))
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), (CLAIRE, ROBIN)) as stage:
        stage.wait(at("2026-01-10 12:00"))
        sunday = SetClock(at("2026-01-11 00:00"))  # the programme's week is over
        barrier, owed = threading.Barrier(2), [0, 0]

        async def weekly(nth: int) -> None:
            async with app.opened(settings, sunday, migrate=False) as parts:
                barrier.wait(30)
                owed[nth] = await parts.service.digests.send() + await parts.service.digests.send()

        threads = [threading.Thread(target=asyncio.run, args=(weekly(n),)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sum(owed) == 2
        stage.wait(at("2026-01-20 12:00"))
        digests = Counter((name, post.key) for _, name, post in stage.chats.sent if post.to is Place.COORDINATORS)
        assert set(digests.values()) == {1}
        assert {key for _, key in digests} == {"digest:2026-W03", "digest:2026-W04"}
        assert len(digests) == 4


# One person, several pairs ---------------------------------------------------------------------------------------


def test_a_language_reaches_the_other_pairs_of_a_person(sqlite_url: str) -> None:
    roster = HEADER + line("Luc", "Mia", "fr en,fr") + line("Zoé", "Luc", "fr,fr en", zones="Europe/Paris,Africa/Dakar")
    with Stage(sqlite_url, roster + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        stage.says("luc", "langue anglais")
        journeys = stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))
        languages = {one.name: one.languages for journey in journeys for one in journey.members.values()}
        spoken = [one.languages for j in journeys for one in j.members.values() if one.name == "Luc"]
        assert spoken == [("en", "fr"), ("en", "fr")]
        assert languages["Mia"] == languages["Zoé"] == languages["Awa"] == ("fr",)
        luc = stage.run(stage.app.store.run(lambda unit: unit.people.at(Address("local", "luc"))))
        assert luc is not None
        assert luc.languages == ("en", "fr")


def test_a_language_said_twice_is_passed_on_twice(sqlite_url: str) -> None:
    roster = HEADER + line("Luc", "Mia", "fr en,fr") + line("Zoé", "Luc", "fr,fr en", zones="Europe/Paris,Africa/Dakar")
    with Stage(sqlite_url, roster) as stage:
        for word, language in (("anglais", "en"), ("français", "fr"), ("anglais", "en")):
            stage.says("luc", f"langue {word}")
            journeys: list[Journey] = stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))
            spoken = {one.language for j in journeys for one in j.members.values() if one.name == "Luc"}
            assert spoken == {language}


def test_two_a_day_hold_over_all_the_pairs_of_a_person(sqlite_url: str) -> None:
    mentees = ["Mia", "Zoé", "Tom", "Ana", "Lou"]
    roster = HEADER + "".join(line("Luc", name, zones="Europe/Paris,Europe/Paris") for name in mentees)
    with Stage(sqlite_url, roster) as stage:
        stage.wait(at("2026-01-30 12:00"))
        days: Counter[tuple[str, date]] = Counter()
        for when, name, post in stage.chats.sent:
            if post.unprompted:
                days[name, when.astimezone(ZoneInfo("Europe/Paris")).date()] += 1
        assert max(days.values()) == 2
        welcomes = [post.pair for _, name, post in stage.chats.sent if name == "luc" and post.key == "welcome.mentor"]
        assert len(set(welcomes)) == len(mentees), "each of them comes, in the end"


def test_an_outcome_is_stored_whole_or_not_at_all(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        stage.wait(at("2026-01-06 09:00"))
        journey, service = stage.journey(), stage.app.service
        event = Commanded("pause-1", stage.clock.at, journey.pair, MENTEE, "pause", Place.MENTEE)

        def fails(unit: object) -> None:
            service.answers(unit, event)  # type: ignore[arg-type]  # it is the store's
            raise KeyError("the power fails")

        with pytest.raises(KeyError, match="power"):
            stage.run(stage.app.store.run(fails))
        assert stage.journey() == journey
        assert stage.run(service.handle(event)), "heard for the first time"
        assert stage.journey().pause is not None


def test_posts_of_a_pair_on_two_channels_go_to_each_in_private(sqlite_url: str) -> None:
    split = HEADER + line("Awa", "Camille").replace("local,camille", "slack,T1/U1")
    with Stage(sqlite_url, split) as stage:
        stage.wait(at("2026-01-06 09:00"))
        assert {seen.conversation.partition(":")[0] for seen in stage.chats.seen["awa"]} == {"dm"}
        dead = stage.run(stage.app.store.run(lambda unit: list(unit.dead_letters.all())))
        assert {one.detail for one in dead} == {"the channel «slack» is not switched on"}
        assert {one.key for one in dead} == {"welcome.mentee", "welcome.pair", "s1.date"}
