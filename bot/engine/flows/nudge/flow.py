"""A coordinator's kind word to the pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Nudged, Woke
from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.common import run
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.nudge import actions, words
from bot.engine.flows.nudge.reasons import not_needed
from bot.engine.flows.nudge.state import NUDGE, Nudge
from bot.engine.flows.nudge.words import WORDS
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message
from bot.engine.people import Place
from bot.engine.programme import Programme


def nudged(programme: Programme, journey: Journey, event: Nudged) -> Outcome:
    """A coordinator's kind word is wanted, if it still is; it is said when the contact policy allows."""
    if not_needed(programme.timing, journey, event.at) is not None:
        return Outcome(journey)
    return Outcome(journey.keeping(NUDGE, replace(journey.of(NUDGE), asked=event.at)))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if (asked := journey.of(NUDGE).asked) is not None and journey.sittings:  # before that there is nothing to resume
        yield Timer(ids.timer(actions.CARD, rest=ids.moment(asked)), actions.SAID, asked, Place.PAIR.roles)


def encouraged(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Whatever has become of the pair meanwhile: nobody who has met is asked how things are."""
    before = journey.of(NUDGE)
    if not_needed(programme.timing, journey, event.at) is not None:
        return Outcome(journey.keeping(NUDGE, replace(before, asked=None)))
    said = journey.keeping(NUDGE, Nudge(said=before.asked))
    return Outcome(said, (Post(ids.posted(timer.id), Place.PAIR, _message()),))


def _message() -> Message:
    buttons = Buttons((run(date_actions.DATE), run(status_actions.STATUS)))
    return Message((words.NUDGE.text(), buttons), words.TITLE())


def _closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """Once a date is agreed on, or at the end, there is nothing left to encourage."""
    said, was, now = before.of(NUDGE).said, before.current, after.current
    if said is None or was is None or now is None or said < was.opened:
        return
    if after.ended is not None or (was.meeting is None and now.meeting is not None):
        key = ids.card(actions.CARD, rest=ids.moment(said))
        yield Post(key, Place.PAIR, _message().over(), refresh=True)


FLOW = Flow(
    name="nudge",
    words=(WORDS,),
    wakes={actions.SAID: encouraged},
    timers=Timers(timers, kinds=(actions.CARD,)),
    cards={actions.CARD: CardKind()},
    shared=(NUDGE,),
    nudged=nudged,
    closed=_closed,
)
