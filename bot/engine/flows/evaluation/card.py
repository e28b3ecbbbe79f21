"""The evaluation card: a few questions in private, each of which may be skipped. Above each stands who will read the answer."""

from __future__ import annotations

from datetime import datetime

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import seance_of
from bot.engine.flows.evaluation import actions, line, words
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, NAMES, NO_ANSWER, SCALE, asked
from bot.engine.flows.evaluation.state import Evaluation, evaluation_of
from bot.engine.ids import CardId
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Choices, Facts, Message, Option, Style, Text
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme

_SCALE = tuple(Option(value, words.SCALES[value]()) for value in SCALE)
_TAKE_BACK = (Option(NO_ANSWER, words.NO_ANSWER()),)
_CHIPS = tuple(Option(chip, words.HELPED_BY[chip]()) for chip in CHIPS)
_DONE = Buttons((Button(actions.DONE, words.DONE(), style=Style.PRIMARY),))
_CHANGE = Buttons((Button(actions.CHANGE, words.CHANGE()),))


def key(seance: int, role: Role) -> CardId:
    return ids.card(actions.CARD, seance, role=role)


def card(
    programme: Programme,
    journey: Journey,
    sitting: Sitting,
    role: Role,
    at: datetime | None = None,
) -> Message:
    """`role`'s own card; `at` tells whether the answers may still be changed."""
    seance, one = seance_of(programme, journey, sitting), evaluation_of(journey, sitting.number, role)
    assert one is not None
    title = words.TITLE(seance=sitting.number)
    if one.done is not None:
        can_change = at is None or at < one.closes(programme.timing)
        end = (_CHANGE,) if can_change else (words.CLOSED.quiet(),)
        return Message((Facts((seance.heading,)), words.THANKS.text(), *line.kept(journey, role, one), *end), title)
    lead = tuple(Text(item.line(PRIVATE[role], journey.members)) for item in seance.evaluation[role])
    return Message(
        (
            Facts((seance.heading,)),
            *(lead or (words.LEAD.text(),)),
            words.PRIVACY.quiet(),
            *(_rating(name, one) for name in NAMES if name in asked(journey, sitting.number) or one.answers.get(name)),
            Choices(actions.ANSWER[HELPED], words.HELPED(), _CHIPS, one.answers.get(HELPED, ()), many=True),
            words.LINE_READER.quiet(),
            *line.parts(journey, role, one),
            _DONE,
        ),
        title,
    )


def over(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Post:
    """The card of somebody who answered nothing, once the next séance was held: there is nothing to press any more."""
    heading = Facts((seance_of(programme, journey, sitting).heading,))
    message = Message((heading, words.OVER.quiet()), words.TITLE(seance=sitting.number))
    return Post(key(sitting.number, role), PRIVATE[role], message, sitting.number, refresh=True)


def _rating(name: str, one: Evaluation) -> Choices:
    """The scale, and once there is an answer, a choice that takes it back."""
    chosen = one.answers.get(name, ())
    return Choices(actions.ANSWER[name], words.RATE[name](), (*_SCALE, *_TAKE_BACK) if chosen else _SCALE, chosen)


def posted(
    programme: Programme,
    journey: Journey,
    sitting: Sitting,
    role: Role,
    at: datetime | None = None,
    *,
    refresh: bool = False,
) -> Post:
    message = card(programme, journey, sitting, role, at)
    return Post(key(sitting.number, role), PRIVATE[role], message, sitting.number, refresh=refresh)
