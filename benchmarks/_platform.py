"""Plays a chat platform that misbehaves, and is the bot's channel to it.

`python -m benchmarks._platform PORT FILE SEED` serves it. Every message that it takes is a line of FILE, in the order
in which people would see them; that file is what the chaos program judges by.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from adapters.local.places import conversation
from bot.engine.people import Role
from bot.ports import Busy, Doubtful, OutboxMessage, Person, Reason, Refused, Sent, Unreached

SLOWEST = 1.0
PATIENCE = 4.0
"""Seconds after which the channel gives up. The platform may take `SLOWEST`, so it is not still at work then."""

RETRY_AFTER = 1


@dataclass(frozen=True)
class Shown:
    """Describes what somebody sees: a new message, or a change of the one called `card`."""

    post: int
    conversation: str
    key: str
    card: str
    new: bool
    once: bool
    """Rather held than shown twice."""


MOODS = {
    "well": 78,
    "throttled": 3,  # 429 with Retry-After
    "failed": 4,  # 503, and nothing was posted
    "said failed": 4,  # posted, but 503
    "cut before": 2,  # the connection is dropped
    "cut after": 4,  # the same, and the message was posted
    "slow before": 3,
    "slow after": 2,
}
"""How it treats a request, each so many times of a hundred."""


class Platform:
    def __init__(self, file: Path, seed: int) -> None:
        self._file = file
        self._dice = random.Random(seed)
        self._shown = read(file)
        self._cards = len(self._shown)

    def application(self) -> web.Application:
        application = web.Application()
        application.add_routes([web.post("/messages", self.post), web.get("/messages/{post}", self.find)])
        return application

    async def post(self, request: web.Request) -> web.Response:
        """Creates a message, or changes the one named by `card`."""
        wanted = await request.json()
        (mood,) = self._dice.choices(list(MOODS), list(MOODS.values()))
        match mood:
            case "throttled":
                return web.Response(status=429, headers={"Retry-After": str(RETRY_AFTER)})
            case "failed":
                return web.Response(status=503)
            case "cut before":
                return _cut(request)
            case "slow before":
                await asyncio.sleep(self._dice.uniform(0.1, SLOWEST))
            case _:
                pass
        card = self._show(wanted)
        match mood:
            case "said failed":
                return web.Response(status=503)
            case "cut after":
                return _cut(request)
            case "slow after":
                await asyncio.sleep(self._dice.uniform(0.1, SLOWEST))
            case _:
                pass
        return web.json_response({"card": card})

    async def find(self, request: web.Request) -> web.Response:
        if self._dice.random() < 0.1:
            return web.Response(status=503)
        post = int(request.match_info["post"])
        cards = [shown.card for shown in self._shown if shown.post == post and shown.new]
        return web.json_response({"card": cards[0] if cards else None})

    def _show(self, wanted: dict[str, object]) -> str:
        new = not wanted["card"]
        if new:
            self._cards += 1
            wanted["card"] = f"m{self._cards}"
        shown = Shown(**wanted, new=new)  # type: ignore[arg-type]  # the channel below sends exactly these
        self._shown.append(shown)
        with self._file.open("a") as file:
            file.write(json.dumps(asdict(shown)) + "\n")
        return shown.card


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def read(file: Path) -> list[Shown]:
    """Returns everything that was ever shown, in order."""
    text = file.read_text() if file.exists() else ""
    return [Shown(**json.loads(line)) for line in text[: text.rfind("\n") + 1].splitlines()]


class PlatformChannel:
    """Implements `bot.ports.Channel`. `looks_up`: whether it asks the platform for a message that may have arrived."""

    name = "local"

    def __init__(self, url: str, *, looks_up: bool) -> None:
        self._url, self.looks_up = url, looks_up
        self._session: aiohttp.ClientSession | None = None

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        where = conversation(post, people)
        message = {
            "post": post.id,
            "conversation": where,
            "key": post.key,
            "card": post.card,
            "once": not post.resend_if_uncertain,
        }
        answer = await self._ask("POST", "/messages", post, message)
        return Sent(where, answer["card"] or "")

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        answer = await self._ask("GET", f"/messages/{post.id}", post)
        return Sent(conversation(post, people), answer["card"]) if answer["card"] else None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def _ask(self, method: str, path: str, post: OutboxMessage, body: object = None) -> dict[str, str | None]:
        if self._session is None:
            self._session = aiohttp.ClientSession(self._url, timeout=aiohttp.ClientTimeout(PATIENCE))
        try:
            async with self._session.request(method, path, json=body) as response:
                if response.status == 429:
                    raise Busy(float(response.headers["Retry-After"]), post.lane.scope)
                if response.status >= 500:
                    raise Doubtful(f"the platform answers {response.status}")
                if response.status >= 400:
                    raise Refused(Reason.FAULTY, f"the platform answers {response.status}")
                answer: dict[str, str | None] = await response.json()
                return answer
        except aiohttp.ClientConnectorError as error:
            raise Unreached(str(error)) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Doubtful(f"no answer: {error!r}") from error


def main(port: str, file: str, seed: str) -> None:
    platform = Platform(Path(file), int(seed))
    print("the platform is open", flush=True)
    web.run_app(platform.application(), host="127.0.0.1", port=int(port), print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
