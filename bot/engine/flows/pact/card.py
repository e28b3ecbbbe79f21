"""The card of the pact: statements to keep, drop or word anew, then what both have signed."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.flows.both import ByBoth, Said
from bot.engine.flows.common import hint
from bot.engine.flows.contact.outside import outside
from bot.engine.flows.pact import actions, words
from bot.engine.flows.pact.state import PACT, STATEMENTS, Terms, shown
from bot.engine.journey import Journey
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Checklist,
    Field,
    Form,
    Line,
    Message,
    Part,
    Style,
    Tick,
    typed,
)
from bot.engine.people import Role
from bot.engine.programme import Programme

LONGEST = 300
"""Characters of a statement in one's own words."""


def line(terms: Terms, statement: str) -> Line:
    own = terms.worded.get(statement, "")
    return Line(typed(own) if own else words.STATEMENT[statement]())


def lines(terms: Terms) -> tuple[Line, ...]:
    """What they promise each other, in order."""
    return tuple(line(terms, one) for one in terms.kept)


def card(programme: Programme, journey: Journey) -> Message:
    one, terms = journey.of(PACT), shown(programme, journey)
    if one.is_settled:
        change = Buttons((Button(actions.CHANGE, words.CHANGE()),))
        return Message((words.SIGNED.text(), _promises(terms), *_always(programme), change), words.TITLE())
    return Message((*_lead(journey), *_statements(terms), *_always(programme), _answer(journey, terms)), words.TITLE())


def _promises(terms: Terms) -> Part:
    return Bullets(lines(terms), words.PROMISES()) if terms.kept else words.NOTHING_LEFT.text()


def read_only(programme: Programme, journey: Journey) -> Message:
    """What is left of it after the end."""
    one = journey.of(PACT)
    if one.at is None:
        return Message((words.NONE_KEPT.text(), *_always(programme)), words.TITLE())
    return Message((words.SIGNED.text(), _promises(one.terms), *_always(programme)), words.TITLE())


def _lead(journey: Journey) -> Iterator[Part]:
    yield words.LEAD.text()
    yield words.PRIVATE.quiet()
    one = journey.of(PACT)
    for role in one.by:
        yield words.HAS_SIGNED.text(name=journey.members[role].name)
        yield words.ASKED_OF.text(name=journey.partner(role).name)


def _statements(terms: Terms) -> Iterator[Part]:
    yield Checklist(
        actions.KEEP, tuple(Tick(one, line(terms, one), one in terms.kept) for one in STATEMENTS), words.PROMISES()
    )
    yield words.LIMIT.quiet(most=LONGEST)
    yield Form(
        actions.WORD,
        tuple(
            Field(one, words.FIELD[one](), value=terms.worded.get(one, ""), optional=True, most=LONGEST)
            for one in STATEMENTS
        ),
        words.WORD(),
    )


def _always(programme: Programme) -> Iterator[Part]:
    """Whom to turn to, whatever the two have promised."""
    yield words.OUTSIDE.quiet()
    yield outside(programme)


def _answer(journey: Journey, terms: Terms) -> Buttons:
    back = (Button(actions.LEAVE, words.LEAVE()),) if journey.of(PACT).at is not None else ()
    return Buttons((Button(actions.SIGN, words.SIGN(), terms.mark, Style.PRIMARY), *back))


def _asked(journey: Journey, role: Role) -> Message:
    said = words.NEWS_ASKED.text(name=journey.members[role].name, partner=journey.partner(role).name)
    return Message((said, hint(actions.PACT)), words.TITLE())


def _settled(journey: Journey) -> Message:
    return Message((words.NEWS_SIGNED.text(),), words.TITLE())


BOTH = ByBoth(
    actions.NAME,
    PACT,
    (actions.CARD, actions.ASKED, actions.SIGNED),
    shown,
    Said(card, read_only, _asked, _settled, words.CHANGED_MEANWHILE.text),
)
