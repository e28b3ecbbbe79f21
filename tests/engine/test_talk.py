"""What a member may ask at any time: help, status, a language, a pause; and what comes from outside the pair."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.engine.effects import Learned, Outcome
from bot.engine.events import Changed, Left, Nudged
from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES, is_listed
from bot.engine.flows.calendar.actions import CALENDAR
from bot.engine.flows.nudge.reasons import NotNeeded, not_needed
from bot.engine.flows.nudge.state import NUDGE
from bot.engine.ids import Command
from bot.engine.journey import Stage
from bot.engine.people import Place, ProfileChange
from tests.engine.rules import Rules
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, key, meeting, met, offered, season, sitting, through
from tests.labels import en
from tests.values import AWA, CAMILLE, DAY, HOUR, MENTEE, MENTOR, PROGRAMME, at, member, new, posts, reply, said


@pytest.mark.parametrize("command", FLOWS.listed)
def test_every_command_is_answered_in_private_at_every_stage(command: Command) -> None:
    for walk in (season(), offered(season()), booked(season()), met(season()), held(season()), through(season(), 6)):
        walk.check = Rules()
        assert reply(walk.type(MENTEE, command))


def test_every_command_stands_in_the_list() -> None:
    """But for those of a later séance, which come with it, those of the other track, and calendars' where none can be linked."""
    walk = season()
    words = reply(walk.type(MENTEE, "help"))
    missing = [command for command in FLOWS.listed if f"• {en(f'help-{command}')}" not in words]
    assert missing == [command for command in FLOWS.listed if not is_listed(PROGRAMME, walk.journey, command)]
    assert not {FLOWS.activity_of.get(command) for command in missing if command != CALENDAR} - ACTIVITIES.keys()
    linkable = replace(PROGRAMME, calendar_link=lambda *_: "https://t.example/x.ics")
    assert is_listed(linkable, walk.journey, CALENDAR)
    assert not is_listed(PROGRAMME, walk.journey, CALENDAR)


# Status ----------------------------------------------------------------------------------------------------------


def test_status_says_where_the_pair_stands() -> None:
    walk = season()
    assert "Stage: About to begin" in reply(walk.type(MENTEE, "status"))
    assert "Stage: A date is yet to be chosen" in reply(offered(walk).type(MENTEE, "status"))
    assert "Stage: The date is set" in reply(booked(walk).type(MENTEE, "status"))
    assert "Stage: The time of the session has come" in reply(met(walk).type(MENTEE, "status"))
    walk.type(MENTEE, "pause")
    assert "Stage: Paused" in reply(walk.type(MENTEE, "status"))
    ended = through(season(), 9)
    ended.idle()
    assert "Stage: Finished" in reply(ended.type(MENTEE, "status"))


def test_status_tells_each_of_their_own_evaluation() -> None:
    walk = held(season())
    walk.press(MENTOR, "s1.evaluation.mentor", "evaluation.useful", "1")
    assert "Your evaluation of session 1: filled in, thank you" in reply(walk.type(MENTOR, "status"))
    assert "Your evaluation of session 1: open, whenever you like" in reply(walk.type(MENTEE, "status"))


# Language --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["language en", "langue anglais", "language ENGLISH", "langue  english "])
def test_a_language_is_learned(text: str) -> None:
    walk = season()
    outcome = walk.type(MENTEE, text)
    change = ProfileChange(replace(CAMILLE, languages=("en", "fr")), ("languages",))
    assert Learned(MENTEE, change) in outcome.effects
    assert walk.journey.members[MENTEE].languages == ("en", "fr")
    assert walk.journey.members[MENTOR].languages == ("fr",)


@pytest.mark.parametrize("text", ["language", "language klingon", "langue ?"])
def test_without_one_it_is_asked_for(text: str) -> None:
    walk = season()
    assert reply(walk.type(MENTEE, text)).endswith("[Français] [English]")
    walk.use(MENTEE, "", "language", 1)
    assert walk.journey.members[MENTEE].language == "en"


def test_a_language_that_is_none_is_not_learned() -> None:
    walk = season()
    walk.press(MENTEE, "", "language", "xx")
    assert walk.journey.members[MENTEE].languages == ("fr",)


def test_what_was_said_elsewhere_holds_here_too() -> None:
    walk = season()
    walk.feed(Changed("c", walk.at, "p1", MENTOR, ProfileChange(replace(AWA, languages=("en", "fr")), ("languages",))))
    assert walk.journey.members[MENTOR].languages == ("en", "fr")


def test_a_shared_conversation_is_in_a_language_of_both() -> None:
    walk = season(mentor=member("A", ("en", "fr")), mentee=member("B", ("fr",)))
    assert walk.journey.languages(Place.PAIR) == ("fr",)
    walk = season(mentor=member("A", ("en",)), mentee=member("B", ("fr",)))
    assert walk.journey.languages(Place.PAIR) == ("en", "fr")
    assert walk.journey.languages(Place.MENTEE) == ("fr",)


# Pause -----------------------------------------------------------------------------------------------------------


def paused(text: str = "pause", walk: Season | None = None) -> Season:
    walk = walk or offered(season())
    walk.type(MENTEE, text)
    assert walk.journey.pause is not None
    return walk


@pytest.mark.parametrize("text", ["pause demain", "pause 31/02", "pause 2020-01-01"])
def test_a_day_that_is_none_pauses_nothing(text: str) -> None:
    walk = offered(season())
    walk.type(MENTEE, text)
    assert walk.journey.pause is None


def test_a_pause_is_told_to_both_and_then_there_is_silence() -> None:
    walk = paused()
    (notice,) = list(walk.posted(f"pause.{walk.at:%Y%m%dT%H%M%S}"))
    assert notice.to is Place.PAIR
    seen = len(walk.shown)
    walk.wait(walk.at + 365 * DAY)
    assert len(walk.shown) == seen
    assert walk.journey.stage(walk.at) is Stage.PAUSED


def test_a_pause_of_a_year_ends_by_itself_after_its_last_day() -> None:
    walk = paused("pause 2027-01-10")
    walk.wait(at("2027-01-10 22:59"))
    assert walk.journey.pause is not None
    walk.wait(at("2027-01-10 23:00"))
    assert walk.journey.pause is None
    walk.wait(walk.at + DAY)
    offer = sitting(walk).offer
    assert offer is not None
    assert min(offer.slots) > walk.at, "dates that went by meanwhile are looked for anew"


@pytest.mark.parametrize(
    ("until", "says"),
    [
        ("2026-06-30", "up to and including Tuesday 30 June. I will"),
        ("2027-01-10", "up to and including Sunday 10 January 2027. I will"),
        ("04/01", "up to and including Monday 4 January 2027. I will"),  # that of this year has gone by
    ],
)
def test_a_pause_into_another_year_says_which(until: str, says: str) -> None:
    walk = paused(f"pause {until}")
    assert says in said(walk.cards[Place.PAIR, f"pause.{walk.at:%Y%m%dT%H%M%S}"])


def test_a_meeting_in_the_pause_is_said_and_looked_for_anew() -> None:
    walk = booked(season())
    old = meeting(walk).at
    paused("pause 2026-02-28", walk)
    notice = said(walk.cards[Place.PAIR, f"pause.{walk.at:%Y%m%dT%H%M%S}"])
    assert "The agreed date, " in notice
    assert "falls into the break: we will look for another afterwards." in notice
    walk.wait(at("2026-03-03 12:00"))
    assert not walk.posted("s1.agenda")
    assert sitting(walk).meeting is None
    assert key(walk, "date") == "s1.date.2"
    assert walk.posted("s1.date.2")
    offer = sitting(walk).offer
    assert offer is not None
    assert old not in offer.slots


def test_a_meeting_after_the_pause_stays() -> None:
    walk = offered(season())
    for actor in (MENTOR, MENTEE):
        walk.submit(actor, "s1.date", "date.own", day="2026-02-10", time="11:00")
    paused("pause 2026-01-31", walk)
    assert "falls into the break" not in said(walk.cards[Place.PAIR, f"pause.{walk.at:%Y%m%dT%H%M%S}"])
    walk.wait(at("2026-02-10 10:00"))
    assert walk.posted("s1.agenda")


def test_a_meeting_that_is_over_does_not_fall_into_the_pause() -> None:
    walk = paused(walk=met(season()))
    assert "falls into the break" not in said(walk.cards[Place.PAIR, f"pause.{walk.at:%Y%m%dT%H%M%S}"])
    walk.wait(walk.at + 30 * DAY)
    walk.type(MENTEE, "resume")
    assert sitting(walk).meeting is not None, "whether it took place is still to be said"


def test_a_pause_made_longer_is_one_pause() -> None:
    walk = booked(season())
    since = walk.at
    paused("pause 2026-01-20", walk)
    walk.wait(at("2026-01-15 12:00"))
    walk.type(MENTOR, "pause 2026-02-20")
    assert walk.journey.pause is not None
    assert walk.journey.pause.since == since
    walk.wait(at("2026-02-18 12:00"))
    assert walk.journey.pause is not None
    walk.wait(at("2026-02-25 12:00"))
    assert sitting(walk).meeting is None, "the date that fell into its first half is looked for anew"
    assert walk.posted("s1.date.2")


def test_what_would_change_something_waits_for_the_end_of_the_pause() -> None:
    walk = paused()
    before = walk.journey
    for action in ("date.tap", "date.none", "date.other", "held.yes", "agenda.next"):
        assert "The programme is paused. Resume whenever you like." in reply(walk.press(MENTEE, "s1.date", action))
    assert walk.journey == before


def test_resuming_without_a_pause_changes_nothing() -> None:
    walk = offered(season())
    before = walk.journey
    assert reply(walk.type(MENTEE, "resume")).startswith("The programme is not paused.")
    assert walk.journey == before


# From outside the pair -------------------------------------------------------------------------------------------


def nudges(walk: Season) -> list[str]:
    """The kind words that a coordinator had said."""
    return [key for _, key in walk.cards if key.startswith("nudge")]


def late(until: str = "2026-01-24 12:00") -> Season:
    """A pair that has found no date for more than ten days; on a Saturday."""
    walk = offered(season())
    walk.wait(at(until))
    return walk


def agreed(walk: Season) -> Season:
    """Both propose the same date by hand."""
    day = walk.at + 10 * DAY
    for actor in (MENTOR, MENTEE):
        walk.submit(actor, key(walk, "date"), "date.own", day=f"{day:%Y-%m-%d}", time="10:00")
    return walk


def test_a_nudge_waits_for_a_good_moment_and_is_said_once() -> None:
    walk = late()
    walk.feed(Nudged("n", walk.at, "p1"))
    walk.wait(at("2026-01-25 23:00"))
    assert nudges(walk) == []
    walk.wait(at("2026-01-26 12:00"))
    (nudge,) = nudges(walk)
    assert len(walk.posted(nudge)) == 1
    assert walk.journey.of(NUDGE).asked is None


NOT_NEEDED: dict[str, tuple[NotNeeded, Callable[[], Season]]] = {
    "has not begun": (NotNeeded.STARTING, season),
    "has just been offered dates": (NotNeeded.SEARCHING, lambda: offered(season())),
    "has a date": (NotNeeded.BOOKED, lambda: agreed(late())),
    "has come to its date": (NotNeeded.MET, lambda: met(season())),
    "has met since": (NotNeeded.HELD, lambda: held(agreed(late()))),
    "is to say whether it goes on": (NotNeeded.HELD, lambda: through(season(), 6)),
    "rests": (NotNeeded.PAUSED, lambda: paused(walk=late())),
    "is through": (NotNeeded.ENDED, lambda: parted(late())),
}


def parted(walk: Season) -> Season:
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    return walk


@pytest.mark.parametrize(("why", "come"), NOT_NEEDED.values(), ids=NOT_NEEDED)
def test_a_nudge_that_is_needed_no_more_says_why_and_sends_nothing(why: NotNeeded, come: Callable[[], Season]) -> None:
    walk = come()
    assert not_needed(PROGRAMME.timing, walk.journey, walk.at) is why
    before = walk.journey
    assert walk.feed(Nudged("n", walk.at, "p1")) == Outcome(before)


def test_a_late_pair_needs_it_and_so_does_one_that_does_not_say_whether_it_met() -> None:
    walk, silent = late(), met(season())
    assert not_needed(PROGRAMME.timing, walk.journey, walk.at) is None
    silent.wait(silent.at + 4 * DAY)
    assert not_needed(PROGRAMME.timing, silent.journey, silent.at) is None


def test_a_nudge_that_is_out_of_date_when_its_moment_comes_is_not_said() -> None:
    walk = late()
    walk.feed(Nudged("n", walk.at, "p1"))
    agreed(walk)
    walk.wait(walk.at + 3 * DAY)
    assert nudges(walk) == []
    assert walk.journey.of(NUDGE).asked is None


def test_nor_is_one_that_a_pause_held_back_once_they_look_for_dates_anew() -> None:
    walk = late()
    walk.feed(Nudged("n", walk.at, "p1"))
    paused(walk=walk)
    walk.wait(walk.at + 30 * DAY)
    walk.type(MENTEE, "resume")
    walk.wait(walk.at + 5 * DAY)
    assert nudges(walk) == []


def test_when_one_leaves_the_other_is_told_kindly_and_nobody_why() -> None:
    walk = booked(season())
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    walk.idle()
    told = [one for one in walk.shown if getattr(one.effect, "key", "").startswith("parted")]
    (post,) = [one.effect for one in told]
    assert getattr(post, "to", None) is Place.MENTEE
    assert "Awa is no longer taking part in the programme." in said(walk.cards[Place.MENTEE, "parted.mentor"])
    assert not walk.posted("s1.agenda")
    assert walk.journey.stage(walk.at) is Stage.ENDED


def test_when_both_leave_nobody_is_told() -> None:
    walk = booked(season())
    for actor in (MENTOR, MENTEE, MENTOR):
        walk.feed(Left(f"l{len(walk.events)}", walk.at, "p1", actor))
    assert walk.journey.left == (MENTOR, MENTEE)
    seen = len(walk.shown)
    walk.idle()
    assert len(walk.shown) == seen


def test_who_is_left_behind_is_not_asked_for_an_evaluation() -> None:
    walk = held(season())
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    walk.idle()
    assert not walk.posted("s1.evaluation.mentee")


def test_a_pause_does_not_outlive_the_journey() -> None:
    walk = paused("pause 2026-03-31")
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    walk.wait(at("2026-04-10 12:00"))
    assert "Off we go again" not in "".join(said(card) for card in walk.cards.values())


def test_after_the_end_there_is_a_kind_word_and_nothing_more() -> None:
    walk = through(season(), 9)
    walk.idle()
    for text in ("prep", "agenda", "date", "pause", "resume"):
        outcome = walk.type(MENTEE, text)
        assert reply(outcome) == "This journey has come to its end. Thank you for taking part."
        assert posts(outcome) == []
    walk.at += HOUR
    assert new(walk.feed(Nudged("n", walk.at, "p1"))) == []
    assert walk.next is None


@pytest.mark.parametrize("action", ["", "no.such", "date", "run", "evaluation", "DATE.TAP"])
def test_an_unknown_button_is_answered_politely(action: str) -> None:
    walk = offered(season())
    before = walk.journey
    assert "This card has changed in the meantime." in reply(walk.press(MENTEE, "s1.date", action, "prep "))
    assert "This card has changed in the meantime." in reply(walk.submit(MENTEE, "s1.date", action or "x"))
    assert walk.journey == before
