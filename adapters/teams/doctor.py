"""What `together-bot doctor` asks Microsoft: whether the app's credential is taken, Graph allows what it should, the catalogue has
the app, Microsoft's keys can be fetched, and Teams' way in leads to the bot.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import jwt

from adapters.teams.clouds import Resource
from adapters.teams.credentials import Certificate
from adapters.teams.server import ROUTE
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import CONNECTOR, GRAPH, AppTokens, Tokens
from bot.ports import Unreached
from bot.ports.plugins.doctor import Check, DoctorContext, Finding, Found, NoReply, advised, right, skipped, wrong

PEOPLE = frozenset({"User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All"})
CHATS = frozenset({"Chat.Create", "Chat.ReadWrite.All"})
SMALLEST = "TeamsAppInstallation.ReadWriteSelfForChat.All"
INSTALLS = frozenset(
    f"TeamsAppInstallation.{what}ForChat.All"
    for what in ("ReadWriteSelf", "ReadWrite", "ReadWriteAndConsentSelf", "ReadWriteAndConsent")
)
"""Application permissions of Graph, of which one of each will do; docs/teams.md asks for the smallest."""

SOON, NOW = timedelta(days=30), timedelta(days=7)
"""So long before its end a certificate of the app's should have been replaced."""

_CODE = re.compile(r"AADSTS\d+")
_WORD = re.compile(r"\b(invalid_client|unauthorized_client|invalid_request|invalid_grant|access_denied)\b")

_CONSENT = "with an administrator's consent, at the app's registration in Entra (API permissions, docs/teams.md)"


def checks(given: DoctorContext, *, tokens: Tokens | None = None, openid: str = "", graph: str = "") -> Sequence[Check]:
    """`tokens`, `openid` and `graph` instead of the cloud's own: for tests."""
    app = given.sections.of(TeamsApp)
    if not app.id:
        return (Check("teams.credentials", "Teams' credentials", _playground),)
    own = tokens or AppTokens(app.id, app.credential, app.tenants[0], cloud=app.cloud)
    teams = _Teams(given, app, own, openid or app.cloud.openid, graph or f"{app.cloud.graph}/v1.0")
    found = [
        Check("teams.credentials", "Teams' credentials", teams.credentials),
        Check("teams.keys", "Microsoft's keys", teams.keys),
        Check("teams.graph", "Graph's permissions", teams.graph),
    ]
    if isinstance(app.keyless, Certificate):
        found.append(Check("teams.certificate", "Teams' certificate", teams.certificate))
    if app.catalogue:
        found.append(Check("teams.catalogue", "the organisation's catalogue", teams.catalogue))
    return (*found, Check("teams.inbound", "Teams' way in", teams.inbound))


async def _playground() -> Finding:
    return skipped("the Playground asks for none")


@dataclass(frozen=True, slots=True)
class _Teams:
    given: DoctorContext
    app: TeamsApp
    tokens: Tokens
    openid: str
    graph_url: str

    async def credentials(self) -> Finding:
        await self._token(CONNECTOR)
        return right("Microsoft's login takes them, and gives a token for Teams")

    async def certificate(self) -> Finding:
        """Of the app's own, in its file; the login tells whether it is the registered one."""
        assert isinstance(self.app.keyless, Certificate)
        from cryptography import x509

        path = self.app.keyless.path
        try:
            ends = min(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(path.read_bytes()))
        except (OSError, ValueError):
            return wrong(f"{path} cannot be read", "Put the PEM file with the private key and its certificate there.")
        left = ends.astimezone(UTC) - self.given.clock.now()
        said = f"{path} holds for {left.days} days more, until {ends:%Y-%m-%d}"
        if left < NOW:
            return wrong(said, "Register a new one with the app, and put it into the file: it is read anew by itself.")
        return advised(said, "Plan its successor.") if left < SOON else right(said)

    async def keys(self) -> Finding:
        """What activities are signed with; Microsoft also tells the time."""
        host = urlsplit(self.openid).hostname or ""
        try:
            document = _json((await self.given.web.ask("GET", self.openid)).body)
            where = str(document.get("jwks_uri", ""))
            listed = _json((await self.given.web.ask("GET", where)).body).get("keys") if where else None
        except NoReply as none:
            return wrong(str(none), f"Let this machine connect to {host}, port 443, without a proxy.")
        if not isinstance(listed, list) or not listed:
            return wrong(
                f"{host} gives none", "See what answers in its place, such as a proxy; Teams is not heard meanwhile."
            )
        return right(f"{len(listed)} fetched from {host}")

    async def graph(self) -> Finding:
        """The permissions stand in the token. Without a catalogue's id, Graph is only asked for people, if it may."""
        token = await self._token(GRAPH)
        roles = _roles(token)
        if roles is None:
            return right("Microsoft's login gives a token for Graph, which does not tell what it may do")
        needed = (("Chat.Create", CHATS), (SMALLEST, INSTALLS)) if self.app.catalogue else ()
        lacking = [name for name, will_do in needed if not will_do & roles]
        if lacking:
            return wrong(
                f"{', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing: no chat of a pair can be opened",
                f"Add {'it' if len(lacking) == 1 else 'them'} {_CONSENT}; or take TOGETHER_TEAMS_CATALOGUE_ID out.",
            )
        if not PEOPLE & roles:
            return advised(
                "who is enrolled by e-mail is not looked up, but recognised when they do something",
                f"Add User.ReadBasic.All {_CONSENT}, if people are enrolled by e-mail.",
            )
        return right("people are found by e-mail" + (", and chats opened" if self.app.catalogue else ""))

    async def catalogue(self) -> Finding:
        asked = quote(f"id eq '{self.app.catalogue}'", safe="")
        url = f"{self.graph_url.rstrip('/')}/appCatalogs/teamsApps?$filter={asked}"
        headers = {"Authorization": f"Bearer {await self._token(GRAPH)}"}
        try:
            reply = await self.given.web.ask("GET", url, headers=headers)
        except NoReply as none:
            return wrong(str(none), "Let this machine connect to Graph, port 443, without a proxy.")
        if reply.status in (401, 403):
            return advised(
                "Graph does not let the bot look into it, which it need not",
                "Compare TOGETHER_TEAMS_CATALOGUE_ID with the App ID in the Teams admin centre; or grant AppCatalog.Read.All, "
                "and it is looked up here.",
            )
        if reply.status != 200:
            return wrong(f"Graph answers {reply.status}", "See status.cloud.microsoft, and ask again.")
        listed = _json(reply.body).get("value")
        return self._listed(listed if isinstance(listed, list) else [])

    def _listed(self, listed: Sequence[object]) -> Finding:
        advice = "Take the App ID of the Teams admin centre (not the external one) into TOGETHER_TEAMS_CATALOGUE_ID."
        if not listed:
            return wrong(
                f"it has no app {self.app.catalogue}", f"Upload the package (together-bot manifest teams). {advice}"
            )
        one = listed[0]
        other = str(one.get("externalId", "")).lower() if isinstance(one, dict) else ""
        if other and other != self.app.id:
            return wrong("the id in TOGETHER_TEAMS_CATALOGUE_ID is another app's", advice)
        return right("it has the app")

    async def inbound(self) -> Finding:
        """Sends what is no activity by the public address: the web process must be the one that refuses it."""
        if not self.given.public_url:
            return skipped("there is no TOGETHER_PUBLIC_URL, so nobody here knows where Teams sends what people do")
        try:
            reply = await self.given.web.ask(
                "POST",
                f"{self.given.public_url}{ROUTE}",
                headers={"Content-Type": "text/plain"},
                body=b"doctor",
                proxied=True,
            )
        except NoReply:
            return skipped("left out until the public address can be reached (public.address)")
        if reply.status == 415 and "error" in _json(reply.body):
            return right(f"{ROUTE} leads to the bot")
        return wrong(
            f"{ROUTE} answers {reply.status}, and it is not the bot that answers",
            f"Let the reverse proxy pass {ROUTE} on to the web process, name teams in its TOGETHER_CHANNELS, and give the Azure "
            f"Bot this messaging endpoint: {self.given.public_url}{ROUTE}.",
        )

    async def _token(self, resource: Resource) -> str:
        """Raises `Found`."""
        try:
            return await self.tokens.get(resource)
        except Unreached as error:
            raise Found(_refused(str(error))) from error


def _refused(told: str) -> Finding:
    """Of the login's words only the codes: the rest names tenants and requests."""
    codes = sorted({*_CODE.findall(told), *_WORD.findall(told)})
    if codes:
        return wrong(
            f"Microsoft's login does not take them ({', '.join(codes)})",
            "Compare TOGETHER_TEAMS_APP_ID, the first of TOGETHER_TEAMS_TENANTS and the credential with the app's registration "
            "in Entra: a client secret ends on the day that stands there (AADSTS7000222), and its value is not its id "
            "(AADSTS7000215).",
        )
    if "vouches" in told or "managed identity" in told or "federated" in told:
        return wrong(
            "nobody vouches for the app just now",
            "See that the managed identity is assigned to this machine, or that the file of TOGETHER_TEAMS_FEDERATED is written.",
        )
    return wrong(
        "Microsoft's login cannot be reached",
        "Let this machine connect to the login's host (login.microsoftonline.com in the public cloud), port 443.",
    )


def _roles(token: str) -> frozenset[str] | None:
    """The application permissions that a token carries; None if it does not tell."""
    try:
        claims: Mapping[str, Any] = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return None
    roles = claims.get("roles") or ()
    return frozenset(one for one in roles if isinstance(one, str))


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
