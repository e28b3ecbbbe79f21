"""The app package."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from adapters.teams.icons import color, outline
from adapters.teams.identity import ACCENT, AppIdentity, BadApp
from adapters.teams.manifest import LISTED, Package, package
from bot.cli import main
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.prep.actions import PREP
from bot.engine.ids import Command
from bot.ports.language import AppWords, CommandWord
from tests.adapters.teams.fakes import APP, APP_WORDS
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


def manifest_of(written: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(written)["manifest.json"])
    return found


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
    for text in (manifest["name"]["short"], manifest["developer"]["name"]):
        assert len(text) <= 30
    assert len(manifest["description"]["short"]) <= 80
    assert len(manifest["name"]["full"]) <= 100
    assert re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])


def test_slash_commands_are_in_every_package_and_in_both_languages() -> None:
    found = files(package(APP, "bot.example.org", WORDS))
    manifest, local = json.loads(found["manifest.json"]), json.loads(found["en.json"])
    (bot,) = manifest["bots"]
    assert manifest["manifestVersion"] == "1.29"
    assert bot["supportsTargetedMessages"] is True
    assert [one.get("triggers") for one in bot["commandLists"]] == [None, ["slash"]]
    assert bot["commandLists"][1]["scopes"] == ["groupChat"], "targeted messages exist nowhere else"
    assert bot["commandLists"][1]["commands"][1]["title"] == "aide"
    assert local["bots[0].commandLists[1].commands[1].title"] == "help"


@pytest.mark.parametrize("where", [0, 1], ids=["mention", "slash"])
def test_the_twelve_that_people_use_most_are_listed(where: int) -> None:
    (bot,) = manifest_of(package(APP, "bot.example.org", APP_WORDS))["bots"]
    shown = [one["title"] for one in bot["commandLists"][where]["commands"]]
    assert shown == [
        *("prep", "agenda", "date", "évaluer", "statut", "accord"),
        *("objectifs", "personnes", "pause", "réglages", "contact", "aide"),
    ]
    for word in shown:
        assert CONTENT.programme.read(f"/{word}").command in LISTED, "what the list proposes is understood"


TANDEM = AppIdentity(
    "Tandem", "", "Example Group", "https://example.org/m", "https://example.org/p", "https://example.org/t", "#112233"
)


@pytest.mark.parametrize("meetings", [False, True], ids=["plain", "meetings"])
@pytest.mark.parametrize("shown", [AppIdentity(), TANDEM], ids=["as it is", "of one's own"])
@pytest.mark.parametrize("told", [WORDS, APP_WORDS], ids=["few", "all"])
def test_microsofts_own_schemas_take_it(told: Sequence[AppWords], shown: AppIdentity, meetings: bool) -> None:
    """`manifest-schemas.zip`: version 1.29 of https://github.com/OfficeDev/microsoft-teams-app-schema (MIT)."""
    found = files(package(APP, "bot.example.org", told, shown=shown, wanted=Package(meetings=meetings)))
    assert faults_of(found) == []
    assert "/v1.29/" in json.loads(found["manifest.json"])["$schema"]


def faults_of(found: Mapping[str, bytes]) -> list[tuple[list[Any], str]]:
    schemas = files((Path(__file__).parent / "manifest-schemas.zip").read_bytes())
    return [
        (list(error.absolute_path), error.message[:200])
        for name, schema in (("manifest.json", "v1.29.json"), ("en.json", "v1.29.Localization.json"))
        for error in jsonschema.Draft4Validator(json.loads(schemas[schema])).iter_errors(json.loads(found[name]))
    ]


def test_the_schema_refuses_what_is_wrong() -> None:
    """So that a schema that takes everything would not go unseen."""
    found = files(package(APP, "bot.example.org", APP_WORDS))
    for before, after in ((b'"slash"', b'"slashed"'), (b"supportsTargetedMessages", b"supportsTargets")):
        assert faults_of({**found, "manifest.json": found["manifest.json"].replace(before, after)})


def test_longer_lists_and_words_are_cut_to_what_teams_takes() -> None:
    many = [
        words(language, *((HELP, f"{language}{n}" + "y" * 200, "x" * 5000) for n in range(20)))
        for language in ("fr", "en")
    ]
    assert faults_of(files(package(APP, "bot.example.org", many))) == []


def test_consent_to_hear_of_meetings_is_asked_only_by_a_package_of_its_own() -> None:
    assert "authorization" not in manifest_of(package(APP, "bot.example.org", WORDS))
    asking = manifest_of(package(APP, "bot.example.org", WORDS, wanted=Package(meetings=True)))
    assert asking["authorization"] == {
        "permissions": {"resourceSpecific": [{"name": "OnlineMeeting.ReadBasic.Chat", "type": "Application"}]}
    }


def test_the_app_has_the_name_developer_addresses_and_colour_that_one_gives_it() -> None:
    found = files(package(APP, "bot.example.org", WORDS, shown=TANDEM))
    made, local = json.loads(found["manifest.json"]), json.loads(found["en.json"])
    assert made["name"] == {"short": "Tandem", "full": "Tandem, pour les binômes de mentorat"}
    assert made["description"]["full"].startswith("Tandem apporte")
    assert (local["name.short"], local["name.full"]) == ("Tandem", "Tandem, for mentoring pairs")
    assert made["developer"] == {
        "name": "Example Group",
        "websiteUrl": "https://example.org/m",
        "privacyUrl": "https://example.org/p",
        "termsOfUseUrl": "https://example.org/t",
    }
    assert made["accentColor"] == "#112233"
    assert found["color.png"] == color("#112233") != color(ACCENT)
    plain = manifest_of(package(APP, "bot.example.org", WORDS))
    assert plain["name"]["short"] == plain["developer"]["name"] == "together"
    assert plain["developer"]["privacyUrl"] == "https://bot.example.org/about/privacy"


def test_the_package_names_the_registration_that_graph_installs_by() -> None:
    manifest = json.loads(
        files(package(APP.upper(), "bot.example.org", WORDS, wanted=Package("1.2.30")))["manifest.json"]
    )
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
        package(app, domain, WORDS, wanted=Package(version))


@pytest.mark.parametrize(("png", "size"), [(color(ACCENT), 192), (outline(), 32)])
def test_the_icons_are_pngs_of_the_right_size(png: bytes, size: int) -> None:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (size, size)
    length = struct.unpack(">I", png[33:37])[0]
    rows = zlib.decompress(png[41 : 41 + length])
    assert len(rows) == size * (1 + 4 * size)
    assert len(set(rows)) > 3


def test_the_drawing_keeps_to_the_part_of_the_icon_that_is_sure_to_be_seen() -> None:
    """120 × 120 in the middle of 192 × 192: Teams cuts the rest as it likes."""
    png = color(ACCENT)
    length = struct.unpack(">I", png[33:37])[0]
    rows = zlib.decompress(png[41 : 41 + length])
    ground = bytes.fromhex(ACCENT.removeprefix("#")) + b"\xff"
    drawn = [
        (x, y) for y in range(192) for x in range(192) if rows[769 * y + 1 + 4 * x : 769 * y + 5 + 4 * x] != ground
    ]
    xs, ys = zip(*drawn, strict=True)
    assert 36 <= min(xs) < max(xs) < 156
    assert 36 <= min(ys) < max(ys) < 156
    assert max(xs) - min(xs) > 100, "and fills it"


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


ASKED = ["manifest", "teams", "--id", APP, "--domain", "bot.example.org"]


def test_the_command_takes_names_addresses_and_a_colour_by_flags_and_by_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("TOGETHER_NAME", "TOGETHER_TEAMS_DEVELOPER", "TOGETHER_TEAMS_COLOR"):
        monkeypatch.delenv(name, raising=False)
    assert main([*ASKED, "--name", "Tandem", "--meetings"]) == 0
    assert "TOGETHER_NAME=Tandem" in capsys.readouterr().out, "the bot itself has to be told"
    made = manifest_of((tmp_path / "together-teams.zip").read_bytes())
    assert made["name"]["short"] == "Tandem"
    assert "authorization" in made
    (tmp_path / ".env").write_text("TOGETHER_NAME=Duo\nTOGETHER_TEAMS_DEVELOPER=Us\nTOGETHER_TEAMS_COLOR=#AABBCC\n")
    assert main([*ASKED, "--developer", "You", "--terms", "https://example.org/terms"]) == 0
    assert "TOGETHER_NAME" not in capsys.readouterr().out
    made = manifest_of((tmp_path / "together-teams.zip").read_bytes())
    assert (made["name"]["short"], made["accentColor"]) == ("Duo", "#AABBCC")
    assert made["developer"]["name"] == "You", "a flag wins"
    assert made["developer"]["termsOfUseUrl"] == "https://example.org/terms"


@pytest.mark.parametrize(
    ("flag", "value", "told"),
    [
        ("--name", "x" * 31, "30"),
        ("--name", "a<b", "letters"),
        ("--developer", "x" * 33, "32"),
        ("--full-name", "x" * 101, "100"),
        ("--website", "http://example.org", "address"),
        ("--color", "blue", "colour"),
    ],
)
def test_what_teams_would_not_take_is_said(
    flag: str,
    value: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*ASKED, flag, value]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "together-teams.zip").exists()
