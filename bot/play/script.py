"""How the two people react to what they are shown."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.engine.messages import Button, Buttons, Checklist, Message
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from bot.play.cast import REMARK, SLIP
from bot.play.transcript import subject
from bot.ports import Owed

Pick = Callable[[Message], Sequence[str]]


@dataclass(frozen=True)
class Act:
    """Something one of the two will do with a card: `action` with the values that `pick` finds on it. Or type `command`."""

    actor: Role
    place: Place
    lane: str
    seance: int
    key: str = ""
    action: str = ""
    pick: Pick = lambda message: ()
    command: str = ""


@dataclass
class Script:
    """`last` is the séance after which they have had enough, `gate` the first that has to be wished for."""

    track: Track
    lang: str
    last: int
    gate: int
    clock: Clock
    _todo: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _count: int = 0

    @property
    def next(self) -> datetime | None:
        return self._todo[0][0] if self._todo else None

    def due(self, at: datetime) -> Act | None:
        return heapq.heappop(self._todo)[2] if self._todo and self._todo[0][0] <= at else None

    def _plan(self, after: int, act: Act) -> None:
        """In `after` minutes."""
        self._count += 1
        heapq.heappush(self._todo, (self.clock.now() + timedelta(minutes=after), self._count, act))

    def _use(self, after: int, post: Owed, actor: Role, action: str, pick: Pick = lambda message: ()) -> None:
        self._plan(after, Act(actor, post.to, post.lane.place, post.seance, post.key, action, pick))

    def __call__(self, post: Owed) -> None:
        match subject(post.key):
            case "date":
                self._date(post)
            case "agenda" if not post.refresh:
                self._agenda(post)
            case _ if post.refresh:
                pass
            case "prep":
                self._prep(post)
            case "reminder" if post.seance == 1:
                self._use(10, post, Role.MENTEE, "prep.mine")
            case "held":
                self._use(1, post, Role.MENTEE, "held.yes")
            case "evaluation":
                self._evaluation(post)
            case "continuation":
                yes = self.last >= self.gate
                self._use(180, post, Role(post.to.value), "continuation.yes" if yes else "continuation.no")
            case _:
                pass

    def _date(self, post: Owed) -> None:
        """The mentee taps first; at the third séance nothing suits, the fourth has to be moved."""
        slots = [button for button in _buttons(post.message) if button.action == "date.tap"]
        if post.seance > self.last:
            return
        if not slots:
            if post.seance == 4 and "." not in post.key.partition(".")[2] and _has(post.message, "date.move"):
                self._use(20 * 60, post, Role.MENTOR, "date.move")
            return
        if any(slot.pressed for slot in slots):
            return
        if post.seance == 3 and not post.card:
            self._use(20, post, Role.MENTEE, "date.none")
            return
        nth = post.seance % len(slots)
        self._use(25, post, Role.MENTEE, "date.tap", partial(_nth, nth))
        self._use(120, post, Role.MENTOR, "date.tap", partial(_nth, nth))

    def _prep(self, post: Owed) -> None:
        role = Role(post.to.value)
        if _ticks(post.message):
            self._use(50, post, role, "prep.tick", _ticks)
        if role is Role.MENTOR and post.seance == 1:
            for after, word in ((55, SLIP[self.lang]), (56, "prep")):
                self._plan(after, Act(role, post.to, post.lane.place, post.seance, command=word))

    def _agenda(self, post: Owed) -> None:
        """They turn the pages in turns; one topic of the second séance is skipped."""
        actor = Role.MENTEE if post.card else Role.MENTOR
        ways = ["agenda.skip"] if post.seance == 4 and post.card else []
        for action in (*ways, "agenda.next", "agenda.end"):
            if _has(post.message, action):
                pace = 12 if self.track is Track.MENTORING else 5
                self._use(pace, post, actor, action, partial(_value, action))
                return

    def _evaluation(self, post: Owed) -> None:
        role, n = Role(post.to.value), post.seance
        if n == 2 and role is Role.MENTEE and not post.key.endswith(".nudge"):
            return  # fills it in when reminded
        key = f"s{n}.evaluation.{role}"
        answers = {"useful": "4" if role is Role.MENTOR else "5", "shared": "5"}
        if self.track is Track.MENTORING and n > 1:
            answers["closer"] = "4"
        answers["helped"] = "listening"
        if n == 1 and role is Role.MENTEE:
            answers["remark"] = REMARK[self.lang]
        for after, (question, value) in enumerate(answers.items()):
            pick = partial(_answer, value)
            self._plan(30 + after, Act(role, post.to, post.lane.place, n, key, f"evaluation.{question}", pick))
        self._plan(40, Act(role, post.to, post.lane.place, n, key, "evaluation.done"))


def _buttons(message: Message) -> list[Button]:
    return [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]


def _has(message: Message, action: str) -> bool:
    return any(button.action == action for button in _buttons(message))


def _nth(n: int, message: Message) -> list[str]:
    """The value of the n-th date on offer."""
    return [button.value for button in _buttons(message) if button.action == "date.tap"][n : n + 1]


def _value(action: str, message: Message) -> list[str]:
    return [button.value for button in _buttons(message) if button.action == action][:1]


def _answer(value: str, _: Message) -> list[str]:
    return [value]


def _ticks(message: Message) -> list[str]:
    lists = [part for part in message.parts if isinstance(part, Checklist)]
    return [tick.value for part in lists for tick in part.ticks if not tick.locked]
