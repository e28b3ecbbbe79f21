"""A coordinator before Slack, before Teams and before the page: real requests, and what they then have before them.

What somebody does is counted as they would count it: a word typed, a button pressed, a question answered, a form sent.
Answers that are ticked before a button of the card is pressed are sent by it, and count with it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from aiohttp import ClientSession

from adapters.local.plugin import PLUGIN
from bot import app
from bot.app import Container, pages
from bot.app.channels import context
from bot.application.delivery.worker import Worker
from bot.engine.flows.coordination import actions
from bot.infra.clock import SetClock
from bot.ports import Channel
from bot.settings import Coordinator, Settings
from tests.adapters.slack.fake import Shown
from tests.adapters.teams.fakes import Account, Post, button
from tests.coordination.cast import CHANNELS, COORDINATORS, account, pairs
from tests.coordination.season import END, Crowd, Taking
from tests.ports.channels.under_test import serving
from tests.scenarios.slack import house as slack_house
from tests.scenarios.slack import payloads
from tests.scenarios.teams import house as teams_house
from tests.seals import KEY
from tests.values import MINUTE

Json = dict[str, Any]

HERE = "https://together.example.org"
MONDAY = END + 15 * MINUTE
"""The digest has come."""


class Edge(Protocol):
    """One coordinator on one platform, with all of the bot behind it."""

    container: Container
    clock: SetClock
    who: Coordinator
    count: int
    """What they have done."""

    async def digest(self) -> None:
        """Looks at the digest that has come, as if nothing had been done since."""
        ...

    async def types(self, text: str) -> None: ...
    async def presses(self, action: str, holding: str = "") -> None:
        """The first button, or answer to a question, of that action whose value holds that."""
        ...

    async def forges(self, action: str, value: str) -> None:
        """A press that no button of what is before them makes, as a request written by hand would bring it."""
        ...

    @property
    def caught(self) -> object:
        """The request that was sent last."""
        ...

    async def again(self, caught: object) -> None:
        """The very same request once more, whoever has caught it."""
        ...

    @property
    def reads(self) -> str:
        """What is before them."""
        ...

    @property
    def all(self) -> str:
        """That, with the addresses that its links lead to."""
        ...


# Slack --------------------------------------------------------------------------------------------------------------


@dataclass
class SlackEdge:
    house: slack_house.House
    who: Coordinator
    count: int = 0
    front: Shown | None = None
    container: Container = field(init=False)
    clock: SetClock = field(init=False)

    def __post_init__(self) -> None:
        self.container, self.clock = self.house.parts, self.house.clock

    async def digest(self) -> None:
        self.front = self.house.slack.in_(await self.house.direct(self.who.name))[0]
        self.count = 0

    async def types(self, text: str) -> None:
        self.count += 1
        self.front = await self.house.command(self.who.name, text)

    async def presses(self, action: str, holding: str = "") -> None:
        assert self.front is not None
        found = [one for one, _ in self._elements(action) if holding in _handed(one)]
        assert found, (action, holding, [_handed(one) for one, _ in self._elements(action)])
        nth = [one for one, _ in self._elements(action)].index(found[0])
        self.count += 1 + ("confirm" in found[0])
        before, said = self.front, len(self.house.slack.ephemeral)
        await self.house.press(self.who.name, self.front, action, nth)
        self._look(said, before)

    async def forges(self, action: str, value: str) -> None:
        assert self.front is not None
        one, block = self._elements(actions.LIST)[0]
        said = len(self.house.slack.ephemeral)
        made = {"action_id": action, "block_id": block["block_id"], "value": json.dumps([value])}
        await self.house._pressed(self.who.name, self.front, {**one, **made}, {})
        self._look(said, None)

    @property
    def caught(self) -> object:
        return self.house.last

    async def again(self, caught: object) -> None:
        said = len(self.house.slack.ephemeral)
        assert isinstance(caught, tuple)
        async with await self.house.post(*caught) as response:
            assert response.status == 200
        await self.house.settled()
        self._look(said, None)

    def _look(self, said: int, otherwise: Shown | None) -> None:
        new = self.house.slack.ephemeral[said:]
        self.front = new[-1] if new else otherwise

    def _elements(self, action: str) -> list[tuple[Json, Json]]:
        assert self.front is not None
        return [
            (one, block)
            for block in self.front.blocks
            for one in payloads.usable(block)
            if one["action_id"].partition("#")[0] == action
        ]

    @property
    def reads(self) -> str:
        return "" if self.front is None else self.front.text

    @property
    def all(self) -> str:
        return "" if self.front is None else json.dumps(self.front.blocks, ensure_ascii=False)


def _handed(one: Json) -> str:
    """The value that a button hands in."""
    return "".join(json.loads(one.get("value") or "[]"))


@asynccontextmanager
async def slack(url: str, who: Coordinator, folder: Path) -> AsyncIterator[SlackEdge]:
    changed: Json = {"database_url": url, "secret_keys": (KEY,), "public_url": HERE}
    async with slack_house.opened(folder, END, roster="", coordinators=(), **changed) as house:
        id = who.address.id.rpartition("/")[2]
        house.slack._members[id] = {"name": who.name, "mail": f"{who.name.lower()}@example.org"}
        house.ids[who.name] = id
        await _monday(house.parts, house.clock, house.worker._channels["slack"])
        yield SlackEdge(house, who)


# Teams --------------------------------------------------------------------------------------------------------------


@dataclass
class TeamsEdge:
    house: teams_house.House
    who: Coordinator
    count: int = 0
    front: Post | None = None
    container: Container = field(init=False)
    clock: SetClock = field(init=False)
    account: Account = field(init=False)

    def __post_init__(self) -> None:
        self.container, self.clock = self.house.parts, self.house.clock
        self.account = account(self.who)

    async def digest(self) -> None:
        self.front = self._chat()[0]
        self.count = 0

    async def types(self, text: str) -> None:
        self.count += 1
        await self._do(self.house.pen.says(self.account, text))

    async def presses(self, action: str, holding: str = "") -> None:
        assert self.front is not None
        chosen = _option(self.front.card, action, holding)
        if chosen is not None:
            pressed, entered = button(self.front.card, "keep"), {f"choice:{action}": chosen}
        else:
            found = [one for one in _buttons(self.front.card, action) if holding in "".join(_values(one))]
            assert found, (action, holding, [_values(one) for one in _buttons(self.front.card, action)])
            pressed, entered = found[0], {}
        self.count += 1 + _asks(self.front.card, pressed)
        await self._do(self.house.pen.presses(self.account, self.front, pressed, entered))

    async def forges(self, action: str, value: str) -> None:
        assert self.front is not None
        made = json.loads(json.dumps(_buttons(self.front.card, actions.LIST)[0]))
        made["data"]["together"] |= {"action": action, "values": [value]}
        before, self.front = self.front, None
        await self._do(self.house.pen.presses(self.account, before, made))

    @property
    def caught(self) -> object:
        return self.house.last

    async def again(self, caught: object) -> None:
        self.front = None
        assert isinstance(caught, bytes)
        await self._do(json.loads(caught))

    async def _do(self, activity: Json) -> None:
        before = {post.id: post.edits for post in self._chat()}
        status, body = await self.house.post(activity)
        assert status == 200, body
        new = [post for post in self._chat() if post.id not in before]
        drawn = [post for post in self._chat() if post.edits != before.get(post.id, post.edits)]
        self.front = (new or drawn or [self.front])[-1]  # type: ignore[list-item]

    def _chat(self) -> list[Post]:
        return self.house.cloud.at(self.account.chat)

    @property
    def reads(self) -> str:
        return "" if self.front is None else self.front.text()

    @property
    def all(self) -> str:
        return "" if self.front is None else json.dumps(self.front.card, ensure_ascii=False)


def _buttons(card: Json, action: str) -> list[Json]:
    return [one for one in _every(card, "Action.Execute") if one["data"]["together"].get("action") == action]


def _values(one: Json) -> list[str]:
    values: list[str] = one["data"]["together"].get("values", [])
    return values


def _choices(card: Json) -> list[tuple[str, list[str]]]:
    sets = _every(card, "Input.ChoiceSet")
    return [(one["id"], [choice["value"] for choice in one["choices"]]) for one in sets]


def _option(card: Json, action: str, holding: str) -> str | None:
    """The answer to a question of that action which holds that; None if there is none."""
    every = (value for id, values in _choices(card) if id == f"choice:{action}" for value in values)
    return next((value for value in every if holding and holding in unquote(value)), None)


def _asks(card: Json, pressed: Json) -> bool:
    """Whether the button stands behind a question."""
    return any(pressed in list(_every(one, "Action.Execute")) for one in _every(card, "Action.ShowCard"))


def _every(card: object, kind: str) -> Iterator[Json]:
    """Everything of that type, in reading order; what stands in place of an action is left out."""
    if isinstance(card, dict):
        if card.get("type") == kind:
            yield card
        for name, value in card.items():
            if name != "fallback":
                yield from _every(value, kind)
    elif isinstance(card, list):
        for value in card:
            yield from _every(value, kind)


@asynccontextmanager
async def teams(url: str, who: Coordinator, folder: Path) -> AsyncIterator[TeamsEdge]:
    one = account(who)
    changed: Json = {"database_url": url, "secret_keys": (KEY,), "public_url": HERE}
    async with teams_house.house(roster="", **changed) as house:
        others = [account(each["teams"]) for each in COORDINATORS.values()]
        house.cloud.people += others
        house.cloud.reachable |= {each.user for each in others}
        house.clock.at = END
        status, _ = await house.post(house.pen.installs(one))
        assert status == 200
        await _monday(house.parts, house.clock, house.teams.channel)
        yield TeamsEdge(house, who)


# The page -----------------------------------------------------------------------------------------------------------


@dataclass
class PageEdge:
    container: Container
    clock: SetClock
    session: ClientSession
    who: Coordinator
    count: int = 0
    front: Json | None = None
    monday: Json | None = None
    deeds: int = 0
    last: tuple[str, Json] = ("", {})

    async def digest(self) -> None:
        self.monday = self.monday or await self._first()
        self.front, self.count = self.monday, 0

    async def _first(self) -> Json:
        """What their inbox holds."""
        beside = next(one.id for one in pairs() if self.who in COORDINATORS[one.programme].values())
        async with self.session.get(f"/api/state?pair={beside}&coordinator={self.who.address.id}") as response:
            cards: list[Json] = (await response.json())["cards"]
        return next(one for one in cards if one["conversation"] == self._inbox)

    async def types(self, text: str) -> None:
        self.count += 1
        await self._do("type", text=text)

    async def presses(self, action: str, holding: str = "") -> None:
        assert self.front is not None
        found = [one for one in _pressable(self.front) if one[0] == action and holding in one[1]]
        assert found, (action, holding, list(_pressable(self.front)))
        _, value, asks = found[0]
        self.count += 1 + asks
        on = {"pair": self.front["pair"], "card": self.front["key"], "action": action}
        await self._do("press", **on, values=[value] if value else [])

    async def forges(self, action: str, value: str) -> None:
        await self._do("press", pair="", card="desk", action=action, values=[value])

    @property
    def caught(self) -> object:
        return self.last

    async def again(self, caught: object) -> None:
        assert isinstance(caught, tuple)
        await self._post(*caught)

    async def _do(self, what: str, **deed: object) -> None:
        self.deeds += 1
        body = {"id": f"page-{self.deeds}", "as": self.who.address.id, "conversation": self._inbox, **deed}
        await self._post(what, body)

    async def _post(self, what: str, body: Json) -> None:
        self.last = what, body
        async with self.session.post(f"/api/{what}", json=body) as response:
            assert response.status == 200, await response.text()
            answers = (await response.json())["answers"]
        self.front = answers[-1] if answers else None

    @property
    def _inbox(self) -> str:
        return f"coordinator:{self.who.address.id}"

    @property
    def reads(self) -> str:
        return "" if self.front is None else json.dumps(self.front["content"], ensure_ascii=False)

    @property
    def all(self) -> str:
        return self.reads


def _pressable(card: Json) -> Iterator[tuple[str, str, bool]]:
    """Action, value, and whether it asks first."""
    for part in card["content"]["parts"]:
        for one in part.get("buttons", []):
            yield one["action"], one["value"], "confirm" in one
        for one in part.get("options", []):
            yield part["action"], one["value"], False


@asynccontextmanager
async def page(url: str, who: Coordinator, folder: Path) -> AsyncIterator[PageEdge]:
    clock = SetClock(END)
    settings = Settings(database_url=url, channels=("local",), secret_keys=(KEY,), public_url=HERE)
    async with app.opened(settings, clock, migrate=False) as container:
        given = context(container)
        await _monday(container, clock, PLUGIN.channel(given))
        async with (
            serving(lambda application: PLUGIN.attach(application, given)) as at,
            ClientSession(at) as session,
        ):
            yield PageEdge(container, clock, session, who)


# What they have in common -------------------------------------------------------------------------------------------

Opening = Callable[[str, Coordinator, Path], AbstractAsyncContextManager[Edge]]
EDGES: Mapping[str, Opening] = {"slack": slack, "teams": teams, "local": page}
"""By channel."""


async def _monday(container: Container, clock: SetClock, channel: Channel) -> None:
    """What is due is delivered: on the platform under test, and on the others as if they were there."""
    clock.at = MONDAY
    others = {name: Taking(name, Crowd(clock, {})) for name in CHANNELS}
    await Worker(container.service, {**others, channel.name: channel}, clock, "monday").drain()


@asynccontextmanager
async def web(container: Container) -> AsyncIterator[ClientSession]:
    """The pages that links lead to."""
    async with serving(lambda application: pages.attach(application, container)) as at, ClientSession(at) as session:
        yield session
