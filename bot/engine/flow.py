"""A conversation, declared in one place: what it answers, what it waits for, what it keeps, and every sentence it can say.

1. A flow is a value. Nothing outside it names its actions, cards, timers or sentences, but another flow that calls it.
2. What belongs to one flow belongs to no other: `Flows` refuses two owners of a command, action, rule, card, kind of timer,
   state or sentence.
3. The order of flows means nothing: `Flows` sorts them by name.
4. A button of a journey that has ended, or rests, is answered kindly and changes nothing, unless its handler says otherwise.
5. A state says who may read it; a sentence says its variables.
6. Private words are lent to a flow's handlers for one step: those of its own slots, and of the slots that it `reads`. Its timers
   are lent none, so that no reminder hangs on them; nor are its hooks, unless it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post
from bot.engine.events import (
    CallBegan,
    CallEnded,
    Changed,
    Commanded,
    Delivered,
    Nudged,
    Presence,
    Pressed,
    RoomOpened,
    Submitted,
    Taken,
    Woke,
)
from bot.engine.ids import Action, CardId, Command, Ref, Rule
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.state import NOTHING, Lent, OwnState, SharedState, lending
from bot.engine.words import Sentence, Words, command_words

E = TypeVar("E", contravariant=True)
K = TypeVar("K")
V = TypeVar("V")

CardPhase = Literal["before", "during", "after"]
"""When a card comes, seen from its séance."""

Hook = Literal["resumed", "closed", "redrawn", "emptied", "room_opened"]

Wake = Callable[[Programme, Journey, Woke, Timer], Outcome]
"""Who acts when a timer of a rule rings."""


@dataclass(frozen=True)
class On(Generic[E]):
    """Who answers a button or a form, and when it still counts."""

    handle: Callable[[Programme, Journey, E], Outcome]
    ended: bool = False
    """It works after the journey's end, and so during a pause."""
    paused: bool = False
    """It works during a pause."""
    searches: bool = False
    """A date may be looked for or checked: both calendars are lent for this step."""
    coordinators: bool = False
    """Something may go to the coordinators, or they are named: who they are is lent for this step."""


@dataclass(frozen=True)
class OnCommand:
    """Who answers what people type; `event.text` is what follows the word. The flag `ended` is as for `On`."""

    handle: Callable[[Programme, Journey, Commanded], Outcome]
    order: int
    """Its place in the list of commands, from 1."""
    ended: bool = False
    paused: bool = True
    searches: bool = False
    any_pair: bool = False
    """It means the same in each pair of a person: nobody is asked which."""
    always: bool = False
    """It is answered once every journey of a person has ended, too."""
    beyond: bool = False
    """It speaks of the one who acts beyond this pair: their other pairs, what they have taken part in, and how long all is kept,
    are lent for this step."""
    coordinators: bool = False
    """It names the coordinators: who they are is lent for this step."""
    early: bool = False
    """It is answered before the two have said that they are willing, too: it says nothing of the other one."""
    overview: int = 0
    """Its place among what shows how a pair stands (Slack's Home); 0: it is not shown there."""


@dataclass(frozen=True)
class Timers:
    """What a flow waits for, derived from the journey alone."""

    derive: Callable[[Programme, Journey], Iterator[Timer]]
    kinds: tuple[str, ...]
    """The kinds in their ids (`ids.Ref.kind`)."""
    ended: bool = False
    """It still speaks unasked after the end."""
    paused: bool = False
    left: bool = False
    """… and once somebody has left."""
    searches: bool = False
    """A date may be looked for when they ring."""


@dataclass(frozen=True)
class CardKind:
    """A kind of card. `view` draws a shared one as `role` sees it now; None once it hangs on a date that was given up."""

    phase: CardPhase | None = None
    view: Callable[[Programme, Journey, Sitting, Ref, Role], Message | None] | None = None
    delivered: Callable[[Programme, Journey, Delivered], Journey] | None = None
    """A reminder hangs on it, so the journey keeps when it was first delivered; what else follows from that."""
    later: Callable[[Programme, Journey, CardId, Role], Post | None] | None = None
    """What is said once a pause is over that has held it back, by whose act it was; None if nothing is left to say. Without it
    a shared card comes as `view` draws it."""
    written: bool = False
    """It brings others what one of the two has written to them: whom its id names. Once they are erased it goes with them."""
    personal: bool = False
    """Each one's view holds words of theirs, or may: `view` is lent those of its reader. Whether it does just now shows nowhere.
    The view of any other kind is the same for both."""


@dataclass(frozen=True)
class Flow:
    """All that one conversation declares."""

    name: str
    words: tuple[Words, ...]
    commands: Mapping[Command, OnCommand] = field(default_factory=dict)
    presses: Mapping[Action, On[Pressed]] = field(default_factory=dict)
    submits: Mapping[Action, On[Submitted]] = field(default_factory=dict)
    wakes: Mapping[Rule, Wake] = field(default_factory=dict)
    outside: frozenset[Action] = frozenset()
    """Buttons and forms that the application answers: they need what no journey may hold."""
    timers: Timers | None = None
    cards: Mapping[str, CardKind] = field(default_factory=dict)
    """By kind: `date`, `prep`."""
    shared: tuple[SharedState[Any], ...] = ()
    own: tuple[OwnState[Any], ...] = ()
    reads: tuple[OwnState[Any], ...] = ()
    """Other flows' slots that its handlers show, or change through what they call."""
    lends: frozenset[Hook] = frozenset()
    """Those of its hooks that draw private cards anew: they are lent what the handlers are."""
    changed: Callable[[Programme, Journey, Changed], Outcome] | None = None
    nudged: Callable[[Programme, Journey, Nudged], Outcome] | None = None
    taken: Callable[[Programme, Journey, Taken], Outcome] | None = None
    call_began: Callable[[Programme, Journey, CallBegan], Outcome] | None = None
    call_ended: Callable[[Programme, Journey, CallEnded], Outcome] | None = None
    room_opened: Callable[[Programme, Journey, RoomOpened], Outcome] | None = None
    presence: Callable[[Programme, Journey, Presence], Outcome] | None = None
    """Who answers that somebody goes or comes back."""
    resumed: Callable[[Programme, Journey, datetime, datetime], Outcome] | None = None
    """What a pause from … to … makes of it."""
    closed: Callable[[Programme, Journey, Journey], Iterable[Post]] | None = None
    """What is over once a date was given up or agreed, a séance held, or the journey at its end: seen from before and after.
    Those cards lose their buttons."""
    redrawn: Callable[[Programme, Journey, Role], Iterable[Effect]] | None = None
    """What somebody's new language or hours draw anew."""
    follows: tuple[SharedState[Any], ...] = ()
    """Other flows' slots that its shared cards show."""
    followed: Callable[[Programme, Journey], Iterable[Post]] | None = None
    """What is drawn anew once one of them holds something else, whoever has changed it."""
    erased: Callable[[Journey, Role], Journey] | None = None
    """What is left of the pair's own state once what came from `role` is taken out."""
    carried: Callable[[Journey, Journey, Role], Journey] | None = None
    """The new pair of `role`, whose partner was replaced, with what goes with them: seen from the old pair and the new one."""
    emptied: Callable[[Programme, Journey, Role], Iterable[Post]] | None = None
    """The private cards of the one who stays that may show words of `role`, who was erased, drawn anew without them."""
    activity: bool = False
    """A séance's file may name it: `activities: [NAME]`."""

    @cached_property
    def lent(self) -> Lent:
        """The private words that its handlers are lent."""
        return lending((*self.own, *self.reads))

    def lent_to(self, hook: Hook) -> Lent:
        return self.lent if hook in self.lends else NOTHING


class TwoOwners(ValueError):
    """Two flows claim the same thing."""


class Flows:
    """The flows there are, and which of them each thing belongs to. Raises `TwoOwners`."""

    def __init__(self, flows: Iterable[Flow], common: Iterable[Words] = ()) -> None:
        """`common`: sentences that belong to no flow alone."""
        self._common = tuple(common)
        self._flows = tuple(sorted(flows, key=lambda flow: flow.name))
        _one_owner("flow", ((flow.name, flow) for flow in self._flows))
        _one_owner("sentence", ((sentence.id, sentence) for sentence in self.sentences()))
        _one_owner("state", ((slot.name, slot) for slot in (*self.shared, *self.own)))
        self._lent: dict[tuple[str, str], Lent] = {}
        self.commands = self._table("command", lambda flow: flow.commands)
        self.presses = self._table("action", lambda flow: flow.presses)
        self.submits = self._table("form", lambda flow: flow.submits)
        self.outside = self._table("action", lambda flow: dict.fromkeys(flow.outside, flow))
        _one_owner("action", ((action, 1) for table in (self.presses, self.submits, self.outside) for action in table))
        self.wakes = self._table("rule", lambda flow: flow.wakes)
        self.cards = self._table("card", lambda flow: flow.cards)
        self.timers = tuple(flow.timers for flow in self._flows if flow.timers is not None)
        self.timers_by_kind = _one_owner("kind of timer", ((kind, one) for one in self.timers for kind in one.kinds))
        self.changed = _at_most_one("changed", (flow.changed for flow in self._flows))
        self.nudged = _at_most_one("nudged", (flow.nudged for flow in self._flows))
        self.taken = _at_most_one("taken", (flow.taken for flow in self._flows))
        self.room_opened = _at_most_one("room opened", (flow.room_opened for flow in self._flows))
        self.room_lent = next((flow.lent_to("room_opened") for flow in self._flows if flow.room_opened), NOTHING)
        self.call_began = _at_most_one("call began", (flow.call_began for flow in self._flows))
        self.call_ended = _at_most_one("call ended", (flow.call_ended for flow in self._flows))
        self.presence = _at_most_one("presence", (flow.presence for flow in self._flows))

    def __iter__(self) -> Iterator[Flow]:
        return iter(self._flows)

    def _table(self, what: str, of: Callable[[Flow], Mapping[K, V]]) -> Mapping[K, V]:
        table = _one_owner(what, (entry for flow in self._flows for entry in of(flow).items()))
        self._lent |= {(what, str(key)): flow.lent for flow in self._flows for key in of(flow) if flow.lent}
        return table

    def lent(self, what: Literal["command", "action", "form", "rule", "card"], key: str) -> Lent:
        """The private words that whoever answers it is lent."""
        return self._lent.get((what, key), NOTHING)

    @cached_property
    def shared(self) -> tuple[SharedState[Any], ...]:
        return tuple(slot for flow in self._flows for slot in flow.shared)

    @cached_property
    def own(self) -> tuple[OwnState[Any], ...]:
        return tuple(slot for flow in self._flows for slot in flow.own)

    @cached_property
    def followed(self) -> tuple[SharedState[Any], ...]:
        """The slots that cards of other flows show."""
        return tuple({slot.name: slot for flow in self._flows for slot in flow.follows}.values())

    @cached_property
    def listed(self) -> tuple[Command, ...]:
        """The commands, in the order in which people read of them."""
        return tuple(sorted(self.commands, key=lambda command: (self.commands[command].order, command)))

    @cached_property
    def overview(self) -> tuple[Command, ...]:
        """What shows how a pair stands, in order."""
        shown = [(on.overview, command) for command, on in self.commands.items() if on.overview]
        return tuple(command for _, command in sorted(shown))

    @cached_property
    def activities(self) -> frozenset[str]:
        """What a séance's file may name."""
        return frozenset(flow.name for flow in self._flows if flow.activity)

    @cached_property
    def command_of_form(self) -> Mapping[Action, Command]:
        """The command that shows the card on which a form stands."""
        return {
            action: next(iter(flow.commands))
            for flow in self._flows
            if flow.commands
            for action in flow.submits
            if action not in flow.presses
        }

    @cached_property
    def activity_of(self) -> Mapping[Command, str]:
        """The activity that a command belongs to."""
        return {command: flow.name for flow in self._flows if flow.activity for command in flow.commands}

    @cached_property
    def activity_of_card(self) -> Mapping[str, str]:
        """The activity that a kind of card belongs to."""
        return {kind: flow.name for flow in self._flows if flow.activity for kind in flow.cards}

    @cached_property
    def written(self) -> frozenset[str]:
        """The kinds of messages that bring others what somebody has written to them."""
        return frozenset(kind for kind, card in self.cards.items() if card.written)

    @cached_property
    def shared_of(self) -> Mapping[str, tuple[str, ...]]:
        """The slots that a flow shares with the pair."""
        return {flow.name: tuple(slot.name for slot in flow.shared) for flow in self._flows}

    @cached_property
    def reminded(self) -> frozenset[str]:
        """The kinds of cards whose first delivery a journey hears of."""
        return frozenset(kind for kind, card in self.cards.items() if card.delivered is not None)

    def sentences(self) -> Iterator[Sentence[Any]]:
        """Everything that the engine can say, the words for its commands included."""
        for words in self._common:
            yield from words
        for flow in self._flows:
            for words in flow.words:
                yield from words
            for command in flow.commands:
                yield from command_words(command)

    def phase(self, kind: str) -> CardPhase | None:
        """When a kind of card comes; None for any other message."""
        card = self.cards.get(kind)
        return card.phase if card is not None else None


def _one_owner(what: str, entries: Iterable[tuple[K, V]]) -> Mapping[K, V]:
    table: dict[K, V] = {}
    for key, value in entries:
        if key in table:
            raise TwoOwners(f"the {what} «{key}» has two owners")
        table[key] = value
    return table


def _at_most_one(what: str, found: Iterable[V | None]) -> V | None:
    owners = [one for one in found if one is not None]
    if len(owners) > 1:
        raise TwoOwners(f"the event «{what}» has two owners")
    return owners[0] if owners else None
