"""A partner who wants to know what the other answered in private, and keeps all that they see to find out.

A history is played twice. Everything that both know is the same: who they are, what the observer does, what the other does
where both see it, and when. What the other answers in private differs: whether to go on, how the séance was, or
nothing at all. If anything that the observer sees differs, in text, order or time, the answer has leaked. Two
yeses are told: then the two are compared up to that day only.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from bot.engine.effects import Post, Reply
from bot.engine.events import Commanded, Nudged, Pressed
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.continuation.state import key, told
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.people import PRIVATE, Hours, Member, Place, Role
from bot.engine.programme import Track
from bot.engine.steps.views import view
from bot.infra.codec import encode
from tests.engine import secrets
from tests.engine.simulator import Season
from tests.engine.walking import held, season, through
from tests.values import DAY, MINUTE, PROGRAMME, actions

STEPS = 40
EVER = datetime.max.replace(tzinfo=UTC)
PEOPLE = (
    (Member(person="awa", name="Awa", languages=("fr",), zone="Europe/Paris"),
     Member(person="camille", name="Camille", languages=("fr",), zone="Europe/Paris")),
    (Member(person="awa", name="Awa", languages=("en",), zone="Asia/Tokyo"),
     Member(person="camille", name="Camille", languages=("fr", "en"), zone="America/New_York")),
    (Member(person="awa", name="Awa", languages=("fr",), zone="Africa/Dakar"),
     Member(person="camille", name="Camille", languages=("en",), zone="Asia/Kathmandu", hours=Hours(days=(0, 1, 2, 3)))),
)  # fmt: skip
COMMANDS = (
    *("status", "prep", "date", "evaluate", "help", "settings", "bonjour"),
    *(str(one.command) for one in ACTIVITIES.values()),
)


@dataclass(frozen=True)
class Seen:
    """One thing that the observer saw, with all that a platform could show them of it."""

    at: datetime
    key: str
    place: str
    text: str


@dataclass(frozen=True)
class Played:
    """What the observer saw of a history, what the other answered last, and when two yeses were told."""

    seen: Sequence[Seen]
    answer: str
    mine: str
    agreed: datetime | None
    ended: bool


@dataclass(frozen=True)
class History:
    """Whom it is about, and all that chance decides; `secret` decides what the other answers in private."""

    seed: str
    observer: Role
    make: Callable[[Season], Season] = lambda season: season
    """What plays it: the engine as it is, or one with a leak."""


@cache
def _beginning(track: Track, people: int) -> Season:
    """The séance before the question is over, and nobody has evaluated it."""
    gate, (mentor, mentee) = PROGRAMME.gate(track), PEOPLE[people]
    walk = season(track, mentor, mentee)
    return held(walk if gate == 2 else through(walk, gate - 2))


def spy(history: History, tally: Counter[str]) -> None:
    """Plays a history twice and raises at the first thing that gives the other's answer away."""
    one, other = (_play(history, secret) for secret in ("one", "other"))
    until = min(played.agreed or EVER for played in (one, other))
    left, right = ([seen for seen in played.seen if seen.at < until] for played in (one, other))
    for before, after in zip(left, right, strict=False):
        assert before == after, f"{history.seed}: the {history.observer} sees {before}, or else {after}"
    assert len(left) == len(right), f"{history.seed}: the {history.observer} sees {len(left)} things, or {len(right)}"
    tally["histories"] += 1
    tally["answers differ"] += one.answer != other.answer
    tally["a yes beside a no or a silence"] += one.mine == "yes" and one.answer != other.answer
    tally["two yeses"] += (one.agreed is not None) or (other.agreed is not None)
    tally["played to the end"] += one.ended or other.ended


def _play(history: History, secret: str) -> Played:
    public, private = random.Random(history.seed), random.Random(f"{history.seed}/{secret}")
    track = public.choice(list(Track))
    walk = history.make(_beginning(track, public.randrange(len(PEOPLE))).fork())
    before, me = len(walk.shown), history.observer
    mood, shy = private.choice(("yes", "no", "silence", "any")), private.random() < 0.5
    lean = public.choice(("yes", "yes", "any"))
    for _ in range(STEPS):
        _act(walk, me, public, lean)
        _answer(walk, me.other, private, mood)
        if not shy:
            _evaluate(walk, me.other, private)
            _keep(walk, me.other, private)
        walk.wait(walk.at + public.choice((MINUTE, timedelta(hours=1), timedelta(hours=9), DAY, 3 * DAY)))
    walk.wait(walk.at + 40 * DAY)
    shown = [seen for one in walk.shown[before:] if (seen := _seen(one.at, one.effect, one.reader, me)) is not None]
    telling = [one.at for one in walk.shown if getattr(one.effect, "key", "") in map(str, map(told, Role))]
    views = [] if telling else [Seen(walk.at, key, "view", text) for key, text in _views(walk, me)]
    return Played(
        [*shown, *views],
        _last(walk, me.other),
        _last(walk, me),
        min(telling, default=None),
        walk.journey.ended is not None,
    )


def _act(walk: Season, me: Role, public: random.Random, lean: str) -> None:
    """What both know of: the observer does what they like, the other what stands in the shared conversation."""
    if lean == "yes" and (PRIVATE[me], key(me)) in walk.cards and public.random() < 0.5:
        walk.press(me, key(me), continuation.YES)
    match public.choice(("mine", "mine", "typed", "theirs", "paused", "nudged", "nothing", "nothing")):
        case "mine":
            _press(walk, me, [k for place, k in walk.cards if me in place.roles], public)
        case "typed":
            walk.feed(Commanded(_id(walk), walk.at, "p1", me, public.choice(COMMANDS), PRIVATE[me]))
        case "theirs":
            _press(walk, me.other, [k for place, k in walk.cards if place is Place.PAIR], public)
        case "paused" if public.random() < 0.3:
            who = public.choice(list(Role))
            walk.type(who, public.choice(("pause", "resume", "resume")), Place.PAIR)
        case "nudged" if public.random() < 0.2:
            walk.feed(Nudged(_id(walk), walk.at, "p1"))
        case _:
            pass


def _press(walk: Season, who: Role, cards: Sequence[str], public: random.Random) -> None:
    if not cards:
        return
    card = public.choice(sorted(cards)[-8:])
    shown = actions(walk.card(who, card))
    if shown:
        action = public.choice(sorted(shown))
        walk.press(who, card, action, *public.choice(shown[action]))


def _answer(walk: Season, other: Role, private: random.Random, mood: str) -> None:
    """What the other does in private, and nobody is to know."""
    if mood != "silence" and (PRIVATE[other], key(other)) in walk.cards and private.random() < 0.4:
        yes = private.random() < {"yes": 0.9, "no": 0.1}.get(mood, 0.5)
        walk.press(other, key(other), continuation.YES if yes else continuation.NO)


def _evaluate(walk: Season, other: Role, private: random.Random) -> None:
    evaluations = [k for place, k in walk.cards if place is PRIVATE[other] and ".evaluation." in k]
    if evaluations and private.random() < 0.5:
        action = private.choice(sorted(evaluation.QUESTION))
        walk.press(other, evaluations[-1], action, private.choice("12345"))


def _keep(walk: Season, other: Role, private: random.Random) -> None:
    """What else the other keeps to themselves."""
    if private.random() < 0.1:
        secrets.asks(walk, other, private)
    for card in secrets.cards(walk, other):
        if private.random() < 0.3:
            secrets.deed(walk, other, card, private)


def _id(walk: Season) -> str:
    return f"seen-{len(walk.heard)}"


def _seen(at: datetime, effect: object, reader: Role | None, me: Role) -> Seen | None:
    match effect:
        case Post(key=id, to=to, message=message, refresh=refresh, unprompted=unprompted) if me in to.roles:
            return Seen(at, id, f"{to} {refresh} {unprompted}", encode(message))
        case Reply(key=id, message=message, redraw=redraw) if reader is me:
            return Seen(at, id, f"reply {redraw}", encode(message))
        case _:
            return None


def _views(walk: Season, me: Role) -> list[tuple[str, str]]:
    """The shared cards as the observer alone sees them, at the end."""
    shared = sorted(k for place, k in walk.cards if place is Place.PAIR)
    found = ((card, view(PROGRAMME, walk.journey, card, me)) for card in shared)
    return [(card, encode(message)) for card, message in found if message is not None]


def _last(walk: Season, role: Role) -> str:
    """What somebody answered last, in time or not."""
    pressed = [
        event.action
        for event in walk.events
        if isinstance(event, Pressed) and event.actor is role and event.card == key(role)
    ]
    return {continuation.YES: "yes", continuation.NO: "no"}.get(pressed[-1], "") if pressed else "silence"
