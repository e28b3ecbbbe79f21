"""The image, built twice: what compares the two, and, where a base is named, the two themselves."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.install import twice
from tests.install.oci import compared
from tests.install.twice import LEFT_OUT, ROOT, built_twice, cannot, copied_otherwise, exactly

Layer = Mapping[str, tuple[int, bytes]]
"""Files by name, each with its rights and what is in it."""
LAYERS: tuple[Layer, ...] = ({"bin/python": (0o755, b"python")}, {"opt/a": (0o644, b"a"), "opt/b": (0o644, b"b")})


def layout(folder: Path, layers: tuple[Layer, ...] = LAYERS, created: str = "2026-09-21T14:13:20Z") -> Path:
    """An OCI layout as `buildah push IMAGE oci:FOLDER` writes it."""
    (folder / "blobs/sha256").mkdir(parents=True)
    config = _blob(folder, json.dumps({"created": created}).encode())
    manifest = {"config": config, "layers": [_blob(folder, _packed(layer)) for layer in layers]}
    index = {"manifests": [_blob(folder, json.dumps(manifest).encode())]}
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def _blob(folder: Path, content: bytes) -> dict[str, str]:
    digest = hashlib.sha256(content).hexdigest()
    (folder / "blobs/sha256" / digest).write_bytes(content)
    return {"digest": f"sha256:{digest}"}


def _packed(layer: Layer) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for name, (mode, content) in layer.items():
            entry = tarfile.TarInfo(name)
            entry.mode, entry.size = mode, len(content)
            packed.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def test_the_same_bytes_are_the_same(tmp_path: Path) -> None:
    found = compared(layout(tmp_path / "one"), layout(tmp_path / "other"))
    assert [one.what for one in found] == ["manifest", "config", "layer 1", "layer 2"]
    assert all(one.same and one.one == one.other for one in found)


def test_a_file_that_differs_is_named_with_what_differs(tmp_path: Path) -> None:
    changed = (LAYERS[0], {"opt/a": (0o600, b"a"), "opt/b": (0o644, b"B"), "opt/c": (0o644, b"")})
    found = compared(layout(tmp_path / "one"), layout(tmp_path / "other", changed))
    assert [one.what for one in found if not one.same] == ["manifest", "layer 2"]
    rights, bytes_of, missing = found[-1].why
    assert rights.startswith("opt/a: 0644 0:0")
    assert ", and 0600 0:0" in rights
    assert bytes_of.startswith("opt/b: ")
    assert missing.startswith("opt/c: not there, and 0644")


def test_files_in_another_order_are_other_bytes(tmp_path: Path) -> None:
    backwards = (LAYERS[0], dict(reversed(list(LAYERS[1].items()))))
    (*_, last) = compared(layout(tmp_path / "one"), layout(tmp_path / "other", backwards))
    assert last.why == ("the same files, packed otherwise",)


def test_what_the_configuration_says_otherwise_is_told(tmp_path: Path) -> None:
    found = compared(layout(tmp_path / "one"), layout(tmp_path / "other", created="2026-10-31T14:13:20Z"))
    config = found[1]
    assert config.why == ('created: "2026-09-21T14:13:20Z", and "2026-10-31T14:13:20Z"',)


def test_a_layer_too_many_is_told(tmp_path: Path) -> None:
    (*_, last) = compared(layout(tmp_path / "one"), layout(tmp_path / "other", LAYERS[:1]))
    assert last.what == "layer 2"
    assert last.why == ("only the first image has it",)


def test_a_blob_that_is_not_what_its_digest_says_is_no_proof(tmp_path: Path) -> None:
    one, other = layout(tmp_path / "one"), layout(tmp_path / "other")
    for blob in (other / "blobs/sha256").iterdir():
        blob.write_bytes(blob.read_bytes() + b" ")
    with pytest.raises(ValueError, match="is not what its digest says"):
        compared(one, other)


def test_the_second_folder_has_the_same_files_and_nothing_else_of_the_first(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for name in ("a.py", "deploy/secrets.sh", "deploy/b.lock"):
        (one / name).parent.mkdir(parents=True, exist_ok=True)
        (one / name).write_text(name, encoding="ascii")
        (one / name).chmod(0o755 if name.endswith(".sh") else 0o644)
    copied_otherwise(one, other)
    files = sorted(path.relative_to(other).as_posix() for path in other.rglob("*") if path.is_file())
    assert files == ["a.py", "deploy/b.lock", "deploy/secrets.sh"]
    assert [(other / name).read_text(encoding="ascii") for name in files] == files
    assert [(other / name).stat().st_mode & 0o777 for name in files] == [0o600, 0o600, 0o700]
    assert (other / "a.py").stat().st_mtime != (one / "a.py").stat().st_mtime


def test_what_is_left_out_is_not_in_the_image_either() -> None:
    """Else the two would be the same only because both lack something."""
    sent = [line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"]
    assert len(sent) > 5
    assert not set(sent) & set(LEFT_OUT)


@pytest.mark.parametrize(
    ("base", "named"),
    [
        ("docker.io/library/python:3.13-slim-bookworm", "docker.io/library/python"),
        ("localhost:5000/python:3.13", "localhost:5000/python"),
        ("localhost/together-base", "localhost/together-base"),
        (f"docker.io/library/python@sha256:{'a' * 64}", "docker.io/library/python"),
    ],
)
def test_a_base_is_named_by_its_digest(monkeypatch: pytest.MonkeyPatch, base: str, named: str) -> None:
    digest = f"sha256:{'a' * 64}"
    monkeypatch.setattr(twice, "is_there", lambda image: True)
    monkeypatch.setattr(twice, "_run", lambda *words: json.dumps({"FromImageDigest": digest}))
    assert exactly(base) == f"{named}@{digest}"


def test_two_builds_from_two_folders_are_the_same_bytes(tmp_path: Path) -> None:
    """It takes minutes, so it is asked for: `make image` runs the same, and prints what it finds."""
    base = os.environ.get("TOGETHER_IMAGE_BASE", "")
    if not base:
        pytest.skip("TOGETHER_IMAGE_BASE names no base to build on, such as localhost/together-base of `make image`")
    if why := cannot():
        pytest.skip(why)
    found = built_twice(base, ROOT, tmp_path)
    assert [one.what for one in found][:3] == ["manifest", "config", "layer 1"]
    assert [(one.what, one.why) for one in found if not one.same] == []
