"""Says what differs between two versions of the programme's files, séance by séance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import zip_longest

from bot.engine.programme import Item, Seance, Timing, Track
from content.read import Content
from content.versions.stored import EVERYBODYS, texts_of

_Said = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By language and name."""


@dataclass(frozen=True, slots=True)
class Change:
    what: str
    track: Track | None = None
    number: int = 0
    """The séance; without one it concerns all of them."""

    def concerns(self, track: Track, seance: int) -> bool:
        """Whether it lies ahead of a pair, or before it, that is in that séance."""
        return self.track is None or (self.track is track and self.number >= seance)

    def __str__(self) -> str:
        return self.what if self.track is None else f"{self.track}, séance {self.number}: {self.what}"


def changes(before: Content, after: Content) -> list[Change]:
    """What somebody who goes by `before` would notice of `after`, in the order of séances."""
    old, new = before.programme, after.programme
    found = [Change(f"cadence {old.cadence} → {new.cadence}")] if old.cadence != new.cadence else []
    found += [Change(what) for what in _times(old.timing, new.timing)]
    said = _said(before), _said(after)
    for track in Track:
        for number, (one, other) in enumerate(zip_longest(old.tracks[track], new.tracks[track]), 1):
            found += [Change(what, track, number) for what in _seance(one, other, said)]
    return found


def _times(old: Timing, new: Timing) -> Iterator[str]:
    for one in fields(Timing):
        name, was, now = one.name.replace("_", "-"), getattr(old, one.name), getattr(new, one.name)
        if was != now and name not in EVERYBODYS:
            yield f"timing {name} {was} → {now}"


def _said(content: Content) -> _Said:
    seances = [seance for track in content.programme.tracks.values() for seance in track]
    return {book.language: texts_of(book, seances) for book in content.books}


def _seance(old: Seance | None, new: Seance | None, said: tuple[_Said, _Said]) -> Iterator[str]:
    if old is None or new is None:
        yield "is new" if old is None else "is no more"
        return
    if old.prefix != new.prefix:
        yield f"is another one, {new.prefix} instead of {old.prefix}"
        return
    for name in ("minutes", "lead"):
        if (was := getattr(old, name)) != (now := getattr(new, name)):
            yield f"{name} {was} → {now}"
    if old.gated != new.gated:
        yield "opens only if both want to go on" if new.gated else "opens without a question whether to go on"
    yield from _named("activity", old.activities, new.activities)
    for part in ("title", "objective"):
        if where := _reworded(f"{old.prefix}-{part}", said):
            yield f"{part} is worded anew ({where})"
    yield from _items((*old.items, *old.repeated), (*new.items, *new.repeated), said)


def _items(old: Sequence[Item], new: Sequence[Item], said: tuple[_Said, _Said]) -> Iterator[str]:
    was, now = {item.id: item for item in old}, {item.id: item for item in new}
    yield from _named("item", tuple(was), tuple(now))
    for id in (id for id in now if id in was):
        if _bare(was[id]) != _bare(now[id]):
            yield f"{id} is used otherwise"
        if where := _reworded(id.replace(".", "-"), said):
            yield f"{id} is worded anew ({where})"
    if [id for id in was if id in now] != [id for id in now if id in was]:
        yield "items stand in another order"


def _named(kind: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """What is there no more, and what is there now."""
    for name in old:
        if name not in new:
            yield f"{kind} {name} is no more"
    for name in new:
        if name not in old:
            yield f"{kind} {name} is new"


def _bare(item: Item) -> tuple[object, ...]:
    """What its file says of it."""
    return (
        *(item.kind, item.readers, item.under, item.topic),
        *(item.optional, item.named_link, item.auto),
    )


def _reworded(name: str, said: tuple[_Said, _Said]) -> str:
    """The languages in which it reads otherwise, of those that both have."""
    old, new = said
    both = [language for language in old if language in new]
    return ", ".join(one for one in both if old[one].get(name) != new[one].get(name))
