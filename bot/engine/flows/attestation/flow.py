"""The attestation that each of a pair may ask for, of all that they have taken part in; after the end, too.

A page to print has an address that is made up for it, so the application answers that button.
"""

from __future__ import annotations

from bot.engine import ids
from bot.engine.effects import Outcome, Reply
from bot.engine.events import Commanded
from bot.engine.flow import CardKind, Flow, OnCommand
from bot.engine.flows.attestation import actions, card
from bot.engine.flows.attestation.words import WORDS
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def asked(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    message = card.asked(journey.members[event.actor].name, journey.taken_part)
    return Outcome(journey, (Reply(message, key=ids.card(actions.CARD, role=event.actor)),))


FLOW = Flow(
    name="attestation",
    words=(WORDS,),
    commands={
        actions.ATTESTATION: OnCommand(
            asked, order=26, ended=True, any_pair=True, always=True, early=True, beyond=True
        ),
    },
    outside=frozenset({actions.PAGE}),
    cards={actions.CARD: CardKind()},
)
