"""The two in Slack: slash commands, buttons, boxes and modals, each as a signed request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from adapters.slack.words import unescape
from bot.engine.ids import read
from bot.engine.people import Role
from tests.activities.table import Act, Walk
from tests.adapters.slack.fake import Shown
from tests.adapters.slack.reading import texts
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House

NAMES: Mapping[Role, str] = {Role.MENTOR: "Awa", Role.MENTEE: "Camille"}


@dataclass
class InSlack:
    """`tests.activities.edges.Edge`. `apart`: the pair has no common conversation, each has the shared cards in their own."""

    house: House
    names: Mapping[Role, str] = field(default_factory=lambda: NAMES)
    apart: bool = False
    _last: dict[Role, Shown] = field(default_factory=dict)
    modals: int = 0
    """That were filled in."""

    async def types(self, who: Role, word: str) -> None:
        answer = await self.house.command(self.names[who], word)
        assert answer is not None
        self._last[who] = answer
        await self.house.work()

    async def awaits(self, who: Role, kind: str) -> None:
        own = await self.house.direct(self.names[who])
        for _ in range(60):
            found = [card for card in self.house.slack.in_(own) if _kind(card) == kind]
            if found:
                self._last[who] = found[-1]
                return
            assert await self.house.jump()
        raise AssertionError(f"no {kind} comes")

    async def does(self, walk: Walk, act: Act) -> None:
        house, name = self.house, self.names[act.who]
        said, opened = len(house.slack.ephemeral), len(house.slack.modals)
        form = house.slack.modals[-1] if house.slack.modals and act.fields is not None else None
        if form is not None and _asks(form) == act.action and form not in self._filled:
            await self._fill(act, form)
        else:
            where, nth = await self._where(walk, act)
            await house.press(name, where, act.action, nth, ticked=act.ticked or ())
            if act.fields is not None:
                assert len(house.slack.modals) > opened, f"{act.action} opens no modal"
                await self._fill(act, house.slack.modals[-1])
        if len(house.slack.ephemeral) > said:
            self._last[act.who] = house.slack.ephemeral[-1]
        await house.work()

    @property
    def _filled(self) -> list[Shown]:
        return self.house.slack.modals[: self._done]

    _done: int = 0

    async def _fill(self, act: Act, form: Shown) -> None:
        assert act.fields is not None
        fields = dict(initial(form)) | dict(act.fields)
        for name, days in act.days.items():
            fields[name] = f"{self.house.clock.now() + timedelta(days=days):%Y-%m-%d}"
        assert set(fields) == {block["block_id"] for block in form.blocks if block["type"] == "input"}
        ack = await self.house.submit(self.names[act.who], **fields)
        assert ack.get("response_action") in (None, "clear"), ack
        self._done = len(self.house.slack.modals)
        self.modals += 1

    async def _where(self, walk: Walk, act: Act) -> tuple[Shown, int]:
        """The card, and which of the elements of that action says what is wanted."""
        if act.shared:
            cards = [card for card in reversed(await self._both(act.who)) if _kind(card) == walk.card]
        else:
            own = self.house.slack.in_(await self.house.direct(self.names[act.who]))
            cards = [*([self._last[act.who]] if act.who in self._last else []), *reversed(own)]
        for card in cards:
            for nth, one in enumerate(_elements(card, act.action)):
                if act.value in ("", *_values(one)):
                    return card, nth
        raise AssertionError(f"{walk.name}: {act.who} has no {act.action} {act.value} on {[_kind(c) for c in cards]}")

    async def _both(self, who: Role) -> list[Shown]:
        place = await self.house.direct(self.names[who]) if self.apart else await self.house.shared()
        return self.house.slack.in_(place)

    async def answered(self, who: Role) -> str:
        return _said(self._last[who])

    async def usable(self, who: Role) -> set[str]:
        rows = [one for block in self._last[who].blocks for one in payloads.usable(block)]
        return {one["action_id"].rpartition("#")[0] or one["action_id"].removeprefix("form!") for one in rows}

    async def shared(self, who: Role, kind: str) -> str:
        return _said([card for card in await self._both(who) if _kind(card) == kind][-1])

    async def in_sight(self, who: Role) -> str:
        slack, own = self.house.slack, await self.house.direct(self.names[who])
        there = {own, *([] if self.apart else [await self.house.shared()])}
        sent = [call.args for call in slack.calls if call.args.get("channel") in there]
        home = slack.homes.get(self.house.ids[self.names[who]])
        return json.dumps([sent, home.blocks if home else []], ensure_ascii=False)


def _kind(card: Shown) -> str:
    keys = [block["block_id"].split("|") for block in card.blocks if "|" in block.get("block_id", "")]
    return next((read(part).kind for parts in keys for part in parts[-2:-1]), "")


def _elements(card: Shown, action: str) -> list[dict[str, Any]]:
    rows = [one for block in card.blocks for one in payloads.usable(block)]
    return [one for one in rows if one["action_id"].partition("#")[0] in (action, f"form!{action}")]


def _values(one: Mapping[str, Any]) -> list[str]:
    held = one.get("value", "")
    return list(map(str, json.loads(held))) if held.startswith("[") else [held]


def _asks(form: Shown) -> str:
    held = json.loads(form.view.get("private_metadata") or "{}")
    return str(held.get("action", ""))


def initial(form: Shown) -> Iterator[tuple[str, str]]:
    for block in form.blocks:
        if block["type"] == "input":
            entry = block["element"]
            named = (entry.get(name) for name in ("initial_value", "initial_date", "initial_time"))
            yield block["block_id"], next((str(one) for one in named if one), "")


def _said(card: Shown) -> str:
    """What is to be read on it; and that the notification says the same."""
    return "\n".join((*texts(card.blocks), unescape(card.text)))
