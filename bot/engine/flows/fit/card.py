"""The card of the question how it goes: one tap, in private."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.effects import Post
from bot.engine.flows.common import hint
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.contact.card import names
from bot.engine.flows.contact.outside import outside
from bot.engine.flows.contact.state import mark as contact_mark
from bot.engine.flows.contact.words import NOBODY
from bot.engine.flows.fit import actions, words
from bot.engine.flows.fit.answers import Feeling
from bot.engine.flows.fit.state import answer_of, fit_of, key
from bot.engine.journey import Journey
from bot.engine.messages import Bullets, Button, Buttons, Line, Message, Part
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme


def question(programme: Programme, journey: Journey, role: Role) -> Message:
    """With what its owner has answered; the coordinators are lent where it is drawn after « I would like to talk »."""
    partner, chosen = journey.partner(role).name, answer_of(journey, role)
    buttons = tuple(
        Button(actions.ANSWER[one], words.FEELING[one](), pressed=one is chosen, value=one.value) for one in Feeling
    )
    return Message(
        (
            words.LEAD.text(partner=partner, days=programme.timing.fit_open),
            words.PRIVACY.quiet(partner=partner),
            Buttons(buttons),
            *_after(programme, journey, role, chosen),
        ),
        words.TITLE(partner=partner),
    )


def _after(programme: Programme, journey: Journey, role: Role, chosen: Feeling | None) -> Iterator[Part]:
    if chosen is None:
        return
    if chosen is not Feeling.TALK:
        yield words.NOTED.text()
        return
    yield from _offer(programme, journey, role)


def _offer(programme: Programme, journey: Journey, role: Role) -> Iterator[Part]:
    """That the coordinators be told, unless they were or there is nobody; and whom else there is."""
    readers, partner = names(journey), journey.partner(role).name
    if fit_of(journey, role).told is not None:
        yield words.TOLD.text()
    elif not journey.coordinators:
        yield NOBODY.text()
    else:
        yield words.OFFER.text(names=readers, partner=partner)
        yield Buttons((Button(actions.TELL, words.TELL(), mark(journey), confirm=words.ASK(names=readers)),))
    yield outside(programme)


def mark(journey: Journey) -> str:
    """Who would read it: what tells it from what somebody else would."""
    return contact_mark("", journey.coordinators)


def over(programme: Programme, journey: Journey, role: Role) -> Message:
    """The same whatever was answered: nothing on it can be pressed but what leads to a human being."""
    parts = (words.OVER.quiet(), outside(programme), hint(CONTACT))
    return Message(parts, words.TITLE(partner=journey.partner(role).name))


def read_only(programme: Programme, journey: Journey, role: Role) -> Message:
    """What its owner reads of it once it is final."""
    message, chosen = over(programme, journey, role), answer_of(journey, role)
    if chosen is None:
        return message
    said = Bullets((Line(words.FEELING[chosen]()),), words.CHOSEN())
    return Message((said, *message.parts), message.title)


def not_yet(programme: Programme, journey: Journey, role: Role) -> Message:
    """Before it is asked: what it is for, and whom there is meanwhile."""
    partner = journey.partner(role).name
    parts = (words.NOT_YET.text(), words.PRIVACY.quiet(partner=partner), outside(programme), hint(CONTACT))
    return Message(parts, words.TITLE(partner=partner))


def posted(message: Message, role: Role, *, refresh: bool = False) -> Post:
    return Post(key(role), PRIVATE[role], message, refresh=refresh)
