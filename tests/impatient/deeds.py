"""What impatient people do: a press, a choice, a form or a word, as the page sends it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.engine.people import Role
from tests.impatient.house import Json, Seen

EAGER = ("date.tap", "agenda.next", "agenda.end", "held.yes", "continuation.yes", "evaluation.done", "date.again")
"""What brings a season on: pressed more often than the rest, or few would come far."""

SELDOM = (
    *("held.not-met", "held.no", "held.moved", "held.absent"),
    *("pause", "continuation.no", "date.cancel", "date.move", "date.none"),
)


@dataclass(frozen=True)
class Deed:
    id: str
    kind: str
    """`press`, `submit` or `type`."""
    sender: str
    role: Role
    conversation: str
    pair: str = ""
    card: str = ""
    action: str = ""
    values: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    text: str = ""
    fresh: bool = field(default=True)
    """On the newest version of its card."""

    def json(self) -> Json:
        head = {"id": self.id, "as": self.sender, "conversation": self.conversation}
        on = {"pair": self.pair, "card": self.card, "action": self.action}
        match self.kind:
            case "type":
                return {**head, "text": self.text}
            case "submit":
                return {**head, **on, "fields": dict(self.fields)}
            case _:
                return {**head, **on, "values": list(self.values)}

    def again(self, id: str) -> Deed:
        return replace(self, id=id)

    def same_as(self, other: Deed) -> bool:
        return replace(self, id="") == replace(other, id="")

    @property
    def slot(self) -> datetime | None:
        return datetime.fromisoformat(self.values[0]) if self.values else None

    def __str__(self) -> str:
        what = self.text or f"{self.action} {', '.join(self.values)} on {self.card} of {self.pair}"
        return f"{self.sender}{'' if self.fresh else ', too late,'}: {self.kind} {what}"


def possible(seen: Seen, chance: random.Random) -> Iterator[Deed]:
    """Everything that can be done with a version of a card; who does it is filled in later."""
    blank = Deed("", "press", "", Role.MENTOR, seen.conversation, seen.pair, seen.key)
    for part in seen.content["parts"]:
        match part["kind"]:
            case "buttons":
                for button in part["buttons"]:
                    values = (button["value"],) if button["value"] else ()
                    yield replace(blank, action=button["action"], values=values)
            case "choices":
                options = [option["value"] for option in part["options"]]
                some = chance.sample(options, chance.randint(0, len(options))) if part["many"] else []
                values = tuple(some or chance.sample(options, 1))
                yield replace(blank, action=part["action"], values=values)
            case "checklist":
                own = [tick["value"] for tick in part["ticks"] if not tick["locked"]]
                values = tuple(chance.sample(own, chance.randint(0, len(own))))
                yield replace(blank, action=part["action"], values=values)
            case "form":
                fields = tuple((one["name"], _filled(one, chance)) for one in part["fields"])
                yield replace(blank, kind="submit", action=part["action"], fields=fields)
            case _:
                pass


def weight(deed: Deed) -> float:
    if deed.action in EAGER:
        return 6
    return 0.15 if deed.action in SELDOM or deed.values[:1] in [(one,) for one in SELDOM] else 1


def _filled(entry: Json, chance: random.Random) -> str:
    """As it stands, or what somebody in a hurry types."""
    typed: Sequence[str] = (entry["value"], entry["value"], "", "10:00", "2026-03-31", "Merci \ud83d", "x" * 30)
    return chance.choice(typed)
