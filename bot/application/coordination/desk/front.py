"""Where coordinators' typed words and presses arrive: each goes to the task that it belongs to.

Whoever coordinates nothing reads what a stranger does, whether what they pressed exists or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.application.answering import Answering
from bot.application.coordination.desk import appointing, ending, exporting, listing, nudging, taking
from bot.application.coordination.desk.exporting import PairsLink
from bot.application.coordination.desk.visit import Visit
from bot.engine import ids
from bot.engine.commands import Parsed
from bot.engine.flows.coordination import actions, words
from bot.engine.flows.coordination.desk import helping as help_card
from bot.engine.flows.coordination.desk import programmes as programmes_card
from bot.engine.flows.coordination.desk.query import Query, read
from bot.engine.flows.coordination.flow import FLOW as COORDINATION
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.language import flow as language_flow
from bot.engine.flows.language import words as language_words
from bot.engine.flows.language.actions import LANGUAGE
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.ids import Action
from bot.engine.messages import Message
from bot.engine.words import Sentence
from bot.ports import Act, Answer, CardPress, Person, ProgrammeRecord, UnitOfWork

PRESSES = COORDINATION.outside | {nudge_actions.ASK}
"""The buttons that belong to coordinators."""
OF_ONE = frozenset(actions.TASKS) - {actions.HELP}
"""What is of one programme: whoever coordinates several is asked which."""
KEY = ids.card(actions.DESK)
LOOKS = frozenset({actions.LIST, actions.MORE, actions.OPEN})
"""What is drawn in the place of the card of the desk that it was pressed on."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers coordinators, inside one transaction."""

    answering: Answering
    link: PairsLink | None = None
    """None for a bot without an address on the web."""

    def asked(self, unit: UnitOfWork, person: Person, text: str) -> Sequence[Answer]:
        """What was asked for in words that only coordinators have; nothing, to anybody else and to any other words."""
        parsed = self.answering.service.programme.read_at_desk(text)
        if parsed.command is None:
            return []
        visit = self._visit(unit, person)
        there = visit.programmes
        if len(there) > 1 and parsed.command in OF_ONE:
            return [self.answering.answer(programmes_card.which(text, [(one.id, one.name) for one in there]), person)]
        return self._done(visit, there[0].id, parsed) if there else []

    def _done(self, visit: Visit, programme: str, parsed: Parsed) -> Sequence[Answer]:
        match parsed.command:
            case actions.PAIRS:
                message = listing.listed(visit, Query(programme))
            case actions.PAIR:
                message = listing.named(visit, programme, parsed.rest)
            case actions.TO_APPOINT:
                message = appointing.whom(visit, programme, parsed.rest)
            case actions.EXPORT:
                message = exporting.exported(visit, programme, self.link)
            case actions.TO_DISMISS:
                message = appointing.coordinators(visit, programme)
            case _:
                message = help_card.tasks(programme)
        return [] if message is None else [self._answer(message, visit.person)]

    def wrote(self, unit: UnitOfWork, person: Person, text: str) -> Sequence[Answer]:
        """Where their programmes stand, to a coordinator without a pair; nothing, to anybody else.

        Coordinators have a language of their own, and choose it like everybody.
        """
        programme = self.answering.service.programme
        parsed = programme.read(text)
        code = language_flow.named(programme, parsed.rest) if parsed.command == LANGUAGE else None
        there = unit.programmes.of_coordinator(person.id)
        if parsed.command == HELP and there:
            return [self._answer(help_card.tasks(there[0].id), person)]
        if code is None:
            return self.overview(unit, person)
        languages = (code, *(other for other in person.languages if other != code))
        now = replace(person, languages=languages, chosen=tuple(dict.fromkeys((*person.chosen, "languages"))))
        unit.people.put(now)
        return self.overview(unit, now, language_words.NOW)

    def pressed(self, unit: UnitOfWork, press: CardPress) -> Sequence[Answer]:
        person = unit.people.at(press.sender)
        if person is None:
            return [self.answering.stranger()]
        visit, value = self._visit(unit, person), press.values[0] if press.values else ""
        if press.action == actions.CHOOSE:
            programme, _, text = value.partition(" ")
            parsed = self.answering.service.programme.read_at_desk(text)
            is_theirs = visit.programme(programme) is not None
            return self._done(visit, programme, parsed) if is_theirs else [self.answering.stranger()]
        message = self._pressed(visit, press, value)
        if message is None:
            return [self.answering.stranger()]
        redraw = press.card == KEY and press.action in LOOKS
        return [replace(self._answer(message, person), redraw=redraw)]

    def _pressed(self, visit: Visit, press: CardPress, value: str) -> Message | None:
        """None: it is not theirs to press."""
        match Action(press.action):
            case nudge_actions.ASK:
                return nudging.nudged(visit.service, visit.unit, visit.person, press)
            case actions.LIST:
                return listing.listed(visit, read(value))
            case actions.MORE:
                return listing.filters(visit, read(value))
            case actions.OPEN:
                pair, _, query = value.partition(" ")
                return listing.opened(visit, pair, read(query))
            case actions.APPOINT:
                return appointing.appointed(visit, value)
            case actions.DISMISS:
                return appointing.dismissed(visit, value)
            case actions.END:
                return ending.ended(visit, press.id, value)
            case actions.RESTORE:
                return ending.restored(visit, press.id, value)
            case actions.TAKE:
                return taking.taken(visit, press.id, value)
            case actions.GIVE_BACK:
                return taking.taken(visit, press.id, value, back=True)
            case _:
                return None

    def _visit(self, unit: UnitOfWork, person: Person) -> Visit:
        service = self.answering.service
        return Visit(service, unit, person, service.clock.now())

    def _answer(self, message: Message, person: Person) -> Answer:
        return replace(self.answering.answer(message, person), key=KEY)

    def overview(self, unit: UnitOfWork, person: Person, lead: Sentence[[]] = words.HELLO) -> Sequence[Answer]:
        """Where the programmes of a coordinator stand, one after the other."""
        return [
            self._digest(unit, one, person, lead if not nth else None)
            for nth, one in enumerate(unit.programmes.of_coordinator(person.id))
        ]

    def _digest(
        self, unit: UnitOfWork, programme: ProgrammeRecord, person: Person, lead: Sentence[[]] | None
    ) -> Answer:
        service = self.answering.service
        at = service.clock.now()
        unit.audit.note(programme.id, person.id, Act.DIGEST, "", at)
        digest = service.digests.message(unit, programme, person, at)
        parts = (lead.text(), *digest.parts) if lead is not None else digest.parts
        return self.answering.answer(Message(parts, digest.title), person)
