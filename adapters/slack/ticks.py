"""Reads which boxes of a question are ticked, however many blocks it takes.

1. What was used says what it holds itself; that is newer than anything else.
2. `state.values` holds every other element, touched or not (docs.slack.dev, 2020-09-29: "a full state").
3. A block that is missing there holds what it showed: initial options were left out more than once (python-slack-sdk#1350).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from adapters.slack import tags
from adapters.slack.inbound import Interaction, SelectedOption, Used
from adapters.slack.tags import Tag


class _Boxes(msgspec.Struct, frozen=True):
    action_id: str = ""
    initial_options: list[SelectedOption] = []


class _Block(msgspec.Struct, frozen=True):
    block_id: str = ""
    accessory: _Boxes | None = None
    elements: list[_Boxes] = []


def ticked(heard: Interaction, used: Used, action: str, tag: Tag) -> list[str]:
    """Returns the values of all boxes of the question `action` on the card of `tag` that are ticked."""
    state = heard.view.state if heard.view is not None else heard.state
    held = {(used.block_id, used.action_id): used.chosen}
    for block, elements in (state.values if state is not None else {}).items():
        for id, element in elements.items():
            held.setdefault((block, id), element.chosen)
    for block, boxes in _shown(heard):
        held.setdefault((block, boxes.action_id), [option.value for option in boxes.initial_options])
    asked = ((where, chosen) for where, chosen in held.items() if _is_of(where, action, tag))
    return [value for _, chosen in sorted(asked, key=lambda one: _place(one[0])) for value in chosen]


def _shown(heard: Interaction) -> Iterator[tuple[str, _Boxes]]:
    """Yields what can be used on the message or view; an ephemeral message is not sent along."""
    on = heard.view.blocks if heard.view is not None else heard.message.blocks if heard.message is not None else ()
    for block in on:
        try:
            read = msgspec.convert(block, _Block)
        except msgspec.ValidationError:
            continue  # none of ours
        for boxes in (*read.elements, read.accessory):
            if boxes is not None:
                yield read.block_id, boxes


def _is_of(where: tuple[str, str], action: str, tag: Tag) -> bool:
    block, id = where
    return tags.read(block) == tag and id.rpartition("#")[0] == action


def _place(where: tuple[str, str]) -> int:
    number = where[1].rpartition("#")[2]
    return int(number) if number.isdecimal() and number.isascii() else 0
