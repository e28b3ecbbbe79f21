"""docs/operations/install.md, the README's production lines and .env.example name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.install.files import (
    DEPLOY,
    PAGE,
    ROOT,
    UNITS,
    commands_of,
    is_command,
    known_settings,
    settings_named,
    yaml_of,
)

README = (ROOT / "README.md").read_text(encoding="utf-8")
PRODUCTION = README.partition("## In production")[2].partition("\n## ")[0]
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [TEXT, PRODUCTION, (ROOT / ".env.example").read_text(encoding="utf-8")])
def test_every_setting_that_is_named_is_one(text: str) -> None:
    assert sorted(settings_named(text) - known_settings() - {"TOGETHER_NAME_FILE"}) == []


def test_every_setting_is_explained() -> None:
    """In `.env.example`; a file that holds a secret, once for all of them."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert sorted(name for name in known_settings() - settings_named(text) if not name.endswith("_FILE")) == []


@pytest.mark.parametrize("text", [TEXT, PRODUCTION])
def test_every_command_that_is_named_is_one(text: str) -> None:
    commands = list(commands_of(text))
    assert commands
    assert [" ".join(words) for words in commands if not is_command(words)] == []


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"\bdeploy/[\w./-]*\w", TEXT + PRODUCTION)) - {"deploy/systemd/together"}
    assert len(named) >= 2
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
    linked = {path for path in re.findall(r"\]\(([^)#]+)", TEXT) if not path.startswith("http")}
    assert [path for path in sorted(linked) if not (PAGE.parent / path).is_file()] == []


def test_the_production_path_takes_five_lines() -> None:
    lines = [line for line in PRODUCTION.splitlines() if line.startswith("    ")]
    assert len(lines) == 5
    assert "docs/operations/install.md" in PRODUCTION


def test_the_page_speaks_of_what_the_files_make() -> None:
    """Services, secrets, units, ports and folders under the names that they have there."""
    compose = yaml_of("compose.yaml")
    secrets = set(re.findall(r"/run/secrets/([\w-]+)", TEXT)) | set(
        re.findall(r"secrets\.sh ((?:[a-z-]+ ?)+)`?$", TEXT, re.M)
    )
    assert {name for words in secrets for name in words.split()} <= set(compose["secrets"])
    assert set(re.findall(r"docker compose exec (?:-T )?(\w+)", TEXT)) <= set(compose["services"])
    assert set(re.findall(r"systemctl [a-z -]+(together[\w@.-]*)", TEXT)) == {"together.target", "together-worker@2"}
    assert all("/etc/together" in path.read_text(encoding="utf-8") for path in UNITS)
    assert "10001" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_nothing_that_installs_is_left_unnamed() -> None:
    """A file of ours that no page, no image and no other file names is one that nobody finds."""
    ours = [DEPLOY / name for name in ("secrets.sh", "requirements.lock", "build.lock", "docker/healthy.py", "systemd")]
    told = "".join(
        Path(ROOT / name).read_text(encoding="utf-8")
        for name in ("Dockerfile", "compose.yaml", "docs/operations/install.md")
    )
    assert [path.name for path in ours if path.relative_to(ROOT).as_posix() not in told] == []
