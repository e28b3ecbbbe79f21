"""What `together-bot doctor` asks Slack: whether it is there, takes the tokens, allowed all scopes, and reaches the bot."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import trouble
from adapters.slack.edge import sign
from adapters.slack.scopes import missing
from adapters.slack.server import EVENTS
from adapters.slack.settings import WHERE, SlackSettings
from adapters.slack.tokens import WRONG, scopes
from adapters.slack.workspaces import Wire
from bot.ports import Installation, Unavailable
from bot.ports.plugins.doctor import Check, DoctorContext, Finding, Found, NoReply, advised, right, skipped, wrong

T = TypeVar("T")

CHALLENGE = "together-bot-doctor"
_WORD = re.compile(r"[a-z_]{1,60}")


def checks(given: DoctorContext) -> Sequence[Check]:
    slack = _Slack(given, given.sections.of(SlackSettings))
    found = [Check("slack.api", "Slack's Web API", slack.api)]
    if slack.settings.many:
        found.append(Check("slack.workspaces", "Slack's workspaces", slack.workspaces))
    else:
        found += [
            Check("slack.token", "Slack's bot token", slack.token),
            Check("slack.scopes", "Slack's scopes", slack.scopes),
        ]
    if slack.settings.app_token:
        found.append(Check("slack.socket", "Slack's Socket Mode", slack.socket))
    else:
        found.append(Check("slack.inbound", "Slack's way in", slack.inbound))
    return found


@dataclass(frozen=True, slots=True)
class _Slack:
    given: DoctorContext
    settings: SlackSettings

    async def api(self) -> Finding:
        """Slack is there; it also tells the time."""
        url = self.settings.api_url
        host = urlsplit(url).hostname or ""
        try:
            reply = await self.given.web.ask("POST", f"{url}api.test", proxied=True)
        except NoReply as none:
            return wrong(str(none), f"Let this machine connect to {host}, port 443 (HTTPS_PROXY is kept to).")
        try:
            answer = json.loads(reply.body)
            if isinstance(answer, dict) and "ok" in answer:
                return right(f"{host} answers")
        except ValueError:
            pass
        return wrong(
            f"what answers at {host} is not Slack's Web API ({reply.status})",
            f"See TOGETHER_SLACK_API_URL. {WHERE['SLACK_API_URL']}. A proxy may also answer in its place.",
        )

    async def token(self) -> Finding:
        said = await self._with_bot_token(lambda wire: wire.client(self.settings.bot_token).auth_test())
        return right(f"taken, in the workspace {_short(said.get('team'))} ({_short(said.get('team_id'))})")

    async def scopes(self) -> Finding:
        said = await self._with_bot_token(lambda wire: wire.client(self.settings.bot_token).auth_test())
        granted = scopes(said.headers)
        if granted is None:
            return skipped("Slack does not say which it granted")
        return _granted(granted.split(","))

    async def socket(self) -> Finding:
        token = self.settings.app_token
        await self._asked(
            lambda wire: wire.client(None).apps_connections_open(app_token=token),
            "TOGETHER_SLACK_APP_TOKEN",
            f"Take it from the app's pages: {WHERE['SLACK_APP_TOKEN']}.",
        )
        return right("Slack takes the app's token and opens a connection")

    async def workspaces(self) -> Finding:
        """Each installation's token, as it is kept; none is refreshed here."""
        try:
            known = await (await self.given.installations("slack")).every()
        except Unavailable as error:  # its text names the setting and the workspace, never a token
            said, _, advice = str(error).partition(": ")
            return wrong(said, f"{advice[:1].upper()}{advice[1:]}")
        if not known:
            return wrong(
                "the app is installed in none",
                f"Install it: an administrator of a workspace opens {self.given.public_url}/slack/install.",
            )
        lines = [line for one in known if (line := await self._installed(one))]
        said = f"{len(known)} installed"
        return wrong(f"{said}, {len(lines)} need to be looked at", "\n".join(lines)) if lines else right(said)

    async def _installed(self, one: Installation) -> str:
        """What is wrong with it, and what to do; or nothing."""
        if one.expires is not None and one.expires <= self.given.clock.now():
            return (
                f"{one.workspace}: its token expired at {one.expires:%Y-%m-%d %H:%M} UTC. Start the web process, which renews "
                "it; if it runs, its log says why it cannot."
            )
        again = f"Install the app there again: {self.given.public_url}/slack/install."
        try:
            await self._asked(lambda wire: wire.client(one.token).auth_test(), f"the token of {one.workspace}", again)
        except Found as found:
            return f"{one.workspace}: {found.finding.said}. {found.finding.advice}"
        if lacking := missing(one.scopes):
            return f"{one.workspace}: it lacks {', '.join(lacking)}. Bring the app's scopes up to date, and install it again."
        return ""

    async def inbound(self) -> Finding:
        """Sends Slack's greeting by the public address, signed as Slack signs it: the web process must give it back."""
        if not self.given.public_url:
            return skipped("there is no TOGETHER_PUBLIC_URL, so nobody here knows where Slack sends what people do")
        body = json.dumps({"type": "url_verification", "challenge": CHALLENGE}).encode()
        stamp = str(int(self.given.clock.now().timestamp()))
        signed = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(self.settings.signing_secret, stamp, body),
        }
        try:
            reply = await self.given.web.ask(
                "POST", f"{self.given.public_url}{EVENTS}", headers=signed, body=body, proxied=True
            )
        except NoReply:
            return skipped("left out until the public address can be reached (public.address)")
        return self._greeted(reply.status, reply.body)

    def _greeted(self, status: int, body: bytes) -> Finding:
        if status == 200 and CHALLENGE.encode() in body:
            return right(f"{EVENTS} takes what is signed with the signing secret")
        if status == 401 and b"signature" in body:
            return wrong(
                f"{EVENTS} does not take the signature",
                "Give the web process the same TOGETHER_SLACK_SIGNING_SECRET as this one "
                f"({WHERE['SLACK_SIGNING_SECRET']}), and let the reverse proxy leave bodies as they are.",
            )
        if status == 401 and b"timestamp" in body:
            return wrong(
                f"{EVENTS} finds the timestamp too far away",
                "Set the clock of the web process's machine by NTP, and let the reverse proxy pass X-Slack-… headers on.",
            )
        return wrong(
            f"{EVENTS} answers {status}",
            f"Let the reverse proxy pass {EVENTS} on to the web process, and name slack in its TOGETHER_CHANNELS.",
        )

    async def _with_bot_token(self, ask: Callable[[Wire], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
        advice = f"Take it from the app's pages: {WHERE['SLACK_BOT_TOKEN']}."
        return await self._asked(ask, "TOGETHER_SLACK_BOT_TOKEN", advice)

    async def _asked(self, ask: Callable[[Wire], Awaitable[T]], token: str, advice: str) -> T:
        """Raises `Found`."""
        wire = Wire(self.settings.api_url)
        try:
            return await ask(wire)
        except SlackApiError as error:
            word = trouble.code(error)
            told = word if _WORD.fullmatch(word) else f"status {error.response.status_code}"
            if word in WRONG:
                raise Found(wrong(f"Slack does not take {token} ({told})", advice)) from error
            if word in trouble.RATE or error.response.status_code == 429:
                raise Found(advised("Slack asks for peace", "Ask again in a minute.")) from error
            raise Found(
                wrong(f"Slack has trouble of its own ({told})", "See status.slack.com, and ask again.")
            ) from error
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise Found(skipped("left out until Slack can be reached (slack.api)")) from error
        finally:
            await wire.close()


def _granted(granted: Sequence[str]) -> Finding:
    lacking = missing(granted)
    if not lacking:
        return right("all that the manifest asks for")
    return wrong(
        f"{', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing",
        "Bring the app's scopes up to date from its manifest (together-bot manifest slack), and install it again.",
    )


def _short(told: object) -> str:
    return str(told or "?")[:60]
