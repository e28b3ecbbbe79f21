"""The units: they run commands that there are, as somebody who is not root, and may do no more than the bot does."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.install.files import DEPLOY, UNITS, is_command, unit

TARGET = DEPLOY / "systemd/together.target"
ANALYZE = shutil.which("systemd-analyze")
MOST_EXPOSED = 1.5
"""Of ten, as `systemd-analyze security` counts."""
HARD = frozenset(
    {
        *("User", "Group", "WorkingDirectory", "StateDirectory", "StateDirectoryMode", "UMask", "NoNewPrivileges"),
        *("CapabilityBoundingSet", "AmbientCapabilities", "ProtectSystem", "ProtectHome", "ProtectProc", "ProcSubset"),
        *("ProtectClock", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables"),
        *("ProtectControlGroups", "PrivateDevices", "PrivateTmp", "PrivateMounts", "RemoveIPC", "KeyringMode"),
        *("LockPersonality", "MemoryDenyWriteExecute", "RestrictAddressFamilies", "RestrictNamespaces"),
        *(
            "RestrictRealtime",
            "RestrictSUIDSGID",
            "SystemCallArchitectures",
            "SystemCallFilter",
            "SystemCallErrorNumber",
        ),
    }
)


def test_there_is_one_for_each_process() -> None:
    assert [path.name for path in UNITS] == [
        "together-release.service",
        "together-web.service",
        "together-worker@.service",
    ]
    commands = [shlex.split(unit(path)["ExecStart"][0]) for path in UNITS]
    assert [words[1] for words in commands] == ["release", "web", "worker"]
    assert all(is_command(words) and words[0] == "/opt/together/bin/together-bot" for words in commands)


def test_all_of_them_are_locked_in_alike() -> None:
    first, *others = ({name: value for name, value in unit(path).items() if name in HARD} for path in UNITS)
    assert set(first) == HARD
    assert all(other == first for other in others)
    assert first["User"] == ["together"]
    assert first["ProtectSystem"] == ["strict"]
    assert first["CapabilityBoundingSet"] == [""]


def test_the_database_is_brought_up_to_date_before_anybody_serves_and_at_every_restart() -> None:
    release, *serving = map(unit, UNITS)
    assert (release["Type"], release["RemainAfterExit"]) == (["oneshot"], ["yes"])
    for one in serving:
        assert one["Requires"] == one["After"] == ["together-release.service"]
        assert one["Restart"] == ["always"]
    assert all(one["PartOf"] == ["together.target"] for one in (release, *serving))
    assert unit(TARGET)["Wants"] == ["together-web.service together-worker@1.service"]


def test_they_are_named_after_what_is_there() -> None:
    for path in (*UNITS, TARGET):
        for name in re.findall(r"together-[a-z]+@?\d*\.service", path.read_text(encoding="utf-8")):
            template = re.sub(r"@\d*\.", "@.", name)
            assert (path.parent / template).is_file(), name


@pytest.fixture
def settled(tmp_path: Path) -> list[Path]:
    """The units, with a program that is on this machine."""
    for path in (*UNITS, TARGET):
        text = path.read_text(encoding="utf-8").replace("/opt/together/bin/together-bot", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


@pytest.mark.skipif(ANALYZE is None, reason="no systemd here")
def test_systemd_understands_them(settled: list[Path]) -> None:
    assert ANALYZE
    done = subprocess.run([ANALYZE, "verify", *settled], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(ANALYZE is None, reason="no systemd here")
def test_systemd_finds_little_that_they_may_do(settled: list[Path]) -> None:
    assert ANALYZE
    services = [path for path in settled if path.suffix == ".service"]
    words: list[str | Path] = [ANALYZE, "security", "--offline=true", "--no-pager", *services]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    found = [float(each) for each in re.findall(r"Overall exposure level for .*?: ([\d.]+)", done.stdout)]
    assert len(found) == len(services), done.stderr
    assert max(found) <= MOST_EXPOSED
