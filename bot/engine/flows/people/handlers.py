"""What people do with the list: ask for it, write it, offer an introduction, say who was met."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.common import reply
from bot.engine.flows.people import actions, words
from bot.engine.flows.people.card import KEY, card, offered, posted, read_only
from bot.engine.flows.people.forms import LONGEST_NAME, LONGEST_WHY, add_form, change_form, one_line
from bot.engine.flows.people.state import (
    MOST,
    PEOPLE,
    People,
    with_added,
    with_entry,
    with_worded,
)
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import Journey
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

SOON = timedelta(hours=12)
"""Who was told of an offer hears of no other one sooner, unless they have done something meanwhile."""


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`people`: the card as it stands, to the one who asks; after the end, to read."""
    if journey.ended is not None:
        return Outcome(journey, (Reply(read_only(journey), KEY),))
    seen = _seen(journey.of(PEOPLE), event)
    if seen != journey.of(PEOPLE):
        journey = journey.keeping(PEOPLE, seen)
    return Outcome(journey, (Reply(card(journey, event.actor), KEY),))


def _seen(people: People, event: ByMember) -> People:
    """Once the mentee has looked, a further offer is news again."""
    return replace(people, unseen=None) if event.actor is Role.MENTEE else people


def _answer(journey: Journey, event: ByMember) -> Reply:
    """The card that was used: where both may see it, as it is for both. A form is answered in private wherever it was sent."""
    both = card(journey) if event.place is Place.PAIR else None
    if both is not None and not isinstance(event, Submitted):
        return Reply(both, KEY, redraw=True)
    return Reply(card(journey, event.actor), KEY, redraw=True, shared=both)


# The mentee's list -------------------------------------------------------------------------------------------------


def adding(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """One person more."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    if journey.of(PEOPLE).is_full:
        return reply(journey, words.FULL.text(most=MOST))
    return Outcome(journey, (Reply(add_form(), KEY),))


def added(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    name = one_line(event.fields.get("name", ""), LONGEST_NAME)
    why = one_line(event.fields.get("why", ""), LONGEST_WHY)
    if not name:
        return Outcome(journey, (Reply(add_form(why, words.NAMELESS.text()), KEY, redraw=True),))
    people = journey.of(PEOPLE)
    if people.is_full and not people.has(name, why):
        return reply(journey, words.FULL.text(most=MOST))
    return _changed(programme, journey, event, with_added(people, name, why))


def changing(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Everybody on it, to word anew or take off."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    people = journey.of(PEOPLE)
    if not people.entries:
        return Outcome(journey, (_answer(journey, event),))
    return Outcome(journey, (Reply(change_form(people), KEY),))


def changed(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """What a form does not name stays as it is."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    people = journey.of(PEOPLE)
    for one in people.entries:
        name = one_line(event.fields.get(f"name{one.number}", one.name), LONGEST_NAME)
        why = one_line(event.fields.get(f"why{one.number}", one.why), LONGEST_WHY)
        people = with_worded(people, one.number, name, why)
    return _changed(programme, journey, event, people)


def met(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The mentee has met somebody, or has not yet after all."""
    if event.actor is not Role.MENTEE:
        return _not_theirs(journey, event)
    is_met = event.action == actions.MET
    people = with_entry(journey.of(PEOPLE), _number(event), lambda one: replace(one, met=is_met))
    return _changed(programme, journey, event, people)


def _not_theirs(journey: Journey, event: ByMember) -> Outcome:
    return reply(journey, words.MENTEES.text(name=journey.members[Role.MENTEE].name))


# The mentor's introductions ----------------------------------------------------------------------------------------


def offers(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Je peux vous présenter », or not after all. The mentee is told of an offer, once until they act."""
    if event.actor is not Role.MENTOR:
        return reply(journey, words.MENTORS.text(name=journey.members[Role.MENTOR].name))
    can, before = event.action == actions.OFFER, journey.of(PEOPLE)
    after = with_entry(before, _number(event), lambda one: replace(one, offered=can))
    if not (can and after != before and _is_news(before, event.at)):
        return _changed(programme, journey, event, after)
    told = replace(after, told=before.told + 1, unseen=event.at)
    outcome = _changed(programme, journey, event, told)
    return replace(outcome, effects=(*outcome.effects, offered(outcome.journey)))


def _is_news(people: People, at: datetime) -> bool:
    return people.unseen is None or at - people.unseen >= SOON


def _number(event: Pressed) -> int:
    value = event.values[0] if event.values else ""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else 0


def _changed(programme: Programme, journey: Journey, event: ByMember, people: People) -> Outcome:
    """The card and the prep cards that show the list follow it; what says the same again changes nothing."""
    before, people = journey.of(PEOPLE), _seen(people, event)
    if people == before:
        return Outcome(journey, (_answer(journey, event),))
    journey = journey.keeping(PEOPLE, people)
    followed: tuple[Effect, ...] = prep_card.refreshed(programme, journey)
    return Outcome(journey, (posted(journey), _answer(journey, event), *followed))
