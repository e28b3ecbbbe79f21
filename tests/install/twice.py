"""Builds the image twice and compares it byte by byte: `python -m tests.install.twice [--base IMAGE]`, or `make image`.

1. The second build has another folder, another umask, another order of files and another day.
2. Both are built on one base, by its digest, with the same packages: those of the lock, fetched once and checked by their
   hashes, so that the build itself needs no network.
3. Manifest, config and layers must be the same bytes. What is not says which file differs, and how.

It takes root and buildah. Without `--base` it makes one by debootstrap, of Debian 12, and keeps it as `localhost/together-base`
(which takes podman too).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.install.oci import Compared, compared

ROOT = Path(__file__).parents[2]
BASE = "localhost/together-base"
SUITE, PACKAGES = "bookworm", "python3,python3-venv,ca-certificates"
LEFT_OUT = (".git", ".venv*", "var", "build", "dist", "tests", "__pycache__", ".*_cache", "*.egg-info")
EPOCH = 1_790_000_000
"""The date that both are given."""
LATER = 40 * 86_400
"""Seconds by which the second build's day is later."""
FAKETIME = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1")
"""What makes programs see another day (Debian's libfaketime). Without it both builds have the same."""


class Failed(Exception):
    """A command that ended with an error; what it said."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.install.twice", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument(
        "--base", default="", metavar="IMAGE", help="what the image is built on; NAME@sha256:… is exact"
    )
    asked = parser.parse_args()
    if why := cannot():
        print(why, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="together-image-") as folder:
        try:
            found = built_twice(asked.base or made_base(Path(folder)), ROOT, Path(folder))
        except Failed as failed:
            print(failed, file=sys.stderr)
            return 1
    for one in found:
        print(f"{one.what:10}{one.one}  {'the same bytes' if one.same else f'but {one.other}'}")
        for why in one.why:
            print(f"          {why}")
    return 0 if all(one.same for one in found) else 1


def cannot() -> str:
    """Why no image can be built here; nothing if one can."""
    if shutil.which("buildah") is None:
        return "there is no buildah here (Debian and Ubuntu: apt-get install buildah)"
    return "" if os.geteuid() == 0 else "building takes root here"


def is_there(image: str) -> bool:
    return subprocess.run(["buildah", "inspect", "--type", "image", image], capture_output=True).returncode == 0


def made_base(folder: Path) -> str:
    """The name of a base on this machine: that of before, or one that debootstrap makes now."""
    if is_there(BASE):
        return BASE
    if shutil.which("debootstrap") is None:
        raise Failed("there is neither a base nor debootstrap here: name a base with --base")
    root, packed = folder / "base", folder / "base.tar"
    _run("debootstrap", "--variant=minbase", f"--include={PACKAGES}", SUITE, str(root))
    (root / "usr/bin/python").symlink_to("python3")
    _run("tar", "-C", str(root), "-cf", str(packed), ".")
    _run("podman", "import", str(packed), BASE)
    shutil.rmtree(root)
    return BASE


def built_twice(base: str, tree: Path, folder: Path) -> list[Compared]:
    """Raises `Failed`."""
    base = exactly(base)
    print(f"          on {base}", flush=True)
    one, other = folder / "here", folder / "in-another-folder" / "made-otherwise"
    shutil.copytree(tree, one, ignore=shutil.ignore_patterns(*LEFT_OUT))
    copied_otherwise(one, other)
    offline = Offline.of(base, folder)
    layouts = [Build(base, offline, source, later, folder).layout() for source, later in ((one, 0), (other, LATER))]
    return compared(*layouts)


def exactly(base: str) -> str:
    """The same base by its digest, as it is on this machine, or at its registry. Raises `Failed`."""
    if not is_there(base):
        _run("buildah", "pull", "--quiet", base)
    told = json.loads(_run("buildah", "inspect", "--type", "image", base))
    folder, slash, name = base.partition("@")[0].rpartition("/")
    return f"{folder}{slash}{name.partition(':')[0]}@{told['FromImageDigest']}"


def copied_otherwise(tree: Path, to: Path) -> None:
    """The same files, as somebody has them who keeps others out, and got them in another order on another day."""
    for path in sorted(tree.rglob("*"), reverse=True):
        copy = to / path.relative_to(tree)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True, mode=0o700)
            continue
        copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, copy)
        copy.chmod(0o700 if os.access(path, os.X_OK) and path.suffix == ".sh" else 0o600)
        os.utime(copy, (LATER, LATER))


@dataclass(frozen=True, slots=True)
class Offline:
    """What the lock names, for pip within the build, which then asks nobody."""

    wheels: Path
    settings: Path

    @classmethod
    def of(cls, base: str, folder: Path) -> Offline:
        """Fetched by this Python's pip as it is set up here, for the Python of the base."""
        wheels, settings = folder / "wheels", folder / "pip.conf"
        version = _python(base)
        for lock in ("build.lock", "requirements.lock"):
            words = ("--require-hashes", "--only-binary", ":all:", "--python-version", version, "-d", str(wheels))
            _run(sys.executable, "-m", "pip", "download", "-q", *words, "-r", str(ROOT / "deploy" / lock))
        settings.write_text("[global]\nno-index = true\nfind-links = /mnt\n", encoding="ascii")
        return cls(wheels, settings)


@dataclass(frozen=True, slots=True)
class Build:
    base: str
    offline: Offline
    tree: Path
    later: int
    """Seconds after now that its programs see."""
    folder: Path

    def layout(self) -> Path:
        """The folder in which the image is."""
        began = time.monotonic()
        name = f"localhost/together-twice-{self.tree.name}"
        mounts = (f"{self.offline.wheels}:/mnt:ro", f"{self.offline.settings}:/etc/pip.conf:ro", *self._day())
        layout = self.folder / f"{self.tree.name}.oci"
        try:
            _run(
                *("buildah", "bud", "--no-cache", "--isolation", "chroot", "--timestamp", str(EPOCH)),
                *(word for mount in mounts for word in ("--volume", mount)),
                *("--build-arg", f"BASE={self.base}", "--build-arg", f"SOURCE_DATE_EPOCH={EPOCH}"),
                *("--tag", name, str(self.tree)),
            )
            _run("buildah", "push", "--quiet", name, f"oci:{layout}:image")
        finally:
            with suppress(Failed):
                _run("buildah", "rmi", name)
        day = f", {self.later // 86_400} days later" if self.later and FAKETIME.is_file() else ""
        print(f"{time.monotonic() - began:6.1f} s  built from {self.tree}{day}", flush=True)
        return layout

    def _day(self) -> tuple[str, ...]:
        """By a library that is loaded before all others; both builds have it, so that it makes no difference itself."""
        if not FAKETIME.is_file():
            return ()
        preload, offset = self.folder / "ld.so.preload", self.folder / f"{self.tree.name}.faketimerc"
        preload.write_text("/usr/lib/faketime.so\n", encoding="ascii")
        offset.write_text(f"+{self.later}\n", encoding="ascii")
        places = {FAKETIME: "/usr/lib/faketime.so", preload: "/etc/ld.so.preload", offset: "/etc/faketimerc"}
        return tuple(f"{file}:{place}:ro" for file, place in places.items())


def _python(base: str) -> str:
    """The version of the base's Python, such as 3.13."""
    container = _run("buildah", "from", base).strip()
    try:
        tell = "import sys; print('{}.{}'.format(*sys.version_info))"
        return _run("buildah", "run", "--isolation", "chroot", container, "--", "python", "-c", tell).strip()
    finally:
        _run("buildah", "rm", container)


def _run(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(words)}\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
