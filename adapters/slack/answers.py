"""Shows an answer to the one who acted, where they acted, and to nobody else."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any
from weakref import WeakValueDictionary

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import blocks, forms, limits
from adapters.slack.blocks import Json
from adapters.slack.render import TEXT_ALONE, Native, Rendered, render
from adapters.slack.tags import Tag, TagKind
from adapters.slack.trouble import BAD_BLOCKS, code
from adapters.slack.words import cut
from adapters.slack.workspaces import Wire, Workspace
from bot.engine.messages import Form, Table, Text
from bot.ports import Answer, Unavailable
from bot.text import system_messages

log = logging.getLogger(__name__)

PROMPT = 2.0
"""Seconds that a card has to be redrawn in, before its post does it."""

TROUBLE = (SlackApiError, aiohttp.ClientError, TimeoutError, ValueError)
"""What calling Slack may come to."""


@dataclass(frozen=True, slots=True)
class ResponseTarget:
    """Says where somebody acted, and what Slack gives to answer there."""

    workspace: Workspace
    user: str
    conversation: str = ""
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    """The modal that was used."""
    thread: str = ""
    """Where it was done, and where all of the answer stays."""
    on_posted: bool = False
    """What was used stands on a message that all can see, or that stays in the bot's own conversation."""
    direct: bool = False
    """The bot's own conversation with that person: an answer stays there, and is read by nobody else."""

    def origin(self, pair: str, key: str, action: str, *, posted: bool) -> forms.Origin:
        """Returns what a form opened from here has to keep; `posted`: from a card that its next post updates."""
        where = (self.conversation, self.response_url, posted, self.thread, self.on_posted)
        return forms.Origin(pair, key, action, *where)


class BackgroundTasks:
    """Runs what is said after the acknowledgement. If the process ends first it is lost, and the person presses again."""

    def __init__(self) -> None:
        self._under_way: set[asyncio.Task[None]] = set()

    def run(self, work: Coroutine[object, object, object]) -> None:
        task = asyncio.create_task(_calmly(work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def settled(self, deadline: float | None = None) -> None:
        while self._under_way:
            _, left = await asyncio.wait(self._under_way, timeout=deadline)
            if left and deadline is not None:
                return


async def _calmly(work: Coroutine[object, object, object]) -> None:
    try:
        await work
    except (*TROUBLE, Unavailable) as trouble:
        log.warning("an answer could not be shown: %s", _told(trouble))
    except Exception:
        log.exception("an answer could not be shown")


def _told(trouble: Exception) -> str:
    if isinstance(trouble, SlackApiError):
        return f"Slack said {code(trouble) or trouble.response.status_code}"
    return type(trouble).__name__


def drawn(
    answer: Answer,
    most: int = limits.MESSAGE_BLOCKS,
    kind: TagKind = TagKind.ANSWER,
    native: Native = TEXT_ALONE,
) -> Rendered:
    """Draws a message without charts and tables: no view has any, and what Slack refuses in an acknowledgement is lost."""
    return render(answer.message, answer.voice, Tag(kind, answer.pair, answer.key), most, native)


def only_form(answer: Answer) -> Form | None:
    """Returns the form of a message that has at most some words above it: it opens as a modal, without a card in between."""
    found = [part for part in answer.message.parts if not isinstance(part, Text)]
    return found[0] if len(found) == 1 and isinstance(found[0], Form) else None


def as_modal(answer: Answer, form: Form, origin: forms.Origin) -> dict[str, Any]:
    voice = answer.voice
    title = voice.label(answer.message.title) if answer.message.title else voice.label(form.submit)
    said = [voice.prose(part.line.say) for part in answer.message.parts if isinstance(part, Text)]
    above = [block for words in said for block in blocks.paragraphs(words)]
    return forms.modal(forms.sheet(form, voice, title), origin, above[:20])


def as_view(answer: Answer) -> dict[str, Any]:
    """Returns an answer to read as a view, for somebody who acted where no message can be shown."""
    shown = drawn(answer, limits.VIEW_BLOCKS)
    title = answer.voice.label(answer.message.title) if answer.message.title else shown.text
    return {
        "type": "modal",
        "callback_id": "read",
        "title": {"type": "plain_text", "text": cut(title, limits.VIEW_TITLE), "emoji": False},
        "blocks": shown.blocks,
    }


def _by_address(shown: Rendered, *, thread: str = "", in_place: bool = False) -> dict[str, Any]:
    """Returns what an address is sent for one person alone. It posts in a thread only if it is told so, each time anew."""
    message = {"text": shown.text, "blocks": shown.blocks, "response_type": "ephemeral", "replace_original": in_place}
    return {**message, "thread_ts": thread} if thread else message


def _in_its_place(shown: Rendered) -> dict[str, Any]:
    """Returns what an address is sent to change a posted message where it stands: a `response_type` would make it a new one."""
    return {"text": shown.text, "blocks": shown.blocks, "replace_original": True}


class Said(Enum):
    """What became of an answer that was sent to an address."""

    TAKEN = auto()
    BAD_BLOCKS = auto()
    """Slack does not know one of its blocks, or finds it wrong, and has shown nothing."""
    NOTHING = auto()
    """The address is of no use."""


class Responder:
    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()
        self._without_tables = set[str]()
        """Workspaces that have refused one, as long as this process lives."""

    def may_be_refused(self, workspace: Workspace, answer: Answer) -> bool:
        """Whether Slack may not take the answer as it is drawn first: it must not be an acknowledgement then."""
        has_table = any(isinstance(part, Table) for part in answer.message.parts)
        return has_table and workspace.id not in self._without_tables

    def _drawn(self, target: ResponseTarget, answer: Answer) -> Rendered:
        """Draws a message with its table, where tables are not refused."""
        tables = target.workspace.id not in self._without_tables
        return drawn(answer, native=Native(charts=0, tables=int(tables)))

    async def show(
        self, target: ResponseTarget, answers: Sequence[Answer], *, instead_of: str = "", posted: bool = False
    ) -> ResponseTarget:
        """Shows answers. `instead_of` is the key of the card that was used, whose place a redrawn one takes; `posted`: all see it.

        Returns where it goes on: a trigger opens one view, and one view has room for one answer.
        """
        after = target
        for answer in answers:
            form = only_form(answer)
            same = answer.redraw and answer.key == instead_of
            if form is not None and target.trigger and not answer.redraw:
                origin = target.origin(answer.pair, answer.key, form.action, posted=posted)
                await self.open(target, as_modal(answer, form, origin), answer)
                target = after = replace(target, trigger="")
            elif same and posted and form is None:
                await self._redraw(target, replace(answer, message=answer.shared or answer.message))
            elif target.view:
                await self._update(target, answer)
                target = replace(target, trigger="", view="")
            elif not target.conversation and target.trigger:
                opened = await self.open(target, as_view(answer), answer)
                target, after = replace(target, trigger=""), replace(target, trigger="", view=opened)
            else:
                await self._say(target, self._drawn(target, answer), in_place=same and not posted)
        return after

    async def open(self, target: ResponseTarget, view: Json, instead: Answer) -> str:
        """Opens a view and returns its id; says `instead` where it cannot be opened: a trigger is good for three seconds, once."""
        client, trigger = target.workspace.client, target.trigger
        try:
            said = (
                await client.views_push(trigger_id=trigger, view=view)
                if target.view
                else await client.views_open(trigger_id=trigger, view=view)
            )
        except TROUBLE as trouble:
            await self._instead(target, instead, trouble)
            return ""
        return str(said["view"]["id"])

    async def _update(self, target: ResponseTarget, answer: Answer) -> None:
        try:
            await target.workspace.client.views_update(view_id=target.view, view=as_view(answer))
        except TROUBLE as trouble:
            await self._instead(target, answer, trouble)

    async def _instead(self, target: ResponseTarget, answer: Answer, trouble: Exception) -> None:
        """Says in a message what a view does not show: its trigger was too old, or it has been closed meanwhile."""
        log.info("a view could not be shown: %s", _told(trouble))
        if only_form(answer) is not None:  # a button, with words about it
            parts = (*system_messages.not_opened().parts, *answer.message.parts)
            answer = replace(answer, message=replace(answer.message, parts=parts))
        await self._say(target, self._drawn(target, answer), in_place=False)

    async def _redraw(self, target: ResponseTarget, answer: Answer) -> None:
        """Redraws a card at once, where everybody sees it; the card's own post follows, and has the last word.

        One drawing of a card after another, and given up rather than late: an earlier one never comes last.
        """
        if not target.response_url:
            return
        turn = self._turns.setdefault((answer.pair, answer.key), asyncio.Lock())
        try:
            async with turn, asyncio.timeout(PROMPT):
                await self._post(target.response_url, _in_its_place(drawn(answer, kind=TagKind.POST)))
        except TROUBLE as trouble:
            log.info("a card could not be redrawn at once: %s", _told(trouble))

    async def _say(self, target: ResponseTarget, shown: Rendered, *, in_place: bool) -> None:
        if target.response_url and await self._by_url(target, shown, in_place=in_place):
            return
        client = target.workspace.client
        if target.direct or not target.conversation:
            conversation = target.conversation or (await client.conversations_open(users=target.user))["channel"]["id"]
            await self._taken(
                target,
                shown,
                lambda blocks: client.chat_postMessage(
                    channel=conversation,
                    text=shown.text,
                    blocks=blocks,
                    thread_ts=target.thread or None,
                    unfurl_links=False,
                    unfurl_media=False,
                ),
            )
        else:
            await self._taken(
                target,
                shown,
                lambda blocks: client.chat_postEphemeral(
                    channel=target.conversation,
                    user=target.user,
                    text=shown.text,
                    blocks=blocks,
                    thread_ts=target.thread or None,
                ),
            )

    async def _taken(
        self, target: ResponseTarget, shown: Rendered, send: Callable[[list[Json]], Awaitable[object]]
    ) -> None:
        """Sends blocks, and again without their table where Slack takes them only so; from then on there is none."""
        try:
            await send(shown.blocks)
        except SlackApiError as error:
            if shown.rows is None or code(error) not in BAD_BLOCKS:
                raise
            await send(shown.rows)
            self._without_tables.add(target.workspace.id)

    async def by_url(self, url: str, answer: Answer, thread: str = "") -> None:
        """Answers where nothing is known but the address, and perhaps the thread."""
        await self._post(url, _by_address(drawn(answer), thread=thread))

    async def _by_url(self, target: ResponseTarget, shown: Rendered, *, in_place: bool) -> bool:
        if in_place and target.on_posted:
            message = _in_its_place(shown)
        else:
            message = _by_address(shown, thread=target.thread, in_place=in_place)
        said = await self._post(target.response_url, message)
        if said is Said.BAD_BLOCKS and shown.rows is not None:
            said = await self._post(target.response_url, {**message, "blocks": shown.rows})
            if said is Said.TAKEN:
                self._without_tables.add(target.workspace.id)
        return said is Said.TAKEN

    async def _post(self, url: str, message: dict[str, Any]) -> Said:
        """Answers by the address, which is good for five times in thirty minutes."""
        hook = AsyncWebhookClient(url, session=self._wire.session(), retry_handlers=[])
        try:
            said = await hook.send_dict(message)
        except TROUBLE as trouble:
            log.info("a response_url could not be used: %s", _told(trouble))
            return Said.NOTHING
        if any(word in said.body for word in BAD_BLOCKS):
            log.info("a response_url does not take these blocks")
            return Said.BAD_BLOCKS
        if said.status_code != 200:
            log.info("a response_url was refused with %s", said.status_code)
        return Said.TAKEN if said.status_code == 200 else Said.NOTHING
