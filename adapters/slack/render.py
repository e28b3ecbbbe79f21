"""Renders a message as Block Kit: `blocks`, and all of it as plain `text` for notifications and screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from adapters.slack import blocks, limits
from adapters.slack.blocks import Json
from adapters.slack.fit import fit, fits, unheard
from adapters.slack.forms import opener
from adapters.slack.tags import Tag
from adapters.slack.words import calm, clean, cut, escape, followable, is_within, kept, spoken, width
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Facts,
    Form,
    Line,
    Message,
    Part,
    Say,
    Style,
    Table,
    Text,
    Tick,
)
from bot.ports import Voice
from bot.text import system_messages
from bot.text.memoized import MemoizedVoice
from bot.text.plain import plain
from bot.text.system_messages import DONE, LEAVE_IT, YES


@dataclass(frozen=True, slots=True)
class Rendered:
    text: str
    blocks: list[Json]
    rows: list[Json] | None = None
    """The blocks with lines of text in place of the table that is among `blocks`."""

    def plainer(self) -> list[Json]:
        """Removes tables and charts, for a workspace that does not know them yet; all they show is in text then."""
        drawn = self.blocks if self.rows is None else self.rows
        return [block for block in drawn if block["type"] != blocks.CHART]


@dataclass(frozen=True, slots=True)
class Native:
    """How many charts and tables Slack draws itself; of more of them the message has only the text."""

    charts: int = limits.CHARTS
    tables: int = limits.TABLES


EVERYTHING = Native()
TEXT_ALONE = Native(0, 0)


def render(
    message: Message, voice: Voice, tag: Tag, most: int = limits.MESSAGE_BLOCKS, native: Native = EVERYTHING
) -> Rendered:
    """Returns the message in the voice's words, within every limit; `most` blocks (a view has room for more).

    A table for which there is no room is drawn as lines of text.
    """
    once = MemoizedVoice(voice)
    text = cut(plain(message, once), limits.NOTICE)
    drawn = _drawn(message, once, tag, native)
    if any(block["type"] == blocks.TABLE for block in drawn):
        lines = _fitting(_drawn(message, once, tag, replace(native, tables=0)), once, most)
        whole = _whole(drawn, most)
        return Rendered(text, lines) if whole is None else Rendered(text, whole, lines)
    return Rendered(text, _fitting(drawn, once, most))


def _drawn(message: Message, voice: Voice, tag: Tag, native: Native) -> list[Json]:
    drawn = list(_SlackDrawing(voice, tag, native).message(message))
    if all(block["type"] == "actions" for block in drawn):  # nothing is pressed without a word about it
        words = blocks.plain_text(_labels(message, voice) or plain(message, voice), limits.TEXT)
        drawn = [{"type": "section", "text": words}, *drawn]
    return drawn


def _whole(drawn: list[Json], most: int) -> list[Json] | None:
    """All that there is to see, if need be without what is only heard; None: there is no room."""
    if fits(drawn, most, limits.BUDGET):
        return drawn
    seen = [unheard(block) for block in drawn]
    return seen if fits(seen, most, limits.BUDGET) else None


def _fitting(drawn: list[Json], voice: Voice, most: int) -> list[Json]:
    whole = _whole(drawn, most)
    if whole is not None:
        return whole
    (says_so,) = blocks.small(voice.prose(system_messages.cut_short()))
    return fit([unheard(block) for block in drawn], most, limits.BUDGET, says_so)


class _SlackDrawing:
    """Draws one message, and counts the blocks that can be used, so that each has an id of its own."""

    def __init__(self, voice: Voice, tag: Tag, native: Native) -> None:
        self._voice, self._tag = voice, tag
        self._used = 0
        self._charts, self._tables = native.charts, native.tables
        self._title = ""
        self._above = ""
        """What buttons are about: the title, and without one the last words above them."""
        self._legend = ""

    def message(self, message: Message) -> Iterator[Json]:
        if message.title is not None and (title := clean(self._voice.label(message.title)).strip()):
            self._title = self._above = title
            yield blocks.header(title)
        for part in message.parts:
            if not self._title:
                self._above = _last_words(part, self._voice) or self._above
            yield from self._part(part)

    def _part(self, part: Part) -> Iterator[Json]:
        voice = self._voice
        match part:
            case Text(line=line, quiet=True):
                yield from blocks.small(_aside(voice.prose(line.say), line.link))
            case Text(line=line) if not line.link:
                yield from blocks.paragraphs(voice.prose(line.say))
            case Text(line=line):
                yield from self._lines((line,))
            case Facts(rows=rows):
                yield from self._facts([(voice.label(row.label), voice.label(row.value)) for row in rows])
            case Bullets(lines=lines, title=title):
                yield from self._lines(lines, "" if title is None else voice.label(title), bullet="• ")
            case Table():
                yield from self._table(part)
            case Checklist():
                yield from self._checklist(part)
            case Choices():
                yield from self._choices(part)
            case Buttons(buttons=buttons):
                yield from blocks.small("\n".join(_too_long(buttons, voice)))
                drawn = [self._button(i, button) for i, button in enumerate(buttons)]
                yield from self._row(drawn, [_label(button, voice) for button in buttons])
            case Form():
                made = opener(part, voice, self._title)
                yield from self._row([self._spoken(made, _opens(part, voice), self._above)], [])
            case Chart(title=title, bars=bars):
                yield from self._chart(voice.label(title), [(voice.label(bar.label), bar.value) for bar in bars])
            case _:
                assert_never(part)

    # Words

    def _lines(self, lines: Iterable[Line], title: str = "", bullet: str = "") -> Iterable[Json]:
        """Draws paragraphs under a bold title, with links if they have any."""
        return _listed(tuple((self._voice.prose(line.say), line.link) for line in lines), title, bullet)

    def _facts(self, rows: list[tuple[str, str]]) -> Iterator[Json]:
        colon = self._voice.colon
        rows = [(clean(label).strip(), clean(value).strip()) for label, value in rows]
        if calm("\n".join(f"{label}\n{value}" for label, value in rows)) and all(
            label and "\n" not in label and is_within(label + value, limits.TEXT - 20) for label, value in rows
        ):
            drawn = [f"*{escape(label)}{colon}* {escape(value)}" for label, value in rows]
            yield from (blocks.marked(markup) for markup in _joined(drawn))
        else:
            yield from blocks.paragraphs("\n".join(f"{label}{colon} {value}" for label, value in rows))

    def _chart(self, title: str, bars: list[tuple[str, int]]) -> Iterator[Json]:
        drawn = blocks.chart(title, bars) if self._charts else None
        if drawn is not None:
            self._charts -= 1
            yield drawn
        yield from blocks.paragraphs("\n".join([title, *(f"• {label} – {value}" for label, value in bars)]))

    def _table(self, part: Table) -> Iterable[Json]:
        label, prose = self._voice.label, self._voice.prose
        cells = [[prose(cell) for cell in row.cells] for row in part.rows]
        drawn = blocks.table(label(part.title), [list(map(label, part.columns)), *cells]) if self._tables else None
        if drawn is None:
            return self._lines(part.lines, bullet="• ")
        self._tables -= 1
        return (drawn,)

    # What can be pressed

    def _row(self, elements: list[Json], labels: list[str]) -> Iterator[Json]:
        """Draws a row of buttons; labels that would be cut stand above in full."""
        long = [label for label in labels if not is_within(label, limits.BUTTON)]
        yield from blocks.small("\n".join(long))
        for start in range(0, len(elements), limits.BUTTONS):
            yield blocks.actions(self._id(), elements[start : start + limits.BUTTONS])

    def _button(self, number: int, button: Button) -> Json:
        style = "primary" if button.pressed and button.style is Style.PLAIN else button.style.value
        label = _label(button, self._voice)
        made = blocks.button(
            f"{button.action}#{number}",
            label,
            [button.value] if button.value else [],
            "" if style == Style.PLAIN else style,
            None if button.confirm is None else self._dialog(button, button.confirm),
        )
        return self._spoken(made, label, self._above)

    def _spoken(self, button: Json, label: str, about: str) -> Json:
        """Adds what a screen reader says: whoever goes from button to button hears nothing of what stands around them."""
        shown = button["text"]
        if not isinstance(shown, dict) or len(shown["text"]) < limits.SAYS_ALL:
            button["accessibility_label"] = spoken(label, about, limits.SPOKEN)
        return button

    def _dialog(self, button: Button, question: Say) -> Json:
        style = "danger" if button.style is Style.DANGER else ""
        label, no = self._voice.label(button.label), self._voice.label(LEAVE_IT)
        yes = label if is_within(label, limits.DIALOG_ANSWER) else self._voice.label(YES)
        return blocks.dialog(label, self._voice.prose(question), yes, no, style)

    def _choices(self, part: Choices) -> Iterator[Json]:
        """Draws a question of one answer as a row of buttons, of several as boxes to tick."""
        label = self._voice.label(part.label)
        options = [(option.value, self._voice.label(option.label)) for option in part.options]
        yield from self._lines((), label)
        if part.many:
            yield from self._boxes(part.action, options, part.chosen, self._voice.label(YES))
            return
        if part.scale:
            yield from self._legend_of(options)
        short = [value if part.scale and value.isdecimal() else words for value, words in options]
        labels = [
            f"✓ {words}" if value in part.chosen else words for (value, _), words in zip(options, short, strict=True)
        ]
        drawn = [
            self._spoken(
                blocks.button(f"{part.action}#{i}", labels[i], [value], "primary" if value in part.chosen else ""),
                f"✓ {words}" if value in part.chosen else words,
                label,
            )
            for i, (value, words) in enumerate(options)
        ]
        yield from self._row(drawn, labels)

    def _legend_of(self, options: Sequence[tuple[str, str]]) -> Iterable[Json]:
        """Says once what the numbers of a scale mean: with the words on its buttons it would not stand on one row."""
        legend = " · ".join(f"{value} {words}" for value, words in options if value.isdecimal())
        if legend == self._legend:
            return ()
        self._legend = legend
        return blocks.small(legend)

    def _checklist(self, part: Checklist) -> Iterator[Json]:
        """Draws a checklist: what the bot alone ticks is text; links stand below the boxes, where they can be followed."""
        locked = [tick for tick in part.ticks if tick.locked]
        own = [tick for tick in part.ticks if not tick.locked]
        if part.title is not None:
            yield from self._lines((), self._voice.label(part.title))
        yield from blocks.paragraphs("\n".join(self._locked(tick) for tick in locked))
        options = [(tick.value, self._voice.prose(tick.line.say)) for tick in own]
        ticked = [tick.value for tick in own if tick.ticked]
        yield from self._boxes(part.action, options, ticked, self._voice.label(DONE))
        if links := [tick.line for tick in part.ticks if tick.line.link and followable(tick.line.link)]:
            yield from self._lines(links, bullet="↗ ")

    def _locked(self, tick: Tick) -> str:
        return f"{'☑' if tick.ticked else '☐'} {self._voice.prose(tick.line.say)}"

    def _boxes(self, action: str, options: list[tuple[str, str]], chosen: Iterable[str], beside: str) -> Iterator[Json]:
        """Draws the boxes of one question; where a box has no room for its words, it stands `beside` them."""
        ticked = set(chosen)
        numbered = [(n, (value, clean(words).strip())) for n, (value, words) in enumerate(options)]
        for fits_in, run in groupby(numbered, lambda one: is_within(one[1][1], limits.OPTION)):
            some = list(run)
            if not fits_in:
                for n, (value, words) in some:
                    box = blocks.checkboxes(f"{action}#{n}", [(value, beside)], ticked)
                    yield from blocks.boxed(self._id(*ticked & {value}), words, box)
                continue
            for start in range(0, len(some), limits.OPTIONS):
                first, shown = some[start][0], [option for _, option in some[start : start + limits.OPTIONS]]
                own = [value for value, _ in shown if value in ticked]
                yield blocks.actions(self._id(*own), [blocks.checkboxes(f"{action}#{first}", shown, ticked)])

    def _id(self, *ticked: str) -> str:
        self._used += 1
        return self._tag.block(self._used, *ticked)


def _label(button: Button, voice: Voice) -> str:
    """Returns a button's words; what is chosen has a mark, for colour alone says nothing to many."""
    label = voice.label(button.label)
    return f"✓ {label}" if button.pressed and not label.startswith("✓") else label


def _too_long(buttons: Sequence[Button], voice: Voice) -> Iterator[str]:
    """Yields the questions that a dialog would cut: in two languages, what follows from a yes stands at their end."""
    for button in buttons:
        question = voice.prose(button.confirm) if button.confirm is not None else ""
        if not is_within(question, limits.DIALOG_TEXT):
            yield question


def _last_words(part: Part, voice: Voice) -> str:
    match part:
        case Text(line=line):
            return voice.prose(line.say)
        case Bullets(title=Say() as title) | Checklist(title=Say() as title):
            return voice.label(title)
        case _:
            return ""


def _opens(form: Form, voice: Voice) -> str:
    return voice.label(form.fields[0].label if len(form.fields) == 1 else form.submit)


def _labels(message: Message, voice: Voice) -> str:
    """Returns what there is to press, one below the other."""
    said = []
    for part in message.parts:
        match part:
            case Buttons(buttons=buttons):
                said += [_label(button, voice) for button in buttons]
            case Form(fields=fields, submit=submit):
                said += [voice.label(field.label) for field in fields] or [voice.label(submit)]
            case _:
                pass
    return "\n".join(filter(None, (clean(one).strip() for one in said)))


@kept
def _listed(lines: tuple[tuple[str, str], ...], title: str, bullet: str) -> tuple[Json, ...]:
    """Returns words and their links as markup, plain where markup would misread them."""
    said = [(clean(words).strip(), link) for words, link in lines]
    said = [(words, link if followable(link) else "") for words, link in said if words]
    title = " ".join(clean(title).split("\n")).strip()
    if (title or any(link for _, link in said)) and calm("\n".join([title, *(words for words, _ in said)])):
        rows = [f"*{escape(title)}*"] if title else []
        rows += [
            bullet + (blocks.link(link, _inline(words)) if link else escape(words).replace("\n", "\n  "))
            for words, link in said
        ]
        if all(width(row) <= limits.TEXT for row in rows):
            return tuple(blocks.marked(markup) for markup in _joined(rows))
    rows = [title] if title else []
    rows += [bullet + _aside(words, link) for words, link in said]
    return blocks.paragraphs("\n".join(rows))


def _inline(words: str) -> str:
    return escape(" ".join(words.split("\n")))


def _aside(words: str, link: str) -> str:
    return f"{words} ({link})" if link else words


def _joined(rows: Iterable[str]) -> Iterator[str]:
    """Joins lines of markup in as few sections as hold them."""
    held = ""
    for row in rows:
        longer = f"{held}\n{row}" if held else row
        if width(longer) > limits.TEXT:
            yield held
            longer = row
        held = longer
    if held:
        yield held
