"""People in front of the real interactions, service, worker and database; only the platform is played."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self, TypeVar

from bot import app
from bot.application.coordination.inquiries.inquirer import Inquirer
from bot.application.delivery.worker import Worker
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Choices, Form, Message
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import Address, Answer, CardPress, Directory, FormSubmission, OutboxMessage, Person, Sent, Voice
from bot.settings import Coordinator, Settings
from bot.text.plain import plain
from content.read import Content
from tests.seals import KEY
from tests.values import BEFORE

T = TypeVar("T")

HEADER = (
    "mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,"
    "mentor_channel,mentor_address,mentee_channel,mentee_address\n"
)


def line(
    mentor: str,
    mentee: str,
    languages: str = "fr,fr",
    track: str = "mentoring",
    zones: str = "Africa/Dakar,Europe/Paris",
) -> str:
    """A pair as the CSV names it: `Awa`, `Camille`; each is at `local:awa`."""
    return f"{mentor},{mentee},{track},2026-01-05,{languages},{zones},local,{mentor.lower()},local,{mentee.lower()}\n"


@dataclass(frozen=True)
class Seen:
    """A message in somebody's chat."""

    message: Message
    voice: Voice
    pair: str
    key: str
    conversation: str

    @property
    def text(self) -> str:
        return plain(self.message, self.voice)


@dataclass
class Chats:
    """The channel: who sees what, in the order in which it came. A card keeps its place when it changes."""

    content: Content
    clock: SetClock
    sent: list[tuple[datetime, str, OutboxMessage]] = field(default_factory=list)
    """Every delivery: when, to whom, what."""
    seen: dict[str, list[Seen]] = field(default_factory=dict)
    unread: dict[str, list[str]] = field(default_factory=dict)
    name: str = "local"
    looks_up: bool = True

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        voice = self.content.voices(post.languages, post.zones)
        one = Seen(post.message, voice, post.pair, post.key, post.lane.place)
        ids = {person.id: person.address.id for person in people.values()}
        place, _, whose = post.lane.place.partition(":")
        for name in ids.values() if place == "pair" else [ids.get(whose, whose)]:
            self.seen.setdefault(name, []).append(one)
            self.sent.append((self.clock.now(), name, post))
            if not post.refresh:
                self.unread.setdefault(name, []).append(one.text)
        return Sent(post.lane.place, post.key)

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        pass


_STAGES = count(1)
"""What happens on one stage is never taken for what happened on another before the same database."""


@cache
def _ledgers() -> TemporaryDirectory[str]:
    """Where databases on a server have their ledgers of erasures, for as long as the tests run."""
    return TemporaryDirectory(prefix="together-ledgers-")


class Stage:
    """`with Stage(url, HEADER + line("Awa", "Camille")) as stage: stage.says("awa", "aide")`."""

    def __init__(
        self, url: str, roster: str = "", coordinators: tuple[Coordinator, ...] = (), content: Path | None = None
    ) -> None:
        self.clock = SetClock(BEFORE)
        ledger = "" if url.startswith("sqlite") else str(Path(_ledgers().name) / sha256(url.encode()).hexdigest())
        self.settings = Settings(
            database_url=url, coordinators=coordinators, content=content, ledger=ledger, secret_keys=(KEY,)
        )
        self.directories: dict[str, Directory] = {}
        """Where people are looked up, by the channel."""
        self._roster = roster
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self._ids = (f"event-{next(_STAGES)}-{nth}" for nth in count(1))

    def __enter__(self) -> Self:
        self.app = self.run(self._stack.enter_async_context(app.opened(self.settings, self.clock, migrate=True)))
        self.chats = Chats(self.app.content, self.clock)
        self.worker = Worker(self.app.service, {"local": self.chats}, self.clock, "stage")
        self.inquirer = Inquirer(self.app.service, self.directories, {}, "stage")
        if self._roster:
            self.run(app.import_pairs(self.app, self._roster))
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._stack.aclose())
        self._runner.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    # Time

    def wait(self, until: datetime) -> None:
        """Lets everything happen that is due by then."""
        self.run(self.worker.drain())
        for _ in range(1000):
            due = self.run(self.app.store.run(lambda unit: unit.outbox.next_due()))
            digest = self.run(self.app.service.digests.next())
            soonest = min((at for at in (due, digest) if at is not None), default=None)
            if soonest is None or soonest > until:
                break
            self.clock.at = max(self.clock.at, soonest)
            self.run(self.worker.drain())
        self.clock.at = max(self.clock.at, until)

    # What people do

    def says(self, name: str, text: str, conversation: str = "") -> str:
        """Types something; what they, and they alone, read in answer."""
        answers = self.run(self.app.interactions.typed(self._id(), self._at(name), conversation or f"dm:{name}", text))
        return self._answered(name, answers, conversation)

    def presses(self, name: str, label: str, spelt: Callable[[str], str] = str) -> str:
        """The newest button, or answer to a question, that reads so once `spelt`."""
        for seen in reversed(self.chats.seen.get(name, [])):
            for action, value, text in _pressable(seen):
                if spelt(text) == label:
                    return self.sends(name, seen, action, [value] if value else [])
        raise AssertionError(f"{name} sees no [{label}]")

    def sends(self, name: str, seen: Seen, action: str, values: Iterable[str], id: str = "") -> str:
        press = CardPress(
            id or self._id(), self._at(name), seen.conversation, seen.pair, seen.key, action, list(values)
        )
        return self._answered(name, self.run(self.app.interactions.pressed(press)), seen.conversation)

    def writes(self, name: str, *values: str) -> str:
        """Fills in the newest form."""
        for seen in reversed(self.chats.seen[name]):
            for form in (part for part in seen.message.parts if isinstance(part, Form)):
                fields = {field.name: value for field, value in zip(form.fields, values, strict=True)}
                submission = FormSubmission(
                    self._id(), self._at(name), seen.conversation, seen.pair, seen.key, form.action, fields
                )
                return self._answered(name, self.run(self.app.interactions.submitted(submission)), seen.conversation)
        raise AssertionError(f"{name} sees no form")

    def finds(self, name: str) -> list[str]:
        """What has come into their chats since they last looked."""
        self.run(self.inquirer.drain())
        self.run(self.worker.drain())
        return self.chats.unread.pop(name, [])

    def _answered(self, name: str, answers: Iterable[Answer], conversation: str) -> str:
        shown = [Seen(a.message, a.voice, a.pair, a.key, conversation or f"dm:{name}") for a in answers]
        self.chats.seen.setdefault(name, []).extend(shown)
        return "\n\n".join(one.text for one in shown)

    def _id(self) -> str:
        return next(self._ids)

    @staticmethod
    def _at(name: str) -> Address:
        return Address("local", name)

    # What the store knows

    def journey(self, pair: str = "") -> Journey:
        found = self.run(self.app.store.run(lambda unit: {j.pair: j for j in unit.journeys.all()}))
        return found[pair] if pair else next(iter(found.values()))


def _pressable(seen: Seen) -> Iterable[tuple[str, str, str]]:
    for part in seen.message.parts:
        match part:
            case Buttons(buttons=buttons):
                yield from ((one.action, one.value, seen.voice.label(one.label)) for one in buttons)
            case Choices(action=action, options=options):
                yield from ((action, one.value, seen.voice.label(one.label)) for one in options)
            case _:
                pass
