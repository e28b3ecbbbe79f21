"""The two in Teams: words in their own chats, buttons, boxes and forms as `Action.Execute`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.engine.ids import read
from bot.engine.people import Role
from tests.activities.table import Act, Walk
from tests.adapters.teams.fakes import AWA, CAMILLE, Account, Json, Post, actions, stamps
from tests.scenarios.teams.house import CHAT, House

PEOPLE: Mapping[Role, Account] = {Role.MENTOR: AWA, Role.MENTEE: CAMILLE}


@dataclass
class InTeams:
    """`tests.activities.edges.Edge`. `apart`: the pair has no common chat, each has the shared cards in their own."""

    house: House
    people: Mapping[Role, Account] = field(default_factory=lambda: PEOPLE)
    apart: bool = False
    _last: dict[Role, Post] = field(default_factory=dict)

    async def types(self, who: Role, word: str) -> None:
        person = self.people[who]
        count = len(self.house.cloud.at(person.chat))
        await self.house.do(self.house.pen.says(person, word))
        new = self.house.cloud.at(person.chat)[count:]
        assert new, f"{word} is not answered"
        self._last[who] = new[0]

    async def awaits(self, who: Role, kind: str) -> None:
        for _ in range(60):
            found = [post for post in self.house.cloud.at(self.people[who].chat) if read(post.key).kind == kind]
            if found:
                self._last[who] = found[-1]
                return
            due = await self.house.parts.store.run(lambda unit: unit.outbox.next_due())
            assert due is not None
            self.house.clock.at = max(due, self.house.clock.at)
            await self.house.settle()
        raise AssertionError(f"no {kind} comes")

    async def does(self, walk: Walk, act: Act) -> None:
        person = self.people[act.who]
        count = len(self.house.cloud.at(person.chat))
        post = self._where(walk, act)
        pressed, entered = self.pressed(post, act)
        body = await self.house.do(self.house.pen.presses(person, post, pressed, entered))
        assert body["statusCode"] == 200, body
        new = self.house.cloud.at(person.chat)[count:]
        self._last[act.who] = new[0] if new else post

    def _where(self, walk: Walk, act: Act) -> Post:
        if act.shared:
            posts = [post for post in reversed(self._both(act.who)) if read(post.key).kind == walk.card]
        else:
            own = list(reversed(self.house.cloud.at(self.people[act.who].chat)))
            posts = [*([self._last[act.who]] if act.who in self._last else []), *own]
        for post in posts:
            if act.action in _usable(post.card):
                return post
        raise AssertionError(f"{walk.name}: {act.who} has no {act.action} on {[post.key for post in posts[:6]]}")

    def _both(self, who: Role) -> list[Post]:
        return self.house.cloud.at(self.people[who].chat if self.apart else CHAT)

    def pressed(self, post: Post, act: Act) -> tuple[Json, Mapping[str, str]]:
        """The button that is pressed, and what was entered before."""
        first = next(iter(stamps(post.card)))
        if act.fields is not None:
            typed = dict(first["typed"][act.action])
            given = dict(act.fields)
            for name, days in act.days.items():
                given[name] = f"{self.house.clock.now() + timedelta(days=days):%Y-%m-%d}"
            assert set(given) <= set(typed), set(given) - set(typed)
            entered = {f"field:{act.action}:{name}": value for name, value in (typed | given).items()}
            return _button(post.card, act.action, form=True), entered
        if act.action in first.get("shown", {}):
            values = act.ticked if act.ticked is not None else (act.value,)
            return _keeps(post.card), {f"choice:{act.action}": ",".join(values)}
        wanted = [act.value] if act.value else None
        for one in actions(post.card):
            stamp = one["data"]["together"]
            if stamp.get("action") == act.action and wanted in (None, stamp.get("values", [])):
                return one, {}
        raise AssertionError(f"no {act.action} {act.value}")

    async def answered(self, who: Role) -> str:
        return _said(self._last[who])

    async def usable(self, who: Role) -> set[str]:
        return _usable(self._last[who].card)

    async def shared(self, who: Role, kind: str) -> str:
        """Where they are apart, copies that were asked for stand in the same chat."""
        found = [_said(post) for post in self._both(who) if read(post.key).kind == kind]
        return "\n".join(found if self.apart else found[-1:])

    async def in_sight(self, who: Role) -> str:
        there = {self.people[who].chat, *([] if self.apart else [CHAT])}
        return json.dumps(
            [post.activity for post in self.house.cloud.posts if post.conversation in there], ensure_ascii=False
        )


def _said(post: Post) -> str:
    """All that a card says as plain text, which is what a notification begins with."""
    assert post.activity["summary"]
    return post.text()


def _usable(card: Json) -> set[str]:
    found: set[str] = set()
    for stamp in stamps(card):
        found |= {stamp.get("action", ""), *stamp.get("shown", {}), *stamp.get("typed", {})}
    return found


def _keeps(card: Json) -> dict[str, Any]:
    """The button that keeps what was chosen, and does no more; otherwise the main one, which keeps it first."""
    found = [one for one in actions(card) if not one["data"]["together"].get("action")]
    return (found or [one for one in actions(card) if one.get("style") == "positive"])[0]


def _button(card: Json, action: str, *, form: bool) -> dict[str, Any]:
    for one in actions(card):
        stamp = one["data"]["together"]
        if stamp.get("action") == action and bool(stamp.get("form")) is form:
            return one
    raise AssertionError(f"no button submits {action}")
