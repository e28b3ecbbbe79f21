"""Colleagues' views, and the mentor's own if it is wished for (`M7.B3`, `M7.D2`): a no is the mentee's alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from bot.engine.effects import Post, Reply
from bot.engine.events import Changed, Left
from bot.engine.flows.colleagues.card import LONGEST, MENTEES, MENTORS, NEWS, VIEWED
from bot.engine.flows.colleagues.state import ANSWER, NOTES, PROMPTS, VIEW, WISH, Notes, Wish
from bot.engine.flows.colleagues.wakes import erased
from bot.engine.people import Place, ProfileChange, Role
from bot.engine.programme import Track
from bot.engine.timers import timers
from bot.infra.codec import encode, encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked_in, both_go_on, held, key, lent, meeting, offered, season, sitting, through
from tests.labels import en
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, actions, buttons, forms, posts, replies, reply, said

Act = Callable[[Season], object]

SAID = {"strength": "You explain well.", "further": "Run a workshop.", "challenge": "Apply for the post."}
HIDDEN = {"M7.G2", "M7.G3.a", "M7.G3.b", "M7.B3", "M7.D2"}


@cache
def _at_the_seventh() -> Season:
    return both_go_on(through(season(), 6))


def seventh() -> Season:
    """The seventh séance is open."""
    return _at_the_seventh().fork()


def asked(walk: Season | None = None) -> Season:
    """The mentee has the message with its question."""
    walk = walk or seventh()
    walk.wait(walk.at + 2 * DAY)
    assert (Place.MENTEE, MENTEES) in walk.cards
    return walk


def yes(walk: Season) -> Season:
    walk.use(MENTEE, MENTEES, "colleagues.yes")
    return walk


def no(walk: Season) -> Season:
    walk.use(MENTEE, MENTEES, "colleagues.no")
    return walk


def prepared(walk: Season) -> Season:
    """Both have their preparation."""
    booked_in(walk, 20)
    while (Place.MENTOR, "s7.prep.mentor") not in walk.cards:
        assert walk.next is not None
        walk.wait(walk.next[1])
    return walk


def noted(walk: Season) -> Season:
    walk.type(MENTOR, "colleagues")
    walk.submit(MENTOR, MENTORS, "colleagues.notes", **SAID)
    return walk


def handed(walk: Season) -> Season:
    walk.type(MENTOR, "colleagues")
    walk.use(MENTOR, MENTORS, "colleagues.hand")
    return walk


# The message and the question ------------------------------------------------------------------------------------


def test_the_mentee_gets_it_once_when_the_seventh_seance_opens() -> None:
    walk = seventh()
    opened = sitting(walk).opened
    walk.wait(walk.at + 30 * DAY)
    first, *more = [one for one in walk.shown if isinstance(one.effect, Post) and one.effect.key == MENTEES]
    assert first.at - opened <= 2 * DAY
    assert isinstance(first.effect, Post)
    assert first.effect.to is Place.MENTEE
    assert first.effect.unprompted
    assert walk.journey.members[MENTEE].works_on(walk.journey.members[MENTEE].local(first.at).date())
    assert not [one for one in more if isinstance(one.effect, Post) and not one.effect.refresh]


def test_it_comes_ten_working_days_before_any_date_that_is_offered() -> None:
    walk = offered(seventh())
    while (Place.MENTEE, MENTEES) not in walk.cards:
        assert walk.next is not None
        walk.wait(walk.next[1])
    told, mentee = next(one.at for one in walk.shown if _is_new(one.effect)), walk.journey.members[MENTEE]
    made = sitting(walk).offer
    assert made is not None
    assert made.slots
    assert not made.why
    for slot in made.slots:
        assert mentee.local(told).date() <= mentee.local(mentee.working_days_before(slot, 10)).date()


def test_a_later_search_counts_from_the_same_day() -> None:
    walk = offered(seventh())
    first = sitting(walk).offer
    walk.wait(walk.at + 10 * DAY)
    walk.type(MENTOR, "date")
    walk.use(MENTOR, key(walk, "date"), "date.none")
    walk.use(MENTEE, key(walk, "date"), "date.none")
    made = sitting(walk).offer
    assert first is not None
    assert made is not None
    assert made.slots != first.slots
    assert min(made.slots) < walk.at + 14 * DAY, "ten working days from now would be later"


def test_by_hand_it_may_be_sooner_and_that_is_said() -> None:
    walk = offered(seventh())
    day = f"{walk.at + 7 * DAY:%Y-%m-%d}"
    answer = reply(walk.submit(MENTEE, key(walk, "date"), "date.own", day=day, time="10:00"))
    assert en("date-clash-lead", days=10) in answer
    walk.use(MENTOR, key(walk, "date"), "date.tap", 0)
    assert f"{meeting(walk).at:%Y-%m-%d}" == day


def _is_new(effect: object) -> bool:
    return isinstance(effect, Post) and effect.key == MENTEES and not effect.refresh


def test_it_holds_a_message_in_the_mentees_language() -> None:
    text = said(asked().cards[Place.MENTEE, MENTEES], "fr")
    assert "Bonjour, je participe à un programme de mentorat" in text


def test_nothing_of_it_comes_before_both_want_to_go_on() -> None:
    walk = through(season(), 5)
    assert not walk.posted(MENTEES)
    outcome = walk.type(MENTEE, "colleagues")
    assert en("colleagues-later") in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []
    walk.press(MENTEE, MENTEES, "colleagues.yes")
    assert walk.journey.of(WISH).since is None


def test_an_answer_is_one_tap_and_pressing_twice_changes_nothing() -> None:
    walk = yes(asked())
    once = walk.journey.of(WISH)
    assert once.since is not None
    yes(walk)
    assert walk.journey.of(WISH) == once


def test_the_mentor_cannot_answer_for_the_mentee() -> None:
    walk = asked()
    outcome = walk.press(MENTOR, MENTEES, "colleagues.yes", place=Place.MENTOR)
    assert walk.journey.of(WISH) == Wish()
    assert en("colleagues-ask", name="Awa") not in reply(outcome)


# A no ------------------------------------------------------------------------------------------------------------


def changed_to_no(walk: Season) -> Season:
    """A yes that was taken back before anything of it had shown."""
    return no(yes(walk))


def seen_by_mentor(act: Act, when: Act) -> tuple[list[tuple[object, ...]], Season]:
    """All that the mentor gets, with every flag, from the question to after the séance."""
    walk = asked()
    act(walk)
    when(walk)
    act(walk)
    for word in ("colleagues", "prep", "status", "agenda", "help"):
        walk.type(MENTOR, word)
    held(walk)
    walk.type(MENTOR, "colleagues")
    walk.wait(walk.at + 20 * DAY)
    seen: list[tuple[object, ...]] = []
    for one in walk.shown:
        match one.effect:
            case Post(to=to) as post if MENTOR in to.roles:
                flags = post.refresh, post.unprompted, post.resend_if_uncertain, post.message.personal
                seen.append((one.at, post.key, to, post.seance, flags, encode(post.message)))
            case Reply() as answer if one.reader is MENTOR:
                seen.append((one.at, answer.key, answer.redraw, encode(answer.message)))
            case _:
                pass
    return seen, walk


@pytest.mark.parametrize("when", [prepared, lambda walk: booked_in(walk, 20)], ids=["prepared", "booked"])
def test_a_no_and_silence_are_the_same_to_the_mentor_in_everything(when: Act) -> None:
    silent, walk = seen_by_mentor(lambda walk: None, when)
    assert len(silent) > 10
    refused, other = seen_by_mentor(no, when)
    assert refused == silent
    assert other.journey.contacts == walk.journey.contacts
    assert lent(other.journey).own_of(ANSWER, MENTEE).no


def test_an_operator_cannot_tell_a_no_from_silence() -> None:
    facts, dues = [], []
    for act in (lambda walk: walk, no):
        walk = act(asked())
        stored = json.loads(encode_journey(walk.journey))
        facts.append({name: value for name, value in stored.items() if name not in ("private", "words_shared")})
        dues.append(timers(PROGRAMME, walk.journey))
    assert facts[0] == facts[1]
    assert dues[0] == dues[1]


def test_a_leak_of_the_no_would_be_found() -> None:
    def leaking(walk: Season) -> Season:
        no(walk)
        walk.journey = walk.journey.keeping(WISH, Wish(walk.at))
        return walk

    assert seen_by_mentor(leaking, prepared)[0] != seen_by_mentor(lambda walk: None, prepared)[0]


def test_a_yes_that_was_taken_back_in_time_leaves_nothing_on_the_mentors_cards() -> None:
    quiet, walk = prepared(asked()), prepared(changed_to_no(asked()))
    assert walk.cards[Place.MENTOR, "s7.prep.mentor"] == quiet.cards[Place.MENTOR, "s7.prep.mentor"]
    assert walk.posted(NEWS) == quiet.posted(NEWS) == []


def test_without_the_wish_the_mentors_preparation_says_nothing_of_a_view_of_theirs() -> None:
    card = prepared(no(asked())).cards[Place.MENTOR, "s7.prep.mentor"]
    assert not HIDDEN & set(card.items())
    assert en("colleagues-prompt-strength") not in said(card)


# A yes -----------------------------------------------------------------------------------------------------------


def test_with_the_wish_the_preparation_asks_for_it_with_three_prompts() -> None:
    walk = prepared(yes(asked()))
    card = walk.cards[Place.MENTOR, "s7.prep.mentor"]
    for prompt in ("strength", "further", "challenge"):
        assert en(f"colleagues-prompt-{prompt}") in said(card)
    assert set(card.items()) >= HIDDEN
    assert "colleagues" in actions(card)["run"][0]
    walk.wait(meeting(walk).at - HOUR)
    assert not walk.posted(NEWS), "the preparation has said it"


def test_what_the_prompts_say_stands_once_on_the_preparation() -> None:
    lines = prepared(yes(asked())).cards[Place.MENTOR, "s7.prep.mentor"].lines()
    said_by = [line.say.id for line in lines if line.item in ("M7.G3.a", "M7.G3.b") and line.say.id != "M7-G3-b.pair"]
    assert said_by == [f"colleagues-prompt-{one}" for one in PROMPTS]


def test_a_wish_that_comes_after_the_preparation_is_said_once() -> None:
    walk = yes(prepared(asked()))
    assert en("colleagues-prompt-strength") in said(walk.cards[Place.MENTOR, "s7.prep.mentor"])
    walk.wait(walk.at + DAY)
    (news,) = walk.posted(NEWS)
    assert news.to is Place.MENTOR
    assert news.unprompted
    no(walk)
    assert en("colleagues-withdrawn") in said(walk.cards[Place.MENTOR, NEWS])
    assert buttons(walk.cards[Place.MENTOR, NEWS]) == []
    assert en("colleagues-prompt-strength") not in said(walk.cards[Place.MENTOR, "s7.prep.mentor"])
    yes(walk)
    walk.wait(walk.at + DAY)
    assert len([post for post in walk.posted(NEWS) if not post.refresh]) == 1


def test_the_mentor_is_not_disturbed_in_the_evening() -> None:
    walk = prepared(asked())
    walk.at = walk.at.replace(hour=21)
    yes(walk)
    walk.wait(walk.at + HOUR)
    assert not walk.posted(NEWS)


# The mentor's notes ----------------------------------------------------------------------------------------------


def mentees(walk: Season) -> list[tuple[datetime, str]]:
    for word in ("colleagues", "prep", "status"):
        walk.type(MENTEE, word)
    walk.wait(walk.at + 10 * DAY)
    return walk.in_sight_of(MENTEE)


def test_the_mentors_notes_show_nowhere_before_they_are_handed_over() -> None:
    quiet, walk = prepared(yes(asked())), noted(prepared(yes(asked())))
    assert lent(walk.journey).own_of(NOTES, MENTOR) == Notes(**SAID)
    assert mentees(walk) == mentees(quiet)
    assert walk.journey.of(VIEW) == Notes()
    assert timers(PROGRAMME, walk.journey) == timers(PROGRAMME, quiet.journey)


def test_notes_take_a_wish() -> None:
    walk = asked()
    walk.type(MENTOR, "colleagues")
    assert forms(walk.card(MENTOR, MENTORS)) == []
    outcome = walk.submit(MENTOR, MENTORS, "colleagues.notes", **SAID)
    assert lent(walk.journey).own_of(NOTES, MENTOR) == Notes()
    assert en("colleagues-about", name="Camille") in reply(outcome)


def test_notes_are_one_line_each_and_cut_where_the_card_says_so() -> None:
    walk = yes(asked())
    walk.type(MENTOR, "colleagues")
    assert f"{LONGEST}" in said(walk.card(MENTOR, MENTORS))
    walk.submit(MENTOR, MENTORS, "colleagues.notes", strength="x" * 2000, further=" a \n b ", challenge="")
    assert lent(walk.journey).own_of(NOTES, MENTOR) == Notes("x" * LONGEST, "a b", "")


def test_what_is_handed_over_is_what_stood_there_once_and_for_good() -> None:
    walk = noted(yes(asked()))
    (button,) = [one for one in buttons(walk.card(MENTOR, MENTORS)) if one.action == "colleagues.hand"]
    assert button.confirm is not None
    walk.press(MENTOR, MENTORS, "colleagues.hand", "of other notes")
    assert not walk.journey.of(WISH).handed
    handed(walk)
    walk.wait(walk.at + DAY)
    (view,) = walk.posted(VIEWED)
    assert view.to is Place.MENTEE
    assert not view.unprompted
    assert all(line in said(view.message) for line in SAID.values())
    walk.submit(MENTOR, MENTORS, "colleagues.notes", strength="something else")
    walk.press(MENTOR, MENTORS, "colleagues.hand", button.value)
    assert walk.journey.of(VIEW) == Notes(**SAID)
    for action in ("colleagues.no", "colleagues.yes"):
        outcome = walk.press(MENTEE, MENTEES, action)
        assert walk.journey.of(WISH).since is not None
        assert SAID["strength"] in reply(outcome)
    assert len(walk.posted(VIEWED)) == 1


def test_notes_are_not_handed_over_once_the_wish_is_taken_back() -> None:
    walk = noted(yes(asked()))
    (button,) = [one for one in buttons(walk.card(MENTOR, MENTORS)) if one.action == "colleagues.hand"]
    no(walk)
    walk.press(MENTOR, MENTORS, "colleagues.hand", button.value)
    assert walk.journey.of(VIEW) == Notes()
    walk.type(MENTOR, "colleagues")
    assert SAID["strength"] in said(walk.card(MENTOR, MENTORS)), "their notes are still theirs"


def test_the_mentee_can_neither_note_nor_hand_over() -> None:
    walk = noted(yes(asked()))
    mark = lent(walk.journey).own_of(NOTES, MENTOR).mark
    for outcome in (
        walk.submit(MENTEE, MENTORS, "colleagues.notes", strength="I am great."),
        walk.press(MENTEE, MENTORS, "colleagues.hand", mark),
    ):
        assert not any(line in reply(outcome) for line in SAID.values())
    assert walk.journey.of(VIEW) == Notes()


def test_nothing_is_passed_on_during_a_pause() -> None:
    walk = handed(noted(yes(asked())))
    walk.type(MENTOR, "pause", Place.PAIR)
    walk.wait(walk.at + 5 * DAY)
    if not walk.posted(VIEWED):
        walk.type(MENTOR, "resume", Place.PAIR)
        walk.wait(walk.at + 4 * DAY)
    assert len(walk.posted(VIEWED)) == 1


# Around it -------------------------------------------------------------------------------------------------------


def test_status_says_a_wish_to_both_and_a_no_to_nobody() -> None:
    for role in Role:
        assert en("colleagues-status-wished") in reply(yes(asked()).type(role, "status"))
        assert en("colleagues-status", name="Awa") not in reply(no(asked()).type(role, "status"))


def test_the_question_is_said_in_another_language() -> None:
    walk = yes(asked())
    member = walk.journey.members[MENTEE]
    change = ProfileChange(replace(member, languages=("en",)), ("languages",))
    outcome = walk.feed(Changed("changed", walk.at, walk.journey.pair, MENTEE, change))
    assert walk.journey.members[MENTEE] != member
    assert MENTEES in [post.key for post in posts(outcome)]


def test_at_the_end_the_cards_lose_their_buttons_and_each_reads_their_own() -> None:
    walk = handed(noted(yes(prepared(asked()))))
    walk.wait(walk.at + DAY)
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    for place, card in ((Place.MENTEE, MENTEES), (Place.MENTOR, NEWS)):
        if (place, card) in walk.cards:
            assert actions(walk.cards[place, card]) == {}
    for role in Role:
        outcome = walk.type(role, "colleagues")
        assert SAID["challenge"] in reply(outcome)
        assert actions(replies(outcome)[0].message) == {}


def test_after_the_end_there_is_nothing_to_read_of_what_never_was() -> None:
    walk = no(asked())
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    for role in Role:
        assert en("colleagues-none-kept") in reply(walk.type(role, "colleagues"))


def test_whoever_is_erased_takes_what_was_theirs() -> None:
    journey = handed(noted(yes(asked()))).journey
    assert erased(journey, MENTOR).of(VIEW) == Notes()
    assert erased(journey, MENTEE).of(WISH) == Wish()
    assert erased(journey, MENTEE).of(VIEW) == Notes(**SAID)


def test_it_is_no_part_of_the_shorter_track() -> None:
    walk = offered(season(Track.NETWORKING))
    outcome = walk.type(MENTEE, "colleagues")
    assert en("not-part") in reply(outcome)


def test_a_wish_is_told_without_the_keys_and_a_view_waits_for_them() -> None:
    walk = handed(noted(yes(asked())))
    words = walk.journey.words_shared
    walk.journey = replace(walk.journey, words_shared={}, unreadable=frozenset({"shared"}))
    walk.wait(walk.at + DAY)
    assert not walk.posted(VIEWED)
    walk.journey = replace(walk.journey, words_shared=words, unreadable=frozenset())
    walk.wait(walk.at + DAY)
    assert all(line in said(walk.cards[Place.MENTEE, VIEWED]) for line in SAID.values())


def test_taps() -> None:
    """One for the wish; for the mentor one to begin, one to save, one to hand over."""
    walk = asked()
    before = len(walk.events)
    yes(walk)
    assert len(walk.events) == before + 1
    assert key(walk, "date") in {card for _, card in walk.cards}
