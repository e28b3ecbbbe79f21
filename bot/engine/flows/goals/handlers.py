"""What people do with the goals: ask for them, write them, say how an action stands, suggest something."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.commands import example
from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.common import hint
from bot.engine.flows.goals import actions, words
from bot.engine.flows.goals.card import KEY, card, posted, read_only, reminded, reminder, reminder_key
from bot.engine.flows.goals.forms import (
    NoDay,
    goals_form,
    read_goals,
    read_steps,
    read_suggestions,
    steps_form,
    suggestions_form,
)
from bot.engine.flows.goals.state import DAYS, GOALS, MOST, Goals, Progress, keeping, moved, with_step
from bot.engine.flows.goals.wakes import begun
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import SHARED, Journey
from bot.engine.messages import Button, Buttons, Message, Part
from bot.engine.people import Place, Role
from bot.engine.programme import Programme
from bot.engine.state import Unreadable


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`goals`: the card as it stands, to the one who asks; after the end, to read."""
    _certain(journey)
    message = read_only(journey) if journey.ended is not None else card(journey, event.actor)
    return Outcome(journey, (Reply(message, KEY),))


def writing(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    form = goals_form if event.action == actions.WRITE else steps_form
    return _asked(programme, journey, event, form(_certain(journey)))


def suggesting(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    if event.actor is not Role.MENTOR:
        return _not_theirs(journey, event)
    return _asked(programme, journey, event, suggestions_form(_certain(journey)))


def _asked(programme: Programme, journey: Journey, event: Pressed | Submitted, form: Message) -> Outcome:
    """A form belongs to the card that it was opened from: that one shows what was sent."""
    card = _used(programme, journey, event)
    return Outcome(journey, (replace(card, message=form, redraw=isinstance(event, Submitted), shared=None),))


def _not_theirs(journey: Journey, event: ByMember) -> Outcome:
    """A kind word to who may not; nothing else happens."""
    name = journey.partner(event.actor).name
    if event.actor is Role.MENTOR:
        parts: tuple[Part, ...] = (words.MENTEES.text(name=name), Buttons((Button(actions.SUGGEST, words.SUGGEST()),)))
    else:
        parts = (words.MENTORS.text(name=name), hint(actions.GOALS))
    return Outcome(journey, (Reply(Message(parts, words.TITLE())),))


def written(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    return _kept(programme, journey, event, replace(_certain(journey), goals=read_goals(event.fields)))


def acted(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """The actions and their days. A day that is none is asked for again, with everything as it was typed."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    goals, today = _certain(journey), journey.members[Role.MENTEE].local(event.at).date()
    try:
        after = read_steps(goals, event.fields, today, _seance(journey))
    except NoDay:
        again = steps_form(goals, event.fields, words.DAY_UNREADABLE.text(when=example(event.at)))
        return _asked(programme, journey, event, again)
    return _kept(programme, journey, event, after)


def suggested(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    if event.actor is not Role.MENTOR:
        return _not_theirs(journey, event)
    return _kept(programme, journey, event, replace(_certain(journey), suggestions=read_suggestions(event.fields)))


def stands(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """How an action stands; the same again changes nothing."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    goals = _certain(journey)
    number, _, said = (event.values[0] if event.values else "").partition(":")
    step = goals.step(int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else None
    if step is None or said not in list(Progress):
        return Outcome(journey, _shown(programme, journey, event))
    after = moved(step, Progress(said), _seance(journey))
    if after.is_open and not step.is_open and len(goals.under_way) >= MOST:
        return Outcome(journey, _shown(programme, journey, event, words.ENOUGH_STEPS.text(most=MOST)))
    return _kept(programme, journey, event, with_step(goals, after))


def _certain(journey: Journey) -> Goals:
    """Raises `Unreadable`: what cannot be read just now is neither shown as nothing nor written over."""
    if SHARED in journey.unreadable:
        raise Unreadable(SHARED)
    return journey.of(GOALS)


def _seance(journey: Journey) -> int:
    return journey.current.number if journey.current is not None else 0


def _kept(programme: Programme, journey: Journey, event: Pressed | Submitted, goals: Goals) -> Outcome:
    """Every card that shows them is up to date; the same again changes nothing."""
    if goals == journey.of(GOALS):
        return Outcome(journey, _shown(programme, journey, event))
    journey = begun(keeping(journey, goals), event.at)
    everywhere = (posted(journey), *prep_card.refreshed(programme, journey), *reminded(journey))
    return Outcome(
        journey, (*everywhere, *agenda_card.refreshed(programme, journey), *_shown(programme, journey, event))
    )


def _shown(programme: Programme, journey: Journey, event: Pressed | Submitted, *first: Part) -> tuple[Effect, ...]:
    """The card that was used, as it is now."""
    card = _used(programme, journey, event)
    message = replace(card.message, parts=(*first, *card.message.parts))
    return (replace(card, message=message, redraw=True),)


def _used(programme: Programme, journey: Journey, event: Pressed | Submitted) -> Reply:
    now, actor = journey.current, event.actor
    if now is not None and now.held is None and event.card == prep_card.key(now, actor):
        return Reply(prep_card.card(programme, journey, now, actor), prep_card.key(now, actor), now.number)
    if (day := journey.of(DAYS).recalled) and event.card == reminder_key(day):
        return Reply(reminder(journey), reminder_key(day))
    both = card(journey) if event.place is Place.PAIR else None
    if both is not None and not isinstance(event, Submitted):
        return Reply(both, KEY)
    return Reply(card(journey, actor), KEY, shared=both)  # a form is answered in private
