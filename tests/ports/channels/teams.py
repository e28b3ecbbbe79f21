"""Teams, through its endpoint and tokens that are really checked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from adapters.teams.button_data import CHOICE, FIELD, listed
from bot.engine.people import Role
from bot.ports import Address, Reason
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, Account, Json, Post, actions, button
from tests.adapters.teams.test_render import check
from tests.ports.channels.under_test import Noted, Platform, Standing
from tests.scenarios.teams.house import CHAT, House, house

PEOPLE: Mapping[Role, Account] = {Role.MENTOR: AWA, Role.MENTEE: CAMILLE}


@asynccontextmanager
async def teams(folder: Path) -> AsyncIterator[Platform]:
    noted = Noted()
    leo = Coordinator(Address("teams", LEO.address), LEO.name, ("fr",), "Europe/Paris")
    async with house(given=noted.given, languages="fr,fr", coordinators=(leo,)) as one:
        await one.install(AWA, CAMILLE, LEO)
        await one.gather()
        one.cloud.posts.clear()
        noted.done.clear()
        yield Tenant(one, noted)


class Tenant:
    def __init__(self, house: House, noted: Noted) -> None:
        self._house, self.noted = house, noted
        self.container, self.clock, self.channel = house.parts, house.clock, house.teams.channel
        self._seen = 0

    async def private(self, who: Role) -> str:
        return PEOPLE[who].chat

    async def shared(self) -> str:
        return CHAT

    async def standing(self, conversation: str) -> Sequence[Standing]:
        there = [post for post in self._house.cloud.at(conversation) if not post.targeted]
        return [Standing(conversation, post.id, post.text()) for post in there]

    async def types(self, who: Role, text: str) -> Sequence[str]:
        return await self._does(who, self._house.pen.says(PEOPLE[who], text))

    async def types_among(self, who: Role, text: str) -> Sequence[str]:
        """The bot is mentioned in the pair's chat; the answer stands in that person's own."""
        self._seen = len(self._house.cloud.posts)
        return await self._does(who, self._house.pen.says(PEOPLE[who], f"{{bot}} {text}", CHAT))

    async def goes_on(self, who: Role, action: str, value: str = "") -> Sequence[str]:
        post = self._house.cloud.last(PEOPLE[who].chat)
        pressed = button(post.card, action, *([value] if value else []))
        return await self._does(who, self._house.pen.presses(PEOPLE[who], post, pressed))

    def strayed(self) -> Sequence[str]:
        """One person's answers stand in one chat, and it is neither the pair's nor the other's."""
        new = self._house.cloud.posts[self._seen :]
        chats = {post.conversation for post in new if not post.targeted}
        return [post.text() for post in new if len(chats) > 1 or CHAT in chats]

    async def comes_back(self, who: Role) -> None:
        await self._house.do(self._house.pen.installs(PEOPLE[who]))

    async def inbox(self) -> str:
        return LEO.chat

    async def presses(self, who: Role, card: Standing, action: str, value: str = "") -> Sequence[str]:
        post = self._post(card)
        pressed = button(post.card, action, *([value] if value else []))
        return await self._does(who, self._house.pen.presses(PEOPLE[who], post, pressed))

    def asks(self, card: Standing, action: str) -> str:
        """A card below the card, with the button that counts; whoever leaves it be changes nothing."""
        asking = [one for one in _under(self._post(card).card, "Action.ShowCard") if button_of(one["card"], action)]
        return "\n".join(_words(one) for one in asking)

    async def chooses(self, who: Role, card: Standing, action: str, value: str) -> Sequence[str]:
        """A list to choose from, and the button that keeps what was chosen."""
        post = self._post(card)
        entered = {CHOICE + action: listed([value])}
        return await self._does(who, self._house.pen.presses(PEOPLE[who], post, button(post.card, "keep"), entered))

    async def submits(self, who: Role, card: Standing, action: str, **fields: str) -> Sequence[str]:
        post = self._post(card)
        entered = {f"{FIELD}{action}:{name}": value for name, value in fields.items()}
        return await self._does(who, self._house.pen.presses(PEOPLE[who], post, button(post.card, action), entered))

    async def again(self) -> None:
        status, _ = await self._house.raw(self._house.last)
        assert status == 200

    def refuses(self, who: Role) -> Reason | None:
        self._house.cloud.always(PEOPLE[who].chat, 403, "MessageWritesBlocked")
        return Reason.BLOCKED

    def accepts(self) -> None:
        self._house.cloud.faults.clear()

    def labels(self, card: Standing) -> Sequence[str]:
        drawn = self._post(card).card
        return [*(str(action["title"]) for action in actions(drawn)), *_choices(drawn)]

    def complaints(self, card: Standing) -> Sequence[str]:
        try:
            check(self._post(card).card)
        except AssertionError as wrong:
            return [str(wrong)]
        return []

    def _post(self, card: Standing) -> Post:
        return next(post for post in self._house.cloud.at(card.conversation) if post.id == card.card)

    async def _does(self, who: Role, activity: Json) -> Sequence[str]:
        """Answers come in the reply to a press, or in their own chat, or as a message for them alone."""
        before = len(self._house.cloud.posts)
        status, body = await self._house.post(activity)
        assert status == 200, (status, body)
        new = self._house.cloud.posts[before:]
        assert all(post.targeted or post.conversation == PEOPLE[who].chat for post in new)
        redrawn = body["value"] if isinstance(body, dict) and isinstance(body.get("value"), dict) else {}
        return [*(post.text() for post in new), *([redrawn["fallbackText"]] if redrawn else [])]


def button_of(card: Any, action: str) -> bool:
    return any(one["data"]["together"].get("action") == action for one in actions(card))


def _under(value: Any, type: str) -> Iterator[Any]:
    """Everything of that type, wherever it stands."""
    if isinstance(value, dict):
        if value.get("type") == type:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _under(one, type)


def _words(asking: Any) -> str:
    runs = [str(run["text"]) for run in _under(asking["card"], "TextRun")]
    return "\n".join([*runs, *(str(one["title"]) for one in actions(asking["card"]))])


def _choices(card: Any) -> Sequence[str]:
    asked = [part for part in card["body"] if part["type"] == "Input.ChoiceSet"]
    return [str(choice["title"]) for part in asked for choice in part["choices"]]
