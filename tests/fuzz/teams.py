"""What comes to the address for Teams: words, presses, forms, installations, chats that change, bent, with tokens that hold."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from tests.adapters.teams.fakes import AWA, BOT, CAMILLE, LEO, Pen, Post, actions, token
from tests.fuzz.bend import Json, bent, dumped, torn, twice
from tests.fuzz.watch import Body, Edge
from tests.scenarios.teams.house import CHAT, House, house

JSON = "application/json"
KINDS = (f"{JSON}; charset=utf-8", f"{JSON}; charset=utf-16", "text/plain", "application/x-www-form-urlencoded", "")

SERVICE = "http://teams.invalid/teams/"
"""Stands for the fake service's address, which is another one each time."""

WORDS = ("prep", "date", "agenda", "statut", "aide", "langue", "pause", "mes données", "notes", "bilan")


@asynccontextmanager
async def teams(folder: Path) -> AsyncIterator[Edge]:
    async with house() as one:
        await one.install(AWA, CAMILLE)
        await one.gather()
        one.clock.at = one.clock.at.replace(hour=9)
        await one.settle()
        yield TeamsEdge(one, await _models(one))


class TeamsEdge:
    name = "teams"
    patience = 10.0
    answers = frozenset({200, 400, 401, 403, 413, 415})

    def __init__(self, house: House, models: Sequence[Json]) -> None:
        self._house, self._models = house, models
        self.container, self.worker, self.clock = house.parts, house.worker, house.clock
        self._token = token(house.cloud.service)

    def body(self, chance: random.Random, n: int) -> Body:
        model = {**chance.choice(self._models), "id": f"fuzz-{n}"}
        value = bent(chance, model)
        if chance.random() < 0.8:
            _let_in(value, model)
        text = dumped(value) if chance.random() < 0.95 else twice(chance, dumped(value))
        body = text.encode()
        if chance.random() < 0.04:
            return Body(torn(chance, body))
        return Body(body, chance.choice(KINDS) if chance.random() < 0.02 else JSON)

    async def send(self, body: Body) -> int:
        raw = body.raw.replace(SERVICE.encode(), self._house.cloud.service.encode())
        headers = {"Content-Type": body.kind, "Authorization": f"Bearer {self._token_for(raw)}"}
        url = f"{self._house.url}/api/messages"
        async with self._house.session.post(url, data=raw, headers=headers) as response:
            await response.read()
        return response.status

    def _token_for(self, raw: bytes) -> str:
        """One for the service that the activity names, if a header has room for it: Microsoft signs for no other."""
        try:
            service = json.loads(raw)["serviceUrl"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return self._token
        if service == self._house.cloud.service or not isinstance(service, str) or len(service) > 500:
            return self._token
        return token(service.encode("utf-8", "replace").decode())

    async def settled(self) -> None:
        """All is done when it is answered."""


def _let_in(value: Json, model: Json) -> None:
    """Puts right what decides about the door: behind it is more to be found."""
    for name in ("type", "id", "channelId", "serviceUrl", "channelData"):
        value[name] = model[name]


async def _models(house: House) -> Sequence[Json]:
    """Everything that Camille can do with real cards, and everything else that Teams sends."""
    for word in WORDS:
        await house.do(house.pen.says(CAMILLE, word))
    pen = Pen(SERVICE)
    posts = [*house.cloud.at(CHAT), *house.cloud.at(CAMILLE.chat)]
    return [*(pressed for post in posts for pressed in _presses(pen, post)), *_others(pen)]


def _presses(pen: Pen, post: Post) -> Iterator[Json]:
    for action in actions(post.card):
        stamp = action["data"]["together"]
        chosen = {f"choice:{name}": ",".join(values) or "1" for name, values in stamp.get("shown", {}).items()}
        typed = {
            f"field:{form}:{name}": "2026-01-15" for form, fields in stamp.get("typed", {}).items() for name in fields
        }
        yield pen.presses(CAMILLE, post, action, chosen | typed)
        yield pen.submits(CAMILLE, post, action, chosen | typed)
    if "refresh" in post.card:
        yield pen.views(CAMILLE, post)


def _others(pen: Pen) -> Iterator[Json]:
    for word in WORDS:
        yield pen.says(CAMILLE, word)
        yield pen.says(AWA, f"{{bot}} {word}", CHAT)
        yield pen.slash(CAMILLE, word, CHAT)
    yield pen.says(CAMILLE, "prep") | {"type": "messageUpdate", "channelData": {"eventType": "editMessage", **_DATA}}
    for who in (AWA, LEO):
        yield pen.installs(who)
        yield pen.installs(who, action="add-upgrade")
    yield pen.installs(LEO, action="remove")
    yield pen.joins(AWA, CHAT, BOT)
    yield pen.joins(AWA, CHAT, LEO.member)
    yield pen.leaves(AWA, CHAT, LEO.member)
    yield pen.joins(LEO, LEO.chat, BOT)


_DATA = {"tenant": Pen(SERVICE).says(AWA, "")["channelData"]["tenant"]}
