"""The season: two pairs on the local page's real server, who fill in every form there is and write marks wherever a line is free.

They find what to press by looking at their cards, so a conversation that is added is walked into as well; what it asks in a
form nobody has filled in makes `unfilled` tell.
"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.agenda import actions as agenda
from bot.engine.flows.calendar import actions as calendar
from bot.engine.flows.colleagues import actions as colleagues
from bot.engine.flows.common import RUN
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.date import actions as dates
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.goals import actions as goals
from bot.engine.flows.held import actions as held
from bot.engine.flows.people import actions as people
from bot.engine.flows.settings import actions as settings
from bot.engine.flows.shadowing import actions as shadowing
from bot.engine.flows.takeaways import actions as takeaways
from bot.engine.messages import Entry
from bot.engine.people import Role
from bot.infra.logs import LINE, Discreet
from tests.content.copies import copied
from tests.impatient.deeds import Deed
from tests.impatient.house import House, Json, Seen, house

PEOPLE = {"awa": Role.MENTOR, "camille": Role.MENTEE, "sam": Role.MENTEE}
COMMANDS = (*(one.command for one in ACTIVITIES.values()), CONTACT)
"""Of the conversations that séances hold, and of the one with a human being."""
TYPED = ("settings", "bonjour {}", "{}", "je ne peux pas venir jeudi, {}", "note {}", *COMMANDS)
"""What each types into their own chat, and once into the pair's."""
LEADING_ON = (dates.TAP, held.YES, continuation.YES)
"""Pressed by each on every card that has them: the season goes on."""
EACH_TIME = (agenda.NEXT, agenda.END, dates.AGAIN)
"""Pressed on each version of a card that has them."""
AT_THE_END = (evaluation.DONE,)
"""Pressed once there is nothing else to do on a card."""
ONCE = (
    *evaluation.SEND.values(), *evaluation.ANSWER.values(), dates.OTHER, settings.EDIT, settings.LEAVE,
    calendar.OPEN, calendar.ADDRESS, goals.WRITE, goals.ACT, goals.SUGGEST, takeaways.WRITE, people.ADD, people.CHANGE,
    shadowing.WISH, shadowing.KIND, colleagues.YES, RUN,
)  # fmt: skip
"""Pressed once by each on each card."""
STEM = "qzxjwvk"
"""What every mark begins with: so long that sealed bytes do not read like it by chance."""
MOST_HELD = 2
"""Séances that one pair holds, so that what was written after one comes up at the next; the other pair holds one."""
MOMENTS = 400

Look = Callable[[Sequence[str]], None]
"""Is given all marks so far."""


@dataclass
class Marked:
    """What was written, and by whom."""

    marks: dict[str, list[str]] = field(default_factory=dict)
    """By the address of who wrote them."""
    lines: list[str] = field(default_factory=list)
    """Those that stand in an evaluation, and so are kept."""
    filled: set[str] = field(default_factory=set)
    """Forms that were submitted."""
    sent: set[str] = field(default_factory=set)
    """Ways in which a line was sent on."""

    def new(self, writer: str) -> str:
        """A word that nothing else contains, in letters alone."""
        number = sum(map(len, self.marks.values()))
        mark = STEM + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}") + "xzq"
        self.marks.setdefault(writer, []).append(mark)
        return mark

    @property
    def all(self) -> Sequence[str]:
        return [mark for marks in self.marks.values() for mark in marks]

    @property
    def unfilled(self) -> set[str]:
        """Forms that the conversations have and nobody has filled in."""
        return {str(action) for action in (*FLOWS.submits, calendar.LINK)} - self.filled


class Season:
    """Plays it. `look` is called whenever a mark was written, before the worker has delivered what follows from it."""

    def __init__(self, home: House, look: Look) -> None:
        self._home, self._look, self.marked = home, look, Marked()
        self._done: set[tuple[str, ...]] = set()
        self._slots: list[str] = []
        self._count = 0

    async def play(self) -> Marked:
        home = self._home
        await home.settle()
        for sender in PEOPLE:
            for text in TYPED:
                for place in (f"dm:{sender}", *await self._pairs(sender)):
                    await self._type(sender, place, text)
        for _ in range(MOMENTS):
            await home.settle()
            if await self._act():
                continue
            if await self._is_over():
                return self.marked
            due = await home.next()
            assert due is not None, "nothing is due any more"
            home.clock.at = max(home.clock.at, due)
        raise AssertionError(f"no end after {MOMENTS} moments")

    async def _is_over(self) -> bool:
        """The séances are held, and every line has been sent to everybody to whom it can be."""
        journeys = (await self._home.journeys()).values()
        sittings = [sum(one.held is not None for one in each.sittings) for each in journeys]
        return (
            min(sittings) >= 1
            and max(sittings) >= MOST_HELD
            and not self.marked.unfilled
            and self.marked.sent >= set(evaluation.SEND.values())
        )

    async def _pairs(self, sender: str) -> list[str]:
        journeys = await self._home.journeys()
        names = {pair: {one.name.lower() for one in each.members.values()} for pair, each in journeys.items()}
        return [f"pair:{pair}" for pair, members in names.items() if sender in members]

    async def _act(self) -> bool:
        """Does one thing on the newest card on which there is something to do."""
        for card in reversed(list((await self._home.cards()).values())):
            for sender in await self._readers(card):
                if await self._on(sender, card):
                    return True
        return False

    async def _readers(self, card: Seen) -> list[str]:
        kind, _, whose = card.conversation.partition(":")
        if kind == "dm":
            return [whose] if whose in PEOPLE else []
        return [one for one in PEOPLE if card.conversation in await self._pairs(one)]

    async def _on(self, sender: str, card: Seen) -> bool:
        """The first thing that `sender` has not done yet on this card, or on what they were answered."""
        for deed in self._possible(sender, card):
            if not self._is_new(deed, card):
                continue
            if deed.kind == "submit":
                deed = replace(deed, fields=self._fields(deed, card))
            answers = await self._home.does(_PATHS[deed.kind], deed.json())
            if deed.kind == "submit":
                self.marked.filled.add(deed.action)
                self._look(self.marked.all)
            elif deed.action in evaluation.AUDIENCE:
                self.marked.sent.add(deed.action)
                self._look(self.marked.all)
            for answer in answers:
                shown = Seen(card.conversation, answer["key"], answer["pair"], answer["content"], only=sender)
                while await self._on(sender, shown):
                    pass
            return True
        return False

    def _is_new(self, deed: Deed, card: Seen) -> bool:
        """Whether it was not done before; what carries the season on is done on each version of a card."""
        once = (deed.sender, deed.conversation, deed.pair, deed.card, deed.action)
        version: tuple[str, ...] = (*once, str(card.revision)) if deed.action in EACH_TIME else once
        version = (*once, *deed.values) if deed.action == RUN else version
        if version in self._done:
            return False
        self._done.add(version)
        return True

    def _possible(self, sender: str, card: Seen) -> Iterator[Deed]:
        """Forms first, then what is pressed once, then what leads on."""
        parts = card.content["parts"]
        blank = Deed("", "press", sender, PEOPLE[sender], card.conversation, card.pair, card.key)
        for part in parts:
            if part["kind"] == "form":
                yield replace(blank, id=self._id(), kind="submit", action=part["action"])
        buttons = [(b["action"], b["value"]) for p in parts if p["kind"] == "buttons" for b in p["buttons"]]
        chosen = [(p["action"], p["options"][0]["value"]) for p in parts if p["kind"] == "choices"]
        for wanted in (*ONCE, *LEADING_ON, *EACH_TIME, *AT_THE_END):
            values = [value for action, value in (*chosen, *buttons) if action == wanted]
            if wanted == RUN:
                for value in (one for one in values if one in COMMANDS):
                    yield replace(blank, id=self._id(), action=wanted, values=(value,))
            elif values:
                value = next((one for one in values if one in self._slots), values[0])
                if wanted == dates.TAP:
                    self._slots.append(value)
                yield replace(blank, id=self._id(), action=wanted, values=(value,) if value else ())

    def _fields(self, deed: Deed, card: Seen) -> tuple[tuple[str, str], ...]:
        form = next(part for part in card.content["parts"] if part.get("action") == deed.action)
        return tuple((entry["name"], self._filled(deed, entry)) for entry in form["fields"])

    def _filled(self, deed: Deed, entry: Json) -> str:
        if entry["entry"] != Entry.LINE:
            return str(entry["value"]) or _TYPED_IN[entry["entry"]]
        mark = self.marked.new(deed.sender)
        if deed.action == evaluation.REMARK:
            self.marked.lines.append(mark)
        return f"https://calendars.example.org/private-{mark}/basic.ics" if deed.action == calendar.LINK else mark

    async def _type(self, sender: str, place: str, text: str) -> None:
        said = text.format(self.marked.new(sender)) if "{}" in text else text
        deed = Deed(self._id(), "type", sender, PEOPLE[sender], place, text=said)
        for answer in await self._home.does("/api/type", deed.json()):
            shown = Seen(place, answer["key"], answer["pair"], answer["content"], only=sender)
            while await self._on(sender, shown):
                pass
        self._look(self.marked.all)

    def _id(self) -> str:
        self._count += 1
        return f"marked-{self._count}"


_PATHS = {"press": "/api/press", "submit": "/api/submit"}
_TYPED_IN = {Entry.DATE: "2026-03-30", Entry.TIME: "10:00"}


@contextmanager
def logged(file: Path) -> Iterator[None]:
    """Whatever any part of the process logs, as it would be written by `bot.infra.logs`."""
    handler, root = logging.FileHandler(file), logging.getLogger()
    handler.setFormatter(Discreet(LINE))
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
        handler.close()


@dataclass(frozen=True)
class Played:
    """A season that is over, with the bot still running: what was written, and what can be done next."""

    home: House
    marked: Marked
    on_page: Mapping[str, Seen]
    """The cards as the page shows them."""


NETWORKING = {"introduction"}
"""Of the other track alone."""


def everything_at_once(folder: Path) -> Path:
    """A programme whose first séance holds every activity that its track may have."""
    copy = copied(folder)
    for file in copy.glob("mentoring/*.yaml"):
        kept = re.sub(r"^activities:.*\n", "", file.read_text(), flags=re.MULTILINE)
        file.write_text(kept)
    first = copy / "mentoring" / "1.yaml"
    first.write_text(
        f"{first.read_text()}activities: [{', '.join(name for name in ACTIVITIES if name not in NETWORKING)}]\n"
    )
    return copy


@asynccontextmanager
async def played(folder: Path, url: str, key: str, look: Look) -> AsyncIterator[Played]:
    """The season on a database, with its log in `folder`."""
    with logged(folder / "log"):
        async with house(folder, url, key, content=everything_at_once(folder)) as home:
            marked = await Season(home, look).play()
            yield Played(home, marked, await home.cards())
