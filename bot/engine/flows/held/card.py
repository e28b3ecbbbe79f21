"""The question whether the séance took place, and the thanks for the answer."""

from __future__ import annotations

from bot.engine.effects import Post
from bot.engine.flows.held import actions, words
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Message, Part, Style
from bot.engine.people import Place, Role
from bot.engine.programme import Programme


def posted(journey: Journey, kind: str) -> Post:
    now = journey.current
    assert now is not None
    return Post(now.card(kind), Place.PAIR, card(now, kind), now.number)


def card(now: Sitting, kind: str) -> Message:
    """The question (`held`), or the question again (`held-nudge`), or thanks for the answer."""
    if now.held is not None:
        return settled(now, words.THANKS.text(seance=now.number))
    question = words.QUESTION.text(seance=now.number) if kind == actions.CARD else words.AGAIN.text(seance=now.number)
    buttons = (
        Button(actions.YES, words.YES(), style=Style.PRIMARY),
        Button(actions.MOVED, words.MOVED()),
        Button(actions.NO, words.NO()),
    )
    return Message((question, Buttons(buttons)), words.TITLE(seance=now.number))


def cards(now: Sitting) -> tuple[CardId, CardId]:
    return now.card(actions.CARD), now.card(actions.AGAIN)


def settled(now: Sitting, part: Part) -> Message:
    return Message((part,), words.TITLE(seance=now.number))


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return None if sitting.meeting is None else card(sitting, ref.kind)
