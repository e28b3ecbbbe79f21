"""Goes to the bot's own address on the web as anybody would: does it lead here, with a certificate that holds, and to all pages?"""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.cli.doctor.http import HttpClient
from bot.ports.plugins.doctor import Check, Finding, NoReply, WebReply, advised, right, skipped, wrong

SOON, NOW = timedelta(days=21), timedelta(days=7)
"""So long before its end a certificate should have been renewed; a third and a tenth of its life, where that is less."""

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
PASS_ON = "Let the reverse proxy at {host} pass {what} on to TOGETHER_PORT of the web process, unchanged."

CERTIFICATE = (
    "Renew it, for this very name, and let the server send the whole chain: platforms refuse what is not trusted."
)


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """The address of the settings; `sealed`: pages are handed out by links that are signed."""

    url: str
    http: HttpClient
    sealed: bool = True

    def checks(self) -> Sequence[Check]:
        return (
            Check("public.address", "public address", self.address),
            Check("public.certificate", "its certificate", self.certificate),
            Check("public.pages", "its pages", self.pages),
        )

    async def address(self) -> Finding:
        if not self.url:
            return skipped(
                "TOGETHER_PUBLIC_URL is not set, and no channel asks for it: no links to pages and calendars"
            )
        reply = await self._asked("/livez")
        if isinstance(reply, Finding):
            return reply
        if reply.status == 200 and b'"alive"' in reply.body:
            return right(f"{self.url} leads to a web process")
        if reply.status in (502, 503, 504):
            return wrong(
                f"{self.host} answers {reply.status}: nobody is behind it",
                "Start the web process (together-bot web), and see that the reverse proxy leads to its TOGETHER_HOST and "
                "TOGETHER_PORT.",
            )
        return wrong(
            f"{self.host} answers {reply.status} to /livez, and it is not the bot that answers{_elsewhere(reply)}",
            PASS_ON.format(host=self.host, what="all paths"),
        )

    async def certificate(self) -> Finding:
        parts = urlsplit(self.url)
        if parts.scheme != "https":
            return skipped("the address is not https" if self.url else "there is no public address")
        try:
            begins, ends = await _certificate(self.host, parts.port or 443, self.http.tls)
        except ssl.SSLCertVerificationError as error:
            return wrong(
                f"it does not hold: {error.verify_message}",
                CERTIFICATE,
            )
        except (OSError, ValueError, TimeoutError):
            if any(os.environ.get(name) for name in PROXIES):
                return skipped("there is no direct way to it, and none is seen through a proxy")
            return skipped("left out until the address can be reached (public.address)")
        return _judged(begins, ends, self.http.now())

    async def pages(self) -> Finding:
        """The ones that platforms and links lead to."""
        if not self.url:
            return skipped("there is no public address")
        found = {"/about": await self._is("/about", 200)}
        if self.sealed:
            for path in ("/export", "/pairs", "/report", "/attestation"):
                found[path] = await self._is(f"{path}/doctor", 200, 410)
        if None in found.values():
            return skipped("left out until the address can be reached (public.address)")
        if lacking := [path for path, there in found.items() if not there]:
            return wrong(f"no {', '.join(lacking)} there", PASS_ON.format(host=self.host, what=", ".join(lacking)))
        return right(", ".join(found))

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    async def _is(self, path: str, *wanted: int) -> bool | None:
        """None: nobody answers."""
        reply = await self._asked(path)
        if isinstance(reply, Finding) or reply.status in (502, 503, 504):
            return None
        return reply.status in wanted and "html" in reply.headers.get("content-type", "")

    async def _asked(self, path: str) -> WebReply | Finding:
        try:
            return await self.http.ask("GET", f"{self.url}{path}", proxied=True)
        except NoReply as none:
            if isinstance(getattr(none.__cause__, "certificate_error", None), ssl.SSLCertVerificationError):
                return wrong(str(none), CERTIFICATE)
            return wrong(
                str(none),
                f"Let {self.host} lead from everywhere to the reverse proxy in front of the web process; if it does, and only "
                "this machine cannot reach it from inside, ask again from another one.",
            )


def _elsewhere(reply: WebReply) -> str:
    where = urlsplit(reply.headers.get("location", ""))
    return f" (it sends us on to {where.scheme}://{where.hostname})" if where.hostname else ""


async def _certificate(host: str, port: int, tls: ssl.SSLContext) -> tuple[datetime, datetime]:
    """From when and until when it holds. Raises `OSError`, `TimeoutError`."""
    async with asyncio.timeout(10):
        _, writer = await asyncio.open_connection(host, port, ssl=tls, server_hostname=host)
    try:
        found = writer.get_extra_info("peercert") or {}
        begins, ends = (ssl.cert_time_to_seconds(str(found[name])) for name in ("notBefore", "notAfter"))
        return datetime.fromtimestamp(begins, UTC), datetime.fromtimestamp(ends, UTC)
    except KeyError as error:
        raise ValueError("the certificate tells no dates") from error
    finally:
        writer.close()


def _judged(begins: datetime, ends: datetime, now: datetime) -> Finding:
    left, life = ends - now, ends - begins
    said = f"it holds for {left.days} days more, until {ends:%Y-%m-%d}"
    if left < min(NOW, life / 10):
        return wrong(said, "Renew it now, and see why that does not happen by itself.")
    if left < min(SOON, life / 3):
        return advised(said, "See why it has not been renewed by itself.")
    return right(said)
