"""Makes blocks fit a message: what can be pressed stays, words give way, and a line says so."""

from __future__ import annotations

import msgspec

from adapters.slack.blocks import CHART, Json
from adapters.slack.words import ELLIPSIS, width

SHORTENED = 400
"""What is left of a long text when room is short."""

_encode = msgspec.json.Encoder().encode
"""Never fewer bytes than characters as Slack counts them."""

_WORDS = frozenset({"section", "context", CHART})


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
    gone: set[int] = set()
    for words_only in (True, False):
        for i in _from_the_end(blocks):
            if len(kept) - len(gone) < most and sum(sizes) <= budget:
                break
            if not words_only or (kept[i]["type"] in _WORDS and "accessory" not in kept[i]):
                gone.add(i)
                sizes[i] = 0
    at = min(gone, default=len(kept))
    return [*kept[:at], says_so, *(block for i, block in enumerate(kept) if i > at and i not in gone)]


def unheard(block: Json) -> Json:
    """Returns a row of buttons without what a screen reader would hear beside their own words, and anything else as it is."""
    elements = block.get("elements")
    if block["type"] != "actions" or not isinstance(elements, list):
        return block
    return {**block, "elements": [_own_words(element) for element in elements]}


def _own_words(element: Json) -> Json:
    label, text = str(element.get("accessibility_label", "")), element.get("text")
    if not isinstance(text, dict) or not label.startswith(f"{text['text']} "):
        return element  # its label is all there is to hear
    return {name: value for name, value in element.items() if name != "accessibility_label"}


def _from_the_end(blocks: list[Json]) -> list[int]:
    """The order in which blocks give way: the last one first, but no figures before the chart above that shows them."""
    order = sorted(range(len(blocks)), reverse=True)
    for i, block in enumerate(blocks[:-1]):
        if block["type"] == CHART:
            above, below = order.index(i), order.index(i + 1)
            order[above], order[below] = order[below], order[above]
    return order


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
