"""One mentor, three pairs: each of them gets all that hangs on its date, and the mentor no more than two messages unasked a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.contact_policy import sent
from bot.engine.effects import Post
from bot.engine.events import Woke
from bot.engine.ids import TimerId
from bot.engine.people import Role
from tests.engine.simulator import Season
from tests.engine.walking import key, meeting, season
from tests.values import DAY, HOUR, MENTOR, MINUTE, at

PARIS = ZoneInfo("Europe/Paris")


@dataclass
class Mentor:
    """Somebody's pairs, through which time passes together, as the service lets it: each knows what the others have sent."""

    pairs: list[Season]

    def wait(self, until: datetime) -> None:
        while due := [(one.next[1], nth) for nth, one in enumerate(self.pairs) if one.next is not None]:
            at, nth = min(due)
            if at > until:
                break
            self._ring(self.pairs[nth], at)
        for one in self.pairs:
            one.at = until

    def _ring(self, walk: Season, due: datetime) -> None:
        assert walk.next is not None
        walk.at = max(walk.at, due)
        timer, others = walk.next[0], [one.journey for one in self.pairs if one is not walk]
        today = walk.journey.members[MENTOR].local(walk.at).date()
        had = [one.contacts.get(MENTOR) for one in others]
        together = any(one is not None and one.day == today and one.together for one in had)
        elsewhere = {MENTOR: sum(sent(one, MENTOR, walk.at) for one in others)}
        id = f"{timer}@{walk.at.isoformat()}"
        walk.feed(Woke(id, walk.at, walk.journey.pair, TimerId(timer), elsewhere, (MENTOR,) if together else ()))

    def unasked(self) -> Counter[date]:
        """What came to the mentor and counts, by day."""
        came = [
            one.at.astimezone(PARIS).date()
            for walk in self.pairs
            for one in walk.shown
            if isinstance(one.effect, Post) and one.effect.unprompted and MENTOR in one.effect.to.roles
        ]
        return Counter(came)


@cache
def with_dates() -> Mentor:
    """Each of the pairs has its dates on offer: the welcomes take days."""
    first = Mentor([season(), season(), season()])
    first.wait(at("2026-01-09 15:00"))
    return first


DAYS = st.sampled_from([date(2026, 1, 19) + timedelta(days=n) for n in range(5)])
TIMES = st.sampled_from([time(7), time(9, 30), time(11), time(14), time(16, 45), time(20)])
MEETINGS = st.lists(st.tuples(DAYS, TIMES), min_size=3, max_size=3)


def came(walk: Season, card: str) -> list[datetime]:
    return [
        one.at
        for one in walk.shown
        if isinstance(one.effect, Post) and one.effect.key == card and not one.effect.refresh
    ]


def agreed(meetings: list[tuple[date, time]]) -> Mentor:
    mentor = Mentor([one.fork() for one in with_dates().pairs])
    for walk, (day, clock) in zip(mentor.pairs, meetings, strict=True):
        for role in Role:
            walk.submit(role, key(walk, "date"), "date.own", day=f"{day}", time=f"{clock:%H:%M}")
    return mentor


@given(MEETINGS)
def test_each_pair_gets_its_preparation_reminder_agenda_and_question(meetings: list[tuple[date, time]]) -> None:
    mentor = agreed(meetings)
    mentor.wait(at("2026-01-24 12:00"))
    for walk in mentor.pairs:
        met = meeting(walk).at
        assert came(walk, key(walk, "agenda")) == [met - 10 * MINUTE]
        assert came(walk, key(walk, "held")) == [met + timedelta(minutes=meeting(walk).minutes)]
        (prep,), (reminder,) = came(walk, "s1.prep.mentor"), came(walk, key(walk, "reminder"))
        assert prep < reminder < met
        assert met - reminder < 4 * DAY
    assert max(mentor.unasked().values()) <= 2


@given(DAYS, st.tuples(TIMES, TIMES, TIMES))
def test_preparations_of_the_same_day_come_at_once_and_are_one_message(
    day: date, clocks: tuple[time, time, time]
) -> None:
    mentor = agreed([(day, clock) for clock in clocks])
    mentor.wait(at("2026-01-24 12:00"))
    preps = [one for walk in mentor.pairs for one in came(walk, "s1.prep.mentor")]
    assert len(preps) == 3
    assert max(preps) - min(preps) < HOUR
    posts = [post for walk in mentor.pairs for post in walk.posted("s1.prep.mentor") if not post.refresh]
    assert sum(post.unprompted for post in posts) == 1


def test_a_pause_holds_back_everything_whatever_it_follows_from() -> None:
    mentor = agreed([(date(2026, 1, 19), time(10)), (date(2026, 1, 20), time(10)), (date(2026, 1, 21), time(10))])
    resting = mentor.pairs[1]
    resting.type(MENTOR, "pause")
    seen = len(resting.shown)
    mentor.wait(at("2026-01-30 12:00"))
    assert len(resting.shown) == seen
    assert all(came(walk, key(walk, "agenda")) for walk in (mentor.pairs[0], mentor.pairs[2]))
