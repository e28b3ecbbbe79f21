"""The programme as coordinators' links leave it: an item leads where they say, from then on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from bot.engine.programme import GivenLinks, Item, Programme, Seance

KEPT = 64
"""Programmes with links that are kept made: making one takes as long as a step."""


def linked(programme: Programme, links: GivenLinks, at: datetime) -> Programme:
    """Returns the programme with what coordinators gave, as it is shown at that instant."""
    return _linked(_Same(programme), links.at(at)) if links.given else programme


class _Same:
    """One programme, known by its identity: what it holds is too much to compare."""

    __slots__ = ("programme",)

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.programme is self.programme

    def __hash__(self) -> int:
        return id(self.programme)


@lru_cache(KEPT)
def _linked(one: _Same, given: tuple[tuple[str, str], ...]) -> Programme:
    addresses = dict(given)
    tracks = {
        track: tuple(_seance(seance, addresses) for seance in seances)
        for track, seances in one.programme.tracks.items()
    }
    return replace(one.programme, tracks=tracks)


def _seance(seance: Seance, addresses: Mapping[str, str]) -> Seance:
    items, repeated = (tuple(_item(item, addresses) for item in some) for some in (seance.items, seance.repeated))
    is_same = items == seance.items and repeated == seance.repeated
    return seance if is_same else replace(seance, items=items, repeated=repeated)


def _item(item: Item, addresses: Mapping[str, str]) -> Item:
    return replace(item, link=addresses[item.named_link]) if item.named_link in addresses else item
