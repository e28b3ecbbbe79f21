"""`content check` and `content move` before a database with pairs, and what `programmes list` says of versions."""

from __future__ import annotations

from os import environ
from pathlib import Path

import pytest

from bot.cli import main
from bot.ports import UnitOfWork
from bot.ports.store.audit import AuditEntry
from tests.content.copies import copied, put
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_service import booked
from tests.seals import KEY


@pytest.fixture
def before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The installation's folder, with which Awa and Camille have begun, and Priya and Sam are enrolled."""
    for name in [name for name in environ if name.startswith("TOGETHER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    folder = copied(tmp_path)
    monkeypatch.setenv("TOGETHER_DATABASE_URL", url(tmp_path))
    monkeypatch.setenv("TOGETHER_SECRET_KEYS", KEY)
    monkeypatch.setenv("TOGETHER_CONTENT", str(folder))
    roster = HEADER + line("Awa", "Camille") + line("Priya", "Sam", track="networking")
    with Stage(url(tmp_path), roster, content=folder) as stage:
        booked(stage)
    return folder


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'together.db'}"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    capsys.readouterr()
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out.splitlines(), said.err


def versions(folder: Path) -> dict[str, str]:
    with Stage(url(folder), content=folder / "copy") as stage:

        def work(unit: UnitOfWork) -> dict[str, str]:
            return {one.pair: one.content for one in unit.contents.going()}

        return stage.run(stage.app.store.run(work))


def audit(folder: Path) -> list[AuditEntry]:
    with Stage(url(folder), content=folder / "copy") as stage:
        return list(stage.run(stage.app.store.run(lambda unit: unit.audit.all())))


def pair(folder: Path, track: str) -> str:
    return next(id for id in versions(folder) if id.startswith(track))


def test_where_nothing_differs_that_is_said(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "content", "check")
    (version,) = set(versions(before.parent).values())
    assert (status, out[-1]) == (0, f"2 pairs go by just this content ({version}).")
    status, out, _ = run(capsys, "content", "move")
    assert out == [f"Every pair under way goes by the version in use ({version}) already."]


def test_the_check_says_what_would_change_for_whom(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentoring, networking = (pair(before.parent, track) for track in ("mentoring", "networking"))
    put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer")(before)
    put("networking/2.yaml", "minutes: 30", "minutes: 45")(before)
    put("programme.yaml", "cadence: 14 ", "cadence: 21 ")(before)
    status, out, _ = run(capsys, "content", "check")
    assert status == 0
    assert out[1].startswith("2 pairs go by the version ")
    assert out[2:-1] == [
        f"    cadence 14 → 21 (for {mentoring}, {networking})",
        f"    mentoring, séance 1: title is worded anew (fr) (for {mentoring})",
        f"    networking, séance 2: minutes 30 → 45 (for {networking})",
    ]
    assert "content move" in out[-1]


def test_the_check_changes_nothing(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = before.parent / "together.db"
    put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer")(before)
    held = file.read_bytes()
    assert run(capsys, "content", "check")[0] == 0
    assert file.read_bytes() == held


def test_a_move_is_shown_first(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = versions(before.parent)
    put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer")(before)
    status, out, _ = run(capsys, "content", "move")
    assert status == 0
    assert out[-1].startswith("To be moved to the version in use (")
    assert out[-1].endswith("): 2 pairs. To stay: 0. Nothing was changed; --now moves.")
    assert any(one.endswith("first  séance 1 of mentoring  1 change ahead") for one in out)
    assert versions(before.parent) == kept


def test_those_that_are_named_are_moved(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentoring, networking = (pair(before.parent, track) for track in ("mentoring", "networking"))
    kept = versions(before.parent)
    put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer")(before)
    status, out, _ = run(capsys, "content", "move", "--pairs", mentoring, "--now")
    assert status == 0
    assert out[-1].endswith("): 1 pair. As they were: 0.")
    moved = versions(before.parent)
    assert moved[networking] == kept[networking]
    assert moved[mentoring] != kept[mentoring]
    assert [one.about for one in audit(before.parent) if one.kind == "pair moved to other content"] == [mentoring]
    with Stage(url(before.parent), content=before) as stage:
        assert "Commencer" in stage.says("awa", "status")


def test_who_is_not_there_is_named_and_nobody_moved(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentoring = pair(before.parent, "mentoring")
    kept = versions(before.parent)
    put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer")(before)
    status, out, err = run(capsys, "content", "move", "--pairs", mentoring, "nobody", "--now")
    assert (status, out) == (1, [])
    assert err == "There is no pair under way of the id nobody; nothing was changed.\n"
    assert versions(before.parent) == kept


def test_the_list_of_programmes_says_who_goes_by_what(before: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentoring = pair(before.parent, "mentoring")
    (old,) = set(versions(before.parent).values())
    put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer")(before)
    assert run(capsys, "content", "move", "--pairs", mentoring, "--now")[0] == 0
    new = versions(before.parent)[mentoring]
    told = [one.strip() for one in run(capsys, "programmes", "list")[1] if "content" in one]
    assert told == [
        f"content {new} (in use): 1 pair under way",
        f"content {old} (since 2026-01-04): 1 pair under way",
    ]


def test_a_database_that_cannot_be_compared_is_said(
    before: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_DATABASE_URL", f"sqlite:///{before.parent / 'none.db'}")
    assert len(run(capsys, "content", "check")[1]) == 1, "there is none yet"
    assert not (before.parent / "none.db").exists()
    (before.parent / "none.db").touch()
    status, out, _ = run(capsys, "content", "check")
    assert status == 0
    assert out[1].startswith("Not compared with what pairs go by: ")
