"""When the mentee is asked, and when both are reminded."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.contact_policy import EVER, Counts, Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.common import seance_of
from bot.engine.flows.prep.handlers import TOO_LATE, days_before
from bot.engine.flows.shadowing import actions, card
from bot.engine.flows.shadowing.state import DAY, PLAN, WISH, begins
from bot.engine.journey import Journey, Sitting
from bot.engine.people import Place, Role
from bot.engine.programme import Programme


def seance_now(programme: Programme, journey: Journey) -> Sitting | None:
    """The séance under way, if it holds the shadowing and did not take place yet."""
    now = journey.current
    if now is None or now.held is not None or actions.CARD not in seance_of(programme, journey, now).activities:
        return None
    return now


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """None of them hangs on what the mentee has answered in private."""
    now = seance_now(programme, journey)
    if now is not None:
        until = now.meeting.at if now.meeting is not None else EVER
        asks = ids.of_card(card.ASKED)
        yield Timer(asks, actions.ASKS, now.opened, (Role.MENTEE,), until, counts_unsaid=True)
    begun, since = begins(journey), journey.of(DAY).since
    if begun is None or since is None or _is_with(journey, now):
        return
    due = days_before(journey, begun, programme.timing.reminder)
    if since < due:
        id = ids.timer(actions.REMINDER, rest=ids.minute(begun))
        yield Timer(id, actions.REMINDED, due, Place.PAIR.roles, begun - TOO_LATE, counts=Counts.NOT)


def _is_with(journey: Journey, now: Sitting | None) -> bool:
    """Whether the séance is on the same day: its own reminder is enough then."""
    begun, mentee = begins(journey), journey.members[Role.MENTEE]
    if begun is None or now is None or now.meeting is None:
        return False
    return mentee.local(begun).date() == mentee.local(now.meeting.at).date()


def asked(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Asks the mentee, unless they have said already; it counts among the messages of the day either way."""
    if journey.of(PLAN).begun or journey.certain_own(WISH, Role.MENTEE).suits is not None:
        return Outcome(journey)
    return Outcome(journey, (card.asked(journey),))


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (Post(ids.posted(timer.id), Place.PAIR, card.reminder(journey)),))
