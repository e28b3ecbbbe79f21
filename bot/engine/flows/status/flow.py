"""Where the pair stands, as one of them may see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.engine.effects import Outcome, Reply
from bot.engine.events import Commanded
from bot.engine.flow import Flow, OnCommand
from bot.engine.flows.activities import READS, of_now, on_status
from bot.engine.flows.attestation import actions as attestation_actions
from bot.engine.flows.common import run, seance_of
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.date import words as date_words
from bot.engine.flows.evaluation.state import ANSWERS, answers_of, evaluated
from bot.engine.flows.help import actions as help_actions
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.pause import actions as pause_actions
from bot.engine.flows.prep import actions as prep_actions
from bot.engine.flows.status import actions, words
from bot.engine.flows.status.words import WORDS
from bot.engine.ids import Command
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Fact, Facts, Message, Say, typed
from bot.engine.programme import Programme


def status(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """Where the pair stands, as this person may see it."""
    partner = journey.partner(event.actor).name
    rows = [
        Fact(words.WITH(), typed(partner)),
        Fact(words.TRACK(), words.TRACKS[journey.track]()),
    ]
    now = journey.current
    if now is not None:
        rows.append(seance_of(programme, journey, now).heading)
        if now.meeting is not None and now.held is None:
            rows.append(Fact(date_words.WHEN(), date_words.AT(when=now.meeting.at)))
    rows.append(Fact(words.STAGE(), words.STAGES[journey.stage(event.at)]()))
    if (last := evaluated(journey, event.actor)) is not None:
        filled = answers_of(journey, last.number, event.actor).filled
        rows.append(Fact(words.EVALUATION(seance=last.number), _filled(filled)))
    rows.extend(on_status(programme, journey, event.actor))
    message = Message((Facts(tuple(rows)), _next_steps(journey, event.at, of_now(programme, journey))), words.TITLE())
    return Outcome(journey, (Reply(message, seance=now.number if now else 0),))


def _filled(filled: bool) -> Say:
    return words.FILLED() if filled else words.OPEN()


def _next_steps(journey: Journey, at: datetime, here: Iterable[Command]) -> Buttons:
    if journey.ended is not None:
        return Buttons((run(attestation_actions.ATTESTATION), run(help_actions.HELP)))
    if journey.pause is not None and not journey.of(AWAY).since:
        return Buttons((run(pause_actions.RESUME),))
    if journey.pause is None and journey.current is not None and journey.current.held is None:
        return Buttons((run(prep_actions.PREP), run(date_actions.DATE), *(run(one) for one in here)))
    return Buttons((run(help_actions.HELP),))


FLOW = Flow(
    name="status",
    words=(WORDS,),
    commands={actions.STATUS: OnCommand(status, order=5, ended=True, overview=1)},
    reads=(ANSWERS, *READS),
)
