"""Somebody with two pairs keeps something to themselves; everybody else compares what they see, an operator what is readable.

A history is played twice. What people do where others see it, and what the others do in private, is the same; what one person
answers, ticks and notes in private, or never answers at all, differs. Everybody else must get the same messages, in the same
order, at the same instants, with the same flags and keys; and the facts of both journeys, and when they next wake, must be the
same too, but for the closing of an evaluation: it shows an operator that something was answered on its last day. Two yeses are
told: then the two are compared up to that day only.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.engine.effects import Closed, Felt, Learned, Post, Reply
from bot.engine.events import Commanded, Nudged
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.continuation.state import key, told
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.evaluation.questions import CHIPS, NO_ANSWER, SCALE
from bot.engine.flows.evaluation.state import evaluations_of
from bot.engine.flows.prep import actions as prep
from bot.engine.ids import TimerId
from bot.engine.people import PRIVATE, Member, Place, Role
from bot.engine.programme import Track
from bot.engine.steps.views import view
from bot.engine.timers import timers
from bot.infra.codec import encode, encode_journey
from tests.engine import secrets
from tests.engine.simulator import Season, Shown
from tests.engine.test_several_pairs import Mentor
from tests.engine.walking import held, season
from tests.values import AWA, CAMILLE, DAY, HOUR, MENTEE, MENTOR, MINUTE, PROGRAMME, actions

STEPS = 25
EVER = datetime.max.replace(tzinfo=UTC)
BILAL = Member(person="bilal", name="Bilal", languages=("fr",), zone="Europe/Paris")
COMMANDS = ("status", "prep", "date", "evaluate", "help", "agenda", *(str(one.command) for one in ACTIVITIES.values()))
PAUSES = (MINUTE, HOUR, timedelta(hours=9), DAY, 3 * DAY)


@dataclass(frozen=True)
class History:
    """All that chance decides but for what is kept secret; `make` plays it: the engine as it is, or one with a leak."""

    seed: str
    make: Callable[[Season], Season] = lambda season: season


@dataclass(frozen=True)
class Played:
    """What everybody else saw, what an operator could read, what was answered, and when two yeses were told."""

    seen: list[tuple[datetime, str]]
    readable: list[tuple[datetime, str]]
    said: str
    agreed: datetime


@cache
def _beginning(track: Track, mentee: Member, pair: str) -> Season:
    walk = season(track, AWA, mentee)
    walk.journey = replace(walk.journey, pair=pair)
    return held(walk)


def compare(history: History, tally: Counter[str]) -> None:
    """Plays a history twice and raises at the first thing that tells what was kept secret."""
    one, other = (_play(history, secret) for secret in ("one", "other"))
    until = min(one.agreed, other.agreed)
    for name in ("seen", "readable"):
        left, right = ([(at, what) for at, what in getattr(played, name) if at < until] for played in (one, other))
        for before, after in zip(left, right, strict=False):
            assert before == after, f"{history.seed}: {name}: {before}, or else {after}"
        assert len(left) == len(right), f"{history.seed}: {name}: {len(left)} things, or {len(right)}"
    tally["histories"] += 1
    tally["secrets differ"] += one.said != other.said
    tally["silent in one"] += not (one.said and other.said)
    tally["two yeses"] += until != EVER
    tally["things seen"] += len(one.seen)


def _play(history: History, secret: str) -> Played:
    public, private = random.Random(history.seed), random.Random(f"{history.seed}/{secret}")
    tracks = [public.choice(list(Track)) for _ in range(2)]
    pairs = [
        history.make(_beginning(track, mentee, pair).fork())
        for track, mentee, pair in zip(tracks, (CAMILLE, BILAL), ("p1", "p2"), strict=True)
    ]
    person, readable, said = Mentor(pairs), list[tuple[datetime, str]](), list[str]()
    person.wait(max(walk.at for walk in pairs))
    silent, leaning = private.random() < 0.3, private.random()
    for _ in range(STEPS):
        for walk in pairs:
            _openly(walk, public)
            if not silent:
                said += _secretly(walk, private, leaning)
            readable.append((walk.at, _facts(walk)))
        person.wait(pairs[0].at + public.choice(PAUSES))
    seen = sorted(one for walk in pairs for one in _seen_by_others(walk))
    return Played(seen, readable, " ".join(said), min(_agreed(walk) for walk in pairs))


# What is done ----------------------------------------------------------------------------------------------------


def _openly(walk: Season, public: random.Random) -> None:
    """The other does what they like; the one with the secret what both see, or nobody but they see of what is no secret."""
    who = public.choice((MENTEE, MENTEE, MENTOR))
    match public.choice(("press", "press", "press", "type", "pause", "nudge", "nothing")):
        case "press":
            seen = [k for place, k in walk.cards if place is Place.PAIR or (who is MENTEE and place is Place.MENTEE)]
            _press(walk, who, sorted(seen)[-8:], public)
        case "type":
            id = f"open-{len(walk.heard)}"
            walk.feed(Commanded(id, walk.at, walk.journey.pair, who, public.choice(COMMANDS), PRIVATE[who]))
        case "pause" if public.random() < 0.3:
            walk.type(who, public.choice(("pause", "resume", "resume")), Place.PAIR)
        case "nudge" if public.random() < 0.3:
            walk.feed(Nudged(f"nudge-{len(walk.heard)}", walk.at, walk.journey.pair))
        case _:
            pass


def _press(walk: Season, who: Role, cards: list[str], chance: random.Random) -> None:
    if cards and (shown := actions(walk.card(who, card := chance.choice(cards)))):
        action = chance.choice(sorted(shown))
        walk.press(who, card, action, *chance.choice(shown[action]))


def _secretly(walk: Season, private: random.Random, leaning: float) -> list[str]:
    """Answers, takes back, notes, ticks; never sends a line, which is to be seen."""
    chosen = [k for place, k in walk.cards if place is Place.MENTOR and private.random() < 0.4]
    done = [act for card in chosen if (act := _secret_act(walk, card, private, leaning))]
    if private.random() < 0.1:
        secrets.asks(walk, MENTOR, private)
    kept = [card for card in secrets.cards(walk, MENTOR) if private.random() < 0.3]
    return done + [act for card in kept if (act := secrets.deed(walk, MENTOR, card, private))]


def _secret_act(walk: Season, card: str, private: random.Random, leaning: float) -> str:
    if card == key(MENTOR):
        yes = private.random() < leaning
        walk.press(MENTOR, card, continuation.YES if yes else continuation.NO)
        return "yes" if yes else "no"
    if card.endswith(".evaluation.mentor"):
        action = private.choice([*evaluation.QUESTION, evaluation.DONE, evaluation.CHANGE, evaluation.REMARK])
        value = private.choice((*SCALE, NO_ANSWER, *CHIPS))
        if action == evaluation.REMARK:
            walk.submit(MENTOR, card, action, remark=f"I think {value}")
        else:
            walk.press(MENTOR, card, action, value)
        return f"{action}={value}"
    if ".prep." in card:
        items = [item.id for item in PROGRAMME.seance(walk.journey.track, 1).checklist[MENTOR]]
        ticked = [item for item in items if private.random() < 0.5]
        walk.press(MENTOR, card, prep.TICK, *ticked)
        return " ".join(ticked)
    return ""


# What is seen ----------------------------------------------------------------------------------------------------


def _seen_by_others(walk: Season) -> list[tuple[datetime, str]]:
    found = [(one.at, f"{walk.journey.pair} {nth:05} {what}") for nth, one, what in _others(walk)]
    shared = sorted(k for place, k in walk.cards if place is Place.PAIR)
    views = ((card, view(PROGRAMME, walk.journey, card, MENTEE)) for card in shared)
    return [*found, *((walk.at, f"{card} {encode(message)}") for card, message in views if message is not None)]


def _others(walk: Season) -> list[tuple[int, Shown, str]]:
    """In order, with all that a platform could show them of it."""
    found = [(one, what) for one in walk.shown if (what := _as_seen(walk, one))]
    return [(nth, one, what) for nth, (one, what) in enumerate(found)]


def _as_seen(walk: Season, one: Shown) -> str:
    match one.effect:
        case Post(to=to) as post if to is not Place.MENTOR:
            flags = post.refresh, post.unprompted, post.resend_if_uncertain, post.message.personal
            return f"{post.key} {to} {post.seance} {flags} {encode(post.message)}"
        case Reply(message=message) as reply if one.reader is MENTEE:
            return f"reply {reply.key} {reply.redraw} {encode(message)}"
        case Closed(role=role) | Felt(role=role) if role is MENTEE:
            return f"{one.effect}"
        case Learned() as learned:
            return f"{learned}"
        case _:
            return ""


def _facts(walk: Season) -> str:
    """What stands there to be read without the keys, and when the journey wakes."""
    stored: dict[str, Any] = json.loads(encode_journey(walk.journey))
    for words in ("private", "words_shared"):
        del stored[words]
    dues = {id: str(at) for id, at in timers(PROGRAMME, walk.journey).items() if not _of_the_closing(id)}
    for id in _outlived(walk):
        dues.pop(id, None)
        for sitting in stored["sittings"]:
            sitting["done"] = [one for one in sitting["done"] if one != id]
    return json.dumps([_without_the_closing(stored), dues], sort_keys=True)


def _outlived(walk: Season) -> Iterator[TimerId]:
    """Reminders of evaluations whose week is over: a pause may have held one back, and what has closed has dropped it."""
    for n, one in evaluations_of(walk.journey, MENTOR).items():
        if one.counts_from(PROGRAMME.timing.evaluation_open) <= walk.at:
            yield TimerId(f"s{n}.evaluation.mentor.nudge")


def _of_the_closing(name: str) -> bool:
    return name.startswith("s") and name.endswith(".evaluation.mentor.close")


def _without_the_closing(stored: dict[str, Any]) -> Mapping[str, Any]:
    for one in stored["own"].get("mentor", {}).get("evaluation", {}).get("by_seance", {}).values():
        del one["closed"]
    stored["postponed"] = {id: at for id, at in stored["postponed"].items() if not _of_the_closing(id)}
    for sitting in stored["sittings"]:
        sitting["done"] = [id for id in sitting["done"] if not _of_the_closing(id)]
    return stored


def _agreed(walk: Season) -> datetime:
    """When one of the two was told that both said yes."""
    telling = {str(told(role)) for role in Role}
    return min((one.at for one in walk.shown if getattr(one.effect, "key", "") in telling), default=EVER)
