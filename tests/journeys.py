"""Journeys that nobody need have lived: what is stored of them must hold of any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from bot.engine.flows.contact.state import asking, taking
from bot.engine.flows.leaving.state import AWAY, Away, Replacement
from bot.engine.journey import Journey, Meeting, Offer, Pause, Sitting
from bot.engine.people import Role
from bot.engine.programme import Track
from tests.values import MONDAY, member, pair

BEGIN = datetime.combine(MONDAY, datetime.min.time(), UTC)

TIMES = st.sampled_from([0, 3, 6, 10, 13, 16, 17, 20, 23, 27, 30]).map(lambda n: BEGIN + timedelta(days=n))
"""A few that often meet: a week begins on the 13th of them and ends on the 20th, and so do needs of days before."""
MAYBE = st.none() | TIMES
MEETINGS = st.builds(Meeting, TIMES, st.just(60))
OFFERS = st.builds(
    Offer, TIMES, st.sampled_from([(), (BEGIN,)]), st.dictionaries(st.sampled_from(Role), st.just((BEGIN,)))
)


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Sitting, ...]:
    """All but the last were held, as a rule."""
    count = draw(st.integers(0, 3))
    found = []
    for number in range(1, count + 1):
        meeting = draw(MEETINGS if number < count else st.none() | MEETINGS)
        held = draw(TIMES if number < count else MAYBE)
        offer, moves = draw(st.none() | OFFERS), tuple(draw(st.lists(TIMES, max_size=3)))
        found.append(Sitting(number, draw(TIMES), offer=offer, meeting=meeting, held=held, moves=moves))
    return tuple(found)


@st.composite
def journeys(draw: st.DrawFn, id: str = "p1") -> Journey:
    """Of the two who are called after it."""
    mentor, mentee = (member(f"{id}-{role}", draw(st.sampled_from([("fr",), ("en", "fr")]))) for role in Role)
    journey = replace(
        pair(mentor, mentee, draw(st.sampled_from(Track))),
        pair=id,
        sittings=draw(sittings()),
        pause=draw(st.none() | st.builds(Pause, TIMES, MAYBE)),
        ended=draw(st.one_of(st.none(), st.none(), TIMES)),
        left=draw(st.sampled_from([(), (Role.MENTOR,), tuple(Role)])),
    )
    if journey.ended is not None and draw(st.booleans()):
        replaced = Replacement(draw(st.sampled_from(Role)), journey.ended, "p-other")
        journey = journey.keeping(AWAY, Away(replaced=replaced))
    for role, at in draw(st.lists(st.tuples(st.sampled_from(Role), TIMES), max_size=3)):
        journey = asking(journey, role, at)
    for role, at in draw(st.lists(st.tuples(st.sampled_from(Role), TIMES), max_size=1)):
        journey = taking(journey, role, at)
    return journey
