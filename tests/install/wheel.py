"""The wheel: built from a copy of the tree, and put into an environment of its own without the network."""

from __future__ import annotations

import shutil
import site
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

from tests.install.files import ROOT

SOURCES = ("adapters", "bot", "content", "release", "storage")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "*.egg-info")


def built(tree: Path, out: Path) -> Path:
    """Built in `tree`, a copy, so that no build/ is left behind; the wheel in `out`."""
    tree.mkdir(exist_ok=True)
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=LEFT_OUT)
    for file in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / file, tree)
    words = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out), str(tree)]
    done = subprocess.run([sys.executable, *words], env=plain(tree), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (found,) = out.glob("*.whl")
    return found


def installed(wheel: Path, home: Path) -> Path:
    """`together-bot` in an environment of its own. The packages that it needs are those of this one, by a path: a path
    brings in no `.pth`, so the source tree that is installed here is not found there."""
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin/python"
    words = ["-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, *words], env=plain(home), check=True)
    packages = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    )
    (Path(packages.stdout.strip()) / "needed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return home / "bin/together-bot"


def plain(home: Path) -> Mapping[str, str]:
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "LANG": "C.UTF-8"}
