"""A pause holds back all: what one of the two does meanwhile reaches the other once it is over, as it stands then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.date.words import NEWS_CANCELLED
from bot.engine.flows.pause.state import WITHHELD
from bot.engine.journey import SHARED
from bot.engine.people import Place, Role
from bot.engine.timers import timers
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, key, meeting, offered, season, through
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, at, posts, reply, said

Do = Callable[[Season], object]


def second() -> Season:
    return offered(held(season()))


def eighth() -> Season:
    return offered(through(season(), 7))


def paused(walk: Season, text: str = "pause") -> Season:
    walk.type(MENTOR, text, Place.PAIR)
    return walk


def resumed(walk: Season) -> list[Post]:
    """What is new to the two from the end of the pause on, the next working morning included."""
    walk.type(MENTOR, "resume", Place.PAIR)
    count = len(walk.shown)
    walk.wait(walk.at + 4 * DAY)
    return new_since(walk, count)


def new_since(walk: Season, count: int) -> list[Post]:
    return [one.effect for one in walk.shown[count:] if isinstance(one.effect, Post) and not one.effect.refresh]


def of(some: list[Post], *kinds: str) -> list[str]:
    return [post.key for post in some if post.key.partition(".")[0] in kinds]


def goals(walk: Season) -> None:
    walk.type(MENTEE, "goals")
    walk.press(MENTEE, "goals", "goals.write")
    walk.submit(MENTEE, "goals", "goals.written", goal1="Speak up")


def people(walk: Season) -> None:
    walk.type(MENTEE, "people")
    walk.submit(MENTEE, "people", "people.added", name="Ines")
    walk.press(MENTOR, "people", "people.offer", "1")


def pact(walk: Season) -> None:
    for role in Role:
        walk.type(role, "pact")
        walk.use(role, "pact", "pact.sign")


def agreement(walk: Season) -> None:
    walk.type(MENTOR, "agreement")
    walk.press(MENTOR, "agreement", "agreement.format", "video")
    walk.press(MENTEE, "agreement", "agreement.format", "in-person")


def topic(walk: Season) -> None:
    walk.type(MENTEE, "topic")
    walk.press(MENTEE, "topic.mentee", "topic.ideas", "language")
    walk.type(MENTOR, "topic")
    walk.use(MENTOR, "topic", "topic.pick")


ACTS: dict[str, tuple[Callable[[], Season], Do, list[str]]] = {
    "goals": (second, goals, ["goals"]),
    "people": (second, people, ["people", "people-offered.1"]),
    "pact": (second, pact, ["pact", "pact-signed.2"]),
    "agreement": (second, agreement, ["agreement", "agreement-asked.2"]),
    "topic": (eighth, topic, ["topic", "topic-picked.2"]),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_they_do_in_a_pause_is_told_once_it_is_over(name: str) -> None:
    begin, act, told = ACTS[name]
    walk = paused(begin())
    count = len(walk.shown)
    act(walk)
    walk.wait(walk.at + 10 * DAY)
    assert new_since(walk, count) == []
    assert of(resumed(walk), *(one.partition(".")[0] for one in told)) == told


def test_a_card_that_is_there_follows_at_once() -> None:
    walk = second()
    goals(walk)
    paused(walk)
    walk.submit(MENTEE, "goals", "goals.written", goal1="Ask more questions")
    assert "Ask more questions" in said(walk.cards[Place.PAIR, "goals"])


def test_who_acts_is_answered_and_coordinators_get_what_is_sent_to_them() -> None:
    walk = paused(second())
    walk.type(MENTEE, "people")
    answer = walk.submit(MENTEE, "people", "people.added", name="Ines")
    assert "Ines" in reply(answer)
    walk.type(MENTEE, "contact")
    walk.submit(MENTEE, "contact.mentee", "contact.write", line="Could we talk?")
    sent = walk.use(MENTEE, "contact.mentee", "contact.send")
    assert [post.to for post in posts(sent) if not post.refresh] == [Place.COORDINATORS]


def test_a_date_that_was_given_up_is_said_with_whose_doing_it_was() -> None:
    walk = booked(season())
    paused(walk, f"pause {walk.at + DAY:%Y-%m-%d}")
    walk.wait(walk.at + HOUR)
    when, card = meeting(walk).at, key(walk, "date")
    outcome = walk.use(MENTEE, card, "date.cancel")
    assert not _new(outcome)
    walk.wait(walk.at + 3 * DAY)
    (told,) = walk.posted(key(walk, "date"))
    assert told.message.parts[0] == NEWS_CANCELLED.text(when=when, who="Camille")


def _new(outcome: Outcome) -> list[Post]:
    return [post for post in posts(outcome) if not post.refresh]


def test_it_is_said_when_both_are_at_work() -> None:
    walk = paused(second(), "pause")
    goals(walk)
    walk.wait(at("2026-01-17 20:00"))
    walk.type(MENTOR, "resume")
    walk.wait(at("2026-01-18 20:00"))
    assert walk.posted("goals") == []
    walk.wait(at("2026-01-19 18:00"))
    assert len(walk.posted("goals")) == 1


def test_what_has_become_of_it_meanwhile_is_said_and_not_what_it_was() -> None:
    walk = paused(second())
    people(walk)
    walk.press(MENTOR, "people", "people.withdraw", "1")
    assert of(resumed(walk), "people", "people-offered") == ["people"]


def test_the_end_leaves_nothing_to_say() -> None:
    walk = paused(second())
    goals(walk)
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTOR))
    walk.idle()
    assert walk.posted("goals") == []


def test_what_cannot_be_read_just_now_waits_until_it_can() -> None:
    walk = paused(second())
    goals(walk)
    walk.type(MENTOR, "resume")
    (timer,) = [id for id in timers(PROGRAMME, walk.journey) if id.startswith("catch-up.")]
    words = walk.journey.words_shared
    walk.journey = replace(walk.journey, words_shared={}, unreadable=frozenset({SHARED}))
    walk.at = timers(PROGRAMME, walk.journey)[timer]
    assert not posts(walk.wake(timer))
    assert walk.journey.of(WITHHELD).by
    walk.journey = replace(walk.journey, words_shared=words, unreadable=frozenset())
    walk.wait(walk.at + 4 * DAY)
    assert len(walk.posted("goals")) == 1
