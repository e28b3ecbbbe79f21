"""What people do with the pact: ask for it, change it, sign it, leave it as it was."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.pact import words
from bot.engine.flows.pact.card import KEY, LONGEST, asked, card, posted, read_only, signed_news
from bot.engine.flows.pact.state import PACT, STATEMENTS, Terms, shown, with_terms
from bot.engine.journey import Journey
from bot.engine.messages import Message, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`pact`: the card as it stands, to the one who asks; after the end, to read."""
    message = read_only(journey) if journey.ended is not None else card(journey)
    return Outcome(journey, (Reply(message, KEY),))


def _answer(journey: Journey, *first: Part) -> Reply:
    message = card(journey)
    return Reply(Message((*first, *message.parts), message.title), KEY, redraw=True)


def ticked(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """What is ticked is kept, what is not is dropped; the same list again changes nothing."""
    dropped = tuple(one for one in STATEMENTS if one not in event.values)
    return _proposed(journey, event, replace(shown(journey), dropped=dropped))


def worded(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """A statement in their own words; left empty, it is the programme's again."""
    said = {one: " ".join(event.fields.get(one, "").split())[:LONGEST] for one in STATEMENTS}
    return _proposed(journey, event, replace(shown(journey), worded={one: text for one, text in said.items() if text}))


def _proposed(journey: Journey, event: ByMember, terms: Terms) -> Outcome:
    if terms == shown(journey):
        return Outcome(journey, (_answer(journey),))
    before = journey.of(PACT)
    journey = journey.keeping(PACT, with_terms(before, terms, (event.actor,), event.actor))
    return _told_both(journey, before.asked, event.actor)


def signs(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The actor signs what stood above the button; once both have, it holds."""
    one, terms = journey.of(PACT), shown(journey)
    if one.at is not None and one.proposed is None:
        return Outcome(journey, (_answer(journey),))
    if event.values != (terms.mark,):
        return Outcome(journey, (_answer(journey, words.CHANGED_MEANWHILE.text()),))
    by = tuple(role for role in Role if role in (*one.by, event.actor))
    proposal = with_terms(one, terms, by, event.actor)
    if len(by) < len(Role):
        return _told_both(journey.keeping(PACT, proposal), one.asked, event.actor)
    journey = journey.keeping(PACT, replace(proposal, terms=terms, at=event.at, proposed=None, by=()))
    return Outcome(journey, (posted(journey), _answer(journey), signed_news(journey)))


def changing(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """What was signed is up for change; until both have signed something else, it holds."""
    one = journey.of(PACT)
    if one.at is not None and one.proposed is None:
        journey = journey.keeping(PACT, replace(one, proposed=one.terms, by=()))
    return Outcome(journey, (posted(journey), _answer(journey)))


def left(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """All stays as it was signed: the proposal is gone."""
    one = journey.of(PACT)
    if one.at is not None and one.proposed is not None:
        journey = journey.keeping(PACT, replace(one, proposed=None, by=()))
    return Outcome(journey, (posted(journey), _answer(journey)))


def _told_both(journey: Journey, asked_before: int, role: Role) -> Outcome:
    """The card is up to date for both; that it is the other one's turn is said, unless the card itself is new."""
    news = (asked(journey, role),) if journey.of(PACT).asked > max(asked_before, 1) else ()
    return Outcome(journey, (posted(journey), _answer(journey), *news))
