"""What is let in and what is not: 4xx, a line in the log, and never a 500."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from yarl import URL

from adapters.slack import edge
from tests.adapters.slack.fake import BOT_TOKEN, TEAM
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, House, opened
from tests.scenarios.slack.payloads import SECRET, signed
from tests.values import at

JSON = "application/json"
Story = Callable[[House], Awaitable[None]]


def run(folder: Path, story: Story) -> None:
    async def told() -> None:
        async with opened(folder, at("2026-01-05 10:00"), roster="") as house:
            await story(house)

    asyncio.run(told())


async def status(house: House, body: bytes, headers: dict[str, str]) -> int:
    async with house.session.post(f"{house.url}/slack/events", data=body, headers=headers) as response:
        return response.status


def test_only_what_slack_signed_just_now_is_heard(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story(house: House) -> None:
        body = payloads.event(payloads.message("U00000011", "D1", "un secret de Camille"))
        now = house.clock.now().timestamp()
        good = signed(body, now)
        assert await status(house, body, good) == 200
        for changes in (
            {"X-Slack-Signature": "v0=" + "0" * 64},
            {"X-Slack-Signature": "é"},
            {"X-Slack-Signature": ""},
            {"X-Slack-Request-Timestamp": "now"},
            {"X-Slack-Request-Timestamp": "1e9"},
            {"X-Slack-Request-Timestamp": "-1"},
            {"X-Slack-Request-Timestamp": "٣"},
            {"X-Slack-Request-Timestamp": ""},
            {"X-Slack-Request-Timestamp": "9" * 400},
        ):
            assert await status(house, body, {**good, **changes}) == 401, changes
        for late in (-301, 301):
            assert await status(house, body, signed(body, now + late)) == 401
        assert await status(house, body, signed(body, now + 299)) == 200
        assert await status(house, body, signed(body, now, "another secret")) == 401
        for name in ("X-Slack-Signature", "X-Slack-Request-Timestamp"):
            assert await status(house, body, {k: v for k, v in good.items() if k != name}) == 401
        assert await status(house, body + b" ", good) == 401

    with caplog.at_level(logging.INFO):
        run(tmp_path, story)
    logged = caplog.text
    assert "refused with 401" in logged
    for secret in (SECRET, BOT_TOKEN, "Camille", "v0="):
        assert secret not in logged


PRIVATE = "Camille écrit à camille@example.org"
WORD = payloads.message("U00000011", "D1", PRIVATE)
OURS = "A0TOGETHER"


@pytest.mark.parametrize(
    ("body", "kind", "expected", "reason"),
    [
        (b"", JSON, 400, "the JSON cannot be read"),
        (b'{"text": "' + PRIVATE.encode(), JSON, 400, "the JSON cannot be read"),
        (b'{"text": "\xff"}', JSON, 400, "the JSON cannot be read"),
        (b"[" * 100_000, JSON, 400, "the JSON cannot be read"),
        (json.dumps([PRIVATE]).encode(), JSON, 400, "the JSON is no object"),
        (b"5", JSON, 400, "the JSON is no object"),
        (json.dumps({"text": PRIVATE}).encode(), JSON, 400, "the JSON is no event"),
        (json.dumps({"type": "event_callback", "text": PRIVATE}).encode(), JSON, 400, "a field has the wrong type"),
        (payloads.event({**WORD, "user": [PRIVATE]}), JSON, 400, "a field has the wrong type: `$.event.user`"),
        (payloads.event({**WORD, "user": "U" * 600}), JSON, 400, "a field has the wrong type: `$.event.user`"),
        (b"", FORM, 400, "the form is neither"),
        (urlencode({"text": PRIVATE}).encode(), FORM, 400, "the form is neither"),
        (b"&&&==", FORM, 400, "the form is neither"),
        (b"text=\xff", FORM, 400, "the form cannot be read"),
        (b"&".join(b"a%d=b" % n for n in range(200)), FORM, 400, "the form cannot be read"),
        (urlencode({"payload": '{"user": "' + PRIVATE}).encode(), FORM, 400, "the JSON cannot be read"),
        (b"payload=5", FORM, 400, "the JSON is no object"),
        (b"payload=%FF", FORM, 400, "the JSON cannot be read"),
        (urlencode({"command": "/together", "text": PRIVATE}).encode(), FORM, 400, "a field has the wrong type"),
        (payloads.interaction({"type": "shortcut", "user": {"name": PRIVATE}}), FORM, 400, "none of ours"),
        (PRIVATE.encode(), "text/plain", 400, "neither JSON nor a form"),
        (PRIVATE.encode(), "nonsense", 400, "neither JSON nor a form"),
        (PRIVATE.encode() * 20_000, JSON, 413, "the body is too large"),
        (payloads.event(WORD, team_id="T0ELSEWHERE"), JSON, 403, "the app is not installed in that workspace"),
        (payloads.event(WORD, team_id=""), JSON, 403, "the app is not installed in that workspace"),
        (payloads.event(WORD, api_app_id="A0OTHER"), JSON, 403, "it is for another app"),
        (payloads.event(WORD, api_app_id=""), JSON, 403, "it is for another app"),
        (payloads.command("U1", PRIVATE, "D1", "", api_app_id="A0OTHER"), FORM, 403, "it is for another app"),
        (payloads.command("U1", PRIVATE, "D1", "", team_id="T9"), FORM, 403, "not installed in that workspace"),
    ],
    ids=lambda one: one[:30].decode("latin-1") if isinstance(one, bytes) else None,
)
def test_what_cannot_be_read_or_is_not_ours(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, body: bytes, kind: str, expected: int, reason: str
) -> None:
    """Refused with one line in the log, which says why and repeats nothing of what came."""

    async def story(house: House) -> None:
        object.__setattr__(house.front.edge, "app", OURS)
        caplog.clear()
        assert await status(house, body, signed(body, house.clock.now().timestamp(), SECRET, kind)) == expected

    with caplog.at_level(logging.DEBUG):
        run(tmp_path, story)
    (line,) = [one for one in caplog.records if one.name.startswith("adapters.slack")]
    assert line.levelno == logging.WARNING
    assert f"refused with {expected}: " in line.getMessage()
    assert reason in line.getMessage()
    for secret in ("Camille", "camille@", "gIkuvaNzQIHg97ATvDxqgjtO", "UUUU", SECRET, BOT_TOKEN, "v0="):
        assert secret not in caplog.text


def test_a_body_that_does_not_arrive_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "UPLOAD", 0.05)

    async def story(house: House) -> None:
        url = URL(house.url)
        reader, writer = await asyncio.open_connection(url.host, url.port)
        writer.write(
            b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{"
        )
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 4)
        writer.close()

    run(tmp_path, story)


def test_our_own_and_a_farewell_from_elsewhere_are_let_in(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        object.__setattr__(house.front.edge, "app", OURS)
        for body in (payloads.event(WORD), payloads.event({"type": "app_uninstalled"}, team_id="T0ELSEWHERE")):
            assert await status(house, body, signed(body, house.clock.now().timestamp())) == 200

    run(tmp_path, story)


def test_a_body_that_says_no_length_is_cut_off(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        async def endless() -> AsyncIterator[bytes]:
            for _ in range(20):
                yield b" " * 65_536

        headers = signed(b"", house.clock.now().timestamp())
        async with house.session.post(f"{house.url}/slack/events", data=endless(), headers=headers) as response:
            assert response.status == 413

    run(tmp_path, story)


def test_slack_greets(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        body = json.dumps({"token": "x", "challenge": "3eZbrw1aB", "type": "url_verification"}).encode()
        async with await house.post(body) as response:
            assert (response.status, (await response.json())["challenge"]) == (200, "3eZbrw1aB")
        async with await house.post(b"ssl_check=1&token=x", FORM) as response:
            assert response.status == 200

    run(tmp_path, story)


def test_slack_cannot_be_asked_whose_the_token_is(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        house.slack.tokens.clear()
        word = payloads.message("U1", "D1", "prep")
        assert await house.event(word) == 503

    run(tmp_path, story)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from([TEAM, "home", "im", "p|a|b|1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def _paths(value: object, at: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    found = [at] if at else []
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in children:
        found += _paths(inner, (*at, key))
    return found


def _bent(value: dict, path: tuple, to: object, drop: bool) -> dict:
    copy: dict = json.loads(json.dumps(value))
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    if drop:
        del inner[path[-1]]
    else:
        inner[path[-1]] = to
    return copy


NOWHERE = "http://127.0.0.1:9/x"
"""A `response_url` where nobody is."""


async def _presses(house: House) -> list[dict]:
    """What Camille can do with real cards: a button, boxes, a form on a card and in a modal, the Home tab."""
    await house.until(at("2026-01-06 10:30"))
    camille, card = house.ids["Camille"], await house.card(await house.shared(), "s1.date")
    prep, home = await house.command("Camille", "prep"), await house.home("Camille")
    assert prep is not None
    await house.press("Camille", card, "date.other")
    found = []
    for where, action in ((card, "date.tap"), (card, "date.other"), (prep, "prep.tick"), (home, "prep.tick")):
        one, block = payloads.element(where.blocks, action)
        done = {**one, "block_id": block["block_id"], "selected_options": one.get("options", [])[:1]}
        state = {block["block_id"]: {one["action_id"]: {"type": one["type"], "selected_options": []}}}
        found.append(payloads.press(camille, where, done, NOWHERE, state))
    typed = {"day": {"entry": {"type": "datepicker", "selected_date": "2026-01-15"}}}
    return [*found, payloads.submission(camille, house.slack.modals[-1], typed)]


EVENTS = tuple(
    json.loads(payloads.event(inner))
    for inner in (
        payloads.message("U00000012", "D1", "prep"),
        payloads.mention("U00000012", "C1", "prep"),
        payloads.shared_file("U00000012", "D1", "prep"),
        payloads.home_opened("U00000012"),
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": []}},
        {"type": "reaction_added", "user": "U1", "item": {"type": "message"}},
    )
)
COMMAND = dict(pair.split("=") for pair in payloads.command("U00000012", "prep", "D1", NOWHERE).decode().split("&"))


def test_no_body_however_bent_makes_a_500(tmp_path: Path) -> None:
    """Real payloads with a field taken out or turned into something else, signed as Slack would."""
    loop = asyncio.new_event_loop()
    context = opened(tmp_path, at("2026-01-05 07:00"))
    house = loop.run_until_complete(context.__aenter__())
    seen: Counter[int] = Counter()
    presses = loop.run_until_complete(_presses(house))

    def send(body: bytes, kind: str) -> int:
        async def sent() -> int:
            found = await status(house, body, signed(body, house.clock.now().timestamp(), SECRET, kind))
            house.front.handlers.workspaces._gone = False  # type: ignore[attr-defined]  # whatever the last farewell said
            seen[found] += 1
            return found

        return loop.run_until_complete(sent())

    @given(st.data())
    @settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def bend(data: st.DataObject) -> None:
        seed = data.draw(st.sampled_from((*presses, *EVENTS)))
        for _ in range(data.draw(st.integers(1, 3))):
            paths = _paths(seed)
            if paths:
                seed = _bent(seed, data.draw(st.sampled_from(paths)), data.draw(values), data.draw(st.booleans()))
        text = json.dumps(seed).encode()
        if isinstance(seed, dict) and seed.get("type") in ("block_actions", "view_submission"):
            assert send(urlencode({"payload": text}).encode(), FORM) < 500
        else:
            assert send(text, JSON) < 500

    @given(st.dictionaries(st.sampled_from(sorted(COMMAND)) | st.text(max_size=5), st.text(max_size=30)))
    @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def bend_form(changes: dict[str, str]) -> None:
        fields = {**COMMAND, **{k: v.encode("utf-8", "replace").decode() for k, v in changes.items()}}
        assert send(urlencode({**fields}, errors="replace").encode(), FORM) < 500

    @given(st.binary(max_size=200), st.sampled_from([JSON, FORM, "text/plain", ""]))
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def noise(body: bytes, kind: str) -> None:
        assert 400 <= send(body, kind) < 500

    try:
        bend()
        bend_form()
        noise()
        assert min(seen[200], seen[400]) > 50  # it goes deep, and it is noticed
    finally:
        loop.run_until_complete(context.__aexit__(None, None, None))
        loop.close()
