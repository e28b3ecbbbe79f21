"""What tells somebody, in private and once, that their calendar needs them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.application.delivery.addressing import private_lane
from bot.engine.contact_policy import A_DAY
from bot.engine.effects import Urgency
from bot.engine.flows.calendar.actions import CARD
from bot.engine.messages import Message
from bot.engine.people import PRIVATE
from bot.engine.scheduling.hours import next_common
from bot.ports import OutboxMessage, UnitOfWork

HORIZON = 14
"""Days in which one is looked for that is not too full already."""

CONTACT = "calendar"
"""What a letter is counted under, beside the pairs of that day."""


@dataclass(frozen=True, slots=True)
class Letter:
    person: str
    owed: OutboxMessage
    day: date
    """The day on which it comes, as its reader's clock has it."""

    def send(self, unit: UnitOfWork) -> None:
        unit.outbox.enqueue([self.owed])
        unit.seen.contact(self.person, self.day, CONTACT, 1)


def letter(unit: UnitOfWork, id: str, about: str, message: Message, at: datetime) -> Letter | None:
    """For the person `id`, at a time when they may be disturbed; None while all their pairs rest. One a day and `about`."""
    for one in unit.people.memberships(id):
        journey = unit.journeys.of(one.pair)
        if journey is None or journey.pause is not None:
            continue
        member, person = journey.members[one.role], unit.people.of_pair(one.pair)[one.role]
        when = next_common([member], at)
        for _ in range(HORIZON):
            day = member.local(when).date()
            if unit.seen.contacted(person.id, day, "") < A_DAY:
                break
            when = next_common([member], member.opening(day + timedelta(days=1)).astimezone(UTC))
        owed = OutboxMessage(
            pair=one.pair,
            key=f"{CARD}.{at.date()}.{one.role}.{about}",
            to=PRIVATE[one.role],
            lane=private_lane(person),
            message=message,
            languages=person.reads,
            zones=(person.zone,),
            unprompted=True,
            due=when,
            urgency=Urgency.REST,
        )
        return Letter(person.id, owed, member.local(when).date())
    return None
