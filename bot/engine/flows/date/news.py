"""What is new about a date, said at once: an edited card notifies nobody, and the card may stand far up the conversation.

1. A booking and a date proposed by hand edit the card; each is said by a short message of its own beside it.
2. Moving and cancelling begin a new card at the bottom of the conversation: its first line says so.
3. A mere tap is not news: the card shows it.
4. It follows from what somebody just did, so it needs no timer and does not count (docs/decisions/0002).
"""

from __future__ import annotations

from datetime import datetime

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import hint
from bot.engine.flows.date import actions, words
from bot.engine.flows.date.card import card, posted
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Message, Text
from bot.engine.people import Place, Role
from bot.engine.programme import Programme


def booked(journey: Journey, who: Role) -> Post:
    """`s3.booked.2`: the date that was agreed on, and who said yes last."""
    now = journey.current
    assert now is not None
    assert now.meeting is not None
    say = words.NEWS_BOOKED if now.gave_up is None else words.NEWS_REBOOKED
    news = say.text(seance=now.number, when=now.meeting.at, who=journey.members[who].name)
    title = words.BOOKED_TITLE(seance=now.number)
    return Post(now.card(actions.BOOKED), Place.PAIR, Message((news,), title), now.number)


def proposed(journey: Journey, who: Role, slot: datetime) -> Post:
    """`s3.proposed.2.20260114T0930`: a date by hand, with the way to the card."""
    now = journey.current
    assert now is not None
    news = words.NEWS_PROPOSED.text(seance=now.number, when=slot, who=journey.members[who].name)
    key = ids.card(actions.PROPOSED, now.number, now.round, rest=ids.minute(slot))
    message = Message((news, hint(actions.DATE)), words.TITLE(seance=now.number))
    return Post(key, Place.PAIR, message, now.number)


def moving(journey: Journey, who: Role, was: datetime) -> Text:
    """The first line of the card that offers other dates."""
    return words.NEWS_MOVING.text(when=was, who=journey.members[who].name)


def later(programme: Programme, journey: Journey, key: CardId, by: Role) -> Post | None:
    """The card of a date that was given up in a pause, with whose doing that was."""
    now = journey.current
    if now is None or now.held is not None or key != now.card(actions.CARD):
        return None
    message = card(programme, journey)
    if now.meeting is None and now.gave_up is not None and not (now.offer and now.offer.slots):
        message = Message((cancelled(journey, by, now.gave_up), *message.parts), message.title)
    return posted(journey, message)


def cancelled(journey: Journey, who: Role, was: datetime) -> Text:
    """The first line of the card that has no date."""
    return words.NEWS_CANCELLED.text(when=was, who=journey.members[who].name)
