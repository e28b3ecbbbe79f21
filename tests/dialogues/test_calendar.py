"""A person's own calendar: linked, read, mended, unlinked, through the real interactions, reader and database."""

from __future__ import annotations

import asyncio
import gzip
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet

from adapters.calendars.feed import IcsFeed
from adapters.calendars.reading.unpacking import LARGEST
from bot.app.calendars import host_of
from bot.application.calendars import busy_times
from bot.application.calendars.busy_times import GOOD_FOR
from bot.application.calendars.card import FAULT, ICS, KEY_LOST, LATER
from bot.application.calendars.reading import AT_ONCE, GIVEN_UP, PATIENCE, REFRESH, RETRIES, Reader
from bot.engine.flows.calendar.words import TROUBLES
from bot.engine.people import Role
from bot.ports import LinkedCalendar, Person, UnitOfWork
from bot.ports.calendars import Busy, BusySource, Unreadable, Why
from storage.seal import FernetSeal
from tests.adapters.calendars.test_fetch import ANYWHERE
from tests.adapters.calendars.test_parse import calendar
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.labels import en, fr
from tests.values import DAY, HOUR, at

KEY = Fernet.generate_key().decode()
SECRET = "private-4711"
TYPED = f"https://calendar.example/{SECRET}/basic.ics"
ROSTER = HEADER + line("Awa", "Camille")
BUSY = calendar("UID:1\nSUMMARY:Chut\nDTSTART:20260108T090000Z\nDTEND:20260108T100000Z")


class Site:
    """A server with somebody's calendar, on loopback: what the person typed leads there."""

    def __init__(self) -> None:
        self.status, self.body, self.headers = 200, BUSY, dict[str, str]()
        self.asked = 0
        self.gate: asyncio.Event | None = None

    async def handle(self, _: web.Request) -> web.Response:
        self.asked += 1
        if self.gate is not None:
            await self.gate.wait()
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@dataclass
class Detour:
    """A feed that is really somewhere else."""

    secret: str
    feed: IcsFeed

    async def busy(self, after: datetime, before: datetime) -> Busy:
        return await self.feed.busy(after, before)


@dataclass
class House:
    stage: Stage
    site: Site
    reader: Reader

    def linked(self, name: str = "awa") -> LinkedCalendar | None:
        id = self.id(name)
        return self.stage.run(self.stage.app.store.run(lambda unit: unit.calendars.of(id)))

    def id(self, name: str) -> str:
        members = self.stage.journey().members.values()
        return next(member.person for member in members if member.name.lower() == name)

    def busy(self, name: str = "awa") -> Sequence[tuple[datetime, datetime]]:
        id, now = self.id(name), self.stage.clock.now()
        return self.stage.run(self.stage.app.store.run(lambda unit: busy_times.busy(unit, id, now)))

    def kept(self, id: str) -> str:
        """What lies in the database of a person's busy times, whether it is believed or not."""
        return self.stage.run(self.stage.app.store.run(lambda unit: unit.facts.get(f"busy:{id}"))) or ""

    def opens(self, name: str = "awa") -> str:
        self.stage.says(name, "réglages")
        return plainly(self.stage.presses(name, fr("settings-calendar")))

    def links(self, name: str = "awa", address: str = TYPED) -> str:
        self.opens(name)
        self.stage.presses(name, fr("calendar-address"))
        return plainly(self.stage.writes(name, address))

    def reads(self) -> int:
        return self.stage.run(self.reader.drain())

    def later(self, span: timedelta) -> None:
        self.stage.clock.at += span

    def until_told(self) -> list[str]:
        """Lets the reader try, and the worker deliver, until something is said to Awa."""
        for _ in range(100):
            self.later(6 * HOUR)
            self.reads()
            if found := [text for text in self.stage.finds("awa") if "agenda (" in text]:
                return found
        raise AssertionError("nobody was told")


def with_links(url: str, roster: str = ROSTER) -> Stage:
    stage = Stage(url, roster)
    stage.settings = replace(stage.settings, public_url="https://t.example", secret_keys=(KEY,))
    return stage


@contextmanager
def house(url: str, roster: str = ROSTER) -> Iterator[House]:
    site = Site()
    with with_links(url, roster) as stage:
        application = web.Application()
        application.router.add_get("/{path:.*}", site.handle)
        server = TestServer(application)
        stage.run(server.start_server())

        def source(address: str, person: Person) -> BusySource:
            assert address == TYPED
            return Detour(address, IcsFeed(str(server.make_url("/basic.ics")), person.zone, ANYWHERE))

        one = House(stage, site, Reader(stage.app.store, FernetSeal([KEY]), {ICS: source}, stage.clock, "reader"))
        stage.wait(at("2026-01-06 09:00"))
        stage.finds("awa")
        yield one
        stage.run(server.close())


# The card --------------------------------------------------------------------------------------------------------


def test_without_an_address_on_the_web_there_is_no_button(sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER) as stage:
        stage.wait(at("2026-01-06 09:00"))
        assert fr("settings-calendar") not in stage.says("awa", "réglages")
        shown = stage.chats.seen["awa"][-1]
        assert stage.sends("awa", shown, "calendar.open", []).startswith("Cette carte a changé")


@pytest.mark.parametrize("text", ["mon agenda", "Mon-agenda", "my calendar", "bonjour, mon agenda !"])
def test_it_is_there_for_whoever_types_it(sqlite_url: str, text: str) -> None:
    """The very card that the settings lead to, without a press; again from the list of what can be typed."""
    with house(sqlite_url) as one:
        typed = one.stage.says("awa", text)
        assert typed.startswith(fr("calendar-title"))
        assert plainly(typed) == one.opens()
        assert "mon agenda – relier votre agenda" in plainly(one.stage.says("awa", "aide"))


def test_with_several_pairs_nobody_is_asked_which(sqlite_url: str) -> None:
    with house(sqlite_url, ROSTER + line("Awa", "Luc")) as one:
        assert one.stage.says("awa", "mon agenda").startswith(fr("calendar-title"))
        assert fr("which-pair") in one.stage.says("awa", "date")


def test_a_button_that_stands_for_it_opens_it(sqlite_url: str) -> None:
    """As a slip is answered with what was meant."""
    with house(sqlite_url) as one:
        assert fr("run-calendar") in one.stage.says("awa", "calendrer")
        assert one.stage.presses("awa", fr("run-calendar")).startswith(fr("calendar-title"))


def test_where_none_can_be_linked_the_words_say_so_and_lead_to_the_settings(sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER) as stage:
        stage.wait(at("2026-01-06 09:00"))
        assert plainly(stage.says("awa", "mon agenda")).startswith("Relier un agenda n’est pas possible ici.")
        assert fr("settings-title") in stage.presses("awa", fr("run-settings"))
        assert "mon agenda" not in stage.says("awa", "aide")


def test_it_is_off_until_somebody_links_one(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        card = one.opens()
        assert "Rien n’est relié pour le moment" in card
        assert "jamais les titres" in card
        assert "au bout de douze heures" in card
        assert one.linked() is None
        assert one.reads() == 0


def test_a_linked_calendar_is_read_and_dates_avoid_it(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        card = one.links()
        assert card.startswith(f"{fr('calendar-title')}\n\nMerci !")
        assert "calendar.example" in card
        assert "pas encore" in card
        assert one.reads() == 1
        assert one.busy() == ((at("2026-01-08 09:00"), at("2026-01-08 10:00")),)
        again = one.opens()
        assert "Lu pour la dernière fois : mardi 6 janvier" in again
        assert one.busy("camille") == ()


def test_the_address_is_nowhere_to_be_read(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with house(sqlite_url) as one:
        said = [one.links(), one.opens()]
        one.reads()
        one.site.status = 404
        one.later(REFRESH)
        one.reads()
        said += [one.opens(), *one.until_told()]
        assert SECRET not in "".join(said)
        assert SECRET not in caplog.text
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    assert not [path for path in file.parent.iterdir() if SECRET.encode() in path.read_bytes()]
    with sqlite3.connect(file) as database:
        (sealed,) = database.execute("SELECT sealed FROM calendar").fetchone()
    database.close()
    assert FernetSeal([KEY]).open(sealed) == TYPED


@pytest.mark.parametrize("address", ["", "http://calendar.example/x.ics", "https://127.0.0.1/x.ics", "nonsense"])
def test_an_address_that_may_not_be_fetched_is_refused_and_not_repeated(sqlite_url: str, address: str) -> None:
    with house(sqlite_url) as one:
        told = one.links(address=address)
        assert "Cette adresse ne convient pas" in told
        assert not address or address not in told
        assert one.linked() is None
        assert "Merci !" in plainly(one.stage.writes("awa", TYPED)), "the form is still there"


def test_a_host_is_shown_and_nothing_else_of_an_address() -> None:
    assert host_of("webcal://P1.iCloud.example:443/secret?token=x") == "p1.icloud.example"
    assert host_of("https://user:secret@calendar.example/") is None


def test_unlinking_forgets_at_once_even_what_is_being_read(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        assert one.busy()

        async def slow() -> asyncio.Event:
            one.site.gate = asyncio.Event()
            return one.site.gate

        gate = one.stage.run(slow())
        one.later(REFRESH)
        assert one.stage.run(one.reader.look()) == 1
        one.opens()
        assert "oublié" in plainly(one.stage.presses("awa", fr("calendar-unlink")))
        assert (one.linked(), one.busy()) == (None, ())

        async def opened() -> None:
            gate.set()
            await asyncio.gather(*one.reader._under_way)

        one.stage.run(opened())
        assert one.site.asked == 2
        assert one.busy() == ()


def test_linking_another_forgets_what_was_known(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        one.opens()
        one.stage.presses("awa", fr("calendar-other"))
        one.stage.writes("awa", TYPED.replace("calendar.", "other."))
        assert one.busy() == ()
        linked = one.linked()
        assert linked is not None
        assert (linked.shown, linked.read) == ("other.example", None)


def test_a_card_of_somebody_elses_shows_and_changes_nothing(sqlite_url: str) -> None:
    with house(sqlite_url, ROSTER + line("Luc", "Mia")) as one:
        one.links()
        card = one.stage.chats.seen["awa"][-1]
        for action in ("calendar.open", "calendar.unlink", "calendar.feed"):
            assert one.stage.sends("luc", card, action, []) == "Cette carte appartient à un autre binôme."
        partner = plainly(one.stage.sends("camille", card, "calendar.open", []))
        assert "Rien n’est relié" in partner, "their own, not their partner's"
        one.stage.sends("camille", card, "calendar.unlink", [])
        assert one.linked() is not None


def test_a_press_delivered_twice_counts_once(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.opens()
        one.stage.presses("awa", fr("calendar-feed"))
        card = one.stage.chats.seen["awa"][-1]
        new = one.stage.sends("awa", card, "calendar.renew", [], "twice")
        assert "/calendar/feed/" in new
        assert one.stage.sends("awa", card, "calendar.renew", [], "twice") == ""
        assert one.stage.presses("awa", fr("calendar-feed-renew")) != new


def test_the_feeds_address_is_shown_and_a_new_one_replaces_it(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.opens()
        first = one.stage.presses("awa", fr("calendar-feed"))
        second = one.stage.presses("awa", fr("calendar-feed-renew"))
        one.opens()
        third = one.stage.presses("awa", fr("calendar-feed"))
        old, new, kept = (
            next(word for word in text.split() if "/calendar/feed/" in word) for text in (first, second, third)
        )
        assert old.startswith(f"https://t.example/calendar/feed/{one.id('awa')}/")
        assert old != new
        assert kept == new


# Reading ---------------------------------------------------------------------------------------------------------


def test_it_is_read_every_six_hours_and_on_request(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        assert one.reads() == 1
        one.later(REFRESH - timedelta(seconds=1))
        assert one.reads() == 0
        one.later(timedelta(seconds=1))
        assert one.reads() == 1
        one.opens()
        one.stage.presses("awa", fr("calendar-again"))
        assert one.reads() == 1
        assert one.site.asked == 3


def test_two_readers_never_read_the_same(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        other = Reader(one.stage.app.store, FernetSeal([KEY]), one.reader._sources, one.stage.clock, "other")

        async def both() -> tuple[int, int]:
            return await asyncio.gather(one.reader.drain(), other.drain())

        assert sorted(one.stage.run(both())) == [0, 1]
        assert one.site.asked == 1


def test_a_slow_calendar_holds_up_neither_the_reader_nor_a_delivery(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()

        async def look() -> tuple[int, int]:
            one.site.gate = asyncio.Event()
            async with asyncio.timeout(1):
                counts = await one.reader.look(), await one.reader.look()
            one.site.gate.set()
            await asyncio.wait(one.reader._under_way)
            return counts

        assert one.stage.run(look()) == (1, 0)
        assert one.busy()


def test_a_server_that_asks_for_peace_gets_it(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.site.status, one.site.headers = 429, {"Retry-After": "7200"}
        one.reads()
        assert "revenir un peu plus tard" in one.opens()
        one.stage.presses("awa", fr("calendar-again"))
        one.later(2 * HOUR - timedelta(seconds=1))
        assert one.reads() == 0
        one.later(timedelta(seconds=1))
        one.site.status = 200
        assert one.reads() == 1
        assert one.busy()


GZIP, BROTLI = {"Content-Encoding": "gzip"}, {"Content-Encoding": "br"}
RING = {"Location": "/again.ics"}
BOMB = gzip.compress(b"BEGIN:VCALENDAR\n" + b" " * (LARGEST + 1))


@pytest.mark.parametrize(
    ("site", "why", "remedy"),
    [
        ((503, b"", {}), "revenir un peu plus tard", "je reviendrai"),
        ((401, b"", {}), "qu’avec un mot de passe", "l’adresse secrète au format iCal"),
        ((403, b"", {}), "qu’avec un mot de passe", "l’adresse secrète au format iCal"),
        ((404, b"", {}), "plus d’agenda à cette adresse", "Copiez-la à nouveau"),
        ((410, b"", {}), "plus d’agenda à cette adresse", "Copiez-la à nouveau"),
        ((302, b"", RING), "d’une adresse à l’autre, sans fin", "Copiez-la à nouveau"),
        ((302, b"", {"Location": "ftp://elsewhere.example/x"}), "pas le droit d’ouvrir", "adresse"),
        ((200, b"<!DOCTYPE html><p>Connexion", {}), "une page à regarder", "l’adresse secrète au format iCal"),
        ((200, b"Bonjour !", {}), "n’est pas un agenda", "l’adresse secrète au format iCal"),
        ((200, b"PK\x03\x04" + BUSY, {}), "arrive comprimé", "sans « .zip »"),
        ((200, BUSY, BROTLI), "arrive comprimé", "sans « .zip »"),
        ((200, BUSY + b" " * 200_000, {}), "trop volumineux", "derniers mois"),
        ((200, BOMB, GZIP), "trop volumineux", "derniers mois"),
    ],
)
def test_the_card_says_why_and_what_helps_until_it_is_read_again(
    sqlite_url: str, site: tuple[int, bytes, dict[str, str]], why: str, remedy: str
) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        one.site.status, one.site.body, one.site.headers = site
        one.later(REFRESH)
        one.reads()
        card = one.opens()
        assert why in card
        assert remedy in card
        assert "Un moment occupé" in card, "what was read before is believed for a while"
        assert not one.stage.finds("awa"), "and nobody is written to for that"
        one.site.status, one.site.body, one.site.headers = 200, BUSY, {}
        one.later(REFRESH)
        one.reads()
        assert why not in one.opens()


def failing(why: Why) -> Callable[[str, Person], BusySource]:
    """A source of whatever address from which nothing can be had."""

    @dataclass
    class Nothing:
        secret: str

        async def busy(self, after: datetime, before: datetime) -> Busy:
            raise Unreadable("no", why)

    return lambda address, _: Nothing(address)


@pytest.mark.parametrize(
    ("why", "said"), [(Why.AWAY, "ne répond pas en ce moment"), (Why.SLOW, "me prend trop de temps")]
)
@pytest.mark.parametrize("is_new", [True, False])
def test_what_may_be_over_at_the_next_try_is_told_to_nobody(sqlite_url: str, why: Why, said: str, is_new: bool) -> None:
    with house(sqlite_url) as one:
        one.links()
        if not is_new:
            one.reads()
            one.later(REFRESH)
        reader = Reader(one.stage.app.store, FernetSeal([KEY]), {ICS: failing(why)}, one.stage.clock, "other")
        before = one.opens()
        assert one.stage.run(reader.drain()) == 1
        assert one.opens() == before, "the card is as calm as it was"
        assert not one.stage.finds("awa"), "and no letter comes"
        one.later(HOUR)
        assert one.stage.run(reader.drain()) == 1
        assert said in one.opens(), "whoever looks after the second time reads why"
        assert not one.stage.finds("awa")
        one.stage.presses("awa", fr("calendar-again"))
        one.reads()
        assert said not in one.opens()


def test_each_trouble_has_a_sentence_of_its_own() -> None:
    assert sorted(TROUBLES) == sorted({*Why, LATER, KEY_LOST, FAULT})
    said = {language(f"calendar-why-{trouble}") for trouble in TROUBLES for language in (fr, en)}
    assert len(said) == 2 * len(TROUBLES)


EACH_DAY = "UID:2\nDTSTART:20260101T090000Z\nDTEND:20260101T100000Z\nRRULE:FREQ=DAILY;UNTIL=20260130T100000Z"
UNCLEAR = "UID:3\nDTSTART:20260301T080000Z\nDTEND:gestern"
ELSEWHERE = "UID:4\nDTSTART;TZID=Nowhere/Atlantis:20260302T080000\nDTEND;TZID=Nowhere/Atlantis:20260302T090000"


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ((), ("Aucun moment occupé d’ici au mercredi 6 mai",)),
        (("UID:1\nDTSTART:20260108T090000Z\nDTEND:20260108T100000Z",), ("Un moment occupé d’ici au",)),
        ((EACH_DAY,), ("25 moments occupés d’ici au",)),  # those before the 6th are over
        ((EACH_DAY, UNCLEAR), ("26 moments occupés", "Une entrée de cet agenda n’est pas claire")),
        ((ELSEWHERE,), ("Un moment occupé", "Un fuseau horaire m’y est inconnu")),
    ],
)
def test_what_was_read_is_said_in_numbers_to_its_owner_alone(
    sqlite_url: str, events: tuple[str, ...], said: tuple[str, ...]
) -> None:
    with house(sqlite_url) as one:
        one.site.body = calendar(*events)
        assert "moment occupé" not in one.links(), "nothing is known yet"
        one.reads()
        card = one.opens()
        assert all(words in card for words in said), card
        assert "Rien n’est relié" in one.opens("camille")
        one.later(GOOD_FOR)
        assert "occupé" not in one.opens().partition("Je ne retiens")[0], "it is not believed any more"


def test_tries_grow_apart_up_to_six_hours() -> None:
    waits = [RETRIES.after("awa", tries) for tries in range(12)]
    assert timedelta(minutes=7) < waits[0] < timedelta(minutes=13)
    assert all(a < b for a, b in pairwise(waits[:5]))
    assert timedelta(hours=4) < waits[-1] < timedelta(hours=8), "before busy times expire"
    assert RETRIES.after("bo", 0) != waits[0]


def test_a_secret_of_a_lost_key_asks_to_be_linked_again(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        other = Reader(
            one.stage.app.store,
            FernetSeal([Fernet.generate_key().decode()]),
            one.reader._sources,
            one.stage.clock,
            "other",
        )
        one.stage.run(other.drain())
        assert one.site.asked == 0
        assert "Je ne peux plus ouvrir l’adresse" in one.opens()


def test_reading_seals_again_with_the_newest_key(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        new = Fernet.generate_key().decode()
        rotated = Reader(one.stage.app.store, FernetSeal([new, KEY]), one.reader._sources, one.stage.clock, "other")
        one.stage.run(rotated.drain())
        linked = one.linked()
        assert linked is not None
        assert FernetSeal([new]).open(linked.sealed) == TYPED


def test_a_mistake_of_ours_is_logged_without_its_words(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    with house(sqlite_url) as one:
        one.links()

        def broken(address: str, person: Person) -> BusySource:
            raise KeyError(address)

        reader = Reader(one.stage.app.store, FernetSeal([KEY]), {ICS: broken}, one.stage.clock, "other")
        one.stage.run(reader.drain())
        assert "KeyError" in caplog.text
        assert SECRET not in caplog.text
        assert "l’erreur" not in one.opens()
        one.later(HOUR)
        one.stage.run(reader.drain())
        assert "cela vient de moi" in one.opens(), "nobody is told that their calendar is none"
        assert not one.stage.finds("awa")


def test_whose_journeys_have_all_ended_is_not_looked_at_any_more(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        id = one.id("awa")
        one.stage.run(one.stage.app.service.leave(one.stage._at("awa")))
        assert one.stage.run(one.stage.app.store.run(lambda unit: unit.calendars.of(id))) is None
        assert "2026" not in one.kept(id)
        one.later(REFRESH)
        one.reads()
        assert one.site.asked == 1


def test_what_is_not_believed_any_more_is_not_kept(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        assert "2026" in one.kept(one.id("awa"))
        one.site.status = 500
        one.later(busy_times.GOOD_FOR)
        one.reads()
        assert "2026" not in one.kept(one.id("awa"))


# Telling ---------------------------------------------------------------------------------------------------------


def test_after_three_days_its_owner_is_told_once_and_in_their_hours(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        broken = one.stage.clock.now() + REFRESH
        one.site.status = 500
        (told,) = one.until_told()
        assert plainly(told).startswith(
            f"{fr('calendar-title')}\n\nJe n’arrive pas à lire votre agenda (calendar.example)."
        )
        when = next(at for at, name, post in one.stage.chats.sent if post.key.startswith("calendar.") and name == "awa")
        assert broken + PATIENCE <= when <= broken + PATIENCE + 2 * DAY
        assert one.stage.journey().members[Role.MENTOR].works_at(when)
        for _ in range(40):
            one.later(6 * HOUR)
            one.reads()
            assert not [text for text in one.stage.finds("awa") if "agenda (" in text]
        assert not [
            name for _, name, post in one.stage.chats.sent if post.key.startswith("calendar.") and name != "awa"
        ]
        assert "ne répond pas" in plainly(one.stage.presses("awa", fr("calendar-mend")))


def test_who_is_of_an_unknown_language_is_told_in_both(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        awa = one.id("awa")
        one.stage.run(one.stage.app.store.run(lambda unit: _unknown(unit, awa)))
        one.site.status = 500
        (told,) = one.until_told()
        assert fr("calendar-title") in plainly(told)
        assert en("calendar-title") in plainly(told)


def _unknown(unit: UnitOfWork, id: str) -> None:
    """As if no platform and nobody had said which language is theirs."""
    person = next(
        one for journey in unit.journeys.all() for one in unit.people.of_pair(journey.pair).values() if one.id == id
    )
    unit.people.put(replace(person, languages=("fr", "en"), chosen=()))


def test_told_again_after_it_was_well_in_between(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.reads()
        one.site.status = 500
        one.until_told()
        one.site.status = 200
        one.later(6 * HOUR)
        one.reads()
        one.site.status = 500
        assert len(one.until_told()) == 1


def test_who_typed_a_wrong_address_hears_of_it_at_once(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.site.status = 404
        one.links()
        one.reads()
        (told,) = one.stage.finds("awa")
        assert "Il n’y a plus d’agenda à cette adresse" in plainly(told)


def test_nobody_is_told_outside_their_hours_or_on_a_full_day(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.stage.clock.at = at("2026-01-09 20:00")  # a Friday evening
        today, id = at("2026-01-12 09:00").date(), one.id("awa")
        one.stage.run(one.stage.app.store.run(lambda unit: unit.seen.contact(id, today, "elsewhere", 2)))
        one.stage.finds("awa")
        one.site.status = 404
        one.links()
        one.reads()
        one.stage.wait(at("2026-01-14 09:00"))
        when = [at for at, _, post in one.stage.chats.sent if post.key.startswith("calendar.")]
        assert when == [at("2026-01-13 09:00")], "Monday is full"


def test_nobody_is_told_during_a_pause(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.site.status = 404
        one.links()
        one.stage.says("awa", "pause")
        one.stage.finds("awa")
        one.reads()
        assert one.stage.finds("awa") == []
        linked = one.linked()
        assert linked is not None
        assert not linked.told
        one.stage.says("awa", "reprendre")
        assert len(one.until_told()) == 1


def test_one_that_stays_away_is_given_up_until_somebody_asks(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.links()
        one.site.status = 500
        for _ in range(2 * AT_ONCE * 20):
            one.later(6 * HOUR)
            one.reads()
        asked = one.site.asked
        assert one.stage.clock.now() > at("2026-01-06 09:00") + GIVEN_UP
        one.later(100 * DAY)
        one.reads()
        assert one.site.asked == asked
        one.site.status = 200
        one.opens()
        one.stage.presses("awa", fr("calendar-again"))
        assert one.reads() == 1
