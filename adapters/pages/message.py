"""A message as HTML that stands in a page: what is read of it, without what can be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import assert_never

from bot.engine.messages import (
    Bullets,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Facts,
    Form,
    Line,
    Message,
    Part,
    Table,
    Text,
)
from bot.ports import Voice


def drawn(message: Message, voice: Voice) -> str:
    return "".join(piece for part in message.parts for piece in _part(part, voice))


def _part(part: Part, voice: Voice) -> Iterator[str]:
    match part:
        case Text(line=line, quiet=quiet):
            yield f"<p><small>{_line(line, voice)}</small></p>" if quiet else f"<p>{_line(line, voice)}</p>"
        case Facts(rows=rows):
            yield _table((voice.label(row.label), voice.label(row.value)) for row in rows)
        case Chart(title=title, bars=bars):
            yield f"<h2>{escape(voice.label(title))}</h2>"
            yield _table((voice.label(bar.label), str(bar.value)) for bar in bars)
        case Bullets(lines=lines, title=title):
            if title is not None:
                yield f"<h2>{escape(voice.label(title))}</h2>"
            yield f"<ul>{''.join(f'<li>{_line(line, voice)}</li>' for line in lines)}</ul>"
        case Table(lines=lines):
            yield f"<ul>{''.join(f'<li>{_line(line, voice)}</li>' for line in lines)}</ul>"
        case Checklist() | Choices() | Buttons() | Form():
            pass
        case _:
            assert_never(part)


def _line(line: Line, voice: Voice) -> str:
    return escape(voice.prose(line.say))


def _table(rows: Iterable[tuple[str, str]]) -> str:
    drawn = (f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>' for label, value in rows)
    return f"<table>{''.join(drawn)}</table>"
