"""Holds back in a pause what one of the two would bring the other by what they do, and says it once the pause is over.

1. A card that is there follows what happens to it: an edit notifies nobody. Who acts is answered, and coordinators get what
   was sent to them; nothing new comes to where the other one reads.
2. Of what was held back the journey keeps the key, and whose act it followed from. Once the pause is over and both are at
   work it is said as things stand then (`CardKind.later`, or its `view`), or not at all if nothing is left to say.
3. An end ends the pause too: what is over has its words (`leaving`), and nothing that waited is said any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from bot.engine.effects import Effect, Outcome, Post
from bot.engine.events import ByMember, Event
from bot.engine.flows import FLOWS
from bot.engine.flows.pause.state import WITHHELD, Withheld
from bot.engine.ids import CardId, read
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme
from bot.engine.steps.views import view


def held_back(before: Journey, outcome: Outcome, event: Event) -> Outcome:
    """What somebody's act makes of a journey at rest: where the other one reads, cards are only drawn again."""
    journey = outcome.journey
    if before.pause is None or journey.pause is None or journey.ended is not None or not isinstance(event, ByMember):
        return outcome
    new, effects = list[CardId](), list[Effect]()
    for effect in outcome.effects:
        if isinstance(effect, Post) and not effect.refresh and effect.to in (Place.PAIR, PRIVATE[event.actor.other]):
            new.append(effect.key)
            effect = replace(effect, refresh=True)
        effects.append(effect)
    return Outcome(_withheld(journey, new, event.actor, event.at), tuple(effects)) if new else outcome


def _withheld(journey: Journey, keys: list[CardId], actor: Role, at: datetime) -> Journey:
    held = journey.of(WITHHELD)
    return journey.keeping(WITHHELD, Withheld({**held.by, **dict.fromkeys(keys, actor)}, held.since or at))


def caught_up(programme: Programme, before: Journey, outcome: Outcome) -> Outcome:
    """The pause is over, and both may be told."""
    waited, journey = before.of(WITHHELD).by, outcome.journey
    if not waited or journey.of(WITHHELD).by:
        return outcome
    return replace(outcome, effects=(*outcome.effects, *_said(programme, journey, waited.items())))


def _said(programme: Programme, journey: Journey, waited: Iterable[tuple[CardId, Role]]) -> Iterator[Post]:
    for key, by in waited:
        ref = read(key)
        kind = FLOWS.cards.get(ref.kind)
        if kind is not None and kind.later is not None:
            if (post := kind.later(programme, journey, key, by)) is not None:
                yield post
        elif kind is not None and not kind.personal and (message := view(programme, journey, key, by)) is not None:
            yield Post(key, Place.PAIR, message, ref.seance)
