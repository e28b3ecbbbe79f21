"""Reads JSON that was cut in the middle of a character: half an emoji becomes « \\ufffd », and the rest is read as it is.

Platforms cut texts by UTF-16, and a browser sends what was typed: such a half is no UTF-8, so no database keeps it.
"""

from __future__ import annotations

import json
import re

import msgspec

_HALF = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile(rb"\\u[dD][89a-fA-F]")


def whole(raw: bytes) -> bytes:
    """The same JSON without halves; the very bytes if there can be none, or if it is no JSON."""
    if _ESCAPED.search(raw) is None:
        return raw
    try:
        return msgspec.json.encode(_mended(json.loads(raw)))
    except (ValueError, RecursionError, msgspec.MsgspecError):
        return raw


def _mended(value: object) -> object:
    match value:
        case str():
            return _HALF.sub("\ufffd", value)
        case list():
            return [_mended(one) for one in value]
        case dict():
            return {_HALF.sub("\ufffd", key): _mended(one) for key, one in value.items()}
        case _:
            return value
