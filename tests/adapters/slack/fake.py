"""Slack on loopback: the Web API's methods that the bot calls, addresses for answers, and trouble on demand.

State is the emulator's where one runs (`upstream`), and a few dictionaries where none does. What no emulator has is
always ours: invalid blocks are refused, 429 and errors come when a test asks for them, `response_url` can be used.
"""

from __future__ import annotations

import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, WSMsgType, web

from adapters.slack.manifest import SCOPES
from tests.adapters.slack.emulator import TOKEN
from tests.adapters.slack.valid import complaints, view_complaints

Json = dict[str, Any]

TEAM, BOT, APP = "T000000001", "U000000001", "A0TOGETHER"
BOT_TOKEN = "xoxb-test"

SERVED = frozenset(
    {
        "auth.test",
        "chat.postMessage",
        "chat.update",
        "conversations.history",
        "conversations.open",
        "users.info",
        "users.lookupByEmail",
        "views.publish",
    }
)
"""What the emulator does for us."""


@dataclass
class Call:
    method: str
    args: Json
    token: str


@dataclass
class Trouble:
    """What goes wrong with one call; `after` it has been done, or instead of doing it."""

    error: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after: bool = False
    drop: bool = False
    """The connection breaks off without a word."""
    html: bool = False


@dataclass
class Shown:
    """Something that can be read and pressed: a posted card, an ephemeral answer, a modal, a Home tab."""

    conversation: str
    text: str
    blocks: list[Json]
    ts: str = ""
    user: str = ""
    """Who alone sees it."""
    metadata: Json = field(default_factory=dict)
    view: Json = field(default_factory=dict)
    revision: int = 0
    thread: str = ""


_YES = (True, 1, "1", "true")


class FakeSlack:
    def __init__(self, people: Mapping[str, str], upstream: str | None = None) -> None:
        """`people`: e-mail addresses by name."""
        self.upstream = upstream
        self.calls: list[Call] = []
        self.troubles: dict[str, list[Trouble]] = {}
        self.tokens = {BOT_TOKEN, TOKEN}
        self.cards: dict[tuple[str, str], Shown] = {}
        self.ephemeral: list[Shown] = []
        self.modals: list[Shown] = []
        self.homes: dict[str, Shown] = {}
        self.response_urls: dict[str, Shown | None] = {}
        """What each address answers for: the message with the pressed button, None for a command."""
        self.url = ""
        self.knows_charts = True
        self.knows_tables = True
        self.refuses_with = 400
        """The status of an address that is sent what it does not take."""
        self.organisation = False
        """Whether the app is installed for a whole organisation."""
        self.granted = list(SCOPES)
        """What the app may do."""
        self.rotates = False
        """Whether tokens expire: two are good at a time, and a refresh token once, or a little longer (`grace`)."""
        self.grace = False
        self.rotating: list[str] = []
        """The tokens that were given, the newest last."""
        self.refreshing: dict[str, bool] = {}
        """The refresh tokens that were given, and whether each was used."""
        self.withholds_refresh = False
        self.sent: dict[str, str] = {}
        """What was sent to an address for it, by the file's id."""
        self.given: list[tuple[str, str, str, str]] = []
        """The files that were shared: where, under what name, what they hold, and what was said of them."""
        self.upload_host = ""
        """Where files are to be sent, if not here."""
        self.now: Callable[[], float] = time.time
        self.a_minute: dict[str, int] = {}
        """How often a method may be called in a minute, where there is a limit."""
        self._minutes: Counter[tuple[str, int]] = Counter()
        self.envelopes: list[Json] = []
        self._sockets: list[web.WebSocketResponse] = []
        self.acks: dict[str, Json | None] = {}
        self.overrides: dict[str, Json] = {}
        """Fields of members, by id."""
        self.deactivated: set[str] = set()
        self.page = 1000
        """The most messages of a page of history: 15 for an app that is distributed, and not on the Marketplace."""
        self.files: dict[str, tuple[Json, bytes]] = {}
        """What Slack says of each file, and what is in it, by id; fetched with a token alone."""
        self.fetched: list[str] = []
        self._numbers = itertools.count(1)
        self._triggers: set[str] = set()
        """Those that have opened a view: each does so once."""
        self._conversations: dict[frozenset[str], str] = {}
        self._posted: Counter[str] = Counter()
        """Messages so far of each conversation: no id depends on which of two conversations was first."""
        self._members = {
            f"U{number:08d}": {"name": name, "mail": mail} for number, (name, mail) in enumerate(people.items(), 11)
        }

    def trouble(self, method: str, *troubles: Trouble) -> None:
        self.troubles.setdefault(method, []).extend(troubles)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    def in_(self, conversation: str) -> list[Shown]:
        """The cards of a conversation, oldest first."""
        return [card for (where, _), card in self.cards.items() if where == conversation]

    def respond_url(self, about: Shown | None) -> str:
        id = f"r{next(self._numbers)}"
        self.response_urls[id] = about
        return f"{self.url}/response/{id}"

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[FakeSlack]:
        app = web.Application()
        app.add_routes([web.post("/api/{method}", self._api), web.get("/api/{method}", self._api)])
        app.add_routes([web.post("/response/{id}", self._respond), web.get("/socket", self._socket)])
        app.add_routes([web.get("/files-pri/{id}", self._file)])
        app.add_routes([web.post("/upload/{id}", self._uploaded)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        async with ClientSession() as self._session:
            try:
                yield self
            finally:
                await runner.cleanup()

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, args = request.match_info["method"], await _args(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        self.calls.append(Call(method, args, token))
        if wait := self._too_fast(method):
            return await _fail(request, Trouble("ratelimited", 429, {"Retry-After": str(wait)}))
        waiting = self.troubles.get(method, [])
        trouble = waiting.pop(0) if waiting else None
        if trouble is not None and not trouble.after:
            return await _fail(request, trouble)
        answer = await self._answer(method, args, token)
        if trouble is not None:
            return await _fail(request, trouble)
        headers = {"X-OAuth-Scopes": ",".join(self.granted)} if method == "auth.test" and answer["ok"] else {}
        return web.json_response(answer, headers=headers)

    def _too_fast(self, method: str) -> int:
        """Seconds to wait; 0 if the call is within its limit."""
        now = self.now()
        minute = (method, int(now // 60))
        self._minutes[minute] += 1
        return 60 - int(now % 60) if self._minutes[minute] > self.a_minute.get(method, 1_000_000) else 0

    async def _answer(self, method: str, args: Json, token: str) -> Json:
        if method not in ("oauth.v2.access", "api.test") and token not in self.tokens:
            return {"ok": False, "error": "invalid_auth"}
        view = args.get("view") or {}
        wrong = view_complaints(view) if view else []
        if "blocks" in args:
            wrong = complaints(args["blocks"])
            wrong = wrong or self._unknown(args["blocks"])
        if wrong:
            return {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": wrong}}
        if method.startswith("chat.") and method != "chat.delete" and not args.get("text"):
            return {"ok": False, "error": "no_text"}
        if self.upstream and method in SERVED:
            answer = await self._ask(method, args)
        else:
            answer = getattr(self, "_" + method.replace(".", "_"))(args)
        if answer.get("ok"):
            self._note(method, args, answer)
        return answer

    def _unknown(self, blocks: list[Json]) -> list[str]:
        """What this workspace does not know yet."""
        known = {"data_visualization": self.knows_charts, "data_table": self.knows_tables}
        return [f"unsupported type: {block['type']}" for block in blocks if not known.get(block["type"], True)]

    async def _ask(self, method: str, args: Json) -> Json:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with self._session.post(f"{self.upstream}/api/{method}", json=args, headers=headers) as response:
            answer: Json = await response.json()
            return answer

    def _note(self, method: str, args: Json, answer: Json) -> None:
        """What people would now see."""
        match method:
            case "chat.postMessage":
                where, ts = answer["channel"], answer["ts"]
                self.cards[where, ts] = Shown(
                    where, args["text"], args["blocks"], ts, metadata=args.get("metadata") or {}
                )
                self.cards[where, ts].thread = args.get("thread_ts") or ""
            case "chat.update":
                card = self.cards[args["channel"], args["ts"]]
                card.text, card.blocks, card.revision = args["text"], args["blocks"], card.revision + 1
            case "chat.postEphemeral":
                shown = Shown(args["channel"], args["text"], args["blocks"], user=args["user"])
                shown.thread = args.get("thread_ts") or ""
                self.ephemeral.append(shown)
            case "views.open" | "views.push":
                self.modals.append(Shown("", "", args["view"]["blocks"], view=answer["view"]))
            case "views.update":
                view = args["view"]
                self.modals.append(Shown("", "", view["blocks"], view={**view, "id": args["view_id"]}))
            case "views.publish":
                view = {"callback_id": "", **args["view"], "id": f"VH{args['user_id']}"}
                self.homes[args["user_id"]] = Shown("", "", args["view"]["blocks"], user=args["user_id"], view=view)
            case "users.info":
                user = answer["user"]
                mail = user.get("profile", {}).get("email", "")
                user.update({"tz": "Europe/Paris", "locale": "fr-FR"})
                user.update(self.overrides.get(user["id"], self.overrides.get(mail, {})))
                if args.get("include_locale") not in _YES:
                    user.pop("locale", None)

    # Without an emulator

    def _auth_test(self, args: Json) -> Json:
        return {"ok": True, "team_id": TEAM, "user_id": BOT, "url": "https://t.slack.com/", "team": "t", "user": "b"}

    def _conversations_open(self, args: Json) -> Json:
        users = frozenset(args["users"].split(","))
        unknown = users - self._members.keys()
        if unknown:
            return {"ok": False, "error": "user_not_found"}
        if users & self.deactivated:
            return {"ok": False, "error": "user_disabled"}
        id = "".join(("D" if len(users) == 1 else "G", *sorted(user[-4:] for user in users)))
        self._conversations[users] = id
        return {"ok": True, "channel": {"id": id}}

    def _chat_postMessage(self, args: Json) -> Json:
        if args["channel"] not in self._conversations.values():
            return {"ok": False, "error": "channel_not_found"}
        self._posted[args["channel"]] += 1
        return {"ok": True, "channel": args["channel"], "ts": f"{int(self.now())}.{self._posted[args['channel']]:06d}"}

    def _chat_update(self, args: Json) -> Json:
        if (args["channel"], args["ts"]) not in self.cards:
            return {"ok": False, "error": "message_not_found"}
        return {"ok": True, "channel": args["channel"], "ts": args["ts"]}

    def _chat_delete(self, args: Json) -> Json:
        if self.cards.pop((args["channel"], args["ts"]), None) is None:
            return {"ok": False, "error": "message_not_found"}
        return {"ok": True, "channel": args["channel"], "ts": args["ts"]}

    def _chat_postEphemeral(self, args: Json) -> Json:
        return {"ok": True, "message_ts": f"1767600000.{next(self._numbers):06d}"}

    def _conversations_history(self, args: Json) -> Json:
        oldest = float(args.get("oldest") or 0)
        found = [card for card in reversed(self.in_(args["channel"])) if float(card.ts) > oldest]
        told = args.get("include_all_metadata") in _YES
        messages = [
            {
                "type": "message",
                "ts": card.ts,
                "text": card.text,
                "blocks": card.blocks,
                **({"metadata": card.metadata} if told else {}),
            }
            for card in found
        ]
        start, size = int(args.get("cursor") or 0), min(int(args.get("limit") or 100), self.page)
        more = start + size < len(messages)
        cursor = {"next_cursor": str(start + size) if more else ""}
        return {"ok": True, "messages": messages[start : start + size], "has_more": more, "response_metadata": cursor}

    def _files_getUploadURLExternal(self, args: Json) -> Json:
        if "files:write" not in self.granted:
            return {"ok": False, "error": "missing_scope", "needed": "files:write"}
        id = f"F{next(self._numbers):08d}"
        return {"ok": True, "upload_url": f"{self.upload_host or self.url}/upload/{id}", "file_id": id}

    async def _uploaded(self, request: web.Request) -> web.Response:
        assert "Authorization" not in request.headers, "the token is not for that address"
        self.sent[request.match_info["id"]] = (await request.read()).decode()
        return web.Response(text="OK")

    def _files_completeUploadExternal(self, args: Json) -> Json:
        files = json.loads(args["files"]) if isinstance(args["files"], str) else args["files"]
        for one in files:
            self.given.append((args["channel_id"], one["title"], self.sent[one["id"]], args["initial_comment"]))
        return {"ok": True, "files": [{"id": one["id"]} for one in files]}

    def _users_lookupByEmail(self, args: Json) -> Json:
        for id, member in self._members.items():
            if member["mail"] == args["email"]:
                return {"ok": True, "user": {"id": id, "team_id": TEAM}}
        return {"ok": False, "error": "users_not_found"}

    def _users_info(self, args: Json) -> Json:
        member = self._members.get(args["user"])
        if member is None:
            return {"ok": False, "error": "user_not_found"}
        profile = {"email": member["mail"], "real_name": member["name"]}
        user = {"id": args["user"], "team_id": TEAM, "real_name": member["name"], "deleted": False, "profile": profile}
        return {"ok": True, "user": user}

    def _files_info(self, args: Json) -> Json:
        if args["file"] not in self.files:
            return {"ok": False, "error": "file_not_found"}
        told, content = self.files[args["file"]]
        where = f"{self.url}/files-pri/{args['file']}"
        return {"ok": True, "file": {"id": args["file"], "url_private_download": where, "size": len(content), **told}}

    async def _file(self, request: web.Request) -> web.Response:
        """As Slack does, whoever has no token is led to a page to sign in."""
        self.fetched.append(request.match_info["id"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            raise web.HTTPFound(f"{self.url}/sign-in")
        return web.Response(body=self.files[request.match_info["id"]][1])

    def _views_open(self, args: Json) -> Json:
        if args["trigger_id"] in self._triggers:
            return {"ok": False, "error": "exchanged_trigger_id"}
        self._triggers.add(args["trigger_id"])
        return {"ok": True, "view": {**args["view"], "id": f"V{next(self._numbers)}"}}

    _views_push = _views_open

    def _views_update(self, args: Json) -> Json:
        if args["view_id"] not in {modal.view["id"] for modal in self.modals}:
            return {"ok": False, "error": "not_found"}
        return {"ok": True, "view": {**args["view"], "id": args["view_id"]}}

    def _views_publish(self, args: Json) -> Json:
        return {"ok": True, "view": {**args["view"], "id": f"VH{args['user_id']}"}}

    def _api_test(self, args: Json) -> Json:
        return {"ok": True}

    def _oauth_v2_access(self, args: Json) -> Json:
        if args.get("grant_type") == "refresh_token":
            used = self.refreshing.get(args.get("refresh_token", ""))
            if used is None or (used and not self.grace):
                return {"ok": False, "error": "invalid_refresh_token"}
            self.refreshing[args["refresh_token"]] = True
        elif args.get("code") != "good":
            return {"ok": False, "error": "invalid_code"}
        return {
            "ok": True,
            "access_token": BOT_TOKEN,
            "token_type": "bot",
            "scope": ",".join(self.granted),
            "bot_user_id": BOT,
            "app_id": APP,
            "team": None if self.organisation else {"id": TEAM, "name": "Together"},
            "enterprise": {"id": "E0ORG", "name": "Org"} if self.organisation else None,
            "authed_user": {"id": "U00000011"},
            "is_enterprise_install": self.organisation,
            **(self._rotated() if self.rotates else {}),
        }

    def _rotated(self) -> Json:
        """A new pair; more than two tokens are never good at a time (docs.slack.dev/authentication/using-token-rotation)."""
        number = next(self._numbers)
        token, refresh = f"xoxe.xoxb-1-{number}", f"xoxe-1-{number}"
        self.rotating.append(token)
        self.tokens = (self.tokens - set(self.rotating)) | set(self.rotating[-2:])
        if self.withholds_refresh:
            return {"access_token": token, "expires_in": 43_200}
        self.refreshing[refresh] = False
        return {"access_token": token, "refresh_token": refresh, "expires_in": 43_200}

    # Socket Mode

    def _apps_connections_open(self, args: Json) -> Json:
        return {"ok": True, "url": f"{self.url.replace('http', 'ws')}/socket"}

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """Says hello, sends what is in `envelopes`, and notes what each is acknowledged with."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        self._sockets.append(socket)
        await self.wake()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                ack = message.json()
                self.acks[ack["envelope_id"]] = ack.get("payload")
        return socket

    async def wake(self) -> None:
        """Sends the newest connection what is in `envelopes`, as far as the next goodbye; without one, the next gets it."""
        while self.envelopes and self._sockets:
            envelope = self.envelopes.pop(0)
            await self._sockets[-1].send_json(envelope)
            if envelope["type"] == "disconnect":
                break

    # Answers by address

    async def _respond(self, request: web.Request) -> web.Response:
        id, said = request.match_info["id"], await request.json()
        self.calls.append(Call("response_url", said, ""))
        about = self.response_urls.get(id)
        if id not in self.response_urls:
            return web.Response(status=404, text="expired_url")
        assert not complaints(said["blocks"]), complaints(said["blocks"])
        if self._unknown(said["blocks"]):
            return web.json_response({"ok": False, "error": "invalid_blocks"}, status=self.refuses_with)
        anew = about is not None and about.ts and said.get("response_type") == "ephemeral"
        if said.get("replace_original") and about is not None and not anew:
            about.text, about.blocks, about.revision = said["text"], said["blocks"], about.revision + 1
        else:
            where = about.conversation if about is not None else ""
            shown = Shown(where, said["text"], said["blocks"], user="?")
            shown.thread = said.get("thread_ts") or ""
            self.ephemeral.append(shown)
        return web.json_response({"ok": True})


async def _args(request: web.Request) -> Json:
    if request.content_type == "application/json":
        args: Json = await request.json()
        return args
    form: Json = {**request.query, **{name: str(value) for name, value in (await request.post()).items()}}
    for name in ("blocks", "metadata", "view"):
        if name in form:
            form[name] = json.loads(form[name])
    return form


async def _fail(request: web.Request, trouble: Trouble) -> web.StreamResponse:
    if trouble.drop:
        assert request.transport is not None
        request.transport.close()
        return web.Response()
    if trouble.html:
        return web.Response(status=trouble.status, text="<html>upstream</html>", content_type="text/html")
    body = {"ok": False, "error": trouble.error}
    return web.json_response(body, status=trouble.status, headers=trouble.headers)
