"""A pair as it is listed for coordinators, and which pairs a list is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.engine.flows.coordination.standing import Standing
from bot.engine.flows.digest.reasons import Reason
from bot.engine.journey import Stage
from bot.engine.people import Role
from bot.engine.programme import Track

COUNTED = 1000
"""Pairs of a list that are counted; with more of them it is « more than » so many, or each look would count very many."""


@dataclass(frozen=True, slots=True)
class PairFilter:
    """Which pairs are meant: those that are all of what is said here."""

    needing: bool = False
    """They need something, or something cannot be delivered to one of them."""
    stage: Stage | None = None
    """`Stage.SCHEDULING`: those that have no date."""
    seance: int | None = None
    """The one under way; without those that have ended."""
    track: Track | None = None
    language: str | None = None
    """That one of the two reads first."""
    asked: bool = False
    """One of them asked for a word that nobody has taken yet."""
    named: str = ""
    """As part of one of their names, however it is written."""
    undeliverable: bool = False
    """Something cannot be delivered to them, or to one of them."""


EVERY_PAIR = PairFilter()


@dataclass(frozen=True, slots=True)
class Undeliverable:
    reason: Reason
    since: datetime


@dataclass(frozen=True, slots=True)
class ListedPair:
    """A pair as it is listed."""

    standing: Standing
    names: Mapping[Role, str]
    people: Mapping[Role, str]
    """Their ids."""
    undeliverable: Undeliverable | None
    """The oldest that is not delivered."""
    place: str
    """Where it stands in the list: what follows comes `after` it."""


@dataclass(frozen=True, slots=True)
class PairPage:
    """One that was asked for without `after`, and has none, is all there is: it need not be counted."""

    pairs: tuple[ListedPair, ...] = ()
    after: str | None = None
    """Where the next page begins; None: there is none."""
