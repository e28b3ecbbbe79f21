"""Two scripted people play a season in Teams: every message they get is a card on the service, everything they do a
signed request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.engine.flows import FLOWS
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.play.acts import Act
from bot.play.script import Script
from bot.ports import Channel, OutboxMessage, Person, Sent
from tests.adapters.teams.fakes import AWA, CAMILLE, Account, Json, Post, button, stamps
from tests.engine.walking import answers
from tests.scenarios.teams.house import House

WALKED = FLOWS.activities | {"contact"}
"""What `test_activities` goes through, form by form."""
PEOPLE: Mapping[Role, Account] = {Role.MENTOR: AWA, Role.MENTEE: CAMILLE}


class Watched:
    """A channel that tells the script what was delivered."""

    def __init__(self, channel: Channel, script: Script) -> None:
        self.name, self.looks_up = channel.name, channel.looks_up
        self._channel, self._script = channel, script
        self.delivered: list[OutboxMessage] = []

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        sent = await self._channel.deliver(post, people)
        self.delivered.append(post)
        self._script(post)
        return sent

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        await self._channel.close()


class Season:
    def __init__(self, house: House, *, fallback: bool = False, last: int = 9) -> None:
        """`fallback`: the clients know no `Action.Execute`."""
        programme = house.parts.content.programme
        gate = programme.gate(Track.MENTORING)
        self.house, self._fallback, self._last = house, fallback, last
        players = house.parts.content.languages["fr"].players
        self.script = Script(Track.MENTORING, players, last, gate, house.clock)
        self.watched = Watched(house.teams.channel, self.script)
        house.worker._channels = {**house.worker._channels, "teams": self.watched}
        self._entered: dict[tuple[str, str], dict[str, str]] = {}
        self.answers: list[Json] = []

    async def play(self) -> None:
        house = self.house
        await house.settle()
        while (at := await self._next()) is not None:
            house.clock.at = max(at, house.clock.at)
            while (act := self.script.due(house.clock.at)) is not None:
                await self._do(act)
            await house.settle()

    async def _next(self) -> datetime | None:
        acting = self.script.next
        house = self.house
        journey, due = await house.parts.store.run(lambda unit: (unit.journeys.of(house.pair), unit.outbox.next_due()))
        assert journey is not None
        if acting is None and (due is None or self._enough(journey)):
            return None
        return min(at for at in (acting, due) if at is not None)

    def _enough(self, journey: object) -> bool:
        from bot.engine.journey import Journey

        assert isinstance(journey, Journey)
        played = journey.sitting(self._last)
        if played is None or journey.current is None or journey.current.number <= self._last:
            return False
        return all(
            answers(journey, played.number, role).done for role in Role if evaluation_of(journey, played.number, role)
        )

    async def _do(self, act: Act) -> None:
        who = PEOPLE[act.actor]
        if act.action.partition(".")[0] in WALKED:
            return
        if act.command:
            await self.house.do(self.house.pen.says(who, act.command))
            return
        post = self.answer(who, act) if act.answer else self.card(who, act)
        values = [] if act.answer else [one for one in act.pick(self._owed(act).message) if one]
        entered = self._entered.setdefault((who.user, act.key), {})
        stamp = next(iter(stamps(post.card)))
        if act.action in stamp.get("shown", {}):
            entered[f"choice:{act.action}"] = ",".join(values)
            if act.action != "prep.tick":
                return
            pressed = button(post.card, "keep")
        elif act.action in stamp.get("typed", {}):
            entered |= {f"field:{act.action}:{name}": value for name, value in act.fields.items()}
            if not act.answer:
                return
            pressed = button(post.card, act.action)
        else:
            pressed = button(post.card, act.action, *values)
        self._entered[who.user, act.key] = {}
        pen = self.house.pen
        write = pen.submits if self._fallback else pen.presses
        body = await self.house.do(write(who, post, pressed, entered))
        if body is not None:
            self.answers.append(body)

    def _owed(self, act: Act) -> OutboxMessage:
        return next(one for one in reversed(self.watched.delivered) if one.key == act.key)

    def answer(self, who: Account, act: Act) -> Post:
        """The last card in their own chat on which they can do so."""
        for post in reversed(self.house.cards(who.chat)):
            if any(stamp.get("action") == act.action for stamp in stamps(post.card)):
                return post
        raise AssertionError(f"{who.name} has no card with {act.action}")

    def card(self, who: Account, act: Act) -> Post:
        """The card as this person sees it: in their own chat, or in one that they share."""
        for post in reversed(self.house.cloud.posts):
            shared = not post.conversation.startswith("a:")
            if post.key == act.key and (post.conversation == who.chat or shared):
                return post
        raise AssertionError(f"{who.name} has no card {act.key}")
