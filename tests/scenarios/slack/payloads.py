"""What Slack sends, with every field that it sends (docs.slack.dev/interactivity, /apis/events-api), signed as Slack signs."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from tests.adapters.slack.fake import APP, BOT, TEAM, Shown

Json = dict[str, Any]

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
_counter = itertools.count(1)


def signed(body: bytes, at: float, secret: str = SECRET, kind: str = "application/json") -> dict[str, str]:
    """The headers of a request."""
    timestamp = str(int(at))
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": kind,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept": "application/json,*/*",
        "Accept-Encoding": "gzip,deflate",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={digest}",
    }


def trigger() -> str:
    return f"{next(_counter)}.1412985381.{hashlib.md5(str(next(_counter)).encode()).hexdigest()}"


def command(user: str, text: str, conversation: str, response_url: str, **changes: str) -> bytes:
    return urlencode(
        {
            "token": "gIkuvaNzQIHg97ATvDxqgjtO",
            "team_id": TEAM,
            "team_domain": "together",
            "channel_id": conversation,
            "channel_name": "directmessage" if conversation.startswith("D") else "mpdm-awa--camille-1",
            "user_id": user,
            "user_name": user.lower(),
            "command": "/together",
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": response_url,
            "trigger_id": trigger(),
            **changes,
        }
    ).encode()


def interaction(payload: Mapping[str, Any]) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


def _common(kind: str, user: str) -> Json:
    return {
        "type": kind,
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "gIkuvaNzQIHg97ATvDxqgjtO",
        "trigger_id": trigger(),
        "team": {"id": TEAM, "domain": "together"},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def press(user: str, where: Shown, action: Json, response_url: str, state: Json | None = None) -> Json:
    """`block_actions` on a message, an ephemeral one, a modal or the Home tab."""
    payload = {**_common("block_actions", user), "actions": [{**action, "action_ts": "1767600000.000100"}]}
    if where.view:
        container = {"type": "view", "view_id": where.view["id"]}
        view = {
            **where.view,
            "team_id": TEAM,
            "state": {"values": state or {}},
            "hash": "1767600000.abcdef",
            "previous_view_id": None,
            "root_view_id": where.view["id"],
            "app_id": APP,
            "external_id": "",
            "app_installed_team_id": TEAM,
            "bot_id": "B000000001",
        }
        return {**payload, "container": container, "view": view}
    ts = where.ts or "1767600000.000200"
    container = {
        "type": "message",
        "message_ts": ts,
        "channel_id": where.conversation,
        "is_ephemeral": bool(where.user),
        **({"thread_ts": where.thread} if where.thread else {}),
    }
    message = {
        "user": BOT,
        "type": "message",
        "ts": ts,
        "bot_id": "B000000001",
        "app_id": APP,
        "text": where.text,
        "team": TEAM,
        "metadata": where.metadata,
        "blocks": where.blocks,
        **({"thread_ts": where.thread} if where.thread else {}),
    }
    return {
        **payload,
        "container": container,
        "channel": {"id": where.conversation, "name": "directmessage"},
        **({} if where.user else {"message": message}),
        "state": {"values": state or {}},
        "response_url": response_url,
    }


def submission(user: str, modal: Shown, values: Json) -> Json:
    view = {
        **modal.view,
        "team_id": TEAM,
        "state": {"values": values},
        "hash": "1767600000.fedcba",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "previous_view_id": None,
        "root_view_id": modal.view["id"],
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": TEAM,
        "bot_id": "B000000001",
    }
    return {**_common("view_submission", user), "view": view, "response_urls": []}


def shortcut(user: str, callback_id: str) -> Json:
    """A global shortcut: neither a conversation nor an address to answer at."""
    return {**_common("shortcut", user), "callback_id": callback_id, "action_ts": "1767600000.000600"}


def message_shortcut(user: str, callback_id: str, where: Shown, response_url: str) -> Json:
    """A shortcut on a message, perhaps in a thread."""
    ts = where.ts or "1767600000.000700"
    message = {"type": "message", "user": "U00000099", "ts": ts, "text": "Bonjour", "client_msg_id": "1"}
    return {
        **_common("message_action", user),
        "callback_id": callback_id,
        "action_ts": "1767600000.000800",
        "message_ts": ts,
        "response_url": response_url,
        "channel": {"id": where.conversation, "name": "privategroup"},
        "message": {**message, **({"thread_ts": where.thread} if where.thread else {})},
    }


def view_closed(user: str, modal: Shown) -> Json:
    """A modal was closed by its cross."""
    view = {**modal.view, "team_id": TEAM, "state": {"values": {}}, "hash": "1767600000.fedcba", "app_id": APP}
    return {**_common("view_closed", user), "view": view, "is_cleared": False, "response_urls": []}


def rate_limited(team: str = TEAM) -> bytes:
    """Slack holds events back."""
    said = {"token": "x", "type": "app_rate_limited", "team_id": team, "minute_rate_limited": 1767600000}
    return json.dumps({**said, "api_app_id": APP}).encode()


def event(inner: Json, id: str | None = None, **changes: Any) -> bytes:
    """`team_id` is the workspace that it happened in, and where the app is installed unless `authorizations` says otherwise."""
    team = changes.get("team_id", TEAM)
    return json.dumps(
        {
            "token": "XXYYZZ",
            "team_id": TEAM,
            "context_team_id": TEAM,
            "context_enterprise_id": None,
            "api_app_id": APP,
            "event": {"event_ts": "1767600000.000300", **inner},
            "type": "event_callback",
            "event_id": id or f"Ev{next(_counter):08d}",
            "event_time": 1767600000,
            "authorizations": [
                {"enterprise_id": None, "team_id": team, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-eyJldCI6Im1lc3NhZ2UifQ",
            **changes,
        }
    ).encode()


def message(user: str, conversation: str, text: str, **changes: Any) -> Json:
    """A word written to the bot in its own conversation."""
    return {
        "user": user,
        "type": "message",
        "ts": "1767600000.000400",
        "client_msg_id": "7a2f2e5a-0000-4000-8000-000000000000",
        "text": text,
        "team": TEAM,
        "blocks": [],
        "channel": conversation,
        "channel_type": "im",
        **changes,
    }


def mention(user: str, conversation: str, text: str, **changes: Any) -> Json:
    """The bot is named in a channel."""
    said = f"<@{BOT}> {text}"
    words = [{"type": "user", "user_id": BOT}, {"type": "text", "text": f" {text}"}]
    rich = {"type": "rich_text", "block_id": "Xy1", "elements": [{"type": "rich_text_section", "elements": words}]}
    return {
        "user": user,
        "type": "app_mention",
        "ts": "1767600000.000500",
        "client_msg_id": "7a2f2e5a-0000-4000-8000-000000000001",
        "text": said,
        "team": TEAM,
        "blocks": [rich],
        "channel": conversation,
        **changes,
    }


def home_opened(user: str, conversation: str = "D1", tab: str = "home") -> Json:
    """The app's page is looked at."""
    view = {
        "id": "VHOLD",
        "team_id": TEAM,
        "type": "home",
        "blocks": [],
        "private_metadata": "",
        "callback_id": "",
        "state": {"values": {}},
        "hash": "1767600000.abcdef",
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "previous_view_id": None,
        "root_view_id": "VHOLD",
        "app_id": APP,
        "external_id": "",
        "app_installed_team_id": TEAM,
        "bot_id": "B000000001",
    }
    shown = {"view": view} if tab == "home" else {}
    return {"type": "app_home_opened", "user": user, "channel": conversation, "tab": tab, **shown}


def shared_file(user: str, conversation: str, text: str) -> Json:
    """A file sent to the bot, with a word beside it or none."""
    file = {
        "id": "F0TOGETHER",
        "created": 1767600000,
        "name": "cv.pdf",
        "title": "cv.pdf",
        "mimetype": "application/pdf",
        "filetype": "pdf",
        "user": user,
        "size": 1024,
        "mode": "hosted",
        "file_access": "visible",
        "url_private": "https://files.slack.com/files-pri/T000000001-F0TOGETHER/cv.pdf",
    }
    return message(user, conversation, text, subtype="file_share", files=[file], upload=False, display_as_bot=False)


def state(blocks: Sequence[Json], touched: Mapping[tuple[str, str], set[str]]) -> Json:
    """`state.values`: what every box holds, touched or not; `touched` are the values ticked by now, by a card's tag and action."""
    held: Json = {}
    for one, block in boxes(blocks):
        ticked = touched.get((block["block_id"].rpartition("|")[0], one["action_id"].rpartition("#")[0]))
        ticked = set(values(one.get("initial_options", []))) if ticked is None else ticked
        chosen = [option for option in one["options"] if option["value"] in ticked]
        held.setdefault(block["block_id"], {})[one["action_id"]] = {"type": one["type"], "selected_options": chosen}
    return held


def boxes(blocks: Sequence[Json], action: str = "", tag: str = "") -> list[tuple[Json, Json]]:
    """Boxes to tick and their blocks: of one question of a card, or all."""
    return [
        (one, block)
        for block in blocks
        for one in usable(block)
        if one["type"] == "checkboxes"
        and action in ("", one["action_id"].rpartition("#")[0])
        and tag in ("", block["block_id"].rpartition("|")[0])
    ]


def values(options: Sequence[Json]) -> list[str]:
    return [option["value"] for option in options]


def element(blocks: Sequence[Json], action: str, nth: int = 0) -> tuple[Json, Json]:
    """The `nth` element of an action, and its block."""
    found = [
        (one, block)
        for block in blocks
        for one in usable(block)
        if one["action_id"].partition("#")[0] in (action, f"form!{action}")
    ]
    return found[nth]


def usable(block: Json) -> Sequence[Json]:
    """What can be pressed or ticked in a block, or beside its words."""
    if "accessory" in block:
        return [block["accessory"]]
    return list(block["elements"]) if block["type"] == "actions" else []
