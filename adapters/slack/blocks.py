"""Makes the few blocks of Block Kit that are used, each within its limits (docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from adapters.slack import limits
from adapters.slack.words import clean, cut, escape, kept, pieces, width

Json = dict[str, object]
"""Never changed once it is made: the same block may stand in many messages."""

CHART, TABLE = "data_visualization", "data_table"
"""What Slack draws in messages alone, and not in every workspace: no view takes them."""


NOTHING = "–"
"""A cell without a word."""


@kept
def plain_text(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def header(text: str) -> Json:
    return {"type": "header", "text": plain_text(text, limits.HEADER)}


@kept
def paragraphs(text: str) -> tuple[Json, ...]:
    """Returns as many sections as it takes; none for nothing."""
    return tuple({"type": "section", "text": plain_text(one, limits.TEXT)} for one in pieces(text, limits.TEXT))


def marked(markup: str) -> Json:
    """Returns a section of `mrkdwn` that is escaped already and within the limit; nothing in it is linked by itself."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": markup, "verbatim": True}}


@kept
def small(text: str) -> tuple[Json, ...]:
    """Returns the same in small print."""
    return tuple(
        {"type": "context", "elements": [plain_text(one, limits.CONTEXT)]} for one in pieces(text, limits.CONTEXT)
    )


def button(action: str, label: str, values: Sequence[str], style: str = "", asking: Json | None = None) -> Json:
    """Returns a button that hands back `values` when pressed, and after a question if it is `asking` one."""
    made: Json = {
        "type": "button",
        "action_id": action[: limits.ID],
        "text": plain_text(label, limits.BUTTON),
        "value": hand(values),
    }
    if style:
        made["style"] = style
    if asking is not None:
        made["confirm"] = asking
    return made


def dialog(title: str, question: str, yes: str, no: str, style: str = "") -> Json:
    """Returns the question that Slack asks before a press counts, with its two answers."""
    made: Json = {
        "title": plain_text(title, limits.DIALOG_TITLE),
        "text": plain_text(question, limits.DIALOG_TEXT),
        "confirm": plain_text(yes, limits.DIALOG_ANSWER),
        "deny": plain_text(no, limits.DIALOG_ANSWER),
    }
    if style:
        made["style"] = style
    return made


def hand(values: Sequence[str]) -> str:
    """Returns a button's value: what a press of it hands in, as JSON."""
    said = msgspec.json.encode([value.encode("utf-8", "replace").decode() for value in values]).decode()
    return said if width(said) <= limits.BUTTON_VALUE else "[]"


def handed(value: str) -> list[str]:
    """Reads a button's value. Raises `msgspec.DecodeError`."""
    return msgspec.json.decode(value, type=list[str])


def actions(block_id: str, elements: Sequence[Json]) -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def checkboxes(action: str, options: Sequence[tuple[str, str]], chosen: Iterable[str]) -> Json:
    """Returns boxes to tick. `options` are values and texts."""
    drawn = {value: _option(value, text) for value, text in options}
    made: Json = {"type": "checkboxes", "action_id": action[: limits.ID], "options": list(drawn.values())}
    ticked = set(chosen)
    initial = [option for value, option in drawn.items() if value in ticked]
    if initial:
        made["initial_options"] = initial
    return made


@kept
def _option(value: str, text: str) -> Json:
    return {"text": plain_text(text, limits.OPTION), "value": cut(value, limits.OPTION_VALUE)}


def boxed(block_id: str, words: str, box: Json) -> tuple[Json, ...]:
    """Returns words too long for a box's own text, whole, with the box beside them."""
    *before, last = paragraphs(words)
    return (*before, {**last, "block_id": block_id, "accessory": box})


def chart(title: str, bars: Sequence[tuple[str, int]]) -> Json | None:
    """Returns a chart, or None for what the block cannot show: no bar, too many, or two that look alike once cut."""
    points = [{"label": cut(label, limits.CATEGORY), "value": value} for label, value in bars]
    names = [point["label"] for point in points]
    if not 1 <= len(points) <= limits.CATEGORIES or len(set(map(str, names))) < len(names):
        return None
    said = cut(title, limits.CHART_TITLE)
    return {
        "type": CHART,
        "title": said,
        "chart": {
            "type": "bar",
            "series": [{"name": cut(title, limits.CATEGORY), "data": points}],
            "axis_config": {"categories": names},
        },
    }


def table(caption: str, rows: Sequence[Sequence[str]]) -> Json | None:
    """Returns a table, its headings the first row, or None for what the block cannot show: too much, or no row at all.

    https://docs.slack.dev/reference/block-kit/blocks/data-table-block: raw text means nothing but itself, and is never empty.
    """
    cells = [[clean(cell).strip() or NOTHING for cell in row] for row in rows]
    columns = len(rows[0])
    if not 2 <= len(rows) <= limits.TABLE_ROWS or not 1 <= columns <= limits.TABLE_COLUMNS:
        return None
    if (
        any(len(row) != columns for row in cells)
        or sum(width(cell) for row in cells for cell in row) > limits.TABLE_TEXT
    ):
        return None
    return {
        "type": TABLE,
        "caption": clean(caption).strip() or NOTHING,
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in cells],
        "page_size": min(len(rows) - 1, limits.TABLE_PAGE),
        "row_header_column_index": 0,
    }


def link(address: str, words: str) -> str:
    """Returns `mrkdwn` for a link; `words` are escaped already."""
    return f"<{escape(address)}|{words}>"
