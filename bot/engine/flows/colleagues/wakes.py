"""When the mentee is asked, when the mentor hears of a wish, and when the mentee gets what was handed over.

None of it hangs on a no: it is not among the facts.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.contact_policy import EVER, Counts, Timer
from bot.engine.effects import Effect, Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.activities import held_in
from bot.engine.flows.colleagues import actions, card
from bot.engine.flows.colleagues.state import VIEW, WISH, Notes, Wish, certain_view, is_handed
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now, wish = journey.current, journey.of(WISH)
    if now is not None and now.held is None and now is held_in(programme, journey, actions.CARD):
        until = now.meeting.at if now.meeting is not None else EVER
        yield Timer(ids.of_card(card.MENTEES), actions.ASKED, now.opened, (Role.MENTEE,), until)
    if wish.handed is not None:
        passed_on = ids.of_card(card.VIEWED)
        yield Timer(passed_on, actions.PASSED_ON, wish.handed, (Role.MENTEE,), counts=Counts.NOT)
    elif wish.since is not None and wish.late:
        yield Timer(ids.of_card(card.NEWS), actions.TOLD, wish.since, (Role.MENTOR,))


def asked(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (card.asked(journey),))


def told(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (card.news(journey),))


def passed_on(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    certain_view(journey)
    return Outcome(journey, (card.viewed(journey), card.asked(journey, refresh=True)))


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """At the end nothing can be answered or prepared any more."""
    if before.ended is None and after.ended is not None:
        if _is_out(after, card.MENTEES):
            yield card.over(after)
        if _is_out(after, card.NEWS):
            yield card.news(after, refresh=True, over=True)


def redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Effect]:
    """In another language now, or after an end that was taken back."""
    if journey.ended is not None:
        return
    if role is Role.MENTOR:
        if _is_out(journey, card.NEWS):
            yield card.news(journey, refresh=True)
        return
    if _is_out(journey, card.MENTEES):
        yield card.asked(journey, refresh=True)
    if is_handed(journey) and _is_out(journey, card.VIEWED):
        yield card.viewed(journey, refresh=True)


def emptied(programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
    """What the mentor had handed over is theirs."""
    if role is Role.MENTOR and _is_out(journey, card.VIEWED):
        yield card.viewed(journey, refresh=True)


def _is_out(journey: Journey, key: CardId) -> bool:
    return ids.of_card(key) in journey.done


def erased(journey: Journey, role: Role) -> Journey:
    """The wish was the mentee's, what was handed over the mentor's."""
    if role is Role.MENTEE and journey.of(WISH) != Wish():
        return journey.keeping(WISH, Wish())
    if role is Role.MENTOR and journey.of(VIEW) != Notes():
        return journey.keeping(VIEW, Notes())
    return journey
