"""Posts a card in Slack or updates it in place, and finds one whose arrival is in doubt."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, NoReturn, TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack import files, trouble
from adapters.slack.blocks import Json
from adapters.slack.places import readers
from adapters.slack.render import Rendered, render
from adapters.slack.tags import Tag, TagKind, read
from adapters.slack.workspaces import Wire, Workspace, Workspaces
from bot.engine.people import Role
from bot.ports import Busy, Files, OutboxMessage, Person, Reason, Refused, Sent, Unavailable, Unreached, Voices
from bot.ports.store.erasures import Withdrawal
from bot.ports.troubles import ChannelTrouble, ChannelTroubles, TroubleKind
from bot.text import system_messages
from bot.text.plain import plain

log = logging.getLogger(__name__)

T = TypeVar("T")

EVENT = "together_post"
"""The type of a message's metadata; its payload is the outbox id, and a digest that tells its card from others."""

PAGE, PAGES = 100, 5
"""How far back a message in doubt is looked for, and no further than to its first try; less what two clocks may differ by."""
SKEW = timedelta(minutes=2)


class SlackChannel:
    """Implements `bot.ports.Channel`."""

    name = "slack"
    looks_up = True

    def __init__(
        self,
        workspaces: Workspaces,
        voices: Voices,
        wire: Wire,
        troubles: ChannelTroubles | None = None,
        files: Files | None = None,
    ) -> None:
        """`troubles` hears of a token that Slack does not take; `files` are what comes with messages."""
        self._workspaces, self._voices, self._wire, self._troubles = workspaces, voices, wire, troubles
        self._files = files

    async def close(self) -> None:
        """Closes the connections to Slack; the next delivery would open them again."""
        await self._wire.close()

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        at = await self._workspace(post)
        voice = self._voices(post.languages, post.zones)
        shown = render(post.message, voice, Tag(TagKind.POST, post.pair, post.key))
        if post.card:
            if await self._judged(at, _updated(at.client, post, shown), harmless=True) or post.refresh:
                return Sent(post.conversation, post.card)
            if post.doubtful and (found := await self.find(post, people)) is not None:
                return found
            log.info("the card %s was deleted; it is posted anew", post.kind)
        conversation = post.conversation or await self._opened(at, post, people)
        if post.message.file is not None and self._files is not None:
            return await self._given(at, post, conversation, self._files.of(post.message.file, post.lane))
        return await self._judged(at, _posted(at.client, post, conversation, shown), harmless=False)

    async def _given(self, at: Workspace, post: OutboxMessage, conversation: str, pieces: AsyncIterator[str]) -> Sent:
        """Gives the file of a post. One in doubt is given again: Slack keeps nothing by which to look it up."""
        message, voice, file = post.message, self._voices(post.languages, post.zones), post.message.file
        assert file is not None
        tag = Tag(TagKind.POST, post.pair, post.key)
        try:
            id = await self._judged(at, files.sent(at.client, self._wire.session(), file, pieces), harmless=True)
        except files.NotAllowed:
            instead = render(replace(message, parts=(system_messages.files_forbidden(),)), voice, tag)
            return await self._judged(at, _posted(at.client, post, conversation, instead), harmless=False)
        if id is None:
            raise Refused(Reason.FAULTY, "there is nothing in the file, or its reader coordinates no more")
        words = plain(message, voice)
        await self._judged(at, files.shared(at.client, conversation, id, file.name, words), harmless=False)
        return Sent(conversation, id)

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        at = await self._workspace(post)
        conversation = post.conversation or await self._opened(at, post, people)
        return await self._judged(at, _found(at.client, post, conversation), harmless=True)

    async def withdraw(self, one: Withdrawal) -> None:
        """Implements `Withdraws`: a bot may delete what it has posted itself."""
        at = await self._at(one.workspace)
        await self._judged(at, _deleted(at.client, one), harmless=True)

    async def _workspace(self, post: OutboxMessage) -> Workspace:
        return await self._at(post.lane.workspace)

    async def _at(self, id: str) -> Workspace:
        workspace = await self._known(id)
        if workspace is None:
            raise Refused(Reason.REMOVED, f"the app is not installed in the workspace {id}; install it again")
        return workspace

    async def _known(self, id: str) -> Workspace | None:
        try:
            return await self._workspaces.get(id)
        except Unavailable as error:
            log.warning("held back: the token of the workspace %s cannot be looked up (%s)", id, type(error).__name__)
            _raise(error, harmless=True)
        except Exception as error:
            _raise(error, harmless=True)

    async def _opened(self, at: Workspace, post: OutboxMessage, people: Mapping[Role, Person]) -> str:
        """Opens the conversation with the post's readers; Slack gives the one that exists."""
        said = await self._judged(
            at, at.client.conversations_open(users=",".join(readers(post, people))), harmless=True
        )
        return str(said["channel"]["id"])

    async def _judged(self, at: Workspace, work: Awaitable[T], *, harmless: bool) -> T:
        """Awaits `work` and turns its failures into those of the port."""
        try:
            return await work
        except SlackApiError as error:
            if trouble.code(error) in trouble.TOKEN_GONE:
                if await self._newer(at) is not None:
                    raise Unreached("the app was installed anew meanwhile, or its token refreshed") from error
                await self._told(at, trouble.code(error))
            _raise(error, harmless=harmless)
        except Exception as error:
            _raise(error, harmless=harmless)

    async def _newer(self, at: Workspace) -> Workspace | None:
        try:
            return await self._workspaces.refused(at)
        except Exception as error:
            _raise(error, harmless=True)

    async def _told(self, at: Workspace, word: str) -> None:
        """Says that the workspace takes nothing any more, whoever finds out first."""
        if self._troubles is not None:
            detail = f"Slack does not take the app's token ({word}); install the app there again"
            await self._troubles.report(ChannelTrouble(self.name, TroubleKind.TOKEN, detail, at.id))


def _raise(error: Exception, *, harmless: bool) -> NoReturn:
    judged = trouble.verdict(error, harmless=harmless)
    if judged is error:
        raise error
    raise judged from error


async def _posted(client: AsyncWebClient, post: OutboxMessage, conversation: str, shown: Rendered) -> Sent:
    said = await _sent(
        shown,
        lambda blocks: client.chat_postMessage(
            channel=conversation,
            text=shown.text,
            blocks=blocks,
            metadata={"event_type": EVENT, "event_payload": {"post": post.id, "card": mark(post)}},
            unfurl_links=False,
            unfurl_media=False,
        ),
    )
    return Sent(str(said["channel"]), str(said["ts"]))


async def _updated(client: AsyncWebClient, post: OutboxMessage, shown: Rendered) -> bool:
    """Updates a card; returns False if it is not there any more."""
    try:
        await _sent(
            shown,
            lambda blocks: client.chat_update(channel=post.conversation, ts=post.card, text=shown.text, blocks=blocks),
        )
    except SlackApiError as error:
        if trouble.code(error) not in trouble.CARD_GONE:
            raise
        return False
    return True


async def _deleted(client: AsyncWebClient, one: Withdrawal) -> None:
    try:
        await client.chat_delete(channel=one.conversation, ts=one.card)
    except SlackApiError as error:
        if trouble.code(error) not in trouble.CARD_GONE:
            raise


async def _sent(shown: Rendered, send: Callable[[list[Json]], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """Sends a message, again without its tables and charts if Slack does not know them: nothing was posted then."""
    try:
        return await send(shown.blocks)
    except SlackApiError as error:
        plainer = shown.plainer()
        if trouble.code(error) not in trouble.BAD_BLOCKS or plainer == shown.blocks:
            raise
        return await send(plainer)


async def _found(client: AsyncWebClient, post: OutboxMessage, conversation: str) -> Sent | None:
    """No further back than the page with an earlier message of ours: a conversation's messages go out in order, and
    some apps may ask for one page of fifteen a minute (docs.slack.dev/apis/web-api/rate-limits). Whoever may ask for no
    second one could go on for ever, so that counts as a try."""
    cursor: str | None = None
    oldest = "0" if post.tried is None else f"{(post.tried - SKEW).timestamp():.6f}"
    for page in range(PAGES):
        try:
            said = await client.conversations_history(
                channel=conversation, limit=PAGE, cursor=cursor, oldest=oldest, include_all_metadata=True
            )
        except SlackApiError as error:
            if page and isinstance(trouble.verdict(error, harmless=True), Busy):
                raise Unreached(
                    f"it cannot be looked up: {page} pages are not enough, and Slack gives no more"
                ) from error
            raise
        messages = said.get("messages") or []
        ours = {_post(message): str(message["ts"]) for message in messages}
        if post.id in ours:
            return Sent(conversation, ours[post.id])
        if post.restored and (shown := next((one for one in messages if _shows(one, post)), None)) is not None:
            return Sent(conversation, str(shown["ts"]))
        cursor = (said.get("response_metadata") or {}).get("next_cursor")
        if not cursor or (not post.restored and any(0 < id < post.id for id in ours)):
            break
    return None


def _post(message: Mapping[str, Any]) -> int:
    """Returns the outbox id that a message carries, 0 if it is none of ours."""
    metadata = message.get("metadata") or {}
    id = (metadata.get("event_payload") or {}).get("post") if metadata.get("event_type") == EVENT else None
    return id if isinstance(id, int) else 0


def mark(post: OutboxMessage) -> str:
    """Tells a card from every other, and nothing about it: a restore forgets under which number it was shown."""
    return hashlib.blake2s(f"{post.pair}|{post.key}".encode(), digest_size=8).hexdigest()


def _shows(message: Mapping[str, Any], post: OutboxMessage) -> bool:
    """Whether a message is the post's card. Earlier releases wrote its name into blocks with buttons alone."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") == EVENT and (metadata.get("event_payload") or {}).get("card") == mark(post):
        return True
    tag = Tag(TagKind.POST, post.pair, post.key)
    return any(read(str(block.get("block_id") or "")) == tag for block in message.get("blocks") or [])
