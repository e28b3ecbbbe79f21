"""What Slack refuses, as far as its documentation and slack_sdk say: our layer over an emulator that accepts anything."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = Mapping[str, Any]

# docs.slack.dev/reference/block-kit, written down again: the adapter's own numbers are what is tested
LENGTHS = {"header": 150, "section": 3000, "button": 75, "option": 75, "description": 75, "title": 24, "submit": 24}
FULL = 8_000
"""Characters from which on a message may leave out what screen readers hear beside a button's own words."""
IN_VIEWS = {"input"}
IN_MESSAGES = {"data_table", "data_visualization"}
KNOWN = {"header", "section", "context", "actions", "divider", "input"} | IN_MESSAGES


def complaints(blocks: Sequence[Json], *, view: bool = False) -> list[str]:
    """Why Slack would say `invalid_blocks`; nothing if it would not."""
    return list(_complaints(blocks, view=view))


def view_complaints(view: Json) -> list[str]:
    """The same of a whole modal or Home tab (docs.slack.dev/reference/views)."""
    return list(_view_complaints(view))


def _view_complaints(view: Json) -> Iterator[str]:
    yield from _complaints(view["blocks"], view=True)
    asks = any(block["type"] == "input" for block in view["blocks"])
    if view["type"] == "modal":
        if "title" not in view or (asks and "submit" not in view):
            yield "a modal without a title, or a form without a button"
        for name in ("title", "submit", "close"):
            yield from _text(view.get(name), LENGTHS["title"], name)
    elif view["type"] != "home" or asks or {"title", "submit", "close"} & view.keys():
        yield f"a view of type {view['type']!r} with more than it may have"
    if _width(view.get("private_metadata", "")) > 3000 or len(view.get("callback_id", "")) > 255:
        yield "private_metadata or callback_id too long"
    try:
        View(**view).validate_json()
    except SlackObjectFormationError as error:
        yield f"slack_sdk: {error}"


def _complaints(blocks: Sequence[Json], *, view: bool) -> Iterator[str]:
    if not 1 <= len(blocks) <= (100 if view else 50):
        yield f"{len(blocks)} blocks"
    letters = _width(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
    if not view and letters > 13_200:
        yield "msg_blocks_too_long"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield "a block_id twice"
    if sum(block.get("type") == "data_visualization" for block in blocks) > 2:
        yield "more than two charts"
    if sum(block.get("type") == "data_table" for block in blocks) > 1:
        yield "more than one table"
    if all(block.get("type") == "actions" for block in blocks):
        yield "something to press without a word about it"
    for block in blocks:
        kind = block.get("type", "")
        if kind not in KNOWN or kind in (IN_MESSAGES if view else IN_VIEWS):
            yield f"a block of type {kind!r}"
        if not len(block.get("block_id", "")) <= 255:
            yield "a long block_id"
        yield from _text(block.get("text"), LENGTHS.get(kind, 3000), kind)
        elements = block.get("elements", [])
        if (kind == "actions" and not 1 <= len(elements) <= 25) or (kind == "context" and not 1 <= len(elements) <= 10):
            yield f"{len(elements)} elements"
        if kind == "actions":
            actions = [element["action_id"] for element in elements]
            if len(set(actions)) < len(actions):
                yield "an action_id twice"
        for element in elements if kind == "actions" else [block["accessory"]] if "accessory" in block else ():
            yield from _element(element, full=letters > FULL)
        if kind == "context":
            for element in elements:
                yield from _text(element, 3000, kind)
        if kind == "data_visualization":
            yield from _chart(block)
        if kind == "data_table":
            yield from _table(block)
        if kind == "input":
            yield from _text(block.get("label"), 2000, "label")
            entry = block["element"]
            most = entry.get("max_length", 3000)
            if not 1 <= most <= 3000 or not _width(entry.get("initial_value", "")) <= most:
                yield "a line that is too long"
    yield from unseen(blocks)
    native = [dict(block) for block in blocks if block.get("type") not in IN_MESSAGES]
    try:
        for made in Block.parse_all(native):
            made.to_dict()
            made.validate_json()
    except SlackObjectFormationError as error:
        yield f"slack_sdk: {error}"


def unseen(blocks: Sequence[Json]) -> Iterator[str]:
    """Pictures and charts of which somebody who does not see them learns nothing: a chart has no `alt_text`, so its figures
    stand below it."""
    for one in _objects(blocks):
        if (one.get("type") == "image" or "image_url" in one) and not 1 <= _width(
            one.get("alt_text", "").strip()
        ) <= 2000:
            yield "a picture without alt_text"
    for n, chart in enumerate(blocks):
        if chart.get("type") == "data_visualization":
            below = " ".join(one["text"]["text"] for one in blocks[n + 1 :] if one.get("type") == "section")
            figures = [str(point["value"]) for series in chart["chart"]["series"] for point in series["data"]]
            if "…" not in below and not all(re.search(rf"(?<!\d){figure}(?!\d)", below) for figure in figures):
                yield "a chart without its figures in text"


def _objects(value: object) -> Iterator[Json]:
    if isinstance(value, Mapping):
        yield value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ():
        yield from _objects(inner)


def _element(element: Json, *, full: bool) -> Iterator[str]:
    if not 1 <= len(element["action_id"]) <= 255:
        yield "a long action_id"
    if element["type"] == "button":
        yield from _text(element["text"], LENGTHS["button"], "button")
        heard = element.get(
            "accessibility_label", element["text"]["text"] if full or len(element["text"]["text"]) >= 50 else ""
        )
        if not 1 <= _width(heard) <= 75:
            yield "a button that a screen reader says too much or too little of"
        if _width(element.get("value", "")) > 2000:
            yield "a long value"
        if element.get("style", "primary") not in ("primary", "danger"):
            yield f"style {element['style']}"
        for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            if "confirm" in element:
                yield from _text(element["confirm"][name], most, f"confirm.{name}")
    elif element["type"] == "checkboxes":
        options = element["options"]
        if not 1 <= len(options) <= 10:
            yield f"{len(options)} options"
        if len({option["value"] for option in options}) < len(options):
            yield "a value twice"
        for option in options:
            yield from _text(option["text"], LENGTHS["option"], "option")
            if len(option["text"]["text"]) > 60 and option["text"]["text"].endswith("…"):
                yield "a box whose words are cut"
            if not 1 <= len(option["value"]) <= 150:
                yield "a long value"
        initial = element.get("initial_options")
        if initial is not None and (not initial or any(one not in options for one in initial)):
            yield "initial options that are none"
    else:
        yield f"an element of type {element['type']}"


def _text(text: object, limit: int, where: str) -> Iterator[str]:
    if text is None:
        return
    if not isinstance(text, Mapping) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where}: no text"
        return
    said = text["text"]
    if not 1 <= _width(said) <= limit or not said.strip():
        yield f"{where}: {_width(said)} characters"
    try:
        said.encode()
    except UnicodeEncodeError:
        yield f"{where}: a lone surrogate"
    bare = said.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    if text["type"] == "plain_text" and any(c in bare for c in "&<>"):
        yield f"{where}: not escaped"
    if text["type"] == "plain_text" and text.get("emoji") is not False:
        yield f"{where}: emoji"
    if text["type"] == "mrkdwn" and text.get("verbatim") is not True:
        yield f"{where}: links by itself"


def _chart(block: Json) -> Iterator[str]:
    chart = block["chart"]
    names = chart["axis_config"]["categories"]
    if not 1 <= _width(block["title"]) <= 50 or not 1 <= len(chart["series"]) <= 6:
        yield "a chart's title or series"
    if not 1 <= len(names) <= 20 or len(set(names)) < len(names) or any(_width(name) > 20 for name in names):
        yield "a chart's categories"
    for series in chart["series"]:
        if [point["label"] for point in series["data"]] != names:
            yield "points that are in no category"


def _table(block: Json) -> Iterator[str]:
    """docs.slack.dev/reference/block-kit/blocks/data-table-block"""
    rows = block["rows"]
    if not block["caption"] or not 2 <= len(rows) <= 101 or not 1 <= block.get("page_size", 5) <= 100:
        yield "a table without a caption, without rows, or with too many"
    if {len(row) for row in rows} - {len(rows[0])} or not 1 <= len(rows[0]) <= 20:
        yield "rows of a table that are not as long as its headings"
    if not 0 <= block.get("row_header_column_index", 0) < len(rows[0]):
        yield "a column of names that is none"
    cells = [cell for row in rows for cell in row]
    if any(cell.keys() != {"type", "text"} or cell["type"] != "raw_text" or not cell["text"].strip() for cell in cells):
        yield "a cell that is no text"
    if sum(_width(cell["text"]) for cell in cells) > 10_000:
        yield "a table of more than 10,000 characters"


def _width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
