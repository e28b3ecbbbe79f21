"""What a coordinator reads who replaces one of a pair: who goes, who comes, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.digest.words import LOOK
from bot.engine.ids import CardId
from bot.engine.messages import Button, Buttons, Entry, Field, Form, Message, Part, Say, typed
from bot.engine.people import Role

WHOM = "whom"
"""The field of the form."""
LONGEST = 300
"""Characters of a name or an address."""
_ABOUT = "replace"


@dataclass(frozen=True, slots=True)
class Seat:
    """One place in a pair: whoever has it goes."""

    programme: str
    """The id of the pair's."""
    pair: str
    role: Role
    goes: str
    """Their name."""
    stays: str

    @property
    def key(self) -> CardId:
        """The card of the form: what it is about comes back with it."""
        return actions.desk_card(self.programme, f"{_ABOUT}.{self.pair}.{self.role}")

    @property
    def button(self) -> Button:
        return replace(self.pair, self.role, self.goes)

    def args(self, comes: str) -> dict[str, Say]:
        return {"goes": typed(self.goes), "stays": typed(self.stays), "comes": typed(comes)}


def replace(pair: str, role: Role, name: str) -> Button:
    return Button(actions.REPLACE, words.REPLACE(name=typed(name)), f"{pair} {role}")


def about(card: str) -> tuple[str, str] | None:
    """The pair and who of the two, as the key of a form's card says; None: it is about something else."""
    kind, _, rest = card.removeprefix(actions.desk_card(actions.programme_of(card)) + ".").partition(".")
    pair, _, role = rest.rpartition(".")
    return (pair, role) if kind == _ABOUT else None


def who_goes(seats: Sequence[Seat], *, more: bool = False) -> Message:
    """`more`: others may be meant too."""
    parts: tuple[Part, ...] = (words.REPLACE_WHO.text(), Buttons(tuple(seat.button for seat in seats)))
    return Message((*parts, words.REPLACE_MORE.quiet()) if more else parts, words.REPLACE_TITLE())


def who_comes(seat: Seat, *first: Part) -> Message:
    """The form; `first`: why it comes again."""
    field = Field(WHOM, words.REPLACE_FIELD(), Entry.PERSON, most=LONGEST)
    lead = words.REPLACE_LEAD.text(goes=typed(seat.goes), stays=typed(seat.stays))
    return Message((*first, lead, Form(actions.REPLACE_WITH, (field,), words.REPLACE_NEXT())), words.REPLACE_TITLE())


def same_one(seat: Seat, comes: str) -> Message:
    """The form again: who was named is one of the two."""
    return who_comes(seat, words.NOT_REPLACED[words.NotReplaced.SAME].text(**seat.args(comes)))


def this_one(seat: Seat, found: Sequence[tuple[str, Say]], *, more: bool = False) -> Message:
    """Who may be meant, each by an id or address and as they are called: the last question before it is done."""
    lead = words.REPLACE_CHOOSE.text(goes=typed(seat.goes), stays=typed(seat.stays))
    buttons = Buttons(tuple(_by(seat, id, name) for id, name in found))
    return Message((lead, buttons, words.REPLACE_MORE.quiet()) if more else (lead, buttons), words.REPLACE_TITLE())


def _by(seat: Seat, id: str, name: Say) -> Button:
    said = {**seat.args(""), "comes": name}
    value = f"{seat.pair} {seat.role} {id}"
    return Button(actions.REPLACE_BY, words.REPLACE_BY(**said), value, confirm=words.REPLACE_BY_ASK(**said))


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it."""

    successor: str
    """The new pair."""
    mentor: str
    mentee: str
    asks: bool
    """Who comes is asked whether they are willing."""
    programme: str = ""
    """Of a pair that the reader may look at: not of one that they are in themselves."""


def replaced(seat: Seat, comes: str, done: Done) -> Message:
    said = seat.args(comes)
    next = (words.REPLACED_ASKED if done.asks else words.REPLACED_TOLD).text(**said)
    parts: tuple[Part, ...] = (words.REPLACED.text(**said), next)
    if done.programme:
        look = LOOK(mentor=typed(done.mentor), mentee=typed(done.mentee))
        parts = (*parts, Buttons((Button(actions.OPEN, look, f"{done.successor} {Query(done.programme)}"),)))
    return Message(parts, words.REPLACE_TITLE())


def not_replaced(seat: Seat, comes: str, why: words.NotReplaced) -> Message:
    return Message((words.NOT_REPLACED[why].text(**seat.args(comes)),), words.REPLACE_TITLE())
