"""A message as plain text: for notifications, screen readers, transcripts, and channels that can do no better."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.engine.messages import Bullets, Buttons, Chart, Checklist, Choices, Facts, Form, Line, Message, Part, Text
from bot.ports import Voice


def plain(message: Message, voice: Voice) -> str:
    """The whole message, a part a paragraph; what can be pressed stands in brackets."""
    title = [voice.label(message.title)] if message.title else []
    return "\n\n".join([*title, *("\n".join(_part(part, voice)) for part in message.parts)])


def _part(part: Part, voice: Voice) -> Iterator[str]:
    match part:
        case Text(line=line):
            yield _line(line, voice)
        case Facts(rows=rows):
            for row in rows:
                yield f"{voice.label(row.label)}{voice.colon} {voice.label(row.value)}"
        case Bullets(lines=lines, title=title):
            if title:
                yield voice.label(title)
            for line in lines:
                yield f"• {_line(line, voice)}"
        case Checklist(ticks=ticks, title=title):
            if title:
                yield voice.label(title)
            for tick in ticks:
                yield f"{'☑' if tick.ticked else '☐'} {_line(tick.line, voice)}"
        case Choices(label=label, options=options, chosen=chosen):
            yield voice.label(label)
            for option in options:
                yield f"{'●' if option.value in chosen else '○'} {voice.label(option.label)}"
        case Buttons(buttons=buttons):
            yield " ".join(f"[{voice.label(button.label)}]" for button in buttons)
        case Form(fields=fields, submit=submit):
            for field in fields:
                yield (
                    f"{voice.label(field.label)} ____"
                    if not field.value
                    else f"{voice.label(field.label)} {field.value}"
                )
            yield f"[{voice.label(submit)}]"
        case Chart(title=title, bars=bars):
            yield voice.label(title)
            most = max((bar.value for bar in bars), default=0) or 1
            for bar in bars:
                length = max(1, round(12 * bar.value / most)) if bar.value else 0
                yield f"{'█' * length} {voice.label(bar.label)} {bar.value}".lstrip()
        case _:
            assert_never(part)


def _line(line: Line, voice: Voice) -> str:
    said = voice.prose(line.say).replace("\n", "\n  ")
    return f"{said} ({line.link})" if line.link and line.link not in said else said
