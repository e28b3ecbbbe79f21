"""The manifest: what Slack accepts, and no scope or event that nothing uses."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from adapters.slack import handlers, shortcuts
from adapters.slack.manifest import EVENTS, SCOPES, manifest
from bot.cli import main
from content.command_words import app_words
from tests.labels import en, fr
from tests.values import CONTENT

ROOT = Path(__file__).parents[3]
HERE = "https://together.example.org"
WORDS = app_words(CONTENT)

CALLS = {
    "auth_test": (),
    "apps_connections_open": (),  # by the app-level token
    "chat_delete": ("chat:write",),
    "chat_postEphemeral": ("chat:write",),
    "chat_postMessage": ("chat:write",),
    "chat_update": ("chat:write",),
    "conversations_history": ("im:history", "mpim:history"),
    "conversations_open": ("im:write", "mpim:write"),
    "files_info": ("files:read",),
    "files_completeUploadExternal": ("files:write",),
    "files_getUploadURLExternal": ("files:write",),
    "users_info": ("users:read",),
    "users_lookupByEmail": ("users:read.email",),
    "views_open": (),
    "views_publish": (),
    "views_push": (),
    "views_update": (),
}
"""What each method of the Web API takes (docs.slack.dev/reference/methods), for conversations with one person or two."""

HEARD = {
    "app_home_opened": (),
    "app_mention": ("app_mentions:read",),
    "app_uninstalled": (),
    "message.im": ("im:history",),
    "tokens_revoked": (),
    "user_change": ("users:read",),
}
"""What each event takes (docs.slack.dev/reference/events)."""


def test_each_scope_is_needed_and_none_is_missing() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "adapters" / "slack").glob("*.py"))
    called = set(re.findall(r"client\.([a-z]+_\w+)\(", code)) - {"is_connected"}  # the socket's own
    assert called == set(CALLS)
    needed = {scope for call in called for scope in CALLS[call]} | {scope for event in EVENTS for scope in HEARD[event]}
    assert needed | {"commands"} == set(SCOPES)


def test_each_event_is_heard_and_none_else() -> None:
    assert {event.partition(".")[0] for event in EVENTS} == set(handlers._EVENTS)


def test_each_scope_stands_in_the_docs_with_its_reason() -> None:
    table = (ROOT / "docs" / "slack.md").read_text(encoding="utf-8").partition("## Scopes")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([\w:.]+)` \| \S", table, re.MULTILINE)) == {*SCOPES, "connections:write"}


@pytest.mark.parametrize("how", [{}, {"oauth": True}, {"socket": True}, {"oauth": True, "rotation": True}])
def test_slack_would_take_it(how: dict[str, bool]) -> None:
    """Lengths by docs.slack.dev/reference/app-manifest."""
    made = json.loads(json.dumps(manifest(WORDS, HERE, **how)))
    about, features, settings = made["display_information"], made["features"], made["settings"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    (command,) = features["slash_commands"]
    assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
    assert len(command["usage_hint"]) <= 1000
    assert features["app_home"]["home_tab_enabled"] is True
    assert features["app_home"]["messages_tab_read_only_enabled"] is False  # a word to the bot is a command
    kinds = [(one["type"], one["callback_id"]) for one in features["shortcuts"]]
    assert len(set(kinds)) == len(kinds) == 6
    assert {kind for kind, _ in kinds} == {"global", "message"}
    for one in features["shortcuts"]:
        assert 1 <= len(one["name"]) <= 24
        assert 1 <= len(one["description"]) <= 150
        assert shortcuts.read(one["callback_id"]) is not None, "what is not ours is not answered"
    assert features["shortcuts"][0]["name"] == fr("run-prep")
    assert features["shortcuts"][0]["description"] == f"{fr('run-prep')} · {en('run-prep')}"
    socket = how.get("socket", False)
    assert settings["socket_mode_enabled"] is socket
    assert settings["token_rotation_enabled"] is how.get("rotation", False)
    urls = [command.get("url"), *(settings[one].get("request_url") for one in ("event_subscriptions", "interactivity"))]
    assert urls == [None if socket else f"{HERE}/slack/events"] * 3
    back = made["oauth_config"].get("redirect_urls")
    assert back == ([f"{HERE}/slack/oauth_redirect"] if how.get("oauth") else None)


def test_it_is_printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TOGETHER_PUBLIC_URL", raising=False)
    assert main(["manifest", "slack", "--url", f"{HERE}/"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(manifest(WORDS, HERE)))
    assert main(["manifest", "slack"]) != 0
    assert "--url or TOGETHER_PUBLIC_URL" in capsys.readouterr().err


def test_a_bot_with_a_name_of_its_own_is_shown_under_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOGETHER_NAME", "Tandem")
    assert main(["manifest", "slack", "--url", HERE]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["display_information"]["name"] == made["features"]["bot_user"]["display_name"] == "Tandem"
    assert made["features"]["slash_commands"][0]["command"] == "/together"


def test_the_address_may_stand_in_the_env_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TOGETHER_PUBLIC_URL", raising=False)
    (tmp_path / ".env").write_text(f"TOGETHER_PUBLIC_URL={HERE}\nTOGETHER_CHANNELS=slack\n")
    assert main(["manifest", "slack", "--oauth"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(manifest(WORDS, HERE, oauth=True)))


def test_installing_by_oauth_takes_an_address_behind_a_firewall_too(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TOGETHER_PUBLIC_URL", raising=False)
    assert main(["manifest", "slack", "--oauth", "--socket"]) != 0
    assert "--url or TOGETHER_PUBLIC_URL" in capsys.readouterr().err
    assert main(["manifest", "slack", "--oauth", "--socket", "--url", HERE]) == 0
    assert json.loads(capsys.readouterr().out)["oauth_config"]["redirect_urls"] == [f"{HERE}/slack/oauth_redirect"]


@pytest.mark.parametrize(
    "url",
    [
        "together.example.org",
        "http://together.example.org",
        "https://",
        "https://a b.org",
        "https://x.org/?a=1",
        "https://x",
    ],
)
def test_an_address_that_slack_could_not_reach_is_refused(capsys: pytest.CaptureFixture[str], url: str) -> None:
    assert main(["manifest", "slack", "--url", url]) != 0
    assert "https://together.example.org" in capsys.readouterr().err


def test_tokens_that_expire_take_an_installation_by_oauth(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["manifest", "slack", "--url", HERE, "--oauth", "--rotation"]) == 0
    assert json.loads(capsys.readouterr().out)["settings"]["token_rotation_enabled"] is True
    assert main(["manifest", "slack", "--url", HERE, "--rotation"]) != 0
    assert "add --oauth" in capsys.readouterr().err
