"""Writes down what of the programme's files pairs go by, and reads it back.

1. That is each séance's file, cadence and times, and of every language the titles, objectives and items with all that they are
   made of. Not among it is what is true for everybody at once: addresses of links, what coordinators and whoever leaves go by,
   and all that the bot itself says.
2. A version's id is made of what it says, not of how: neither order, nor comments, nor a release's reading of it count.
3. It is read by the reader of the files, with the links that are in use.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.engine.programme import Seance, Timing, Track
from content import phrases, yamlfile
from content.check import faults_of_version
from content.faults import ContentBroken, Fault
from content.phrases import Phrasebook
from content.read import Content, Files, Notes, cadence, seances, timing
from content.yamlfile import Entries

EVERYBODYS = frozenset(
    {
        "late",
        "silent",
        "unanswered",
        "moved",
        "willing-open",
        "rest",
        "back",
        "rest-told",
        "digest-hour",
        "announced",
        "spread",
    }
)
"""Of `timing`: what coordinators read, write and enrol by (decision 0020), and what somebody is told who leaves or rests."""

LETTERS = 12
"""Of an id."""


@dataclass(frozen=True, slots=True)
class Version:
    id: str
    files: str
    """What it says, as JSON."""


def version_of(content: Content) -> Version:
    """The version that content without faults is."""
    told = {
        "programme": _programme(content.files.root),
        "seances": {track: [yamlfile.plain(one) for one in files] for track, files in content.files.seances.items()},
        "texts": {book.language: _texts(content, book) for book in content.books},
    }
    files = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return Version(hashlib.blake2s(files.encode()).hexdigest()[:LETTERS], files)


def stamped(content: Content, id: str) -> Content:
    """The content of which every séance says which version it is of."""
    tracks = {track: tuple(_stamped(one, id) for one in found) for track, found in content.programme.tracks.items()}
    return replace(content, programme=replace(content.programme, tracks=tracks, version=id))


def read_back(version: Version, today: Content) -> Content:
    """A stored version; what is no part of one is as it is `today`. Raises `ContentBroken`."""
    name, faults = Path(f"version {version.id}"), list[Fault]()
    try:
        told = json.loads(version.files)
        root, texts = yamlfile.entries(told["programme"], name, faults), _joined(told["texts"])
        files = {
            Track(track): tuple(yamlfile.entries(one, name / track / f"{n}", faults) for n, one in enumerate(found, 1))
            for track, found in told["seances"].items()
        }
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ContentBroken(
            [Fault(name, 0, f"cannot be read: {error!r}", "It was written by another release")]
        ) from error
    notes = Notes(_links(today.files.root, files), faults)
    tracks = {track: seances(found, track, notes) for track, found in files.items()}
    books = tuple(
        phrases.of_source(texts[code], name / code, language, faults)
        for code, language in today.languages.items()
        if code in texts
    )
    programme = replace(today.programme, cadence=cadence(root), timing=_timing(root, today), tracks=tracks)
    content = replace(
        *(today,), programme=programme, books=books, places=notes.places, held=notes.held, files=Files(root, files)
    )
    if set(tracks) != set(Track) or not all(tracks.values()):
        faults.append(Fault(name, 0, "lacks a track", "It was written by another release"))
    if not books:
        faults.append(Fault(name, 0, "speaks no language of today", "Put one of its languages back"))
    if not faults:
        faults.extend(faults_of_version(content))
    if faults:
        raise ContentBroken(faults)
    return stamped(content, version.id)


def _stamped(seance: Seance, id: str) -> Seance:
    return replace(
        seance,
        version=id,
        items=tuple(replace(item, version=id) for item in seance.items),
        repeated=tuple(replace(item, version=id) for item in seance.repeated),
    )


def _programme(root: Entries) -> dict[str, object]:
    """What `programme.yaml` says to pairs, as far as it says it."""
    told: dict[str, object] = {"cadence": cadence(root)}
    times = root.values.get("timing")
    if isinstance(times, Entries):
        told["timing"] = {name: value for name, value in times.values.items() if name not in EVERYBODYS}
    return told


def _timing(root: Entries, today: Content) -> Timing:
    """Its own times, and everybody's as they are today."""
    names = [name.replace("-", "_") for name in EVERYBODYS]
    return replace(timing(root), **{name: getattr(today.programme.timing, name) for name in names})


def _links(root: Entries, files: Mapping[Track, Iterable[Entries]]) -> Entries:
    """Those of today; one that is named no more has no address."""
    today = root.mapping("links")
    items = [item for found in files.values() for one in found for item in one.entries("items")]
    named = {link: "" for item in items if isinstance(link := item.values.get("link"), str)}
    return replace(today, values={**named, **today.values})


# Texts ---------------------------------------------------------------------------------------------------------------


def texts_of(book: Phrasebook, seances: Iterable[Seance]) -> Mapping[str, tuple[str, ...]]:
    """How titles, objectives and items stand in a language, by name: each with all that it is made of."""
    refers: dict[str, set[str]] = {}
    for key, phrase in book.phrases.items():
        others = (id.partition(".")[0] for id in phrase.references | phrase.terms)
        refers.setdefault(key.partition(".")[0], set()).update(others)
    names = [
        *(f"{seance.prefix}-{part}" for seance in seances for part in ("title", "objective")),
        *(item.id.replace(".", "-") for seance in seances for item in seance.items),
    ]
    return {name: tuple(book.sources[one] for one in _made_of(name, refers) if one in book.sources) for name in names}


def _made_of(name: str, refers: Mapping[str, Iterable[str]]) -> list[str]:
    """It, and what it refers to, each once."""
    found = [name]
    for one in found:
        found.extend(other for other in sorted(refers.get(one, ())) if other not in found)
    return found


def _texts(content: Content, book: Phrasebook) -> list[str]:
    """Everything that the séances say in a language."""
    said = texts_of(book, [seance for track in content.programme.tracks.values() for seance in track])
    return sorted({text for texts in said.values() for text in texts})


def _joined(told: Mapping[str, Any]) -> dict[str, str]:
    return {code: "\n".join(map(str, said)) for code, said in told.items()}
