"""Where coordinators' typed words and presses arrive: each goes to the task that it belongs to.

Whoever coordinates nothing reads what a stranger does, whether what they pressed exists or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.application.answering import Answering
from bot.application.coordination.desk import nudging
from bot.engine.flows.coordination import words
from bot.engine.flows.language import flow as language_flow
from bot.engine.flows.language import words as language_words
from bot.engine.flows.language.actions import LANGUAGE
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.ids import Action
from bot.engine.messages import Message
from bot.engine.words import Sentence
from bot.ports import Act, Answer, CardPress, Person, ProgrammeRecord, UnitOfWork

PRESSES = frozenset({nudge_actions.ASK})
"""The buttons that belong to coordinators."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers coordinators, inside one transaction."""

    answering: Answering

    def asked(self, unit: UnitOfWork, person: Person, text: str) -> Sequence[Answer]:
        """Where their programmes stand, to a coordinator without a pair; nothing, to anybody else.

        Coordinators have a language of their own, and choose it like everybody.
        """
        programme = self.answering.service.programme
        parsed = programme.read(text)
        code = language_flow.named(programme, parsed.rest) if parsed.command == LANGUAGE else None
        if code is None:
            return self.overview(unit, person)
        languages = (code, *(other for other in person.languages if other != code))
        now = replace(person, languages=languages, chosen=tuple(dict.fromkeys((*person.chosen, "languages"))))
        unit.people.put(now)
        return self.overview(unit, now, language_words.NOW)

    def pressed(self, unit: UnitOfWork, press: CardPress) -> Sequence[Answer]:
        person = unit.people.at(press.sender)
        message = None if person is None else self._pressed(unit, person, press)
        return [self.answering.stranger() if message is None else self.answering.answer(message, person)]

    def _pressed(self, unit: UnitOfWork, person: Person, press: CardPress) -> Message | None:
        """None: it is not theirs to press."""
        match Action(press.action):
            case nudge_actions.ASK:
                return nudging.nudged(self.answering.service, unit, person, press)
            case _:
                return None

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
