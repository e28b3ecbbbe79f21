"""What people do with the evaluation card: every answer is kept at once, and may be changed until it closes."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Commanded, Pressed, Submitted
from bot.engine.flows.common import reply, stale
from bot.engine.flows.evaluation import actions, words
from bot.engine.flows.evaluation.card import card, key
from bot.engine.flows.evaluation.questions import CHIPS, HELPED, LONGEST_REMARK, NO_ANSWER, REMARK, SCALE
from bot.engine.flows.evaluation.state import Evaluation, evaluation_of, evaluations_of, with_evaluation
from bot.engine.flows.evaluation.wakes import answered
from bot.engine.flows.prep import card as prep_card
from bot.engine.ids import read
from bot.engine.journey import Journey, Sitting
from bot.engine.people import PRIVATE
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`evaluate`: the card of the last séance held."""
    opened = evaluations_of(journey, event.actor)
    held = [one.number for one in journey.sittings if one.number in opened and one.held is not None]
    sitting = journey.sitting(max(held, default=0))
    if sitting is None:
        return reply(journey, words.NOT_YET.text())
    message = card(programme, journey, sitting, event.actor, event.at)
    return Outcome(journey, (Reply(message, key(sitting.number, event.actor), sitting.number),))


def rated(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """An answer is kept at once; the same tap again changes nothing, and `NO_ANSWER` takes it back."""
    mine, name = found(programme, journey, event), actions.QUESTION[event.action]
    if mine is None:
        return too_late(journey)
    sitting, one = mine
    if name == HELPED:
        return keep(programme, journey, event, sitting, _with(one, name, _among(CHIPS, event)))
    value = _among((*SCALE, NO_ANSWER), event)[:1]
    if not value:
        return keep(programme, journey, event, sitting, one)
    return keep(programme, journey, event, sitting, _with(one, name, _among(SCALE, event)[:1]))


def _among(allowed: tuple[str, ...], event: Pressed) -> tuple[str, ...]:
    return tuple(value for value in allowed if value in event.values)


def remarked(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    mine = found(programme, journey, event)
    if mine is None:
        return too_late(journey)
    sitting, one = mine
    if one.sent:
        return reply(journey, words.STAYS.text())
    remark = event.fields.get(REMARK, "").strip()[:LONGEST_REMARK]
    return keep(programme, journey, event, sitting, _with(one, REMARK, (remark,) if remark else ()))


def finished(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    mine = found(programme, journey, event)
    if mine is None:
        return too_late(journey)
    sitting, one = mine
    outcome = keep(programme, journey, event, sitting, replace(one, done=one.done or event.at))
    return replace(outcome, effects=(*outcome.effects, *answered(sitting, event.actor)))


def changed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Shows the questions again, answers as they were."""
    mine = found(programme, journey, event)
    if mine is None:
        return too_late(journey)
    sitting, one = mine
    return keep(programme, journey, event, sitting, replace(one, done=None))


def found(programme: Programme, journey: Journey, event: Pressed | Submitted) -> tuple[Sitting, Evaluation] | None:
    """The séance and answers of the card that was used, if it is the actor's own and may still be changed."""
    sitting = journey.sitting(read(event.card).seance)
    one = evaluation_of(journey, sitting.number, event.actor) if sitting is not None else None
    if sitting is None or one is None or sitting.held is None or event.card != key(sitting.number, event.actor):
        return None
    following = journey.sitting(sitting.number + 1)
    empty_until_the_next = one.done is None and (following is None or following.held is None)
    return (sitting, one) if event.at < one.closes(programme.timing) or empty_until_the_next else None


def too_late(journey: Journey) -> Outcome:
    return stale(journey, words.CLOSED.quiet())


def _with(one: Evaluation, name: str, values: tuple[str, ...]) -> Evaluation:
    """The same answer once more changes nothing, not even that all is said."""
    if one.answers.get(name, ()) == values:
        return one
    return replace(one, answers={**one.answers, name: values}, done=None)


def keep(
    programme: Programme, journey: Journey, event: Pressed | Submitted, sitting: Sitting, one: Evaluation
) -> Outcome:
    if one.shown is None and journey.is_on_its_way(key(sitting.number, event.actor)):
        one = replace(one, shown=event.at)  # the command showed it
    journey = with_evaluation(journey, sitting.number, event.actor, one)
    message, id = card(programme, journey, sitting, event.actor, event.at), key(sitting.number, event.actor)
    effects = (
        Post(id, PRIVATE[event.actor], message, sitting.number, refresh=True),
        Reply(message, id, sitting.number, redraw=True),
    )
    return Outcome(journey, (*effects, *prep_card.refreshed(programme, journey, event.actor)))
