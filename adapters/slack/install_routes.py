"""The two addresses of an installation: where it begins, and where Slack sends people back to."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import aiohttp
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from adapters.slack.install import NotInstalled
from adapters.slack.install_pages import HEADERS, InstallPages
from adapters.slack.rotation import INSTALL, REDIRECT
from bot.ports import Unavailable
from bot.text.installing import InstallFailure

log = logging.getLogger(__name__)


def routes(oauth: AsyncOAuthFlow, pages: InstallPages) -> Sequence[web.RouteDef]:
    async def install(request: web.Request) -> web.Response:
        response = await to_aiohttp_response(await oauth.handle_installation(await to_bolt_request(request)))
        response.headers.update(HEADERS)
        return response

    async def redirect(request: web.Request) -> web.Response:
        try:
            return await to_aiohttp_response(await oauth.handle_callback(await to_bolt_request(request)))
        except NotInstalled as refusal:
            log.warning("not installed: %s", refusal.why)
            return _page(400, pages.failed(refusal.why))
        except (Unavailable, aiohttp.ClientError, TimeoutError) as trouble:
            log.warning("not installed: %s", type(trouble).__name__)
            return _page(503, pages.failed(InstallFailure.AWAY))

    return [web.get(INSTALL, install), web.get(REDIRECT, redirect)]


def _page(status: int, html: str) -> web.Response:
    return web.Response(status=status, body=html.encode(), headers=HEADERS)
