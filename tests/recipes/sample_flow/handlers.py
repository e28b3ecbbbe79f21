"""What people do with the sample's form and card, and the one reminder that follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import Commanded, Pressed, Submitted, Woke
from bot.engine.flows.common import hint, reply, seance_of, stale
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Message, typed
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme
from tests.recipes.sample_flow import actions, words
from tests.recipes.sample_flow.card import LONGEST, agreement, form, shared, wish_key, wish_of
from tests.recipes.sample_flow.state import AGREEMENT, WISH, Wish

RECALL_AFTER = timedelta(days=3)


def _now(programme: Programme, journey: Journey) -> Sitting | None:
    """The séance under way, if its file names this activity."""
    now = journey.current
    if now is None or now.held is not None or actions.NAME not in seance_of(programme, journey, now).activities:
        return None
    return now


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`sample`: the form, to that person alone."""
    now = _now(programme, journey)
    if now is None:
        return reply(journey, words.NOT_NOW.text())
    message = form(journey, now, event.actor)
    return Outcome(journey, (Reply(message, wish_key(now, event.actor), now.number),))


def kept(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """A wish is kept for its owner alone. Once both have one, the card for both appears."""
    now = _now(programme, journey)
    if now is None or event.card != wish_key(now, event.actor):
        return stale(journey, hint(actions.SAMPLE))
    before = all(wish_of(journey, now.number, role) for role in Role)
    wish = Wish(now.number, event.fields.get("wish", "").strip()[:LONGEST])
    journey = journey.keeping_own(WISH, event.actor, wish)
    message = form(journey, now, event.actor)
    effects: list[Effect] = [Reply(message, wish_key(now, event.actor), now.number, redraw=True)]
    if not before and all(wish_of(journey, now.number, role) for role in Role):
        effects.append(_card(programme, journey, now))
    return Outcome(journey, tuple(effects))


def agreed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Both have to agree; a second press of the same person changes nothing."""
    now = _now(programme, journey)
    if now is None or event.card != now.card(actions.CARD):
        return stale(journey, hint(actions.SAMPLE))
    one = agreement(journey, now.number)
    if event.actor not in one.by:
        by = (*one.by, event.actor)
        one = replace(one, by=by, at=event.at if len(by) == len(Role) else None)
        journey = journey.keeping(AGREEMENT, one)
    card = _card(programme, journey, now, refresh=True)
    return Outcome(journey, (card, Reply(card.message, card.key, now.number, redraw=True)))


def _card(programme: Programme, journey: Journey, now: Sitting, *, refresh: bool = False) -> Post:
    message = shared(programme, journey, now)
    return Post(now.card(actions.CARD), Place.PAIR, message, now.number, refresh=refresh)


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """Each is reminded of their own wish some days after both have agreed."""
    one = journey.of(AGREEMENT)
    sitting = journey.sitting(one.seance)
    if one.at is None or sitting is None:
        return
    for role in Role:
        id = ids.timer(actions.CARD, one.seance, role=role, rest="recall")
        if id not in sitting.done:
            yield Timer(id, actions.RECALLED, one.at + RECALL_AFTER, (role,), sitting=one.seance)


def recalled(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    (role,), seance = timer.readers, timer.sitting
    wish = wish_of(journey, seance, role)
    if not wish:
        return Outcome(journey)
    message = Message((words.RECALL.text(wish=typed(wish)),), words.TITLE())
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], message, seance),))
