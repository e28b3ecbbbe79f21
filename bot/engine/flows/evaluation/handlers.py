"""What people do with the evaluation card: every answer is kept at once, and may be changed until it closes."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Commanded, Pressed, Submitted
from bot.engine.flows.common import reply, stale
from bot.engine.flows.evaluation import actions, words
from bot.engine.flows.evaluation.card import card, is_open, key
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, LONGEST_REMARK, NO_ANSWER, REMARK, SCALE
from bot.engine.flows.evaluation.state import (
    Answers,
    Evaluation,
    answers_of,
    evaluated,
    evaluation_of,
    with_answers,
    with_evaluation,
)
from bot.engine.flows.evaluation.wakes import answered
from bot.engine.flows.prep import card as prep_card
from bot.engine.ids import read
from bot.engine.journey import Journey, Sitting
from bot.engine.people import PRIVATE
from bot.engine.programme import Programme


class Mine(NamedTuple):
    """The séance of the card that was used, and what its owner has answered so far."""

    sitting: Sitting
    one: Evaluation
    said: Answers


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`evaluate`: the card of the last séance held. Whoever sees it here need not wait for its delivery."""
    sitting = evaluated(journey, event.actor)
    if sitting is None:
        return reply(journey, words.NOT_YET.text())
    one = evaluation_of(journey, sitting.number, event.actor)
    if one is not None and one.shown is None and journey.is_on_its_way(key(sitting.number, event.actor)):
        journey = with_evaluation(journey, sitting.number, event.actor, replace(one, shown=event.at))
    message = card(programme, journey, sitting, event.actor, event.at)
    return Outcome(journey, (Reply(message, key(sitting.number, event.actor), sitting.number),))


def rated(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """An answer is kept at once; the same tap again changes nothing, and `NO_ANSWER` takes it back."""
    mine, name = found(programme, journey, event), actions.QUESTION[event.action]
    if mine is None:
        return too_late(journey)
    if name == HELPED:
        return keep(programme, journey, event, mine, _with(mine.said, name, event, CHIPS))
    if not _among((*SCALE, NO_ANSWER), event):
        return keep(programme, journey, event, mine, mine.said)
    return keep(programme, journey, event, mine, _with(mine.said, name, event, SCALE, 1))


def _among(allowed: tuple[str, ...], event: Pressed) -> tuple[str, ...]:
    return tuple(value for value in allowed if value in event.values)


def remarked(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    mine = found(programme, journey, event)
    if mine is None:
        return too_late(journey)
    if mine.one.sent:
        return reply(journey, words.STAYS.text())
    line, said = event.fields.get(REMARK, "").strip()[:LONGEST_REMARK], mine.said
    said = said if line == said.line else replace(said, line=line, done=None, last=event.at)
    return keep(programme, journey, event, mine, said)


def finished(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    mine = found(programme, journey, event)
    if mine is None:
        return too_late(journey)
    outcome = keep(programme, journey, event, mine, replace(mine.said, done=mine.said.done or event.at))
    return replace(outcome, effects=(*outcome.effects, *answered(mine.sitting, event.actor)))


def changed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Shows the questions again, answers as they were."""
    mine = found(programme, journey, event)
    if mine is None:
        return too_late(journey)
    return keep(programme, journey, event, mine, replace(mine.said, done=None))


def found(programme: Programme, journey: Journey, event: Pressed | Submitted) -> Mine | None:
    """What the card that was used is about, if it is the actor's own and may still be changed."""
    sitting, role = journey.sitting(read(event.card).seance), event.actor
    one = evaluation_of(journey, sitting.number, role) if sitting is not None else None
    if sitting is None or one is None or sitting.held is None:
        return None
    own, said = key(sitting.number, role), answers_of(journey, sitting.number, role)
    on_its_way = journey.is_on_its_way(own)
    if event.card != own or not is_open(programme.timing, one, said, event.at, on_its_way=on_its_way):
        return None
    return Mine(sitting, one, said)


def too_late(journey: Journey) -> Outcome:
    return stale(journey, words.CLOSED.quiet())


def _with(said: Answers, name: str, event: Pressed, allowed: tuple[str, ...], most: int | None = None) -> Answers:
    """The same answer once more changes nothing, not even that all is said."""
    values = _among(allowed, event)[:most]
    if said.answers.get(name, ()) == values:
        return said
    return Answers({**said.answers, name: values}, said.line, last=event.at)


def keep(programme: Programme, journey: Journey, event: Pressed | Submitted, mine: Mine, said: Answers) -> Outcome:
    """Of a card that stands open (`found`), and so still does with what is said now."""
    sitting, role = mine.sitting, event.actor
    journey = with_answers(journey, sitting.number, role, said)
    message, id = card(programme, journey, sitting, role), key(sitting.number, role)
    effects = (
        Post(id, PRIVATE[role], message, sitting.number, refresh=True),
        Reply(message, id, sitting.number, redraw=True),
    )
    return Outcome(journey, (*effects, *prep_card.refreshed(programme, journey, role)))
