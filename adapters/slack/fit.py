"""Makes blocks fit a message: what can be pressed stays, words give way, and a line says so."""

from __future__ import annotations

import msgspec

from adapters.slack.blocks import Json
from adapters.slack.words import ELLIPSIS, width

SHORTENED = 400
"""What is left of a long text when room is short."""

_encode = msgspec.json.Encoder().encode
"""Never fewer bytes than characters as Slack counts them."""

_WORDS = frozenset({"section", "context", "data_visualization"})


def fits(blocks: list[Json], most: int, budget: int) -> bool:
    return len(blocks) <= most and (len(_encode(blocks)) <= budget or _length(blocks) <= budget)


def fit(blocks: list[Json], most: int, budget: int, says_so: Json) -> list[Json]:
    """Returns at most `most` blocks and about `budget` characters of JSON; `says_so` stands where the first one is missing."""
    sizes = [_size(block) for block in blocks]
    kept = list(blocks)
    budget -= _size(says_so)
    for i in sorted(range(len(kept)), key=lambda i: -sizes[i]):
        if sum(sizes) <= budget:
            break
        kept[i] = _shortened(kept[i])
        sizes[i] = _size(kept[i])
    at = len(kept)
    for words_only in (True, False):
        for i in range(len(kept) - 1, -1, -1):
            if len(kept) < most and sum(sizes) <= budget:
                break
            if not words_only or (kept[i]["type"] in _WORDS and "accessory" not in kept[i]):
                del kept[i], sizes[i]
                at = i
    return [*kept[:at], says_so, *kept[at:]]


def _size(block: Json) -> int:
    return _length(block) + 1


def _length(what: Json | list[Json]) -> int:
    return width(_encode(what).decode())


def _shortened(block: Json) -> Json:
    """Returns a section with less of its text, and anything else as it is."""
    text = block.get("text")
    if block["type"] != "section" or not isinstance(text, dict) or text["type"] != "plain_text":
        return block
    said = str(text["text"])
    if width(said) <= SHORTENED:
        return block
    head = said[:SHORTENED].rpartition(" ")[0] or said[: SHORTENED // 2]
    amp = head.rfind("&")  # never half an entity
    if amp > len(head) - 5 and ";" not in head[amp:]:
        head = head[:amp]
    return {**block, "text": {**text, "text": head.rstrip() + ELLIPSIS}}
