"""An export to read: the same as its JSON, under headings, in the reader's language.

What a word of today is known for is said in it; anything else stands as it is kept, so that nothing is ever left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot.application.data_rights import words
from bot.engine.flows.continuation import words as continuation
from bot.engine.flows.evaluation import questions
from bot.engine.flows.evaluation import words as evaluation
from bot.engine.flows.status.words import TRACKS
from bot.engine.messages import Message, Say
from bot.engine.programme import Track
from bot.ports import Voice
from bot.text.plain import plain

KEYS: Mapping[str, Say] = {
    **{name: words.FIELD[name]() for name in words.FIELDS},
    **{name: evaluation.RATE[name]() for name in questions.NAMES},
    questions.HELPED: evaluation.HELPED(),
    "line": evaluation.REMARK(),
}
VALUES: Mapping[tuple[str, object], Say] = {
    **{(name, grade): evaluation.SCALES[grade]() for name in questions.NAMES for grade in questions.SCALE},
    **{(questions.HELPED, chip): evaluation.HELPED_BY[chip]() for chip in questions.CHIPS},
    **{("track", str(track)): TRACKS[track]() for track in Track},
    ("yes", True): continuation.YES(),
    ("yes", False): continuation.NO(),
}


def page(data: Mapping[str, Any], waiting: Sequence[Message], voice: Voice) -> str:
    """`data` is the export with its instants as instants; `waiting` are the messages that are owed."""
    return "".join(_Page(voice).drawn(data, waiting))


class _Page:
    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def drawn(self, data: Mapping[str, Any], waiting: Sequence[Message]) -> Iterator[str]:
        yield f"<p>{self._said(words.MADE(when=data['made']))}</p>"
        yield self._section(words.PERSON(), self._tree("", data["person"]))
        yield self._section(words.CALENDAR(), self._tree("", data["calendar"]))
        yield self._section(words.COORDINATES(), self._tree("", data["coordinates"]))
        for one in data["pairs"]:
            yield self._section(words.PAIR(partner=one["partner"]), self._tree("", one))
        yield self._section(words.MESSAGES(), "".join(self._messages(data["messages"], waiting)))
        yield self._section(words.CONTACTS(), self._tree("", data["contacts"]))
        yield self._section(words.NOTED(), self._tree("", data["noted"]))

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
            case dict():
                rows = ((name, self._tree(name, one)) for name, one in value.items())
                drawn = [f"<dt>{self._key(key, name)}</dt><dd>{one}</dd>" for name, one in rows if one]
                return f"<dl>{''.join(drawn)}</dl>" if drawn else ""
            case list() | tuple():
                items = [self._tree(key, one) for one in value]
                if all(not isinstance(one, (dict, list, tuple)) for one in value):
                    return ", ".join(items)
                return f"<ul>{''.join(f'<li>{one}</li>' for one in items if one)}</ul>"
            case _:
                return self._value(key, value)

    def _key(self, parent: str, name: Any) -> str:
        if parent == "by_seance":
            return self._said(words.SEANCE(seance=int(name)))
        known = KEYS.get(name)
        return escape(str(name)) if known is None else self._said(known)

    def _value(self, key: str, value: Any) -> str:
        known = VALUES.get((key, value))
        if known is not None:
            return self._said(known)
        if value is None or value is False:
            return ""
        if isinstance(value, datetime):
            return self._said(words.WHEN(when=value))
        return escape(str(value))

    def _said(self, say: Say) -> str:
        return escape(self._voice.label(say))
