"""What somebody has prepared to say, and the form to write it: read by nobody else."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.flows.introduction import actions, words
from bot.engine.flows.introduction.state import INTRODUCTION, PROMPTS, REST
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Fact, Facts, Field, Form, Message, Part, typed
from bot.engine.people import Role
from bot.engine.programme import Programme

LONGEST = 250
"""Characters of each line."""


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def is_again(programme: Programme, journey: Journey) -> bool:
    """Whether they have met before: then there may be something left over."""
    held = programme.holding(journey.track, actions.CARD)
    now = journey.current
    return now is not None and bool(held) and now.number > held[0]


def card(programme: Programme, journey: Journey, role: Role, *first: Part) -> Message:
    again, partner = is_again(programme, journey), journey.partner(role).name
    lead = words.LEAD_AGAIN.text() if again else words.LEAD.text()
    parts = (*first, lead, *notes(journey, role), _form(journey, role, again=again))
    return Message((*parts, words.PRIVATE.quiet(partner=partner)), words.TITLE())


def notes(journey: Journey, role: Role) -> Iterator[Part]:
    """What is written, prompt by prompt."""
    kept, partner = journey.own_of(INTRODUCTION, role), journey.partner(role).name
    rows = [Fact(words.LABELS[one](partner=partner), typed(kept.line(one))) for one in words.LABELS if kept.line(one)]
    if rows:
        yield Facts(tuple(rows))


def _form(journey: Journey, role: Role, *, again: bool) -> Form:
    kept, partner = journey.own_of(INTRODUCTION, role), journey.partner(role).name
    return Form(
        actions.WRITE,
        tuple(
            Field(
                one,
                words.FIELDS[one](partner=partner, most=LONGEST),
                value=kept.line(one),
                optional=True,
                most=LONGEST,
            )
            for one in ((REST, *PROMPTS) if again else PROMPTS)
        ),
        words.WRITE(),
    )


def read_only(journey: Journey, role: Role) -> Message:
    """What is left of it after the end."""
    return Message(tuple(notes(journey, role)) or (words.NONE_KEPT.text(),), words.TITLE())
