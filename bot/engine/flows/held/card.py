"""The question whether the séance took place, and the answer, which can be put right for a while."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.effects import Effect, Post, Reply
from bot.engine.flows.common import ENDED, hint
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.date import words as date_words
from bot.engine.flows.held import actions, words
from bot.engine.flows.held.state import LAST_ANSWER
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Message, Part, Style
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

KINDS = (actions.CARD, actions.AGAIN)


def posted(journey: Journey, kind: str) -> Post:
    now = journey.current
    assert now is not None
    return Post(now.card(kind), Place.PAIR, card(journey, now, now.round, kind), now.number)


def card(journey: Journey, sitting: Sitting, round: int, kind: str = actions.CARD) -> Message:
    """The card of a round, as it stands: the question (`held`), or the question again (`held-nudge`), or what was answered."""
    title = words.TITLE(seance=sitting.number)
    if (answer := _answered(journey, sitting, round)) or sitting.meeting is None or round != sitting.round:
        return Message(answer or (date_words.BELOW.quiet(),), title)
    if journey.ended is not None:
        return Message((ENDED.quiet(),), title)
    asked = words.QUESTION if kind == actions.CARD else words.AGAIN
    buttons = (
        Button(actions.YES, words.YES(), style=Style.PRIMARY),
        Button(actions.OWN_WAY, words.OWN_WAY()),
        Button(actions.MOVED, words.MOVED()),
        Button(actions.NO, words.NO()),
        Button(actions.ABSENT, words.ABSENT()),
    )
    return Message((asked.text(seance=sitting.number), Buttons(buttons)), title)


def _answered(journey: Journey, sitting: Sitting, round: int) -> tuple[Part, ...]:
    """What was answered, and the way to put it right; nothing without an answer."""
    last, n = journey.of(LAST_ANSWER), sitting.number
    newest = journey.ended is None and (last.seance, last.round) == (n, round)
    if sitting.held is not None:
        not_met = Button(actions.NOT_MET, words.NOT_MET(), confirm=words.NOT_MET_SURE(seance=n))
        thanks = words.THANKS_OWN_WAY if newest and last.own_way else words.THANKS
        return (thanks.text(seance=n), *((Buttons((not_met,)),) if newest else ()))
    if not newest or last.given_up is None:
        return ()
    met = Button(actions.MET, words.MET(), confirm=words.MET_SURE(seance=n))
    return (words.LATER.text(), Buttons((met,)))


def cards(seance: int, round: int) -> tuple[CardId, CardId]:
    """The question and the second one, of one search for a date."""
    return ids.card(actions.CARD, seance, round), ids.card(actions.AGAIN, seance, round)


def redrawn(journey: Journey, seance: int, round: int) -> Iterator[Post]:
    """The cards of a round, as they stand."""
    sitting = journey.sitting(seance)
    assert sitting is not None
    for key, kind in zip(cards(seance, round), KINDS, strict=True):
        yield Post(key, Place.PAIR, card(journey, sitting, round, kind), seance, refresh=True)


def settled(journey: Journey, seance: int, round: int) -> tuple[Effect, ...]:
    """The same, and to the one who pressed."""
    question, again = redrawn(journey, seance, round)
    return question, again, Reply(question.message, question.key, seance, redraw=True)


def absent(journey: Journey, seance: int, role: Role) -> Reply:
    """To the one who said that the other one did not come, in private: what becomes of it, and that nobody is told."""
    said = words.ABSENT_NOTED.text(partner=journey.partner(role).name)
    return Reply(Message((said, hint(CONTACT)), words.ABSENT_TITLE()), seance=seance)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return None if sitting.meeting is None else card(journey, sitting, sitting.round, ref.kind)
