"""A coordinator's kind word to the pair."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Nudged, Woke
from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.common import run
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.nudge import actions, words
from bot.engine.flows.nudge.state import NUDGE, Nudge
from bot.engine.flows.nudge.words import WORDS
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message
from bot.engine.people import Place
from bot.engine.programme import Programme


def nudged(programme: Programme, journey: Journey, event: Nudged) -> Outcome:
    """A coordinator's kind word is wanted; it is said when the contact policy allows."""
    if journey.ended is not None:
        return Outcome(journey)
    return Outcome(journey.keeping(NUDGE, Nudge(event.at)))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if (asked := journey.of(NUDGE).asked) is not None:
        yield Timer(ids.timer(actions.CARD, rest=ids.moment(asked)), actions.SAID, asked, Place.PAIR.roles)


def encouraged(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    buttons = Buttons((run(date_actions.DATE), run(status_actions.STATUS)))
    message = Message((words.NUDGE.text(), buttons), words.TITLE())
    return Outcome(journey.keeping(NUDGE, Nudge()), (Post(ids.posted(timer.id), Place.PAIR, message),))


FLOW = Flow(
    name="nudge",
    words=(WORDS,),
    wakes={actions.SAID: encouraged},
    timers=Timers(timers, kinds=(actions.CARD,)),
    cards={actions.CARD: CardKind()},
    shared=(NUDGE,),
    nudged=nudged,
)
