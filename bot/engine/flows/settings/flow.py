"""What a person says about their own time: days, hours, length, public holidays, days away. It holds in all their pairs."""

from __future__ import annotations

from bot.engine.flow import CardKind, Flow, On, OnCommand
from bot.engine.flows.settings import actions, handlers
from bot.engine.flows.settings.words import WORDS

FLOW = Flow(
    name="settings",
    words=(WORDS,),
    commands={actions.SETTINGS: OnCommand(handlers.commanded, order=22, any_pair=True, early=True)},
    presses={
        **{
            action: On(handlers.chosen, paused=True)
            for action in (actions.DAYS, actions.EVERY, actions.MINUTES, actions.EDGE)
        },
        actions.BACK: On(handlers.back_again, paused=True),
        actions.EDIT: On(handlers.asked_for_hours, paused=True),
        actions.LEAVE: On(handlers.asked_for_leave, paused=True),
    },
    submits={
        actions.AWAY: On(handlers.going_away, paused=True),
        actions.HOURS: On(handlers.told_hours, paused=True),
    },
    cards={actions.CARD: CardKind()},
)
