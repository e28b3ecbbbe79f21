"""Asks at the start whether Slack takes the tokens of the settings, so that a slip is told where it can be mended."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError

from adapters.slack import trouble
from adapters.slack.settings import WHERE
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
