"""How the workflow of a release makes the image: run here with a stand-in for `docker`, since no registry is in reach."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.install.files import dockerfile
from tests.release.test_workflow import JOBS, commands
from tests.release.trees import clone

(STEP,) = [step for step in JOBS["image"]["steps"] if step.get("id") == "image"]
BASE, DIGEST, MADE = STEP["env"]["BASE"], f"sha256:{'b' * 64}", f"sha256:{'1' * 64}"
PINNED = f"{BASE.partition(':')[0]}@{DIGEST}"

DOCKER = """\
#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$SAID"
case "$1 $2 $3" in
  "buildx imagetools inspect") cat "$RUNNER_TEMP/digest" ;;
  "buildx build "*)
    count=$(grep -c '^buildx build' "$SAID")
    printf '{"containerimage.digest": "%s"}' "$(sed -n "${count}p" "$RUNNER_TEMP/built")" > built.json ;;
esac
"""


@dataclass(frozen=True)
class Ran:
    status: int
    said: list[str]
    """What docker was told, line by line."""
    outputs: dict[str, str]

    @property
    def builds(self) -> list[str]:
        return [line for line in self.said if line.startswith("buildx build")]

    @property
    def pushes(self) -> list[str]:
        return [line for line in self.builds if "push=true" in line]


def ran(folder: Path, *, digest: str = DIGEST, built: tuple[str, ...] = (MADE, MADE, MADE)) -> Ran:
    """The step as a runner runs it. `digest` is what the registry says of the base, `built` those of the builds."""
    if shutil.which("jq") is None:
        pytest.skip("the step takes jq, which a runner has (Debian and Ubuntu: apt-get install jq)")
    tree, tools = clone(folder / "tree"), folder / "tools"
    tools.mkdir()
    (tools / "docker").write_text(DOCKER, encoding="utf-8")
    (tools / "docker").chmod(0o755)
    (folder / "digest").write_text(digest, encoding="ascii")
    (folder / "built").write_text("\n".join(built), encoding="ascii")
    given = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(folder),
        "SAID": str(folder / "said"),
        "GITHUB_REPOSITORY": "Together/Bot",
        "GITHUB_ACTOR": "a",
        "GITHUB_REF_NAME": "v1.2.0",
        "TOKEN": "t",
        "GITHUB_OUTPUT": str(folder / "outputs"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "BASE": BASE,
    }
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]]
    done = subprocess.run(words, cwd=tree, env=given, capture_output=True, text=True, check=False)
    outputs = (folder / "outputs").read_text(encoding="utf-8") if (folder / "outputs").exists() else ""
    return Ran(
        done.returncode,
        (folder / "said").read_text(encoding="utf-8").splitlines(),
        dict(line.split("=", 1) for line in outputs.splitlines()),
    )


def test_a_release_is_built_on_a_base_that_is_named_by_its_digest(tmp_path: Path) -> None:
    done = ran(tmp_path)
    assert done.status == 0
    assert len(done.builds) == 3
    assert all(f"--build-arg BASE={PINNED} " in line for line in done.builds)
    (pushed,) = done.pushes
    assert "name=ghcr.io/together/bot:1.2.0," in pushed
    (inspected,) = [line for line in done.said if "inspect" in line]
    assert BASE in inspected.split(), "the digest is that of the base which the Dockerfile has"


def test_what_it_was_built_on_is_recorded_with_the_release(tmp_path: Path) -> None:
    done = ran(tmp_path)
    made = json.loads(done.outputs["made"])
    assert made["image"] == f"ghcr.io/together/bot@{MADE}"
    assert done.outputs["digest"] == MADE
    assert made["base"] == PINNED
    assert all(f"--build-arg SOURCE_DATE_EPOCH={made['source_date_epoch']} " in line for line in done.builds)
    assert JOBS["image"]["outputs"]["made"] == "${{ steps.image.outputs.made }}"
    publishing = JOBS["publish"]["steps"][-1]
    assert publishing["env"]["MADE"] == "${{ needs.image.outputs.made }}"
    assert re.search(r"gh release create .*image\.json", publishing["run"].replace("\\\n", " "))
    assert 'echo "$MADE" > image.json' in commands("publish")


@pytest.mark.parametrize("digest", ["", "sha256:12", "latest", f"sha256:{'B' * 64}"])
def test_nothing_is_built_on_a_base_whose_digest_nobody_knows(tmp_path: Path, digest: str) -> None:
    done = ran(tmp_path, digest=digest)
    assert done.status != 0
    assert done.builds == []
    assert done.outputs == {}


@pytest.mark.parametrize("built", [(MADE, DIGEST, MADE), ("", "", ""), ("null", "null", "null")])
def test_nothing_is_pushed_that_was_not_built_twice_the_same(tmp_path: Path, built: tuple[str, ...]) -> None:
    done = ran(tmp_path, built=built)
    assert done.status != 0
    assert len(done.builds) == 2
    assert done.pushes == []
    assert done.outputs == {}


def test_what_is_pushed_is_what_was_built(tmp_path: Path) -> None:
    done = ran(tmp_path, built=(MADE, MADE, DIGEST))
    assert done.status != 0
    assert done.outputs == {}, "so nothing is signed"


def test_the_two_are_built_anew_and_from_two_folders(tmp_path: Path) -> None:
    first, second, third = ran(tmp_path).builds
    assert "--no-cache" in first
    assert "--no-cache" in second
    folders = [Path(line.split()[2]) for line in (first, second)]
    assert len(set(folders)) == 2
    modes = [{path.stat().st_mode & 0o777 for path in folder.rglob("*.md")} for folder in folders]
    assert modes[0] != modes[1] == {0o600}, "and with other rights"
    assert third.split()[2] == str(folders[1])
    assert all("rewrite-timestamp=true" in line and "--provenance=false" in line for line in (first, second, third))


def test_the_base_is_the_dockerfiles() -> None:
    assert ("ARG", f"BASE={BASE}") in dockerfile()
