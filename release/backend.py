"""The build backend: setuptools, and files that are the same bytes in whatever folder they are built.

1. What setuptools makes hangs on the folder: the rights of its files, the order in which it lists them, when they were checked out.
   So it is packed anew: in the order of names, with one date, and with rights that say only whether a file can be run.
2. Two things stay: setuptools writes its own version into a wheel, and zlib decides how it is packed. The first is that of the
   lock, the second that of the Python that builds.
3. The date is SOURCE_DATE_EPOCH. Without it, it is that of the commit; and where nothing knows that, 1 January 1980.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import tarfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

from setuptools import build_meta
from setuptools.build_meta import (
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

from bot.infra.version import ARCHIVAL, TREE, lines_of

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

build_editable = build_meta.build_editable

_EARLIEST = 315_532_800
"""1 January 1980: a zip knows none before."""
_RUN, _READ = 0o755, 0o644
_UNIX = 3


def build_wheel(
    wheel_directory: str, config_settings: dict[str, object] | None = None, metadata_directory: str | None = None
) -> str:
    rmtree(TREE / "build" / "lib", ignore_errors=True)  # else a module that is gone since the last build is in this one
    name = str(build_meta.build_wheel(wheel_directory, config_settings, metadata_directory))
    settle_wheel(Path(wheel_directory) / name, built_at(TREE))
    return name


def build_sdist(sdist_directory: str, config_settings: dict[str, object] | None = None) -> str:
    name = str(build_meta.build_sdist(sdist_directory, config_settings))
    settle_sdist(Path(sdist_directory) / name, built_at(TREE))
    return name


def built_at(tree: Path) -> int:
    """The date of what is built, in seconds of the epoch."""
    said = os.environ.get("SOURCE_DATE_EPOCH") or _of_commit(tree) or lines_of(tree / ARCHIVAL).get("seconds", "")
    return max(int(said), _EARLIEST) if said.isdecimal() else _EARLIEST


def _of_commit(tree: Path) -> str:
    if not (tree / ".git").exists():
        return ""
    try:
        asked = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=tree, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return asked.stdout.strip()


def settle_wheel(wheel: Path, at: int) -> None:
    """Packs a wheel anew. Its RECORD stays true: no file changes."""
    when = datetime.fromtimestamp(at, UTC).timetuple()[:6]
    with zipfile.ZipFile(wheel) as old:
        files = [(entry, old.read(entry)) for entry in old.infolist() if not entry.is_dir()]
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as new:
        for entry, content in sorted(files, key=lambda one: _records_last(one[0].filename)):
            settled = zipfile.ZipInfo(entry.filename, when)
            settled.create_system = _UNIX
            settled.external_attr = (0o100000 | _rights(entry.external_attr >> 16)) << 16
            settled.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(settled, content)


def _records_last(name: str) -> tuple[bool, str]:
    """The metadata is at the end of the file, as the format of wheels asks for."""
    return ".dist-info/" in name, name


def _rights(mode: int) -> int:
    return _RUN if mode & 0o100 else _READ


def settle_sdist(sdist: Path, at: int) -> None:
    """Packs a source distribution anew: owned by nobody in particular. What it is built from says its date, and no more: its
    PKG-INFO says its version, and a clone has not filled that file in."""
    packed, dated = io.BytesIO(), f"seconds: {at}\n".encode()
    with tarfile.open(sdist) as old, tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as new:
        for entry in sorted(old.getmembers(), key=lambda one: one.name):
            settled = tarfile.TarInfo(entry.name)
            settled.type, settled.size, settled.mtime = entry.type, entry.size, at
            settled.mode = _RUN if entry.isdir() else _rights(entry.mode)
            content = old.extractfile(entry) if entry.isreg() else None
            if entry.name.endswith(f"/{ARCHIVAL}"):
                content, settled.size = io.BytesIO(dated), len(dated)
            new.addfile(settled, content)
    with sdist.open("wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=at) as zipped:
        zipped.write(packed.getvalue())
