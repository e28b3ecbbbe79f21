"""Keeps secrets out of what the doctor prints, should a server or an error repeat one.

A setting is secret if its field is not shown by `repr`, or if it is the password of an address; the variables are looked
through by their names as well, because settings that cannot be read have no fields yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from urllib.parse import unquote, urlsplit

from bot.ports.plugins.doctor import Finding

HIDDEN = "…"
SHORTEST = 6
"""Characters: a shorter value may be any word, and protects nothing."""

_NAMED = re.compile(r"SECRET|TOKEN|PASSWORD|KEYS?\b|_KEY")


def secrets_of(settings: object, variables: Mapping[str, str]) -> frozenset[str]:
    """All that must not be printed."""
    named = (value for name, value in variables.items() if name.startswith("TOGETHER_") and _NAMED.search(name))
    urls = (value for name, value in variables.items() if name.startswith("TOGETHER_") and "://" in value)
    found = {*_hidden(settings, secret=False), *named}
    found |= {part.strip() for value in found for part in value.split(",")}
    found |= {password for url in (*urls, *_texts(settings)) for password in _password(url)}
    return frozenset(one for one in found if len(one) >= SHORTEST)


def redacted(finding: Finding, secrets: frozenset[str]) -> Finding:
    said, advice = finding.said, finding.advice
    for secret in sorted(secrets, key=len, reverse=True):
        said, advice = said.replace(secret, HIDDEN), advice.replace(secret, HIDDEN)
    return replace(finding, said=said, advice=advice)


def _hidden(value: object, *, secret: bool) -> Iterator[str]:
    """The texts in fields that `repr` leaves out, however deep."""
    if isinstance(value, str):
        if secret:
            yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _hidden(getattr(value, one.name), secret=secret or not one.repr)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _hidden(inner, secret=secret)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from _hidden(inner, secret=secret)


def _texts(settings: object) -> Iterator[str]:
    return (text for text in _hidden(settings, secret=True) if "://" in text)


def _password(url: str) -> Iterator[str]:
    try:
        password = urlsplit(url).password
    except ValueError:
        return
    if password:
        yield from (password, unquote(password))
