"""What comes to Slack's address: presses, forms, commands, shortcuts and events, bent, and signed as Slack signs."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from adapters.slack import shortcuts
from bot.engine.flows.prep.actions import PREP
from tests.adapters.slack.fake import TEAM, Shown
from tests.fuzz.bend import Json, bent, dumped, odd, torn, twice
from tests.fuzz.watch import Body, Edge
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, House, opened
from tests.scenarios.slack.payloads import SECRET, signed
from tests.values import at

JSON = "application/json"
KINDS = (JSON, FORM, f"{JSON}; charset=utf-8", f"{FORM}; charset=latin-1", "text/plain", "multipart/form-data", "")

HERE = "http://slack.invalid"
"""Stands for the fake Slack's address, which is another one each time."""
RESPOND = f"{HERE}/response/r0"

WORDS = ("prep", "date", "agenda", "statut", "aide", "langue", "pause", "mes données", "notes", "bilan")


@asynccontextmanager
async def slack(folder: Path) -> AsyncIterator[Edge]:
    async with opened(folder, at("2026-01-05 07:00")) as house:
        house.slack.now = lambda: house.clock.now().timestamp()
        house.slack.response_urls[RESPOND.rpartition("/")[2]] = None
        await house.until(at("2026-01-06 10:30"))
        yield SlackEdge(house, await _models(house))


class SlackEdge:
    name = "slack"
    patience = 3.0
    answers = frozenset({200, 400, 403, 413})

    def __init__(self, house: House, models: Sequence[Json]) -> None:
        self._house, self._models = house, models
        self.container, self.worker, self.clock = house.parts, house.worker, house.clock

    def body(self, chance: random.Random, n: int) -> Body:
        model = _fresh(chance.choice(self._models), n)
        value = bent(chance, model)
        if chance.random() < 0.8:
            _let_in(value, model)
        if "command" in model:
            body = Body(_form(chance, value), FORM)
        else:
            text = dumped(value) if chance.random() < 0.95 else twice(chance, dumped(value))
            pressed = model.get("type") in (*_PRESSED, "view_closed")
            body = (
                Body(urlencode({"payload": text}, errors="replace").encode(), FORM) if pressed else Body(text.encode())
            )
        if chance.random() < 0.04:
            return Body(torn(chance, body.raw), body.kind)
        return Body(body.raw, chance.choice(KINDS)) if chance.random() < 0.02 else body

    async def send(self, body: Body) -> int:
        raw = body.raw.replace(HERE.encode(), self._house.slack.url.encode())
        raw = raw.replace(urlencode({"": HERE})[1:].encode(), urlencode({"": self._house.slack.url})[1:].encode())
        headers = signed(raw, self.clock.now().timestamp(), SECRET, body.kind)
        async with self._house.session.post(f"{self._house.url}/slack/events", data=raw, headers=headers) as response:
            await response.read()
        self._house.front.handlers.workspaces._gone = False  # type: ignore[attr-defined]  # whatever the last farewell said
        return response.status

    async def settled(self) -> None:
        await self._house.settled()


_PRESSED = ("block_actions", "view_submission", "shortcut", "message_action")


def _fresh(model: Json, n: int) -> Json:
    """With ids of its own, so that it is not taken for one that came before."""
    own = {"trigger_id": f"{n}.1412985381", "event_id": f"Ev{n:08d}"}
    value = {**model, **{name: id for name, id in own.items() if name in model}}
    return {**value, "view": {**value["view"], "hash": f"{n}.abcdef"}} if "view" in value else value


def _let_in(value: Json, model: Json) -> None:
    """Puts right what decides about the door: behind it is more to be found."""
    for name in ("type", "team", "team_id", "api_app_id", "authorizations", "command", "channel_id", "user_id"):
        if name in model:
            value[name] = model[name]


def _form(chance: random.Random, fields: Json) -> bytes:
    """A command; now and then a field comes twice, or in letters of another rule."""
    pairs = [(str(name), text if isinstance(text, str) else dumped(text)) for name, text in dict(fields).items()]
    if chance.random() < 0.1:
        pairs.insert(chance.randrange(len(pairs) + 1), (chance.choice(pairs)[0], str(odd(chance))))
    return urlencode(pairs, errors="replace", encoding=chance.choice(("utf-8",) * 12 + ("latin-1",))).encode()


async def _models(house: House) -> Sequence[Json]:
    """Everything that Camille can do with real cards, and everything else that Slack sends."""
    camille, shared = house.ids["Camille"], await house.shared()
    direct = await house.direct("Camille")
    date = await house.card(shared, "s1.date")
    answers = [answer for word in WORDS if (answer := await house.command("Camille", word)) is not None]
    shown = [*house.slack.in_(shared), *house.slack.in_(direct), *answers, await house.home("Camille")]
    await house.press("Camille", date, "date.other")
    found = [pressed for where in shown for pressed in _presses(camille, where)]
    for modal in house.slack.modals:
        found.append(payloads.submission(camille, modal, _typed(modal)))
        found.append(payloads.view_closed(camille, modal))
    anywhere, on_message = (shortcuts.callback_id(kind, PREP) for kind in shortcuts.KINDS)
    found.append(payloads.shortcut(camille, anywhere))
    found.append(payloads.message_shortcut(camille, on_message, date, RESPOND))
    return [*found, *(_command(camille, word, direct) for word in WORDS), *_events(camille, direct, shared)]


def _presses(who: str, where: Shown) -> Iterator[Json]:
    for block in where.blocks:
        for one in payloads.usable(block):
            done = {**one, "block_id": block["block_id"], "selected_options": one.get("options", [])[:1]}
            held = {block["block_id"]: {one["action_id"]: {"type": one["type"], "selected_options": []}}}
            yield payloads.press(who, where, done, RESPOND, held)


def _typed(modal: Shown) -> dict[str, Any]:
    kinds = {"datepicker": ("selected_date", "2026-01-15"), "timepicker": ("selected_time", "10:00")}
    values: dict[str, Any] = {}
    for block in modal.view["blocks"]:
        if block["type"] == "input":
            kind = block["element"]["type"]
            name, entered = kinds.get(kind, ("value", "Plutôt le matin"))
            values[block["block_id"]] = {block["element"]["action_id"]: {"type": kind, name: entered}}
    return values


def _command(who: str, word: str, where: str) -> Json:
    return dict(parse_qsl(payloads.command(who, word, where, RESPOND).decode(), keep_blank_values=True))


def _events(who: str, direct: str, shared: str) -> Iterator[Json]:
    profile = {"id": who, "team_id": TEAM, "deleted": False, "tz": "Africa/Dakar", "locale": "en-GB", "is_bot": False}
    for inner in (
        *(payloads.message(who, direct, word) for word in WORDS),
        payloads.message(who, direct, "prep", thread_ts="1767600000.000100"),
        payloads.mention(who, shared, "prep"),
        payloads.shared_file(who, direct, "prep"),
        payloads.home_opened(who, direct),
        {"type": "user_change", "user": profile, "cache_ts": 1767600000},
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": []}},
        {"type": "reaction_added", "user": who, "item": {"type": "message"}},
    ):
        yield json.loads(payloads.event(inner))
    yield json.loads(payloads.rate_limited())
    yield {"type": "url_verification", "token": "x", "challenge": "3eZbrw1aB"}
