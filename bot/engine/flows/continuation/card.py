"""The private question whether to go on, and what each is told on the day on which that is decided."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.continuation import actions, words
from bot.engine.flows.continuation.state import ANSWER, Waiting, key, opening
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Message, Style
from bot.engine.people import PRIVATE, Place, Role


def seance(journey: Journey) -> int:
    return journey.current.number if journey.current else 0


def question(journey: Journey, asked: Waiting, role: Role) -> Message:
    """The same words for both; what differs is the partner's name, and what its owner has answered."""
    answer = journey.own_of(ANSWER, role).yes
    buttons = (
        Button(actions.YES, words.YES(), style=Style.PRIMARY, pressed=answer is True),
        Button(actions.NO, words.NO(), pressed=answer is False),
    )
    after = (words.NOTED.text(),) if answer is not None else ()
    return Message(
        (
            words.ASK[journey.track].text(partner=journey.partner(role).name),
            words.HOW.quiet(until=asked.closes, when=opening(journey.members[role], asked.decides)),
            words.PRIVACY.quiet(),
            Buttons(buttons),
            *after,
        ),
        words.TITLE(),
    )


def posted(journey: Journey, asked: Waiting, role: Role, *, refresh: bool = False) -> Post:
    return Post(key(role), PRIVATE[role], question(journey, asked, role), seance(journey), refresh=refresh)


def closed(journey: Journey, role: Role) -> Post:
    """The question once it is decided, the same however."""
    message = Message((words.CLOSED.quiet(),), words.TITLE())
    return Post(key(role), PRIVATE[role], message, seance(journey), refresh=True)


def agreed(role: Role) -> Post:
    message = Message((words.AGREED.text(), words.NEXT.quiet()), words.TITLE())
    return Post(ids.card(actions.CARD, role=role, rest=actions.TOLD), PRIVATE[role], message)


def farewell(journey: Journey, role: Role | None = None) -> Post:
    """The last words: to both together, or in private to the one who learns that it ends here."""
    mentor, mentee = (journey.members[one].name for one in (Role.MENTOR, Role.MENTEE))
    said = words.FAREWELL[journey.track].text(mentor=mentor, mentee=mentee)
    message = Message((said, words.FAREWELL_AFTER.quiet()), words.FAREWELL_TITLE())
    place = Place.PAIR if role is None else PRIVATE[role]
    return Post(ids.card(actions.FAREWELL, role=role), place, message, resend_if_uncertain=False)
