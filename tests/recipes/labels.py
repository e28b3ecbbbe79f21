"""Labels: what stands on buttons, options and fields, and what happens when a translator changes them all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_SENTENCE = re.compile(r"^(?P<id>[a-z][\w-]*) = (?P<text>[^{}\n]+)$", re.MULTILINE)
"""A sentence of one line without variables."""

_LABELS = re.compile(
    r"agenda-(open|start|next|back|skip|end)|held-(yes|moved|no)|continuation-(yes|no)|prep-mine"
    r"|date-(none|other|move|cancel|again|propose|look-again|calendar-\w+)"
    r"|evaluation-(scale-\d|helped-\w+|remark|remark-save|done|change|no-answer|to-coordinators)"
    r"|calendar-(address|other|again|unlink|link|mend|feed|feed-renew|connect-\w+)"
    r"|settings-(calendar|edit|leave|save|every-\d+|minutes-\d+|edge-\d+)"
    r"|(run|help)-\w+|card-keep"
)


def sentences(folder: Path) -> Mapping[str, str]:
    """The sentences without variables of one language's folder, by id."""
    files = sorted(folder.glob("*.ftl"))
    return {m["id"]: m["text"] for file in files for m in _SENTENCE.finditer(file.read_text(encoding="utf-8"))}


def labels(folder: Path) -> Mapping[str, str]:
    """The labels of one language's folder, by id."""
    return {id: text for id, text in sentences(folder).items() if _LABELS.fullmatch(id)}


def relabel(folder: Path, ids: Iterable[str]) -> None:
    """Gives labels words that nobody has read before, in the files of one language's folder."""
    wanted = set(ids)

    def other(found: re.Match[str]) -> str:
        return f"{found['id']} = {new_words(found['id'])}" if found["id"] in wanted else found[0]

    for file in sorted(folder.glob("*.ftl")):
        file.write_text(_SENTENCE.sub(other, file.read_text(encoding="utf-8")), encoding="utf-8")


def new_words(id: str) -> str:
    """Words that no test can have expected, and that no two labels share."""
    return f"Zed {id} zed"


def spelt_out(texts: Mapping[str, str], literals: Iterable[tuple[str, str]]) -> list[str]:
    """Where a label is repeated among `literals`, each a place and what is said there: `PLACE: «LABEL» is ID`."""
    wanted = [(id, text, re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")) for id, text in texts.items()]
    return [
        f"{place}: «{text}» is {id}" for place, said in literals for id, text, found in wanted if found.search(said)
    ]
