"""A person's own calendar: they let the bot see when they are busy, and subscribe to their séances.

An address of a calendar is as good as a key to it, so it enters no journey, event, log or message: the application answers
this flow's command and buttons, from what it keeps beside the journeys.
"""

from __future__ import annotations

from bot.engine.effects import Outcome
from bot.engine.events import Commanded
from bot.engine.flow import CardKind, Flow, OnCommand
from bot.engine.flows.calendar import actions, words
from bot.engine.flows.calendar.words import WORDS
from bot.engine.flows.common import hint, reply
from bot.engine.flows.settings.actions import SETTINGS
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def commanded(_: Programme, journey: Journey, event: Commanded) -> Outcome:
    """Where calendars can be linked, the application shows the card; here none can."""
    return reply(journey, words.NONE.text(), hint(SETTINGS))


FLOW = Flow(
    name="calendar",
    words=(WORDS,),
    commands={actions.CALENDAR: OnCommand(commanded, order=23, any_pair=True, early=True)},
    outside=frozenset(
        {
            actions.OPEN,
            actions.ADDRESS,
            actions.LINK,
            actions.AGAIN,
            actions.UNLINK,
            actions.FEED,
            actions.RENEW,
            actions.WRITE_STOP,
        }
    ),
    cards={actions.CARD: CardKind()},
)
