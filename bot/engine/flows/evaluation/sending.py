"""Sends the line of an evaluation, once to each audience (`line.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome
from bot.engine.events import Pressed, Woke
from bot.engine.flows.common import reply
from bot.engine.flows.evaluation import actions, line, words
from bot.engine.flows.evaluation.handlers import found, keep, too_late
from bot.engine.flows.evaluation.questions import Audience
from bot.engine.flows.evaluation.state import certain_answers_of, evaluations_of, with_evaluation
from bot.engine.ids import read
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme


def sent(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Sends the words that stood above the button, which has asked first; pressed twice, once."""
    mine, role, audience = found(programme, journey, event), event.actor, actions.AUDIENCE[event.action]
    if mine is None:
        return too_late(journey)
    one, text, seance = mine.one, mine.said.line, mine.sitting.number
    if not text or event.values != (line.mark(text),) or audience in one.sent:
        return keep(programme, journey, event, mine, mine.said)
    if not _has_reader(journey, role, audience):
        return reply(journey, words.NO_READER.text())
    one = replace(one, sent={**one.sent, audience.value: event.at})
    outcome = keep(programme, with_evaluation(journey, seance, role, one), event, mine, mine.said)
    if audience is Audience.PARTNER:
        return outcome
    return Outcome(outcome.journey, (line.to_coordinators(journey, seance, role, text), *outcome.effects))


def _has_reader(journey: Journey, role: Role, audience: Audience) -> bool:
    return role.other not in journey.left if audience is Audience.PARTNER else bool(journey.coordinators)


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """The partner gets the words as soon as they may be disturbed."""
    if journey.pause is not None or journey.left:
        return
    for role in Role:
        for seance, one in evaluations_of(journey, role).items():
            if (at := one.sent.get(Audience.PARTNER)) is not None:
                yield Timer(line.timer(seance, role), actions.PASSED_ON, at, (role.other,), sitting=seance)


def passed_on(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = read(timer.id).role
    assert role is not None
    text = certain_answers_of(journey, timer.sitting, role).line
    return Outcome(journey, (line.to_partner(journey, timer.sitting, role, text),))
