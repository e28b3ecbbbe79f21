"""What `together-bot doctor` asks about calendars: whether the reverse proxy passes their addresses on, whether calendars on the
internet can be reached from here, and whether the services take the bot's registration.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from adapters.calendars.fetch import Limits, PublicResolver
from adapters.calendars.oauth import Provider
from bot.ports.calendars import Unreadable
from bot.ports.plugins.doctor import Check, Finding, NoReply, WebClient, advised, right, skipped, wrong


async def always() -> bool:
    return True


HOSTS = ("calendar.google.com", "outlook.office365.com")
"""Where most addresses of calendars lead to."""

PROXIES = ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")

ANY_TENANT = frozenset({"common", "organizations", "consumers"})
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_OURS = frozenset({"invalid_client", "unauthorized_client"})


@dataclass(frozen=True, slots=True)
class CalendarsDoctor:
    """`hosts` and `limits`: what is tried of the internet, and how it is reached; for tests, somewhere else."""

    public_url: str
    providers: Mapping[str, Provider]
    web: WebClient
    hosts: Sequence[str] = HOSTS
    limits: Limits = field(default_factory=Limits)
    used: Callable[[], Awaitable[bool]] = always
    """Whether anybody has linked a calendar."""

    def checks(self) -> Sequence[Check]:
        """None where nobody can link a calendar."""
        if not self.public_url:
            return ()
        return (
            Check("calendars.links", "calendars' way in", self.links),
            Check("calendars.internet", "calendars' way out", self.internet),
            *(
                Check(f"calendars.{name}", f"{one.title}'s calendars", _Service(self, one).asked)
                for name, one in self.providers.items()
            ),
        )

    async def links(self) -> Finding:
        """What only the bot's own server answers: that this address is there, and takes no POST."""
        path = "/calendar/feed/doctor/doctor.ics"
        try:
            reply = await self.web.ask("POST", f"{self.public_url}{path}", proxied=True)
        except NoReply:
            return skipped("left out until the public address can be reached (public.address)")
        if reply.status == 405 and "GET" in reply.headers.get("allow", ""):
            return right("the reverse proxy passes /calendar/ on")
        host = urlsplit(self.public_url).hostname
        return wrong(
            f"{host} answers {reply.status} to /calendar/, and it is not the bot that answers",
            f"Let the reverse proxy at {host} pass /calendar/ on to TOGETHER_PORT of the web process: files of séances, feeds and "
            "signing in are there.",
        )

    async def internet(self) -> Finding:
        """Calendars are fetched directly, never through a proxy: only so can each address be looked at before."""
        tried = dict(zip(self.hosts, await asyncio.gather(*map(self._connected, self.hosts)), strict=True))
        away = {host: why for host, why in tried.items() if why}
        if not away:
            return right(f"{', '.join(tried)} can be reached")
        said = "; ".join(f"{host}: {why}" for host, why in away.items())
        if len(away) < len(tried):
            return advised(
                said, "See whether a firewall lets only some addresses through: people's calendars may be anywhere."
            )
        through = (
            " The proxy that the environment names is not used for them." if any(map(os.environ.get, PROXIES)) else ""
        )
        cure = f"Let the worker's machine look names up, and connect to port 443 of the internet directly.{through}"
        if self.providers or await self.used():
            return wrong(f"no calendar can be read ({said})", cure)
        return advised(
            f"none could be read from here, and nobody has linked one ({said})",
            f"Before anybody does: {cure[0].lower()}{cure[1:]}",
        )

    async def _connected(self, host: str) -> str:
        """Why not; empty if it can be reached."""
        name, _, port = host.partition(":")
        try:
            async with asyncio.timeout(self.limits.seconds):
                found = await PublicResolver(self.limits.welcome).resolve(name, int(port or 443), socket.AF_UNSPEC)
                _, writer = await asyncio.open_connection(found[0]["host"], found[0]["port"])
                writer.close()
        except Unreadable:
            return "its name leads to an address inside, not to the internet"
        except socket.gaierror:
            return "nobody knows the name"
        except TimeoutError:
            return "no answer in time"
        except OSError as error:
            return error.strerror or type(error).__name__
        return ""


@dataclass(frozen=True, slots=True)
class _Service:
    """One service that people sign in to."""

    of: CalendarsDoctor
    provider: Provider

    async def asked(self) -> Finding:
        """Whether it takes the bot's id and secret, and whether its calendars answer."""
        one = self.provider
        try:
            told = await self._token()
            reply = await self.of.web.ask("POST", one.busy, body=b"{}", headers={"Content-Type": "application/json"})
        except NoReply as none:
            return wrong(str(none), "Let this machine connect to it, port 443, without a proxy.")
        if told in _OURS:
            return wrong(
                f"it does not take the bot's id and secret ({told})",
                f"Compare TOGETHER_{one.name.upper()}_CLIENT_ID and …_SECRET with the registration; a secret may have ended "
                "(docs/calendars.md).",
            )
        if not told:
            return wrong("what answers is not its login", "See what answers in its place, such as a proxy.")
        if reply.status in (401, 403):  # as it should without a person's token
            return right("it takes the bot's id and secret, and its calendars answer")
        return wrong(f"its calendars answer {reply.status}", "See the service's own status page, and ask again.")

    async def _token(self) -> str:
        """The error that a login has for a permission that nobody gave: one about the bot, or about that. `ok` if it gives a token.

        Microsoft may look at that permission first: there the bot asks for itself, where the settings name a tenant.
        """
        form = {"client_id": self.provider.id, "client_secret": self.provider.secret}
        tenant = urlsplit(self.provider.token).path.split("/")[1] if self.provider.name == "microsoft" else ""
        if tenant and tenant not in ANY_TENANT:
            form |= {"grant_type": "client_credentials", "scope": "https://graph.microsoft.com/.default"}
        else:
            form |= {"grant_type": "refresh_token", "refresh_token": "doctor"}
        reply = await self.of.web.ask("POST", self.provider.token, headers=_FORM, body=urlencode(form).encode())
        try:
            answer = json.loads(reply.body)
        except ValueError:
            return ""
        if not isinstance(answer, dict):
            return ""
        if "access_token" in answer:
            return "ok"
        told = str(answer.get("error", ""))
        return told if told.replace("_", "").isalpha() and len(told) < 60 else ""
