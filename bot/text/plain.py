"""A message as plain text: for notifications, screen readers, transcripts, and channels that can do no better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from bot.engine.messages import (
    Bar,
    Bullets,
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


def plain(message: Message, voice: Voice) -> str:
    """The whole message, a part a paragraph; what can be pressed stands in brackets."""
    title = [voice.label(message.title)] if message.title else []
    return "\n\n".join([*title, *["\n".join(_part(part, voice)) for part in message.parts]])


def _part(part: Part, voice: Voice) -> Sequence[str]:
    label = voice.label
    match part:
        case Text(line=line):
            return [_line(line, voice)]
        case Choices(label=asked, options=options, chosen=chosen):
            return [label(asked), *[f"{'●' if one.value in chosen else '○'} {label(one.label)}" for one in options]]
        case Buttons(buttons=buttons):
            return [" ".join([f"[{label(button.label)}]" for button in buttons])]
        case Facts(rows=rows):
            return [f"{label(row.label)}{voice.colon} {label(row.value)}" for row in rows]
        case Bullets(lines=lines, title=title):
            return [*_heading(title, voice), *[f"• {_line(line, voice)}" for line in lines]]
        case Table(lines=lines):
            return [f"• {_line(line, voice)}" for line in lines]
        case Checklist(ticks=ticks, title=title):
            entries = [f"{'☑' if tick.ticked else '☐'} {_line(tick.line, voice)}" for tick in ticks]
            return [*_heading(title, voice), *entries]
        case Form(fields=fields, submit=submit):
            entered = [f"{label(field.label)} {_entered(field, voice) or '____'}" for field in fields]
            return [*entered, f"[{label(submit)}]"]
        case Chart(title=title, bars=bars):
            return [label(title), *_bars(bars, voice)]
        case _:
            assert_never(part)


def _heading(title: Say | None, voice: Voice) -> Sequence[str]:
    return [voice.label(title)] if title else []


def _bars(bars: Sequence[Bar], voice: Voice) -> Iterator[str]:
    most = max((bar.value for bar in bars), default=0) or 1
    for bar in bars:
        length = max(1, round(12 * bar.value / most)) if bar.value else 0
        yield f"{'█' * length} {voice.label(bar.label)} {bar.value}".lstrip()


def _line(line: Line, voice: Voice) -> str:
    said = voice.prose(line.say).replace("\n", "\n  ")
    return f"{said} ({line.link})" if line.link and line.link not in said else said


def _entered(field: Field, voice: Voice) -> str:
    """What stands in a field; of a choice what is chosen, by its label."""
    chosen = (one.label for one in field.options if one.value == field.value)
    return next((voice.label(label) for label in chosen), field.value)
