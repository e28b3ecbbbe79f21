"""The form for one, and the card for both."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.flows.common import seance_of
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Facts, Field, Form, Message, Part, typed
from bot.engine.people import Role
from bot.engine.programme import Programme
from tests.recipes.sample_flow import actions, words
from tests.recipes.sample_flow.state import AGREEMENT, WISH, Agreement

LONGEST = 200


def wish_key(sitting: Sitting, role: Role) -> CardId:
    """`s1.sample-wish.mentor`."""
    return ids.card(actions.WISH, sitting.number, role=role)


def wish_of(journey: Journey, seance: int, role: Role) -> str:
    kept = journey.own_of(WISH, role)
    return kept.text if kept.seance == seance else ""


def agreement(journey: Journey, seance: int) -> Agreement:
    kept = journey.of(AGREEMENT)
    return kept if kept.seance == seance else Agreement(seance)


def form(journey: Journey, sitting: Sitting, role: Role) -> Message:
    """What `role` alone sees, with what they wrote before."""
    wish = wish_of(journey, sitting.number, role)
    field = Field("wish", words.WISH(), value=wish, most=LONGEST)
    kept = (words.KEPT.quiet(),) if wish else ()
    return Message((words.WISH_LEAD.text(), *kept, Form(actions.KEEP, (field,), words.KEEP())), words.TITLE())


def shared(programme: Programme, journey: Journey, sitting: Sitting) -> Message:
    """What both see: no wish is on it."""
    by = agreement(journey, sitting.number).by
    parts: list[Part] = [words.LEAD.text(), Facts((seance_of(programme, journey, sitting).heading,))]
    if len(by) == len(Role):
        parts.append(words.AGREED.text())
    else:
        parts += [*((words.WAITING.quiet(),) if by else ()), Buttons((Button(actions.AGREE, words.AGREE()),))]
    return Message(tuple(parts), words.TITLE())


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    """The shared card with the reader's own wish below."""
    message, wish = shared(programme, journey, sitting), wish_of(journey, sitting.number, role)
    own = (words.MINE.quiet(wish=typed(wish)),) if wish else ()
    return Message((*message.parts, *own), message.title)
