"""Renders a message as the JSON that the page draws: what is said and what can be pressed, not how it looks."""

from __future__ import annotations

from typing import assert_never

from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Part,
    Say,
    Table,
    Text,
)
from bot.ports import Voice
from bot.text.plain import plain
from bot.text.system_messages import LEAVE_IT

Json = dict[str, object]


def render(message: Message, voice: Voice) -> Json:
    """Returns the message in the voice's words: `language`, `title`, `parts` in order, and all of it as plain `text`.

    A part has its `kind` and the fields of its class in `bot.engine.messages`; every line keeps its `item`.
    """
    return {
        "language": voice.language,
        "title": _title(message.title, voice),
        "parts": [_part(part, voice) for part in message.parts],
        "text": plain(message, voice),
    }


def _part(part: Part, voice: Voice) -> Json:
    match part:
        case Text(line=line, quiet=quiet):
            return {"kind": part.kind, **_line(line, voice), "quiet": quiet}
        case Facts(rows=rows):
            facts = [{"label": voice.label(row.label), "value": voice.prose(row.value)} for row in rows]
            return {"kind": part.kind, "rows": facts}
        case Bullets(lines=lines, title=title):
            return {
                "kind": part.kind,
                "title": _title(title, voice),
                "lines": [_line(line, voice) for line in lines],
            }
        case Table(title=title, columns=columns, rows=rows):
            return {
                "kind": part.kind,
                "title": voice.label(title),
                "columns": [voice.label(column) for column in columns],
                "rows": [[voice.prose(cell) for cell in row.cells] for row in rows],
            }
        case Checklist(action=action, ticks=ticks, title=title):
            entries = [
                {"value": tick.value, **_line(tick.line, voice), "ticked": tick.ticked, "locked": tick.locked}
                for tick in ticks
            ]
            return {"kind": part.kind, "action": action, "title": _title(title, voice), "ticks": entries}
        case Choices():
            options = [{"value": option.value, "label": voice.label(option.label)} for option in part.options]
            return {
                "kind": part.kind,
                "action": part.action,
                "label": voice.label(part.label),
                "options": options,
                "chosen": list(part.chosen),
                "many": part.many,
            }
        case Buttons(buttons=buttons):
            return {"kind": part.kind, "buttons": [_button(button, voice) for button in buttons]}
        case Form(action=action, fields=fields, submit=submit):
            entries = [_field(field, voice) for field in fields]
            return {"kind": part.kind, "action": action, "fields": entries, "submit": voice.label(submit)}
        case Chart(title=title, bars=bars):
            figures = [{"label": voice.label(bar.label), "value": bar.value} for bar in bars]
            return {"kind": part.kind, "title": voice.label(title), "bars": figures}
        case _:
            assert_never(part)


def _dialog(button: Button, voice: Voice) -> Json:
    """What is asked before a press counts, and the two answers; nothing for a button that counts at once."""
    if button.confirm is None:
        return {}
    asked = {"question": voice.prose(button.confirm), "yes": voice.label(button.label), "no": voice.label(LEAVE_IT)}
    return {"confirm": asked}


def _button(button: Button, voice: Voice) -> Json:
    return {
        "action": button.action,
        "label": voice.label(button.label),
        "value": button.value,
        "style": button.style.value,
        "pressed": button.pressed,
        **_dialog(button, voice),
    }


def _field(field: Field, voice: Voice) -> Json:
    return {
        "name": field.name,
        "label": voice.label(field.label),
        "entry": field.entry.value,
        "value": field.value,
        "optional": field.optional,
        "most": field.most,
        "options": [{"value": option.value, "label": voice.label(option.label)} for option in field.options],
    }


def _line(line: Line, voice: Voice) -> Json:
    return {"text": voice.prose(line.say), "item": line.item, "link": line.link}


def _title(title: Say | None, voice: Voice) -> str:
    return "" if title is None else voice.label(title)
