"""Where adapters bring what people do: finds the person and the pair, makes it an event, and answers in their words.

A stranger, a button of somebody else's card, a person in several pairs: all of it is settled here, before the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.application.answering import Answering
from bot.application.calendars.card import MyCalendar
from bot.application.coordination.desk.front import PRESSES, Desk, Home, only_looks
from bot.application.data_rights.chat import MyData
from bot.application.event_handler import EventHandler
from bot.application.links import LinksFor, no_links
from bot.application.one_form import form_sent, one_form
from bot.application.profiles import follow
from bot.application.still_asked import still_asked
from bot.engine import ids
from bot.engine.commands import Meaning, Parsed
from bot.engine.events import ByMember, CallBegan, CallEnded, Commanded, Pressed, Submitted
from bot.engine.flows import FLOWS
from bot.engine.flows.attestation.flow import FLOW as ATTESTATION
from bot.engine.flows.calendar import actions as calendar_actions
from bot.engine.flows.common import RUN, STALE, hint
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.coordination.inquiries.form import LONGEST_LINES
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.help.words import THANKS
from bot.engine.flows.pause.actions import RESUME
from bot.engine.flows.privacy import actions as privacy_actions
from bot.engine.flows.privacy.flow import FLOW as PRIVACY
from bot.engine.flows.status.actions import STATUS
from bot.engine.flows.status.words import TRACKS
from bot.engine.flows.willing.state import is_before
from bot.engine.ids import Action, Command, action
from bot.engine.messages import Button, Buttons, Message, Say, typed
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.steps.links import linked
from bot.engine.steps.views import view
from bot.engine.words import Word, Words, of_partner
from bot.infra import logs
from bot.ports import (
    Address,
    Answer,
    CardPress,
    DroppedFile,
    FormSubmission,
    Membership,
    Person,
    PlatformProfile,
    UnitOfWork,
)

T = TypeVar("T", bound=ByMember)

WORDS = Words("door")


def of_track(*, partner: Word, track: Word) -> None: ...


NO_PAIR = WORDS("no-pair")
WHICH_PAIR = WORDS("which-pair")
PAIR_WITH = WORDS("pair-with", of_partner)
PAIR_WITH_IN = WORDS("pair-with-in", of_track)

CHOOSE_PAIR = action("pair")
"""Says for which of a person's pairs a command was meant."""

OWN_DATA = PRIVACY.outside | ATTESTATION.outside
"""The buttons that concern a person, and no pair of theirs alone."""

LONGEST = 4000
"""Of what is typed, this much is read."""

LONGEST_PASTED = LONGEST_LINES + 1_000
"""Of what a coordinator pastes after a word."""

Make = Callable[[str, Role, Place, datetime], ByMember]


@dataclass(frozen=True, slots=True)
class _Command:
    """Words typed to the bot, before it is known for which pair."""

    id: str
    sender: Address
    conversation: str
    typed: str

    @property
    def words(self) -> str:
        """What of it is read as words of a pair."""
        return self.typed[:LONGEST]


class InteractionRouter:
    """`bot.ports.Interactions` over the event handler."""

    def __init__(
        self,
        service: EventHandler,
        calendar: MyCalendar | None = None,
        links: LinksFor = no_links,
        file_channels: Collection[str] = (),
    ) -> None:
        """Without an address on the web, or keys, there is none of these: nobody can link a calendar, people's own export comes
        by chat, and that of a programme's pairs from the terminal."""
        self._service, self.calendar = service, calendar
        self._answering = Answering(service)
        self._desk = Desk(self._answering, links, file_channels)
        self.data = MyData(service, links)

    def over(self, service: EventHandler) -> InteractionRouter:
        """The same over another service."""
        return InteractionRouter(service, self.calendar, self.data.links, self._desk.file_channels)

    async def known(self, addresses: Sequence[Address]) -> Address:
        def first(unit: UnitOfWork) -> Address:
            return next((one for one in addresses if unit.people.at(one) is not None), addresses[0])

        return await self._service.store.read(first)

    async def typed(self, id: str, sender: Address, conversation: str, text: str) -> Sequence[Answer]:
        command = _Command(id, sender, conversation, text[:LONGEST_PASTED])
        if self._desk.asks_to_look(text):
            look = partial(self._desk.looked, sender=sender, conversation=conversation, text=command.typed)
            if shown := await self._service.store.read(look):
                return await self._heard(id, sender, lambda _: shown)
        return await self._heard(id, sender, lambda unit: self._typed(unit, command))

    async def pressed(self, press: CardPress) -> Sequence[Answer]:
        if press.action == RUN and [*press.values] == [calendar_actions.CALENDAR] and self.calendar is not None:
            press = replace(press, action=calendar_actions.OPEN, values=())
        if press.action == CHOOSE_PAIR:
            return await self._heard(press.id, press.sender, lambda unit: self._chosen(unit, press))
        if press.action in PRESSES:
            return await self._pressed_at_desk(press)
        if press.action in OWN_DATA:
            return await self._heard(press.id, press.sender, lambda unit: self._of_privacy(unit, press))
        if press.action in FLOWS.outside:
            return await self._heard(press.id, press.sender, lambda unit: self._of_calendar(unit, press))

        def make(pair: str, role: Role, place: Place, at: datetime) -> Pressed:
            return Pressed(press.id, at, pair, role, press.card, Action(press.action), tuple(press.values), place)

        def pressed(unit: UnitOfWork) -> Sequence[Answer]:
            pair = still_asked(unit, press).pair
            answers = self._used(unit, press.sender, press.conversation, pair, make)
            return one_form(unit, press, answers, self._service.clock.now())

        return await self._heard(press.id, press.sender, pressed)

    async def submitted(self, submission: FormSubmission) -> Sequence[Answer]:
        one = submission
        if one.action in PRESSES:
            return await self._heard(one.id, one.sender, lambda unit: self._at_desk(unit, one))
        if one.action in FLOWS.outside:
            return await self._heard(one.id, one.sender, lambda unit: self._of_calendar(unit, one))

        def make(pair: str, role: Role, place: Place, at: datetime) -> Submitted:
            return Submitted(one.id, at, pair, role, one.card, Action(one.action), dict(one.fields), place)

        def submitted(unit: UnitOfWork) -> Sequence[Answer]:
            form_sent(unit, one.sender)
            return self._used(unit, one.sender, one.conversation, one.pair, make)

        return await self._heard(one.id, one.sender, submitted)

    async def _heard(
        self, id: str, sender: Address, work: Callable[[UnitOfWork], Sequence[Answer]]
    ) -> Sequence[Answer]:
        """In one transaction: whoever acts can be reached, and gets what could not be delivered to them before."""

        def heard(unit: UnitOfWork) -> Sequence[Answer]:
            with logs.about(event=id):
                unit.dead_letters.reached(sender, self._service.clock.now())
                return work(unit)

        return await self._service.store.run(heard)

    async def dropped(self, id: str, sender: Address, file: DroppedFile) -> Sequence[Answer]:
        def dropped(unit: UnitOfWork) -> Sequence[Answer]:
            person = unit.people.at(sender)
            return [] if person is None else self._desk.dropped(unit, person, file, id)

        return await self._heard(id, sender, dropped)

    async def viewed(self, sender: Address, pair: str, card: str) -> Answer | None:
        return await self._service.store.read(lambda unit: self._viewed(unit, sender, pair, card))

    async def overview(self, id: str, sender: Address) -> Sequence[Answer]:
        desk = await self._service.store.read(lambda unit: self._desk.at_home(unit, sender))
        return await self._heard(id, sender, lambda unit: self._overview(unit, id, sender, desk))

    async def called(self, id: str, channel: str, conversation: str, *, over: bool) -> None:
        kind, at = CallEnded if over else CallBegan, self._service.clock.now()

        def called(unit: UnitOfWork) -> None:
            for pair in unit.people.pairs_at(channel, conversation):
                self._service.answers(unit, kind(f"{id}/{pair}", at, pair))

        await self._service.store.run(called)

    async def followed(self, id: str, profile: PlatformProfile) -> None:
        await self._service.store.run(lambda unit: follow(self._service, unit, id, profile))

    async def left(self, who: Address) -> None:
        await self._service.rest(who)

    async def returned(self, who: Address) -> None:
        await self._service.back(who)

    # Inside one transaction

    def _typed(self, unit: UnitOfWork, command: _Command) -> Sequence[Answer]:
        sender, words = command.sender, command.words
        person = unit.people.at(sender)
        parsed = self._service.programme.read(words)
        if parsed.meaning is Meaning.THUMB:
            return []
        if person is None:
            return [self._answering.stranger()]
        shared = unit.people.pairs_at(sender.channel, command.conversation)
        if not shared and (told := self._desk.asked(unit, command.id, person, command.typed)):
            return told
        mine = unit.people.memberships(person.id)
        act = self._calendar_shown if parsed.command == calendar_actions.CALENDAR else self._commanded
        if shared:
            mine = [one for one in mine if one.pair in shared]
            if len(mine) < 2:  # meant for that pair, even if its journey has ended
                return act(unit, command, shared[0])
        if not mine and parsed.meaning is Meaning.THANKS:
            return [self._answering.answer(Message((THANKS.text(),)), person)]
        if not mine and (asked := self._always(unit, person, parsed)) is not None:
            return self._of_the_past(unit, command, person, asked)
        if not mine:
            return self._desk.wrote(unit, person, words) or [self._answering.answer(Message((NO_PAIR.text(),)), person)]
        mine = _begun(unit, mine)
        if len(mine) > 1 and not _means_any_pair(parsed):
            return [self._answering.answer(_which(mine, words), person)]
        done = act(unit, command, mine[0].pair)
        return [*done, *self._desk.helped(unit, person)] if parsed.command == HELP and not shared else done

    async def _pressed_at_desk(self, press: CardPress) -> Sequence[Answer]:
        read = self._service.store.read
        shown = await read(lambda unit: self._desk.pressed(unit, press)) if only_looks(press) else None

        def pressed(unit: UnitOfWork) -> Sequence[Answer]:
            answers = self._desk.pressed(unit, press) if shown is None else shown
            return one_form(unit, press, answers, self._service.clock.now())

        return await self._heard(press.id, press.sender, pressed)

    def _at_desk(self, unit: UnitOfWork, one: FormSubmission) -> Sequence[Answer]:
        form_sent(unit, one.sender)
        return self._desk.submitted(unit, one)

    def _viewed(self, unit: UnitOfWork, sender: Address, pair: str, card: str) -> Answer | None:
        person, role, journey = unit.people.at(sender), _role(unit, sender, pair), unit.journeys.of(pair)
        if person is None or role is None or journey is None:
            return None
        programme = linked(self._service.programme_of(unit, journey), journey.links, self._service.clock.now())
        message = view(programme, journey, card, role)
        message = message or Message((STALE.text(), hint(STATUS)))
        return replace(self._answering.answer(message, person), pair=pair, key=card, redraw=True)

    def _overview(self, unit: UnitOfWork, id: str, sender: Address, desk: Home) -> Sequence[Answer]:
        person = unit.people.at(sender)
        mine = unit.people.memberships(person.id) if person else ()
        standing = (answer for one in mine for answer in self._standing(unit, id, sender, one.pair))
        found = [*desk.first, *standing, *desk.last]
        if found or mine:
            return found
        return [self._answering.answer(Message((NO_PAIR.text(),)), person) if person else self._answering.stranger()]

    def _standing(self, unit: UnitOfWork, id: str, sender: Address, pair: str) -> Iterator[Answer]:
        """The state, then the cards that there are just now, each once: only a card has a key."""
        seen = set[str]()
        for nth, command in enumerate(FLOWS.overview):

            def make(pair: str, role: Role, place: Place, at: datetime, run: Command = command) -> Pressed:
                return Pressed(f"{id}/{pair}/{run}", at, pair, role, "", RUN, (run,), place)

            for answer in self._used(unit, sender, "", pair, make):
                if answer.key not in seen if answer.key else not nth:
                    seen.add(answer.key)
                    yield answer

    def _chosen(self, unit: UnitOfWork, press: CardPress) -> Sequence[Answer]:
        """The pair that a command was meant for."""
        pair, _, words = (press.values[0] if press.values else "").partition(" ")
        return self._commanded(unit, _Command(press.id, press.sender, press.conversation, words), pair)

    def _commanded(self, unit: UnitOfWork, command: _Command, pair: str) -> Sequence[Answer]:
        def make(pair: str, role: Role, place: Place, at: datetime) -> Commanded:
            return Commanded(command.id, at, pair, role, command.words, place)

        return self._used(unit, command.sender, command.conversation, pair, make)

    def _calendar_shown(self, unit: UnitOfWork, command: _Command, pair: str) -> Sequence[Answer]:
        """To the words « my calendar »; where nobody can link one, the pair's own answer says so."""
        if self.calendar is None:
            return self._commanded(unit, command, pair)
        opened = CardPress(command.id, command.sender, command.conversation, pair, "", calendar_actions.OPEN)
        return self._of_calendar(unit, opened)

    def _used(
        self,
        unit: UnitOfWork,
        sender: Address,
        conversation: str,
        pair: str,
        make: Callable[[str, Role, Place, datetime], T],
    ) -> Sequence[Answer]:
        role = _role(unit, sender, pair)
        if role is None:
            return [self._answering.refused(unit, sender)]
        place = Place.PAIR if pair in unit.people.pairs_at(sender.channel, conversation) else PRIVATE[role]
        return self._service.answers(unit, make(pair, role, place, self._service.clock.now()))

    def _of_calendar(self, unit: UnitOfWork, done: CardPress | FormSubmission) -> Sequence[Answer]:
        """A person's own calendar: settled here, so that what they type of it goes no further."""
        person, role, at = unit.people.at(done.sender), _role(unit, done.sender, done.pair), self._service.clock.now()
        if person is None or role is None:
            return [self._answering.refused(unit, done.sender)]
        if not unit.seen.mark(done.id, done.pair, at):
            return []
        if self.calendar is None:
            return [self._answering.answer(Message((STALE.text(),)), person)]
        key = ids.card(calendar_actions.CARD, role=role)
        if isinstance(done, FormSubmission):
            message = self.calendar.submitted(unit, person.id, done.fields, at)
            return [replace(self._answering.answer(message, person), pair=done.pair, key=key, redraw=True)]
        message, redraw = self.calendar.pressed(unit, person.id, Action(done.action), done.values, at)
        answer = replace(self._answering.answer(message, person), pair=done.pair, key=key, redraw=redraw)
        return one_form(unit, done, [answer], at)

    def _always(self, unit: UnitOfWork, person: Person, parsed: Parsed) -> Command | None:
        """What is answered once every journey of a person has ended, too: to resume is to take back that they stopped.

        What the two did together can be read then.
        """
        if parsed.command == RESUME and self.data.has_stopped(unit, person):
            return privacy_actions.STOP
        if parsed.meaning is Meaning.TROUBLE:
            return CONTACT
        command = FLOWS.commands.get(parsed.command) if parsed.command is not None else None
        is_read = command is not None and command.ended and parsed.command in FLOWS.activity_of
        return parsed.command if is_read or (command is not None and command.always) else None

    def _of_the_past(self, unit: UnitOfWork, command: _Command, person: Person, asked: Command) -> Sequence[Answer]:
        """To somebody whose journeys have all ended, or who never had one."""

        def make(pair: str, role: Role, place: Place, at: datetime) -> Pressed:
            return Pressed(command.id, at, pair, role, "", RUN, (asked,), place)

        was = unit.people.every_membership(person.id)
        if was:
            return self._used(unit, command.sender, command.conversation, was[-1].pair, make)
        if asked == privacy_actions.PRIVACY:
            return [self.data.card(unit, person)]
        return self._desk.overview(unit, person) or [self._answering.answer(Message((NO_PAIR.text(),)), person)]

    def _of_privacy(self, unit: UnitOfWork, press: CardPress) -> Sequence[Answer]:
        """A person's own data, whatever pair the card was of."""
        person, at = unit.people.at(press.sender), self._service.clock.now()
        if person is None:
            return [self._answering.refused(unit, press.sender)]
        return self.data.pressed(unit, person, press, at) if unit.seen.mark(press.id, "", at) else []


def _means_any_pair(parsed: Parsed) -> bool:
    """Whether what was typed means the same in each pair of a person; nothing typed is a call for help."""
    if parsed.meaning is not None:
        return parsed.meaning in (Meaning.HELLO, Meaning.THANKS)
    command = FLOWS.commands.get(parsed.command if parsed.command is not None else HELP)
    return (parsed.command is not None or not parsed.word) and command is not None and command.any_pair


def _role(unit: UnitOfWork, sender: Address, pair: str) -> Role | None:
    return next((role for role, person in unit.people.of_pair(pair).items() if person.address == sender), None)


def _which(mine: Sequence[Membership], words: str) -> Message:
    """By the partner's name; and by the track, with the same partner in two."""
    names = [one.partner for one in mine]
    buttons = tuple(
        Button(CHOOSE_PAIR, _with(one, alone=names.count(one.partner) == 1), f"{one.pair} {words[:200]}")
        for one in mine
    )
    return Message((WHICH_PAIR.text(), Buttons(buttons)))


def _with(one: Membership, *, alone: bool) -> Say:
    partner = typed(one.partner)
    return PAIR_WITH(partner=partner) if alone else PAIR_WITH_IN(partner=partner, track=TRACKS[one.track]())


def _begun(unit: UnitOfWork, mine: Sequence[Membership]) -> Sequence[Membership]:
    """Which of several pairs something may be meant for: in one whose two are still asked, the other is named to nobody."""
    if len(mine) < 2:
        return mine
    journeys = ((one, unit.journeys.of(one.pair)) for one in mine)
    return [one for one, journey in journeys if journey is not None and not is_before(journey)] or mine[:1]
