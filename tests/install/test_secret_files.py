"""Secrets come out of files that `TOGETHER_…_FILE` names; what is wrong with one is said by its setting, never by what it holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.app.settings import SCHEMA, parse
from bot.cli.keys import new
from bot.secret_files import LARGEST
from bot.settings import Settings, SettingsBroken, is_key
from tests.seals import KEY

SLACK = {"CHANNELS": "slack", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "hush"}
OTHER = "b" * 43 + "="
ROOT = Path(__file__).parents[2]


def settings(**values: str) -> Settings:
    return parse({f"TOGETHER_{name}": value for name, value in values.items()})


def faults(**values: str) -> list[str]:
    with pytest.raises(SettingsBroken) as broken:
        settings(**values)
    return str(broken.value).splitlines()


@pytest.fixture
def held(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text(f"{KEY}\n", encoding="utf-8")
    return file


def values_of_every_secret() -> dict[str, str]:
    """A value that each secret can have, with what else it takes to be read."""
    return {
        "SECRET_KEYS": KEY,
        "DATABASE_URL": "postgresql://bot:hush@db/together",
        "LEDGER": "postgresql://bot:hush@db/ledger",
        "SLACK_BOT_TOKEN": "xoxb-hush",
        "SLACK_APP_TOKEN": "xapp-hush",
        "SLACK_SIGNING_SECRET": "hush",
        "SLACK_CLIENT_SECRET": "hush",
        "TEAMS_APP_PASSWORD": "hush",
        "GOOGLE_CLIENT_SECRET": "hush",
        "MICROSOFT_CLIENT_SECRET": "hush",
    }


BESIDES = {
    "SLACK_CLIENT_SECRET": {"SLACK_CLIENT_ID": "1.2", "PUBLIC_URL": "https://t.example", "SLACK_BOT_TOKEN": ""},
    "TEAMS_APP_PASSWORD": {
        "CHANNELS": "teams",
        "TEAMS_APP_ID": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
        "TEAMS_TENANTS": "0" * 8 + "-0000" * 3 + "-" + "0" * 12,
    },
    "GOOGLE_CLIENT_SECRET": {"GOOGLE_CLIENT_ID": "g", "PUBLIC_URL": "https://t.example"},
    "MICROSOFT_CLIENT_SECRET": {
        "MICROSOFT_CLIENT_ID": "m",
        "MICROSOFT_TENANT": "example.org",
        "PUBLIC_URL": "https://t.example",
    },
}


def test_every_setting_that_holds_a_secret_is_named() -> None:
    assert set(values_of_every_secret()) == SCHEMA.secrets
    known = {name for section in SCHEMA.sections for name in section.names}
    telling = ("SECRET", "TOKEN", "PASSWORD")
    assert {name for name in known if any(word in name for word in telling)} <= SCHEMA.secrets


@pytest.mark.parametrize("name", sorted(values_of_every_secret()))
def test_a_file_says_what_the_setting_would(name: str, tmp_path: Path) -> None:
    value = values_of_every_secret()[name]
    file = tmp_path / "secret"
    file.write_text(f"\ufeff{value}\r\n", encoding="utf-8")
    rest = {"SECRET_KEYS": KEY, **SLACK, **BESIDES.get(name, {})}
    rest.pop(name, None)
    read = settings(**rest, **{f"{name}_FILE": str(file)})
    assert read == settings(**rest, **{name: value})


def test_several_keys_are_a_line_each(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{KEY}\n\n{OTHER}\n", encoding="utf-8")
    assert settings(SECRET_KEYS_FILE=str(file)).secret_keys == (KEY, OTHER)


def test_a_file_that_is_not_there_is_all_that_is_said_of_its_setting(tmp_path: Path) -> None:
    """Not that the setting is missing: that would send people the wrong way."""
    file = tmp_path / "nowhere"
    (said,) = faults(
        **{name: value for name, value in SLACK.items() if "TOKEN" not in name}, SLACK_BOT_TOKEN_FILE=str(file)
    )
    assert said.startswith(f"TOGETHER_SLACK_BOT_TOKEN_FILE={file} is not there: ")


def test_every_file_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone")
    said = faults(SECRET_KEYS_FILE=gone, DATABASE_URL_FILE=gone, COLOUR="red")
    assert [line.partition("=")[0].split()[0] for line in said] == [
        "TOGETHER_DATABASE_URL_FILE",
        "TOGETHER_SECRET_KEYS_FILE",
        "TOGETHER_COLOUR",
    ]


@pytest.mark.parametrize(
    ("holds", "says"),
    [
        (b"", "is empty: write the secret into it"),
        (b" \n\t\n", "is empty"),
        (b"xoxb-first\nxoxb-second\n", "holds more than one line"),
        (b"x" * (LARGEST + 1), "holds more than one line"),
        (b"xoxb-\0hush", "holds more than one line"),
        (b"xoxb-\xff\xfe\xfd", "is no text"),
    ],
)
def test_what_is_no_secret_is_refused_and_not_repeated(holds: bytes, says: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(holds)
    (said,) = faults(SLACK_BOT_TOKEN_FILE=str(file))
    assert f"TOGETHER_SLACK_BOT_TOKEN_FILE={file} {says}" in said
    assert "xoxb-" not in said


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    (said,) = faults(SECRET_KEYS_FILE=str(tmp_path))
    assert "is a folder, as Docker makes one" in said


def test_a_file_that_may_not_be_read_says_who_cannot(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held.chmod(0)
    if os.access(held, os.R_OK):  # root reads everything: stand in for somebody who does not
        monkeypatch.setattr(Path, "open", _refuses)
    (said,) = faults(SECRET_KEYS_FILE=str(held))
    assert f"may not be read by user {os.getuid()}, who runs this" in said


def _refuses(path: Path, mode: str) -> None:
    raise PermissionError(13, "Permission denied", str(path))


def test_the_setting_and_its_file_are_not_both_given(held: Path) -> None:
    (said,) = faults(SECRET_KEYS=KEY, SECRET_KEYS_FILE=str(held))
    assert said == "TOGETHER_SECRET_KEYS and TOGETHER_SECRET_KEYS_FILE are both set: keep one."
    assert settings(SECRET_KEYS="", SECRET_KEYS_FILE=str(held)).secret_keys == (KEY,), "an empty setting is none"


def test_what_is_no_secret_has_no_file(held: Path) -> None:
    (said,) = faults(PORT_FILE=str(held))
    assert said.startswith("TOGETHER_PORT_FILE is no setting; ")


def test_the_example_names_every_secret() -> None:
    head = (ROOT / ".env.example").read_text(encoding="utf-8").partition("_FILE=")[0]
    assert [name for name in sorted(SCHEMA.secrets) if f"TOGETHER_{name}" not in head] == []


def test_a_new_key_goes_to_where_the_file_is(
    held: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from argparse import Namespace

    for name in [name for name in os.environ if name.startswith("TOGETHER_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(held.parent)
    for file, says in ((held, f"on a line of its own at the top of {held}"), (held.parent / "n", "Put it into ")):
        monkeypatch.setenv("TOGETHER_SECRET_KEYS_FILE", str(file))
        assert new(Namespace()) == 0
        printed = capsys.readouterr()
        assert is_key(printed.out.strip())
        assert says in printed.err
