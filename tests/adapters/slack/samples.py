"""Odd messages, for Hypothesis: every part, any words, too long, too many, hostile."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.engine.messages import (
    Bar,
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Entry,
    Fact,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Option,
    Row,
    Say,
    Style,
    Table,
    Text,
    Tick,
    typed,
)

HOSTILE = (
    "<!channel>",
    "<@U024BE7LH>",
    "<https://x.y|z>",
    "*gras*",
    "&amp;",
    "`",
    ":tada:",
    "> cité",
    "\0",
    "\ud800",
    "👩‍👩‍👧",
    "\u202e",
)

words: st.SearchStrategy[str] = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from((*HOSTILE, "mot", "\n", " ")), max_size=20).map(" ".join),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=12), st.integers(1, 2000)),
)
says: st.SearchStrategy[Say] = words.map(typed)
ids = st.text("abcdefghijklmnopqrstuvwxyz.-0123456789|/é", min_size=1, max_size=30)
links = st.one_of(
    st.just(""), st.just("https://example.org/a?b=1&c=2"), words.map(lambda text: f"https://x.org/{text}"), words
)
lines = st.builds(Line, says, link=links)
ticks = st.builds(Tick, ids, lines, st.booleans(), st.booleans())
options = st.builds(Option, ids, says)
buttons = st.builds(Button, ids, says, st.one_of(ids, words), st.sampled_from(Style), st.booleans())
fields = st.builds(Field, ids, says, st.sampled_from(Entry), words, st.booleans(), st.integers(0, 5000))


def some(of: st.SearchStrategy, most: int = 60) -> st.SearchStrategy:
    return st.lists(of, max_size=most).map(tuple)


def table(title: Say, cells: list[list[str]]) -> Table:
    """The first of them are the headings; a line of text says the same as its row."""
    columns, *rows = ([typed(cell) for cell in row] for row in cells)
    said = (Line(typed(" – ".join(row))) for row in cells[1:])
    return Table(title, tuple(columns), tuple(Row(line, tuple(row)) for line, row in zip(said, rows, strict=True)))


tables = st.integers(1, 4).flatmap(
    lambda columns: st.builds(
        table, says, st.lists(st.lists(words, min_size=columns, max_size=columns), min_size=1, max_size=12)
    )
)

parts = st.one_of(
    tables,
    st.builds(Text, lines, st.booleans()),
    st.builds(Facts, some(st.builds(Fact, says, says), 15)),
    st.builds(Bullets, some(lines, 15), st.none() | says),
    st.builds(Checklist, ids, some(ticks, 25), st.none() | says),
    st.builds(Choices, ids, says, some(options, 30), some(ids, 3), st.booleans()),
    st.builds(Buttons, some(buttons, 30)),
    st.builds(Form, ids, st.lists(fields, min_size=1, max_size=6).map(tuple), says),
    st.builds(Chart, says, some(st.builds(Bar, says, st.integers(0, 10_000)), 25)),
)
messages = st.builds(Message, some(parts, 70), st.none() | says)
