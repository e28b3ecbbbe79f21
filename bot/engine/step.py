"""`step(programme, journey, event)`: finds the conversation that an event belongs to; the conversations do the rest.

1. Every event passes here, and no event raises: whatever a person can do has an answer.
2. A button or form belongs to the flow that declares its action. Of one that nobody declares, and of one whose journey has
   ended or rests, the person is told so; nothing changes.
3. What people type is a command if its first word is one; otherwise the nearest word is offered.
4. A timer rings only if the journey still wants it, it is due, it is not too late, and the contact policy allows; one held
   back, or that puts itself off (`postponed`), rings later; one too late has had its say.
5. What a timer posts counts among what its readers are sent unasked that day, unless the timer says otherwise.
6. Of a card that reminders hang on the journey keeps whether it is on its way, and when it was first delivered. Whoever
   presses it has it.
7. A pause that ends, and a member who now reads another language, concern every flow that says so (`resumed`, `redrawn`).
8. So does every turn of the journey: what is over loses its buttons, wherever it stands (`closed`). What shows another flow's
   slot is drawn anew with it (`followed`).
9. A call of the two is heard of from their platform: it brings what their meeting's timers would, and they have had their say.
10. Who acts is lent the private words that their flow declares (`Flow.lent`), and nobody else any; nothing lent leaves a step.
11. A timer that would write over words which cannot be read just now, or is decided by them, tries again later.
12. In a pause nobody's act brings the other one anything new: that waits until the pause is over (`steps.pauses`).
13. Before a pair that is asked has begun, what would speak of the other one is answered with the question (`OnCommand.early`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar, assert_never

from bot.engine import contact_policy
from bot.engine.commands import Meaning
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import (
    ByMember,
    Call,
    CallBegan,
    CallEnded,
    Changed,
    Commanded,
    Delivered,
    Event,
    Joined,
    Left,
    Nudged,
    Pressed,
    Reopened,
    Replaced,
    Rested,
    Restored,
    Returned,
    RoomOpened,
    Stopped,
    Submitted,
    Taken,
    Woke,
)
from bot.engine.flow import On
from bot.engine.flows import FLOWS
from bot.engine.flows.common import ENDED, NOT_PART, PAUSED, RUN, reply, run, stale
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.help.flow import answered
from bot.engine.flows.leaving.card import resting
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.pause.actions import RESUME
from bot.engine.flows.status.actions import STATUS
from bot.engine.flows.welcome.flow import first_contact
from bot.engine.flows.willing import card as willing_card
from bot.engine.flows.willing.state import is_before
from bot.engine.ids import Action, Command, read
from bot.engine.journey import Contact, Journey
from bot.engine.messages import Buttons, Form, Message
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.state import Lent, Unreadable
from bot.engine.steps.lending import lending
from bot.engine.steps.pauses import held_back
from bot.engine.steps.turns import followed_up, then_also
from bot.engine.timers import find

E = TypeVar("E", Pressed, Submitted)

AGAIN = timedelta(hours=1)
"""When a timer tries again for which something cannot be read."""


def step(programme: Programme, journey: Journey, event: Event) -> Outcome:
    """What `event` makes of `journey`, and what is to be said about it. Whoever acts is there again."""
    if isinstance(event, ByMember) and event.actor in journey.of(AWAY).since:
        back = step(programme, journey, Returned(f"{event.id}/back", event.at, event.pair, event.actor))
        return then_also(back, step(programme, back.journey, event))
    outcome = followed_up(programme, journey, _step(programme, journey, event), event.at)
    return _awaited(held_back(journey, outcome, event), event)


def _step(programme: Programme, journey: Journey, event: Event) -> Outcome:
    match event:
        case Woke():
            return _woke(programme, journey, event)
        case Delivered():
            return Outcome(_delivered(programme, journey, event))
        case Commanded():
            return _commanded(programme, journey, event)
        case Pressed() if event.action == RUN:
            return _run(programme, journey, event)
        case Pressed() if event.action in FLOWS.command_of_form:
            command = FLOWS.command_of_form[event.action]
            return _form_alone(_obey(programme, journey, event, command, ""), event.action)
        case Pressed():
            lent = FLOWS.lent("action", event.action)
            return _used(programme, journey, event, FLOWS.presses.get(event.action), lent)
        case Submitted():
            lent = FLOWS.lent("form", event.action)
            return _used(programme, journey, event, FLOWS.submits.get(event.action), lent)
        case Changed():
            return FLOWS.changed(programme, journey, event) if FLOWS.changed else Outcome(journey)
        case Nudged():
            return FLOWS.nudged(programme, journey, event) if FLOWS.nudged else Outcome(journey)
        case Taken():
            return FLOWS.taken(programme, journey, event) if FLOWS.taken else Outcome(journey)
        case CallBegan() | CallEnded():
            return _called(programme, journey, event)
        case RoomOpened():
            return _opened(programme, journey, event)
        case Rested() | Returned() | Left() | Restored() | Stopped() | Reopened() | Replaced():
            return FLOWS.presence(programme, journey, event) if FLOWS.presence else Outcome(journey)
        case Joined():
            return Outcome(journey)
        case _:
            assert_never(event)


# Buttons and forms -----------------------------------------------------------------------------------------------


def _used(programme: Programme, journey: Journey, event: E, on: On[E] | None, lent: Lent) -> Outcome:
    if journey.ended is not None and not (on and on.ended):
        return reply(journey, ENDED.text())
    if journey.pause is not None and not (on and (on.paused or on.ended)):
        return _at_rest(journey, event)
    if on is None:
        return stale(journey, Buttons((run(HELP),)))
    return lending(lent, on.handle, programme, journey, event)


def _at_rest(journey: Journey, event: ByMember) -> Outcome:
    if journey.of(AWAY).since:
        return resting(journey, event.actor)
    return reply(journey, PAUSED.text(), Buttons((run(RESUME),)))


# Commands --------------------------------------------------------------------------------------------------------


def _commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    parsed = programme.read(event.text)
    if not parsed.word or parsed.meaning is Meaning.HELLO:
        welcome = first_contact(programme, journey, event)
        if welcome is not None:
            return welcome
    command = STATUS if parsed.meaning is Meaning.WHEN else parsed.command if parsed.word else HELP
    if command is None:
        return answered(programme, journey, event, parsed)
    return _obey(programme, journey, event, command, parsed.rest)


def _run(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A button that stands for a command."""
    command = Command(event.values[0] if event.values else "")
    return _obey(programme, journey, event, command, "")


def _form_alone(outcome: Outcome, action: Action) -> Outcome:
    """A channel that had no room for a form on its card asks for it by pressing: it is the one of the card as it is now."""
    for shown in (one for one in outcome.effects if isinstance(one, Reply)):
        for part in shown.message.parts:
            if isinstance(part, Form) and part.action == action:
                return Outcome(outcome.journey, (Reply(Message((part,), shown.message.title), shown.key),))
    return outcome


def _obey(programme: Programme, journey: Journey, event: ByMember, command: Command, rest: str) -> Outcome:
    on = FLOWS.commands.get(command)
    if on is None:
        return stale(journey, Buttons((run(HELP),)))
    if journey.ended is not None and not on.ended:
        return reply(journey, ENDED.text())
    if not on.early and is_before(journey) and journey.ended is None:
        return willing_card.shown(programme, journey, event.actor, event.at)
    if (activity := FLOWS.activity_of.get(command)) and not programme.holding(journey.track, activity):
        return reply(journey, NOT_PART.text(), Buttons((run(HELP),)))
    if journey.pause is not None and not on.paused:
        return _at_rest(journey, event)
    typed = Commanded(event.id, event.at, event.pair, event.actor, rest, event.place)
    return lending(FLOWS.lent("command", command), on.handle, programme, journey, typed)


# Timers ----------------------------------------------------------------------------------------------------------


def _woke(programme: Programme, journey: Journey, event: Woke) -> Outcome:
    timer = find(programme, journey, event.timer)
    if timer is None or timer.due > event.at or journey.postponed.get(timer.id, event.at) > event.at:
        return Outcome(journey)
    when = contact_policy.moment(journey, timer, event.at, event.elsewhere, event.together)
    if when >= timer.until:
        return Outcome(_done(journey, timer))
    if when > event.at:
        return Outcome(replace(journey, postponed={**journey.postponed, timer.id: when}))
    try:
        outcome = lending(FLOWS.lent("rule", timer.rule), FLOWS.wakes[timer.rule], programme, journey, event, timer)
    except Unreadable:
        return Outcome(replace(journey, postponed={**journey.postponed, timer.id: event.at + AGAIN}))
    if outcome.journey.postponed.get(timer.id, event.at) > event.at:
        return outcome
    contacts, effects = contact_policy.counted(outcome.journey, timer, outcome.effects, event.at, event.together)
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


# Calls -----------------------------------------------------------------------------------------------------------


def _called(programme: Programme, journey: Journey, event: Call) -> Outcome:
    """Somebody who rests, or has left, is not drawn into a séance by a call."""
    if journey.ended is not None or journey.pause is not None or journey.left:
        return Outcome(journey)
    match event:
        case CallBegan():
            return FLOWS.call_began(programme, journey, event) if FLOWS.call_began else Outcome(journey)
        case CallEnded():
            return FLOWS.call_ended(programme, journey, event) if FLOWS.call_ended else Outcome(journey)
        case _:
            assert_never(event)


def _opened(programme: Programme, journey: Journey, event: RoomOpened) -> Outcome:
    """Each one's own prep card says where they meet, so private words are lent to draw it anew."""
    if FLOWS.room_opened is None:
        return Outcome(journey)
    return lending(FLOWS.room_lent, FLOWS.room_opened, programme, journey, event)


# Deliveries ------------------------------------------------------------------------------------------------------


def is_reminded(card: str) -> bool:
    """Whether reminders hang on the delivery of a card, so that the journey is to hear of it."""
    ref = read(card)
    return ref.kind in FLOWS.reminded and not ref.rest


def _awaited(outcome: Outcome, event: Event) -> Outcome:
    """The cards that reminders hang on, and that are now posted for the first time, are on their way."""
    journey = outcome.journey
    new = [
        effect.key
        for effect in outcome.effects
        if isinstance(effect, Post)
        and not effect.refresh
        and effect.key not in journey.shown
        and is_reminded(effect.key)
    ]
    if not new:
        return outcome
    pressed = event.card if isinstance(event, Pressed | Submitted) else ""
    last = journey.current.number if journey.current else 0
    shown = {card: at for card, at in journey.shown.items() if read(card).seance >= last - 1}
    shown |= {card: event.at if card == pressed else None for card in new}
    return replace(outcome, journey=replace(journey, shown=shown))


def _delivered(programme: Programme, journey: Journey, event: Delivered) -> Journey:
    """A card that is kept no more, or that an earlier release posted, changes nothing."""
    kind = FLOWS.cards.get(read(event.card).kind)
    if kind is None or kind.delivered is None or event.card not in journey.shown:
        return journey
    shown = {**journey.shown, event.card: event.at}
    return kind.delivered(programme, replace(journey, shown=shown), event)
