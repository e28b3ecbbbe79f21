"""The date of a séance: three on offer, each taps those that suit, the first common one is booked (`M1.A2`, `M3.A2`, `M5.A2`).

The card stays where it is: offer, booking, move, cancel. A search begun anew elsewhere in the conversation gets a card of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.engine.effects import Effect, Outcome
from bot.engine.flow import CardKind, Flow, On, OnCommand, Timers
from bot.engine.flows.activities import READS
from bot.engine.flows.common import noted
from bot.engine.flows.date import actions, handlers, news, own, wakes
from bot.engine.flows.date import card as date_card
from bot.engine.flows.date.search import reopened
from bot.engine.flows.date.words import WORDS
from bot.engine.flows.evaluation.state import ANSWERS
from bot.engine.flows.prep import card as prep_card
from bot.engine.flows.prep.state import TICKS
from bot.engine.ids import Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Programme


def _view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message:
    return date_card.card(programme, journey)


def _redrawn(programme: Programme, journey: Journey, role: Role) -> tuple[Effect, ...]:
    return date_card.refreshed(programme, journey)


def _resumed(programme: Programme, journey: Journey, since: datetime, at: datetime) -> Outcome:
    """A date that went by during the pause is looked for anew; dates on offer that went by are dropped."""
    now = journey.current
    if now is None or now.held is not None:
        return Outcome(journey)
    missed = now.meeting is not None and since <= now.meeting.at <= at
    expired = now.meeting is None and now.offer is not None and bool(now.offer.slots) and max(now.offer.slots) <= at
    if not (missed or expired):
        return Outcome(journey)
    gone, journey = date_card.farewell(journey), reopened(journey, at)
    return Outcome(journey, (gone, *prep_card.refreshed(programme, journey)))


def _erased(journey: Journey, role: Role) -> Journey:
    """What they tapped; a date that was agreed is the pair's."""
    sittings = (
        one if one.offer is None else replace(one, offer=replace(one.offer, taps=_without(one.offer.taps, role)))
        for one in journey.sittings
    )
    return replace(journey, sittings=tuple(sittings))


def _without(taps: Mapping[Role, tuple[datetime, ...]], role: Role) -> Mapping[Role, tuple[datetime, ...]]:
    return {one: slots for one, slots in taps.items() if one is not role}


FLOW = Flow(
    name="date",
    words=(WORDS,),
    commands={actions.DATE: OnCommand(handlers.commanded, order=3, paused=False, searches=True)},
    presses={
        actions.TAP: On(handlers.tapped, searches=True),
        actions.UNTAP: On(handlers.untapped),
        actions.NONE: On(handlers.none_suits, searches=True),
        actions.OTHER: On(own.asked_for_other),
        actions.MOVE: On(handlers.moved, searches=True),
        actions.CANCEL: On(handlers.cancelled, paused=True),
        actions.AGAIN: On(handlers.again, searches=True),
    },
    submits={actions.OWN: On(own.proposed, searches=True)},
    wakes={actions.OPENED: wakes.opened, actions.NUDGED: wakes.nudged},
    timers=Timers(wakes.timers, kinds=(actions.CARD, actions.NUDGE_KIND, actions.AGAIN_KIND), searches=True),
    cards={
        actions.CARD: CardKind("before", _view, noted, news.later),
        **dict.fromkeys((actions.NUDGE_KIND, actions.BOOKED, actions.PROPOSED), CardKind("before")),
    },
    reads=(TICKS, ANSWERS, *READS),
    lends=frozenset({"resumed"}),
    closed=date_card.closed,
    redrawn=_redrawn,
    resumed=_resumed,
    erased=_erased,
)
