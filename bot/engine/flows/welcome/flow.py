"""The first words, to each in private: who is who, how it goes, who sees what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer, due
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Commanded, Woke
from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.common import run
from bot.engine.flows.date.search import open_sitting
from bot.engine.flows.help import actions as help_actions
from bot.engine.flows.language import actions as language_actions
from bot.engine.flows.welcome import actions, words
from bot.engine.flows.welcome.words import WORDS
from bot.engine.flows.willing.card import over, plan, shown
from bot.engine.flows.willing.state import both_willing, is_before
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme


def _key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if (journey.current is not None and journey.current.number > 1) or _is_waiting(journey):
        return
    welcomes = []
    for role in Role:
        zone = ZoneInfo(journey.members[role].zone)
        start = datetime.combine(journey.first_day, time(), zone).astimezone(UTC)
        welcomes.append(Timer(ids.of_card(_key(role)), actions.SAID, start, (role,), can_wait=True))
    yield from welcomes
    if not journey.sittings:
        # nobody is shown dates by a bot that has not said who it is
        both = max(due(journey, timer) for timer in welcomes)
        id = ids.timer(actions.CARD, rest=actions.PAIR)
        yield Timer(id, actions.FIRST, both, Place.PAIR.roles, counts=Counts.NOT, can_wait=True)


def _is_waiting(journey: Journey) -> bool:
    """Whether the two are asked whether they are willing, and have not both said so."""
    return is_before(journey) and not both_willing(journey)


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    welcome = Post(_key(role), PRIVATE[role], card(programme, journey, role))
    return Outcome(journey, (welcome, *over(journey, role)))


def card(programme: Programme, journey: Journey, role: Role) -> Message:
    """Who put them in touch, what a mentor is, how many séances, how often and how long, and what comes next."""
    track = journey.track
    return Message(
        (
            words.WELCOME[track, role].text(partner=journey.partner(role).name),
            words.MENTOR_IS[track, role].text(),
            plan(programme, journey),
            words.NEXT.text(),
            words.PRIVACY.quiet(),
            Buttons((run(language_actions.LANGUAGE), run(help_actions.HELP))),
        ),
        words.TITLE(name=journey.members[role].name),
    )


def first_contact(programme: Programme, journey: Journey, event: Commanded) -> Outcome | None:
    """The same to somebody who writes before they were welcomed, or the question that is before it; None to anybody else."""
    role = event.actor
    if is_before(journey) and journey.ended is None:
        return shown(programme, journey, role, event.at)
    if journey.sittings or ids.of_card(_key(role)) in journey.done or journey.ended is not None:
        return None
    return Outcome(journey, (Reply(card(programme, journey, role)),))


def first(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Both are welcomed where they are together, and the first séance opens; its date card follows."""
    names = {role: journey.members[role].name for role in Role}
    greeting = words.PAIR.text(mentor=names[Role.MENTOR], mentee=names[Role.MENTEE])
    key = ids.card(actions.CARD, rest=actions.PAIR)
    post = Post(key, Place.PAIR, Message((greeting,), words.PAIR_TITLE()))
    return Outcome(open_sitting(journey, 1, event.at), (post,))


FLOW = Flow(
    name="welcome",
    words=(WORDS,),
    wakes={actions.SAID: woke, actions.FIRST: first},
    timers=Timers(timers, kinds=(actions.CARD,)),
    cards={actions.CARD: CardKind()},
)
