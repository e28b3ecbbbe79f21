"""The app package."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from adapters.teams.icons import color, outline
from adapters.teams.manifest import BadApp, package
from bot.cli import main
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.prep.actions import PREP
from bot.engine.ids import Command
from bot.ports.language import AppWords, CommandWord
from tests.adapters.teams.fakes import APP
from tests.values import CONTENT


def words(language: str, *commands: tuple[Command, str, str]) -> AppWords:
    text = CONTENT.languages[language].app
    return AppWords(language, text, tuple(CommandWord(*command) for command in commands))


WORDS = [
    words("fr", (PREP, "prep", "de quoi préparer"), (HELP, "aide", "cette liste")),
    words("en", (PREP, "prep", "what to prepare"), (HELP, "help", "this list")),
]


def files(written: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_has_a_manifest_a_second_language_and_two_icons() -> None:
    found = files(package(APP, "bot.example.org", WORDS))
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


def test_the_preview_adds_slash_commands_in_both_languages() -> None:
    found = files(package(APP, "bot.example.org", WORDS, preview=True))
    manifest, local = json.loads(found["manifest.json"]), json.loads(found["en.json"])
    (bot,) = manifest["bots"]
    assert manifest["manifestVersion"] == "devPreview"
    assert bot["supportsTargetedMessages"] is True
    assert [one.get("triggers") for one in bot["commandLists"]] == [None, ["slash"]]
    assert bot["commandLists"][1]["commands"][1]["title"] == "aide"
    assert local["bots[0].commandLists[1].commands[1].title"] == "help"


MANY = [
    words(language, *((HELP, f"{language}{n}" + "y" * 50, "x" * 5000) for n in range(20))) for language in ("fr", "en")
]


@pytest.mark.parametrize("preview", [False, True], ids=["v1.19", "vDevPreview"])
@pytest.mark.parametrize("told", [WORDS, MANY], ids=["few", "many"])
def test_microsofts_own_schemas_take_it(told: Sequence[AppWords], preview: bool) -> None:
    """`manifest-schemas.zip`: as https://developer.microsoft.com/json-schemas/teams has them (MIT)."""
    schemas = files((Path(__file__).parent / "manifest-schemas.zip").read_bytes())
    found = files(package(APP, "bot.example.org", told, preview=preview))
    of = "vDevPreview" if preview else "v1.19"
    for name, schema in (("manifest.json", f"{of}.json"), ("en.json", f"{of}.Localization.json")):
        errors = list(jsonschema.Draft4Validator(json.loads(schemas[schema])).iter_errors(json.loads(found[name])))
        assert [(list(error.absolute_path), error.message[:200]) for error in errors] == []
    assert f"/{of}/" in json.loads(found["manifest.json"])["$schema"]


def test_the_package_names_the_registration_that_graph_installs_by() -> None:
    manifest = json.loads(files(package(APP.upper(), "bot.example.org", WORDS, version="1.2.30"))["manifest.json"])
    assert manifest["webApplicationInfo"] == {"id": APP, "resource": f"api://botid-{APP}"}
    assert manifest["version"] == "1.2.30"


@pytest.mark.parametrize(
    ("app", "domain", "version"),
    [
        ("no-id", "bot.example.org", "1.0.0"),
        (APP, "https://bot.example.org", "1.0.0"),
        (APP, "", "1.0.0"),
        (APP, "bot.example.org", "1.0"),
        (APP, "bot.example.org", "1.01.0"),
    ],
)
def test_what_cannot_be_is_said(app: str, domain: str, version: str) -> None:
    with pytest.raises(BadApp):
        package(app, domain, WORDS, version=version)


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


def test_the_command_reads_the_settings_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TOGETHER_TEAMS_APP_ID", raising=False)
    monkeypatch.delenv("TOGETHER_PUBLIC_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    assert main(["manifest", "teams"]) == 1
    assert "TOGETHER_TEAMS_APP_ID" in capsys.readouterr().err
    (tmp_path / ".env").write_text(f"TOGETHER_TEAMS_APP_ID={APP}\nTOGETHER_PUBLIC_URL=https://bot.example.org/x\n")
    assert main(["manifest", "teams", "--version", "2.0.1"]) == 0
    manifest = json.loads(files((tmp_path / "together-teams.zip").read_bytes())["manifest.json"])
    assert (manifest["id"], manifest["validDomains"], manifest["version"]) == (APP, ["bot.example.org"], "2.0.1")
