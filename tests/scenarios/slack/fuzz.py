"""Bent bodies for Slack's address: real payloads with a field taken out or turned into something else, signed as Slack would."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests.adapters.slack.fake import TEAM
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, House, opened
from tests.scenarios.slack.payloads import SECRET, signed
from tests.values import at

JSON = "application/json"


async def status(house: House, body: bytes, headers: dict[str, str]) -> int:
    """What the address answers."""
    async with house.session.post(f"{house.url}/slack/events", data=body, headers=headers) as response:
        return response.status


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


@dataclass(frozen=True)
class Bodies:
    """How many bodies of each sort: bent payloads, bent forms of a command, and noise."""

    payloads: int = 250
    forms: int = 100
    noise: int = 150


def fuzz(folder: Path, bodies: Bodies, seed: int | None = None) -> Counter[int]:
    """Sends them and returns how often each status was the answer; a 500 is an AssertionError. The same ones without a seed."""
    loop = asyncio.new_event_loop()
    context = opened(folder, at("2026-01-05 07:00"))
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

    def examples(count: int) -> settings:
        return settings(
            max_examples=count,
            deadline=None,
            derandomize=seed is None,
            suppress_health_check=list(HealthCheck),
            database=None,
        )

    @examples(bodies.payloads)
    @given(st.data())
    def bend(data: st.DataObject) -> None:
        body = data.draw(st.sampled_from((*presses, *EVENTS)))
        for _ in range(data.draw(st.integers(1, 3))):
            paths = _paths(body)
            if paths:
                body = _bent(body, data.draw(st.sampled_from(paths)), data.draw(values), data.draw(st.booleans()))
        text = json.dumps(body).encode()
        if isinstance(body, dict) and body.get("type") in ("block_actions", "view_submission"):
            assert send(urlencode({"payload": text}).encode(), FORM) < 500
        else:
            assert send(text, JSON) < 500

    @examples(bodies.forms)
    @given(st.dictionaries(st.sampled_from(sorted(COMMAND)) | st.text(max_size=5), st.text(max_size=30)))
    def bend_form(changes: dict[str, str]) -> None:
        fields = {**COMMAND, **{k: v.encode("utf-8", "replace").decode() for k, v in changes.items()}}
        assert send(urlencode({**fields}, errors="replace").encode(), FORM) < 500

    @examples(bodies.noise)
    @given(st.binary(max_size=200), st.sampled_from([JSON, FORM, "text/plain", ""]))
    def noise(body: bytes, kind: str) -> None:
        assert 400 <= send(body, kind) < 500

    every: tuple[Callable[[], None], ...] = (bend, bend_form, noise)
    try:
        for one in every:
            (one if seed is None else seeded(seed)(one))()
    finally:
        loop.run_until_complete(context.__aexit__(None, None, None))
        loop.close()
    return seen
