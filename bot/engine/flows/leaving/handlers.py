"""Somebody goes or comes back; heard twice, it is as heard once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from bot.engine import ids
from bot.engine.effects import Outcome, Post
from bot.engine.events import Left, Presence, Reopened, Replaced, Rested, Restored, Returned, Stopped
from bot.engine.flows.continuation import actions as continuation_actions
from bot.engine.flows.leaving import actions
from bot.engine.flows.leaving.card import key, over, reopened, to_coordinators
from bot.engine.flows.leaving.state import AWAY, Away, Replacement
from bot.engine.ids import TimerId
from bot.engine.journey import Journey, Pause
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme


def came_or_went(programme: Programme, journey: Journey, event: Presence) -> Outcome:
    match event:
        case Rested():
            return _rests(journey, event)
        case Returned():
            return _returns(journey, event)
        case Left():
            return gone(journey, event.actor, event.at)
        case Restored():
            return _restored(journey, event)
        case Stopped():
            return _stopped(journey, event)
        case Reopened():
            return _reopened(programme, journey, event)
        case Replaced():
            return _replaced(journey, event)
        case _:
            assert_never(event)


def _rests(journey: Journey, event: Rested) -> Outcome:
    away = journey.of(AWAY)
    if journey.ended is not None or event.actor in journey.left or event.actor in away.since:
        return Outcome(journey)
    paused = away.paused if away.since else journey.pause
    since = {**away.since, event.actor: event.at}
    away = replace(away, since=since, paused=paused)
    pause = journey.pause or Pause(event.at)
    return Outcome(replace(journey.keeping(AWAY, away), pause=replace(pause, until=None)))


def _returns(journey: Journey, event: Returned) -> Outcome:
    """All goes on, unless the pair had paused by itself, or the other one is away too."""
    away, role = journey.of(AWAY), event.actor
    if role not in away.since:
        return Outcome(journey)
    told = key(actions.RESTING, role, away.since[role])
    posts = tuple[Post, ...]()
    away = replace(away, since=_without(away.since, role))
    if TimerId(told) in journey.done:
        away, posts = replace(away, back={**away.back, role: event.at}), (over(journey, told, role),)
    return Outcome(_going_on(journey, away, event.at), posts)


def _going_on(journey: Journey, away: Away, at: datetime) -> Journey:
    if away.since:
        return journey.keeping(AWAY, away)
    still = away.paused if away.paused is not None and (away.paused.until is None or away.paused.until > at) else None
    return replace(journey.keeping(AWAY, replace(away, paused=None)), pause=still)


def gone(journey: Journey, role: Role, at: datetime) -> Outcome:
    """The journey ends; the one who stays is told kindly, and nobody why."""
    if role in journey.left:
        return Outcome(journey)
    away = journey.of(AWAY)
    if role in away.since:
        journey = _going_on(journey, replace(away, since=_without(away.since, role)), at)
    before = journey.of(AWAY)
    journey = journey.keeping(AWAY, replace(before, gone={**before.gone, role: at}))
    told = to_coordinators(journey, role, at) if journey.ended is None else ()
    return Outcome(replace(journey, left=(*journey.left, role), ended=journey.ended or at), told)


def _restored(journey: Journey, event: Restored) -> Outcome:
    """As if they had never left; a journey that had come to its end stays there."""
    if event.actor not in journey.left:
        return Outcome(journey)
    ended, away = journey.ended, journey.of(AWAY)
    left = tuple(role for role in journey.left if role is not event.actor)
    at_its_end = ids.timer(continuation_actions.FAREWELL) in journey.done
    stays = at_its_end or away.stopped is not None or away.replaced is not None
    posts = () if stays else to_coordinators(journey, event.actor, event.at, back=True)
    away = replace(away, gone=_without(away.gone, event.actor))
    if ended is not None and (told := parted(journey, event.actor, ended)) in journey.done:
        away = replace(away, back={**away.back, event.actor: event.at})
        posts = (*posts, over(journey, ids.posted(told), event.actor))
    journey = replace(journey.keeping(AWAY, away), left=left, ended=ended if left or stays else None)
    return Outcome(journey, posts)


def _stopped(journey: Journey, event: Stopped) -> Outcome:
    """Both are told kindly, and nobody why."""
    if journey.ended is not None:
        return Outcome(journey)
    away = replace(journey.of(AWAY), stopped=event.at, reopened={})
    return Outcome(replace(journey.keeping(AWAY, away), ended=event.at))


def _reopened(programme: Programme, journey: Journey, event: Reopened) -> Outcome:
    """As if it had never been ended. Whoever has heard of the end hears of this."""
    away = journey.of(AWAY)
    if away.stopped is None or event.at >= away.stopped + timedelta(days=programme.timing.back):
        return Outcome(journey)
    told = [role for role in Role if stopped(role, away.stopped) in journey.done]
    cards = [ids.posted(stopped(role, away.stopped)) for role in told]
    away = replace(away, stopped=None, reopened=dict.fromkeys(told, event.at))
    journey = journey.keeping(AWAY, away)
    journey = replace(journey, ended=journey.ended if journey.left else None)
    posts = (
        Post(card, PRIVATE[role], reopened(journey, role), refresh=True) for role, card in zip(told, cards, strict=True)
    )
    return Outcome(journey, tuple(posts))


def _replaced(journey: Journey, event: Replaced) -> Outcome:
    """For good: nobody rests any more, and nothing brings the two together again."""
    away = journey.of(AWAY)
    if away.replaced is not None:
        return Outcome(journey)
    told = tuple(role for role in Role if _has_heard(journey, role))
    one = Replacement(event.actor, event.at, event.successor, event.carried, told)
    away = replace(away, since={}, paused=None, stopped=None, replaced=one)
    return Outcome(replace(journey.keeping(AWAY, away), ended=journey.ended or event.at))


def _has_heard(journey: Journey, role: Role) -> bool:
    """Whether `role` was told that it is over, or left by themselves."""
    away, ended = journey.of(AWAY), journey.ended
    heard = [stopped(role, away.stopped)] if away.stopped is not None else []
    if ended is not None:
        heard.append(parted(journey, role.other, ended))
    return role in journey.left or any(timer in journey.done for timer in heard)


def stopped(role: Role, at: datetime) -> TimerId:
    """The timer that tells `role` of it."""
    return TimerId(key(actions.STOPPED, role, at))


def left_at(journey: Journey, role: Role) -> datetime | None:
    """When `role` left, as far as it is known; None if they have not."""
    return journey.of(AWAY).gone.get(role, journey.ended) if role in journey.left else None


def parted(journey: Journey, role: Role, ended: datetime) -> TimerId:
    """The timer that tells of it; of one who has come back before, and leaves again, on a card of its own."""
    again = role in journey.of(AWAY).back
    return TimerId(key(actions.CARD, role, ended)) if again else ids.timer(actions.CARD, role=role)


def _without(times: Mapping[Role, datetime], role: Role) -> Mapping[Role, datetime]:
    return {one: at for one, at in times.items() if one is not role}


def emptied(journey: Journey, role: Role, at: datetime) -> Outcome:
    """What both see is drawn again without somebody who was erased (`step` does it), and a journey under way ends.

    They are among `left` since they were erased, so that nothing else is said meanwhile.
    """
    away = journey.of(AWAY)
    away = replace(away, since=_without(away.since, role), emptied=(*away.emptied, role))
    told = to_coordinators(journey, role, at) if journey.ended is None else ()
    return Outcome(replace(journey.keeping(AWAY, away), ended=journey.ended or at), told)
