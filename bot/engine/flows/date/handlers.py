"""What people do with the date card: taps, none of them, move, cancel. The first date that suits both is booked (`M1.A2`)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.engine import ids
from bot.engine.effects import Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows import common
from bot.engine.flows.common import hint, reply
from bot.engine.flows.date import actions, news, words
from bot.engine.flows.date.card import card, farewell, posted
from bot.engine.flows.date.search import agreeable, is_taken, length, offer, search_again
from bot.engine.flows.held import actions as held_actions
from bot.engine.flows.held import card as held_card
from bot.engine.flows.held.state import final
from bot.engine.flows.prep import card as prep_card
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey, Meeting, Offer, Sitting
from bot.engine.messages import Message, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`date`: the card as it stands, to the one who asks."""
    return shown(programme, journey, event)


def shown(programme: Programme, journey: Journey, event: ByMember, *first: Part) -> Outcome:
    now = journey.current
    if now is None or now.held is not None:
        return reply(journey, words.NOT_NOW.text(), hint(status_actions.STATUS))
    if now.meeting is not None and (now.meeting.ended is not None or event.at >= now.meeting.over):
        return _asked_whether_held(journey, now)
    if now.offer is None and now.meeting is None:
        outcome = offer(programme, journey, event.at)
        return Outcome(
            outcome.journey,
            (*outcome.effects, _answer(programme, outcome.journey, False, *first)),
        )
    return Outcome(journey, (_answer(programme, journey, False, *first),))


def _answer(programme: Programme, journey: Journey, redraw: bool, *first: Part) -> Reply:
    now = journey.current
    assert now is not None
    message = card(programme, journey)
    if first:
        message = Message((*first, *message.parts), message.title)
    return Reply(message, now.card(actions.CARD), now.number, redraw)


def is_stale(journey: Journey, event: Pressed | Submitted) -> bool:
    now = journey.current
    return now is None or now.held is not None or event.card != now.card(actions.CARD)


def tapped(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date suits; the first that suits both is booked. Said twice, it is said."""
    now = journey.current
    slot = read_slot(event.values)
    if now is None or is_stale(journey, event) or now.offer is None or slot not in now.offer.slots:
        return shown(programme, journey, event, common.STALE.text())
    if now.meeting is not None:
        return shown(programme, journey, event, words.SETTLED.text())
    if slot not in agreeable(programme, journey, event.at):
        why = words.TAKEN.text() if is_taken(programme, journey, slot) else words.GONE.text()
        outcome = offer(programme, journey, event.at, why, keep=True)
        return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True, why)))
    mine = tuple(dict.fromkeys((*now.offer.taps.get(event.actor, ()), slot)))
    chosen = _with_taps(journey, now, now.offer, event.actor, mine)
    if slot in now.offer.taps.get(event.actor.other, ()):
        return booked(programme, chosen, event, slot)
    return _redrawn(programme, chosen)


def untapped(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A date suits no longer the one who says so."""
    now = journey.current
    slot = read_slot(event.values)
    if now is None or is_stale(journey, event) or now.offer is None:
        return shown(programme, journey, event, common.STALE.text())
    if now.meeting is not None:
        return shown(programme, journey, event, words.SETTLED.text())
    mine = tuple(one for one in now.offer.taps.get(event.actor, ()) if one != slot)
    return _redrawn(programme, _with_taps(journey, now, now.offer, event.actor, mine))


def _with_taps(journey: Journey, now: Sitting, offer: Offer, role: Role, mine: tuple[datetime, ...]) -> Journey:
    return journey.with_sitting(replace(now, offer=replace(offer, taps={**offer.taps, role: mine})))


def booked(programme: Programme, journey: Journey, event: ByMember, slot: datetime) -> Outcome:
    now = journey.current
    assert now is not None
    meeting = Meeting(slot, length(programme, journey, now))
    journey = final(journey.with_sitting(replace(now, meeting=meeting)))
    prepared = prep_card.rebooked(programme, journey)
    outcome, said = _redrawn(programme, prepared.journey), news.booked(prepared.journey, event.actor)
    return Outcome(outcome.journey, (*outcome.effects, said, *prepared.effects))


def _redrawn(programme: Programme, journey: Journey) -> Outcome:
    """The shared card and the pressed one show the journey as it is now."""
    answer = _answer(programme, journey, True)
    return Outcome(journey, (posted(journey, answer.message), answer))


def none_suits(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Three others, never the same. Of dates that are no longer on offer it has been said already."""
    now = journey.current
    if now is None or is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, common.STALE.text())
    if event.values and (now.offer is None or event.values != (now.offer.name,)):
        return Outcome(journey, (_answer(programme, journey, True),))
    others = words.OTHERS.text()
    outcome = offer(programme, journey, event.at, others)
    return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True, others)))


def moved(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Déplacer »: three other dates."""
    now = journey.current
    if now is None or is_stale(journey, event) or now.meeting is None:
        return shown(programme, journey, event, common.STALE.text())
    if _may_have_met(now.meeting, event.at):
        return _asked_whether_held(journey, now)
    said = news.moving(journey, event.actor, now.meeting.at)
    outcome = released(programme, journey, event.at, said)
    return Outcome(outcome.journey, (*outcome.effects, _left(journey)))


def _left(journey: Journey) -> Reply:
    """What is left of the pressed card, whose place a newer one takes."""
    gone = farewell(journey)
    return Reply(gone.message, gone.key, gone.seance, redraw=True)


def released(programme: Programme, journey: Journey, at: datetime, *first: Part) -> Outcome:
    """Gives an agreed date up and offers others, in a round of their own: what hung on the old date is void."""
    outcome = search_again(programme, _without_meeting(journey, at), at, *first)
    return Outcome(outcome.journey, (*outcome.effects, *prep_card.refreshed(programme, outcome.journey)))


def _without_meeting(journey: Journey, at: datetime) -> Journey:
    now = journey.current
    assert now is not None
    refused = (*now.refused, now.meeting.at) if now.meeting else now.refused
    gave_up = now.meeting.at if now.meeting else now.gave_up
    moves = (*now.moves, at) if now.meeting else now.moves
    free = replace(now, meeting=None, offer=Offer(at, ()), refused=refused, gave_up=gave_up, moves=moves)
    return journey.with_sitting(free)


def cancelled(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Annuler »: no date for now; a kind word in a week if there is still none."""
    now = journey.current
    if now is None or is_stale(journey, event) or now.meeting is None:
        return shown(programme, journey, event, common.STALE.text())
    if _may_have_met(now.meeting, event.at):
        return _asked_whether_held(journey, now)
    free = _without_meeting(journey, event.at)
    assert free.current is not None
    free = free.with_sitting(replace(free.current, round=now.round + 1))
    gone = card(programme, free)
    said = Message((news.cancelled(journey, event.actor, now.meeting.at), *gone.parts), gone.title)
    after = (farewell(journey), posted(free, said), *prep_card.refreshed(programme, free))
    return Outcome(free, (*after, _left(journey)))


def _may_have_met(meeting: Meeting, at: datetime) -> bool:
    """From the agreed time on, or once the agenda was walked to its end, nothing is undone unasked."""
    return at >= meeting.at or meeting.ended is not None


def _asked_whether_held(journey: Journey, now: Sitting) -> Outcome:
    """To the one who pressed, and on the pair's card; the bot need not ask by itself any more."""
    asked = ids.timer(held_actions.CARD, now.number, now.round)
    journey = journey.with_sitting(replace(now, done=tuple(dict.fromkeys((*now.done, asked)))))
    post = held_card.posted(journey, held_actions.CARD)
    return Outcome(journey, (post, Reply(post.message, post.key, now.number)))


def again(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Dates after all; those that are there by now are kept."""
    now = journey.current
    if now is None or is_stale(journey, event) or now.meeting is not None:
        return shown(programme, journey, event, common.STALE.text())
    if now.offer is not None and now.offer.slots:
        return Outcome(journey, (_answer(programme, journey, True),))
    outcome = offer(programme, journey, event.at)
    return Outcome(outcome.journey, (*outcome.effects, _answer(programme, outcome.journey, True)))


def read_slot(values: tuple[str, ...]) -> datetime | None:
    try:
        at = datetime.fromisoformat(values[0])
    except (ValueError, IndexError):
        return None
    return at if at.tzinfo is not None else None
