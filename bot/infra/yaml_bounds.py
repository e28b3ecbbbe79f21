"""What would make a short YAML file endless, or too deep to read."""

from __future__ import annotations

import yaml

LARGEST = 200_000
"""Bytes of a file."""
DEEPEST = 20
MOST_NODES = 20_000


class Boundless(Exception):
    """A file that is not read; `line` counts from 1, 0 if it is about the whole file."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        super().__init__(f"{what}. {cure}")
        self.line, self.what, self.cure = line, what, cure


def checked(text: str) -> None:
    """Raises `Boundless`, or `yaml.YAMLError`.

    Events come one after another, so nothing has grown when the first of these is met.
    """
    if len(text.encode()) > LARGEST:
        raise Boundless(0, f"is larger than {LARGEST} bytes", "Write less into it")
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise Boundless(line, f"«*{event.anchor}» stands for another part of the file", "Write that part out")
        nodes += isinstance(event, yaml.NodeEvent)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise Boundless(line, f"is nested more than {DEEPEST} deep", "Close the brackets, or indent less")
        if nodes > MOST_NODES:
            raise Boundless(line, f"holds more than {MOST_NODES} entries", "Write less into it")
