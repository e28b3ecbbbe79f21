"""Reads bodies: JSON, forms, and a value as a type, so that nothing odd gets further."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import parse_qsl

import msgspec

from bot.infra.halves import whole
from bot.ports.logged import Logged

T = TypeVar("T")


class Bad(Logged):
    """The body is none of Slack's; the message says what is wrong, and repeats nothing of it."""


def converted(value: object, shape: type[T]) -> T:
    """Reads `value` as it is; failing that without its nulls: what is null is as good as not there. Raises `Bad`."""
    try:
        return msgspec.convert(value, shape)
    except (msgspec.ValidationError, ValueError):
        pass
    try:
        return msgspec.convert(_without_nulls(value), shape)
    except (msgspec.ValidationError, ValueError, RecursionError) as error:
        raise Bad(f"a field has the wrong type: {_where(error)}") from error


def _where(error: Exception) -> str:
    """The field that msgspec names, such as `$.event.user`; it writes no key or value of what came there."""
    return str(error).rpartition(" - at ")[2][:100]


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value if inner is not None]
    return value


def json_of(body: bytes) -> dict[str, Any]:
    """Reads a JSON object. Raises `Bad`."""
    try:
        value = msgspec.json.decode(whole(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Bad("the JSON cannot be read") from error
    if not isinstance(value, dict):
        raise Bad("the JSON is no object")
    return value


def form_of(body: bytes) -> dict[str, str]:
    """Reads a form. Raises `Bad`."""
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=100))
    except (UnicodeDecodeError, ValueError) as error:
        raise Bad("the form cannot be read") from error
