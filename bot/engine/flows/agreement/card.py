"""The card of the agreement: a question each with what is proposed, then what was agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from bot.engine.flows.agreement import actions, words
from bot.engine.flows.agreement.state import AGREEMENT, Format, Moment, Terms
from bot.engine.flows.both import ByBoth, Said
from bot.engine.flows.common import hint
from bot.engine.flows.date.search import wished
from bot.engine.ids import Action
from bot.engine.journey import Journey
from bot.engine.messages import (
    Button,
    Buttons,
    Choices,
    Fact,
    Facts,
    Field,
    Form,
    Message,
    Option,
    Part,
    Say,
    Style,
    typed,
)
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.words import Family

K = TypeVar("K")

LONGEST = 200
"""Characters of the place, and of how they reach each other."""
ANY = "any"
"""The choice that leaves a question open."""


def shown(programme: Programme, journey: Journey) -> Terms:
    """What the card proposes: what one of them has, what both had agreed, or what the programme and the two like anyway."""
    one = journey.of(AGREEMENT)
    if one.proposed is not None:
        return one.proposed
    return one.terms if one.at is not None else wished(programme, journey)


def card(programme: Programme, journey: Journey) -> Message:
    one, terms = journey.of(AGREEMENT), shown(programme, journey)
    if one.is_settled:
        change = Buttons((Button(actions.CHANGE, words.CHANGE()),))
        return Message((words.AGREED.text(), Facts(tuple(facts(terms))), change), words.TITLE())
    return Message((*_lead(journey), *_questions(terms), *_answer(journey, terms)), words.TITLE())


def read_only(programme: Programme, journey: Journey) -> Message:
    """What is left of it after the end."""
    terms = journey.of(AGREEMENT).terms
    rows = tuple(facts(terms))
    return Message((Facts(rows) if rows else words.NONE_KEPT.text(),), words.TITLE())


def _lead(journey: Journey) -> Iterator[Part]:
    yield words.LEAD.text()
    one = journey.of(AGREEMENT)
    for role in one.by:
        yield words.SAID_YES.text(name=journey.members[role].name)
        if len(one.by) == 1:
            yield words.ASKED_OF.text(name=journey.partner(role).name)


def _questions(terms: Terms) -> Iterator[Part]:
    yield _one_of(actions.EVERY, words.EVERY(), words.EVERY_DAYS, terms.every or None)
    yield _one_of(actions.MINUTES, words.MINUTES(), words.LENGTHS, terms.minutes or None)
    days = tuple(Option(str(day), words.WEEKDAYS[day]()) for day in range(7))
    yield Choices(actions.DAYS, words.DAYS(), days, tuple(map(str, terms.days)), many=True)
    yield _one_of(actions.TIME, words.TIME(), words.TIMES, terms.moment)
    yield _one_of(actions.FORMAT, words.FORMAT(), words.FORMATS, terms.format)
    if rows := tuple(_typed(terms)):
        yield Facts(rows)
    fields = (
        Field("where", words.FIELD_WHERE(most=LONGEST), value=terms.where, optional=True, most=LONGEST),
        Field("between", words.FIELD_BETWEEN(most=LONGEST), value=terms.between, optional=True, most=LONGEST),
    )
    yield Form(actions.PLACE, fields, words.PLACE())


def _one_of(
    action: Action, label: Say, options: Family[int, []] | Family[Moment, []] | Family[Format, []], chosen: object
) -> Choices:
    """One of several, and a choice of its own that leaves it open once there is an answer."""
    listed = tuple(Option(str(value), options[value]()) for value in options)  # type: ignore[index]
    if chosen is not None:
        listed = (*listed, Option(ANY, words.OPEN()))
    return Choices(action, label, listed, (str(chosen),) if chosen is not None else ())


def _answer(journey: Journey, terms: Terms) -> Iterator[Part]:
    one = journey.of(AGREEMENT)
    back = (Button(actions.KEEP, words.KEEP()),) if one.at is not None else ()
    yield Buttons((Button(actions.YES, words.YES(), terms.mark, Style.PRIMARY), *back))


def facts(terms: Terms) -> Iterator[Fact]:
    """What is agreed, row by row; what was left open is left out."""
    if terms.every in words.EVERY_DAYS:
        yield Fact(words.EVERY(), words.EVERY_DAYS[terms.every]())
    if terms.minutes in words.LENGTHS:
        yield Fact(words.MINUTES(), words.LENGTHS[terms.minutes]())
    if terms.days:
        yield Fact(words.DAYS(), _listed([words.WEEKDAYS[day]() for day in terms.days]))
    if terms.moment is not None:
        yield Fact(words.TIME(), words.TIMES[terms.moment]())
    if terms.format is not None:
        yield Fact(words.FORMAT(), words.FORMATS[terms.format]())
    yield from _typed(terms)


def _listed(says: Sequence[Say]) -> Say:
    first, *more = says
    return words.DAYS_AND(first=first, more=_listed(more)) if more else first


def _typed(terms: Terms) -> Iterator[Fact]:
    if terms.where:
        yield Fact(words.WHERE(), typed(terms.where))
    if terms.between:
        yield Fact(words.BETWEEN(), typed(terms.between))


def _asked(journey: Journey, role: Role) -> Message:
    said = words.NEWS_ASKED.text(name=journey.members[role].name, partner=journey.partner(role).name)
    return Message((said, hint(actions.AGREEMENT)), words.TITLE())


def _settled(journey: Journey) -> Message:
    return Message((words.NEWS_AGREED.text(),), words.TITLE())


BOTH = ByBoth(
    actions.NAME,
    AGREEMENT,
    (actions.CARD, actions.ASKED, actions.AGREED),
    shown,
    Said(card, read_only, _asked, _settled, words.CHANGED_MEANWHILE.text),
)
