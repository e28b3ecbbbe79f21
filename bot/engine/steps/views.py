"""Draws a shared card as one of the two sees it."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Post
from bot.engine.flows import FLOWS
from bot.engine.ids import card as card_of
from bot.engine.ids import read
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.state import NOTHING


def view(programme: Programme, journey: Journey, card: str, role: Role) -> Message | None:
    """A shared card as it is for `role` now: more of it, where something is theirs alone.

    A channel shows it where its platform can show each reader something else; the card itself is safe for both. None if it
    hung on a date that was given up, or is of another kind. A card of no séance is drawn as of the one under way; once the
    journey has ended there is nothing to press on any.
    """
    ref = read(card)
    kind, sitting = FLOWS.cards.get(ref.kind), journey.sitting(ref.seance) if ref.seance else journey.current
    if kind is None or kind.view is None or sitting is None:
        return None
    if card != (sitting.card(ref.kind) if ref.seance else card_of(ref.kind)):
        return None
    lent = frozenset(one for one in FLOWS.lent("card", ref.kind) if one[0] is role) if kind.personal else NOTHING
    then = journey.lending(lent)
    if sitting.number < len(journey.sittings):
        then = replace(then, sittings=journey.sittings[: sitting.number])
    seen = kind.view(programme, then, sitting, ref, role)
    return seen.over() if seen is not None and journey.ended is not None else seen


def is_personal(programme: Programme, journey: Journey, post: Post) -> bool:
    """Whether a view of one's own may add to what both see, and leaves none of it out: the same, whatever it adds just now."""
    kind, roles = FLOWS.cards.get(read(post.key).kind), post.to.roles
    if kind is None or kind.view is None or len(roles) < 2:
        return False
    if not kind.personal and len(journey.languages(post.to)) == 1:
        return False  # it looks the same to both, and as it was posted
    readers = roles if kind.personal else roles[:1]
    seen = [view(programme, journey, post.key, role) for role in readers]
    return all(one is not None and all(part in one.parts for part in post.message.parts) for one in seen)
