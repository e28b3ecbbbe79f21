"""`step(programme, journey, event)`: the one door. Three tables say which flow answers what; a missing key is answered politely."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import assert_never

from bot.engine import contact_policy
from bot.engine.commands import parse
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import (
    Changed,
    Commanded,
    Event,
    Joined,
    Left,
    Nudged,
    Pressed,
    Submitted,
    Woke,
)
from bot.engine.flows import (
    continuation,
    evaluation,
    meeting,
    prep,
    seance,
    settings,
    talk,
    welcome,
)
from bot.engine.flows.common import reply, run
from bot.engine.journey import Contact, Journey
from bot.engine.messages import Buttons, text
from bot.engine.people import Role
from bot.engine.programme import Command, Programme
from bot.engine.timers import find

Press = Callable[[Programme, Journey, Pressed], Outcome]
Submit = Callable[[Programme, Journey, Submitted], Outcome]
Wake = Callable[[Programme, Journey, Woke, Timer], Outcome]

PRESSES: Mapping[str, Press] = {
    "agenda.back": seance.turned,
    "agenda.end": seance.ended,
    "agenda.next": seance.turned,
    "agenda.open": seance.opened,
    "agenda.skip": seance.turned,
    "continuation.no": continuation.answered,
    "continuation.yes": continuation.answered,
    "date.again": meeting.again,
    "date.cancel": meeting.cancelled,
    "date.move": meeting.moved,
    "date.none": meeting.none_suits,
    "date.other": meeting.asked_for_other,
    "date.tap": meeting.tapped,
    "evaluation.change": evaluation.changed,
    "evaluation.closer": evaluation.rated,
    "evaluation.done": evaluation.finished,
    "evaluation.helped": evaluation.rated,
    "evaluation.shared": evaluation.rated,
    "evaluation.useful": evaluation.rated,
    "held.moved": seance.answered,
    "held.no": seance.answered,
    "held.yes": seance.answered,
    "language": talk.language_pressed,
    "prep.mine": prep.commanded,
    "prep.tick": prep.ticked,
    "settings.back": settings.back_again,
    "settings.days": settings.chosen,
    "settings.edge": settings.chosen,
    "settings.edit": settings.asked_for_hours,
    "settings.every": settings.chosen,
    "settings.leave": settings.asked_for_leave,
    "settings.minutes": settings.chosen,
}

SUBMITS: Mapping[str, Submit] = {
    "date.own": meeting.proposed,
    "evaluation.remark": evaluation.remarked,
    "settings.away": settings.going_away,
    "settings.hours": settings.told_hours,
}

WAKES: Mapping[str, Wake] = {
    "agenda": seance.woke,
    "continuation": continuation.woke,
    "date": meeting.opened,
    "date-nudge": meeting.nudged,
    "evaluation": evaluation.woke,
    "evaluation-close": evaluation.closed,
    "evaluation-nudge": evaluation.reminded,
    "farewell": continuation.said_goodbye,
    "first": welcome.first,
    "held": seance.asked,
    "held-nudge": seance.asked,
    "nudge": talk.encouraged,
    "parted": talk.parted,
    "prep": prep.woke,
    "reminder": prep.reminded,
    "resume": talk.resumed_by_time,
    "welcome": welcome.woke,
}

AFTER_THE_END = frozenset({"evaluation", "language"})
"""What can still be pressed once a journey has ended."""

SETTINGS = frozenset(
    {f"settings.{what}" for what in ("back", "days", "edge", "edit", "every", "leave", "minutes", "away", "hours")}
)

WHILE_PAUSED = frozenset({"agenda.open", "prep.mine", "prep.tick", "date.cancel"}) | SETTINGS


def step(programme: Programme, journey: Journey, event: Event) -> Outcome:
    """What `event` makes of `journey`, and what is to be said about it. Never raises for anything a person can do."""
    match event:
        case Joined():
            return Outcome(journey)
        case Woke():
            return _woke(programme, journey, event)
        case Commanded():
            return _commanded(programme, journey, event)
        case Pressed(action="run"):
            return _run(programme, journey, event)
        case Pressed():
            press = PRESSES.get(event.action)
            return _closed(journey, event) or (press(programme, journey, event) if press else _puzzled(journey))
        case Submitted():
            submit = SUBMITS.get(event.action)
            return _closed(journey, event) or (submit(programme, journey, event) if submit else _puzzled(journey))
        case Changed():
            return talk.changed(journey, event)
        case Nudged():
            return talk.nudged(journey, event)
        case Left():
            return talk.left(journey, event)
        case _:
            assert_never(event)


def _puzzled(journey: Journey) -> Outcome:
    return reply(journey, text("stale"), Buttons((run(Command.HELP),)))


def _closed(journey: Journey, event: Pressed | Submitted) -> Outcome | None:
    """The answer to a button of a journey that has ended, or rests."""
    if event.action.partition(".")[0] in AFTER_THE_END:
        return None
    if journey.ended is not None:
        return reply(journey, text("ended"))
    if journey.pause is not None and event.action not in WHILE_PAUSED:
        return reply(journey, text("paused"), Buttons((run(Command.RESUME),)))
    return None


# Commands --------------------------------------------------------------------------------------------------------


def _commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    parsed = parse(programme.words, event.text)
    if parsed.command is None:
        return talk.unknown(programme, journey, event, parsed)
    return _obey(programme, journey, event, parsed.command, parsed.rest)


def _run(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A button that stands for a command."""
    value = event.values[0] if event.values else ""
    if value not in set(Command):
        return _puzzled(journey)
    typed = Commanded(event.id, event.at, event.pair, event.actor, value, event.place)
    return _obey(programme, journey, typed, Command(value), "")


def _obey(
    programme: Programme,
    journey: Journey,
    event: Commanded,
    command: Command,
    rest: str,
) -> Outcome:
    match command:
        case Command.HELP:
            return talk.helped(programme, journey, event)
        case Command.STATUS:
            return talk.status(programme, journey, event)
        case Command.LANGUAGE:
            return talk.language(programme, journey, event, rest)
        case Command.EVALUATE:
            return evaluation.commanded(programme, journey, event)
        case _ if journey.ended is not None:
            return reply(journey, text("ended"))
        case Command.SETTINGS:
            return settings.commanded(programme, journey, event)
        case Command.PAUSE:
            return talk.paused(programme, journey, event, rest)
        case Command.RESUME:
            return talk.resumed(programme, journey, event)
        case Command.PREP:
            return prep.commanded(programme, journey, event)
        case Command.AGENDA:
            return seance.opened(programme, journey, event)
        case Command.DATE if journey.pause is not None:
            return reply(journey, text("paused"), Buttons((run(Command.RESUME),)))
        case Command.DATE:
            return meeting.commanded(programme, journey, event)
        case _:
            assert_never(command)


# Timers ----------------------------------------------------------------------------------------------------------


def _woke(programme: Programme, journey: Journey, event: Woke) -> Outcome:
    """A wake-up counts only if the journey still wants it, it is time, it is not too late, and manners allow."""
    timer = find(programme, journey, event.timer)
    if timer is None or timer.due > event.at or journey.postponed.get(timer.id, event.at) > event.at:
        return Outcome(journey)
    when = contact_policy.moment(journey, timer, event.at, event.elsewhere)
    if when >= timer.until:
        return Outcome(_done(journey, timer))
    if when > event.at:
        return Outcome(replace(journey, postponed={**journey.postponed, timer.id: when}))
    outcome = WAKES[timer.rule](programme, journey, event, timer)
    effects = tuple(
        replace(effect, unprompted=True) if isinstance(effect, Post) and not effect.refresh else effect
        for effect in outcome.effects
    )
    contacts = contact_policy.counted(outcome.journey, effects, event.at)
    return Outcome(_done(outcome.journey, timer, contacts), effects)


def _done(journey: Journey, timer: Timer, contacts: Mapping[Role, Contact] | None = None) -> Journey:
    """The timer has had its say."""
    postponed = journey.postponed
    if timer.id in postponed:
        postponed = {id: at for id, at in postponed.items() if id != timer.id}
    contacts = journey.contacts if contacts is None else contacts
    sitting = journey.sitting(timer.sitting)
    if sitting is None:
        done = tuple(dict.fromkeys((*journey.done, timer.id)))
        return replace(journey, postponed=postponed, contacts=contacts, done=done)
    sitting = replace(sitting, done=tuple(dict.fromkeys((*sitting.done, timer.id))))
    return replace(journey, sittings=journey.having(sitting), postponed=postponed, contacts=contacts)
