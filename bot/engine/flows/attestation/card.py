"""What somebody may show of having taken part: who, in what, as what, how often and when.

Of the other one, of answers and of how it ended it says nothing: whoever is shown it was told none of that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.engine.flows.attestation import actions, words
from bot.engine.journey import TakenPart
from bot.engine.messages import Button, Buttons, Line, Message, Part, Text, typed


def attestation(name: str, parts: Sequence[TakenPart]) -> Message:
    """As it is shown to others; `parts` is not empty."""
    return Message(tuple(_said(name, parts)), words.TITLE())


def asked(name: str, parts: Sequence[TakenPart]) -> Message:
    """As it is read in chat by the one whose it is."""
    if not parts:
        return Message((words.NOT_YET.text(),), words.TITLE())
    page = Buttons((Button(actions.PAGE, words.PAGE()),))
    return Message((*_said(name, parts), words.OWN.quiet(), page), words.TITLE())


def to_print(link: str) -> Message:
    """Where a page to print is to be had, once; without a link there is none."""
    if not link:
        return Message((words.PAGE_NOT_HERE.text(),), words.TITLE())
    return Message((words.PAGE_LINK.text(), Text(Line(words.PAGE_OPEN(), link=link))), words.TITLE())


def _said(name: str, parts: Sequence[TakenPart]) -> Iterator[Part]:
    for one in parts:
        yield words.SAID[one.track, one.role].text(name=typed(name), programme=typed(one.programme))
        yield words.MET[one.track].text(count=one.held, begun=one.first, until=one.last)
