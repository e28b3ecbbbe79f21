"""A Teams to talk to: a service that takes messages, an issuer of tokens, Graph, and the people who use them."""

from __future__ import annotations

import base64
import json
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.ports import Address, Lane, Reason, Reference, Refused, Sent
from content.command_words import app_words
from tests.values import CONTENT

APP = "11111111-2222-3333-4444-555555555555"
APP_WORDS = app_words(CONTENT)
TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
BOT = f"28:{APP}"
ISSUER = "https://api.botframework.com"

Json = dict[str, Any]


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEY, OTHER_KEY = new_key(), new_key()
KID = "key-1"


def _number(value: int) -> str:
    return base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


def jwk(key: rsa.RSAPrivateKey, kid: str) -> Json:
    numbers = key.public_key().public_numbers()
    return {
        "kty": "RSA",
        "use": "sig",
        "kid": kid,
        "n": _number(numbers.n),
        "e": _number(numbers.e),
        "endorsements": ["msteams"],
    }


def token(service: str, *, key: rsa.RSAPrivateKey = KEY, kid: str = KID, **claims: object) -> str:
    """As Microsoft signs them; `claims` instead of its own."""
    now = int(time.time())
    own = {"iss": ISSUER, "aud": APP, "serviceurl": service, "nbf": now - 60, "iat": now - 60, "exp": now + 3600}
    return jwt.encode(own | claims, key, algorithm="RS256", headers={"kid": kid})


@dataclass
class Post:
    """A message as the service keeps it."""

    id: str
    conversation: str
    activity: Json
    targeted: bool = False
    edits: int = 0

    @property
    def card(self) -> Json:
        card: Json = self.activity["attachments"][0]["content"]
        return card

    known: str = ""

    @property
    def key(self) -> str:
        """The card's key; a card that has lost its buttons keeps the one it had."""
        found = (stamp["card"] for stamp in stamps(self.activity) if "card" in stamp)
        self.known = next(found, self.known)
        return self.known

    def text(self) -> str:
        return str(self.card["fallbackText"])


@dataclass
class Account:
    """Somebody in the organisation."""

    name: str
    user: str
    mail: str
    upn: str = ""
    """The user principal name, where it is not the e-mail address."""

    @property
    def member(self) -> str:
        return f"29:{self.user}"

    @property
    def chat(self) -> str:
        return f"a:chat-of-{self.user}"

    @property
    def address(self) -> str:
        return f"{TENANT}/{self.user}"


def account(name: str, number: int) -> Account:
    return Account(name, f"bbbbbbbb-0000-4000-8000-{number:012d}", f"{name.lower()}@example.org")


AWA, CAMILLE, LEO = account("Awa", 1), account("Camille", 2), account("Leo", 3)

Fault = Callable[[web.Request], web.StreamResponse | None]


@dataclass
class Cloud:
    """Teams' service, Microsoft's login and keys, and Graph, on one port of this machine."""

    posts: list[Post] = field(default_factory=list)
    rosters: dict[str, list[Account]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    """Each is asked first, until it answers; see `once` and `always`."""
    keys: list[Json] = field(default_factory=lambda: [jwk(KEY, KID)])
    posted: Counter[str] = field(default_factory=Counter)
    """Messages so far of each conversation, deleted ones among them."""
    requests: list[str] = field(default_factory=list)
    connections: set[object] = field(default_factory=set)
    authorizations: set[str] = field(default_factory=set)
    delay: float = 0.0
    url: str = ""
    chats: list[tuple[str, ...]] = field(default_factory=list)
    installed: list[str] = field(default_factory=list)
    catalogue: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The manifests that were uploaded, by the id that the organisation's catalogue gave them."""
    tokens: int = 0
    roles: Sequence[str] | None = None
    """The application permissions that tokens tell; None: they are no JWT, and tell nothing."""
    refuses: str = ""
    """The error with which the login refuses the app."""
    people: list[Account] = field(default_factory=lambda: [AWA, CAMILLE, LEO])
    reachable: set[str] = field(default_factory=set)
    """The users for whom the app is there although no event told of it, by a setup policy or so."""
    created: list[Json] = field(default_factory=list)
    """What was asked for their chats."""
    page: int = 100
    """Members on a page of a roster, whatever is asked for."""

    @property
    def service(self) -> str:
        return f"{self.url}/teams/"

    @property
    def openid(self) -> str:
        return f"{self.url}/openid"

    @property
    def graph(self) -> str:
        return f"{self.url}/graph"

    def at(self, conversation: str) -> list[Post]:
        return [post for post in self.posts if post.conversation == conversation]

    def last(self, conversation: str) -> Post:
        return self.at(conversation)[-1]

    def once(self, method: str, status: int, code: str = "", headers: Mapping[str, str] | None = None) -> None:
        """The next such request is answered so."""

        def fault(request: web.Request) -> web.StreamResponse | None:
            if request.method != method:
                return None
            self.faults.remove(fault)
            return refusal(status, code, headers)

        self.faults.append(fault)

    def always(self, conversation: str, status: int, code: str = "") -> None:
        """Whatever is written to a conversation is answered so."""

        def fault(request: web.Request) -> web.StreamResponse | None:
            return refusal(status, code) if request.match_info.get("conversation") == conversation else None

        self.faults.append(fault)


def refusal(status: int, code: str, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.json_response({"error": {"code": code, "message": f"it is {code}"}}, status=status, headers=headers)


@asynccontextmanager
async def cloud() -> AsyncIterator[Cloud]:
    import asyncio

    fake = Cloud()

    @web.middleware
    async def noted(request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
        fake.requests.append(f"{request.method} {request.path}")
        fake.connections.add(request.transport)
        fake.authorizations.add(request.headers.get("Authorization", ""))
        if request.path.startswith("/teams") and fake.delay:
            await asyncio.sleep(fake.delay)
        for fault in list(fake.faults):
            answer = fault(request)
            if answer is not None:
                return answer
        response: web.StreamResponse = await handler(request)
        return response

    async def post(request: web.Request) -> web.Response:
        activity = await request.json()
        conversation = request.match_info["conversation"]
        fake.posted[conversation] += 1
        id = f"m{fake.posted[conversation]}"
        targeted = request.query.get("isTargetedActivity") == "true"
        fake.posts.append(Post(id, conversation, activity, targeted))
        return web.json_response({"id": id}, status=201)

    async def put(request: web.Request) -> web.Response:
        for one in fake.at(request.match_info["conversation"]):
            if one.id == request.match_info["activity"]:
                assert one.key is not None
                one.activity, one.edits = await request.json(), one.edits + 1
                return web.json_response({"id": one.id})
        return refusal(404, "ActivityNotFoundInConversation")

    async def delete(request: web.Request) -> web.Response:
        for one in fake.at(request.match_info["conversation"]):
            if one.id == request.match_info["activity"]:
                fake.posts.remove(one)
                return web.Response()
        return refusal(404, "ActivityNotFoundInConversation")

    async def create(request: web.Request) -> web.Response:
        body = await request.json()
        fake.created.append(body)
        (asked,) = body["members"]
        known = next((one for one in fake.people if asked["id"] in (one.user, one.member)), None)
        if known is None:
            return refusal(400, "BadSyntax")
        if known.user not in fake.reachable:
            return refusal(403, "ForbiddenOperationException")
        return web.json_response({"id": known.chat}, status=201)

    async def users(request: web.Request) -> web.Response:
        asked = re.findall(r"'((?:[^']|'')*)'", request.query["$filter"])
        found = [
            one for one in fake.people if {one.mail, one.upn or one.mail} & {mail.replace("''", "'") for mail in asked}
        ]
        return web.json_response({"value": [{"id": one.user.upper()} for one in found]})

    async def members(request: web.Request) -> web.Response:
        there = fake.rosters.get(request.match_info["conversation"])
        if there is None:
            return refusal(404, "ConversationNotFound")
        start = int(request.query.get("continuationToken", "0"))
        page: Json = {"members": [_member(one) for one in there[start : start + fake.page]]}
        if start + fake.page < len(there):
            page["continuationToken"] = str(start + fake.page)
        return web.json_response(page)

    async def member(request: web.Request) -> web.Response:
        for one in fake.people:
            if one.member == request.match_info["member"]:
                return web.json_response(_member(one))
        return refusal(404, "MemberNotFoundInConversation")

    async def openid(_: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{fake.url}/keys"})

    async def keys(_: web.Request) -> web.Response:
        return web.json_response({"keys": fake.keys})

    async def login(request: web.Request) -> web.Response:
        form = await request.post()
        assert (form["client_id"], form["client_secret"]) == (APP, "hush")
        if fake.refuses:
            told = f"AADSTS7000215: Invalid client secret provided. Trace ID: {form['client_secret']!s}"
            return web.json_response({"error": fake.refuses, "error_description": told}, status=401)
        fake.tokens += 1
        access = f"token-{fake.tokens}-for-{form['scope']!s}"
        if fake.roles is not None:
            access = jwt.encode({"roles": list(fake.roles), "aud": str(form["scope"])}, KEY, algorithm="RS256")
        return web.json_response({"token_type": "Bearer", "expires_in": 3600, "access_token": access})

    async def tenant(request: web.Request) -> web.Response:
        base = f"https://login.microsoftonline.com/{request.match_info['tenant']}"
        return web.json_response(
            {
                "issuer": f"{base}/v2.0",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "token_endpoint": f"{base}/oauth2/v2.0/token",
            }
        )

    async def instances(_: web.Request) -> web.Response:
        return web.json_response({"api-version": "1.1", "metadata": []})

    async def chats(request: web.Request) -> web.Response:
        body = await request.json()
        assert body["chatType"] == "oneOnOne", body
        users = tuple(re.findall(r"users\('([^']*)'\)", json.dumps(body)))
        if users not in fake.chats:
            fake.chats.append(users)
        return web.json_response({"id": f"19:chat-{fake.chats.index(users)}@unq.gbl.spaces"}, status=201)

    async def install(request: web.Request) -> web.Response:
        chat, app = request.match_info["chat"], (await request.json())["teamsApp@odata.bind"].rpartition("/")[2]
        if fake.catalogue.get(app, {}).get("webApplicationInfo", {}).get("id") != APP:
            return refusal(403, "Forbidden")  # an app may install itself, and only itself
        if chat in fake.installed:
            return refusal(409, "Conflict")
        fake.installed.append(chat)
        return web.Response(status=201)

    async def apps(request: web.Request) -> web.Response:
        if fake.roles is not None and "AppCatalog.Read.All" not in fake.roles:
            return refusal(403, "Forbidden")
        (id,) = re.findall(r"id eq '([^']*)'", request.query["$filter"])
        own = fake.catalogue.get(id)
        found = [] if own is None else [{"id": id, "externalId": own["webApplicationInfo"]["id"]}]
        return web.json_response({"value": found})

    app = web.Application(middlewares=[noted], client_max_size=4_000_000)
    base = "/teams/v3/conversations/{conversation}"
    app.add_routes(
        [
            web.post("/teams/v3/conversations", create),
            web.post(f"{base}/activities", post),
            web.put(f"{base}/activities/{{activity}}", put),
            web.delete(f"{base}/activities/{{activity}}", delete),
            web.get(f"{base}/pagedmembers", members),
            web.get(f"{base}/members/{{member}}", member),
            web.get("/openid", openid),
            web.get("/keys", keys),
            web.get("/{tenant}/v2.0/.well-known/openid-configuration", tenant),
            web.post("/{tenant}/oauth2/v2.0/token", login),
            web.get("/common/discovery/instance", instances),
            web.get("/graph/users", users),
            web.get("/graph/appCatalogs/teamsApps", apps),
            web.post("/graph/chats", chats),
            web.post("/graph/chats/{chat}/installedApps", install),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield fake
    finally:
        await runner.cleanup()


def _member(one: Account) -> Json:
    return {
        "id": one.member,
        "aadObjectId": one.user,
        "name": one.name,
        "email": one.mail,
        "userPrincipalName": one.upn or one.mail,
        "tenantId": TENANT,
    }


class Detour:
    """msal's HTTP client, sent to this machine instead of Microsoft's login."""

    def __init__(self, url: str) -> None:
        import requests

        self._url, self._session = url, requests.Session()

    def get(self, url: str, **kwargs: Any) -> Any:
        return self._session.get(self._here(url), **kwargs)

    def post(self, url: str, **kwargs: Any) -> Any:
        return self._session.post(self._here(url), **kwargs)

    def close(self) -> None:
        self._session.close()

    def _here(self, url: str) -> str:
        return url.replace("https://login.microsoftonline.com", self._url)


# What Teams sends ---------------------------------------------------------------------------------------------------


@dataclass
class Pen:
    """Writes activities as Teams would, each with an id of its own."""

    service: str
    tenant: str = TENANT
    _count: int = 0

    def _base(self, who: Account, conversation: str, kind: str, **more: object) -> Json:
        self._count += 1
        personal = conversation == who.chat
        return {
            "id": f"1700000000{self._count:03d}",
            "timestamp": f"2026-01-05T09:00:{self._count % 60:02d}.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service,
            "from": {"id": who.member, "name": who.name, "aadObjectId": who.user},
            "recipient": {"id": BOT, "name": "together"},
            "conversation": {
                "id": conversation,
                "tenantId": self.tenant,
                "conversationType": "personal" if personal else "groupChat",
                **({} if personal else {"isGroup": True}),
            },
            "channelData": {"tenant": {"id": self.tenant}},
            "locale": "fr-FR",
            "type": kind,
            **more,
        }

    def says(self, who: Account, text: str, conversation: str = "") -> Json:
        """In their own chat; in another, the bot is mentioned where `{bot}` stands."""
        mention = "<at>together</at>"
        entities = [{"type": "clientInfo", "locale": "fr-FR", "country": "FR"}]
        if "{bot}" in text:
            entities.append(
                {"type": "mention", "text": mention, "mentioned": {"id": BOT, "name": "together"}}  # type: ignore[dict-item]
            )
        return self._base(
            who,
            conversation or who.chat,
            "message",
            text=text.replace("{bot}", mention),
            textFormat="plain",
            entities=entities,
        )

    def slash(self, who: Account, text: str, conversation: str) -> Json:
        said = self.says(who, text, conversation)
        return said | {"recipient": {"id": BOT, "name": "together", "isTargeted": True}}

    def meets(self, who: Account, conversation: str, *, over: bool = False) -> Json:
        """A meeting begins, or everybody has left it. Its chat does not say of what type it is."""
        when = {"EndTime" if over else "StartTime": "2026-01-05T09:00:00.1234567Z"}
        found = self._base(
            who,
            conversation,
            "event",
            name=f"application/vnd.microsoft.meeting{'End' if over else 'Start'}",
            value={"MeetingType": "Scheduled", "Title": "Nous deux", "Id": "TQ==", "JoinUrl": "https://x.test", **when},
        )
        del found["conversation"]["conversationType"]
        found["channelData"]["meeting"] = {"id": "TQ=="}
        return found

    def presses(self, who: Account, post: Post, action: Json, entered: Mapping[str, str] | None = None) -> Json:
        """An `Action.Execute`."""
        data = action["data"] | dict(entered or {})
        return self._base(
            who,
            post.conversation,
            "invoke",
            name="adaptiveCard/action",
            replyToId=post.id,
            value={"action": {"type": "Action.Execute", "verb": action["verb"], "data": data}, "trigger": "manual"},
        )

    def views(self, who: Account, post: Post) -> Json:
        """As the client of somebody who has a view of their own asks for it, on seeing the card."""
        asking = post.card["refresh"]["action"]
        value = {"action": {**asking, "title": "", "id": ""}, "trigger": "automatic"}
        return self._base(who, post.conversation, "invoke", name="adaptiveCard/action", replyToId=post.id, value=value)

    def submits(self, who: Account, post: Post, action: Json, entered: Mapping[str, str] | None = None) -> Json:
        """Its `Action.Submit` fallback, of a client that knows no better."""
        value = action["fallback"]["data"] | dict(entered or {})
        return self._base(who, post.conversation, "message", replyToId=post.id, value=value)

    def installs(self, who: Account, conversation: str = "", action: str = "add") -> Json:
        return self._base(who, conversation or who.chat, "installationUpdate", action=action)

    def joins(self, who: Account, conversation: str, *members: str) -> Json:
        added = [{"id": member} for member in members]
        return self._base(who, conversation, "conversationUpdate", membersAdded=added)

    def leaves(self, who: Account, conversation: str, *members: str) -> Json:
        removed = [{"id": member} for member in members]
        return self._base(who, conversation, "conversationUpdate", membersRemoved=removed)


# What stands on a card ----------------------------------------------------------------------------------------------


def actions(card: object) -> Iterator[Json]:
    """Every button of a card, in reading order."""
    if isinstance(card, dict):
        if card.get("type") == "Action.Execute":
            yield card
            return
        for value in card.values():
            yield from actions(value)
    elif isinstance(card, list):
        for value in card:
            yield from actions(value)


def stamps(card: object) -> Iterator[Json]:
    for action in actions(card):
        yield action["data"]["together"]


def button(card: object, action: str, *values: str) -> Json:
    """The button of an action; `keep` is the one that keeps what was entered."""
    wanted = "" if action == "keep" else action
    for one in actions(card):
        stamp = one["data"]["together"]
        if stamp.get("action", "") == wanted and (not values or stamp.get("values", []) == list(values)):
            return one
    raise AssertionError(f"no {action} {values} among {[stamp.get('action') for stamp in stamps(card)]}")


# What the channel remembers ------------------------------------------------------------------------------------------


class MemoryReferences:
    """`bot.ports.References`, for a channel without a database."""

    def __init__(self, *references: Reference) -> None:
        self._all = {one.conversation: one for one in references}
        self._lanes: dict[str, str] = {}
        self._cards: dict[tuple[str, str, str], str] = {}
        self.refusals: dict[str, Refused] = {}

    async def met(self, reference: Reference, at: datetime) -> bool:
        self._all[reference.conversation] = reference
        return True

    async def of(self, channel: str, owner: str) -> Reference | None:
        return next((one for one in self._all.values() if one.owner == owner), None)

    async def service(self, channel: str, workspace: str) -> str:
        return next((one.service for one in self._all.values() if one.workspace == workspace), "")

    async def shared(self, lane: Lane) -> Reference | None:
        return self._all.get(self._lanes.get(str(lane), ""))

    async def at(self, channel: str, conversation: str) -> Reference | None:
        return self._all.get(conversation)

    async def close(self, channel: str, conversation: str, reason: Reason | None) -> None:
        self._all[conversation] = replace(self._all[conversation], closed=reason or "")
        self._lanes = {lane: one for lane, one in self._lanes.items() if one != conversation}

    async def among(self, channel: str, people: Mapping[str, str]) -> Sequence[str]:
        return ()

    async def share(self, lane: Lane, reference: Reference, at: datetime) -> bool:
        self._all[reference.conversation] = reference
        new = self._lanes.get(str(lane)) != reference.conversation
        self._lanes[str(lane)] = reference.conversation
        return new

    async def private_card(self, pair: str, key: str, lane: Lane) -> str:
        return self._cards.get((pair, key, str(lane)), "")

    async def keep_private_card(self, pair: str, key: str, lane: Lane, sent: Sent, post: int) -> None:
        self._cards[pair, key, str(lane)] = sent.card

    async def shut(self, lane: Lane) -> Refused | None:
        return self.refusals.get(str(lane))

    async def revive(self, address: Address, at: datetime) -> int:
        return 0
