"""The image: nobody's root, from the lock file with its hashes, and nothing in it that is not the bot."""

from __future__ import annotations

import fnmatch
import json
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.install.files import DEPLOY, ROOT, dockerfile, is_command, known_settings, last_stage, settings_named

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
HEALTHY = DEPLOY / "docker/healthy.py"


def said(word: str) -> list[str]:
    return [rest for name, rest in last_stage() if name == word]


def test_it_is_built_in_one_stage_and_runs_in_another() -> None:
    stages = [rest for word, rest in dockerfile() if word == "FROM"]
    assert stages == ["${BASE} AS build", "${BASE}"]
    assert "pip" not in " ".join(said("RUN")), "nothing is installed where it runs"


def test_its_user_is_not_root() -> None:
    (user,) = said("USER")
    names = [word for word, _ in last_stage()]
    assert all(part.isdecimal() and int(part) > 0 for part in user.split(":")), "by number: Kubernetes asks for that"
    assert user.split(":") == ["10001", "10001"]
    assert names.index("USER") > max(nth for nth, name in enumerate(names) if name in ("RUN", "COPY"))


def test_whatever_comes_from_the_network_is_checked_against_its_hash() -> None:
    installs = [
        line for word, rest in dockerfile() if word == "RUN" for line in rest.split("&&") if " install " in line
    ]
    assert installs
    assert all("--require-hashes" in line or "--no-index" in line for line in installs if "pip" in line)


def test_it_runs_a_command_of_ours_and_looks_after_itself() -> None:
    (command,) = said("CMD")
    assert is_command(json.loads(command))
    (check,) = said("HEALTHCHECK")
    assert "/opt/together/healthy.py" in check
    copied = ["--chmod=0644", "deploy/docker/healthy.py", "/opt/together/healthy.py"]
    assert any(rest.split() == copied for rest in said("COPY")), (
        "the bot's user reads it, whatever the checkout's umask was"
    )


def test_it_carries_no_secret_and_no_setting_that_there_is_not() -> None:
    named = settings_named("\n".join(rest for word, rest in dockerfile() if word in ("ENV", "ARG")))
    assert named == {"TOGETHER_HOST"}
    assert named <= known_settings()


def test_what_it_writes_to_is_a_volume_of_its_user() -> None:
    assert said("VOLUME") == said("WORKDIR") == ["/var/lib/together"]
    assert any("install -d -o together -g together -m 0700 /var/lib/together" in rest for rest in said("RUN"))


def test_nothing_in_it_hangs_on_the_day() -> None:
    """Both stages are given the date of the release: pip and useradd write today's otherwise."""
    said = dockerfile()
    starts = [nth for nth, (word, _) in enumerate(said) if word == "FROM"]
    before, building, running = said[: starts[0]], said[starts[0] : starts[1]], said[starts[1] :]
    assert [rest.partition("=")[0] for word, rest in before if word == "ARG"] == ["BASE", "SOURCE_DATE_EPOCH"]
    for stage in (building, running):
        assert ("ARG", "SOURCE_DATE_EPOCH") in stage[: [word for word, _ in stage].index("RUN")]


def test_it_says_on_which_base_it_was_built() -> None:
    assert ("ARG", "BASE") in last_stage()
    (label,) = said("LABEL")
    assert 'org.opencontainers.image.base.name="${BASE}"' in label


def test_its_python_is_one_that_the_tests_run_with() -> None:
    (base,) = [rest for word, rest in dockerfile() if word == "ARG" and rest.startswith("BASE=")]
    version = base.partition("python:")[2].split("-")[0]
    assert f"Programming Language :: Python :: {version}" in PROJECT["project"]["classifiers"]
    assert f'"{version}"' in (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")


# What is sent to the builder ------------------------------------------------------------------------------------------


def sent(path: str) -> bool:
    """Whether `.dockerignore` lets this file through: the last line that fits decides, and a folder takes what is in it along."""
    decided = True
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for line in (line.strip() for line in lines if line.strip() and not line.startswith("#")):
        pattern, wanted = line.removeprefix("!"), line.startswith("!")
        parts = Path(path).parts
        heads = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        ends = [pattern, pattern.removeprefix("**/")]
        if any(fnmatch.fnmatch(head, one) or fnmatch.fnmatch(Path(head).name, one) for head in heads for one in ends):
            decided = wanted
    return decided


@pytest.mark.parametrize(
    "path", [".env", "var/together.db", "secrets/secret-keys", ".git/config", "tests/values.py", ".venv/x"]
)
def test_nothing_of_an_installation_gets_into_it(path: str) -> None:
    assert not sent(path)


def test_all_that_the_wheel_is_made_of_gets_into_it() -> None:
    packages = [name.rstrip("*") for name in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]]
    assert all(sent(f"{name}/__init__.py") for name in packages)
    assert sent("bot/engine/flows/__init__.py")
    assert sent("content/fr/mentoring.ftl")
    assert sent("storage/migrations/env.py")
    assert not sent("bot/__pycache__/settings.cpython-311.pyc")
    own = [PROJECT["project"]["readme"], *PROJECT["project"]["license-files"], "pyproject.toml"]
    assert all(sent(name) for name in own)


def test_what_is_copied_is_there_and_is_sent() -> None:
    copied = [rest.split() for word, rest in dockerfile() if word == "COPY" and not rest.startswith("--from")]
    sources = [source for words in copied for source in words[:-1] if source != "." and source[:2] != "--"]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists() or not sent(source)] == []


# The health check -----------------------------------------------------------------------------------------------------


@contextmanager
def answering(status: int) -> Iterator[int]:
    """A server that answers so; its port."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/livez" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def checked(**values: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-I", HEALTHY], env=values, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip()


def test_a_process_that_answers_is_alive() -> None:
    with answering(200) as port:
        assert checked(TOGETHER_PORT=str(port)) == (0, "alive")
        assert checked(TOGETHER_PORT="1", TOGETHER_HEALTH_PORT=str(port)) == (0, "alive"), "a worker's"


def test_a_process_that_does_not_is_not() -> None:
    with answering(500) as port:
        assert checked(TOGETHER_PORT=str(port)) == (1, f"port {port} answers 500")
    assert checked(TOGETHER_PORT=str(port)) == (1, f"nobody answers on port {port}: ConnectionRefusedError")
