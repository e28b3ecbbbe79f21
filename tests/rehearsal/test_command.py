"""`together-bot rehearse` as an operator meets it: a real process beside an installation, killed, gone on with, thrown away."""

from __future__ import annotations

import json
import sqlite3
import urllib.request
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from benchmarks._processes import Process, until
from bot.app.rehearsal.terms import Folder, RehearsalRefused, Terms, checked
from tests.scenarios.procfile import run
from tests.seals import KEY

ROSTER = """\
mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,\
mentor_channel,mentor_address,mentee_channel,mentee_address
Mia,Léo,mentoring,2026-03-02,fr,fr,Africa/Dakar,Europe/Paris,local,mia,local,leo
"""
AWA, CAMILLE = ("local:awa", "Awa", "fr", "Africa/Dakar"), ("local:camille", "Camille", "fr", "Europe/Paris")


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    return {
        "TOGETHER_DATABASE_URL": f"sqlite:///{tmp_path / 'together.db'}",
        "TOGETHER_LEDGER": str(tmp_path / "erasures"),
        "TOGETHER_PORT": port,
        "TOGETHER_SECRET_KEYS": KEY,
    }


@pytest.fixture
def beside(settings: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """An installation in which Mia and Léo take part."""
    roster = tmp_path / "pairs.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    for words in (("release",), ("programmes", "add", "other", "--name", "Other"), ("pairs", "import", str(roster))):
        done = run(settings, "bot", *words)
        assert done.returncode == 0, done.stderr
    return settings


def words(folder: Path, *more: str) -> list[str]:
    place = ("--folder", str(folder / "rehearsal"), "--protocol", str(folder / "rehearsal.md"))
    return ["bot", "rehearse", *place, *more]


def kept(folder: Path) -> list[str]:
    """Everything that the installation's database holds."""
    with closing(sqlite3.connect(folder / "together.db")) as database:
        return list(database.iterdump())


def ask(settings: Mapping[str, str], path: str, body: object = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    url = f"http://127.0.0.1:{settings['TOGETHER_PORT']}{path}"
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)


def cards(settings: Mapping[str, str], key: str) -> list[Any]:
    with suppress(OSError):
        return [card for card in ask(settings, "/api/state")["cards"] if card["key"].startswith(key)]
    return []


def test_it_goes_on_after_kill_minus_nine_and_touches_nothing_else(beside: dict[str, str], tmp_path: Path) -> None:
    before, ledger = kept(tmp_path), (tmp_path / "erasures").read_bytes()
    begun = words(tmp_path, "--own-app", "--day", "2", "--mentor", *AWA, "--mentee", *CAMILLE)
    process = Process(begun, beside, tmp_path / "log")
    try:
        until(lambda: len(cards(beside, "willing.")) == 2, "both are asked")
        for who in ("mentor", "mentee"):
            (card,) = cards(beside, f"willing.{who}")
            deed: dict[str, object] = {"id": f"yes-{who}", "as": "awa" if who == "mentor" else "camille", "values": []}
            where = {name: card[name] for name in ("conversation", "pair")}
            ask(beside, "/api/press", {**deed, **where, "card": card["key"], "action": "willing.yes"})
        until(lambda: cards(beside, "s1.date"), "there are dates to choose from")
    finally:
        process.stop()
    again = Process(words(tmp_path, "--own-app"), beside, tmp_path / "log")
    try:
        until(lambda: again.says("went on"), "it goes on")
        until(lambda: cards(beside, "s1.date"), "the page shows what there was")
        assert len(cards(beside, "welcome")) <= 3
        other = run(beside, *words(tmp_path, "--throw-away"))
        assert other.returncode == 1
        assert "Another process is at the rehearsal" in other.stderr
        assert again.end() == 0, again.log.read_text(encoding="utf-8")
    finally:
        with suppress(ProcessLookupError):
            again.stop()
    refused = run(beside, *words(tmp_path, "--own-app", "--mentor", *AWA, "--mentee", *CAMILLE))
    assert refused.returncode == 1
    assert "is under way" in refused.stderr
    thrown = run(beside, *words(tmp_path, "--throw-away"))
    assert thrown.returncode == 0, thrown.stderr
    assert not (tmp_path / "rehearsal").exists()
    protocol = (tmp_path / "rehearsal.md").read_text(encoding="utf-8")
    assert "- [x] `willing`" in protocol
    assert "- [x] `went-on`" in protocol
    assert "- [ ] `farewell`" in protocol
    assert kept(tmp_path) == before, "the installation beside it is as it was"
    assert (tmp_path / "erasures").read_bytes() == ledger, "and so is its ledger"


def test_it_is_refused_beside_pairs_whose_app_it_would_take(beside: dict[str, str], tmp_path: Path) -> None:
    refused = run(beside, *words(tmp_path, "--mentor", *AWA, "--mentee", *CAMILLE))
    assert refused.returncode == 1
    assert refused.stderr.startswith("1 pairs are under way in this installation")
    assert "Traceback" not in refused.stderr
    assert not (tmp_path / "rehearsal" / "rehearsal.db").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "Name the two people"),
        (("--throw-away",), "No rehearsal is under way"),
        (("--mentor", *AWA), "Name the two people"),
        (("--mentor", *AWA, "--mentee", *AWA), "name the same one"),
        (("--mentor", "awa", "--mentee", *CAMILLE), "write CHANNEL:ADDRESS"),
        (("--mentor", *AWA, "--mentee", *CAMILLE, "--day", "0"), "--day must be"),
        (("--mentor", *AWA, "--mentee", *CAMILLE, "--coordinator", "local:claire"), "--coordinator"),
        (("--mentor", *AWA, "--mentee", "slack:camille@example.org"), "add it to TOGETHER_CHANNELS"),
        (("--mentor", *AWA, "--mentee", "local:camille"), "the mentee has no name"),
        (("--mentor", *AWA, "--mentee", *CAMILLE, "--database", "sqlite:///x.db"), "is for PostgreSQL"),
        (("--mentor", *AWA, "--mentee", *CAMILLE, "--database", "postgresql://a:hush@127.0.0.1:1/x"), "PGPASSFILE"),
        (("--mentor", *AWA, "--mentee", *CAMILLE, "--database", "oracle"), "must read postgresql://"),
        (
            ("--mentor", *AWA, "--mentee", *CAMILLE, "--database", "postgresql://a@127.0.0.1:1/x"),
            "Is the server running",
        ),
    ],
    ids=[
        "nobody",
        "nothing to throw away",
        "one",
        "the same",
        "no channel",
        "too fast",
        "half a coordinator",
        "channel off",
        "no name",
        "a file as a server",
        "a password to be seen",
        "no database",
        "nobody's server",
    ],
)
def test_what_cannot_be_begun_is_told_in_a_sentence(
    settings: dict[str, str], tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    refused = run(settings, *words(tmp_path, *more))
    assert refused.returncode == 1
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "hush" not in refused.stderr
    assert not (tmp_path / "rehearsal").exists(), "nothing is left behind that would be in the way of the next try"


def test_a_folder_that_holds_something_else_loses_nothing_but_what_is_the_rehearsals(tmp_path: Path) -> None:
    folder, mine = Folder(tmp_path), tmp_path / "mine.txt"
    mine.write_text("kept", encoding="utf-8")
    folder.keep(Terms("local:awa", "local:camille"))
    folder.database.touch()
    folder.delete()
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_terms_are_kept_as_they_were_given(tmp_path: Path) -> None:
    terms = checked(Terms("local:awa Awa Diop fr+en Africa/Dakar", "local:camille", day=7.5))
    folder = Folder(tmp_path)
    folder.keep(terms)
    assert folder.terms() == terms
    (tmp_path / "terms.json").write_text("{", encoding="utf-8")
    with pytest.raises(RehearsalRefused, match="cannot be read"):
        folder.terms()
