"""Writes and reads what a block's id carries, so that a press comes back with its pair and card: `a|PAIR|KEY|4`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2s
from urllib.parse import quote, unquote

from adapters.slack.limits import ID


class TagKind(StrEnum):
    """Says how the message with this block came to be there."""

    POST = "p"
    """Owed and delivered: its next post updates it."""
    ANSWER = "a"
    """Shown to one person, who alone can press it: it is redrawn by whoever answers."""


@dataclass(frozen=True, slots=True)
class Tag:
    kind: TagKind
    pair: str
    key: str

    def block(self, number: int, *ticked: str) -> str:
        """Returns the id of a message's block `number`, another one for other boxes that are `ticked` in it.

        Under the same id Slack goes on showing what somebody ticked before, whatever it is told (bolt-js#1073).
        """
        drawn = f".{blake2s(' '.join(ticked).encode(errors='replace'), digest_size=4).hexdigest()}" if ticked else ""
        return f"{self.kind}|{quote(self.pair)}|{quote(self.key)}|{number}{drawn}"[:ID]


def read(block_id: str) -> Tag | None:
    """Reads a block's id; returns None if the block is none of ours."""
    kind, *rest = block_id.split("|")
    if kind not in set(TagKind) or len(rest) != 3:
        return None
    return Tag(TagKind(kind), unquote(rest[0]), unquote(rest[1]))
