"""The evaluation card: a few questions in private, each of which may be skipped. Above each stands who will read the answer."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import seance_of
from bot.engine.flows.evaluation import actions, line, words
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, NAMES, NO_ANSWER, SCALE, asked
from bot.engine.flows.evaluation.state import Answers, Evaluation, answers_of, closes, evaluation_of
from bot.engine.ids import CardId
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Choices, Facts, Message, Option, Say, Style, Text
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme, Timing

_SCALE = tuple(Option(value, words.SCALES[value]()) for value in SCALE)
_ANSWERED = (*_SCALE, Option(NO_ANSWER, words.NO_ANSWER()))
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
    title, said = words.TITLE(seance=sitting.number), answers_of(journey, sitting.number, role)
    still_open = at is None or stands_open(programme, journey, sitting.number, role, at)
    if not still_open and not said.filled:
        return Message((Facts((seance.heading,)), words.OVER.quiet()), title)
    if not still_open or said.done is not None:
        end = (_CHANGE,) if still_open else (words.CLOSED.quiet(),)
        kept = line.kept(journey, role, one, said)
        return Message((Facts((seance.heading,)), words.THANKS.text(), *kept, *end), title)
    lead = tuple(Text(item.line(PRIVATE[role], journey.members)) for item in seance.evaluation[role])
    return Message(
        (
            Facts((seance.heading,)),
            *(lead or (words.LEAD.text(),)),
            words.PRIVACY.quiet(),
            *_ratings(journey, sitting.number, role, said),
            Choices(actions.ANSWER[HELPED], words.HELPED(), _CHIPS, said.answers.get(HELPED, ()), many=True),
            words.LINE_READER.quiet(),
            *line.parts(journey, role, one, said),
            _DONE,
        ),
        title,
    )


def stands_open(programme: Programme, journey: Journey, seance: int, role: Role, at: datetime) -> bool:
    """Whether the answers may still be changed: until it closes, which it never does while its card is on its way."""
    one, own = evaluation_of(journey, seance, role), key(seance, role)
    if one is None:
        return False
    said = answers_of(journey, seance, role)
    return is_open(programme.timing, one, said, at, on_its_way=journey.is_on_its_way(own))


def is_open(timing: Timing, one: Evaluation, said: Answers, at: datetime, *, on_its_way: bool) -> bool:
    """The same of an evaluation that is at hand, and whose card is on its way or not."""
    if one.closed is not None:
        return False
    return (one.shown is None and on_its_way) or at < closes(one, said, timing)


def _ratings(journey: Journey, seance: int, role: Role, said: Answers) -> list[Choices]:
    """Those asked just now, and those that were answered when they were."""
    now, answers = asked(journey, seance), said.answers
    return [
        _rating(name, _asked_of(journey, role, name), answers.get(name, ()))
        for name in NAMES
        if name in now or answers.get(name)
    ]


def _asked_of(journey: Journey, role: Role, name: str) -> Say:
    """The statement as `role` can say it: the goals are the mentee's."""
    if role is Role.MENTOR and name in words.RATE_MENTOR:
        return words.RATE_MENTOR[name](partner=journey.partner(role).name)
    return words.RATE[name]()


@lru_cache(1024)
def _rating(name: str, label: Say, chosen: tuple[str, ...]) -> Choices:
    """The scale, and once there is an answer, a choice that takes it back."""
    return Choices(actions.ANSWER[name], label, _ANSWERED if chosen else _SCALE, chosen, scale=True)


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
