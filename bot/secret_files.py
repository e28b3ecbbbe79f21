"""Secrets out of files: `TOGETHER_NAME_FILE` names a file that holds what `TOGETHER_NAME` would, as containers hand them over."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

SUFFIX = "_FILE"
PREFIX = "TOGETHER_"
LARGEST = 64 * 1024
"""Bytes; what is larger is no secret but some other file."""

SEVERAL_LINES = frozenset({"SECRET_KEYS"})
"""Settings whose file may hold several values, one a line."""


class _Unfit(Exception):
    """A file that holds no secret; says why, and what to do. Never what it holds."""


def with_files(values: Mapping[str, str], secrets: Collection[str], faults: list[str]) -> dict[str, str]:
    """The settings, each `NAME_FILE` of a secret replaced by `NAME` and what the file holds. Names are without their prefix.

    A line for each file that cannot be used goes to `faults`, and its setting is left out.
    """
    read = {name: values[name + SUFFIX] for name in sorted(secrets) if name + SUFFIX in values}
    rest = {name: value for name, value in values.items() if name.removesuffix(SUFFIX) not in read or name in secrets}
    return {**rest, **dict(_opened(read, values, faults))}


def _opened(read: Mapping[str, str], values: Mapping[str, str], faults: list[str]) -> Iterator[tuple[str, str]]:
    for name, path in read.items():
        if name in values:
            faults.append(f"{PREFIX}{name} and {PREFIX}{name}{SUFFIX} are both set: keep one.")
            continue
        try:
            yield name, _held(Path(path), several=name in SEVERAL_LINES)
        except _Unfit as why:
            faults.append(f"{PREFIX}{name}{SUFFIX}={path} {why}.")


def _held(path: Path, *, several: bool) -> str:
    """What the file holds, without the line end that editors put there."""
    try:
        with path.open("rb") as file:
            found = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise _Unfit("is not there: make the file, or mount it where this process runs") from None
    except IsADirectoryError:
        raise _Unfit("is a folder, as Docker makes one where the file to mount is missing: name a file") from None
    except PermissionError:
        raise _Unfit(
            f"may not be read by user {os.getuid()}, who runs this: give it to them, or let their group read it"
        ) from None
    except (OSError, ValueError) as trouble:  # a loop of links, a name with a NUL …
        raise _Unfit(f"cannot be read ({getattr(trouble, 'strerror', None) or 'no path'})") from None
    try:
        text = found.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise _Unfit("is no text: it holds the secret alone, in UTF-8") from None
    if not text:
        raise _Unfit("is empty: write the secret into it")
    if len(found) > LARGEST or "\0" in text or (len(text.splitlines()) > 1 and not several):
        raise _Unfit("holds more than one line: it holds the secret alone")
    return text
