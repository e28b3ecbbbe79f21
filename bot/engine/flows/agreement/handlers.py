"""What people do with the agreement: ask for it, propose, say yes, leave it as it was."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.agreement import actions, words
from bot.engine.flows.agreement.card import (
    ANY,
    KEY,
    LONGEST,
    agreed_news,
    asked,
    card,
    posted,
    read_only,
    shown,
)
from bot.engine.flows.agreement.state import (
    AGREEMENT,
    Format,
    Moment,
    Terms,
    is_broken_link,
    with_terms,
)
from bot.engine.flows.date import card as date_card
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import Journey
from bot.engine.messages import Message, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`agreement`: the card as it stands, to the one who asks; after the end, to read."""
    if journey.ended is not None:
        return Outcome(journey, (Reply(read_only(journey), KEY),))
    return Outcome(journey, (_answer(programme, journey, False),))


def _answer(programme: Programme, journey: Journey, redraw: bool, *first: Part) -> Reply:
    message = card(programme, journey)
    return Reply(Message((*first, *message.parts), message.title), KEY, redraw=redraw)


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """One answer is proposed; the same again changes nothing."""
    terms = _with_choice(shown(programme, journey), event)
    return _proposed(programme, journey, event, terms)


def _with_choice(terms: Terms, event: Pressed) -> Terms:
    value = event.values[0] if event.values else ""
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 4 else 0
    match event.action:
        case actions.EVERY if number in words.EVERY_DAYS or value == ANY:
            return replace(terms, every=number)
        case actions.MINUTES if number in words.LENGTHS or value == ANY:
            return replace(terms, minutes=number)
        case actions.DAYS:
            return replace(terms, days=tuple(day for day in range(7) if str(day) in event.values))
        case actions.TIME if value in list(Moment) or value == ANY:
            return replace(terms, moment=Moment(value) if value != ANY else None)
        case actions.FORMAT if value in list(Format) or value == ANY:
            return replace(terms, format=Format(value) if value != ANY else None)
        case _:
            return terms


def told(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """Where, and how they reach each other. A link that cannot be followed is said so, and nothing is lost but that."""
    where, between = (" ".join(event.fields.get(name, "").split())[:LONGEST] for name in ("where", "between"))
    before = shown(programme, journey)
    if is_broken_link(where):
        outcome = _proposed(programme, journey, event, replace(before, between=between))
        return _saying(programme, outcome, words.BROKEN_LINK.text())
    return _proposed(programme, journey, event, replace(before, where=where, between=between))


def _proposed(programme: Programme, journey: Journey, event: ByMember, terms: Terms) -> Outcome:
    """A change asks the other one again; whoever makes it has said yes to it."""
    if terms == shown(programme, journey):
        return Outcome(journey, (_answer(programme, journey, True),))
    before = journey.of(AGREEMENT)
    journey = journey.keeping(AGREEMENT, with_terms(before, terms, (event.actor,), event.actor))
    return _told_both(programme, before_asked=before.asked, journey=journey, role=event.actor)


def yes(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The actor says yes to what stood above the button; once both have, it holds."""
    one, terms = journey.of(AGREEMENT), shown(programme, journey)
    if one.at is not None and one.proposed is None:
        return Outcome(journey, (_answer(programme, journey, True),))
    if event.values != (terms.mark,):
        return Outcome(journey, (_answer(programme, journey, True, words.CHANGED_MEANWHILE.text()),))
    by = tuple(role for role in Role if role in (*one.by, event.actor))
    proposal = with_terms(one, terms, by, event.actor)
    if len(by) < len(Role):
        journey = journey.keeping(AGREEMENT, proposal)
        return _told_both(programme, before_asked=one.asked, journey=journey, role=event.actor)
    settled = replace(proposal, terms=terms, at=event.at, proposed=None, by=())
    journey = journey.keeping(AGREEMENT, settled)
    effects = (posted(programme, journey), _answer(programme, journey, True), agreed_news(journey))
    return Outcome(journey, (*effects, *_followed(programme, journey)))


def _followed(programme: Programme, journey: Journey) -> tuple[Effect, ...]:
    """The cards that say where the two meet."""
    return (*date_card.refreshed(programme, journey), *prep_card.refreshed(programme, journey))


def changing(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """What was agreed is up for change; until both have said yes to something else, it holds."""
    one = journey.of(AGREEMENT)
    if one.at is not None and one.proposed is None:
        journey = journey.keeping(AGREEMENT, replace(one, proposed=one.terms, by=()))
    return Outcome(journey, (posted(programme, journey), _answer(programme, journey, True)))


def kept(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """All stays as it was agreed: the proposal is gone."""
    one = journey.of(AGREEMENT)
    if one.at is not None and one.proposed is not None:
        journey = journey.keeping(AGREEMENT, replace(one, proposed=None, by=()))
    return Outcome(journey, (posted(programme, journey), _answer(programme, journey, True)))


def _told_both(programme: Programme, *, before_asked: int, journey: Journey, role: Role) -> Outcome:
    """The card is up to date for both; a proposal that is new is said, unless the card itself is."""
    one = journey.of(AGREEMENT)
    news = (asked(journey, role),) if one.asked > max(before_asked, 1) else ()
    return Outcome(journey, (posted(programme, journey), _answer(programme, journey, True), *news))


def _saying(programme: Programme, outcome: Outcome, *first: Part) -> Outcome:
    """The same outcome, its answer with a word above it."""
    effects = tuple(
        replace(one, message=replace(one.message, parts=(*first, *one.message.parts)))
        if isinstance(one, Reply)
        else one
        for one in outcome.effects
    )
    return Outcome(outcome.journey, effects)
