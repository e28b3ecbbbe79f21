"""Where the web process and the demo listen: this machine alone with the local page, and one line where they cannot."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from bot.app import opened, sqlite_at, web
from bot.app.settings import parse
from bot.cli import main
from bot.infra.clock import SystemClock
from bot.settings import SettingsBroken

HERE = ["127.0.0.1", "127.8.8.8", "::1", "localhost"]


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_DATABASE_URL", sqlite_at(tmp_path / "together.db"))
    return tmp_path


def attach(host: str, folder: Path, **more: str) -> None:
    """Puts the web process together as far as listening, with the channels that are switched on."""

    async def run() -> None:
        told = {"TOGETHER_HOST": host, "TOGETHER_DATABASE_URL": sqlite_at(folder / "t.db"), **more}
        async with opened(parse(told), SystemClock(), migrate=True) as container:
            web.server(container)

    asyncio.run(run())


@pytest.mark.parametrize("host", HERE)
def test_the_page_is_served_on_this_machine(host: str, tmp_path: Path) -> None:
    attach(host, tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "nobody.invalid"])
def test_other_machines_are_kept_out_of_the_page_unless_a_setting_takes_the_risk(host: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsBroken) as refused:
        attach(host, tmp_path)
    assert f"TOGETHER_HOST={host}" in str(refused.value)
    assert "acts as anybody" in str(refused.value)
    assert "TOGETHER_LOCAL_OPEN_TO_NETWORK=1" in str(refused.value)
    assert "\n" not in str(refused.value)
    attach(host, tmp_path, TOGETHER_LOCAL_OPEN_TO_NETWORK="1")


def test_the_setting_is_yes_or_nothing(tmp_path: Path) -> None:
    with pytest.raises(SettingsBroken, match="TOGETHER_LOCAL_OPEN_TO_NETWORK=maybe must be 1, or left out"):
        parse({"TOGETHER_LOCAL_OPEN_TO_NETWORK": "maybe"})


@pytest.mark.parametrize("verb", ["demo", "web"])
def test_the_page_refuses_the_network_in_one_line(
    verb: str, bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release"]) == 0
    monkeypatch.setenv("TOGETHER_HOST", "0.0.0.0")
    monkeypatch.setenv("TOGETHER_PORT", "0")
    assert main([verb]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("TOGETHER_HOST=0.0.0.0 would let other machines use the local page")


@pytest.mark.parametrize("verb", ["demo", "web"])
def test_a_port_in_use_is_one_line(
    verb: str, bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release"]) == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("TOGETHER_PORT", str(port))
        assert main([verb]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Something listens on 127.0.0.1:{port} already")


def test_an_address_of_somebody_else_is_one_line(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release"]) == 0
    monkeypatch.setenv("TOGETHER_HOST", "192.0.2.7")
    monkeypatch.setenv("TOGETHER_LOCAL_OPEN_TO_NETWORK", "1")
    assert main(["web"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Nobody can listen on 192.0.2.7:8080 (")
    assert "change TOGETHER_HOST or TOGETHER_PORT" in line
