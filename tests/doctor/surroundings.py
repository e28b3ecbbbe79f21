"""What stands around the bot in production: a certificate, a reverse proxy that ends TLS, and calendar services."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.ports.plugins.doctor import Check, Finding, Found, Status

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def certified(
    folder: Path, begins: datetime, ends: datetime, name: str = "localhost"
) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server shows, and what a client trusts: a certificate that signed itself, for one name."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}-{ends:%Y%m%d%H%M}.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=made.public_bytes(Encoding.PEM).decode())
    return server, client


@dataclass
class ReverseProxy:
    """Ends TLS, and passes what comes on to `target`: all of it, or without the paths in `keeps`."""

    url: str = ""
    target: str = ""
    keeps: Sequence[str] = ()
    date: str = ""
    """What it says the time is, instead of what it is."""

    async def passed(self, request: web.Request) -> web.StreamResponse:
        if any(request.path.startswith(path) for path in self.keeps):
            return self._said(web.Response(status=404, text="<html>nothing here</html>", content_type="text/html"))
        if not self.target:
            return self._said(web.Response(status=502, text="bad gateway"))
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        async with (
            ClientSession(auto_decompress=False) as session,
            session.request(
                request.method,
                f"{self.target}{request.path_qs}",
                headers=headers,
                data=await request.read(),
                allow_redirects=False,
            ) as answer,
        ):
            kept = {name: value for name, value in answer.headers.items() if name.lower() in ("content-type", "allow")}
            return self._said(web.Response(status=answer.status, body=await answer.read(), headers=kept))

    def _said(self, response: web.Response) -> web.Response:
        if self.date:
            response.headers["Date"] = self.date
        return response


@asynccontextmanager
async def reverse_proxy(tls: ssl.SSLContext | None) -> AsyncIterator[ReverseProxy]:
    proxy = ReverseProxy()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", proxy.passed)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "localhost", 0, ssl_context=tls).start()
        proxy.url = f"{'https' if tls else 'http'}://localhost:{runner.addresses[0][1]}"
        yield proxy
    finally:
        await runner.cleanup()


@dataclass
class Services:
    """The login and the calendars of Google and Microsoft: they know one id and one secret."""

    id: str = "bots-id"
    secret: str = "s3cret-of-the-bot"
    busy_status: int = 401
    asked: list[dict[str, str]] = field(default_factory=list)

    async def token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(form)
        if (form.get("client_id"), form.get("client_secret")) != (self.id, self.secret):
            told = f"the secret {form.get('client_secret')} is wrong"
            return web.json_response({"error": "invalid_client", "error_description": told}, status=401)
        if form["grant_type"] == "client_credentials":
            return web.json_response({"access_token": "a", "token_type": "Bearer", "expires_in": 3600})
        return web.json_response({"error": "invalid_grant"}, status=400)

    async def busy(self, _: web.Request) -> web.Response:
        return web.json_response({"error": {"code": self.busy_status}}, status=self.busy_status)


@asynccontextmanager
async def services() -> AsyncIterator[tuple[Services, str]]:
    played = Services()
    application = web.Application()
    application.router.add_post("/{tenant}/token", played.token)
    application.router.add_post("/busy", played.busy)
    async with TestServer(application) as server:
        yield played, str(server.make_url("")).rstrip("/")


async def found(checks: Sequence[Check], id: str) -> Finding:
    """What one of the checks finds."""
    (check,) = [one for one in checks if one.id == id]
    try:
        return await check.run()
    except Found as early:
        return early.finding


def right(finding: Finding) -> str:
    assert finding.status is Status.RIGHT, finding
    assert finding.advice == ""
    return finding.said


def not_right(finding: Finding, status: Status = Status.WRONG) -> str:
    """Whatever is not right says what to do."""
    assert finding.status is status, finding
    assert finding.advice
    return f"{finding.said}\n{finding.advice}"


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def answering(handler: Handler) -> AsyncIterator[str]:
    """A server that answers everything so; its address."""
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handler)
    async with TestServer(application) as server:
        yield str(server.make_url("")).rstrip("/")


def always(status: int, text: str = "", **headers: Any) -> Handler:
    async def handler(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=text, headers=headers)

    return handler
