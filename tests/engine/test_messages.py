"""Messages: what they say, what items they show, and how they stand as plain text."""

from __future__ import annotations

from bot.engine.ids import Action
from bot.engine.messages import (
    Bar,
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Fact,
    Facts,
    Field,
    File,
    Form,
    Line,
    Message,
    Option,
    Say,
    Text,
    Tick,
    quiet,
    say,
    text,
    typed,
)
from bot.infra.codec import decode_message, encode
from tests.values import at, said

WHEN = at("2026-01-08 13:00")

EVERYTHING = Message(
    (
        text("date-which", count=3),
        quiet("date-how"),
        Facts((Fact(say("date-when"), say("date-at", when=WHEN)),)),
        Bullets((Line(typed("one"), "M1.G1"), Line(typed("two"), "M1.G2", "https://two.example")), say("prep-advice")),
        Checklist(
            Action("prep.tick"),
            (
                Tick("M1.B1", Line(typed("a"), "M1.B1"), ticked=True),
                Tick("M1.B2", Line(typed("b"), "M1.B2"), locked=True),
            ),
            say("prep-before"),
        ),
        Choices(Action("rate"), typed("How?"), (Option("1", typed("badly")), Option("2", typed("well"))), ("2",)),
        Buttons((Button(Action("a"), typed("Yes")), Button(Action("b"), typed("No"), "x"))),
        Form(Action("own"), (Field("day", typed("Day")), Field("time", typed("Time"), value="10:00")), typed("Send")),
        Chart(typed("Stages"), (Bar(typed("few"), 1), Bar(typed("many"), 12), Bar(typed("none"), 0))),
        Text(Line(typed("again"), "M1.G1")),
    ),
    say("date-title", seance=1),
)

PLAIN = """\
A date for session 1

Here are some possible dates. Which ones suit you?

Choose all those that work for you: the first one you have in common is booked.

When: Thursday 8 January at 13:00

To keep in mind
• one
• two (https://two.example)

Before the session
☑ a
☐ b

How?
○ badly
● well

[Yes] [No]

Day ____
Time 10:00
[Send]

Stages
█ few 1
████████████ many 12
none 0

again"""


def test_every_part_stands_as_plain_text() -> None:
    assert said(EVERYTHING) == PLAIN


def test_every_part_survives_the_store() -> None:
    assert decode_message(encode(EVERYTHING)) == EVERYTHING
    assert decode_message(encode(Message(()))) == Message(())
    file = Message((), file=File("pairs.csv", "pairs", "first"))
    assert decode_message(encode(file)) == file


def test_a_message_names_its_items_once_in_reading_order() -> None:
    assert EVERYTHING.items() == ("M1.G1", "M1.G2", "M1.B1", "M1.B2")


def test_instants_are_told_from_names_and_numbers() -> None:
    assert say("x", when=WHEN, who="Ana", count=2, title=Say("y")) == Say(
        "x", {"who": "Ana", "count": 2, "title": Say("y")}, {"when": WHEN}
    )
    assert say("x", who="Ana") == Say("x", {"who": "Ana"})
    assert say("x", when=WHEN) == Say("x", {}, {"when": WHEN})


def test_small_print_is_a_paragraph_too() -> None:
    assert quiet("date-how") == Text(Line(Say("date-how")), quiet=True)
    assert text("date-how") == Text(Line(Say("date-how")))


def test_a_text_of_several_lines_keeps_to_its_line() -> None:
    assert said(Message((Bullets((Line(typed("a\nb")),)),))) == "• a\n  b"
