"""A channel that does not work is said to the operator and to those coordinators whom it concerns and who can be reached."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.application.coordination.channel_troubles import NotedTroubles
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import FIRST, Address, Lane, OutboxMessage, Person, ProgrammeRecord
from bot.ports.troubles import ChannelTrouble, TroubleKind
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.labels import label
from tests.seals import SEAL
from tests.storage.values import NOW, claim, do, journey, person
from tests.values import CONTENT

REFUSED = ChannelTrouble("slack", TroubleKind.TOKEN, "Slack does not take the token (invalid_auth)", "T1")
DEAF = ChannelTrouble("slack", TroubleKind.SOCKET, "no connection")
EXPIRING = ChannelTrouble("slack", TroubleKind.RENEWAL, "spent", "T1", until=NOW + timedelta(hours=6))
LACKING = ChannelTrouble("slack", TroubleKind.SCOPES, "scopes are missing: im:write", "T1")


def there(id: str, channel: str, where: str) -> Person:
    return replace(person(id), address=Address(channel, where))


AWA, BO = there("awa", "slack", "T1/U1"), there("bo", "teams", "tenant/bo")
IN_SLACK, IN_TEAMS = there("mia", "slack", "T1/U9"), there("dominique", "teams", "tenant/dominique")
ELSEWHERE = there("noa", "teams", "tenant/noa")


def fill(unit: SqlUnit) -> None:
    """A pair on two channels with two coordinators, and a programme that has nobody in Slack."""
    unit.programmes.put(ProgrammeRecord())
    unit.programmes.put(ProgrammeRecord(id="other", name="Other"))
    unit.journeys.enrol(journey("p1", AWA, BO), {Role.MENTOR: AWA, Role.MENTEE: BO}, None, None)
    for one, programme in ((IN_SLACK, FIRST), (IN_TEAMS, FIRST), (ELSEWHERE, "other")):
        lane = Lane(one.address.channel, one.address.workspace, f"coordinator:{one.address.id}")
        unit.people.put_coordinator(one, lane, programme)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def troubles(store: SqlStore, clock: SetClock) -> NotedTroubles:
    do(store, fill)
    return NotedTroubles(store, clock)


def owed(store: SqlStore, clock: SetClock) -> dict[str, str]:
    """Who is told what just now, in French."""
    posts: list[OutboxMessage] = do(store, lambda unit: claim(unit, clock.now()))
    voice = CONTENT.voices(("fr",), ("Europe/Paris",))
    return {
        post.lane.place.rpartition("/")[2]: "\n".join(voice.prose(one.say) for one in post.message.lines())
        for post in posts
    }


def test_those_who_can_still_be_reached_are_told_once(
    store: SqlStore, clock: SetClock, troubles: NotedTroubles, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(3):
        asyncio.run(troubles.report(REFUSED))
    told = owed(store, clock)
    assert told.keys() == {"dominique"}, "Slack takes nothing, and the other programme has nobody there"
    assert "Slack refuse la clé" in told["dominique"]
    assert "invalid_auth" not in told["dominique"]
    assert caplog.text.count("invalid_auth") == 1
    (noted,) = asyncio.run(troubles.all())
    assert (noted.since, noted.told, noted.detail) == (NOW, True, REFUSED.detail)


def test_another_process_says_it_in_its_own_log_and_to_nobody_again(
    store: SqlStore, clock: SetClock, troubles: NotedTroubles, caplog: pytest.LogCaptureFixture
) -> None:
    asyncio.run(troubles.report(REFUSED))
    asyncio.run(NotedTroubles(store, clock).report(REFUSED))
    assert caplog.text.count("invalid_auth") == 2
    assert len(owed(store, clock)) == 1


def test_a_socket_is_told_once_it_has_been_away_for_minutes(
    store: SqlStore, clock: SetClock, troubles: NotedTroubles
) -> None:
    asyncio.run(troubles.report(DEAF))
    assert owed(store, clock) == {}
    clock.at += timedelta(minutes=10)
    asyncio.run(troubles.report(DEAF))
    told = owed(store, clock)
    assert told.keys() == {"U9", "dominique"}, "what is sent still goes out"
    assert all("me connecter à Slack" in words for words in told.values())


def test_what_passes_before_anybody_was_told_is_not_taken_back_aloud(
    store: SqlStore, clock: SetClock, troubles: NotedTroubles
) -> None:
    asyncio.run(troubles.report(DEAF))
    asyncio.run(troubles.over("slack", TroubleKind.SOCKET))
    assert owed(store, clock) == {}
    assert asyncio.run(troubles.all()) == []


def test_whoever_was_told_hears_that_it_works_again(store: SqlStore, clock: SetClock, troubles: NotedTroubles) -> None:
    asyncio.run(troubles.report(REFUSED))
    (post,) = do(store, lambda unit: claim(unit, clock.now()))
    do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "m1"))
    clock.at += timedelta(hours=1)
    asyncio.run(troubles.over("slack", TroubleKind.TOKEN, workspace="T2"))
    assert len(asyncio.run(troubles.all())) == 1, "another workspace's"
    asyncio.run(troubles.over("slack", TroubleKind.TOKEN, TroubleKind.RENEWAL, workspace="T1"))
    assert asyncio.run(troubles.all()) == []
    assert owed(store, clock) == {"dominique": label("fr", "channel-back", channel="Slack")}
    asyncio.run(troubles.report(REFUSED))
    (noted,) = asyncio.run(troubles.all())
    assert noted.since == clock.now(), "it begins anew"


def test_an_end_that_is_known_is_said(store: SqlStore, clock: SetClock, troubles: NotedTroubles) -> None:
    asyncio.run(troubles.report(EXPIRING))
    told = owed(store, clock)
    assert told.keys() == {"U9", "dominique"}
    assert all("16 h" in " ".join(words.split()) for words in told.values()), told


def test_scopes_are_the_operators_alone(
    store: SqlStore, clock: SetClock, troubles: NotedTroubles, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        asyncio.run(troubles.report(LACKING))
    assert "im:write" in caplog.text
    clock.at += timedelta(days=1)
    asyncio.run(troubles.report(LACKING))
    assert owed(store, clock) == {}


def test_whoever_reports_goes_on_while_the_database_is_away(
    clock: SetClock, caplog: pytest.LogCaptureFixture, sqlite_url: str
) -> None:
    store = open_store(sqlite_url, seal=SEAL)  # nobody has made it
    asyncio.run(NotedTroubles(store, clock).report(REFUSED))
    asyncio.run(store.close())
    assert "invalid_auth" in caplog.text
    assert "could not be noted" in caplog.text
