"""The board's routes: what stands in a conversation, and what somebody does there."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from aiohttp import web

from bot.infra.halves import whole
from bot.ports import Address, Answer, CardPress, ChannelContext, FormSubmission
from bot.text.plain import plain
from tests.recipes.sample_channel.plugin import SampleSettings

LARGEST_BODY = 64 * 1024


class Deed(msgspec.Struct, kw_only=True):
    """What somebody did; `id` is the board's own. It was typed, pressed or filled in."""

    id: str
    sender: str
    conversation: str
    text: str | None = None
    pair: str = ""
    card: str = ""
    action: str = ""
    values: list[str] = []
    fields: dict[str, str] | None = None


class Board:
    def __init__(self, name: str, context: ChannelContext) -> None:
        self._name, self._context = name, context
        self._token = context.sections.of(SampleSettings).token

    def attach(self, application: web.Application) -> None:
        application.add_routes([web.get("/sample/cards", self.cards), web.post("/sample/deeds", self.deeds)])

    async def cards(self, request: web.Request) -> web.Response:
        self._let_in(request)
        where, revision = request.query.get("conversation", ""), 0
        cards: dict[str, dict[str, object]] = {}
        while batch := await self._context.mailbox.since(revision):
            there = (card for card in batch if card.conversation == where)
            cards |= {card.id: {"id": card.id, "key": card.key, "pair": card.pair, **card.content} for card in there}
            revision = batch[-1].revision
        return web.json_response([cards[id] for id in sorted(cards, key=int)])

    async def deeds(self, request: web.Request) -> web.Response:
        self._let_in(request)
        if (request.content_length or 0) > LARGEST_BODY:
            raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, request.content_length or 0)
        try:
            deed = msgspec.json.decode(whole(await request.read()), type=Deed)
        except msgspec.MsgspecError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response([plain(answer.message, answer.voice) for answer in await self._answers(deed)])

    async def _answers(self, deed: Deed) -> Sequence[Answer]:
        interactions, sender = self._context.interactions, Address(self._name, deed.sender)
        if deed.text is not None:
            return await interactions.typed(deed.id, sender, deed.conversation, deed.text)
        where = (deed.id, sender, deed.conversation, deed.pair, deed.card, deed.action)
        if deed.fields is not None:
            return await interactions.submitted(FormSubmission(*where, deed.fields))
        return await interactions.pressed(CardPress(*where, deed.values))

    def _let_in(self, request: web.Request) -> None:
        if request.headers.get("Authorization", "") != f"Bearer {self._token}":
            raise web.HTTPUnauthorized
