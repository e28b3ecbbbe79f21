"""The private question, before the first word of the programme: it names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.engine.effects import Outcome, Post, Reply
from bot.engine.flows.welcome import words as welcome_words
from bot.engine.flows.willing import actions, words
from bot.engine.flows.willing.state import answer_of, key, reminder_key, was_asked
from bot.engine.ids import CardId, of_card
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Message, Part, Style, Text
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme


def question(programme: Programme, journey: Journey, role: Role, at: datetime) -> Message:
    """What is proposed, how long it takes, when it would begin, who learns of the answer; and what its owner has answered."""
    parts = (
        words.ASK[journey.track, role].text(),
        welcome_words.MENTOR_IS[journey.track, role].text(),
        plan(programme, journey),
        _when(journey, role, at),
        words.PRIVACY.quiet(),
        *_answer(journey, role),
    )
    return Message(parts, words.TITLE(name=journey.members[role].name))


def plan(programme: Programme, journey: Journey) -> Text:
    """How many séances, how often and how long."""
    track, first = journey.track, programme.seance(journey.track, 1)
    surely = programme.gate(track) - 1
    more = programme.last(track) - surely
    return welcome_words.PLAN[track].text(count=surely, more=more, minutes=first.minutes, days=programme.cadence)


def reminder(journey: Journey, role: Role) -> Message:
    """The same question, in short."""
    parts = (words.REMINDER.text(), words.ASK[journey.track, role].text(), words.PRIVACY.quiet())
    return Message((*parts, *_answer(journey, role)), words.REMINDER_TITLE())


def _when(journey: Journey, role: Role, at: datetime) -> Text:
    first = datetime.combine(journey.first_day, time(12), ZoneInfo(journey.members[role].zone)).astimezone(UTC)
    return words.WHEN.text(when=first) if first > at else words.SOON.text()


def _answer(journey: Journey, role: Role) -> Iterator[Part]:
    answer = answer_of(journey, role)
    yes = Button(actions.YES, words.YES(), style=Style.PRIMARY, pressed=answer is True)
    yield Buttons((yes, Button(actions.NO, words.NO(), pressed=answer is False)))
    if answer is not None:
        yield (words.NOTED_YES if answer else words.NOTED_NO).text()


def shown(programme: Programme, journey: Journey, role: Role, at: datetime) -> Outcome:
    """The question, to somebody who writes before the programme has begun."""
    return Outcome(journey, (Reply(question(programme, journey, role, at), key(role)),))


def posted(journey: Journey, role: Role, id: CardId, message: Message, *, refresh: bool = False) -> Post:
    return Post(id, PRIVATE[role], message, refresh=refresh)


def redrawn(programme: Programme, journey: Journey, role: Role, at: datetime) -> Iterator[Post]:
    """What is out of it, as it is now."""
    if was_asked(journey, role):
        yield posted(journey, role, key(role), question(programme, journey, role, at), refresh=True)
    if of_card(reminder_key(role)) in journey.done:
        yield posted(journey, role, reminder_key(role), reminder(journey, role), refresh=True)


def over(journey: Journey, role: Role) -> Iterator[Post]:
    """What is out of it once it cannot be answered any more."""
    said = words.BEGUN.quiet() if journey.ended is None else words.CLOSED.quiet()
    titles = {key(role): words.TITLE(name=journey.members[role].name), reminder_key(role): words.REMINDER_TITLE()}
    for id, title in titles.items():
        if of_card(id) in journey.done:
            yield posted(journey, role, id, Message((said,), title), refresh=True)
