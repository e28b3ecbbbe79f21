"""The app package."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from adapters.teams.icons import color, outline
from adapters.teams.manifest import BadApp, Command, package
from bot.cli import main
from tests.adapters.teams.fakes import APP

COMMANDS = {
    "fr": [Command("prep", "de quoi préparer"), Command("aide", "cette liste")],
    "en": [Command("prep", "what to prepare"), Command("help", "this list")],
}


def files(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_has_a_manifest_a_second_language_and_two_icons() -> None:
    found = files(package(APP, "bot.example.org", COMMANDS))
    assert sorted(found) == ["color.png", "en.json", "manifest.json", "outline.png"]
    manifest = json.loads(found["manifest.json"])
    (bot,) = manifest["bots"]
    assert bot["scopes"] == ["personal", "groupChat"]
    assert manifest["validDomains"] == ["bot.example.org"]
    assert [one["title"] for one in bot["commandLists"][0]["commands"]] == ["prep", "aide"]
    local = json.loads(found["en.json"])
    assert local["bots[0].commandLists[0].commands[1].title"] == "help"
    assert "supportsTargetedMessages" not in bot
    for text in (manifest["name"]["short"], manifest["developer"]["name"]):
        assert len(text) <= 30
    assert len(manifest["description"]["short"]) <= 80
    assert len(manifest["name"]["full"]) <= 100
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])


def test_the_preview_adds_slash_commands() -> None:
    manifest = json.loads(files(package(APP, "bot.example.org", COMMANDS, preview=True))["manifest.json"])
    (bot,) = manifest["bots"]
    assert manifest["manifestVersion"] == "devPreview"
    assert bot["supportsTargetedMessages"] is True
    assert [one.get("triggers") for one in bot["commandLists"]] == [None, ["slash"]]


def test_no_more_commands_than_teams_takes() -> None:
    many = {"fr": [Command(f"mot{n}", "x" * 5000) for n in range(20)]}
    manifest = json.loads(files(package(APP, "bot.example.org", many))["manifest.json"])
    commands = manifest["bots"][0]["commandLists"][0]["commands"]
    assert len(commands) == 12
    assert all(len(one["description"]) <= 4000 for one in commands)


@pytest.mark.parametrize(("app", "domain"), [("no-id", "bot.example.org"), (APP, "https://bot.example.org"), (APP, "")])
def test_what_cannot_be_is_said(app: str, domain: str) -> None:
    with pytest.raises(BadApp):
        package(app, domain, COMMANDS)


@pytest.mark.parametrize(("png", "size"), [(color(), 192), (outline(), 32)])
def test_the_icons_are_pngs_of_the_right_size(png: bytes, size: int) -> None:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (size, size)
    length = struct.unpack(">I", png[33:37])[0]
    rows = zlib.decompress(png[41 : 41 + length])
    assert len(rows) == size * (1 + 4 * size)
    assert len(set(rows)) > 3


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "app.zip"
    command = ["manifest", "teams", "--id", APP, "--domain", "bot.example.org", "-o", str(target)]
    assert main(command) == 0
    assert "manifest.json" in files(target.read_bytes())
    first = target.read_bytes()
    assert main(command) == 0
    assert target.read_bytes() == first, "the same each time"
    assert main(["manifest", "teams", "--id", "x", "--domain", "y", "-o", str(target)]) == 1
    assert "application id" in capsys.readouterr().err
