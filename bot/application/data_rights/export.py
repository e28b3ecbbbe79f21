"""Everything that is kept about one person, for that person alone.

1. What they said is theirs, whatever it is: every state that a conversation keeps for them is in it, by its slot.
2. What the two share is in it as both see it; what stands under the other's name is not.
3. A secret is no answer: of a linked calendar there is its kind and where it is, not its address.
4. The bot keeps no copy of what it has sent, but for messages that are still owed and those that the local page shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypeVar

import msgspec

from bot.application.data_rights.lanes import lanes_of
from bot.application.data_rights.page import page
from bot.engine import ids
from bot.engine.flows.digest.totals import Level
from bot.engine.flows.privacy.actions import PART
from bot.engine.flows.willing.state import is_before
from bot.engine.journey import SHARED, Contact, Journey, Pause, Sitting
from bot.engine.messages import Message
from bot.engine.people import NOBODY, DaysOff, Hours, Role
from bot.engine.programme import Track
from bot.ports import AuditEntry, ContactCount, KeyLost, LinkedCalendar, Membership, Person, UnitOfWork, Voice

FORMAT = 1
"""Raised when something in an export means something else than before."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AboutPerson:
    id: str
    name: str
    channel: str
    address: str
    mail: str
    languages: tuple[str, ...]
    zone: str
    hours: Hours
    off: tuple[DaysOff, ...]
    chosen: tuple[str, ...]
    """What of it they chose themselves."""


@dataclass(frozen=True, slots=True)
class AboutEvent:
    """A séance that stands, or is to stand, in it."""

    pair: str
    number: int
    start: datetime | None
    """As it was last written."""


@dataclass(frozen=True, slots=True)
class AboutCalendar:
    kind: str
    where: str
    """A host, or the name of a service."""
    linked: datetime
    read: datetime | None
    failing: datetime | None
    writes: bool
    """Their séances are written into it."""
    events: tuple[AboutEvent, ...]


@dataclass(frozen=True, slots=True)
class AboutPair:
    id: str
    programme: str
    track: Track
    role: Role
    partner: str
    """The other one's name."""
    start: date
    ended: datetime | None
    left: bool
    pause: Pause | None
    seances: tuple[Sitting, ...]
    shared: Mapping[str, Any]
    """What conversations keep for the two, by slot."""
    own: Mapping[str, Any]
    """What they keep for this person alone, by slot: answers, lines, notes, ticks."""
    unreadable: bool
    """Whether there are words that cannot be read just now, because a key is missing: none of them is lost."""
    shown: Mapping[str, datetime | None]
    """When cards were delivered on which reminders hang."""
    done: tuple[str, ...]
    """Which reminders have had their say."""
    postponed: Mapping[str, datetime]
    contact: Contact | None


@dataclass(frozen=True, slots=True)
class KeptMessage:
    pair: str
    key: str
    where: Literal["page", "waiting"]
    """On the local page, or not delivered yet."""
    at: datetime | None
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Counted:
    programme: str
    pair: str
    week: date
    """The first day after the week."""
    ratings: Mapping[str, Level]
    helped: tuple[str, ...]
    tone: str
    """Of how it goes with the other one: `flows.digest.fits.Tone`; empty for an evaluation."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What a coordinator or an operator did about this person, or this person as a coordinator."""

    at: datetime
    who: Literal["operator", "coordinator", "you"]
    what: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What this person has written, as a coordinator, to the people of a programme, or has begun to."""

    programme: str
    text: str
    """Empty if it cannot be read just now."""
    made: datetime
    sent: datetime | None
    count: int
    """How many people it was sent to."""


@dataclass(frozen=True, slots=True)
class ExportData:
    format: int
    made: datetime
    person: AboutPerson
    calendar: AboutCalendar | None
    coordinates: tuple[str, ...]
    """The programmes, by id."""
    pairs: tuple[AboutPair, ...]
    messages: tuple[KeptMessage, ...]
    contacts: tuple[ContactCount, ...]
    """Unprompted messages a day and pair."""
    counted: tuple[Counted, ...]
    """What the totals of a week that is not over hold of this person; of a week that is over nobody can tell."""
    noted: tuple[Noted, ...]
    announced: tuple[Announced, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    data: ExportData
    waiting: tuple[Message, ...] = ()
    """The messages that are owed, to be read aloud: `data` has them as they are kept."""

    def json(self) -> str:
        """As `docs/privacy/export.schema.json` says."""
        return msgspec.json.format(msgspec.json.encode(self.data), indent=2).decode()

    def page(self, voice: Voice) -> str:
        """The same to read, as HTML that stands in a page: escaped, without a script or anything from elsewhere."""
        return page(msgspec.to_builtins(self.data, builtin_types=(datetime,)), self.waiting, voice)


def export(unit: UnitOfWork, person_id: str, at: datetime) -> Export:
    """Raises `LookupError` if nobody has that id."""
    person = unit.records.person(person_id)
    if person is None:
        raise LookupError(f"there is nobody with the id {person_id}")
    calendar = unit.calendars.of(person.id)
    pairs = unit.people.every_membership(person.id)
    lanes = lanes_of(unit, person, pairs)
    owed = [post for lane in lanes for post in unit.records.queued(lane) if not _is_export(post.key)]
    shown = [card for lane in lanes for card in unit.records.shown(lane) if not _is_export(card.key)]
    data = ExportData(
        format=FORMAT,
        made=at,
        person=_about(person),
        calendar=None if calendar is None else _calendar(unit, calendar),
        coordinates=tuple(one.id for one in unit.programmes.of_coordinator(person.id)),
        pairs=tuple(found for one in pairs if (found := _pair(unit, one)) is not None),
        messages=(
            *(KeptMessage(one.pair, one.key, "page", one.posted, one.content) for one in shown),
            *(KeptMessage(one.pair, one.key, "waiting", one.due, _plain(one.message)) for one in owed),
        ),
        contacts=tuple(unit.records.contacts(person.id)),
        counted=tuple(_counted(unit, person.id)),
        noted=tuple(_noted(one, person.id) for one in unit.audit.all() if person.id in (one.who, one.about)),
        announced=tuple(
            Announced(one.programme, one.text or "", one.made, one.sent, one.people)
            for one in unit.announcements.of_writer(person.id)
        ),
    )
    return Export(data, tuple(one.message for one in owed))


def _is_export(key: str) -> bool:
    """Whether it is part of an earlier export: that is in this one already."""
    return ids.read(key).kind == PART


def _about(person: Person) -> AboutPerson:
    return AboutPerson(
        id=person.id,
        name=person.name,
        channel=person.address.channel,
        address=person.address.id,
        mail=person.mail,
        languages=person.languages,
        zone=person.zone,
        hours=person.hours,
        off=person.off,
        chosen=person.chosen,
    )


def _calendar(unit: UnitOfWork, one: LinkedCalendar) -> AboutCalendar:
    events = tuple(AboutEvent(owed.pair, owed.number, owed.start) for owed in unit.calendar_events.of(one.person))
    return AboutCalendar(one.kind, one.shown, one.at, one.read, one.failing, one.writes, events)


def _pair(unit: UnitOfWork, one: Membership) -> AboutPair | None:
    journey, programme = unit.journeys.of(one.pair), unit.programmes.of_pair(one.pair)
    if journey is None:
        return None
    role = one.role
    return AboutPair(
        id=one.pair,
        programme="" if programme is None else programme.id,
        track=one.track,
        role=role,
        partner=NOBODY if is_before(journey) else one.partner,
        start=journey.start,
        ended=journey.ended,
        left=role in journey.left,
        pause=journey.pause,
        seances=tuple(_seance(sitting, role) for sitting in journey.sittings),
        shared=_without(
            {name: _plain(value) for name, value in {**journey.shared, **journey.words_shared}.items()}, role.other
        ),
        own=_own(journey, role),
        unreadable=SHARED in journey.unreadable or role in journey.unreadable,
        shown=_of_card(journey.shown, role),
        done=tuple(id for id in journey.done if _is_theirs(id, role)),
        postponed=_of_card(journey.postponed, role),
        contact=journey.contacts.get(role),
    )


def _own(journey: Journey, role: Role) -> Mapping[str, Any]:
    """Facts and words; words that cannot be opened just now are not there."""
    kept = {**journey.own.get(role, {}), **journey.private.get(role, {})}
    return {name: _plain(value) for name, value in kept.items()}


def _seance(sitting: Sitting, role: Role) -> Sitting:
    """As this person knows it: which dates suit the other is the other's."""
    done = tuple(id for id in sitting.done if _is_theirs(id, role))
    offer = sitting.offer
    if offer is not None:
        offer = replace(offer, taps={who: dates for who, dates in offer.taps.items() if who is role})
    return replace(sitting, offer=offer, done=done)


def _is_theirs(id: str, role: Role) -> bool:
    """Whether a card or a reminder is the pair's, or this person's."""
    return ids.read(id).role is not role.other


def _of_card(kept: Mapping[Any, T], role: Role) -> Mapping[str, T]:
    return {str(id): value for id, value in kept.items() if _is_theirs(id, role)}


def _without(value: Any, other: Role) -> Any:
    """A state without what it keeps under the other's name."""
    match value:
        case dict():
            return {key: _without(one, other) for key, one in value.items() if key != other}
        case list():
            return [_without(one, other) for one in value]
        case _:
            return value


def _plain(value: object) -> Any:
    """As JSON has it; a state of a flow that is no more is carried along as it was stored."""
    return msgspec.json.decode(value if isinstance(value, msgspec.Raw) else msgspec.json.encode(value))


def _counted(unit: UnitOfWork, person: str) -> Iterator[Counted]:
    """Nothing of a box that cannot be opened just now."""
    for programme in unit.programmes.all():
        with suppress(KeyLost):
            for one in unit.weeks.box(programme.id):
                if one.person == person:
                    yield Counted(programme.id, one.pair, one.week, one.ratings, one.helped, one.tone)


def _noted(one: AuditEntry, person: str) -> Noted:
    if one.who == person:
        return Noted(one.at, "you", one.kind)
    return Noted(one.at, "operator" if one.who.startswith("operator") else "coordinator", one.kind)
