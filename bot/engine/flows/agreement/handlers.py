"""What people do with the agreement, beyond what `flows/both.py` does: choose, say where, and have other cards follow it."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Outcome
from bot.engine.events import Pressed, Submitted
from bot.engine.flows.agreement import actions, words
from bot.engine.flows.agreement.card import ANY, BOTH, LONGEST, shown
from bot.engine.flows.agreement.state import Format, Moment, Terms, agreed, is_broken_link
from bot.engine.flows.entries.handlers import where_shown
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """One answer is proposed; the same again changes nothing."""
    terms = _with_choice(shown(programme, journey), event)
    return BOTH.proposed(programme, journey, event, terms)


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
        said = (words.BROKEN_LINK.text(),)
        return BOTH.proposed(programme, journey, event, replace(before, between=between), said)
    return BOTH.proposed(programme, journey, event, replace(before, where=where, between=between))


def yes(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Once both have said yes, what was agreed shows wherever it is said when and where they meet."""
    outcome = BOTH.yes(programme, journey, event)
    if agreed(outcome.journey) == agreed(journey):
        return outcome
    return Outcome(outcome.journey, (*outcome.effects, *where_shown(programme, outcome.journey)))
