"""What people do about their own data in chat, by themselves: export it, have it erased, stop, and take that back.

It concerns a person, not one journey, so it is settled between the interactions and the store. `MyData` runs inside one
transaction, and an event that was heard before changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.application.data_rights.erase import erase
from bot.application.data_rights.handing_over import hand_over
from bot.application.data_rights.keeping import of_person
from bot.application.data_rights.own_pairs import own_pairs
from bot.application.data_rights.taken_part import all_taken_part
from bot.application.event_handler import EventHandler
from bot.application.links import LinksFor
from bot.engine.events import Left, Restored
from bot.engine.flows.attestation import actions as attestation_actions
from bot.engine.flows.attestation import card as attestation
from bot.engine.flows.privacy import actions, card, words
from bot.engine.flows.privacy.pairs import stopped
from bot.engine.ids import Action
from bot.engine.journey import OwnPair
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.ports import Answer, CardPress, Person, UnitOfWork, Voice
from bot.ports.store.ledger import LedgerTrouble

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MyData:
    """Answers the buttons of the flows `privacy` and `attestation`."""

    service: EventHandler
    links: LinksFor

    def pressed(self, unit: UnitOfWork, person: Person, press: CardPress, at: datetime) -> Sequence[Answer]:
        match Action(press.action):
            case actions.EXPORT:
                return [self._answer(person, press, self._exported(unit, person, at))]
            case actions.ERASE:
                return [self._answer(person, press, self._erased(unit, person, at), redraw=True)]
            case attestation_actions.PAGE:
                return [self._answer(person, press, self._to_print(unit, person, at))]
            case actions.GO:
                return [self._answer(person, press, self._gone(unit, person, press, at), redraw=True)]
            case _:
                return [self._answer(person, press, self._back(unit, person, press, at), redraw=True)]

    def card(self, unit: UnitOfWork, person: Person) -> Answer:
        """The notice, for somebody who is in no pair and never was."""
        programme = self.service.programme
        programme = replace(programme, keeping=of_person(unit, programme.keeping, person.id))
        return Answer(card.card(programme), self._voice(person))

    # To stop, and to take it back

    def _gone(self, unit: UnitOfWork, person: Person, press: CardPress, at: datetime) -> Message:
        mine = {one.pair: one for one in own_pairs(unit, person.id)}
        wanted = [mine[pair] for value in press.values for pair in value.split() if pair in mine]
        for one in wanted:
            if one.running:
                role = _role(unit, person, one.pair)
                self.service.answers(unit, Left(f"{press.id}/{one.pair}", at, one.pair, role))
        names = {one.pair for one in wanted}
        back = [one for one in self._stopped(unit, person, at) if one.pair in names]
        return card.gone(self.service.programme.timing, back) if back else card.nothing(late=bool(wanted))

    def _back(self, unit: UnitOfWork, person: Person, press: CardPress, at: datetime) -> Message:
        wanted = {pair for value in press.values for pair in value.split()}
        back = [one for one in self._stopped(unit, person, at) if one.pair in wanted]
        for one in back:
            role = _role(unit, person, one.pair)
            self.service.answers(unit, Restored(f"{press.id}/{one.pair}", at, one.pair, role))
        now = [one for one in own_pairs(unit, person.id) if one.pair in wanted]
        if any(one.left is not None for one in now) or not now:
            return card.nothing(late=True)
        return card.back_again(alone=not all(one.running for one in now))

    def has_stopped(self, unit: UnitOfWork, person: Person) -> bool:
        """… and can take it back."""
        return bool(self._stopped(unit, person, self.service.clock.now()))

    def _stopped(self, unit: UnitOfWork, person: Person, at: datetime) -> Sequence[OwnPair]:
        return stopped(self.service.programme.timing, own_pairs(unit, person.id), at)

    # To have it erased

    def _erased(self, unit: UnitOfWork, person: Person, at: datetime) -> Message:
        """The card of somebody who is known no more is theirs to read once: `person` is as they were."""
        try:
            erase(unit, person.id, at)
        except LedgerTrouble as trouble:  # nothing was erased
            log.error("an erasure that was asked for in chat came to nothing: %s", trouble)
            return Message((words.ERASE_FAILED.text(),))
        return card.erased(self.service.programme)

    # To have all of it

    def _exported(self, unit: UnitOfWork, person: Person, at: datetime) -> Message:
        links = self.links(person)
        if links is not None and links.export is not None:
            return card.exported(links.export(person, at))
        hand_over(unit, person, None, at)
        return card.exported("")

    # To show what they have taken part in

    def _to_print(self, unit: UnitOfWork, person: Person, at: datetime) -> Message:
        if not all_taken_part(unit, person.id):
            return attestation.asked(person.name, ())
        links = self.links(person)
        return attestation.to_print("" if links is None else links.attestation(person, at))

    # What they read

    def _answer(self, person: Person, press: CardPress, message: Message, *, redraw: bool = False) -> Answer:
        return Answer(message, self._voice(person), press.pair, press.card, redraw=redraw)

    def _voice(self, person: Person) -> Voice:
        return self.service.voices(person.reads, (person.zone,))


def _role(unit: UnitOfWork, person: Person, pair: str) -> Role:
    return next(role for role, one in unit.people.of_pair(pair).items() if one.id == person.id)
