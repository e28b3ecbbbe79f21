"""All that is kept about one person, for that person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from html import escape

from bot.ports import UnitOfWork, Voice


@dataclass(frozen=True, slots=True)
class Export:
    person: str
    at: datetime

    def json(self) -> str:
        return json.dumps({"person": self.person, "at": self.at.isoformat()}, indent=2)

    def page(self, voice: Voice) -> str:
        return f"<pre>{escape(self.json())}</pre>"


def export(_unit: UnitOfWork, person: str, at: datetime) -> Export:
    return Export(person, at)
