"""How the two find a date: in every way there is, one séance after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum

from bot.engine.flows.date import actions as dates
from bot.engine.flows.settings import actions as settings
from bot.engine.ids import read
from bot.engine.people import Role
from bot.play.acts import buttons, has, value
from bot.play.plan import Plan
from bot.ports import OutboxMessage


class Story(Enum):
    """How the date of a séance is found in the longer track, before both tap one."""

    NOBODY = "nobody taps before the reminder"
    NONE = "none of the dates suits"
    MOVE = "it is moved"
    OTHER = "one is proposed by hand"
    CANCEL = "it is cancelled"
    AWAY = "one of them is away"
    CALENDAR = "one of them moves it in their own calendar, and then proposes that"


STORIES = {2: Story.NOBODY, 3: Story.NONE, 4: Story.MOVE, 5: Story.OTHER, 6: Story.CANCEL, 7: Story.AWAY}
IN_CALENDARS = {1: Story.MOVE, 2: Story.CANCEL, 3: Story.CALENDAR}
"""The same, of two who have their séances written into their calendars, in either track."""
BOOKING = {Story.MOVE: dates.MOVE, Story.CANCEL: dates.CANCEL}
"""What is pressed once a date is booked."""


@dataclass
class Dates:
    plan: Plan
    settings: str
    """The word for the settings."""
    stories: Mapping[int, Story]
    """By séance; where there is none, both tap a date at once."""
    _booked: set[str] = field(default_factory=set)

    def see(self, post: OutboxMessage) -> None:
        """The mentee taps first, once the story of the séance has been told."""
        slots = [button for button in buttons(post.message) if button.action == dates.TAP]
        pressed = next((nth for nth, slot in enumerate(slots) if slot.pressed), None)
        if pressed is not None and self._is_of_calendar(post):
            self.plan.use(60, post, Role.MENTOR, dates.TAP, value(dates.TAP, pressed))
            return
        match self._story(post):
            case Story.MOVE | Story.CANCEL as story if has(post.message, BOOKING[story]) and self._first(post):
                self.plan.use(20 * 60, post, Role.MENTOR, BOOKING[story])
            case Story.CALENDAR if has(post.message, dates.MOVE) and self._first(post):
                self.plan.move(20 * 60, post, Role.MENTEE, timedelta(hours=-1))
            case Story.NOBODY:
                pass
            case Story.NONE if not post.card:
                self.plan.use(20, post, Role.MENTEE, dates.NONE)
            case Story.AWAY if not post.card:
                self._away(post)
            case Story.OTHER if pressed is None and slots:
                self._by_hand(post)
            case Story.OTHER if pressed is not None:
                self.plan.use(60, post, Role.MENTOR, dates.TAP, value(dates.TAP, pressed))
            case _ if slots and pressed is None:
                nth = value(dates.TAP, post.seance % len(slots))
                self.plan.use(25, post, Role.MENTEE, dates.TAP, nth)
                self.plan.use(120, post, Role.MENTOR, dates.TAP, nth)
            case _ if has(post.message, dates.AGAIN):
                self.plan.use(150, post, Role.MENTEE, dates.AGAIN)
            case _:
                pass

    def _story(self, post: OutboxMessage) -> Story | None:
        return self.stories.get(post.seance) if read(post.key).round == 1 else None

    def _first(self, post: OutboxMessage) -> bool:
        """Whether the booking is new: a card is drawn again when a room has been opened for it."""
        new = post.key not in self._booked
        self._booked.add(post.key)
        return new

    def _is_of_calendar(self, post: OutboxMessage) -> bool:
        """Whether the date on it was proposed out of a calendar."""
        return self.stories.get(post.seance) is Story.CALENDAR and read(post.key).round == 2

    def _by_hand(self, post: OutboxMessage) -> None:
        """Proposes a date by hand, on a working day of the week after."""
        self.plan.use(20, post, Role.MENTEE, dates.OTHER)
        fields = {"day": self.plan.working_day(9).isoformat(), "time": "10:30"}
        self.plan.answer(21, post, Role.MENTEE, dates.OWN, fields)

    def _away(self, post: OutboxMessage) -> None:
        """The mentee says that they are away for a week, and asks for dates anew."""
        self.plan.say(10, post, Role.MENTEE, self.settings)
        self.plan.answer(11, post, Role.MENTEE, settings.LEAVE)
        days = {"first": self.plan.day(1).isoformat(), "last": self.plan.day(8).isoformat()}
        self.plan.answer(12, post, Role.MENTEE, settings.AWAY, days)
        self.plan.use(14, post, Role.MENTEE, dates.NONE)
