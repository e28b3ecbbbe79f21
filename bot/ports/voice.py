"""Words in a reader's language and time zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.engine.messages import Say


class Voice(Protocol):
    """Says sentences in one reader's language and time zone, or in both of a pair that shares none. Always plain text."""

    @property
    def language(self) -> str:
        """The first language, for `lang` attributes and dates."""
        ...

    @property
    def colon(self) -> str:
        """What stands between a label and what it says, the space after it apart: `:` or `\u00a0:`."""
        ...

    def prose(self, say: Say) -> str:
        """A sentence or paragraph; two languages stand on two lines."""
        ...

    def label(self, say: Say) -> str:
        """A few words on a button or in a title; two languages stand on one line."""
        ...

    def __hash__(self) -> int:
        """What a voice has said is remembered by it."""
        ...


class Voices(Protocol):
    def __call__(self, languages: Sequence[str], zones: Sequence[str]) -> Voice: ...
