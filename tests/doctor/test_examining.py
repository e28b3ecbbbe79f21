"""How checks are run: side by side, each in its time, in the order of the list; how results are shown; and what is never shown."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Sequence
from time import monotonic

import pytest

from adapters.calendars.settings import CalendarService, CalendarServices
from adapters.slack.settings import SlackSettings
from adapters.teams.settings import TeamsApp
from bot.cli.doctor import examining
from bot.cli.doctor.examining import Result, aside, examined
from bot.cli.doctor.redacted import redacted, secrets_of
from bot.cli.doctor.report import as_json, is_well, line, summary
from bot.ports import Sections
from bot.ports.plugins.doctor import Check, Finding, Found, Status, advised, right, skipped, wrong
from bot.settings import Settings
from tests.doctor.surroundings import NOW
from tests.seals import KEY


def check(id: str, run: Callable[[], Awaitable[Finding]]) -> Check:
    return Check(id, id.capitalize(), run)


def examine(checks: Sequence[Check], last: Sequence[Check] = (), patience: float = 5) -> tuple[list[Result], list[str]]:
    told: list[str] = []

    async def run() -> list[Result]:
        return [one async for one in examined(checks, last, tell=told.append, patience=patience)]

    return asyncio.run(run()), told


def test_checks_wait_for_one_another_and_come_in_the_order_of_the_list() -> None:
    meeting = asyncio.Event()

    async def waits() -> Finding:
        await meeting.wait()
        return right("first")

    async def opens() -> Finding:
        meeting.set()
        return right("second")

    async def ends() -> Finding:
        assert meeting.is_set()
        return right("third")

    results, _ = examine([check("one", waits), check("two", opens)], [check("three", ends)])
    assert [one.finding.said for one in results] == ["first", "second", "third"]


def test_a_check_that_takes_too_long_is_given_up() -> None:
    async def hangs() -> Finding:
        await asyncio.Event().wait()
        raise AssertionError

    (result,), _ = examine([check("one", hangs)], patience=0.05)
    assert result.finding.status is Status.WRONG
    assert "within 0.05 seconds" in result.finding.said
    assert "--timeout" in result.finding.advice


def test_what_blocks_a_thread_holds_nothing_up_at_the_end() -> None:
    released = threading.Event()

    async def blocks() -> Finding:
        await aside(lambda: released.wait(30))
        raise AssertionError

    before = monotonic()
    (result,), _ = examine([check("one", blocks)], patience=0.05)
    assert result.finding.status is Status.WRONG
    assert monotonic() - before < 5
    released.set()


def test_what_a_thread_finds_or_raises_comes_back() -> None:
    async def story() -> None:
        assert await aside(lambda: 3) == 3
        with pytest.raises(ZeroDivisionError):
            await aside(lambda: 1 // 0)

    asyncio.run(story())


def test_a_check_that_fails_tells_its_type_and_never_its_text() -> None:
    async def fails() -> Finding:
        raise KeyError("xoxb-s3cret")

    async def found() -> Finding:
        raise Found(skipped("left out"))

    results, _ = examine([check("one", fails), check("two", found)])
    assert "builtins.KeyError" in results[0].finding.said
    assert "s3cret" not in line(results[0])
    assert results[1].finding.said == "left out"


def test_what_is_still_waited_for_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "WORD", 0.01)

    async def slow() -> Finding:
        await asyncio.sleep(0.2)
        return right("there")

    async def quick() -> Finding:
        return right("there")

    _, told = examine([check("slow", slow), check("quick", quick)])
    assert told[0] == "waiting for slow …"


def test_two_checks_cannot_have_the_same_id() -> None:
    async def fine() -> Finding:
        return right("there")

    with pytest.raises(AssertionError):
        examine([check("one", fine), check("one", fine)])


# How it is shown -------------------------------------------------------------------------------------------------


async def unasked() -> Finding:
    raise AssertionError


RESULTS = [
    Result(check("a.right", unasked), right("it is there"), 0.1234),
    Result(check("b.wrong", unasked), wrong("it is not there", "Put it there.\nOr take it out."), 1.0),
    Result(check("c.advice", unasked), advised("it ends soon", "Renew it."), 0.0),
    Result(check("d.skipped", unasked), skipped("left out"), 0.0),
]


def test_a_line_says_how_it_is_and_those_below_what_to_do() -> None:
    assert [line(one) for one in RESULTS] == [
        "right   a.right: it is there",
        "WRONG   b.wrong: it is not there\n        → Put it there.\n        → Or take it out.",
        "advice  c.advice: it ends soon\n        → Renew it.",
        "skipped d.skipped: left out",
    ]
    assert summary(RESULTS) == "1 right, 1 wrong, 1 to look at, 1 not asked."
    assert not is_well(RESULTS)
    assert is_well(RESULTS[2:]), "what is to be looked at works"


def test_machines_get_one_object_with_stable_ids() -> None:
    told = json.loads(as_json(RESULTS, NOW))
    assert sorted(told) == ["at", "checks", "counts", "version", "well"]
    assert told["well"] is False
    assert told["at"] == "2026-03-02T10:00:00+00:00"
    assert told["counts"] == {"right": 1, "advice": 1, "wrong": 1, "skipped": 1}
    assert [one["id"] for one in told["checks"]] == ["a.right", "b.wrong", "c.advice", "d.skipped"]
    assert told["checks"][1] == {
        "id": "b.wrong",
        "title": "B.wrong",
        "status": "wrong",
        "said": "it is not there",
        "advice": "Put it there.\nOr take it out.",
        "seconds": 1.0,
    }


# What is never shown ---------------------------------------------------------------------------------------------

SETTINGS = Settings(
    database_url="postgresql://bot:pa55%2Fword@db/together",
    ledger="postgresql://keeper:other-pa55@db/ledger",
    secret_keys=(KEY, "second-key"),
    sections=Sections(
        (
            SlackSettings(
                bot_token="xoxb-111", signing_secret="signing-111", app_token="xapp-111", client_secret="cs-1111"
            ),
            TeamsApp("id", "teams-pass", ("t",)),
            CalendarServices({"google": CalendarService("gid", "google-s3cret")}),
        )
    ),
)
HIDDEN = (
    *(KEY, "second-key", "xoxb-111", "signing-111", "xapp-111", "cs-1111", "teams-pass", "google-s3cret"),
    *("pa55%2Fword", "pa55/word", "other-pa55", "typed-in-wrong"),
)


@pytest.mark.parametrize("secret", HIDDEN)
def test_whatever_is_secret_in_the_settings_is_hidden(secret: str) -> None:
    variables = {"TOGETHER_SLACK_BOT_TOKEN": "typed-in-wrong", "HOME": "/home/bot", "TOGETHER_HOST": "127.0.0.1"}
    secrets = secrets_of(SETTINGS, variables)
    told = redacted(wrong(f"the server says {secret}!", f"Look at {secret}."), secrets)
    assert (told.said, told.advice) == ("the server says …!", "Look at ….")
    assert not secrets & {"127.0.0.1", "/home/bot", "together", "local"}


def test_settings_that_cannot_be_read_hide_what_their_names_say_is_secret() -> None:
    variables = {
        "TOGETHER_SECRET_KEYS": "one-of-them, another-one",
        "TOGETHER_TEAMS_APP_PASSWORD": "pass-word",
        "TOGETHER_DATABASE_URL": "postgresql://bot:db-pass@db/together",
        "TOGETHER_CHANNELS": "slack,teams",
    }
    assert {"one-of-them", "another-one", "pass-word", "db-pass"} <= secrets_of(None, variables)
    assert not any("slack" in one for one in secrets_of(None, variables))
