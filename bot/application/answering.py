"""What everybody may be answered, whoever they are: in their words, or as a stranger."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.application.event_handler import EventHandler
from bot.engine.messages import Message
from bot.engine.words import Words
from bot.ports import Address, Answer, Person, UnitOfWork

WORDS = Words("door")

STRANGER = WORDS("stranger")
NOT_YOURS = WORDS("not-yours")


@dataclass(frozen=True, slots=True)
class Answering:
    """Makes answers in the languages of those who read them."""

    service: EventHandler

    def answer(self, message: Message, person: Person | None = None) -> Answer:
        languages = person.reads if person else self.service.programme.languages
        return Answer(message, self.service.voices(languages, (person.zone,) if person else ()))

    def stranger(self) -> Answer:
        return replace(self.answer(Message((STRANGER.text(),))), to_stranger=True)

    def refused(self, unit: UnitOfWork, sender: Address) -> Answer:
        """The card is of a pair that is not theirs."""
        known = unit.people.at(sender)
        return self.answer(Message((NOT_YOURS.text(),)), known) if known else self.stranger()
