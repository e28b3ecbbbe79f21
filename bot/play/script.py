"""Scripts how the two people react to what they are shown."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from functools import partial

from bot.engine.flows.agenda import actions as agenda
from bot.engine.flows.colleagues import actions as colleagues
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.date import actions as dates
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.evaluation.card import key as evaluation_key
from bot.engine.flows.evaluation.questions import REMARK
from bot.engine.flows.held import actions as held
from bot.engine.flows.prep import actions as prep
from bot.engine.flows.settings import actions as settings
from bot.engine.ids import NO_ACTION, Action, read
from bot.engine.messages import Button, Buttons, Checklist, Message
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from bot.infra.clock import Clock
from bot.ports import OutboxMessage
from bot.ports.language import Players


class Story(Enum):
    """How the date of a séance is found in the longer track, before both tap one."""

    NOBODY = "nobody taps before the reminder"
    NONE = "none of the dates suits"
    MOVE = "it is moved"
    OTHER = "one is proposed by hand"
    CANCEL = "it is cancelled"
    AWAY = "one of them is away"


STORIES = {2: Story.NOBODY, 3: Story.NONE, 4: Story.MOVE, 5: Story.OTHER, 6: Story.CANCEL, 7: Story.AWAY}
BOOKING = {Story.MOVE: dates.MOVE, Story.CANCEL: dates.CANCEL}
"""What is pressed once a date is booked."""

Pick = Callable[[Message], Sequence[str]]


@dataclass(frozen=True)
class Act:
    """An act is what one of the two will do with a card: `action` with the values that `pick` finds on it, or with `fields`.

    `answer`: with the card that they were answered last. Or type `command`.
    """

    actor: Role
    place: Place
    lane: str
    seance: int
    key: str = ""
    action: Action = NO_ACTION
    pick: Pick = lambda message: ()
    fields: Mapping[str, str] = field(default_factory=dict)
    answer: bool = False
    command: str = ""


@dataclass
class Script:
    """Decides what each does next. `last` is the last séance that they want, `gate` the first that has to be wished for."""

    track: Track
    players: Players
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
        """Plans an act in `after` minutes."""
        self._count += 1
        heapq.heappush(self._todo, (self.clock.now() + timedelta(minutes=after), self._count, act))

    def _use(
        self, after: int, post: OutboxMessage, actor: Role, action: Action, pick: Pick = lambda message: ()
    ) -> None:
        self._plan(after, Act(actor, post.to, post.lane.place, post.seance, post.key, action, pick))

    def _answer(
        self, after: int, post: OutboxMessage, actor: Role, action: Action, fields: Mapping[str, str] | None = None
    ) -> None:
        """Plans an act on what they were answered last."""
        act = Act(actor, post.to, post.lane.place, post.seance, action=action, fields=fields or {}, answer=True)
        self._plan(after, act)

    def __call__(self, post: OutboxMessage) -> None:
        match read(post.key).kind:
            case dates.CARD:
                self._date(post)
            case agenda.CARD if not post.refresh:
                self._agenda(post)
            case _ if post.refresh:
                pass
            case prep.CARD:
                self._prep(post)
            case prep.REMINDER if post.seance == 1:
                self._use(10, post, Role.MENTEE, prep.MINE)
            case held.CARD:
                self._use(1, post, Role.MENTEE, held.YES)
            case evaluation.CARD:
                self._evaluation(post)
            case colleagues.CARD:
                self._use(90, post, Role.MENTEE, colleagues.YES)
            case continuation.CARD if not read(post.key).rest:
                yes = self.last >= self.gate
                self._use(180, post, Role(post.to.value), continuation.YES if yes else continuation.NO)
            case _:
                pass

    def _date(self, post: OutboxMessage) -> None:
        """The mentee taps first, once the story of the séance has been told."""
        if post.seance > self.last:
            return
        slots = [button for button in _buttons(post.message) if button.action == dates.TAP]
        pressed = next((nth for nth, slot in enumerate(slots) if slot.pressed), None)
        first_round = read(post.key).round == 1
        match STORIES.get(post.seance) if first_round and self.track is Track.MENTORING else None:
            case Story.MOVE | Story.CANCEL as story if _has(post.message, BOOKING[story]):
                self._use(20 * 60, post, Role.MENTOR, BOOKING[story])
            case Story.NOBODY:
                pass
            case Story.NONE if not post.card:
                self._use(20, post, Role.MENTEE, dates.NONE)
            case Story.AWAY if not post.card:
                self._away(post)
            case Story.OTHER if pressed is None and slots:
                self._by_hand(post)
            case Story.OTHER if pressed is not None:
                self._use(60, post, Role.MENTOR, dates.TAP, partial(_nth, pressed))
            case _ if slots and pressed is None:
                nth = partial(_nth, post.seance % len(slots))
                self._use(25, post, Role.MENTEE, dates.TAP, nth)
                self._use(120, post, Role.MENTOR, dates.TAP, nth)
            case _ if _has(post.message, dates.AGAIN):
                self._use(150, post, Role.MENTEE, dates.AGAIN)
            case _:
                pass

    def _by_hand(self, post: OutboxMessage) -> None:
        """Proposes a date by hand, on a working day of the week after."""
        day = self._day(9)
        while day.weekday() > 4:
            day += timedelta(days=1)
        self._use(20, post, Role.MENTEE, dates.OTHER)
        self._answer(21, post, Role.MENTEE, dates.OWN, {"day": day.isoformat(), "time": "10:30"})

    def _away(self, post: OutboxMessage) -> None:
        """The mentee says that they are away for a week, and asks for dates anew."""
        self._plan(10, Act(Role.MENTEE, post.to, post.lane.place, post.seance, command=self.players.settings))
        self._answer(11, post, Role.MENTEE, settings.LEAVE)
        days = {"first": self._day(1).isoformat(), "last": self._day(8).isoformat()}
        self._answer(12, post, Role.MENTEE, settings.AWAY, days)
        self._use(14, post, Role.MENTEE, dates.NONE)

    def _day(self, ahead: int) -> date:
        return self.clock.now().date() + timedelta(days=ahead)

    def _prep(self, post: OutboxMessage) -> None:
        role = Role(post.to.value)
        if _ticks(post.message):
            self._use(50, post, role, prep.TICK, _ticks)
        if role is Role.MENTOR and post.seance == 1:
            for after, word in ((55, self.players.slip), (56, self.players.prep)):
                self._plan(after, Act(role, post.to, post.lane.place, post.seance, command=word))

    def _agenda(self, post: OutboxMessage) -> None:
        """They turn the pages in turns, once they have met; one topic of the second séance is skipped."""
        actor, ahead = (Role.MENTEE, 0) if post.card else (Role.MENTOR, 10)
        ways = [agenda.SKIP] if post.seance == 4 and post.card else []
        for action in (*ways, agenda.NEXT, agenda.END):
            if _has(post.message, action):
                pace = 12 if self.track is Track.MENTORING else 5
                self._use(pace + ahead, post, actor, action, partial(_value, action))
                return

    def _evaluation(self, post: OutboxMessage) -> None:
        role, n = Role(post.to.value), post.seance
        if n == 2 and role is Role.MENTEE and not read(post.key).rest:
            return  # fills it in when reminded
        key = evaluation_key(n, role)
        answers = {"useful": "4" if role is Role.MENTOR else "5", "shared": "5"}
        answers["helped"] = "listening"
        if n == 1 and role is Role.MENTEE:
            said = {REMARK: self.players.remark}
            self._plan(35, Act(role, post.to, post.lane.place, n, key, evaluation.REMARK, fields=said))
        for after, (question, value) in enumerate(answers.items()):
            pick = partial(_chosen, value)
            self._plan(30 + after, Act(role, post.to, post.lane.place, n, key, evaluation.ANSWER[question], pick))
        self._plan(40, Act(role, post.to, post.lane.place, n, key, evaluation.DONE))


def _buttons(message: Message) -> list[Button]:
    return [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]


def _has(message: Message, action: Action) -> bool:
    return any(button.action == action for button in _buttons(message))


def _nth(n: int, message: Message) -> list[str]:
    """The value of the n-th date on offer."""
    return [button.value for button in _buttons(message) if button.action == dates.TAP][n : n + 1]


def _value(action: Action, message: Message) -> list[str]:
    return [button.value for button in _buttons(message) if button.action == action][:1]


def _chosen(value: str, _: Message) -> list[str]:
    return [value]


def _ticks(message: Message) -> list[str]:
    lists = [part for part in message.parts if isinstance(part, Checklist)]
    return [tick.value for part in lists for tick in part.ticks if not tick.locked]
