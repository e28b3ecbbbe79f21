"""Séances written into Google's and Microsoft's calendars, played on loopback: one suite for both."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.calendars.google_events import GoogleEvents
from adapters.calendars.graph_events import GraphEvents
from bot.ports.calendars import Later, Unreadable, Why
from bot.ports.calendars.events import Entry, KeptEvent
from tests.adapters.calendars.services import LOST, FakeGoogle, FakeGraph
from tests.values import at

T = TypeVar("T")
Fake = FakeGoogle | FakeGraph
Calendar = GoogleEvents | GraphEvents
KEY = "0123456789abcdef" * 2
ENTRY = Entry(at("2026-03-23 09:00"), at("2026-03-23 10:00"), "Séance 1", "Objectif\n– un <sujet>", conference=True)
LATER = replace(ENTRY, start=at("2026-03-24 09:00"), end=at("2026-03-24 10:00"))


async def token() -> str:
    return "t0ken"


@pytest.fixture(params=[FakeGoogle, FakeGraph], ids=["google", "microsoft"])
def service(request: pytest.FixtureRequest) -> Fake:
    made: Fake = request.param()
    return made


def asked(service: Fake, work: Callable[[Calendar], Awaitable[T]]) -> T:
    async def run() -> T:
        async with TestServer(service.application()) as server:
            url = str(server.make_url(service.path))
            return await work(GoogleEvents(token, url) if isinstance(service, FakeGoogle) else GraphEvents(token, url))

    return asyncio.run(run())


async def created(calendar: Calendar) -> KeptEvent:
    return await calendar.create(KEY, ENTRY, again=False)


async def once_more(calendar: Calendar) -> KeptEvent:
    return await calendar.create(KEY, LATER, again=True)


def test_an_event_is_written_with_a_room_and_invites_nobody(service: Fake) -> None:
    kept = asked(service, created)
    assert (kept.start, kept.end, kept.declined) == (ENTRY.start, ENTRY.end, False)
    assert kept.link.startswith("https://")
    (event,) = service.standing
    assert not {"attendees", "organizer"} & set(event)
    assert asked(service, lambda calendar: calendar.look(kept.id)) == kept
    if isinstance(service, FakeGoogle):
        assert "sendUpdates=none" in service.requests[0][1]
        assert event["id"] == KEY


def test_who_wants_no_room_gets_none(service: Fake) -> None:
    entry = replace(ENTRY, conference=False, place="Salle 2")
    assert asked(service, lambda calendar: calendar.create(KEY, entry, again=False)).link == ""
    assert (service.rooms, "Salle 2" in json.dumps(service.standing)) == (0, True)


def test_an_answer_that_was_lost_makes_no_second_event(service: Fake) -> None:
    service.faults = [LOST]
    with pytest.raises(Unreadable) as trouble:
        asked(service, created)
    assert trouble.value.why is Why.AWAY
    kept = asked(service, once_more)
    assert (len(service.events), service.rooms) == (1, 1)
    assert kept.start == LATER.start, "and what was changed meanwhile is written"


def test_the_same_question_asked_twice_at_once_makes_one_event(service: Fake) -> None:
    """Two workers, of whom neither knows of the other."""

    async def both(calendar: Calendar) -> list[KeptEvent | BaseException]:
        return list(await asyncio.gather(created(calendar), created(calendar), return_exceptions=True))

    told = asked(service, both)
    assert len(service.standing) == 1
    assert all(isinstance(one, KeptEvent | Later) for one in told)


def test_an_event_is_moved_and_keeps_its_room(service: Fake) -> None:
    kept = asked(service, created)
    moved = asked(service, lambda calendar: calendar.change(kept.id, LATER))
    assert moved == replace(kept, start=LATER.start, end=LATER.end)
    assert service.rooms == 1
    if isinstance(service, FakeGraph):
        assert "body" not in service.requests[-1][2], "it holds the room's invitation"


def test_what_its_owner_changed_meanwhile_is_read_again_before_it_is_written(service: Fake) -> None:
    kept = asked(service, created)
    done: list[str] = []

    def meddle(method: str) -> None:
        if method == "PATCH" and not done:
            done.append(method)
            service.moved("2026-03-25T09:00:00", "2026-03-25T10:00:00")

    service.before = meddle
    moved = asked(service, lambda calendar: calendar.change(kept.id, LATER))
    assert moved is not None
    assert moved.start == LATER.start
    assert [method for method, *_ in service.requests][-4:] == ["GET", "PATCH", "GET", "PATCH"]


def test_one_that_changes_as_fast_as_it_is_asked_is_left_for_later(service: Fake) -> None:
    kept = asked(service, created)
    service.before = lambda method: (
        service.moved("2026-03-25T09:00:00", "2026-03-25T10:00:00") if method == "PATCH" else None
    )
    with pytest.raises(Later):
        asked(service, lambda calendar: calendar.change(kept.id, LATER))


def test_one_that_its_owner_deleted_is_gone_and_stays_gone(service: Fake) -> None:
    kept = asked(service, created)
    service.deleted()
    assert asked(service, lambda calendar: calendar.look(kept.id)) is None
    assert asked(service, lambda calendar: calendar.change(kept.id, LATER)) is None
    assert service.standing == []


def test_moves_and_refusals_are_seen(service: Fake) -> None:
    kept = asked(service, created)
    service.moved("2026-03-25T09:00:00", "2026-03-25T10:30:00")
    now = asked(service, lambda calendar: calendar.look(kept.id))
    assert now is not None
    assert (now.start, now.end) == (at("2026-03-25 09:00"), at("2026-03-25 10:30"))
    service.declined()
    now = asked(service, lambda calendar: calendar.look(kept.id))
    assert now is not None
    assert now.declined


def test_one_is_removed_once_and_for_all(service: Fake) -> None:
    kept = asked(service, created)
    for _ in range(2):
        asked(service, lambda calendar: calendar.remove(KEY, kept.id))
    assert service.standing == []


def test_one_of_which_only_the_key_is_known_is_removed_too(service: Fake) -> None:
    service.faults = [LOST]
    with pytest.raises(Unreadable):
        asked(service, created)
    asked(service, lambda calendar: calendar.remove(KEY, ""))
    assert service.standing == []


def test_what_never_was_is_removed_without_trouble(service: Fake) -> None:
    asked(service, lambda calendar: calendar.remove(KEY, ""))


def limited() -> web.Response:
    told = {"error": {"code": 403, "errors": [{"domain": "usageLimits", "reason": "userRateLimitExceeded"}]}}
    return web.json_response(told, status=403)


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (lambda: web.Response(status=401), Why.ENDED),
        (lambda: web.Response(status=403), Why.ENDED),
        (lambda: web.Response(status=500), Why.AWAY),
        (lambda: web.Response(status=502), Why.AWAY),
        (lambda: web.Response(status=302, headers={"Location": "http://127.0.0.1/"}), Why.AWAY),
        (lambda: web.Response(text="<html>"), Why.AWAY),
        (lambda: web.json_response([]), Why.AWAY),
        (lambda: web.json_response({"id": "x", "start": {}, "end": {}}), Why.AWAY),
        (lambda: web.Response(body=b'{"a":"' + b"x" * (5 << 20) + b'"}'), Why.AWAY),
    ],
)
def test_trouble_has_a_reason_and_leaves_one_event_in_the_end(
    service: Fake, fault: Callable[[], web.Response], why: Why
) -> None:
    service.faults = [fault]
    with pytest.raises(Unreadable) as trouble:
        asked(service, created)
    assert trouble.value.why is why
    asked(service, once_more)
    assert len(service.standing) == 1


@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        (lambda: web.Response(status=429, headers={"Retry-After": "17"}), 17),
        (lambda: web.Response(status=503), 60),
        (limited, 60),
    ],
)
def test_a_service_that_is_busy_says_when_to_come_back(
    service: Fake, fault: Callable[[], web.Response], seconds: float
) -> None:
    service.faults = [fault]
    with pytest.raises(Later) as told:
        asked(service, created)
    assert told.value.seconds == seconds
    assert service.events == {}


def test_a_service_that_is_not_there() -> None:
    for calendar in (GoogleEvents(token, "http://127.0.0.1:9/"), GraphEvents(token, "http://127.0.0.1:9/")):
        with pytest.raises(Unreadable, match="reached"):
            asyncio.run(created(calendar))
