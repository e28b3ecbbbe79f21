"""Makes what the voice says safe for Slack: nothing that a person typed becomes a mention, a link or markup.

Slack decodes three entities in every text object (docs.slack.dev/messaging/formatting-message-text#escaping). Most of
what is shown is `plain_text`, which knows no markup at all. Bold and links need `mrkdwn`, used only where `calm` says
that the words themselves hold none.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_MARKS, _EMOJI = re.compile(r"[*_~`]"), re.compile(r":[\w+'-]+:")
_OPENING = re.compile(r"^\s*(?:>|\d+\.\s|[-•]\s)", re.MULTILINE)
"""What makes a line a quotation or a list."""
_UNSAYABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SIMPLE = re.compile("[^\x00-\x09\x0b-\x1f\x7f-\x9f&<>\ud800-\udfff\U00010000-\U0010ffff]+")
_LINK = re.compile(r"https?://[^\s<>|\"\\^`{}\x00-\x20]+\Z")

ELLIPSIS = "…"

kept = lru_cache(4096)
"""Most of what is said is said again: to the next pair, or in the same words under another button."""


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def simple(text: str) -> bool:
    """Returns whether it is clean, means the same once escaped, and is as wide as it is long, as most of what is said."""
    return _SIMPLE.fullmatch(text) is not None


def unescape(text: str) -> str:
    """Returns what a person typed, from what Slack hands in."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def clean(text: str) -> str:
    """Removes what no message can carry: lone surrogates and control characters."""
    if _UNSAYABLE.search(text) is None:
        return text
    return _UNSAYABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


@kept
def width(text: str) -> int:
    """Counts characters as Slack does."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@kept
def is_within(text: str, limit: int) -> bool:
    """Returns whether all of it is within the limit once escaped."""
    return (len(text) <= limit and simple(text)) or width(escape(clean(text))) <= limit


def begun(text: str, limit: int) -> str:
    """Returns as much of the beginning as is no wider than `limit`, as it is."""
    return text if width(text) <= limit else text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def cut(text: str, limit: int) -> str:
    """Escapes words and cuts them to `limit` at a word, with an ellipsis. Never empty."""
    text = text.strip()
    if len(text) <= limit and simple(text):
        return text
    text = clean(text).strip()
    whole = escape(text)
    if not whole:
        return ELLIPSIS
    if width(whole) <= limit:
        return whole
    return escape(_head(text, limit - 1)).rstrip() + ELLIPSIS


def pieces(text: str, limit: int) -> tuple[str, ...]:
    """Returns all of it, unescaped, in pieces that are no longer than `limit` once escaped, parted at lines or words."""
    text = text.strip()
    if len(text) <= limit and simple(text):
        return (text,) if text else ()
    text = clean(text).strip()
    found = []
    while text:
        if width(escape(text)) <= limit:
            found.append(text)
            break
        head = _head(text, limit)
        found.append(head.rstrip())
        text = text[len(head) :].lstrip()
    return tuple(found)


@kept
def spoken(label: str, about: str, limit: int) -> str:
    """Returns what a screen reader says of a button: its label, and what it is about. No text object: nothing is escaped."""
    label, about = (" ".join(clean(text).split()) for text in (label, about))
    said = f"{label} – {about}" if label and about and about not in label else label or about
    return (said if width(said) <= limit else begun(said, limit - 1).rstrip() + ELLIPSIS) or ELLIPSIS


@kept
def calm(text: str) -> bool:
    """Returns whether `mrkdwn` shows these words as they are."""
    return not (_MARKS.search(text) or _EMOJI.search(text) or _OPENING.search(text))


def followable(link: str) -> bool:
    """Returns an address that can stand in a link without breaking out of it."""
    return len(link) <= 2_000 and link.isascii() and _LINK.match(link) is not None


def _head(text: str, limit: int) -> str:
    """Returns the longest beginning within `limit` once escaped; it ends at a line or a word if one ends in its second half."""
    if simple(text[:limit]):
        return _at_word(text, limit)
    used = end = 0
    for end, char in enumerate(text):  # noqa: B007  # the index at which it no longer fits
        used += width(_ENTITIES.get(char, char))
        if used > limit:
            break
    return _at_word(text, end)


def _at_word(text: str, end: int) -> str:
    head = text[:end]
    if text[end].isspace():
        return head or text[:1]
    for mark in ("\n", " "):
        at = head.rfind(mark)
        if at > len(head) // 2:
            return head[: at + 1]
    return head or text[:1]
