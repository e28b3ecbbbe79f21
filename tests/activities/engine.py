"""The walks through the engine alone: as they are written, or with every line as long as it may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.engine.effects import Post, Reply
from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.ids import read
from bot.engine.messages import Checklist, Choices, Entry, Form, Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from tests.activities.table import WALKS, Act, Walk
from tests.engine.simulator import Season
from tests.engine.walking import both_go_on, offered, question, through
from tests.values import actions, forms

HERE: Sequence[Walk] = [walk for walk in WALKS if walk.name in {flow.name for flow in FLOWS}]


def walks(track: Track) -> Iterator[Walk]:
    """In the order in which a season comes to them."""
    yield from sorted((walk for walk in HERE if walk.track is track), key=lambda walk: walk.after)


def missing() -> set[str]:
    """Activities without a walk."""
    return set(ACTIVITIES) - {walk.name for walk in WALKS}


def brought(season: Season, walk: Walk) -> Season:
    """To the séance in which the walk begins, with a date to choose from."""
    if len([one for one in season.journey.sittings if one.held is not None]) < walk.after:
        _catching_up(season)
        through(season, walk.after)
    if question(season) is not None:
        both_go_on(season)
    while season.journey.current is None or season.journey.current.number <= walk.after:
        assert season.next is not None
        season.wait(season.next[1])
    return offered(season)


def _catching_up(season: Season) -> None:
    """Cards that went out while the season was elsewhere are asked for."""
    for role in Role if season.journey.current is not None else ():
        season.type(role, "date")


@dataclass
class Walker:
    """Goes through the walks in the simulator. `line` is what every line is filled with, as much of it as a field takes."""

    season: Season
    line: str = ""
    last: dict[Role, str] = field(default_factory=dict)
    """The key of what each was answered last."""

    def goes(self, walk: Walk) -> None:
        season = brought(self.season, walk)
        acts = [act for act in walk.acts if not (self.line and act.action == "contact.drop")]
        for act in _repeated(acts) if self.line else acts:
            self.does(walk, act)
        season.at += timedelta(minutes=1)

    def does(self, walk: Walk, act: Act) -> None:
        season = self.season
        if act.waits:
            while not any(
                place is PRIVATE[act.who] and read(key).kind == act.waits for place, key in list(season.cards)
            ):
                due = season.next
                assert due is not None
                season.wait(due[1])
            self.last[act.who] = next(key for _, key in season.cards if read(key).kind == act.waits)
        if act.types:
            self._heard(act, len(season.shown), lambda: season.type(act.who, act.types))
        elif act.action:
            self._presses(walk, act)

    def _presses(self, walk: Walk, act: Act) -> None:
        season, (key, message) = self.season, self.card(walk, act)
        place = Place.PAIR if act.shared else PRIVATE[act.who]
        if act.fields is not None:
            (form,) = (one for one in forms(message) if one.action == act.action)
            fields = self._filled(form, act)
            self._heard(act, len(season.shown), lambda: season.submit(act.who, key, act.action, **fields))
            return
        if act.ticked is not None:
            values: tuple[str, ...] = self._boxes(message, act)
        else:
            values = next(one for one in actions(message)[act.action] if act.value in ("", *one))
        self._heard(act, len(season.shown), lambda: season.press(act.who, key, act.action, *values, place=place))

    def _boxes(self, message: Message, act: Act) -> tuple[str, ...]:
        assert act.ticked is not None
        (part,) = (one for one in message.parts if getattr(one, "action", "") == act.action)
        assert isinstance(part, Checklist | Choices)
        there = [one.value for one in (part.ticks if isinstance(part, Checklist) else part.options)]
        return tuple(there) if self.line else tuple(one for one in there if one in act.ticked)

    def _filled(self, form: Form, act: Act) -> Mapping[str, str]:
        said = {one.name: one.value for one in form.fields} | dict(act.fields or {})
        for name, days in act.days.items():
            said[name] = f"{self.season.at + timedelta(days=days):%Y-%m-%d}"
        if self.line:
            for number, one in enumerate(form.fields):
                if one.entry is Entry.LINE:
                    said[one.name] = f"{number}{len(self.season.events)}{self.line}"[: one.most or 500]
                elif one.entry is Entry.DATE:
                    said[one.name] = f"{self.season.at + timedelta(days=20):%Y-%m-%d}"
        return {one.name: said[one.name] for one in form.fields}

    def card(self, walk: Walk, act: Act) -> tuple[str, Message]:
        """Where it is done."""
        season = self.season
        if act.shared:
            found = [
                (key, card)
                for (place, key), card in reversed(season.cards.items())
                if place is Place.PAIR and read(key).kind == walk.card
            ]
            assert found or self.line, f"{walk.name}: no card of both"
            if found:
                return found[0]
        own = {key: card for (place, key), card in season.cards.items() if place is PRIVATE[act.who]}
        own |= {key: card for (role, key), card in season.answers.items() if role is act.who}
        here = [(self.last[act.who], own[self.last[act.who]])] if self.last.get(act.who) in own else []
        for key, card in (*here, *reversed(own.items())):
            if act.action in actions(card) or act.action in {form.action for form in forms(card)}:
                return key, card
        raise AssertionError(f"{walk.name}: {act.who} has nothing with {act.action}")

    def _heard(self, act: Act, before: int, does: object) -> None:
        assert callable(does)
        does()
        for one in self.season.shown[before:]:
            if isinstance(one.effect, Reply):
                self.last[act.who] = one.effect.key

    def messages(self, *, shared: bool = False) -> Iterator[tuple[str, Message]]:
        """All that was shown; or only where both read it."""
        for one in self.season.shown:
            match one.effect:
                case Post(key=key, to=to, message=message) if not shared or to is Place.PAIR:
                    yield key, message
                case Reply(key=key, message=message) if not shared:
                    yield key, message


def _repeated(acts: Sequence[Act]) -> Iterator[Act]:
    """Those that may be done several times, each with what follows it."""
    skip = False
    for act, after in zip(acts, [*acts[1:], None], strict=True):
        if skip:
            skip = False
        elif act.times > 1 and after is not None:
            skip = True
            for _ in range(act.times):
                yield from (act, after)
        else:
            yield act
