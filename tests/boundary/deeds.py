"""Everything that can be pressed, sent or opened, with whatever a hand that makes requests may put into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from bot.application.interaction_router import CHOOSE_PAIR
from bot.engine.flows import FLOWS
from bot.engine.flows.common import RUN
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.people import Role
from bot.ports import Address, Answer, CardPress, FormSubmission
from tests.boundary.house import MARK, House

ACTIONS = sorted({*FLOWS.presses, *FLOWS.submits, *FLOWS.outside, RUN, CHOOSE_PAIR, nudge_actions.ASK, "rubbish"})
CARDS = sorted(
    {f"s{n}.{kind}{whose}" for n in (1, 2) for kind in FLOWS.cards for whose in ("", *(f".{role}" for role in Role))}
)
WORDS = sorted({*FLOWS.commands, "statut", "évaluation", "préparation", "dates", "bonjour", MARK, ""})


@dataclass(frozen=True)
class Deed:
    kind: str
    """`press`, `submit` or `view`."""
    pair: str
    card: str
    action: str
    values: tuple[str, ...]
    conversation: str

    def at(self, pair: str) -> Deed:
        """The same, of another pair."""
        return replace(
            self,
            pair=pair,
            values=tuple(value.replace(self.pair, pair) for value in self.values),
            conversation=self.conversation.replace(self.pair, pair),
        )


def deeds(pair: str, cards: Sequence[str]) -> st.SearchStrategy[Deed]:
    """On a pair, whoever does it."""
    values = st.sampled_from(
        [pair, *WORDS, *(f"{pair} {word}" for word in WORDS), "4", "yes", "2026-01-13T09:00:00+00:00"]
    )
    return st.builds(
        Deed,
        st.sampled_from(["press", "press", "submit", "view"]),
        st.just(pair),
        st.sampled_from([*cards, *CARDS, "", "rubbish"]),
        st.sampled_from(ACTIONS),
        st.lists(values, max_size=2).map(tuple),
        st.sampled_from([f"pair:{pair}", "dm:somebody", ""]),
    )


def done(house: House, who: Address, deed: Deed, id: str) -> Sequence[Answer]:
    """What they are shown; nothing of it lasts."""
    match deed.kind:
        case "press":
            press = CardPress(id, who, deed.conversation, deed.pair, deed.card, deed.action, deed.values)
            return house.stage.run(house.router.pressed(press))
        case "submit":
            fields = dict.fromkeys(("remark", "day", "time", "zone", "link"), "".join(deed.values))
            form = FormSubmission(id, who, deed.conversation, deed.pair, deed.card, deed.action, fields)
            return house.stage.run(house.router.submitted(form))
        case _:
            seen = house.stage.run(house.router.viewed(who, deed.pair, deed.card))
            return [] if seen is None else [seen]
