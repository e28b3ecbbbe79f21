"""Writes what is shown and done, row by row: as text for people, as JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.date import words
from bot.engine.ids import read
from bot.engine.messages import Message
from bot.engine.people import Place, Role
from bot.infra.clock import Clock
from bot.ports import Answer, OutboxMessage, Person, Sent, Voice, Voices
from bot.ports.calendars.events import Entry
from bot.text.plain import plain


@dataclass(frozen=True)
class Row:
    """A row is a message, what a person did, or what became of an event in a calendar. `seance` is 0 for what belongs to none."""

    seance: int
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A message as its readers see it."""

    message: Message
    text: str
    place: Place
    to: str
    key: str
    seance: int
    update: bool
    """In place of an earlier one."""


@dataclass
class Transcript:
    """Is the channel that the worker delivers to, and writes it down. It tells `heard` of every delivery."""

    clock: Clock
    voices: Voices
    heard: Callable[[OutboxMessage], None]
    held: Callable[[str], Sequence[int]]
    """The séances that hold an activity."""
    rows: list[Row] = field(default_factory=list)
    cards: dict[tuple[str, str], OutboxMessage] = field(default_factory=dict)
    name: str = "local"
    looks_up: bool = True
    _latest: int = 0
    """The séance that was spoken of last: what an activity shows at no séance of its own belongs to that one."""

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        self._latest = max(self._latest, post.seance)
        post = replace(post, seance=self._seance(post.key, post.seance))
        self.cards[post.lane.place, post.key] = post
        text = plain(post.message, self.voices(post.languages, post.zones))
        self._message(_Seen(post.message, text, post.to, post.to.value, post.key, post.seance, bool(post.card)), post)
        self.heard(post)
        return Sent(post.lane.place, post.key)

    def _seance(self, key: str, seance: int) -> int:
        """Of an activity that belongs to one séance alone, that one, or a later one in which it is used again."""
        activity = FLOWS.activity_of_card.get(kind := read(key).kind)
        if seance or activity is None:
            return seance
        held = self.held(activity)
        if len(held) != 1:
            return self._latest
        return held[0] if FLOWS.phase(kind) == "after" else max(held[0], self._latest)

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None:
        pass

    def answered(self, answer: Answer, place: Place, actor: Role, seance: int) -> None:
        """Writes down an answer that the actor alone sees."""
        text, seance = plain(answer.message, answer.voice), self._seance(answer.key, seance)
        self._message(_Seen(answer.message, text, place, actor.value, answer.key, seance, answer.redraw))

    def did(self, actor: Role, place: Place, seance: int, did: str) -> None:
        self._row(seance, {"actor": actor.value, "place": place.value, "seance": seance or None, "did": did})

    def entered(self, owner: Role, service: str, deed: str, entry: Entry, voice: Voice) -> None:
        """Writes down what became of an event in somebody's calendar, and how it reads."""
        place = [entry.place] if entry.place and entry.place not in entry.text else []
        lines = [entry.title, voice.prose(words.AT(when=entry.start)), *place, "", entry.text]
        self._row(
            self._latest,
            {
                "calendar": owner.value,
                "service": service,
                "seance": self._latest,
                "event": deed,
                "start": entry.start.isoformat(),
                "end": entry.end.isoformat(),
                "text": "\n".join(lines),
            },
        )

    def _message(self, seen: _Seen, post: OutboxMessage | None = None) -> None:
        """`post` is None for an answer."""
        self._row(
            seen.seance,
            {
                "place": seen.place.value,
                "to": seen.to,
                "key": seen.key,
                "seance": seen.seance or None,
                "phase": FLOWS.phase(read(seen.key).kind),
                "items": list(_items(seen)),
                "unprompted": post is not None and post.unprompted,
                "update": seen.update,
                "reply": post is None,
                "text": seen.text,
            },
        )

    def _row(self, seance: int, data: Mapping[str, object]) -> None:
        self.rows.append(Row(seance, {"at": self.clock.now().isoformat(), **data}))


def _items(seen: _Seen) -> Iterable[str]:
    """The programme's items that it shows; those that its activity is about, if no line of it is the guide's."""
    activity = FLOWS.activity_of_card.get(read(seen.key).kind)
    return seen.message.items() or (ACTIVITIES[activity].items if activity else ())


def as_jsonl(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row.data, ensure_ascii=False)


def as_text(rows: Iterable[Row], names: Mapping[str, str]) -> Iterator[str]:
    """Yields the lines of a transcript; `names` gives people for roles. Private cards that are only drawn again are left out."""
    day = ""
    for row in rows:
        data = row.data
        if data.get("update") and data["to"] != "pair" and not data["reply"]:
            continue
        at = datetime.fromisoformat(str(data["at"]))
        if (today := f"{at:%Y-%m-%d}") != day:
            day = today
            yield f"\n──── {today} ────"
        if "did" in data:
            yield f"\n{at:%H:%M} {names[str(data['actor'])]} → {data['did']}"
            continue
        if "event" in data:
            yield f"\n{at:%H:%M} ▦ {names[str(data['calendar'])]}, {data['service']}  [{data['event']}]"
            yield from _indented(str(data["text"]))
            continue
        to = " + ".join(names[role] for role in (("mentor", "mentee") if data["to"] == "pair" else (str(data["to"]),)))
        mark = (" ↩" if data["reply"] else "") + (" ↻" if data["update"] else "")
        yield f"\n{at:%H:%M} ▷ {to}{mark}  [{data['key']}]"
        yield from _indented(str(data["text"]))


def _indented(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"    {line}" if line else ""
