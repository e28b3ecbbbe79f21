"""An export to read: the same as its JSON, under headings, in the reader's language.

What has a name today is said by it; anything else stands as it is kept. The marks by which the bot knows what it has said
already are left to the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot.application.data_rights import words
from bot.engine.flows.calendar import words as calendar
from bot.engine.flows.continuation import words as continuation
from bot.engine.flows.digest import words as digest
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.totals import Level
from bot.engine.flows.evaluation import questions
from bot.engine.flows.evaluation import words as evaluation
from bot.engine.flows.fit import words as fit
from bot.engine.flows.fit.answers import Feeling
from bot.engine.flows.goals import words as goals
from bot.engine.flows.goals.state import Progress
from bot.engine.flows.language import words as language
from bot.engine.flows.settings import words as settings
from bot.engine.flows.shadowing import words as shadowing
from bot.engine.flows.shadowing.state import How, Kind
from bot.engine.flows.status.words import TRACKS
from bot.engine.messages import Message, Say
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import Act, Voice
from bot.text.plain import plain

KEYS: Mapping[str, Say] = {
    **{name: words.FIELD[name]() for name in words.FIELDS},
    **{name: evaluation.RATE[name]() for name in questions.NAMES},
    **{name: digest.RATE[name]() for name in questions.OF_MENTEE},  # in words that hold for either role
    **{role: words.ROLES[role]() for role in Role},
    questions.HELPED: evaluation.HELPED(),
}
WITHIN: Mapping[tuple[str, str], Say] = {
    ("hours", "start"): settings.START(),
    ("hours", "end"): settings.END(),
    ("hours", "days"): settings.DAYS(),
    ("hours", "edge"): settings.EDGE(),
    ("hours", "usual"): settings.USUAL(),
    ("hours", "minutes"): settings.MINUTES(),
    ("hours", "every"): settings.EVERY(),
    ("hours", "holidays"): settings.HOLIDAYS(),
    ("fit", "told"): words.FIELD["fit-told"](),
    ("off", "first"): settings.AWAY_FIRST(),
    ("off", "last"): settings.AWAY_LAST(),
}
"""What a field is called within another, where its name alone would say something else."""
_LEVELS = [(str(level), words.LEVELS[level]) for level in Level]
VALUES: Mapping[tuple[str, object], Say] = {
    **{(name, grade): evaluation.SCALES[grade]() for name in questions.NAMES for grade in questions.SCALE},
    **{(name, level): said() for name in questions.NAMES for level, said in _LEVELS},
    **{(questions.HELPED, chip): evaluation.HELPED_BY[chip]() for chip in questions.CHIPS},
    **{("feeling", str(feeling)): fit.FEELING[feeling]() for feeling in Feeling},
    **{("tone", str(tone)): digest.FIT[tone]() for tone in Tone},
    **{("track", str(track)): TRACKS[track]() for track in Track},
    **{("role", str(role)): words.ROLES[role]() for role in Role},
    **{("kind", str(kind)): words.OFF[kind]() for kind in words.OFF},
    **{("days", day): settings.WEEKDAYS[day]() for day in range(7)},
    **{("edge", minutes): settings.EDGES[minutes]() for minutes in (0, 30, 60)},
    **{("what", str(act)): words.ACTS[act.name.lower()]() for act in Act},
    **{("who", who): words.WHO[who]() for who in words.WHO},
    **{("kind", str(kind)): shadowing.KINDS[kind]() for kind in Kind},
    **{("how", str(how)): shadowing.HOWS[how]() for how in How},
    **{("progress", str(one)): goals.PROGRESS[one]() for one in Progress},
    ("suits", True): shadowing.SUITS(),
    ("suits", False): shadowing.SUITS_NOT(),
    ("minutes", 0): settings.NO_WISH(),
    ("every", 0): settings.NO_WISH(),
    ("writes", True): calendar.WRITES_YES(),
    ("yes", True): continuation.YES(),
    ("yes", False): continuation.NO(),
    ("unreadable", True): words.UNREADABLE(),
}
SAID_BY: Mapping[str, Callable[[str], Say]] = {
    "languages": lambda code: language.NAMED(code=code),
    "zone": lambda zone: settings.ZONE_OF(zone=zone),
    "holidays": lambda code: settings.HOLIDAYS_OF(code=code),
}
MARKS = frozenset(
    {
        *(("person", name) for name in ("id", "chosen")),
        *(("pairs", name) for name in ("id", "shown", "done", "postponed")),
        *(("seances", name) for name in ("round", "prep", "done")),
        *(("goals", name) for name in ("recalled", "named")),
        ("steps", "closed"),
        ("takeaways", "given"),
    }
)
"""What is the bot's own, and tells a person nothing."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")


def page(data: Mapping[str, Any], waiting: Sequence[Message], voice: Voice) -> str:
    """`data` is the export as builtins; `waiting` are the messages that are owed."""
    return "".join(_Page(voice).drawn(data, waiting))


class _Page:
    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def drawn(self, data: Mapping[str, Any], waiting: Sequence[Message]) -> Iterator[str]:
        yield f"<p>{self._said(words.MADE(when=data['made']))}</p>"
        yield self._section(words.PERSON(), self._tree("person", data["person"]))
        yield self._section(words.CALENDAR(), self._tree("calendar", data["calendar"]))
        yield self._section(words.COORDINATES(), self._tree("coordinates", data["coordinates"]))
        for one in data["pairs"]:
            yield self._section(words.PAIR(partner=one["partner"]), self._tree("pairs", one))
        yield self._section(words.MESSAGES(), "".join(self._messages(data["messages"], waiting)))
        yield self._section(words.CONTACTS(), self._tree("contacts", data["contacts"]))
        yield self._section(words.COUNTED(), self._tree("counted", data["counted"]))
        if data["announced"]:
            yield self._section(words.ANNOUNCED(), self._tree("announced", data["announced"]))
        yield self._section(words.NOTED(), self._tree("noted", data["noted"]))

    def _section(self, title: Say, body: str) -> str:
        return f"<h2>{self._said(title)}</h2>{body or f'<p>{self._said(words.NOTHING())}</p>'}"

    def _messages(self, kept: Sequence[Mapping[str, Any]], waiting: Sequence[Message]) -> Iterator[str]:
        texts = iter([plain(message, self._voice) for message in waiting])
        for one in kept:
            text = str(one["content"].get("text", "")) if one["where"] == "page" else next(texts)
            at = "" if one["at"] is None else f"<p><small>{self._value('', one['at'])}</small></p>"
            yield f"{at}<pre>{escape(text)}</pre>"

    def _tree(self, key: str, value: Any) -> str:
        """A value as HTML; empty for one that says nothing."""
        match value:
            case {"by_seance": dict(inner)}:
                return self._tree("by_seance", inner)
            case dict():
                rows = ((name, self._tree(str(name), one)) for name, one in value.items() if (key, name) not in MARKS)
                drawn = [f"<dt>{self._key(key, name)}</dt><dd>{one}</dd>" for name, one in rows if one]
                return f"<dl>{''.join(drawn)}</dl>" if drawn else ""
            case list() | tuple():
                items = [self._tree(key, one) for one in value]
                if all(not isinstance(one, (dict, list, tuple)) for one in value):
                    return " · ".join(items)
                return f"<ul>{''.join(f'<li>{one}</li>' for one in items if one)}</ul>"
            case _:
                return self._value(key, value)

    def _key(self, parent: str, name: Any) -> str:
        if parent == "by_seance":
            return self._said(words.SEANCE(seance=int(name)))
        known = WITHIN.get((parent, name)) or KEYS.get(name)
        return escape(str(name)) if known is None else self._said(known)

    def _value(self, key: str, value: Any) -> str:
        known = VALUES.get((key, value))
        if known is not None:
            return self._said(known)
        if value is None or value is False or value == "":
            return ""
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            value = datetime.fromisoformat(value)
        if isinstance(value, datetime):
            return self._said(words.WHEN(when=value))
        if key in SAID_BY:
            return self._said(SAID_BY[key](value))
        return escape(str(value))

    def _said(self, say: Say) -> str:
        return escape(self._voice.label(say))
