"""The first words, to each in private: who is who, how it goes, who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.engine import ids
from bot.engine.contact_policy import Timer, due
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.common import run
from bot.engine.flows.date.search import open_sitting
from bot.engine.flows.help import actions as help_actions
from bot.engine.flows.language import actions as language_actions
from bot.engine.flows.welcome import actions, words
from bot.engine.flows.welcome.words import WORDS
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message, Style
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme


def _key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if journey.current is not None and journey.current.number > 1:
        return
    welcomes = []
    for role in Role:
        zone = ZoneInfo(journey.members[role].zone)
        start = datetime.combine(journey.start, time(), zone).astimezone(UTC)
        welcomes.append(Timer(ids.of_card(_key(role)), actions.SAID, start, (role,)))
    yield from welcomes
    if not journey.sittings:
        # nobody is shown dates by a bot that has not said who it is
        both = max(due(journey, timer) for timer in welcomes)
        yield Timer(ids.timer(actions.CARD, rest=actions.PAIR), actions.FIRST, both, Place.PAIR.roles)


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    partner = journey.partner(role).name
    message = Message(
        (
            words.WELCOME[journey.track, role].text(partner=partner),
            words.HOW.text(),
            words.PRIVACY.quiet(),
            Buttons((run(help_actions.HELP, Style.PRIMARY), run(language_actions.LANGUAGE))),
        ),
        words.TITLE(name=journey.members[role].name),
    )
    return Outcome(journey, (Post(_key(role), PRIVATE[role], message),))


def first(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The first séance opens; its date card follows."""
    return Outcome(open_sitting(journey, 1, event.at))


FLOW = Flow(
    name="welcome",
    words=(WORDS,),
    wakes={actions.SAID: woke, actions.FIRST: first},
    timers=Timers(timers, kinds=(actions.CARD,)),
    cards={actions.CARD: CardKind()},
)
