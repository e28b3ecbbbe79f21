"""The private question whether to go on, and how it ends."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.flows.continuation import actions, words
from bot.engine.flows.continuation.state import ANSWER
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Message, Style
from bot.engine.people import Role


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def seance(journey: Journey) -> int:
    return journey.current.number if journey.current else 0


def question(journey: Journey, role: Role) -> Message:
    partner = journey.partner(role).name
    answer = journey.own_of(ANSWER, role).yes
    lead = words.ASK[journey.track, role].text(partner=partner)
    yes, no = answer is True, answer is False
    buttons = (
        Button(
            actions.YES,
            words.YES(),
            style=Style.PRIMARY,
            pressed=yes,
        ),
        Button(actions.NO, words.NO(), pressed=no),
    )
    after = (words.NOTED.text(),) if answer is not None else ()
    return Message(
        (lead, words.PRIVACY.quiet(), Buttons(buttons), *after),
        words.TITLE(),
    )


def closed_card() -> Message:
    return Message((words.CLOSED.quiet(),), words.TITLE())


def agreed_card() -> Message:
    return Message(
        (words.AGREED.text(), words.NEXT.quiet()),
        words.TITLE(),
    )
