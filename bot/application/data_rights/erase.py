"""Erases what is kept about one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Erased:
    person: str


def erase(unit: UnitOfWork, person: str, at: datetime) -> Erased:
    raise NotImplementedError
