"""Séances in people's own calendars, from the booking to the service and back: real interactions, writer and database."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from textwrap import dedent

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.calendars.agenda import description
from adapters.calendars.google_events import GoogleEvents
from adapters.calendars.graph_events import GraphEvents
from bot.application.calendars import busy_times
from bot.application.calendars.busy_times import without
from bot.application.calendars.card import link
from bot.application.calendars.planning import begin, stop
from bot.application.calendars.reading import Reader
from bot.application.calendars.writing import LEASE, Writer
from bot.engine.people import Member
from bot.ports import LinkedCalendar, UnitOfWork
from bot.ports.calendars import Busy
from bot.ports.calendars.events import EventCalendars, OwedEvent
from storage.seal import FernetSeal
from tests.adapters.calendars.services import LOST, FakeGoogle, FakeGraph
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_calendar import KEY, with_links
from tests.dialogues.test_dialogues import plainly
from tests.labels import fr
from tests.values import DAY, HOUR, at


class Google(GoogleEvents):
    """Signed in, as far as the writer can tell."""

    @property
    def secret(self) -> str:
        return "t"


class Graph(GraphEvents):
    @property
    def secret(self) -> str:
        return "t"


async def token() -> str:
    return "t0ken"


@dataclass
class Agendas:
    """Awa writes to Google, Camille to Microsoft."""

    stage: Stage
    google: FakeGoogle
    graph: FakeGraph
    writer: Writer
    urls: dict[str, str]

    def id(self, name: str) -> str:
        members = self.stage.journey().members.values()
        return next(member.person for member in members if member.name.lower() == name)

    def wants(self, *names: str) -> None:
        for name in names:
            self.stage.run(self.stage.app.store.run(partial(self._wants, name)))

    def _wants(self, name: str, unit: UnitOfWork) -> None:
        kind, now = {"awa": "google", "camille": "microsoft"}[name], self.stage.clock.now()
        id = next(one.person for one in self._members(unit) if one.name.lower() == name)
        unit.calendars.link(LinkedCalendar(id, kind, FernetSeal([KEY]).close("t"), kind, now))
        begin(unit, id, now)

    def _members(self, unit: UnitOfWork) -> Iterable[Member]:
        return [member for journey in unit.journeys.all() for member in journey.members.values()]

    def service(self, name: str) -> FakeGoogle | FakeGraph:
        return self.google if name == "awa" else self.graph

    def writes(self) -> int:
        return self.stage.run(self.writer.drain())

    def later(self, span: timedelta = 7 * HOUR) -> None:
        self.stage.clock.at += span

    def owed(self, name: str) -> list[OwedEvent]:
        id = self.id(name)
        return list(self.stage.run(self.stage.app.store.run(lambda unit: unit.calendar_events.of(id))))

    def books(self, day: str = "2026-01-08", clock: str = "14:00") -> None:
        self.stage.says("camille", "date")
        self.stage.presses("camille", fr("date-other"))
        self.stage.writes("camille", day, clock)
        self.stage.finds("awa")
        slot = next(one for one in self.offer() if one.isoformat().startswith(day))
        card = next(one for one in reversed(self.stage.chats.seen["awa"]) if one.key.endswith(("date", "date.2")))
        self.stage.sends("awa", card, "date.tap", [slot.isoformat()])

    def offer(self) -> tuple[datetime, ...]:
        now = self.stage.journey().current
        assert now is not None
        assert now.offer is not None
        return now.offer.slots

    def room(self) -> str:
        return plainly(self.stage.says("awa", "date"))


@contextmanager
def agendas(url: str) -> Iterator[Agendas]:
    google, graph = FakeGoogle(), FakeGraph()
    with with_links(url, HEADER + line("Awa", "Camille")) as stage:
        urls = {}
        servers: list[TestServer] = []
        for one in (google, graph):
            server = TestServer(one.application())
            stage.run(server.start_server())
            urls[one.kind] = str(server.make_url(one.path))
            servers.append(server)
        opened: EventCalendars = {
            "google": lambda _: Google(token, urls["google"]),
            "microsoft": lambda _: Graph(token, urls["microsoft"]),
        }
        writer = Writer(stage.app.service, FernetSeal([KEY]), opened, description, "writer")
        stage.wait(at("2026-01-06 09:00"))
        yield Agendas(stage, google, graph, writer, urls)
        for server in servers:
            stage.run(server.close())


def test_nobody_gets_an_event_who_did_not_ask(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.books()
        assert one.writes() == 0
        assert (one.google.requests, one.graph.requests) == ([], [])


def test_a_booking_is_written_into_each_ones_calendar_with_one_room(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa", "camille")
        one.books()
        one.writes()
        (mine,), (theirs,) = one.google.standing, one.graph.standing
        assert (one.google.rooms, one.graph.rooms) == (1, 0), "the mentor's service opens it"
        link = mine["conferenceData"]["entryPoints"][1]["uri"]
        assert theirs["location"]["displayName"] == link
        assert link in one.room(), "and it is on the booking"
        assert mine["start"]["dateTime"] == "2026-01-08T13:00:00Z"
        assert theirs["start"]["dateTime"] == "2026-01-08T13:00:00"
        sent = str(one.google.requests) + str(one.graph.requests)
        assert "attendees" not in sent
        assert "@" not in sent, "nobody's address goes to a service"


def test_who_alone_wants_it_opens_the_room_for_both(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("camille")
        one.books()
        one.writes()
        assert one.google.requests == []
        assert one.graph.rooms == 1
        assert "https://teams.example/1" in one.room()


def test_what_is_given_up_is_taken_out_and_another_date_written(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa", "camille")
        one.books()
        one.writes()
        one.stage.says("awa", "date")
        one.stage.presses("awa", fr("date-cancel"))
        one.writes()
        assert (one.google.standing, one.graph.standing) == ([], [])
        assert (one.owed("awa"), one.owed("camille")) == ([], [])
        one.stage.says("camille", "date")
        one.stage.presses("camille", fr("date-again"))
        one.books("2026-01-14", "15:00")
        one.writes()
        (mine,), (theirs,) = one.google.standing, one.graph.standing
        assert mine["start"]["dateTime"] == "2026-01-14T14:00:00Z"
        assert theirs["start"]["dateTime"] == "2026-01-14T14:00:00"


def test_a_date_given_up_before_anything_was_written_asks_nothing(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books()
        one.stage.says("awa", "date")
        one.stage.presses("awa", fr("date-cancel"))
        one.writes()
        assert one.google.requests == []
        assert one.owed("awa") == []


def test_who_wants_it_no_more_finds_it_taken_out(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa", "camille")
        one.books()
        one.writes()
        id, now = one.id("awa"), one.stage.clock.now()
        one.stage.run(one.stage.app.store.run(lambda unit: stop(unit, id, now)))
        one.writes()
        assert (len(one.google.standing), len(one.graph.standing)) == (0, 1)


def test_who_wants_it_after_the_booking_finds_it_there(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.books()
        one.wants("awa")
        one.writes()
        assert len(one.google.standing) == 1


def test_who_leaves_finds_it_taken_out_and_their_calendar_is_forgotten_then(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books()
        one.writes()
        id = one.id("awa")
        one.stage.run(one.stage.app.service.leave(one.stage._at("awa")))
        assert one.stage.run(one.stage.app.store.run(lambda unit: unit.calendars.of(id))) is not None
        one.writes()
        assert one.google.standing == []
        assert one.stage.run(one.stage.app.store.run(lambda unit: unit.calendars.of(id))) is None


def test_what_has_been_stays_and_nothing_is_asked_any_more(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books()
        one.writes()
        asked = len(one.google.requests)
        one.stage.clock.at = at("2026-01-08 15:00")
        one.writes()
        assert (len(one.google.standing), len(one.google.requests)) == (1, asked)
        assert one.owed("awa") == []


@pytest.mark.parametrize(
    "fault",
    [
        LOST,
        lambda: web.Response(status=401),
        lambda: web.Response(status=403),
        lambda: web.Response(status=429, headers={"Retry-After": "60"}),
        lambda: web.Response(status=500),
        lambda: web.Response(status=503),
        lambda: web.Response(text="<html>"),
    ],
)
@pytest.mark.parametrize("name", ["awa", "camille"])
def test_whatever_goes_wrong_there_is_one_event_in_the_end(sqlite_url: str, name: str, fault: object) -> None:
    with agendas(sqlite_url) as one:
        service = one.service(name)
        one.wants(name)
        one.books()
        service.faults = [fault]  # type: ignore[list-item]
        one.writes()
        assert one.writes() == 0, "not again at once"
        assert [row.trouble != "" for row in one.owed(name)] == [True]
        one.later(HOUR)
        one.writes()
        assert (len(service.events), service.rooms) == (1, 1)
        assert [row.trouble for row in one.owed(name)] == [""]


def test_a_service_that_has_forgotten_what_it_was_asked_gets_no_second_event(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("camille")
        one.books()
        one.graph.remembers = False
        one.graph.faults = [LOST]
        one.writes()
        one.later(HOUR)
        one.writes()
        assert (len(one.graph.events), one.graph.rooms) == (1, 1)


REFUSED = 401
AWAY = 503


def fails(one: Agendas, service: FakeGoogle | FakeGraph, status: int, times: int) -> list[str]:
    """The letters that Awa gets within a day of so many tries, each answered with `status`."""
    for _ in range(times):
        service.faults = [lambda: web.Response(status=status)]
        one.writes()
        one.later()
    one.later(DAY)
    return [text for text in one.stage.finds("awa") if fr("calendar-write-lost-how") in text]


def test_who_took_the_permission_away_is_told_once_and_again_after_it_was_well(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books("2026-01-20", "14:00")
        one.stage.finds("awa")
        (read,) = fails(one, one.google, REFUSED, 4)
        assert fr("calendar-write-lost-sign-in") in read
        assert fr("calendar-write-lost", calendar="google") in read
        one.google.faults = []
        one.later()
        one.writes()
        assert [row.told for row in one.owed("awa")] == [False]
        one.stage.says("awa", "date")
        one.stage.presses("awa", fr("date-cancel"))
        one.stage.says("camille", "date")
        one.stage.presses("camille", fr("date-again"))
        one.books("2026-01-28", "15:00")
        assert len(fails(one, one.google, REFUSED, 3)) == 1


def test_a_service_that_is_away_is_told_after_some_hours_and_with_no_other_remedy_than_to_wait(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books("2026-01-20", "14:00")
        one.stage.finds("awa")
        assert fails(one, one.google, AWAY, 5) == []
        (read,) = fails(one, one.google, AWAY, 4)
        assert fr("calendar-write-lost-tries") in read
        assert fr("calendar-write-lost-sign-in") not in read


def test_one_that_its_owner_deleted_stays_out_until_another_date_is_agreed_on(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books()
        one.writes()
        one.google.deleted()
        one.later()
        one.writes()
        one.later()
        one.writes()
        assert one.google.standing == []


CHILD = """
import asyncio, os, signal, sys
from adapters.calendars.agenda import description
from bot import app
from bot.application.calendars.reading import Reader
from bot.application.calendars.writing import Writer
from storage.seal import FernetSeal
from tests.dialogues.test_calendar_events import Google, Graph, token
from tests.dialogues.test_calendar import KEY
from bot.settings import Settings
from tests.dialogues.stage import SetClock
from tests.values import at

database, google, graph = sys.argv[1:]

class Killed(Writer):
    def _succeeded(self, *_):
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    settings = Settings(database_url=database, public_url="https://t.example", secret_keys=(KEY_OF,))
    async with app.opened(settings, SetClock(at("2026-01-06 09:00")), migrate=False) as container:
        opened = {"google": lambda _: Google(token, google), "microsoft": lambda _: Graph(token, graph)}
        await Killed(container.service, FernetSeal([KEY_OF]), opened, description, "killed").drain()

asyncio.run(main())
"""


@pytest.mark.parametrize("name", ["awa", "camille"])
def test_a_writer_that_is_killed_between_answer_and_commit_leaves_one_event(sqlite_url: str, name: str) -> None:
    with agendas(sqlite_url) as one:
        service = one.service(name)
        one.wants(name)
        one.books()
        code = dedent(CHILD).replace("from tests.dialogues.test_calendar import KEY\n", "").replace("KEY_OF", repr(KEY))

        async def killed() -> int:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", code, sqlite_url, one.urls["google"], one.urls["microsoft"], env={**os.environ}
            )
            return await process.wait()

        assert one.stage.run(killed()) == -signal.SIGKILL
        assert len(service.standing) == 1, "the service has answered"
        assert [row.written for row in one.owed(name)] == [""], "and nobody knows of it"
        assert one.writes() == 0, "it is leased"
        one.later(LEASE)
        one.writes()
        assert (len(service.events), service.rooms) == (1, 1)
        assert [bool(row.written) for row in one.owed(name)] == [True]


# What their owners change there ----------------------------------------------------------------------------------


def written(one: Agendas, *names: str) -> None:
    one.wants(*names)
    one.books()
    one.writes()
    for name in ("awa", "camille"):
        one.stage.finds(name)


def looked(one: Agendas, span: timedelta = 7 * HOUR) -> None:
    one.later(span)
    one.writes()


@pytest.mark.parametrize("name", ["awa", "camille"])
def test_a_move_in_the_calendar_is_put_to_its_owner_and_moves_nothing(sqlite_url: str, name: str) -> None:
    with agendas(sqlite_url) as one:
        written(one, name)
        service = one.service(name)
        before = one.stage.journey().current
        service.moved("2026-01-09T10:00:00", "2026-01-09T11:00:00")
        looked(one)
        (told,) = one.stage.finds(name)
        assert "la séance 1 est maintenant prévue vendredi 9 janvier" in plainly(told)
        other = {"awa": "camille", "camille": "awa"}[name]
        assert one.stage.finds(other) == [], "nobody else learns of it"
        assert one.stage.journey().current == before
        looked(one)
        assert one.stage.finds(name) == [], "it is said once"
        assert "2026-01-09T10:00:00" in str(service.standing), "and nothing is written over it"


def test_its_owner_offers_it_to_the_pair_and_the_other_accepts(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        written(one, "awa", "camille")
        one.google.moved("2026-01-09T10:00:00", "2026-01-09T11:00:00")
        looked(one)
        one.stage.finds("awa")
        assert "C’est proposé : vendredi 9 janvier" in plainly(one.stage.presses("awa", fr("entries-propose")))
        now = one.stage.journey().current
        assert now is not None
        assert now.meeting is None
        news = " ".join(map(plainly, one.stage.finds("camille")))
        assert "Awa propose une date pour la séance 1 : vendredi 9 janvier" in news
        card = next(seen for seen in reversed(one.stage.chats.seen["camille"]) if seen.key == "s1.date.2")
        one.stage.sends("camille", card, "date.tap", [at("2026-01-09 10:00").isoformat()])
        one.writes()
        (mine,), (theirs,) = one.google.standing, one.graph.standing
        assert mine["start"]["dateTime"].startswith("2026-01-09T10:00:00")
        assert theirs["start"]["dateTime"].startswith("2026-01-09T10:00:00")


@pytest.mark.parametrize(
    ("deed", "say"), [("deleted", "n’est plus dans votre agenda"), ("declined", "vous avez décliné")]
)
@pytest.mark.parametrize("name", ["awa", "camille"])
def test_one_taken_out_or_declined_is_put_to_its_owner_and_still_stands(
    sqlite_url: str, name: str, deed: str, say: str
) -> None:
    with agendas(sqlite_url) as one:
        written(one, name)
        service = one.service(name)
        getattr(service, deed)()
        looked(one)
        (told,) = one.stage.finds(name)
        assert say in plainly(told)
        looked(one)
        assert one.stage.finds(name) == []
        now = one.stage.journey().current
        assert now is not None
        assert now.meeting is not None


def test_nobody_is_asked_at_night_or_during_a_pause(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        written(one, "awa")
        one.google.moved("2026-01-09T10:00:00", "2026-01-09T11:00:00")
        one.stage.clock.at = at("2026-01-06 23:00")
        one.writes()
        assert one.stage.finds("awa") == []
        one.stage.clock.at = at("2026-01-07 09:00")
        one.writes()
        assert len(one.stage.finds("awa")) == 1


def test_a_room_that_opens_later_is_found(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.wants("awa")
        one.books()
        one.google.opens = False
        one.writes()
        assert "meet.example" not in one.room()
        one.google.open()
        looked(one, HOUR)
        assert "meet.example" in one.room()


def test_a_seance_that_was_written_never_counts_as_busy(sqlite_url: str) -> None:
    nine, ten, eleven, noon = (at(f"2026-01-08 {hour}:00") for hour in ("09", "10", "11", "12"))
    assert list(without([(nine, noon)], [(ten, eleven)])) == [(nine, ten), (eleven, noon)]
    assert list(without([(ten, eleven)], [(ten, eleven)])) == []
    assert list(without([(nine, ten), (eleven, noon)], [(ten, eleven)])) == [(nine, ten), (eleven, noon)]
    with agendas(sqlite_url) as one:
        written(one, "awa")
        (row,) = one.owed("awa")
        assert row.start is not None
        assert row.end is not None
        reader = Reader(
            one.stage.app.store, FernetSeal([KEY]), {"google": lambda *_: Full(row)}, one.stage.clock, "reader"
        )
        one.stage.run(reader.drain())
        id, now = one.id("awa"), one.stage.clock.now()
        busy = one.stage.run(one.stage.app.store.run(lambda unit: busy_times.busy(unit, id, now)))
        assert busy == ((row.end, row.end + HOUR),), "what is beside it does"


@dataclass
class Full:
    """A calendar as free and busy times show it: the séance, and what follows it, in one piece."""

    row: OwedEvent
    secret: str = "t"

    async def busy(self, after: datetime, before: datetime) -> Busy:
        assert self.row.start is not None
        assert self.row.end is not None
        return Busy([(self.row.start, self.row.end + HOUR)])


def test_who_signs_in_again_finds_the_same_event_and_no_second(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        written(one, "awa", "camille")
        one.stage.run(one.stage.app.store.run(partial(_signed_in_again, one)))
        assert one.writes() >= 2
        assert (len(one.google.events), len(one.graph.events)) == (1, 1)


def test_another_account_gets_the_event_anew(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        written(one, "awa")
        one.google.events.clear()
        one.stage.run(one.stage.app.store.run(partial(_signed_in_again, one)))
        one.writes()
        assert len(one.google.standing) == 1


def _signed_in_again(one: Agendas, unit: UnitOfWork) -> None:
    for member in one._members(unit):
        linked = unit.calendars.of(member.person)
        if linked is not None:
            link(unit, replace(linked, at=one.stage.clock.now()))


def test_another_change_does_not_write_over_a_move_by_hand(sqlite_url: str) -> None:
    with agendas(sqlite_url) as one:
        one.google.opens = False
        written(one, "awa", "camille")
        one.graph.moved("2026-01-09T10:00:00", "2026-01-09T11:00:00")
        one.google.open()
        looked(one, HOUR)
        assert "meet.example" in one.room(), "so hers would say where, too"
        looked(one)
        assert one.graph.standing[0]["start"]["dateTime"].startswith("2026-01-09T10:00:00")
