"""Observing the mentor at work: whether it suits the mentee at all, and then a card of both with a day of its own (`M9`)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import cache

import pytest

from bot.application.data_rights.erase import emptied
from bot.engine.effects import Outcome, Post
from bot.engine.events import Changed, Left
from bot.engine.flows.shadowing.state import DAY, PLAN, WISH, How, Kind
from bot.engine.messages import Message
from bot.engine.people import Member, Place, ProfileChange, Role
from bot.engine.steps.views import is_personal
from bot.engine.timers import timers
from bot.infra.codec import encode, encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, booked_in, held, key, lent, meeting, season, sitting, through
from tests.labels import en
from tests.values import AWA, MENTEE, MENTOR, PROGRAMME, actions, buttons, forms, posts, replies, reply, said
from tests.values import DAY as A_DAY

CARD, ASKED = "shadowing", "shadowing-asked.mentee"


@cache
def _eight(languages: tuple[str, ...]) -> Season:
    mentee = Member(person="camille", name="Camille", languages=languages, zone="Europe/Paris")
    return through(season(mentee=mentee), 8)


def ninth(languages: tuple[str, ...] = ("fr",)) -> Season:
    """Séance 9 has just opened."""
    walk = _eight(languages).fork()
    assert sitting(walk).number == 9
    return walk


def asked() -> Season:
    """The mentee has the question."""
    walk = ninth()
    while (Place.MENTEE, ASKED) not in walk.cards:
        assert walk.next is not None
        walk.wait(walk.next[1])
    return walk


def begun(walk: Season | None = None) -> Season:
    """And has said yes."""
    walk = walk or asked()
    walk.use(MENTEE, ASKED, "shadowing.wish")
    return walk


def planned(kind: Kind = Kind.MEETING, walk: Season | None = None, **fields: str) -> Season:
    walk = walk or begun()
    walk.press(MENTOR, CARD, "shadowing.kind", kind)
    if fields:
        walk.submit(MENTOR, CARD, "shadowing.plan", **fields)
    return walk


def day(walk: Season, days: int) -> str:
    """So many days ahead, or the Wednesday after: a working day in the middle of some."""
    found = (walk.at + timedelta(days=days)).date()
    return (found + timedelta(days=(2 - found.weekday()) % 7)).isoformat()


def news(outcome: Outcome) -> list[Post]:
    return [post for post in posts(outcome) if post.key.startswith("shadowing-news")]


def reminders(walk: Season) -> list[tuple[datetime, Message]]:
    return [
        (one.at, one.effect.message)
        for one in walk.shown
        if isinstance(one.effect, Post) and one.effect.key.startswith("shadowing-reminder")
    ]


# Whether it would suit them at all ---------------------------------------------------------------------------------


def test_the_mentee_alone_is_asked_once_as_soon_as_the_seance_opens() -> None:
    walk = ninth()
    opened = sitting(walk).opened
    walk.wait(opened + 5 * A_DAY)
    (post,) = walk.posted(ASKED)
    assert post.to is Place.MENTEE
    assert post.unprompted
    (at,) = [one.at for one in walk.shown if one.effect is post]
    assert at - opened < 4 * A_DAY
    assert AWA.works_at(at)
    assert {en("shadowing-suits"), en("shadowing-suits-not")} <= set(_labels(post.message))
    walk.wait(opened + 40 * A_DAY)
    assert len(walk.posted(ASKED)) == 1


def _labels(card: Message) -> list[str]:
    return [en(button.label.id) for button in buttons(card)]


def test_it_comes_ten_working_days_before_the_seance_or_earlier() -> None:
    walk = booked(asked())
    (at,) = [one.at for one in walk.shown if isinstance(one.effect, Post) and one.effect.key == ASKED]
    assert at <= walk.journey.members[MENTEE].working_days_before(meeting(walk).at, 8)


ANSWERS = {"silence": (), "no": ("shadowing.no-wish",), "no twice": ("shadowing.no-wish", "shadowing.no-wish")}


def _to_the_end(presses: tuple[str, ...]) -> Season:
    walk = asked()
    for action in presses:
        walk.at += timedelta(minutes=3)
        walk.use(MENTEE, ASKED, action)
    walk.at = sitting(walk).opened + 5 * A_DAY
    walk.type(MENTOR, "shadowing")
    booked(walk)
    walk.wait(meeting(walk).at - A_DAY)
    for word in ("prep", "status", "agenda", "shadowing"):
        walk.type(MENTOR, word)
    walk.type(MENTEE, "shadowing")
    held(walk)
    walk.idle()
    for word in ("status", "shadowing"):
        walk.type(MENTOR, word)
    return walk


@pytest.mark.parametrize("answer", ["no", "no twice"])
def test_a_no_and_silence_are_the_same_to_the_mentor(answer: str) -> None:
    silent, said_no = (_to_the_end(ANSWERS[one]) for one in ("silence", answer))
    assert said_no.in_sight_of(MENTOR) == silent.in_sight_of(MENTOR)
    assert _flags(said_no) == _flags(silent)
    assert _readable(said_no) == _readable(silent)


def _flags(walk: Season) -> list[object]:
    """What a platform could show the mentor beside the words."""
    found = [one.effect for one in walk.shown if isinstance(one.effect, Post) and MENTOR in one.effect.to.roles]
    return [
        (
            one.key,
            one.to,
            one.refresh,
            one.unprompted,
            one.resend_if_uncertain,
            is_personal(PROGRAMME, walk.journey, one),
        )
        for one in found
    ]


def _readable(walk: Season) -> object:
    """What stands there without the keys, and when the journey wakes."""
    stored = json.loads(encode_journey(walk.journey))
    return {**stored, "private": None}, timers(PROGRAMME, walk.journey)


def test_a_no_is_noted_for_the_mentee_alone_and_can_become_a_yes() -> None:
    walk = asked()
    outcome = walk.use(MENTEE, ASKED, "shadowing.no-wish")
    assert [post.to for post in posts(outcome)] == [Place.MENTEE]
    assert en("shadowing-noted") in reply(outcome)
    assert lent(walk.journey).own_of(WISH, MENTEE).suits is False
    begun(walk)
    assert (Place.PAIR, CARD) in walk.cards


def test_a_yes_brings_the_card_to_both_and_nothing_else() -> None:
    walk = asked()
    outcome = walk.use(MENTEE, ASKED, "shadowing.wish")
    new = [post for post in posts(outcome) if not post.refresh]
    assert [(post.key, post.to) for post in new] == [(CARD, Place.PAIR)]
    assert walk.use(MENTEE, CARD, "shadowing.kind").journey.of(PLAN).begun
    again = walk.press(MENTEE, ASKED, "shadowing.wish")
    assert [post.key for post in posts(again)] == [ASKED]
    walk.press(MENTEE, ASKED, "shadowing.no-wish")
    assert lent(walk.journey).own_of(WISH, MENTEE).suits is True


def test_the_mentor_cannot_answer_for_the_mentee_nor_begin() -> None:
    walk = asked()
    walk.press(MENTOR, ASKED, "shadowing.wish")
    walk.press(MENTOR, CARD, "shadowing.kind", "meeting")
    walk.submit(MENTOR, CARD, "shadowing.plan", day=day(walk, 20))
    assert walk.journey.of(PLAN) == PLAN.empty
    assert walk.journey.of(DAY) == DAY.empty


def test_who_has_answered_already_is_not_asked_and_it_counts_either_way() -> None:
    walks = ninth(), ninth()
    walks[1].type(MENTEE, "shadowing")
    walks[1].press(MENTEE, ASKED, "shadowing.no-wish", place=Place.MENTEE)
    for walk in walks:
        while ASKED not in walk.journey.done:
            assert walk.next is not None
            walk.wait(walk.next[1])
    assert [len([post for post in walk.posted(ASKED) if not post.refresh]) for walk in walks] == [1, 0]
    assert walks[0].journey.contacts == walks[1].journey.contacts
    assert walks[0].journey.contacts[MENTEE].day == AWA.local(walks[0].at).date()
    assert walks[0].journey.done == walks[1].journey.done


# What, and when ----------------------------------------------------------------------------------------------------


def test_either_sets_the_day_and_the_other_hears_of_it_in_one_message() -> None:
    walk = planned()
    outcome = walk.submit(MENTEE, CARD, "shadowing.plan", about="Point d'équipe", day=day(walk, 20), time="14:30")
    (told,) = news(outcome)
    assert told.to is Place.PAIR
    assert "Camille" in said(told.message)
    at = walk.journey.of(DAY).at
    assert at is not None
    assert f"{AWA.local(at):%H:%M}" == "14:30"
    assert "Point d'équipe" in said(walk.cards[Place.PAIR, CARD])
    same = walk.submit(MENTOR, CARD, "shadowing.plan", about="Point d'équipe", day=day(walk, 20), time="14:30")
    assert not news(same)
    moved = walk.submit(MENTOR, CARD, "shadowing.plan", about="Point d'équipe", day=day(walk, 30), time="14:30")
    assert len(news(moved)) == 1
    assert news(moved)[0].key != told.key
    dropped = walk.press(MENTEE, CARD, "shadowing.kind", "none")
    assert en("shadowing-news-dropped", name="Camille") in said(news(dropped)[0].message)
    assert walk.journey.of(DAY).kind is None
    assert not news(walk.press(MENTEE, CARD, "shadowing.kind", "none"))


@pytest.mark.parametrize("kind", [Kind.DOCUMENTS, Kind.TASK])
def test_what_is_no_meeting_has_a_day_and_no_time(kind: Kind) -> None:
    walk = planned(kind)
    (form,) = forms(walk.cards[Place.PAIR, CARD])
    assert [field.name for field in form.fields] == ["about", "day", "where"]
    walk.submit(MENTEE, CARD, "shadowing.plan", day=day(walk, 20), time="14:30")
    one = walk.journey.of(DAY)
    assert one.at is None
    assert str(one.day) == day(walk, 20)
    assert "shadowing.how" not in actions(walk.cards[Place.PAIR, CARD])


def test_to_plan_one_for_later_has_no_day() -> None:
    walk = planned(Kind.LATER)
    assert forms(walk.cards[Place.PAIR, CARD]) == []
    walk.submit(MENTOR, CARD, "shadowing.plan", day=day(walk, 20))
    assert walk.journey.of(DAY).day is None


def test_how_the_mentee_takes_part_is_chosen_by_either() -> None:
    walk = planned()
    for role, how in ((MENTEE, How.LISTEN), (MENTOR, How.ASK)):
        walk.press(role, CARD, "shadowing.how", how)
        assert walk.journey.of(PLAN).how is how
    walk.press(MENTOR, CARD, "shadowing.how", "shout")
    assert walk.journey.of(PLAN).how is How.ASK


def test_dress_and_introductions_are_the_mentor_s() -> None:
    walk = planned()
    outcome = walk.submit(MENTEE, CARD, "shadowing.welcome", dress="Cravate", introduce="Tout le monde")
    assert en("shadowing-for-mentor", name="Awa") in reply(outcome)
    assert posts(outcome) == []
    walk.submit(MENTOR, CARD, "shadowing.welcome", dress="Veste", introduce="Bilal, de la direction")
    shown = said(walk.cards[Place.PAIR, CARD])
    assert "Veste" in shown
    assert "Bilal, de la direction" in shown


WRONG = {
    "2026-01-02": "shadowing-in-the-past",
    "2031-01-02": "shadowing-too-far",
    "someday": "shadowing-unreadable",
    "2026-02-31": "shadowing-unreadable",
}


@pytest.mark.parametrize("typed", WRONG)
def test_a_day_that_cannot_be_is_said_and_the_rest_is_kept(typed: str) -> None:
    walk = planned(day=day(begun(), 20), time="10:00")
    before = walk.journey.of(DAY)
    outcome = walk.submit(MENTOR, CARD, "shadowing.plan", about="Revue", day=typed, time="10:00")
    assert walk.journey.of(DAY) == before
    assert walk.journey.of(PLAN).about == "Revue"
    assert en(WRONG[typed]).partition(" for example ")[0].partition(".")[0] in reply(outcome)
    assert not news(outcome)


@pytest.mark.parametrize("where", ["http://example.org/a", "https://me:secret@example.org", "javascript://x"])
def test_a_link_that_cannot_be_followed_is_not_kept(where: str) -> None:
    walk = planned(where="Salle 4")
    outcome = walk.submit(MENTOR, CARD, "shadowing.plan", where=where, day=day(walk, 20))
    assert walk.journey.of(PLAN).where == "Salle 4"
    assert walk.journey.of(DAY).day is not None
    assert en("shadowing-broken-link") in reply(outcome)


def test_a_link_is_shown_whole_and_can_be_followed() -> None:
    walk = planned(where="https://example.org/room?id=4", day=day(begun(), 20))
    (line,) = [one for one in walk.cards[Place.PAIR, CARD].lines() if one.link]
    assert line.link == "https://example.org/room?id=4"
    assert line.link in said(walk.cards[Place.PAIR, CARD])


def test_lines_are_cut_where_the_form_says_so() -> None:
    walk = planned(about="x" * 1000, where=" a \n b ")
    assert len(walk.journey.of(PLAN).about) == 200
    assert walk.journey.of(PLAN).where == "a b"


def test_a_time_stays_for_who_leaves_it_open_on_the_same_day() -> None:
    """Two zones: the form cannot show one clock to both."""
    walk = planned(day=day(begun(), 20), time="10:00")
    at = walk.journey.of(DAY).at
    walk.submit(MENTEE, CARD, "shadowing.plan", about="Revue", day=day(walk, 20), time="")
    assert walk.journey.of(DAY).at == at
    walk.submit(MENTEE, CARD, "shadowing.plan", about="Revue", day=day(walk, 30), time="")
    assert walk.journey.of(DAY).at is None


# The reminder ------------------------------------------------------------------------------------------------------


def test_both_are_reminded_one_working_day_before_and_it_is_no_message_of_the_bot_s_own() -> None:
    walk = planned(about="Point d'équipe", day=day(begun(), 20), time="14:30", where="Salle 4")
    walk.press(MENTEE, CARD, "shadowing.how", "ask")
    walk.submit(MENTOR, CARD, "shadowing.welcome", dress="Veste", introduce="Bilal")
    at = walk.journey.of(DAY).at
    assert at is not None
    walk.wait(at)
    ((when, message),) = reminders(walk)
    assert AWA.local(when).date() == AWA.local(at - A_DAY).date()
    assert AWA.works_at(when)
    (post,) = walk.posted(_reminder_key(walk))
    assert post.to is Place.PAIR
    assert not post.unprompted
    for words in ("Point d'équipe", "Salle 4", "Veste", "Bilal", en("shadowing-how-ask")):
        assert words in said(message)


def _reminder_key(walk: Season) -> str:
    return next(key for _, key in walk.cards if key.startswith("shadowing-reminder"))


def test_it_moves_with_the_day() -> None:
    walk = planned(day=day(begun(), 20), time="14:30")
    walk.submit(MENTOR, CARD, "shadowing.plan", day=day(walk, 34), time="14:30")
    at = walk.journey.of(DAY).at
    assert at is not None
    walk.wait(at - 4 * A_DAY)
    assert reminders(walk) == []
    walk.wait(at)
    assert len(reminders(walk)) == 1


def test_what_is_dropped_reminds_nobody() -> None:
    walk = planned(day=day(begun(), 20), time="14:30")
    at = walk.journey.of(DAY).at
    assert at is not None
    walk.press(MENTEE, CARD, "shadowing.kind", "later")
    walk.wait(at)
    assert reminders(walk) == []


def test_of_a_day_set_at_the_last_moment_the_message_about_it_is_enough() -> None:
    walk = begun()
    while walk.at.weekday() > 2 or walk.at.hour < 12 or not AWA.works_at(walk.at):
        walk.at += timedelta(hours=1)
    planned(Kind.TASK, walk, day=(walk.at + A_DAY).date().isoformat())
    walk.wait(walk.at + 3 * A_DAY)
    assert reminders(walk) == []


def test_on_the_day_of_the_seance_its_own_reminder_is_enough_and_the_cards_have_the_facts() -> None:
    walk = booked(begun())
    at = AWA.local(meeting(walk).at)
    planned(walk=walk, about="Point d'équipe", day=at.date().isoformat(), time="16:30")
    walk.submit(MENTOR, CARD, "shadowing.welcome", dress="Veste", introduce="Bilal")
    walk.wait(meeting(walk).at)
    assert reminders(walk) == []
    for role, place in ((MENTOR, Place.MENTOR), (MENTEE, Place.MENTEE)):
        prep = said(walk.cards[place, f"s9.prep.{role}"])
        assert "Point d'équipe" in prep
        assert "Veste" in prep
        assert en(f"shadowing-prepares-meeting-{role}", partner=walk.journey.partner(role).name) in prep
    agenda = key(walk, "agenda")
    walk.use(MENTEE, agenda, "agenda.next")
    topic = walk.cards[Place.PAIR, agenda]
    assert "Point d'équipe" in said(topic)
    assert en("run-shadowing") in said(topic)


def test_prep_and_status_say_that_it_is_to_be_chosen() -> None:
    walk = begun()
    for role in Role:
        assert en("shadowing-to-choose") in reply(walk.type(role, "prep"))
        assert en("shadowing-status-open") in reply(walk.type(role, "status"))
    planned(Kind.DOCUMENTS, walk)
    assert en("shadowing-kind-documents") in reply(walk.type(MENTOR, "status"))


def test_a_day_after_the_seance_is_reminded_of_and_the_last_words_come_after_it() -> None:
    walk = booked(begun())
    later = (meeting(walk).at + timedelta(days=40)).date()
    later += timedelta(days=(2 - later.weekday()) % 7)
    planned(Kind.TASK, walk, day=later.isoformat())
    held(walk)
    walk.wait(walk.at + 20 * A_DAY)
    assert walk.journey.ended is None
    assert reminders(walk) == []
    moved = later + timedelta(days=7)
    walk.submit(MENTEE, CARD, "shadowing.plan", day=moved.isoformat())
    walk.idle()
    ((at, _),) = reminders(walk)
    assert AWA.local(at).date() == moved - timedelta(days=1)
    (farewell,) = [one.at for one in walk.shown if isinstance(one.effect, Post) and one.effect.key == "farewell"]
    assert AWA.local(farewell).date() > moved
    assert walk.journey.ended == farewell


def test_without_a_day_or_with_one_that_is_past_the_last_words_come_as_ever() -> None:
    ends = []
    for kind in (None, Kind.LATER):
        walk = asked()
        if kind is not None:
            planned(kind, begun(walk))
        booked_in(walk, 21)
        held(walk)
        walk.idle()
        assert walk.journey.ended is not None
        ends.append(walk.journey.ended.date())
    assert ends[0] == ends[1]


def test_dropped_after_the_seance_it_holds_nothing_up() -> None:
    walk = booked(begun())
    planned(Kind.TASK, walk, day=(meeting(walk).at + timedelta(days=60)).date().isoformat())
    held(walk)
    walk.wait(walk.at + 10 * A_DAY)
    walk.press(MENTOR, CARD, "shadowing.kind", "none")
    walk.wait(walk.at + 5 * A_DAY)
    assert walk.journey.ended is not None


def test_nothing_asks_for_it_until_the_mentee_has_said_that_it_suits_them() -> None:
    """Neither a no nor silence is asked again, on the preparation or before both; with a yes all of it comes."""
    hidden, walk = ("M9.D1", "M9.D2"), booked(asked())
    for answer in (None, "shadowing.no-wish"):
        if answer is not None:
            walk.press(MENTEE, ASKED, answer)
        (mentors,) = replies(walk.type(MENTOR, "prep"))
        assert not {"M9.G1", "M9.G2.a", "M9.B2", "M9.B3"} & set(mentors.message.items())
        (agenda,) = replies(walk.type(MENTOR, "agenda"))
        assert not set(hidden) & set(agenda.message.items())
    walk.press(MENTEE, ASKED, "shadowing.wish")
    (agenda,) = replies(walk.type(MENTOR, "agenda"))
    assert set(hidden) <= set(agenda.message.items())


def test_it_is_not_begun_before_both_go_on() -> None:
    walk = season()
    assert buttons(replies(walk.type(MENTEE, "shadowing"))[0].message) == []
    outcome = walk.press(MENTEE, ASKED, "shadowing.wish")
    assert posts(outcome) == []
    assert not walk.journey.of(PLAN).begun


# After the end, pauses, languages, erasure -------------------------------------------------------------------------


def test_after_the_end_it_can_still_be_read_and_nothing_can_be_pressed() -> None:
    walk = planned(about="Point d'équipe", day=day(begun(), 20), time="14:30")
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    for message in (walk.cards[Place.PAIR, CARD], walk.cards[Place.MENTEE, ASKED]):
        assert actions(message) == {}
        assert forms(message) == []
    outcome = walk.type(MENTOR, "shadowing")
    assert "Point d'équipe" in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []
    assert "shadowing-reminder" not in str(timers(PROGRAMME, walk.journey))


@pytest.mark.parametrize("answer", ["silence", "no"])
def test_after_the_end_who_has_planned_nothing_reads_the_same(answer: str) -> None:
    walk = asked()
    for action in ANSWERS[answer]:
        walk.use(MENTEE, ASKED, action)
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    assert [reply(walk.type(role, "shadowing")) for role in Role] == [reply(walk.type(MENTOR, "shadowing"))] * 2


def test_a_pause_holds_the_question_and_the_reminder_back() -> None:
    walk = ninth()
    walk.type(MENTEE, "pause")
    walk.wait(walk.at + 20 * A_DAY)
    assert walk.posted(ASKED) == []
    walk.type(MENTEE, "resume")
    walk.wait(walk.at + 4 * A_DAY)
    assert len(walk.posted(ASKED)) == 1


def test_a_day_that_is_set_twice_in_a_pause_is_said_once_it_is_over_and_once() -> None:
    walk = begun()
    walk.type(MENTEE, "pause")
    planned(walk=walk, day=day(walk, 20), time="14:30")
    told = walk.journey.of(DAY).told
    planned(walk=walk, day=day(walk, 30), time="14:30")
    assert [post for post in walk.posted(f"shadowing-news.n{told + 1}") if not post.refresh] == []
    walk.type(MENTEE, "resume")
    walk.wait(walk.at + 4 * A_DAY)
    assert [post for post in walk.posted(f"shadowing-news.n{told}") if not post.refresh] == []
    assert len([post for post in walk.posted(f"shadowing-news.n{told + 1}") if not post.refresh]) == 1


def test_a_new_language_draws_both_cards_anew() -> None:
    walk = begun()
    profile = Member(person="camille", name="Camille", languages=("en",), zone="Europe/Paris")
    outcome = walk.feed(
        Changed("now-english", walk.at, walk.journey.pair, MENTEE, ProfileChange(profile, ("languages",)))
    )
    assert {CARD, ASKED} <= {post.key for post in posts(outcome) if post.refresh}


def test_no_words_stand_in_what_can_be_read_without_the_keys() -> None:
    walk = planned(about="Marbre", day=day(begun(), 20), time="14:30", where="Quartz")
    walk.submit(MENTOR, CARD, "shadowing.welcome", dress="Basalte", introduce="Granit")
    stored = json.loads(encode_journey(walk.journey))
    readable = json.dumps({name: value for name, value in stored.items() if name not in ("private", "words_shared")})
    for word in ("Marbre", "Quartz", "Basalte", "Granit"):
        assert word not in readable
        assert word in encode(walk.cards[Place.PAIR, CARD])
    assert set(stored["shared"]["shadowing-day"]) <= {"kind", "day", "at", "since", "told"}


def test_erased_takes_what_somebody_wrote_with_them() -> None:
    walk = planned(about="Revue", day=day(begun(), 20), time="14:30")
    walk.submit(MENTOR, CARD, "shadowing.welcome", dress="Veste", introduce="Bilal")
    plan = emptied(walk.journey, MENTOR, walk.at).of(PLAN)
    assert (plan.about, plan.dress, plan.introduce) == ("", "", "")
    other = emptied(walk.journey, MENTEE, walk.at).of(PLAN)
    assert (other.about, other.dress, other.introduce) == ("Revue", "Veste", "Bilal")


def test_the_longest_lines_of_both_stand_on_the_card() -> None:
    walk = planned(about="é" * 300, day=day(begun(), 20), time="14:30", where="é" * 300)
    walk.submit(MENTOR, CARD, "shadowing.welcome", dress="é" * 300, introduce="é" * 300)
    assert said(walk.cards[Place.PAIR, CARD]).count("é" * 200) == 8  # each as a fact, and in its form


def test_a_seance_without_it_asks_nobody_and_shows_nothing() -> None:
    walk = held(season())
    walk.wait(walk.at + 6 * A_DAY)
    assert walk.posted(ASKED) == []
    assert "shadowing" not in encode(walk.answers.get((MENTOR, "s2.prep.mentor"), walk.cards[Place.PAIR, "s2.date"]))


def test_it_takes_one_tap_to_say_yes_and_a_meeting_two_taps_and_a_form() -> None:
    walk = asked()
    before = len(walk.events)
    planned(walk=begun(walk), day=day(walk, 20), time="14:30")
    walk.press(MENTEE, CARD, "shadowing.how", "listen")
    assert len(walk.events) - before == 4
