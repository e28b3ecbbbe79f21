"""A view of one's own: all that both see, in one's own words, and what is one's own; never what is the other's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.engine import ids
from bot.engine.effects import Outcome, Post
from bot.engine.events import Event, Left
from bot.engine.flows import FLOWS
from bot.engine.journey import Journey
from bot.engine.messages import Bullets, Message
from bot.engine.people import Place, Role
from bot.engine.steps.views import is_personal, view
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, met, offered, season, through
from tests.labels import en
from tests.values import DAY, HOUR, MENTEE, MENTOR, PROGRAMME, actions, member, posts, said

AWA, CAMILLE = member("Awa", ("en",)), member("Camille", ("fr",))


def seen(walk: Season, key: str, role: Role) -> Message:
    found = view(PROGRAMME, walk.journey, key, role)
    assert found is not None
    return found


def personal(walk: Season, post: Post) -> bool:
    return is_personal(PROGRAMME, walk.journey, post)


class Watch:
    """Sees to it that whatever both see stays in the view of each, for as long as it stands."""

    def __init__(self) -> None:
        self.standing: dict[str, Message] = {}
        self.names: set[str] = set()

    def __call__(self, before: Journey, event: Event, outcome: Outcome) -> None:
        for post in posts(outcome):
            if post.to is Place.PAIR:
                self.standing.pop(post.key, None)
                if is_personal(PROGRAMME, outcome.journey, post):
                    self.standing[post.key] = post.message
                    self.names.add(ids.read(post.key).kind)
        for key, message in self.standing.items():
            views = [view(PROGRAMME, outcome.journey, key, role) for role in Role]
            for found in views:
                assert found is not None, key
                assert [part for part in message.parts if part not in found.parts] == [], key
            assert views[0] == views[1] or FLOWS.cards[ids.read(key).kind].personal, f"{key} is another for each reader"


def test_a_view_leaves_nothing_out_in_a_whole_programme() -> None:
    watch = Watch()
    walk = Season(season(mentor=AWA, mentee=CAMILLE).journey, check=watch)
    through(walk, 3)
    booked(walk)
    walk.wait(meeting(walk).at)
    assert watch.names >= {"date", "agenda", "held", "held-nudge", "reminder", "agreement", "pact", "takeaways"}


def test_what_is_still_open_shows_to_its_owner_alone() -> None:
    walk = booked(season())
    walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B1", "M1.B4", "M1.B5")
    walk.wait(meeting(walk).at - HOUR)
    (reminder,) = walk.posted("s1.reminder")
    assert personal(walk, reminder)
    lists = {
        role: [part for part in seen(walk, "s1.reminder", role).parts if isinstance(part, Bullets)] for role in Role
    }
    assert [line.item for part in lists[MENTEE] for line in part.lines] == ["M1.B2"]
    assert {line.item for part in lists[MENTOR] for line in part.lines} == {
        item.id for item in PROGRAMME.seance(walk.journey.track, 1).checklist[MENTOR]
    }
    assert not any(isinstance(part, Bullets) for part in reminder.message.parts), "what both see is safe for both"
    walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B1", "M1.B2", "M1.B4", "M1.B5")
    assert seen(walk, "s1.reminder", MENTEE) == reminder.message


def test_who_speaks_one_language_has_nothing_to_gain_from_a_view_of_the_same_card() -> None:
    walk = offered(season())
    walk.use(MENTEE, "s1.date", "date.tap")
    assert not personal(walk, walk.posted("s1.date")[-1])
    other = offered(season(mentor=AWA, mentee=CAMILLE))
    other.use(MENTEE, "s1.date", "date.tap")
    assert personal(other, other.posted("s1.date")[-1])


@pytest.mark.parametrize("stretch", [offered, booked, met, held])
def test_after_the_end_nothing_can_be_pressed_in_a_view_either(stretch: Callable[[Season], Season]) -> None:
    walk = stretch(season(mentor=AWA, mentee=CAMILLE))
    outcome = walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    shared = [post for post in posts(outcome) if post.to is Place.PAIR]
    assert shared
    for post in shared:
        assert personal(walk, post), post.key
        for role in Role:
            assert not actions(seen(walk, post.key, role)), post.key


def test_a_word_that_stands_above_a_card_is_not_lost_to_a_view() -> None:
    walk = offered(season(mentor=AWA, mentee=CAMILLE))
    walk.wait(walk.at + 7 * DAY)
    again = walk.posted("s1.date.2")[0]
    assert en("date-filled") in said(again.message)
    assert not personal(walk, again)


def test_what_is_for_one_alone_is_no_view() -> None:
    walk = booked(season(mentor=AWA, mentee=CAMILLE))
    walk.wait(meeting(walk).at - HOUR)
    assert not any(personal(walk, one) for role in Role for one in walk.posted(f"s1.prep.{role}"))
    assert view(PROGRAMME, walk.journey, "s1.prep.mentee", MENTEE) is None


def test_cards_long_past_say_what_became_of_them() -> None:
    walk = held(season())
    assert "thank" in said(seen(walk, "s1.held", MENTOR)).lower()
    assert seen(walk, "s1.date", MENTEE) == walk.cards[Place.PAIR, "s1.date"]
    assert seen(walk, "s1.agenda", MENTEE) == walk.cards[Place.PAIR, "s1.agenda"]
    assert not any(isinstance(part, Bullets) for part in seen(walk, "s1.reminder", MENTEE).parts)


def test_what_hung_on_a_date_that_was_given_up_has_no_view() -> None:
    walk = met(season())
    walk.use(MENTOR, "s1.held", "held.moved")
    for key in ("s1.held", "s1.agenda", "s1.reminder", "s1.nothing", "s9.date", "nudge", "s1", ""):
        assert view(PROGRAMME, walk.journey, key, MENTEE) is None, key
