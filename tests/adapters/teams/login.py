"""A login of Microsoft's, the identities of an Azure machine, and a Teams that takes their tokens alone: on this machine.

`Detour` brings msal here: `https://HOST/PATH` is asked as `/HOST/PATH`, so that each cloud keeps its own hosts.
"""

from __future__ import annotations

import base64
import datetime
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from adapters.teams.clouds import MicrosoftCloud
from tests.adapters.teams import fakes
from tests.adapters.teams.fakes import APP, KEY, TENANT, Json

IDENTITY = "99999999-8888-4777-8666-555555555555"
"""The client id of the machine's identity that may vouch for the app."""
MACHINE = "169.254.169.254"
VOUCHED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


@dataclass
class Login:
    """`issued` are the tokens, with what each is for; `asked` how the app said who it is."""

    cloud: MicrosoftCloud
    url: str = ""
    secret: str = "hush"
    identities: set[str] = field(default_factory=lambda: {APP, IDENTITY})
    certificates: dict[str, Any] = field(default_factory=dict)
    """The public keys of those that are registered, by their thumbprint."""
    issued: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    taken: list[Json] = field(default_factory=list)
    """What Teams has taken."""

    @property
    def service(self) -> str:
        return f"{self.url}/teams/"

    @property
    def host(self) -> str:
        return self.cloud.login.removeprefix("https://")

    def register(self, certificate: x509.Certificate) -> None:
        thumbprint = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
        self.certificates[thumbprint] = certificate.public_key()

    def issue(self, resource: str, how: str) -> Json:
        self.asked.append(how)
        token = f"token-{len(self.issued) + 1}"
        self.issued[token] = resource
        return {"token_type": "Bearer", "expires_in": 3600, "access_token": token}

    def vouch(self, audience: str | None = None) -> str:
        """What a managed identity, or Kubernetes, says of the app; `audience` instead of the cloud's own."""
        claims = {"sub": IDENTITY, "aud": audience or self.cloud.exchange, "exp": 32503680000}
        return jwt.encode(claims, KEY, algorithm="RS256")

    def recognised(self, form: Json, endpoint: str) -> str:
        """How the app said who it is; empty if it did not."""
        if form.get("client_id") != APP:
            return ""
        if "client_secret" in form:
            return "secret" if form["client_secret"] == self.secret else ""
        if form.get("client_assertion_type") != VOUCHED:
            return ""
        try:
            thumbprint = str(jwt.get_unverified_header(form["client_assertion"]).get("x5t#S256", ""))
            if thumbprint:
                key = self.certificates[thumbprint.rstrip("=")]
                claims = jwt.decode(form["client_assertion"], key, algorithms=["PS256"], audience=endpoint)
                return "certificate" if claims["iss"] == claims["sub"] == APP else ""
            public = KEY.public_key()
            jwt.decode(form["client_assertion"], public, algorithms=["RS256"], audience=self.cloud.exchange)
        except (jwt.PyJWTError, KeyError):
            return ""
        return "federated"


class Detour(fakes.Detour):
    """msal's HTTP client, sent to this machine with the host that it wanted in the path."""

    def _here(self, url: str) -> str:
        return f"{self._url}/{url.partition('://')[2]}"


@asynccontextmanager
async def login(cloud: MicrosoftCloud) -> AsyncIterator[Login]:
    one = Login(cloud)
    app = web.Application()
    app.add_routes(
        [
            web.get(f"/{one.host}/{TENANT}/v2.0/.well-known/openid-configuration", lambda _: _tenant(one)),
            web.get(f"/{one.host}/common/discovery/instance", _instances),
            web.post(f"/{one.host}/{TENANT}/oauth2/v2.0/token", lambda request: _app(one, request)),
            web.get(f"/{MACHINE}/metadata/identity/oauth2/token", lambda request: _machine(one, request)),
            web.post("/teams/v3/conversations/{conversation}/activities", lambda request: _taken(one, request)),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        one.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield one
    finally:
        await runner.cleanup()


async def _tenant(one: Login) -> web.Response:
    base = f"{one.cloud.login}/{TENANT}"
    return web.json_response(
        {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
        }
    )


async def _instances(_: web.Request) -> web.Response:
    return web.json_response({"api-version": "1.1", "metadata": []})


async def _app(one: Login, request: web.Request) -> web.Response:
    form = {name: str(value) for name, value in (await request.post()).items()}
    how = one.recognised(form, f"{one.cloud.login}/{TENANT}/oauth2/v2.0/token")
    if not how:
        return web.json_response({"error": "invalid_client", "error_description": "it is not the app"}, status=401)
    resource, _, default = form["scope"].rpartition("/")
    assert default == ".default", form
    return web.json_response(one.issue(resource, how))


async def _machine(one: Login, request: web.Request) -> web.Response:
    client_id, resource = request.query.get("client_id", ""), request.query["resource"]
    if request.headers.get("Metadata") != "true" or client_id not in one.identities:
        return web.json_response({"error": "invalid_request", "error_description": "Identity not found"}, status=400)
    if resource == one.cloud.exchange:
        found: Json = {"token_type": "Bearer", "access_token": one.vouch()}
    else:
        found = one.issue(resource, f"machine as {client_id}")
    return web.json_response(found | {"expires_in": "3600", "resource": resource})


async def _taken(one: Login, request: web.Request) -> web.Response:
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if one.issued.get(bearer) != one.cloud.connector:
        return web.json_response({"error": {"code": "Unauthorized", "message": "another token"}}, status=401)
    one.taken.append(await request.json())
    return web.json_response({"id": "m1"}, status=201)


# Certificates -------------------------------------------------------------------------------------------------------


def certificate(key: rsa.RSAPrivateKey) -> x509.Certificate:
    """One that the key signed itself."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "together")])
    begins = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    builder = x509.CertificateBuilder().issuer_name(name).subject_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begins)
    return builder.not_valid_after(begins + datetime.timedelta(days=3650)).sign(key, hashes.SHA256())


def pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def written(path: Path, key: rsa.RSAPrivateKey, *listed: x509.Certificate) -> Path:
    """The file as `openssl` makes it: the key, then the certificates."""
    path.write_bytes(b"\n".join([pem(key), *(one.public_bytes(Encoding.PEM) for one in listed)]))
    return path
