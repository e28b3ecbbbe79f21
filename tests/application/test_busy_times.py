"""Calendars around the whole bot: other pairs' séances, busy times that expire, settings, and the links on a card."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.calendars.links import Signer
from bot.app import calendars
from bot.application.calendars import busy_times
from bot.application.calendars.card import renew_feed
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Bullets
from bot.engine.people import Hours, Place, Role
from bot.engine.programme import CalendarForm
from bot.ports import Address
from bot.ports.calendars import Busy
from bot.settings import Settings
from tests.adapters.calendars.strict import read
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.values import DAY, HOUR, at

TWO = HEADER + line("Awa", "Camille") + line("Awa", "Bo")
KEY = base64.urlsafe_b64encode(b"k" * 32).decode()


def pair_of(stage: Stage, mentee: str) -> Journey:
    every = stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))
    return next(journey for journey in every if journey.members[Role.MENTEE].name == mentee)


def now(journey: Journey) -> Sitting:
    assert journey.current is not None
    return journey.current


def taps(stage: Stage, name: str, mentee: str) -> None:
    journey = pair_of(stage, mentee)
    card = next(seen for seen in stage.chats.seen[name] if seen.key == "s1.date" and seen.pair == journey.pair)
    offer = now(journey).offer
    assert offer is not None
    stage.sends(name, card, "date.tap", [offer.slots[0].isoformat()])


def test_a_seance_in_another_pair_is_kept_free(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        for name in ("awa", "camille"):
            taps(stage, name, "Camille")
        meeting = now(pair_of(stage, "Camille")).meeting
        assert meeting is not None
        for _ in range(6):
            stage.presses("bo", fr("date-none"))
            offer = now(pair_of(stage, "Bo")).offer
            assert offer is not None
            assert len(offer.slots) == 3
            assert not [slot for slot in offer.slots if meeting.at - HOUR < slot < meeting.over]
        assert pair_of(stage, "Bo").calendars == {}, "lent, and not stored"


def test_a_date_by_hand_on_another_seance_is_named(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        for name in ("awa", "camille"):
            taps(stage, name, "Camille")
        meeting = now(pair_of(stage, "Camille")).meeting
        assert meeting is not None
        stage.presses("bo", fr("date-other"))
        local = pair_of(stage, "Bo").members[Role.MENTEE].local(meeting.at)
        assert "Awa a déjà une autre séance" in stage.writes("bo", f"{local:%Y-%m-%d}", f"{local:%H:%M}")


def test_busy_times_are_avoided_while_they_are_fresh(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        person = pair_of(stage, "Camille").members[Role.MENTEE].person
        stage.wait(at("2026-01-06 09:00"))
        far = stage.clock.at + 20 * DAY
        told = Busy([(stage.clock.at, far)])
        stage.run(stage.app.store.run(lambda unit: busy_times.keep_busy(unit, person, told, stage.clock.at, far)))
        stage.presses("camille", fr("date-none"))
        offer = now(pair_of(stage, "Camille")).offer
        assert offer is not None
        assert min(offer.slots) >= far
        stage.clock.at += busy_times.GOOD_FOR + timedelta(minutes=1)
        stage.presses("camille", fr("date-none"))
        offer = now(pair_of(stage, "Camille")).offer
        assert offer is not None
        assert min(offer.slots) < far

        stage.run(stage.app.store.run(lambda unit: busy_times.forget_busy(unit, person)))
        assert stage.run(stage.app.store.run(lambda unit: busy_times.busy(unit, person, stage.clock.at))) == ()


def test_settings_hold_in_all_pairs_and_for_the_next(sqlite_url: str) -> None:
    with Stage(sqlite_url, TWO) as stage:
        stage.wait(at("2026-01-06 09:00"))
        assert "Vos disponibilités" in stage.says("awa", "réglages")
        stage.presses("awa", fr("settings-edit"))
        answer = stage.writes("awa", "10:00", "16:00", "", "", "Londres", "SN")
        assert "de 10\u00a0h à 16\u00a0h" in answer
        assert "Votre fuseau horaire\u00a0: Londres" in answer
        assert "Vos jours fériés\u00a0: Sénégal" in answer
        for mentee in ("Camille", "Bo"):
            awa = pair_of(stage, mentee).members[Role.MENTOR]
            assert awa.hours == Hours(*(awa.hours.start, awa.hours.end), holidays="SN")
            assert f"{awa.hours.start:%H:%M}" == "10:00"
            assert awa.zone == "Europe/London"
            assert {off.kind.value for off in awa.off} == {"holiday", "estimated"}
        person = stage.run(stage.app.store.run(lambda unit: unit.people.at(Address("local", "awa"))))
        assert person is not None
        assert person.hours.holidays == "SN"
        assert person.zone == "Europe/London"
        assert person.off == pair_of(stage, "Bo").members[Role.MENTOR].off


def on_the_web(stage: Stage) -> Signer:
    """From here on the bot has an address; what signs its links."""
    address, mail = "https://t.example.org", "mentoring@example.org"
    stage.settings = replace(stage.settings, public_url=address, secret_keys=(KEY,), organizer_mail=mail)
    signer = calendars.signer_of(stage.settings)
    assert signer is not None
    stage.app.service.programme = replace(stage.app.service.programme, calendar_link=signer.meeting)
    return signer


def booked(stage: Stage) -> list[str]:
    """Awa and Camille agree on a date; the links on their card."""
    stage.wait(at("2026-01-06 09:00"))
    for name in ("awa", "camille"):
        taps(stage, name, "Camille")
    card = stage.chats.seen["camille"][-1].message
    return [line.link for part in card.parts if isinstance(part, Bullets) for line in part.lines]


def fetched(stage: Stage, *urls: str) -> list[tuple[int, bytes]]:
    """What the bot's web server answers to each."""

    async def run() -> list[tuple[int, bytes]]:
        application = web.Application()
        calendars.attach(application, replace(stage.app, settings=stage.settings))
        async with TestClient(TestServer(application)) as client:
            found = []
            for url in urls:
                async with client.get(urlsplit(url).path) as response:
                    found.append((response.status, await response.read()))
            return found

    return stage.run(run())


def test_the_card_links_to_a_file_in_the_readers_words(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        signer = on_the_web(stage)
        links = booked(stage)
        assert [link.rpartition(".")[2] for link in links] == [form.value for form in CalendarForm]

        journey = pair_of(stage, "Camille")
        person = journey.members[Role.MENTEE].person
        stage.run(stage.app.store.run(lambda unit: renew_feed(unit, person)))
        mine, feeds = signer.meeting(journey.pair, 1, Place.MENTEE), [signer.feed(person, n) for n in (1, 0)]
        answers = fetched(stage, links[0], mine, *feeds, signer.feed("nobody", 0))
        assert [status for status, _ in answers] == [200, 200, 200, 404, 404]
        meeting = now(journey).meeting
        assert meeting is not None
        for _, body in answers[:3]:
            (event,) = read(body).parts
            assert event["DTSTART"].utc == meeting.at
            assert event["UID"].value == f"{journey.pair}.1@t.example.org"
            assert event["ORGANIZER"].value == "mailto:mentoring@example.org"


def test_the_feed_goes_on_when_the_last_pair_has_ended(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille")) as stage:
        signer = on_the_web(stage)
        booked(stage)
        feed = signer.feed(pair_of(stage, "Camille").members[Role.MENTOR].person, 0)
        ((_, before),) = fetched(stage, feed)
        stage.run(stage.app.service.leave(Address("local", "awa")))
        ((status, after),) = fetched(stage, feed)
        assert status == 200
        assert b"BEGIN:VEVENT" in before
        assert b"BEGIN:VEVENT" not in after  # what was agreed will not take place any more


def test_two_without_a_common_language_each_find_a_file_in_their_own(sqlite_url: str) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille", "fr,en")) as stage:
        on_the_web(stage)
        links = booked(stage)
        assert [link.split("/")[6] for link in links] == ["mentor", "mentee", "pair", "pair"]
        for (_, body), own, other in zip(fetched(stage, *links[:2]), (b"fr", b"en"), (b"en", b"fr"), strict=True):
            assert b"LANGUAGE=" + own in body
            assert b"LANGUAGE=" + other not in body


def test_without_an_address_or_a_key_there_are_no_links(sqlite_url: str) -> None:
    assert calendars.signer_of(Settings()) is None
    assert calendars.signer_of(Settings(public_url="https://t.example.org")) is None
    application = web.Application()
    with Stage(sqlite_url) as stage:
        calendars.attach(application, stage.app)
    assert list(application.router.routes()) == []
