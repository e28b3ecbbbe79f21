"""What time brings to the search for a date: the first dates, and one kind word about those that wait."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome
from bot.engine.events import Woke
from bot.engine.flows.date import actions, words
from bot.engine.flows.date.card import card, farewell, posted
from bot.engine.flows.date.search import agreeable, offer, search_again
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Place
from bot.engine.programme import Programme
from bot.engine.scheduling.search import OPTIONS


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """A reminder counts from when the dates reached the two; nothing is said of dates that are still on their way."""
    now = journey.current
    if now is None or now.held is not None or now.meeting is not None:
        return
    both, n, timing = Place.PAIR.roles, now.number, programme.timing
    if now.offer is None:
        yield Timer(ids.timer(actions.CARD, n, now.round), actions.OPENED, now.opened, both, sitting=n)
        return
    made = now.offer.made
    if (since := journey.shown_at(now.card(actions.CARD), made)) is None:
        return
    if now.offer.slots:
        due = since + timedelta(days=timing.date_nudge)
        yield Timer(ids.timer(actions.NUDGE_KIND, n), actions.NUDGED, due, both, sitting=n)
    else:
        id = ids.timer(actions.AGAIN_KIND, n, rest=ids.minute(made))
        due = since + timedelta(days=timing.cancelled_nudge)
        yield Timer(id, actions.NUDGED, due, both, sitting=n)


def opened(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The first dates of a séance, unasked."""
    return offer(programme, journey, event.at)


def nudged(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """One kind word about dates still waiting; or new ones, if any of those has gone by or there were none.

    As long as none can be found, nothing is said: it is looked for them again some other day.
    """
    now = journey.current
    if now is None or now.offer is None:
        return Outcome(journey)
    left = agreeable(programme, journey, event.at)
    if not now.offer.slots or len(left) < min(len(now.offer.slots), OPTIONS):
        found = search_again(
            programme, journey, event.at, words.FILLED.text() if left else words.FRESH.text(), keep=True
        )
        if now.offer.slots or _are_on_offer(found.journey):
            return found
        return Outcome(journey.with_sitting(replace(now, offer=replace(now.offer, made=event.at))))
    fresh = journey.with_sitting(replace(now, round=now.round + 1))
    message = card(programme, fresh)
    post = posted(fresh, Message((words.NUDGE.text(), *message.parts), message.title))
    return Outcome(fresh, (farewell(journey), post))


def _are_on_offer(journey: Journey) -> bool:
    return journey.current is not None and journey.current.offer is not None and bool(journey.current.offer.slots)
