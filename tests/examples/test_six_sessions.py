"""The shorter programme of docs/examples: its README is followed, the copy passes the check, and a season of it is played."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.engine.programme import Track
from content.check import check, warnings_of
from tests.content.copies import copied, drop, faults
from tests.copying import HERE
from tests.labels import en
from tests.mutations.trial import environment

EXAMPLE = HERE / "docs" / "examples" / "six-sessions"
README = (EXAMPLE / "README.md").read_text(encoding="utf-8")
GONE = (7, 8, 9)
SENTENCES = ("M2-G3", "M2-G3-a", "M2-G3-b", "M6-G2")
LINKS = ("feedback-article", "reciprocity-video")
LANGUAGES = ("fr", "en")


def followed(folder: Path) -> Path:
    """A copy of the shipped programme after every step."""
    for path in (EXAMPLE / "mentoring").glob("*.yaml"):
        shutil.copy(path, folder / "mentoring" / path.name)
    for number in GONE:
        (folder / "mentoring" / f"{number}.yaml").unlink()
    for language in LANGUAGES:
        _worded(folder, language)
    programme = folder / "programme.yaml"
    lines = programme.read_text(encoding="utf-8").splitlines(keepends=True)
    programme.write_text("".join(one for one in lines if not one.strip().startswith(LINKS)), encoding="utf-8")
    return folder


def _worded(folder: Path, language: str) -> None:
    words = folder / language / "mentoring.ftl"
    kept = re.split(r"(?m)^(?=## )", words.read_text(encoding="utf-8"))
    text = "".join(part for part in kept if not re.match(rf"## \w+ [{''.join(map(str, GONE))}]\b", part))
    for line in (EXAMPLE / language / "mentoring.ftl").read_text(encoding="utf-8").splitlines():
        id = line.partition(" =")[0]
        text, found = re.subn(rf"(?m)^{re.escape(id)} = .*$", line.replace("\\", r"\\"), text)
        assert found == 1, f"{id} is not in {language}"
    words.write_text(text, encoding="utf-8")
    for id in SENTENCES:
        drop(f"{language}/mentoring.ftl", id)(folder)
    for link in LINKS:
        drop(f"{language}/words.ftl", f"link-{link}")(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return followed(copied(tmp_path))


def test_it_passes_the_check_and_says_what_stays_out(folder: Path) -> None:
    content, found = check(folder, declared())
    assert found == []
    assert content.programme.last(Track.MENTORING) == 6
    assert "goals" in content.programme.seance(Track.MENTORING, 1).activities
    told = [one.what for one in warnings_of(content) if "address" not in one.what]
    assert told == []


def test_it_is_played_to_its_end(folder: Path) -> None:
    command = [sys.executable, "-m", "bot", "play", "--track", "mentoring", "--lang", "en"]
    played = subprocess.run(
        command,
        cwd=HERE,
        env={**environment(HERE), "TOGETHER_CONTENT": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stderr[-2000:]
    assert en("farewell-title") in played.stdout
    assert "Session 6" in played.stdout
    assert "Session 7" not in played.stdout
    assert "stays between you" not in played.stdout


def test_the_page_names_what_it_takes(tmp_path: Path) -> None:
    for name in (*SENTENCES, *LINKS, *(f"{number}.yaml" for number in GONE)):
        assert f"`{name}`" in README, name
    assert {path.name for path in (EXAMPLE / "mentoring").iterdir()} == {"1.yaml", "2.yaml", "6.yaml"}
    folder = copied(tmp_path)
    for number in GONE:
        (folder / "mentoring" / f"{number}.yaml").unlink()
    forgotten = [one for one in faults(folder) if "M7-title" in one.what]
    assert len(forgotten) == len(LANGUAGES), "the check says what was forgotten"
