"""Asks at the start whether Slack takes what the settings say, so that a slip is told where it can be mended."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import trouble
from adapters.slack.settings import DEFAULT_API_URL, WHERE
from adapters.slack.workspaces import Wire
from bot.ports import Unavailable
from bot.settings import SettingsBroken

log = logging.getLogger(__name__)

T = TypeVar("T")

WRONG = trouble.TOKEN_GONE | {"missing_scope", "no_permission", "not_allowed_token_type"}


async def taken(name: str, asked: Awaitable[T]) -> T | None:
    """Returns what Slack answers to the token of a setting; None if it cannot be asked just now. Raises `SettingsBroken`."""
    try:
        return await asked
    except SlackApiError as error:
        word = trouble.code(error)
        if word in WRONG:
            raise SettingsBroken(f"TOGETHER_{name}: Slack does not take it ({word}). {WHERE[name]}.") from error
        log.warning("Slack does not say whether it takes TOGETHER_%s (%s); going on", name, word)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.warning("Slack cannot be asked whether it takes TOGETHER_%s (%s); going on", name, type(error).__name__)
    return None


async def answers(wire: Wire) -> None:
    """Asks whether Slack is there at the address of the settings, if they name one. Raises `SettingsBroken`."""
    if wire.base_url == DEFAULT_API_URL:
        return
    try:
        await wire.client(None).api_test()
    except SlackApiError as error:
        word, status = trouble.code(error), int(error.response.status_code or 0)
        if not word and status < 500 and status != 429:
            raise SettingsBroken(
                f"TOGETHER_SLACK_API_URL: what answers at {wire.base_url} is not Slack's Web API. {WHERE['SLACK_API_URL']}."
            ) from error
        log.warning("Slack has trouble at TOGETHER_SLACK_API_URL (%s); going on", word or status)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        log.warning("nobody answers at TOGETHER_SLACK_API_URL (%s); going on", type(error).__name__)


async def is_taken(client: AsyncWebClient) -> bool:
    """Returns whether Slack takes the client's token just now. Raises `Unavailable` if it cannot be asked."""
    try:
        await client.auth_test()
    except SlackApiError as error:
        if trouble.code(error) in trouble.TOKEN_GONE:
            return False
        raise Unavailable("Slack does not say whether it takes the token") from error
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise Unavailable("Slack cannot be asked whether it takes the token") from error
    return True


def scopes(headers: Mapping[str, str]) -> str | None:
    """Returns what the token of an answer may do, parted by commas; None if Slack does not say."""
    return next((str(value) for name, value in headers.items() if name.lower() == "x-oauth-scopes"), None)
