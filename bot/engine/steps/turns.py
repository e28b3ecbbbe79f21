"""What concerns every flow once a step has changed the journey: pauses that end, other languages, turns, erasures."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from operator import attrgetter, is_not

from bot.engine.effects import Effect, Outcome, Post
from bot.engine.flows import FLOWS
from bot.engine.flows.leaving.state import AWAY
from bot.engine.ids import card as card_of
from bot.engine.ids import read
from bot.engine.journey import SHARED, Journey
from bot.engine.people import Place
from bot.engine.programme import Programme
from bot.engine.steps.lending import lending
from bot.engine.steps.pauses import caught_up
from bot.engine.steps.views import view


def followed_up(programme: Programme, before: Journey, outcome: Outcome, at: datetime) -> Outcome:
    """What a step has made of the journey, and what every flow makes of that."""
    if outcome.journey is before:
        return outcome
    if any(map(is_not, _seen(before), _seen(outcome.journey))):
        outcome = _resumed(programme, before, outcome, at)
        outcome = caught_up(programme, before, outcome)
        outcome = _redrawn(programme, before, outcome)
        outcome = _followed(programme, before, outcome)
        outcome = _closed(programme, before, outcome)
        outcome = _emptied(programme, before, outcome)
    there = tuple(one for one in outcome.effects if _may_be_there(programme, outcome.journey, one))
    return Outcome(outcome.journey, there)


_seen = attrgetter("pause", "ended", "members", "sittings", "shared", "words_shared")
"""Of a journey, all that other flows than the one at work make something of."""


def _may_be_there(programme: Programme, journey: Journey, effect: Effect) -> bool:
    """Whether what is drawn again may be there at all: not the one card of an activity that nobody has begun."""
    if not isinstance(effect, Post) or not effect.refresh or effect.seance:
        return True
    activity = FLOWS.activity_of_card.get(read(effect.key).kind)
    if activity is None or effect.to is not Place.PAIR or SHARED in journey.unreadable:
        return True
    slots = FLOWS.shared_of[activity]
    return any(name in journey.words_shared or name in journey.shared for name in slots) or any(
        activity in programme.seance(journey.track, one.number).activities
        for one in journey.sittings
        if one.held is not None or (one.meeting is not None and one.meeting.topic)
    )


def then_also(first: Outcome, then: Outcome) -> Outcome:
    """What is posted twice is posted as it is in the end."""
    said = {(effect.to, effect.key) for effect in then.effects if isinstance(effect, Post)}
    kept = [one for one in first.effects if not isinstance(one, Post) or (one.to, one.key) not in said]
    return Outcome(then.journey, (*kept, *then.effects))


def _resumed(programme: Programme, before: Journey, outcome: Outcome, at: datetime) -> Outcome:
    """A pause is over, or an end taken back: what went by meanwhile is looked after."""
    journey = outcome.journey
    since = _silent_since(before)
    if since is None or _silent_since(journey) is not None:
        return outcome
    effects: list[Effect] = [*outcome.effects]
    for flow in FLOWS:
        if flow.resumed is not None:
            after = lending(flow.lent_to("resumed"), flow.resumed, programme, journey, since, at)
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
            drawn = then_also(drawn, Outcome(journey, tuple(some)))
    return then_also(drawn, outcome) if reopened else replace(outcome, effects=(*outcome.effects, *drawn.effects))


def _emptied(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """Somebody was erased: every card that both see, of every séance, is drawn again without them. Nothing on such a
    card is anybody's alone: it is drawn as for the one of whom nothing is left."""
    journey = outcome.journey
    if journey.shared is before.shared:
        return outcome
    new = [role for role in journey.of(AWAY).emptied if role not in before.of(AWAY).emptied]
    if not new:
        return outcome
    drawn = [
        Post(card, Place.PAIR, message.over(), seance, refresh=True)
        for kind in FLOWS.cards
        for seance, card in ((0, card_of(kind)), *((one.number, one.card(kind)) for one in journey.sittings))
        if (message := view(programme, journey, card, new[0])) is not None
    ]
    for flow in FLOWS:
        if flow.emptied is not None:
            drawn += [
                post for role in new for post in flow.emptied(programme, journey.lending(flow.lent_to("emptied")), role)
            ]
    return then_also(Outcome(journey, tuple(drawn)), outcome)


def _followed(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """What shows another flow's words is drawn again with them, unless it is drawn anyway."""
    after = outcome.journey
    if after.shared is before.shared and after.words_shared is before.words_shared:
        return outcome
    changed = {slot.name for slot in FLOWS.followed if before.of(slot) != after.of(slot)}
    if not changed:
        return outcome
    drawn = tuple(
        post
        for flow in FLOWS
        if flow.followed is not None and any(slot.name in changed for slot in flow.follows)
        for post in flow.followed(programme, after)
    )
    return then_also(Outcome(after, drawn), outcome) if drawn else outcome


def _closed(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """The journey has taken a turn: the cards that are over are drawn again, unless something else is said on them now."""
    after = outcome.journey
    if (after.sittings is before.sittings and after.ended is before.ended) or _turn(before) == _turn(after):
        return outcome
    said = {(effect.to, effect.key) for effect in outcome.effects if isinstance(effect, Post)}
    over = (
        post
        for flow in FLOWS
        if flow.closed is not None
        for post in flow.closed(programme, before, after.lending(flow.lent_to("closed")))
    )
    return Outcome(after, (*outcome.effects, *(post for post in over if (post.to, post.key) not in said)))


def _turn(journey: Journey) -> object:
    now, ended = journey.current, journey.ended is not None
    if now is None:
        return ended
    walked = now.meeting is not None and now.meeting.ended is not None
    return ended, now.number, now.round, now.held is not None, now.meeting is not None, walked
