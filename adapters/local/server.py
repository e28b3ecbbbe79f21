"""Adds the page's routes to the aiohttp server that Slack's and Teams' routes may share.

Whoever runs the server binds it to the loopback address; `guard` refuses what comes in by another name.
"""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import msgspec
from aiohttp import web

from adapters.local import views
from adapters.local.context import Cast, PageContext, PairView, PersonView
from adapters.local.events import stream
from adapters.local.guard import Handler, RequestRefused, body, guarded
from adapters.local.places import inbox, private, shared
from bot.infra import metrics
from bot.ports import Address, Answer, Card, CardPress, DroppedFile, FormSubmission

LARGEST_FILE = 3 << 20
"""Bytes of a request with a file in it."""

STATIC = Path(__file__).parent / "static"
# Named here because the system's own table of types may not know them, and the page is sent with `nosniff`.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

# No keyboard types NUL, and not every database keeps it.
Short = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[^\0]*$")]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^[^\0]*$")]


class Deed(msgspec.Struct, kw_only=True):
    """A deed is what a person did: who (`as`, an address id), where, and an id that the browser made up for it."""

    id: Id
    sender: Short = msgspec.field(name="as")
    conversation: Short


class TypedDeed(Deed):
    text: str


class PressDeed(Deed):
    pair: Short
    card: Short
    action: Short
    values: list[str]


class SubmitDeed(Deed):
    pair: Short
    card: Short
    action: Short
    fields: dict[str, str]


class DropDeed(Deed):
    name: Short
    content: str
    """In base64."""


class ClockJump(msgspec.Struct, kw_only=True):
    pair: Short | None = None
    """Whose next news is wanted; anybody's if there is none."""


def attach(app: web.Application, stage: PageContext) -> None:
    """Adds the page to an application: `/`, `/static/…` and `/api/…`. Open event streams end when it shuts down."""
    page = Page(stage)
    app.on_shutdown.append(page.close)
    app.add_routes(
        [
            web.get("/", guarded(page.home)),
            web.get("/static/{name}", guarded(page.file)),
            web.get("/api/state", guarded(page.state)),
            web.get("/api/events", guarded(page.events), allow_head=False),
            web.get("/api/commands", guarded(page.commands)),
            web.post("/api/type", guarded(_timed(metrics.Deed.TYPED, page.type))),
            web.post("/api/press", guarded(_timed(metrics.Deed.PRESSED, page.press))),
            web.post("/api/submit", guarded(_timed(metrics.Deed.SUBMITTED, page.submit))),
            web.post("/api/drop", guarded(page.drop)),
            web.post("/api/clock/jump", guarded(page.jump)),
        ]
    )


class Page:
    """Serves the page, one handler a route."""

    def __init__(self, stage: PageContext) -> None:
        self._stage = stage
        self._home = views.page((STATIC / "page.html").read_text(encoding="utf-8"), stage.languages)
        self._closing = asyncio.Event()

    async def close(self, app: web.Application) -> None:
        self._closing.set()

    async def home(self, request: web.Request) -> web.StreamResponse:
        return web.Response(
            text=self._home, content_type="text/html", charset="utf-8", headers={"Cache-Control": "no-cache"}
        )

    async def file(self, request: web.Request) -> web.StreamResponse:
        return _file(request.match_info["name"])

    async def state(self, request: web.Request) -> web.StreamResponse:
        """Answers with everything there is to draw of one pair: `?pair=`, else one of readers of `?language=`."""
        cast = await self._stage.cast()
        language = request.query.get("language", self._stage.languages[0].code)
        pair = _chosen(cast, request.query.get("pair"), language)
        coordinators = cast.coordinators_of(pair)
        coordinator = _reader(coordinators, request.query.get("coordinator"), language)
        shown = _conversations(coordinator, pair)
        cards = [card async for card in self._cards()]
        return _json(
            {
                **views.cast(cast, coordinator, coordinators),
                "pair": None if pair is None else pair.id,
                "jumps": self._stage.jump is not None,
                "now": _instant(self._stage.clock.now()),
                "revision": max((card.revision for card in cards), default=0),
                "cards": [views.card(card, self._stage.unreadable) for card in cards if card.conversation in shown],
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        return await stream(request, self._stage, self._closing)

    async def commands(self, request: web.Request) -> web.StreamResponse:
        """Answers with what can be typed: `?language=`, and `?coordinator=1` for what coordinators type."""
        coordinator = request.query.get("coordinator") == "1"
        words = self._stage.words(request.query.get("language", ""), coordinator=coordinator)
        return _json({"words": [{"word": word, "description": description} for word, description in words]})

    async def type(self, request: web.Request) -> web.StreamResponse:
        deed = await body(request, TypedDeed)
        sender = await self._sender(deed)
        return _answers(await self._stage.interactions.typed(deed.id, sender, deed.conversation, _printable(deed.text)))

    async def press(self, request: web.Request) -> web.StreamResponse:
        deed = await body(request, PressDeed)
        sender = await self._sender(deed)
        press = CardPress(deed.id, sender, deed.conversation, deed.pair, deed.card, deed.action, deed.values)
        return _answers(await self._stage.interactions.pressed(press))

    async def submit(self, request: web.Request) -> web.StreamResponse:
        deed = await body(request, SubmitDeed)
        sender = await self._sender(deed)
        fields = {name: _printable(text) for name, text in deed.fields.items()}
        submission = FormSubmission(deed.id, sender, deed.conversation, deed.pair, deed.card, deed.action, fields)
        return _answers(await self._stage.interactions.submitted(submission))

    async def drop(self, request: web.Request) -> web.StreamResponse:
        """A file that somebody sends; nobody is told that the bot has no use for it, as there is no such field for them."""
        deed = await body(request, DropDeed, LARGEST_FILE)
        try:
            content = b64decode(deed.content, validate=True)
        except ValueError as error:
            raise RequestRefused(400, "file", "the file is not in base64") from error
        sender = await self._sender(deed)
        return _answers(await self._stage.interactions.dropped(deed.id, sender, DroppedFile(deed.name, "", content)))

    async def jump(self, request: web.Request) -> web.StreamResponse:
        """Moves time to the next thing that the pair sees; `jumped` is false if nothing is planned for it any more."""
        wish = await body(request, ClockJump)
        if self._stage.jump is None:
            raise RequestRefused(404, "clock", "this clock cannot be moved")
        if wish.pair is not None:
            _chosen(await self._stage.cast(), wish.pair, "")
        moved = await self._stage.jump(wish.pair)
        return _json({"now": _instant(moved or self._stage.clock.now()), "jumped": moved is not None})

    async def _sender(self, deed: Deed) -> Address:
        """Returns who acts; nobody writes in a conversation that is not theirs."""
        theirs = set((await self._stage.cast()).conversations(deed.sender))
        if not theirs:
            raise RequestRefused(404, "person", f"nobody here is {deed.sender!r}")
        if deed.conversation not in theirs:
            raise RequestRefused(403, "conversation", f"{deed.sender!r} is not in {deed.conversation!r}")
        return Address("local", deed.sender)

    async def _cards(self) -> AsyncIterator[Card]:
        revision = 0
        while batch := await self._stage.mailbox.since(revision):
            for card in batch:
                yield card
            revision = batch[-1].revision


def _timed(deed: metrics.Deed, handler: Handler) -> Handler:
    """Measures how long it takes to answer what was understood."""

    async def timed(request: web.Request) -> web.StreamResponse:
        with metrics.acknowledging("local") as under_way:
            response = await handler(request)
            under_way.deed = deed
            return response

    return timed


def _chosen(cast: Cast, id: str | None, language: str) -> PairView | None:
    if id is None:
        return cast.pair_for(language)
    for pair in cast.pairs:
        if pair.id == id:
            return pair
    raise RequestRefused(404, "pair", f"no pair is {id!r}")


def _reader(coordinators: Sequence[PersonView], address: str | None, language: str) -> PersonView | None:
    """The coordinator who is shown: the one who was, as long as they are there; one who reads the language; the first."""
    named = (one for one in coordinators if one.address == address)
    return next(named, None) or max(coordinators, key=lambda one: one.reads_first(language), default=None)


def _conversations(coordinator: PersonView | None, pair: PairView | None) -> set[str]:
    """Returns the conversations that the page shows side by side."""
    shown = set() if coordinator is None else {inbox(coordinator.address)}
    if pair is None:
        return shown
    return shown | {shared(pair.id), private(pair.mentor.address), private(pair.mentee.address)}


def _answers(answers: Sequence[Answer]) -> web.Response:
    return _json({"answers": [views.answer(answer) for answer in answers]})


def _printable(text: str) -> str:
    """Removes NUL, which no keyboard types and not every database keeps."""
    return text.replace("\0", "")


def _instant(at: datetime) -> str:
    return at.isoformat()


def _json(value: object) -> web.Response:
    return web.Response(
        body=msgspec.json.encode(value), content_type="application/json", headers={"Cache-Control": "no-store"}
    )


def _file(name: str) -> web.FileResponse:
    path = STATIC / name
    # The name comes from the address: only what stands in the folder itself is served.
    if path.parent != STATIC or path.suffix not in TYPES or not path.is_file():
        raise RequestRefused(404, "file", "there is no such file")
    return web.FileResponse(path, headers={"Content-Type": TYPES[path.suffix], "Cache-Control": "no-cache"})
