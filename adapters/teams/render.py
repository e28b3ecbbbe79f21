"""Renders a message as an Adaptive Card 1.5, which every Teams client shows, the mobile ones too.

What people typed stands in `RichTextBlock`s, where nothing is Markdown. Elements: https://adaptivecards.io/explorer
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, assert_never

import msgspec

from adapters.teams import limits
from adapters.teams.button_data import CHOICE, FIELD, VIEW, ButtonData, data, drawn, escaped, listed, viewing
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Entry,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Part,
    Say,
    Style,
    Table,
    Text,
    Tick,
    typed,
)
from bot.ports import Voice
from bot.text.memoized import MemoizedVoice
from bot.text.plain import plain
from bot.text.system_messages import KEEP, SAVED, SAVED_SO_FAR

Json = dict[str, object]

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_INPUTS: Mapping[Entry, Json] = {
    Entry.LINE: {"type": "Input.Text"},
    Entry.TEXT: {"type": "Input.Text", "isMultiline": True},
    Entry.DATE: {"type": "Input.Date"},
    Entry.TIME: {"type": "Input.Time"},
    Entry.CHOICE: {"type": "Input.ChoiceSet", "style": "compact", "wrap": True, "choices": []},
    Entry.PERSON: {
        "type": "Input.ChoiceSet",
        "style": "filtered",
        "choices": [],
        "choices.data": {"type": "Data.Query", "dataset": "graph.microsoft.com/users"},
    },
}
"""A person is looked for in the organisation by the client itself; the value is their Entra object id.
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/people-picker"""
_STYLES = {Style.PLAIN: "default", Style.PRIMARY: "positive", Style.DANGER: "destructive"}


def saved_card(message: Message, voice: Voice, pair: str, key: str) -> Json:
    """Returns the card for a reader who has just entered something on it that is kept now, and who reads so."""
    drawn_card = card(message, voice, pair, key)
    body = drawn_card["body"]
    if isinstance(body, list) and not any(str(element.get("id")).startswith(SAVED_ID) for element in body):
        body.append(_saved(voice, SAVED, SAVED_ID))
    return drawn_card


def card(message: Message, voice: Voice, pair: str = "", key: str = "", viewers: Sequence[str] = ()) -> Json:
    """Returns the card, its buttons marked with pair and key; in UTF-16 always under `limits.LARGEST` bytes.

    `viewers`, by their ids in conversations, have a view of their own: their clients ask for it.
    https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views
    """
    once = MemoizedVoice(voice)
    body = list(_TeamsDrawing(once, drawn(message, pair, key)).body(message))
    text = plain(message, once)
    whole = _whole(body, text, voice, limits.SPOKEN, None)
    if _size(whole) > limits.LARGEST:
        whole = _cut(body, text, voice)
    if viewers:
        asking: Json = {"type": "Action.Execute", "verb": VIEW, "data": viewing(pair, key)}
        whole["refresh"] = {"action": asking, "userIds": list(viewers[: limits.VIEWERS])}
    return whole


def summary(card: Json) -> str:
    """Returns what a notification says of a card."""
    text = " – ".join(line.strip() for line in str(card["fallbackText"]).split("\n") if line.strip())
    return text if len(text) <= limits.SUMMARY else f"{text[: limits.SUMMARY - 1]}…"


def _whole(body: Sequence[Json], text: str, voice: Voice, spoken: int, written: int | None) -> Json:
    return {
        "type": "AdaptiveCard",
        "$schema": SCHEMA,
        "version": "1.5",
        "lang": voice.language,
        "speak": _cropped(text, spoken),
        "fallbackText": text if written is None else _cropped(text, written),
        "body": list(body),
    }


def _cut(body: Sequence[Json], text: str, voice: Voice) -> Json:
    """Returns as much of the body as there is room for; keeps what can be pressed before what can only be read."""
    kept = list(body)
    for readable in (True, False):
        for element in reversed(body):
            whole = _whole(kept, text, voice, 200, 1000)
            if _size(whole) <= limits.LARGEST:
                return whole
            if (element["type"] in _READ) is readable and element in kept:
                kept.remove(element)
    return _whole(kept, text, voice, 200, 1000)


_READ = frozenset({"RichTextBlock", "TextBlock", "FactSet", "Container", "Table"})


def _size(value: Json) -> int:
    """Returns the size in UTF-16, exact where it may matter: a byte of UTF-8 never becomes more than two."""
    encoded = msgspec.json.encode(value)
    most = 2 * len(encoded)
    return most if most <= limits.LARGEST else len(encoded.decode().encode("utf-16-le"))


def _cropped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


class _TeamsDrawing:
    def __init__(self, voice: Voice, common: ButtonData) -> None:
        self._voice, self._common = voice, common
        self._above = ""
        """What was said last: what a button is about."""

    def body(self, message: Message) -> Iterator[Json]:
        if message.title is not None:
            self._above = self._voice.label(message.title)
            yield self._title(self._voice.label(message.title), "Large", heading=True)
        groups = groupby(message.parts, lambda part: isinstance(part, Checklist | Choices))
        for number, (entered, run) in enumerate(groups):
            parts = list(run)
            for part in parts:
                yield from self._part(part)
                self._above = _last_words(part, self._voice) or self._above
            if entered and (any(map(_own_ticks, parts)) or not _has_button(message)):
                yield self._keep()
                if any(map(_holds, parts)):
                    yield _saved(self._voice, SAVED_SO_FAR, f"{SAVED_ID}:{number}")

    def _part(self, part: Part) -> Iterator[Json]:
        voice = self._voice
        match part:
            case Text(line=line, quiet=quiet):
                yield from self._line(line, quiet=quiet)
            case Facts(rows=rows):
                yield from self._facts([(voice.label(row.label), voice.prose(row.value)) for row in rows])
            case Bullets(lines=lines, title=title):
                if title is not None:
                    yield self._title(voice.label(title))
                for line in lines:
                    yield from self._line(line, before="• ")
            case Table():
                yield self._table(part)
            case Checklist(action=action, ticks=ticks, title=title):
                yield from self._checklist(action, ticks, "" if title is None else voice.label(title))
            case Choices():
                yield self._choices(part)
            case Buttons(buttons=buttons):
                for start in range(0, len(buttons), limits.BUTTONS_IN_A_ROW):
                    row = buttons[start : start + limits.BUTTONS_IN_A_ROW]
                    yield {"type": "ActionSet", "actions": [self._button(button) for button in row]}
            case Form(action=action, fields=fields, submit=submit):
                yield from (self._field(action, field) for field in fields)
                submitted = self._execute(voice.label(submit), action, data(self._common, action, form=True))
                yield {"type": "ActionSet", "actions": [submitted]}
            case Chart(title=title, bars=bars):
                yield from self._chart(voice.label(title), [(voice.label(bar.label), bar.value) for bar in bars])
            case _:
                assert_never(part)

    # What is read

    def _title(self, text: str, size: str = "Default", *, heading: bool = False) -> Json:
        if _is_plain(text):
            block: Json = {"type": "TextBlock", "text": text, "weight": "Bolder", "size": size, "wrap": True}
            return block | {"style": "heading"} if heading else block
        return _rich([_run(text, weight="Bolder", size=size)])

    def _line(self, line: Line, before: str = "", *, quiet: bool = False) -> Iterator[Json]:
        """Yields a paragraph a line, with the link at the end of the last."""
        said = [part for part in self._voice.prose(line.say).split("\n") if part.strip()] or [""]
        small = {"isSubtle": True, "size": "Small"} if quiet else {}
        for number, text in enumerate(said):
            runs = [_run((before if number == 0 else "") + text, **small)]
            if line.link and number == len(said) - 1:
                link = {"type": "Action.OpenUrl", "url": line.link, "title": line.link}
                runs.append(_run(f" {_host(line.link)} ↗", selectAction=link, color="Accent", **small))
            yield _rich(runs) | ({"spacing": "Small"} if before or number else {})

    def _facts(self, rows: Sequence[tuple[str, str]]) -> Iterator[Json]:
        if all(_is_plain(label) and _is_plain(value) for label, value in rows):
            yield {"type": "FactSet", "facts": [{"title": label, "value": value} for label, value in rows]}
            return
        for label, value in rows:
            yield _rich([_run(f"{label}  ", weight="Bolder"), _run(value.replace("\n", " · "))]) | {"spacing": "Small"}

    def _table(self, part: Table) -> Json:
        """Returns a table of two columns, for which a phone has room: what a row is about, and all the rest below one another.

        Its first row is its head: that need not be said, and the schema and clients say it by different names.
        """
        headings = [self._title(self._voice.label(column)) for column in part.columns]
        rows = [headings, *([self._cell(cell, n) for n, cell in enumerate(row.cells)] for row in part.rows)]
        return {
            "type": "Table",
            "columns": [{"width": 2}, {"width": 3}],
            "rows": [{"type": "TableRow", "cells": [_stacked(row[:1]), _stacked(row[1:])]} for row in rows],
        }

    def _cell(self, said: Say, column: int) -> Json:
        """What a row is about stands out, and what comes after the first thing that is said of it steps back."""
        how = {0: {"weight": "Bolder"}, 1: {}}.get(column, {"isSubtle": True})
        drawn = _rich([_run(self._voice.prose(said), **how)])
        return drawn | {"spacing": "None"} if column > 1 else drawn

    def _chart(self, title: str, bars: Sequence[tuple[str, int]]) -> Iterator[Json]:
        """Yields Teams' own chart, which clients that do not know it drop, and its figures as text."""
        yield self._title(title)
        if bars:
            yield {
                "type": "Chart.VerticalBar",
                "data": [{"x": label, "y": value} for label, value in bars],
                "showBarValues": True,
                "fallback": "drop",
            }
        for label, value in bars:
            yield _rich([_run(f"{label}  "), _run(str(value), weight="Bolder")]) | {"spacing": "Small"}

    # What is chosen, typed and pressed

    def _checklist(self, action: str, ticks: Sequence[Tick], title: str) -> Iterator[Json]:
        own = [tick for tick in ticks if not tick.locked]
        if own:  # its title is the label
            options = [(tick.value, self._voice.prose(tick.line.say).replace("\n", " ")) for tick in own]
            chosen = [tick.value for tick in own if tick.ticked]
            yield self._choice_set(action, title or "☑", options, chosen, many=True)
        elif title:
            yield self._title(title)
        for tick in ticks:
            if tick.locked:
                yield from self._line(tick.line, before="☑ " if tick.ticked else "☐ ")
        for tick in own:
            if tick.line.link:
                yield from self._line(replace(tick.line, say=_ARROW))

    def _choices(self, part: Choices) -> Json:
        options = [(option.value, self._voice.label(option.label)) for option in part.options]
        return self._choice_set(part.action, self._voice.label(part.label), options, part.chosen, many=part.many)

    def _choice_set(
        self, action: str, label: str, options: Sequence[tuple[str, str]], chosen: Sequence[str], *, many: bool
    ) -> dict[str, Any]:
        return {
            "type": "Input.ChoiceSet",
            "id": CHOICE + action,
            "label": label,
            "style": "expanded",
            "isMultiSelect": many,
            "wrap": True,
            "value": listed(chosen),
            "choices": [{"title": title, "value": escaped(value)} for value, title in options],
        }

    def _field(self, action: str, field: Field) -> Json:
        label = self._voice.label(field.label)
        found: Json = {**_INPUTS[field.entry], "id": f"{FIELD}{action}:{field.name}", "label": label}
        if field.value:
            found["value"] = field.value
        if field.entry in (Entry.LINE, Entry.TEXT) and field.most:
            found["maxLength"] = field.most
        if field.options:
            found["choices"] = [
                {"title": self._voice.label(option.label), "value": escaped(option.value)} for option in field.options
            ]
        return found

    def _button(self, button: Button) -> Json:
        label = self._voice.label(button.label)
        values = (button.value,) if button.value else ()
        title = f"✓ {label}" if button.pressed and not label.startswith("✓") else label
        pressed = self._execute(title, button.action, data(self._common, button.action, values), button.style)
        return pressed if button.confirm is None else self._asking(title, button, button.confirm, pressed)

    def _asking(self, title: str, button: Button, question: Say, pressed: Json) -> Json:
        """Returns a button that shows a question below the card first; pressing it again takes the question away."""
        asked = [_rich([_run(self._voice.prose(question))]), {"type": "ActionSet", "actions": [pressed]}]
        style = _STYLES[button.style]
        card = {"type": "AdaptiveCard", "body": asked}
        shown: Json = {"type": "Action.ShowCard", "title": _cropped(title, limits.BUTTON), "style": style, "card": card}
        return shown | self._tooltip(title)

    def _tooltip(self, title: str) -> Json:
        """Says what a button is about, for who goes from one to the next and hears nothing of what stands around them."""
        said = title if self._above in title else f"{title} – {self._above}"
        return {"tooltip": _cropped(" ".join(said.split()), limits.TOOLTIP)} if said != title else {}

    def _keep(self) -> Json:
        title = self._voice.label(KEEP)
        return {"type": "ActionSet", "actions": [self._execute(title, "keep", data(self._common, ""), Style.PRIMARY)]}

    def _execute(self, title: str, verb: str, hidden: Json, style: Style = Style.PLAIN) -> Json:
        inputs = bool(self._common.shown or self._common.typed)
        common: Json = {
            "title": _cropped(title, limits.BUTTON),
            "style": _STYLES[style],
            "data": hidden,
            "associatedInputs": "auto" if inputs else "none",
        }
        common |= self._tooltip(title)
        submit: Json = {"type": "Action.Submit", **common}
        return {"type": "Action.Execute", "verb": verb, **common, "fallback": submit}


_ARROW = typed("↳")


def _last_words(part: Part, voice: Voice) -> str:
    match part:
        case Text(line=line, quiet=False):
            return voice.prose(line.say)
        case Bullets(title=Say() as title) | Checklist(title=Say() as title) | Choices(label=title):
            return voice.label(title)
        case _:
            return ""


SAVED_ID = "saved"


def _saved(voice: Voice, said: Say, id: str) -> Json:
    return _rich([_run(f"✓ {voice.label(said)}", isSubtle=True, size="Small")]) | {"id": id, "spacing": "Small"}


def _holds(part: Part) -> bool:
    """Returns whether something is chosen or ticked there, which is kept therefore."""
    match part:
        case Choices(chosen=chosen):
            return bool(chosen)
        case Checklist(ticks=ticks):
            return any(tick.ticked and not tick.locked for tick in ticks)
        case _:
            return False


def _own_ticks(part: Part) -> bool:
    return isinstance(part, Checklist) and not all(tick.locked for tick in part.ticks)


def _has_button(message: Message) -> bool:
    """Returns whether a primary button ends the card, which sends what was entered as well."""
    return any(
        button.style is Style.PRIMARY for part in message.parts if isinstance(part, Buttons) for button in part.buttons
    )


def _stacked(items: Sequence[Json]) -> Json:
    return {"type": "TableCell", "items": list(items)}


def _rich(runs: Sequence[Json]) -> Json:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **how: object) -> Json:
    return {"type": "TextRun", "text": _literal(text), **how}


def _literal(text: str) -> str:
    """Escapes `{{DATE(…)}}` and `{{TIME(…)}}`, which cards replace and a person may have typed."""
    return text.replace("{{", "{\u200b{")


_MARKDOWN = frozenset("*_[]\\`~<>#|{}&\n")


def _is_plain(text: str) -> bool:
    """Returns whether nothing in it can be taken for Markdown."""
    return not _MARKDOWN.intersection(text) and text.lstrip()[:1] not in {"-", "+", "•"} and not _numbered(text)


def _numbered(text: str) -> bool:
    first = text.lstrip().partition(".")[0]
    return "." in text and first.isdecimal()


def _host(link: str) -> str:
    return link.partition("://")[2].partition("/")[0] or link
