"""Compares two images byte by byte, each an OCI layout in a folder (as `buildah push IMAGE oci:FOLDER` writes it)."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST = 20
"""Files that are named of one layer."""


@dataclass(frozen=True, slots=True)
class Part:
    """One blob of an image."""

    what: str
    """`manifest`, `config`, `layer 1` and so on."""
    digest: str
    blob: bytes


@dataclass(frozen=True, slots=True)
class Compared:
    what: str
    one: str
    """The digest there."""
    other: str
    why: tuple[str, ...] = ()
    """What differs, as far as it can be said; nothing if the bytes are the same."""

    @property
    def same(self) -> bool:
        return not self.why


def parts(layout: Path) -> Iterator[Part]:
    """Manifest, config and layers, each read and held against its own digest. Raises `ValueError` if one is not what it says."""
    (entry,) = json.loads((layout / "index.json").read_bytes())["manifests"]
    manifest = _part(layout, "manifest", entry)
    yield manifest
    told = json.loads(manifest.blob)
    yield _part(layout, "config", told["config"])
    for nth, layer in enumerate(told["layers"], 1):
        yield _part(layout, f"layer {nth}", layer)


def compared(one: Path, other: Path) -> list[Compared]:
    here, there = ({part.what: part for part in parts(layout)} for layout in (one, other))
    found = []
    for what in {**here, **there}:
        mine, theirs = here.get(what), there.get(what)
        if mine is None or theirs is None:
            missing = (f"only {'the second' if mine is None else 'the first'} image has it",)
            found.append(Compared(what, mine.digest if mine else "", theirs.digest if theirs else "", missing))
        else:
            found.append(Compared(what, mine.digest, theirs.digest, tuple(_why(mine, theirs))))
    return found


def _part(layout: Path, what: str, entry: dict[str, Any]) -> Part:
    digest = str(entry["digest"])
    blob = (layout / "blobs" / digest.replace(":", "/")).read_bytes()
    if f"sha256:{hashlib.sha256(blob).hexdigest()}" != digest:
        raise ValueError(f"{what} of {layout} is not what its digest says")
    return Part(what, digest, blob)


def _why(one: Part, other: Part) -> Iterator[str]:
    if one.blob == other.blob:
        return
    if not one.what.startswith("layer"):
        said = list(_keys(json.loads(one.blob), json.loads(other.blob)))
        yield from said or ["it names others by their digests"]
        return
    here, there = _members(one.blob), _members(other.blob)
    unlike = [name for name in sorted({*here, *there}) if here.get(name) != there.get(name)]
    for name in unlike[:MOST]:
        yield f"{name}: {_said(here.get(name))}, and {_said(there.get(name))}"
    if len(unlike) > MOST:
        yield f"and {len(unlike) - MOST} more files"
    if not unlike:
        yield "the same files, packed otherwise"


def _keys(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Without what follows from a layer, which says itself how it differs."""
    follows = {"layers", "rootfs"} | ({"config"} if "layers" in one else set())
    for key in sorted({*one, *other} - follows):
        if one.get(key) != other.get(key):
            yield f"{key}: {json.dumps(one.get(key))}, and {json.dumps(other.get(key))}"


def _members(layer: bytes) -> dict[str, tuple[str, ...]]:
    """Each file with all that a layer says of it."""
    with tarfile.open(fileobj=io.BytesIO(layer)) as packed:
        return {entry.name: _about(packed, entry) for entry in packed}


def _about(packed: tarfile.TarFile, entry: tarfile.TarInfo) -> tuple[str, ...]:
    content = packed.extractfile(entry) if entry.isreg() else None
    digest = hashlib.sha256(content.read()).hexdigest()[:12] if content else entry.linkname
    return (f"{entry.mode:04o}", f"{entry.uid}:{entry.gid}", f"at {entry.mtime}", f"{entry.size} bytes", digest)


def _said(about: tuple[str, ...] | None) -> str:
    return "not there" if about is None else " ".join(about)
