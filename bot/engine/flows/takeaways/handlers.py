"""What people do with the card of what they keep: write, skip, change, read again."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.effects import Outcome, Reply
from bot.engine.events import Commanded, Pressed, Submitted
from bot.engine.flows.common import hint
from bot.engine.flows.prep import card as prep_card
from bot.engine.flows.takeaways import actions, words
from bot.engine.flows.takeaways.card import LONGEST, card, every, form, is_open, posted
from bot.engine.flows.takeaways.state import MOST, giving, is_held_by, keeping, last_held, skipping
from bot.engine.journey import SHARED, Journey, Sitting
from bot.engine.messages import Message
from bot.engine.programme import Programme
from bot.engine.state import Unreadable


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`takeaways`: the card of the last séance held, and what was kept before; after the end, all of it to read.

    Raises `Unreadable`: what cannot be read just now is not shown as nothing.
    """
    if SHARED in journey.unreadable:
        raise Unreadable(SHARED)
    last = last_held(journey)
    if journey.ended is not None:
        return Outcome(
            journey, (Reply(Message(tuple(every(journey)) or (words.NONE_KEPT.text(),), words.TITLE_ALL())),)
        )
    if last is None or not is_held_by(programme, journey, last):
        said = (words.WHAT_FOR.text(), *every(journey))
        return Outcome(journey, (Reply(Message(said, words.TITLE_ALL())),))
    message = card(journey, last)
    parts = (*message.parts, *every(journey, last.number))
    return Outcome(journey, (Reply(Message(parts, message.title), last.card(actions.CARD), last.number),))


def writing(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    sitting = _open(programme, journey, event)
    if sitting is None:
        return _too_late(journey)
    message = form(journey, sitting)
    journey = giving(journey, sitting.number, event.actor)
    return Outcome(journey, (Reply(message, sitting.card(actions.CARD), sitting.number),))


def written(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """Up to three lines; an empty one is none."""
    sitting = _open(programme, journey, event)
    if sitting is None:
        return _too_late(journey)
    said = (" ".join(event.fields.get(f"line{n}", "").split())[:LONGEST].strip() for n in range(1, MOST + 1))
    return _kept(programme, keeping(journey, sitting.number, event.actor, filter(None, said)), sitting)


def skipped(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """One tap, and silence."""
    sitting = _open(programme, journey, event)
    return _too_late(journey) if sitting is None else _kept(programme, skipping(journey, sitting.number), sitting)


def _kept(programme: Programme, journey: Journey, sitting: Sitting) -> Outcome:
    post = posted(journey, sitting)
    answer = Reply(post.message, post.key, sitting.number, redraw=True)
    return Outcome(journey, (post, answer, *prep_card.refreshed(programme, journey)))


def _open(programme: Programme, journey: Journey, event: Pressed | Submitted) -> Sitting | None:
    """The séance of the card that was used, while it can be written on."""
    sitting = journey.sitting(ids.read(event.card).seance)
    if sitting is None or event.card != sitting.card(actions.CARD):
        return None
    return sitting if is_open(journey, sitting) and is_held_by(programme, journey, sitting) else None


def _too_late(journey: Journey) -> Outcome:
    return Outcome(journey, (Reply(Message((words.CLOSED.text(), hint(actions.TAKEAWAYS)), words.TITLE_ALL())),))
