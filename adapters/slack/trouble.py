"""Reads what Slack's refusals mean for a message: gone, wait, try again, or nobody knows. docs/slack.md has the table."""

from __future__ import annotations

import asyncio

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.ports import Busy, Doubtful, Reason, Refused, Unavailable, Unreached

TOKEN_GONE = frozenset(
    {"account_inactive", "app_uninstalled", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)
"""The workspace's token is dead: nothing can be said there until the app is installed again."""

GONE = {
    Reason.LEFT: {
        "user_not_found": "the person is not in this workspace",
        "users_not_found": "the person is not in this workspace",
        "user_not_visible": "the person cannot be seen from this workspace",
        "user_disabled": "the person's account is deactivated",
        "cannot_dm_bot": "the address is a bot's",
    },
    Reason.CLOSED: {
        "channel_not_found": "the conversation does not exist any more",
        "is_archived": "the conversation is archived",
        "not_in_channel": "the bot is not in the conversation any more",
    },
    Reason.REMOVED: {
        "access_denied": "the workspace denies access",
        "ekm_access_denied": "the workspace's administrators have suspended access",
        "team_access_not_granted": "the app was not granted this workspace",
        "org_login_required": "the workspace is moving to another organisation",
        "team_not_found": "the workspace does not exist any more",
    },
    Reason.FORBIDDEN: {
        "messages_tab_disabled": "the app's Messages tab is switched off (App Home, in the app's settings)",
        "restricted_action": "a workspace setting forbids the bot to post there",
        "restricted_action_read_only_channel": "the conversation is read-only",
        "restricted_action_thread_locked": "the thread is locked",
        "restricted_action_non_threadable_channel": "the conversation takes no threads",
        "no_permission": "the app lacks a permission: install it again with the scopes of its manifest",
        "missing_scope": "the app lacks a scope: install it again with the scopes of its manifest",
        "not_allowed_token_type": "the token is no bot token (xoxb-…)",
        "enterprise_is_restricted": "the organisation forbids it",
        "mpim_limit_reached": "the workspace allows no further group conversation",
        "not_enough_users": "a shared conversation takes two people",
        "too_many_users": "the conversation has too many people",
        "invalid_user_combination": "somebody of another organisation shares no channel with the bot",
    },
    Reason.FAULTY: {
        "invalid_blocks": "Slack finds the card invalid",
        "invalid_blocks_format": "Slack finds the card invalid",
        "msg_blocks_too_long": "Slack finds the card too long",
        "msg_too_long": "Slack finds the text too long",
        "no_text": "Slack finds the message empty",
        "metadata_too_large": "Slack finds the metadata too large",
        "cant_delete_message": "the bot may not delete it",
        "as_user_not_supported": "the bot may not post like this",
    },
}
"""Codes of what will never work, by the reason that the coordinator reads, with the detail for the operator."""

_GONE = {word: (reason, detail) for reason, words in GONE.items() for word, detail in words.items()}

CARD_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""An update finds no card that it may change."""

BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})

RATE = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

UNSURE = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
"""Slack's own trouble; it may have done what it was asked before."""

DEFAULT_WAIT = 30.0

TOKEN_WAIT = 60.0
"""Seconds after which a token that could not be looked up is looked up again."""


def code(error: SlackApiError) -> str:
    """Returns Slack's word for it."""
    return str(error.response.get("error") or "")


def verdict(error: Exception, *, harmless: bool) -> Exception:
    """Returns one of the port's four exceptions. `harmless`: what failed can be done again even if it was done."""
    unsure: type[Exception] = Unreached if harmless else Doubtful
    match error:
        case SlackApiError():
            return _said(error, unsure)
        case aiohttp.ClientConnectorError():
            return Unreached(f"no connection to Slack ({type(error).__name__})")
        case Unavailable():  # the database is away, or the key of the token is not known here yet
            return Busy(TOKEN_WAIT)
        case asyncio.TimeoutError():
            return unsure("Slack took too long to answer")
        case aiohttp.ClientError() | ValueError():
            return unsure(f"Slack's answer was lost ({type(error).__name__})")
        case _:
            return error


def _said(error: SlackApiError, unsure: type[Exception]) -> Exception:
    word, status = code(error), int(error.response.status_code or 200)
    if status == 429 or word in RATE:
        return Busy(_wait(error))
    if word in TOKEN_GONE:
        told = f"the app is not installed in this workspace any more ({word}); install it again"
        return Refused(Reason.REMOVED, told)
    if word in _GONE:
        reason, detail = _GONE[word]
        return Refused(reason, f"{detail} ({word})")
    if word in UNSURE or status >= 500 or not word:
        return unsure(f"Slack has trouble of its own ({word or status})")
    return Unreached(f"Slack said {word}")


def _wait(error: SlackApiError) -> float:
    headers = {str(name).lower(): value for name, value in (error.response.headers or {}).items()}
    try:
        return max(1.0, float(headers.get("retry-after", DEFAULT_WAIT)))
    except (TypeError, ValueError):
        return DEFAULT_WAIT
