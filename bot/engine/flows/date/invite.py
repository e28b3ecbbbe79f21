"""An agreed date as an invitation, channel-neutral, for an adapter to write down as a calendar entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.engine.flows.activities import shared
from bot.engine.flows.agenda import words as agenda_words
from bot.engine.flows.agreement.place import place_of
from bot.engine.flows.agreement.state import AGREEMENT, link_of
from bot.engine.flows.common import seance_of
from bot.engine.flows.date import words
from bot.engine.flows.date.search import length
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Say
from bot.engine.people import Place, Role
from bot.engine.programme import OBJECTIVE, Programme


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation to one séance. `uid` stays the same whatever happens to the date; `sequence` rises with every change."""

    uid: str
    sequence: int
    at: datetime
    minutes: int
    cancelled: bool
    names: Mapping[Role, str]
    summary: Say
    objective: Say
    topics_title: Say
    topics: tuple[Say, ...]
    place: str = ""
    """Where they agreed to meet, as typed, or the room that was opened for it; else empty."""
    link: str = ""
    """The address of their room, if the place is one."""
    mails: Mapping[Role, str] = field(default_factory=dict)
    """The two's e-mail addresses, as far as whoever writes it down knows them."""

    @property
    def end(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


def invite(programme: Programme, journey: Journey, number: int) -> Invite | None:
    """Returns the séance as a calendar should have it, or None if it has never had a date.

    A search for a date is a round: booked in round r it is version 2r + 1, given up it is version 2r of the next. What they
    propose to agree on comes on top, since the place may change with it.
    """
    sitting = journey.sitting(number)
    at = None if sitting is None else _at(sitting)
    if sitting is None or at is None:
        return None
    seance = seance_of(programme, journey, sitting)
    booked = sitting.meeting is not None
    called_off = journey.ended is not None and sitting.held is None
    place = place_of(journey, sitting)
    mentor, mentee = journey.members[Role.MENTOR], journey.members[Role.MENTEE]
    return Invite(
        uid=f"{journey.pair}.{number}",
        sequence=2 * sitting.round + booked + (booked and called_off) + journey.of(AGREEMENT).asked,
        at=at,
        minutes=sitting.meeting.minutes if sitting.meeting else length(programme, journey, sitting),
        cancelled=not booked or called_off,
        names={role: member.name for role, member in journey.members.items()},
        summary=words.INVITE_SUMMARY(seance=number, title=seance.title, mentor=mentor.name, mentee=mentee.name),
        objective=OBJECTIVE(objective=seance.objective),
        topics_title=agenda_words.TOPICS(),
        place=place,
        link=link_of(place),
        topics=tuple(topic.head.line(Place.PAIR, journey.members).say for topic in shared(journey, seance).topics),
    )


def _at(sitting: Sitting) -> datetime | None:
    """Returns the agreed date or, if it was given up, the last that was."""
    return sitting.meeting.at if sitting.meeting else sitting.gave_up
