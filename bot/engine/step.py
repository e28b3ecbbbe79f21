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
9. Who acts is lent the private words that their flow declares (`Flow.lent`), and nobody else any; nothing lent leaves a step.
10. A timer that would write over words which cannot be read just now, or is decided by them, tries again later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar, assert_never

from bot.engine import contact_policy
from bot.engine.commands import Meaning
from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import (
    ByMember,
    Changed,
    Commanded,
    Delivered,
    Event,
    Joined,
    Left,
    Nudged,
    Pressed,
    Rested,
    Restored,
    Returned,
    Submitted,
    Woke,
)
from bot.engine.flow import Flow, On, OnCommand
from bot.engine.flows import FLOWS
from bot.engine.flows.common import ENDED, NOT_PART, PAUSED, RUN, reply, run, stale
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.help.flow import answered
from bot.engine.flows.leaving.card import resting
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.pause.actions import RESUME
from bot.engine.flows.status.actions import STATUS
from bot.engine.flows.welcome.flow import first_contact
from bot.engine.ids import Action, Command, read
from bot.engine.ids import card as card_of
from bot.engine.journey import Contact, Journey
from bot.engine.messages import Buttons, Form, Message
from bot.engine.people import Place, Role
from bot.engine.programme import Programme
from bot.engine.state import NOTHING, Lent, Unreadable
from bot.engine.timers import find

E = TypeVar("E", Pressed, Submitted)
P = ParamSpec("P")

AGAIN = timedelta(hours=1)
"""When a timer tries again for which something cannot be read."""


def step(programme: Programme, journey: Journey, event: Event) -> Outcome:
    """What `event` makes of `journey`, and what is to be said about it. Whoever acts is there again."""
    if isinstance(event, ByMember) and event.actor in journey.of(AWAY).since:
        back = step(programme, journey, Returned(f"{event.id}/back", event.at, event.pair, event.actor))
        return _after(back, step(programme, back.journey, event))
    outcome = _step(programme, journey, event)
    if outcome.journey is not journey:
        outcome = _resumed(programme, journey, outcome, event.at)
        outcome = _redrawn(programme, journey, outcome)
        outcome = _followed(programme, journey, outcome)
        outcome = _closed(programme, journey, outcome)
        outcome = _emptied(programme, journey, outcome)
    return _awaited(outcome, event)


def _after(first: Outcome, then: Outcome) -> Outcome:
    """What is posted twice is posted as it is in the end."""
    said = {(effect.to, effect.key) for effect in then.effects if isinstance(effect, Post)}
    kept = [one for one in first.effects if not isinstance(one, Post) or (one.to, one.key) not in said]
    return Outcome(then.journey, (*kept, *then.effects))


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
        case Rested() | Returned() | Left() | Restored():
            return FLOWS.presence(programme, journey, event) if FLOWS.presence else Outcome(journey)
        case Joined():
            return Outcome(journey)
        case _:
            assert_never(event)


def _lending(
    lent: Lent,
    handle: Callable[Concatenate[Programme, Journey, P], Outcome],
    programme: Programme,
    journey: Journey,
    *event: P.args,
    **rest: P.kwargs,
) -> Outcome:
    """What a handler makes of a journey of which these private words may be read, and then no more."""
    borrowed = journey.lending(lent)
    outcome = handle(programme, borrowed, *event, **rest)
    after = journey if outcome.journey is borrowed else outcome.journey.lending(NOTHING)
    return Outcome(after, outcome.effects)


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
            typed = programme.read(event.text).command
            command = FLOWS.commands.get(typed) if typed is not None else None
            return command is not None and command.searches
        case _:
            return False


def names_coordinators(programme: Programme, event: Event) -> bool:
    """Whether the step of this event may name the coordinators, or send them something, so that it has to know who they are."""
    match event:
        case Pressed() if event.action == RUN:
            command = _command(programme, event)
            return command is not None and command.coordinators
        case Pressed():
            press = FLOWS.presses.get(event.action)
            return press is not None and press.coordinators
        case Submitted():
            submit = FLOWS.submits.get(event.action)
            return submit is not None and submit.coordinators
        case Commanded():
            command = _command(programme, event)
            return command is not None and command.coordinators
        case _:
            return False


def looks_beyond(programme: Programme, event: Event) -> bool:
    """Whether the step of this event speaks of the one who acts beyond this pair, so that it has to know what there is."""
    command = _command(programme, event)
    return command is not None and command.beyond


def _command(programme: Programme, event: Event) -> OnCommand | None:
    """What was typed, or stands on the button that was pressed."""
    match event:
        case Pressed() if event.action == RUN:
            return FLOWS.commands.get(Command(event.values[0])) if event.values else None
        case Commanded():
            typed = programme.read(event.text).command
            return FLOWS.commands.get(typed) if typed is not None else None
        case _:
            return None


def view(programme: Programme, journey: Journey, card: str, role: Role) -> Message | None:
    """A shared card as it is for `role` now: more of it, where something is theirs alone.

    A channel shows it where its platform can show each reader something else; the card itself is safe for both. None if it
    hung on a date that was given up, or is of another kind. A card of no séance is drawn as of the one under way.
    """
    ref = read(card)
    kind, sitting = FLOWS.cards.get(ref.kind), journey.sitting(ref.seance) if ref.seance else journey.current
    if kind is None or kind.view is None or sitting is None:
        return None
    if card != (sitting.card(ref.kind) if ref.seance else card_of(ref.kind)):
        return None
    lent = frozenset(one for one in FLOWS.lent("card", ref.kind) if one[0] is role) if kind.personal else NOTHING
    then = replace(journey, sittings=journey.sittings[: sitting.number], lent=lent)
    return kind.view(programme, then, sitting, ref, role)


def is_personal(programme: Programme, journey: Journey, post: Post) -> bool:
    """Whether a view of one's own may add to what both see, and leaves none of it out: the same, whatever it adds just now."""
    roles, parts = post.to.roles, post.message.parts
    if len(roles) < 2:
        return False
    seen = [view(programme, journey, post.key, role) for role in roles]
    if any(one is None or not all(part in one.parts for part in parts) for one in seen):
        return False
    kind = FLOWS.cards[read(post.key).kind]
    return kind.personal or len(journey.languages(post.to)) > 1 or any(one != post.message for one in seen)


# Buttons and forms -----------------------------------------------------------------------------------------------


def _used(programme: Programme, journey: Journey, event: E, on: On[E] | None, lent: Lent) -> Outcome:
    if journey.ended is not None and not (on and on.ended):
        return reply(journey, ENDED.text())
    if journey.pause is not None and not (on and (on.paused or on.ended)):
        return _at_rest(journey, event)
    if on is None:
        return stale(journey, Buttons((run(HELP),)))
    return _lending(lent, on.handle, programme, journey, event)


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
    if (activity := FLOWS.activity_of.get(command)) and not programme.holding(journey.track, activity):
        return reply(journey, NOT_PART.text(), Buttons((run(HELP),)))
    if journey.pause is not None and not on.paused:
        return _at_rest(journey, event)
    typed = Commanded(event.id, event.at, event.pair, event.actor, rest, event.place)
    return _lending(FLOWS.lent("command", command), on.handle, programme, journey, typed)


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
        outcome = _lending(FLOWS.lent("rule", timer.rule), FLOWS.wakes[timer.rule], programme, journey, event, timer)
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


# What concerns every flow ----------------------------------------------------------------------------------------


def _resumed(programme: Programme, before: Journey, outcome: Outcome, at: datetime) -> Outcome:
    """A pause is over, or an end taken back: what went by meanwhile is looked after."""
    journey = outcome.journey
    since = _silent_since(before)
    if since is None or _silent_since(journey) is not None:
        return outcome
    effects: list[Effect] = [*outcome.effects]
    for flow in FLOWS:
        if flow.resumed is not None:
            after = _lending(flow.lent_to("resumed"), flow.resumed, programme, journey, since, at)
            journey, effects = after.journey, [*effects, *after.effects]
    return Outcome(journey, tuple(effects))


def _silent_since(journey: Journey) -> datetime | None:
    times = [journey.ended, journey.pause.since if journey.pause is not None else None]
    return min((at for at in times if at is not None), default=None)


def _redrawn(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """A member reads another language now, or the journey has no end any more: the cards that are out are drawn again."""
    journey = outcome.journey
    reopened = before.ended is not None and journey.ended is None
    if journey.members is before.members and not reopened:
        return outcome
    drawn = Outcome(journey)
    for role, member in journey.members.items():
        if reopened or member.languages != before.members[role].languages:
            some = [
                one
                for flow in FLOWS
                if flow.redrawn
                for one in flow.redrawn(programme, journey.lending(flow.lent_to("redrawn")), role)
            ]
            drawn = _after(drawn, Outcome(journey, tuple(some)))
    return _after(drawn, outcome) if reopened else replace(outcome, effects=(*outcome.effects, *drawn.effects))


def _emptied(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """Somebody was erased: every card that both see, of every séance, is drawn again without them. Nothing on such a
    card is anybody's alone: it is drawn as for the one of whom nothing is left."""
    journey = outcome.journey
    new = [role for role in journey.of(AWAY).emptied if role not in before.of(AWAY).emptied]
    if not new:
        return outcome
    drawn = [
        Post(card, Place.PAIR, message.over(), seance, refresh=True)
        for kind in FLOWS.cards
        for seance, card in ((0, card_of(kind)), *((one.number, one.card(kind)) for one in journey.sittings))
        if (message := view(programme, journey, card, new[0])) is not None
    ]
    return _after(Outcome(journey, tuple(drawn)), outcome)


def _followed(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """What shows another flow's words is drawn again with them, unless it is drawn anyway."""
    after = outcome.journey
    drawn = tuple(
        post
        for flow in FLOWS
        if flow.followed is not None and any(before.of(slot) != after.of(slot) for slot in flow.follows)
        for post in flow.followed(programme, after)
    )
    return _after(Outcome(after, drawn), outcome) if drawn else outcome


def _closed(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """The journey has taken a turn: the cards that are over are drawn again, unless something else is said on them now."""
    after = outcome.journey
    if _turn(before) == _turn(after):
        return outcome
    said = {(effect.to, effect.key) for effect in outcome.effects if isinstance(effect, Post)}
    over = (post for flow in FLOWS for post in _over(programme, flow, before, after))
    return replace(outcome, effects=(*outcome.effects, *(post for post in over if (post.to, post.key) not in said)))


def _over(programme: Programme, flow: Flow, before: Journey, after: Journey) -> Iterable[Post]:
    lent = flow.lent_to("closed")
    return flow.closed(programme, before, after.lending(lent)) if flow.closed is not None else ()


def _turn(journey: Journey) -> object:
    now, ended = journey.current, journey.ended is not None
    if now is None:
        return ended
    walked = now.meeting is not None and now.meeting.ended is not None
    return ended, now.number, now.round, now.held is not None, now.meeting is not None, walked
