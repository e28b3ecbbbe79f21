"""The first words, to each in private: who is who, how it goes, who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.engine.contact_policy import Timer, due
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.common import run
from bot.engine.flows.date_search import open_sitting
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message, Style, quiet, say, text
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Command, Programme


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if journey.current is not None and journey.current.number > 1:
        return
    welcomes = []
    for role in Role:
        zone = ZoneInfo(journey.members[role].zone)
        start = datetime.combine(journey.start, time(), zone).astimezone(UTC)
        welcomes.append(Timer(f"welcome.{role}", "welcome", start, (role,)))
    yield from welcomes
    if not journey.sittings:
        # nobody is shown dates by a bot that has not said who it is
        both = max(due(journey, timer) for timer in welcomes)
        yield Timer("welcome.pair", "first", both, Place.PAIR.roles)


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    partner = journey.partner(role).name
    message = Message(
        (
            text(f"welcome-{journey.track}-{role}", partner=partner),
            text("welcome-how"),
            quiet("welcome-privacy"),
            Buttons((run(Command.HELP, Style.PRIMARY), run(Command.LANGUAGE))),
        ),
        say("welcome-title", name=journey.members[role].name),
    )
    return Outcome(journey, (Post(f"welcome.{role}", PRIVATE[role], message),))


def first(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The first séance opens; its date card follows."""
    return Outcome(replace(open_sitting(journey, 1, event.at)))
