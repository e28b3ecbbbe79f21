"""Both are asked before the first word of the programme; it begins with two yeses, and a no is nobody's but the coordinators'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Left, Rested, Restored, Returned
from bot.engine.flows import FLOWS
from bot.engine.flows.willing.state import Doubt, Doubtful, asked_first, doubts, is_before
from bot.engine.journey import Journey, OwnPair
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.engine.timers import timers
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, held
from tests.values import BEFORE, CONTENT, DAY, HOUR, MENTEE, MENTOR, MONDAY, PROGRAMME, actions, at, pair, reply, said

TIMING = PROGRAMME.timing
YES, NO = "willing.yes", "willing.no"
BOTH_ASKED = [(Place.MENTEE, "willing.mentee"), (Place.MENTOR, "willing.mentor")]


def enrolled(track: Track = Track.MENTORING, start: date = MONDAY) -> Season:
    return Season(asked_first(pair(track=track, start=start), BEFORE))


def asked(walk: Season | None = None) -> Season:
    """Both have the question, on Monday morning."""
    walk = walk or enrolled()
    walk.wait(at("2026-01-05 08:00"))
    assert all((PRIVATE[role], f"willing.{role}") in walk.cards for role in Role)
    return walk


def say(walk: Season, role: Role, action: str) -> Outcome:
    return walk.use(role, f"willing.{role}", action)


def seen(walk: Season, role: Role) -> str:
    """All that `role` was shown so far, in order."""
    found = []
    for one in walk.shown:
        match one.effect:
            case Post(to=to, message=message) if role in to.roles:
                found.append(said(message))
            case Reply(message=message) if one.reader is role:
                found.append(said(message))
            case _:
                pass
    return "\n".join(found)


def posts(outcome: Outcome, to: Place) -> list[Post]:
    return [one for one in outcome.effects if isinstance(one, Post) and one.to is to]


def posted(walk: Season) -> list[tuple[Place, str]]:
    new = (one.effect for one in walk.shown if isinstance(one.effect, Post) and not one.effect.refresh)
    return [(post.to, post.key) for post in new]


@pytest.mark.parametrize("track", Track)
def test_the_question_comes_before_the_first_word_and_names_nobody(track: Track) -> None:
    walk = asked(enrolled(track))
    assert posted(walk) == BOTH_ASKED
    for role, other in ((MENTOR, "Camille"), (MENTEE, "Awa")):
        assert other not in seen(walk, role)
    walk.wait(walk.at + 60 * DAY)
    assert {key.partition(".")[0] for _, key in posted(walk)} == {"willing"}


def test_two_yeses_begin_it() -> None:
    walk = asked()
    say(walk, MENTEE, YES)
    walk.wait(walk.at + HOUR)
    assert "welcome.mentee" not in str(posted(walk))
    say(walk, MENTOR, YES)
    walk.wait(walk.at + DAY)
    assert posted(walk)[2:] == [
        (Place.MENTEE, "welcome.mentee"),
        (Place.MENTOR, "welcome.mentor"),
        (Place.PAIR, "welcome.pair"),
        (Place.PAIR, "s1.date"),
    ]
    assert not is_before(walk.journey)
    held(booked(walk))


def test_a_yes_at_night_waits_for_the_morning_and_for_the_first_week() -> None:
    walk = enrolled(start=date(2026, 1, 12))
    walk.at = BEFORE
    walk.wait(at("2026-01-05 08:00"))  # a week ahead of it
    for role in Role:
        say(walk, role, YES)
    assert walk.next is not None
    assert walk.next[1] == at("2026-01-12 08:00")
    late = asked()
    late.at = at("2026-01-06 22:00")
    for role in Role:
        say(late, role, YES)
    before = len(late.shown)
    late.wait(at("2026-01-07 07:59"))
    assert len(late.shown) == before
    late.wait(at("2026-01-07 08:00"))
    assert (Place.PAIR, "welcome.pair") in posted(late)


def test_it_is_asked_two_weeks_ahead_of_the_first() -> None:
    walk = enrolled(start=date(2026, 3, 2))
    assert walk.next is not None
    assert walk.next[1] == at("2026-02-16 08:00")
    assert "in the week of Monday 2 March" in said(_question(walk))


def _question(walk: Season) -> Message:
    walk.type(MENTEE, "hello")
    return walk.answers[MENTEE, "willing.mentee"]


def test_what_one_hears_does_not_hang_on_what_the_other_has_said() -> None:
    """Whatever the mentor says or not, until there are two yeses."""
    told = []
    for answer in (YES, NO, None):
        walk = asked()
        if answer is not None:
            say(walk, MENTOR, answer)
        walk.wait(walk.at + 2 * DAY)
        if answer is not YES:
            say(walk, MENTEE, YES)
            walk.type(MENTEE, "status")
            walk.wait(walk.at + 30 * DAY)
        told.append(seen(walk, MENTEE))
    assert told[1] == told[2]
    assert told[0] == told[1][: len(told[0])]
    assert "Awa" not in told[1]


def test_who_says_no_is_left_alone_and_may_change_their_mind() -> None:
    walk = asked()
    say(walk, MENTOR, YES)
    assert "learns nothing" in reply(say(walk, MENTEE, NO))
    before = len(walk.shown)
    walk.wait(walk.at + 90 * DAY)
    assert len(walk.shown) == before
    say(walk, MENTEE, YES)
    walk.wait(walk.at + 3 * DAY)
    assert (Place.PAIR, "welcome.pair") in posted(walk)


def test_a_yes_can_be_taken_back_before_the_first_word() -> None:
    walk = enrolled(start=date(2026, 1, 12))
    walk.wait(at("2026-01-05 08:00"))
    for role in Role:
        say(walk, role, YES)
    say(walk, MENTOR, NO)
    walk.wait(at("2026-02-12 08:00"))
    assert "welcome" not in str(posted(walk))


def test_afterwards_the_card_is_over() -> None:
    walk = asked()
    for role in Role:
        say(walk, role, YES)
    walk.wait(walk.at)
    for role in Role:
        assert actions(walk.cards[PRIVATE[role], f"willing.{role}"]) == {}
    pressed = walk.press(MENTOR, "willing.mentor", NO)
    assert pressed.journey is walk.journey
    assert "welcome" in str(posted(walk))


def test_one_reminder_to_who_has_not_answered() -> None:
    walk = asked()
    say(walk, MENTOR, YES)
    walk.wait(walk.at + 60 * DAY)
    assert posted(walk)[2:] == [(Place.MENTEE, "willing.mentee.reminder")]
    (when,) = {one.at for one in walk.shown if getattr(one.effect, "key", "") == "willing.mentee.reminder"}
    assert when == at("2026-01-05 08:00") + timedelta(days=TIMING.willing_reminder)
    answer = walk.use(MENTEE, "willing.mentee.reminder", YES)
    assert "thank you" in reply(answer)
    walk.wait(walk.at)
    assert (Place.PAIR, "welcome.pair") in posted(walk)
    assert actions(walk.cards[Place.MENTEE, "willing.mentee.reminder"]) == {}


def test_the_reminder_counts_from_when_the_question_was_shown() -> None:
    walk = enrolled()
    walk.slow = True
    walk.wait(walk.at + 30 * DAY)
    assert len(posted(walk)) == 2
    walk.deliver()
    assert walk.next is not None
    assert walk.next[1] >= walk.at + timedelta(days=TIMING.willing_reminder)


def test_doubts_are_facts_for_the_coordinators() -> None:
    walk = enrolled()
    assert doubts(TIMING, walk.journey) == ()
    walk.slow = True
    walk.wait(at("2026-01-05 08:00"))
    assert doubts(TIMING, walk.journey) == ()  # nobody is silent to whom nothing was shown
    walk.deliver()
    shown = walk.at
    silent = [Doubtful(role, Doubt.SILENT, shown + timedelta(days=TIMING.willing_open)) for role in Role]
    assert list(doubts(TIMING, walk.journey)) == silent
    walk.at += DAY
    say(walk, MENTEE, NO)
    assert list(doubts(TIMING, walk.journey)) == [silent[0], Doubtful(MENTEE, Doubt.NO, walk.at)]
    said_no = walk.at
    walk.at += DAY
    say(walk, MENTEE, NO)  # again
    assert doubts(TIMING, walk.journey)[1].since == said_no
    for role in Role:
        say(walk, role, YES)
    assert doubts(TIMING, walk.journey) == ()
    assert doubts(TIMING, pair()) == ()


def test_nothing_that_is_typed_tells_who_the_other_is() -> None:
    """Every command, and whatever else people write."""
    walk = asked()
    walk.elsewhere = ()
    typed = [
        *FLOWS.commands,
        "hello",
        "merci",
        "thanks",
        "when is it?",
        "I cannot make it on Thursday",
        "pause 2026-02-01",
    ]
    for text in typed:
        walk.type(MENTEE, text)
        walk.press(MENTEE, "", "run", text)
    assert "Awa" not in seen(walk, MENTEE)
    assert posted(walk) == BOTH_ASKED
    assert walk.journey.pause is None


def test_what_concerns_a_person_alone_is_answered_all_the_same() -> None:
    walk = asked()
    for word in ("help", "language fr", "settings", "contact", "privacy"):
        assert "willing.mentee" not in [one.key for one in walk.type(MENTEE, word).effects if isinstance(one, Reply)]
    (again,) = (one.key for one in walk.type(MENTEE, "status").effects if isinstance(one, Reply))
    assert again == "willing.mentee"


def test_there_is_nothing_to_stop_but_to_say_no() -> None:
    walk = asked()
    assert YES in actions(_answered(walk.type(MENTEE, "stop")))


def _answered(outcome: Outcome) -> Message:
    (only,) = (one.message for one in outcome.effects if isinstance(one, Reply))
    return only


def test_a_new_language_draws_the_question_again() -> None:
    walk = asked()
    walk.type(MENTEE, "language en")
    fresh = [one.effect for one in walk.shown[-3:] if isinstance(one.effect, Post)]
    assert [(post.to, post.key, post.refresh) for post in fresh] == [(Place.MENTEE, "willing.mentee", True)]


@pytest.mark.parametrize(("answer", "told"), [(YES, True), (None, True), (NO, False)])
def test_who_stays_learns_no_name_when_it_ends_before(answer: str | None, told: bool) -> None:
    walk = asked()
    if answer is not None:
        say(walk, MENTEE, answer)
    (fact,) = posts(walk.feed(Left("left", walk.at, "p1", MENTOR)), Place.COORDINATORS)
    assert "Awa and Camille had not begun yet" in said(fact.message)
    walk.wait(walk.at + DAY)
    assert ("What we had in mind for you" in seen(walk, MENTEE)) is told
    assert "Awa" not in seen(walk, MENTEE)
    assert actions(walk.cards[Place.MENTEE, "willing.mentee"]) == {}
    walk.feed(Restored("restored", walk.at, "p1", MENTOR))
    walk.wait(walk.at + DAY)
    assert ("is possible again" in seen(walk, MENTEE)) is told
    assert "Awa" not in seen(walk, MENTEE)


def test_nobody_hears_that_an_account_rests_of_which_they_do_not_know() -> None:
    walk = asked()
    say(walk, MENTEE, YES)
    before = len(walk.shown)
    walk.feed(Rested("rested", walk.at, "p1", MENTOR))
    walk.wait(walk.at + 10 * DAY)
    assert len(walk.shown) == before
    walk.feed(Returned("returned", walk.at, "p1", MENTOR))
    say(walk, MENTOR, YES)
    walk.wait(walk.at + 3 * DAY)
    assert (Place.PAIR, "welcome.pair") in posted(walk)


def test_who_is_willing_already_is_not_asked_again() -> None:
    walk = Season(asked_first(pair(), BEFORE, willing=(MENTEE,)))
    walk.wait(at("2026-01-05 08:00"))
    assert posted(walk) == [(Place.MENTOR, "willing.mentor")]
    say(walk, MENTOR, YES)
    walk.wait(walk.at)
    assert (Place.PAIR, "welcome.pair") in posted(walk)


def test_a_pair_that_is_told_is_as_before() -> None:
    walk = Season(pair())
    walk.wait(at("2026-01-05 08:00"))
    assert posted(walk)[:2] == [(Place.MENTEE, "welcome.mentee"), (Place.MENTOR, "welcome.mentor")]
    assert walk.journey.shared == {}
    assert not any(walk.journey.own.values())


def test_it_is_stored_with_the_journey() -> None:
    walk = asked()
    say(walk, MENTEE, NO)
    again: Journey = decode_journey(encode_journey(walk.journey))
    assert again == walk.journey
    assert timers(PROGRAMME, again) == timers(PROGRAMME, walk.journey)


def test_other_pairs_of_theirs_do_not_name_them() -> None:
    from bot.engine.flows.privacy.pairs import own_pair
    from bot.engine.people import NOBODY

    assert own_pair(asked().journey, MENTEE) == OwnPair("p1", NOBODY, running=False)
    assert own_pair(pair(), MENTEE) == OwnPair("p1", "Awa", running=True)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_reads_the_same_in_each_language(language: str) -> None:
    walk = asked()
    for role in Role:
        message = walk.cards[PRIVATE[role], f"willing.{role}"]
        assert said(message, language)
        assert len(actions(message)) == 2
    assert language in CONTENT.languages
    assert replace(walk.journey, outside="") == walk.journey
