"""How the two work together: either proposes, both confirm, a change asks the other again; dates follow it (`M1.D3`)."""

from __future__ import annotations

import pytest

from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.agreement.state import AGREEMENT, Format, Moment, agreed, is_broken_link, link_of, without
from bot.engine.flows.date.invite import invite
from bot.engine.people import PRIVATE, Place, Role
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, offered, season
from tests.labels import en
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, actions, buttons, member, posts, replies, reply, said

CARD = "agreement"


def asked() -> Season:
    walk = offered(season())
    walk.type(MENTOR, "agreement")
    return walk


def card(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, CARD])


def settled(walk: Season) -> Season:
    """Both say yes to what stands there."""
    for role in Role:
        walk.type(role, "agreement")
        walk.use(role, CARD, "agreement.yes")
    return walk


def own(outcome: Outcome, prefix: str) -> list[Post]:
    return [post for post in posts(outcome) if post.key.startswith(prefix) and not post.refresh]


def test_the_proposed_values_take_one_tap_of_each() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "agreement.yes")
    assert walk.journey.of(AGREEMENT).at is None
    assert en("agreement-said-yes", name="Awa") in card(walk)
    assert "It is Camille's turn" in card(walk).replace("’", "'")
    walk.use(MENTEE, CARD, "agreement.yes")
    assert agreed(walk.journey).every == PROGRAMME.cadence
    assert agreed(walk.journey).minutes == 60
    assert "This is what you have agreed on" in card(walk)


def test_it_holds_only_once_both_have_said_yes_to_the_same() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "agreement.yes")
    walk.press(MENTEE, CARD, "agreement.every", "28")
    assert agreed(walk.journey).every == 0
    assert walk.journey.of(AGREEMENT).by == (MENTEE,)
    walk.use(MENTOR, CARD, "agreement.yes")
    assert agreed(walk.journey).every == 28


def test_nobody_says_yes_to_what_they_have_not_seen() -> None:
    walk = asked()
    (before,) = actions(walk.card(MENTOR, CARD))["agreement.yes"]
    walk.type(MENTEE, "agreement")
    walk.press(MENTEE, CARD, "agreement.minutes", "30")
    outcome = walk.press(MENTOR, CARD, "agreement.yes", *before)
    assert walk.journey.of(AGREEMENT).at is None
    assert "The proposal has changed meanwhile" in reply(outcome)


def test_a_change_asks_the_other_again_and_what_was_agreed_goes_on_until_then() -> None:
    walk = settled(asked())
    walk.use(MENTEE, CARD, "agreement.change")
    outcome = walk.press(MENTEE, CARD, "agreement.every", "7")
    assert agreed(walk.journey).every == PROGRAMME.cadence
    (news,) = own(outcome, "agreement-asked")
    assert news.to is Place.PAIR
    assert not news.unprompted
    assert "Camille proposes" in said(news.message)
    walk.use(MENTOR, CARD, "agreement.yes")
    assert agreed(walk.journey).every == 7


def test_while_one_changes_several_things_it_is_said_once() -> None:
    walk = settled(asked())
    walk.use(MENTEE, CARD, "agreement.change")
    told = [
        post
        for action, value in (("every", "7"), ("minutes", "30"), ("time", "morning"), ("format", "video"))
        for post in own(walk.press(MENTEE, CARD, f"agreement.{action}", value), "agreement-asked")
    ]
    assert len(told) == 1
    (again,) = own(walk.press(MENTOR, CARD, "agreement.minutes", "45"), "agreement-asked")
    assert "Awa proposes" in said(again.message)


def test_it_can_be_left_as_it_was() -> None:
    walk = settled(asked())
    before = agreed(walk.journey)
    walk.use(MENTEE, CARD, "agreement.change")
    walk.press(MENTEE, CARD, "agreement.every", "7")
    walk.use(MENTOR, CARD, "agreement.keep")
    assert (agreed(walk.journey), walk.journey.of(AGREEMENT).proposed) == (before, None)
    assert "This is what you have agreed on" in card(walk)


@pytest.mark.parametrize(
    ("action", "values"),
    [("every", ("7",)), ("minutes", ("45",)), ("days", ("1", "3")), ("time", ("midday",)), ("format", ("in-person",))],
)
def test_the_same_choice_again_changes_nothing(action: str, values: tuple[str, ...]) -> None:
    walk = asked()
    walk.press(MENTOR, CARD, f"agreement.{action}", *values)
    once = walk.journey.of(AGREEMENT)
    walk.press(MENTOR, CARD, f"agreement.{action}", *values)
    assert walk.journey.of(AGREEMENT) == once


def test_an_answer_is_taken_back_by_a_choice_of_its_own() -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "agreement.format", "video")
    assert walk.journey.of(AGREEMENT).proposed is not None
    walk.press(MENTOR, CARD, "agreement.format", "any")
    proposed = walk.journey.of(AGREEMENT).proposed
    assert proposed is not None
    assert proposed.format is None


def test_what_no_button_can_say_changes_nothing() -> None:
    walk = asked()
    before = walk.journey
    for action, value in (("every", "5"), ("minutes", "x"), ("time", "night"), ("format", "post"), ("yes", "")):
        walk.press(MENTOR, CARD, f"agreement.{action}", value)
    assert walk.journey == before


def test_dates_follow_it() -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "agreement.every", "28")
    walk.press(MENTOR, CARD, "agreement.days", "1")
    walk.press(MENTOR, CARD, "agreement.minutes", "30")
    walk.press(MENTOR, CARD, "agreement.time", "afternoon")
    walk.use(MENTEE, CARD, "agreement.yes")
    held(booked(walk))
    walk.wait(walk.at + 3 * DAY)
    offer = walk.journey.sittings[-1].offer
    assert offer is not None
    days = {walk.journey.members[MENTOR].local(slot) for slot in offer.slots}
    assert {day.weekday() for day in days} == {1}
    assert sum(day.hour >= 14 for day in days) >= 2, "a wish, not a limit"
    booked(walk)
    assert meeting(walk).minutes == 30


def test_days_on_which_nothing_fits_are_no_hindrance() -> None:
    walk = offered(season(mentor=member("Awa"), mentee=member("Camille")))
    walk.type(MENTOR, "agreement")
    walk.press(MENTOR, CARD, "agreement.days", "6")
    walk.use(MENTEE, CARD, "agreement.yes")
    held(booked(walk))
    walk.wait(walk.at + 3 * DAY)
    offer = walk.journey.sittings[-1].offer
    assert offer is not None
    assert len(offer.slots) == 3


def test_the_place_stands_wherever_the_time_does() -> None:
    walk = asked()
    room = "https://visio.example.org/notre-salle"
    walk.submit(MENTOR, CARD, "agreement.place", where=room, between="par courriel")
    walk.use(MENTEE, CARD, "agreement.yes")
    booked(walk)
    assert room in said(walk.cards[Place.PAIR, "s1.date"])
    walk.wait(meeting(walk).at)
    for key in ("s1.reminder", "s1.agenda"):
        assert room in said(next(walk.cards[Place.PAIR, k] for p, k in walk.cards if k.startswith(key)))
    assert room in said(walk.cards[Place.MENTEE, "s1.prep.mentee"])
    walk.use(MENTOR, "s1.agenda", "agenda.next")
    assert room in said(walk.cards[Place.PAIR, "s1.agenda"]), "whoever joins once it was opened finds it, too"
    entry = invite(PROGRAMME, walk.journey, 1)
    assert entry is not None
    assert (entry.place, entry.link) == (room, room)


BROKEN = (
    "http://x.example.org/a",
    "https://",
    "https:///a",
    "https://a b.example.org",
    "https://u:p@x.example.org/",
    "https://x.example.org@evil.example/",
    "https://visio.example.org\\@evil.example/",
    "https://localhost/a",
    "https://.example.org",
    "https://example.org.",
    "https://[::1]/a",
    "https://[::ffff:192.0.2.1]/a",
    "https://192.0.2.1/a",
    "https://[oops/a",
    "https://x.example.org:99999/",
    "https://x.example.org:0/",
    "https://x.example.org:room/",
    "https://visio.example.org/\u202egpj",
    "https://visio\u200b.example.org/",
    "javascript:alert(1)",
    "JavaScript://visio.example.org/%0Aalert(1)",
    "data:text/html,<script>",
    "file:///etc/passwd",
    "ftp://x.example.org/a",
)


@pytest.mark.parametrize("typed", BROKEN)
def test_a_link_that_cannot_be_followed_is_named_and_the_rest_is_kept(typed: str) -> None:
    walk = asked()
    outcome = walk.submit(MENTOR, CARD, "agreement.place", where=typed, between="Signal")
    assert "That link cannot be followed" in reply(outcome)
    proposed = walk.journey.of(AGREEMENT).proposed
    assert proposed is not None
    assert (proposed.where, proposed.between) == ("", "Signal")


@pytest.mark.parametrize(
    "typed",
    [
        "https://visio.example.org/x?y=1#z",
        "https://visio.example.org:8443/a",
        "https://réunion.exemple.fr/salle-été",
        "https://xn--runion-bva.exemple.fr/",
        "https://会議.example.jp/部屋",
        "HTTPS://Visio.Example.Org/a",
    ],
)
def test_a_link_that_is_whole_is_kept_as_it_was_typed(typed: str) -> None:
    walk = asked()
    outcome = walk.submit(MENTOR, CARD, "agreement.place", where=f"  {typed} ", between="")
    assert link_of(typed) == typed
    assert "cannot be followed" not in reply(outcome)
    assert typed in card(walk)


@pytest.mark.parametrize("typed", ["Café des Arts, salle 2", "Salle : 3", "12, rue des Lilas", "Bâtiment B / 2e"])
def test_a_place_is_no_link(typed: str) -> None:
    assert link_of(typed) == ""
    assert not is_broken_link(typed)


def test_another_place_changes_every_card_that_is_out_and_the_calendar_entry() -> None:
    walk = settled(asked())
    booked(walk)
    walk.wait(meeting(walk).at)
    before = invite(PROGRAMME, walk.journey, 1)
    walk.use(MENTEE, CARD, "agreement.change")
    walk.submit(MENTEE, CARD, "agreement.place", where="https://visio.example.org/b", between="")
    shown = ("s1.date", "s1.agenda", "s1.reminder")
    assert not [key for key in shown if "visio.example.org" in said(walk.cards[Place.PAIR, key])], "only proposed"
    outcome = walk.use(MENTOR, CARD, "agreement.yes")
    assert [key for key in shown if "visio.example.org/b" not in said(walk.cards[Place.PAIR, key])] == []
    for role in Role:
        assert "visio.example.org/b" in said(walk.cards[PRIVATE[role], f"s1.prep.{role}"])
    assert len([post for post in posts(outcome) if not post.refresh and post.key != CARD]) == 1, "one message says so"
    after = invite(PROGRAMME, walk.journey, 1)
    assert before is not None
    assert after is not None
    assert (after.uid, after.place) == (before.uid, "https://visio.example.org/b")
    assert after.sequence > before.sequence


def test_with_the_card_of_the_agenda_the_other_one_is_told_that_it_is_their_turn() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at)
    for _ in range(3):
        walk.use(MENTEE, "s1.agenda", "agenda.next")
    assert (Place.PAIR, CARD) in walk.cards
    (news,) = own(walk.use(MENTOR, CARD, "agreement.yes"), "agreement-asked")
    assert actions(news.message)
    walk.use(MENTEE, CARD, "agreement.yes")
    assert actions(walk.cards[Place.PAIR, news.key]) == {}, "it is nobody's turn any more"


def test_to_propose_what_holds_anyway_is_to_leave_it() -> None:
    walk = settled(asked())
    walk.use(MENTEE, CARD, "agreement.change")
    walk.press(MENTEE, CARD, "agreement.every", "7")
    walk.press(MENTEE, CARD, "agreement.every", str(PROGRAMME.cadence))
    assert walk.journey.of(AGREEMENT).is_settled
    walk.use(MENTEE, CARD, "agreement.change")
    outcome = walk.use(MENTEE, CARD, "agreement.yes")
    assert walk.journey.of(AGREEMENT).is_settled
    assert own(outcome, "agreement-asked") == []


def test_with_the_proposed_values_it_takes_at_most_three_taps_of_each() -> None:
    """From the agenda's card, which comes by itself, and from the command, which is one more."""
    walk = booked(season())
    walk.wait(meeting(walk).at)
    for _ in range(3):
        walk.use(MENTEE, "s1.agenda", "agenda.next")
    taps = dict.fromkeys(Role, 0)
    for role in Role:
        walk.use(role, CARD, "agreement.yes")
        taps[role] += 1
    assert walk.journey.of(AGREEMENT).is_settled
    assert taps == {MENTOR: 1, MENTEE: 1}


def test_another_language_draws_the_card_anew_and_the_end_leaves_it_to_read() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "agreement.yes")
    outcome = walk.type(MENTEE, "language english")
    assert [post.key for post in posts(outcome) if post.key.startswith("agreement")]
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    assert actions(walk.cards[Place.PAIR, CARD]) == {}


def test_no_words_of_whoever_is_erased_are_left() -> None:
    walk = settled(asked())
    walk.submit(MENTOR, CARD, "agreement.place", where="Chez Awa", between="Signal")
    walk.use(MENTEE, CARD, "agreement.yes")
    walk.press(MENTEE, CARD, "agreement.change")
    walk.submit(MENTEE, CARD, "agreement.place", where="Chez Camille", between="Signal")
    left = without(walk.journey, MENTOR).of(AGREEMENT)
    assert "Chez" not in repr(left)
    assert left.terms.every == PROGRAMME.cadence


def test_too_long_a_place_is_cut_where_the_form_says_so() -> None:
    walk = asked()
    walk.submit(MENTOR, CARD, "agreement.place", where="x" * 500, between="")
    proposed = walk.journey.of(AGREEMENT).proposed
    assert proposed is not None
    assert len(proposed.where) == 200


def test_it_is_offered_under_its_topic_until_it_is_settled() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at)
    for _ in range(3):
        walk.use(MENTEE, "s1.agenda", "agenda.next")
    assert "run" in actions(walk.cards[Place.PAIR, "s1.agenda"])
    other = settled(booked(season()))
    other.wait(meeting(other).at)
    for _ in range(3):
        other.use(MENTEE, "s1.agenda", "agenda.next")
    assert "run" not in actions(other.cards[Place.PAIR, "s1.agenda"])


def test_where_it_stands_is_part_of_where_the_pair_stands() -> None:
    walk = asked()
    assert "to be settled whenever you like" in reply(walk.type(MENTEE, "status"))
    settled(walk)
    assert "Your agreement: settled" in reply(walk.type(MENTEE, "status"))


def test_after_the_end_it_can_still_be_read() -> None:
    walk = settled(asked())
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    outcome = walk.type(MENTOR, "agreement")
    assert en("agreement-every-14") in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []


def test_formats_and_times_are_said() -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "agreement.format", Format.VIDEO)
    walk.press(MENTOR, CARD, "agreement.time", Moment.MORNING)
    walk.press(MENTOR, CARD, "agreement.days", "0", "2")
    walk.use(MENTEE, CARD, "agreement.yes")
    assert "Days: Monday, Wednesday" in card(walk)
    assert "Meetings: by video" in card(walk)
