"""`step(programme, journey, event)`: finds the conversation that an event belongs to; the conversations do the rest.

1. Every event passes here, and no event raises: whatever a person can do has an answer.
2. A button or form belongs to the flow that declares its action. Of one that nobody declares, and of one whose journey has
   ended or rests, the person is told so; nothing changes.
3. What people type is a command if its first word is one; otherwise the nearest word is offered.
4. A timer rings only if the journey still wants it, it is due, it is not too late, and the contact policy allows; one held
   back is postponed, one too late has had its say.
5. What a timer posts is unprompted, and counts among what its readers are sent that day.
6. A pause that ends, and a member who now reads another language, concern every flow that says so (`resumed`, `redrawn`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar, assert_never

from bot.engine import contact_policy
from bot.engine.commands import parse
from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post
from bot.engine.events import ByMember, Changed, Commanded, Event, Joined, Left, Nudged, Pressed, Submitted, Woke
from bot.engine.flow import On
from bot.engine.flows import FLOWS
from bot.engine.flows.common import ENDED, PAUSED, RUN, reply, run, stale
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.help.flow import unknown
from bot.engine.flows.pause.actions import RESUME
from bot.engine.ids import Command, read
from bot.engine.journey import Contact, Journey
from bot.engine.messages import Buttons, Message
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.timers import find

E = TypeVar("E", Pressed, Submitted)


def step(programme: Programme, journey: Journey, event: Event) -> Outcome:
    """What `event` makes of `journey`, and what is to be said about it."""
    outcome = _step(programme, journey, event)
    if outcome.journey is not journey:
        outcome = _resumed(programme, journey, outcome, event.at)
        outcome = _redrawn(programme, journey, outcome)
    return outcome


def _step(programme: Programme, journey: Journey, event: Event) -> Outcome:
    match event:
        case Woke():
            return _woke(programme, journey, event)
        case Commanded():
            return _commanded(programme, journey, event)
        case Pressed() if event.action == RUN:
            return _run(programme, journey, event)
        case Pressed():
            return _used(programme, journey, event, FLOWS.presses.get(event.action))
        case Submitted():
            return _used(programme, journey, event, FLOWS.submits.get(event.action))
        case Changed():
            return FLOWS.changed(programme, journey, event) if FLOWS.changed else Outcome(journey)
        case Nudged():
            return FLOWS.nudged(programme, journey, event) if FLOWS.nudged else Outcome(journey)
        case Left():
            return FLOWS.left(programme, journey, event) if FLOWS.left else Outcome(journey)
        case Joined():
            return Outcome(journey)
        case _:
            assert_never(event)


def searches(programme: Programme, event: Event) -> bool:
    """Whether a date may be looked for in the step of this event, so that both calendars are wanted."""
    match event:
        case Woke():
            owner = FLOWS.timers_by_kind.get(read(event.timer).kind)
            return owner is not None and owner.searches
        case Pressed() if event.action == RUN:
            command = FLOWS.commands.get(Command(event.values[0])) if event.values else None
            return command is not None and command.searches
        case Pressed():
            press = FLOWS.presses.get(event.action)
            return press is not None and press.searches
        case Submitted():
            submit = FLOWS.submits.get(event.action)
            return submit is not None and submit.searches
        case Commanded():
            typed = parse(programme.words, event.text).command
            command = FLOWS.commands.get(typed) if typed is not None else None
            return command is not None and command.searches
        case _:
            return False


def view(programme: Programme, journey: Journey, card: str, role: Role) -> Message | None:
    """A shared card as it is for `role` now: more of it, where something is theirs alone.

    A channel shows it where its platform can show each reader something else; the card itself is safe for both. None if it
    hung on a date that was given up, or is of another kind.
    """
    ref = read(card)
    kind, sitting = FLOWS.cards.get(ref.kind), journey.sitting(ref.seance)
    if kind is None or kind.view is None or sitting is None or card != sitting.card(ref.kind):
        return None
    then = replace(journey, sittings=journey.sittings[: sitting.number])
    return kind.view(programme, then, sitting, ref, role)


def is_personal(programme: Programme, journey: Journey, post: Post) -> bool:
    """Whether a view of one's own adds to what both see, and leaves none of it out."""
    roles, parts = post.to.roles, post.message.parts
    if len(roles) < 2:
        return False
    seen = [view(programme, journey, post.key, role) for role in roles]
    if any(one is None or not all(part in one.parts for part in parts) for one in seen):
        return False
    return len(journey.languages(post.to)) > 1 or any(one != post.message for one in seen)


# Buttons and forms -----------------------------------------------------------------------------------------------


def _used(programme: Programme, journey: Journey, event: E, on: On[E] | None) -> Outcome:
    if journey.ended is not None and not (on and on.ended):
        return reply(journey, ENDED.text())
    if journey.pause is not None and not (on and (on.paused or on.ended)):
        return reply(journey, PAUSED.text(), Buttons((run(RESUME),)))
    return on.handle(programme, journey, event) if on else stale(journey, Buttons((run(HELP),)))


# Commands --------------------------------------------------------------------------------------------------------


def _commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    parsed = parse(programme.words, event.text)
    command = parsed.command if parsed.word else HELP
    if command is None:
        return unknown(programme, journey, event, parsed)
    return _obey(programme, journey, event, command, parsed.rest)


def _run(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A button that stands for a command."""
    command = Command(event.values[0] if event.values else "")
    return _obey(programme, journey, event, command, "")


def _obey(programme: Programme, journey: Journey, event: ByMember, command: Command, rest: str) -> Outcome:
    on = FLOWS.commands.get(command)
    if on is None:
        return stale(journey, Buttons((run(HELP),)))
    if journey.ended is not None and not on.ended:
        return reply(journey, ENDED.text())
    if journey.pause is not None and not on.paused:
        return reply(journey, PAUSED.text(), Buttons((run(RESUME),)))
    typed = Commanded(event.id, event.at, event.pair, event.actor, rest, event.place)
    return on.handle(programme, journey, typed)


# Timers ----------------------------------------------------------------------------------------------------------


def _woke(programme: Programme, journey: Journey, event: Woke) -> Outcome:
    timer = find(programme, journey, event.timer)
    if timer is None or timer.due > event.at or journey.postponed.get(timer.id, event.at) > event.at:
        return Outcome(journey)
    when = contact_policy.moment(journey, timer, event.at, event.elsewhere)
    if when >= timer.until:
        return Outcome(_done(journey, timer))
    if when > event.at:
        return Outcome(replace(journey, postponed={**journey.postponed, timer.id: when}))
    outcome = FLOWS.wakes[timer.rule](programme, journey, event, timer)
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


# What concerns every flow ----------------------------------------------------------------------------------------


def _resumed(programme: Programme, before: Journey, outcome: Outcome, at: datetime) -> Outcome:
    """A pause is over: what went by meanwhile is looked after."""
    journey = outcome.journey
    if before.pause is None or journey.pause is not None:
        return outcome
    effects: list[Effect] = [*outcome.effects]
    for flow in FLOWS:
        if flow.resumed is not None:
            after = flow.resumed(programme, journey, before.pause.since, at)
            journey, effects = after.journey, [*effects, *after.effects]
    return Outcome(journey, tuple(effects))


def _redrawn(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """A member reads another language now: the cards that are out are drawn again."""
    journey = outcome.journey
    if journey.members is before.members:
        return outcome
    drawn: list[Effect] = []
    for role, member in journey.members.items():
        if member.languages != before.members[role].languages:
            drawn += [one for flow in FLOWS if flow.redrawn for one in flow.redrawn(programme, journey, role)]
    return replace(outcome, effects=(*outcome.effects, *drawn))
