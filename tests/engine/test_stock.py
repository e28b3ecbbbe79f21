"""Taking stock: séances held, goals, actions and people met on one card; the mentee says what counted (`M6.G1`, `M6.D1`)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.application.data_rights.erase import emptied
from bot.engine.effects import Outcome
from bot.engine.events import Left
from bot.engine.flows.goals.state import GOALS, Goal, Goals, Progress, Step
from bot.engine.flows.people.state import PEOPLE, Entry, People
from bot.engine.flows.stock.road import MOST_ACTIONS
from bot.engine.flows.stock.state import STOCK
from bot.engine.flows.stock.words import TITLE
from bot.engine.messages import Bullets, Choices, Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, evaluated, held, key, meeting, met, offered, season, through
from tests.labels import en, fr
from tests.values import MENTEE, MENTOR, actions, buttons, member, posts, replies, reply, said

CARD = "stock"
GOAL = Goal("lead a team", "I run a meeting")


def past(walk: Season | None = None) -> Season:
    """Five séances are over."""
    return through(walk or season(), 5)


def with_things(walk: Season) -> Season:
    goals = Goals(
        (GOAL,),
        (
            Step(1, "read a book", progress=Progress.DONE),
            Step(2, "ask Omar"),
            Step(3, "sing", progress=Progress.DROPPED),
        ),
    )
    people = People((Entry(1, "Ines", met=True), Entry(2, "Zoe")), given=2)
    walk.journey = walk.journey.keeping(GOALS, goals).keeping(PEOPLE, people)
    return walk


def prepared(walk: Season) -> Season:
    booked(walk)
    walk.wait(meeting(walk).at)
    return walk


def opened(walk: Season) -> Season:
    """Its agenda comes to the first topic."""
    prepared(walk)
    walk.use(MENTEE, key(walk, "agenda"), "agenda.next")
    return walk


def card(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, CARD])


def choices(message: Message) -> list[Choices]:
    return [part for part in message.parts if isinstance(part, Choices) and part.action == "stock.counted"]


def listed(message: Message, title: str) -> list[str]:
    """The lines under a heading."""
    found = [part for part in message.parts if isinstance(part, Bullets) and part.title is not None]
    (one,) = [part for part in found if part.title is not None and part.title.id == title]
    return [said(Message((replace(one, lines=(line,), title=None),))) for line in one.lines]


def refreshed(outcome: Outcome) -> list[str]:
    return [post.key for post in posts(outcome) if post.refresh]


# The card ----------------------------------------------------------------------------------------------------------


def test_the_agenda_brings_one_card_made_of_what_is_theirs() -> None:
    walk = opened(with_things(past()))
    shown = walk.cards[Place.PAIR, CARD]
    (asked,) = choices(shown)
    assert [option.value for option in asked.options] == ["1", "2", "3", "4", "5"]
    assert asked.many
    assert f"1 · {en('M1-title')} (" in card(walk)
    assert listed(shown, "stock-goals") == ["• lead a team – I’ll know I’m there when: I run a meeting"]
    assert listed(shown, "stock-done") == ["• read a book"]
    assert listed(shown, "stock-under-way") == ["• ask Omar"]
    assert listed(shown, "stock-met") == ["• Ines"]
    assert "Zoe" not in card(walk)
    assert "sing" not in card(walk)


def test_it_comes_with_the_agenda_and_not_before() -> None:
    walk = prepared(past())
    assert (Place.PAIR, CARD) not in walk.cards
    walk.use(MENTOR, key(walk, "agenda"), "agenda.next")
    assert (Place.PAIR, CARD) in walk.cards


def test_what_is_not_there_is_left_out_without_a_word() -> None:
    walk = opened(past())
    shown = walk.cards[Place.PAIR, CARD]
    assert [part.title for part in shown.parts if isinstance(part, Bullets)] == []
    for title in ("stock-goals", "stock-done", "stock-under-way", "stock-met", "stock-agreed", "stock-counted"):
        assert en(title, name="Camille") not in card(walk)


def test_what_they_agreed_on_is_before_them_when_they_look_at_the_practical_side() -> None:
    walk = offered(season())
    for role in Role:
        walk.type(role, "agreement")
        walk.use(role, "agreement", "agreement.yes")
    opened(past(walk))
    assert en("stock-agreed") in card(walk)


def test_many_actions_are_the_last_ones_and_a_number() -> None:
    walk = past()
    steps = tuple(Step(n, f"action {n}", progress=Progress.DONE) for n in range(1, 21))
    walk.journey = walk.journey.keeping(GOALS, Goals(steps=steps))
    opened(walk)
    done = listed(walk.cards[Place.PAIR, CARD], "stock-done")
    assert done[0] == "• action 13"
    assert len(done) == MOST_ACTIONS + 1
    assert en("stock-more", count=12) in done[-1]


def test_it_follows_goals_and_people_while_the_seance_is_under_way() -> None:
    walk = opened(with_things(past()))
    walk.type(MENTEE, "goals")
    outcome = walk.press(MENTEE, "goals", "goals.state-1", "2:done")
    assert CARD in refreshed(outcome)
    assert listed(walk.cards[Place.PAIR, CARD], "stock-done") == ["• read a book", "• ask Omar"]
    walk.type(MENTEE, "people")
    walk.press(MENTEE, "people", "people.met", "2")
    assert listed(walk.cards[Place.PAIR, CARD], "stock-met") == ["• Ines", "• Zoe"]


def test_what_changes_before_the_card_is_there_brings_none() -> None:
    walk = past()
    walk.type(MENTEE, "people")
    walk.submit(MENTEE, "people", "people.added", name="Ines", why="")
    assert (Place.PAIR, CARD) not in walk.cards


def test_a_seance_more_stands_on_it_and_one_that_was_not_held_after_all_does_not() -> None:
    walk = opened(past())
    walk.press(MENTEE, CARD, "stock.counted", "5")
    held(walk)
    assert f"6 · {en('M6-title')}" in card(walk)
    walk.use(MENTEE, "s6.held", "held.not-met")
    assert f"6 · {en('M6-title')}" not in card(walk)


# What counted ------------------------------------------------------------------------------------------------------


def test_the_mentee_chooses_on_the_prep_card_and_the_mentor_sees_it() -> None:
    walk = prepared(past())
    mine = walk.cards[Place.MENTEE, "s6.prep.mentee"]
    (asked,) = choices(mine)
    assert mine.parts[mine.parts.index(asked) - 1] == TITLE.text()
    assert len(choices(mine)) == 1
    assert en("stock-seen", name="Awa") in said(mine)
    assert choices(walk.cards[Place.MENTOR, "s6.prep.mentor"]) == []
    outcome = walk.press(MENTEE, "s6.prep.mentee", "stock.counted", "2", "4")
    assert replies(outcome)[0].key == "s6.prep.mentee"
    assert choices(walk.cards[Place.MENTEE, "s6.prep.mentee"])[0].chosen == ("2", "4")
    theirs = listed(walk.cards[Place.MENTOR, "s6.prep.mentor"], "stock-counted")
    assert [line[:5] for line in theirs] == ["• 2 ·", "• 4 ·"]
    walk.use(MENTOR, key(walk, "agenda"), "agenda.next")
    assert choices(walk.cards[Place.PAIR, CARD])[0].chosen == ("2", "4")


def test_a_mind_can_be_changed_on_the_shared_card_and_the_same_again_changes_nothing() -> None:
    walk = opened(past())
    walk.press(MENTEE, CARD, "stock.counted", "1")
    walk.press(MENTEE, CARD, "stock.counted", "3", "1")
    assert walk.journey.of(STOCK).counted == (1, 3)
    before = walk.journey
    walk.press(MENTEE, CARD, "stock.counted", "1", "3")
    assert walk.journey == before
    walk.press(MENTEE, CARD, "stock.counted")
    assert walk.journey.of(STOCK).counted == ()


@pytest.mark.parametrize("values", [("6",), ("0",), ("x",), ("99", "-1"), ("²",)])
def test_only_a_seance_that_was_held_can_be_chosen(values: tuple[str, ...]) -> None:
    walk = opened(past())
    walk.press(MENTEE, CARD, "stock.counted", *values)
    assert walk.journey.of(STOCK).counted == ()


def test_the_mentor_is_told_kindly_whose_choice_it_is() -> None:
    walk = opened(past())
    before = walk.journey
    outcome = walk.press(MENTOR, CARD, "stock.counted", "1")
    assert reply(outcome) == en("stock-mentees", name="Camille")
    assert walk.journey == before
    assert not posts(outcome)


def test_the_choice_sends_no_message() -> None:
    walk = prepared(past())
    outcome = walk.press(MENTEE, "s6.prep.mentee", "stock.counted", "2")
    assert all(post.refresh for post in posts(outcome))


def test_nothing_of_it_moves_a_timer() -> None:
    walk = prepared(past())
    silent = walk.fork()
    walk.press(MENTEE, "s6.prep.mentee", "stock.counted", "2")
    assert walk.next == silent.next


# Elsewhere ---------------------------------------------------------------------------------------------------------


def test_before_its_seance_the_command_says_when_it_comes() -> None:
    walk = offered(season())
    (answer,) = replies(walk.type(MENTEE, "point"))
    assert en("stock-not-yet", seance=6) in said(answer.message)
    assert said(answer.message).startswith(en("stock-title"))
    assert en("help-stock") not in reply(walk.type(MENTEE, "help"))
    assert "stock" not in walk.journey.words_shared


def test_from_then_on_each_reads_it_the_mentor_without_the_choice() -> None:
    walk = past()
    (mentees,) = replies(walk.type(MENTEE, "stock"))
    assert len(choices(mentees.message)) == 1
    (mentors,) = replies(walk.type(MENTOR, "stock"))
    assert choices(mentors.message) == []
    assert len(listed(mentors.message, "stock-seances")) == 5
    assert en("help-stock") in reply(walk.type(MENTOR, "help"))
    walk.press(MENTEE, CARD, "stock.counted", "4", place=Place.MENTEE)
    (mentors,) = replies(walk.type(MENTOR, "stock"))
    assert len(listed(mentors.message, "stock-counted")) == 1


def test_where_the_pair_stands_says_how_many_were_chosen_and_nothing_if_none_was() -> None:
    walk = past()
    assert en("stock-status") not in reply(walk.type(MENTOR, "status"))
    walk.press(MENTEE, CARD, "stock.counted", "4", "5")
    assert en("stock-status-counted", count=2) in reply(walk.type(MENTOR, "status"))


def test_seances_of_the_stored_past_are_on_it() -> None:
    """A journey whose first séances an earlier release has led keeps nothing of what came since."""
    walk = past()
    bare = replace(walk.journey, words_shared={}, shared={}, own={}, private={})
    sittings = tuple(replace(one, meeting=None) if one.held else one for one in bare.sittings)
    walk.journey = decode_journey(encode_journey(replace(bare, sittings=sittings)))
    opened(walk)
    (asked,) = choices(walk.cards[Place.PAIR, CARD])
    assert len(asked.options) == 5
    walk.press(MENTEE, CARD, "stock.counted", "3")
    assert walk.journey.of(STOCK).counted == (3,)


def test_after_the_end_it_is_there_to_read() -> None:
    walk = opened(with_things(past()))
    walk.press(MENTEE, CARD, "stock.counted", "2")
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTOR))
    left = walk.cards[Place.PAIR, CARD]
    assert actions(left) == {}
    assert [line[:5] for line in listed(left, "stock-counted")] == ["• 2 ·"]
    assert len(listed(left, "stock-seances")) == 5
    outcome = walk.type(MENTEE, "stock")
    assert actions(replies(outcome)[0].message) == {}
    assert "lead a team" in reply(outcome)
    before = walk.journey
    walk.press(MENTEE, CARD, "stock.counted", "1")
    assert walk.journey == before


def test_whoever_ends_early_reads_a_kind_word() -> None:
    walk = offered(season())
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTOR))
    assert en("stock-none-kept") in reply(walk.type(MENTEE, "stock"))


def test_the_other_track_takes_no_stock() -> None:
    walk = offered(season(Track.NETWORKING))
    assert en("not-part") in reply(walk.type(MENTEE, "stock"))


def test_during_a_pause_a_choice_can_be_made() -> None:
    walk = opened(past())
    walk.type(MENTOR, "pause")
    walk.press(MENTEE, CARD, "stock.counted", "2")
    assert walk.journey.of(STOCK).counted == (2,)


def test_another_language_draws_the_card_anew() -> None:
    walk = opened(past(season(mentee=member("Camille", languages=("fr", "en")))))
    assert CARD in refreshed(walk.type(MENTEE, "language en"))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("over", [False, True])
def test_what_came_from_somebody_is_gone_from_the_card(role: Role, *, over: bool) -> None:
    walk = opened(with_things(past()))
    walk.press(MENTEE, CARD, "stock.counted", "2")
    if over:
        walk.feed(Left("left", walk.at, walk.journey.pair, role))
    walk.journey = emptied(walk.journey, role, walk.at)
    walk.idle()
    assert walk.journey.of(STOCK).counted == ((2,) if role is MENTOR else ())
    assert ["lead a team" in card(walk), "Ines" in card(walk)] == [role is MENTOR] * 2
    assert actions(walk.cards[Place.PAIR, CARD]) == {}


def test_none_of_it_is_needed() -> None:
    """Whoever chooses nothing is asked no second time: the séance, its evaluation and what follows go on."""
    walk = met(past())
    held(walk)
    assert walk.journey.of(STOCK) == STOCK.empty
    evaluated(walk)
    mentioned = [one for one in walk.shown if getattr(one.effect, "key", "") == CARD]
    assert {getattr(one.effect, "to", None) for one in mentioned} == {Place.PAIR}


def test_it_speaks_french() -> None:
    walk = opened(past())
    shown = said(walk.cards[Place.PAIR, CARD], "fr")
    assert fr("stock-which-of", name="Camille") in shown
    assert f"1 · {fr('M1-title')} (" in shown


def test_its_buttons_are_on_the_agenda_and_on_both_preparations() -> None:
    walk = prepared(past())
    for role in Role:
        assert "stock" in [button.value for button in buttons(walk.cards[PRIVATE[role], f"s6.prep.{role}"])]
    agenda = key(walk, "agenda")
    walk.use(MENTOR, agenda, "agenda.next")
    assert "stock" in [button.value for button in buttons(walk.cards[Place.PAIR, agenda])]


def test_the_mentee_is_told_who_sees_the_choice_wherever_they_make_it_in_private() -> None:
    walk = prepared(past())
    seen = en("stock-seen", name="Awa")
    assert seen in said(walk.cards[Place.MENTEE, "s6.prep.mentee"])
    assert seen in reply(walk.type(MENTEE, "stock"))
