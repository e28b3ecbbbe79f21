"""Handles what Slack sends in: one function for each kind of thing that people do.

Each returns what Slack is to be acknowledged with, once everything is committed. What Slack waits for at most three
seconds is answered within `PATIENCE`; what takes longer is shown when it is there.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from adapters.slack import forms, limits, shortcuts, tags
from adapters.slack.answers import BackgroundTasks, Responder, ResponseTarget, as_modal, drawn, only_form
from adapters.slack.blocks import handed
from adapters.slack.home import Home
from adapters.slack.inbound import Event, Interaction, SlashCommand, Used, View
from adapters.slack.places import address
from adapters.slack.tags import TagKind
from adapters.slack.ticks import ticked
from adapters.slack.tokens import is_taken
from adapters.slack.words import cut, unescape
from adapters.slack.workspaces import Workspace, Workspaces
from bot.engine.messages import Message
from bot.ports import (
    Address,
    Answer,
    CardPress,
    DroppedFile,
    FormSubmission,
    Interactions,
    PlatformProfile,
    Unavailable,
    Voices,
)
from bot.ports.troubles import ChannelTrouble, ChannelTroubles, TroubleKind
from bot.text import system_messages

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds; Slack waits for three, and some of them pass on the way, and with looking the workspace up."""

MOST_FILES = 5
"""Files of one message."""

_SPOKEN = frozenset({"", "file_share", "thread_broadcast"})
"""Subtypes of messages that somebody writes; of others, such as edits, nothing is heard."""

_MENTION = re.compile(r"<@(?P<who>[UW][A-Z0-9]+)(\|[^>]*)?>")

Ack = Mapping[str, object]
NOTHING: Ack = {}


@dataclass(frozen=True, slots=True)
class Handlers:
    interactions: Interactions
    voices: Voices
    workspaces: Workspaces
    responder: Responder
    background: BackgroundTasks
    home: Home
    languages: Sequence[str] = ()
    """Of the programme: spoken to somebody whose own is not known."""
    patience: float = PATIENCE
    troubles: ChannelTroubles | None = None
    """Hears that a workspace has the app no more."""

    # What people do

    async def command(self, heard: SlashCommand, workspace: Workspace) -> Ack:
        """Handles `/together …`: the answer is the acknowledgement."""
        target = ResponseTarget(workspace, heard.user_id, heard.channel_id, heard.response_url, heard.trigger_id)

        async def work(sender: Address) -> Sequence[Answer]:
            return await self.interactions.typed(heard.id, sender, heard.channel_id, unescape(heard.text))

        answers = await self._soon(heard, work, lambda late: self.responder.show(target, late))
        if not answers:
            return NOTHING
        at_once = not self.responder.may_be_refused(workspace, answers[0])
        if later := answers[1:] if at_once else answers:
            self.background.run(self.responder.show(target, later))
        return _said(answers[0]) if at_once else NOTHING

    async def action(self, heard: Interaction, workspace: Workspace) -> Ack:
        """Handles a press on a card, a modal or the Home tab."""
        used = heard.actions[0]
        tag = tags.read(used.block_id)
        if tag is None:
            log.info("a press of something that is none of ours")
            return NOTHING
        on_home = heard.view is not None and heard.view.type == "home"
        posted = tag.kind is TagKind.POST
        target = _target(heard, workspace)
        action = used.action_id.rpartition("#")[0] or used.action_id
        sheet = forms.read(used.value or "") if action.startswith(forms.OPEN) else None
        action = action.removeprefix(forms.OPEN)
        if sheet is not None:
            origin = target.origin(tag.pair, tag.key, action, posted=posted)
            unopened = self._notice(system_messages.not_opened())
            self.background.run(self.responder.open(target, forms.modal(sheet, origin), unopened))
            return NOTHING

        async def show(answers: Sequence[Answer]) -> None:
            nonlocal target
            if on_home and not target.view:  # the page itself is drawn again
                answers = [answer for answer in answers if not (answer.redraw and answer.key == tag.key)]
            target = await self.responder.show(target, answers, instead_of=tag.key, posted=posted)
            if on_home and not _is_notice(answers):
                await self.home.show(f"{heard.id}/home", await self._sender(heard), workspace)

        values = _values(heard, used, action, tag)

        async def work(sender: Address) -> Sequence[Answer]:
            press = CardPress(heard.id, sender, heard.conversation, tag.pair, tag.key, action, values)
            return await self.interactions.pressed(press)

        answers = await self._soon(heard, work, show)
        if answers or on_home:
            self.background.run(show(answers))
        return NOTHING

    async def submission(self, heard: Interaction, workspace: Workspace) -> Ack:
        """Handles a form that was filled in; it stays open if it has to be filled in again."""
        view = heard.view
        origin = forms.origin(view.private_metadata) if view is not None else None
        if view is None or origin is None:
            return NOTHING
        target = ResponseTarget(
            workspace,
            heard.user.id,
            origin.conversation,
            origin.response_url,
            thread=origin.thread,
            on_posted=origin.on_posted,
        )

        async def show(answers: Sequence[Answer]) -> None:
            await self.responder.show(target, answers, instead_of=origin.key, posted=origin.posted)

        async def work(sender: Address) -> Sequence[Answer]:
            submission = FormSubmission(
                heard.id, sender, origin.conversation, origin.pair, origin.key, origin.action, view.fields
            )
            return await self.interactions.submitted(submission)

        answers = await self._soon(heard, work, show)
        for answer in answers:
            if answer.redraw and (form := only_form(answer)) is not None:
                return {"response_action": "update", "view": as_modal(answer, form, origin)}
            if answer.message == system_messages.away():  # what was typed stays where it is
                return _errors(view, answer)
        if answers:
            self.background.run(show(answers))
        return {"response_action": "clear"}

    async def shortcut(self, heard: Interaction, workspace: Workspace) -> Ack:
        """Handles a shortcut, which stands for a command: on a message it is answered there, in its thread; else in a view."""
        command = shortcuts.read(heard.callback_id)
        if command is None:
            log.info("a shortcut that is none of ours")
            return NOTHING
        target = _target(heard, workspace)

        async def show(answers: Sequence[Answer]) -> None:
            nonlocal target
            target = await self.responder.show(target, answers)

        async def work(sender: Address) -> Sequence[Answer]:
            word = shortcuts.typed(command, self.voices(self.languages[:1], ()))
            return await self.interactions.typed(heard.id, sender, heard.conversation, word)

        answers = await self._soon(heard, work, show)
        if answers:
            self.background.run(show(answers))
        return NOTHING

    async def event(self, heard: Event, workspace: Workspace) -> Ack:
        """Handles an event. Raises `Unavailable`: Slack sends events again."""
        handle = _EVENTS.get(heard.event.type)
        if handle is not None:
            await handle(self, heard, workspace)
        return NOTHING

    async def away(self, heard: SlashCommand | Interaction) -> Ack | None:
        """Answers while nobody knows whose workspace it is: without its token only Slack's own addresses can be answered.

        None if there is no such way.
        """
        log.warning("an interaction was refused: its workspace could not be looked up")
        answer = self._notice(system_messages.away())
        match heard:
            case SlashCommand():
                return _said(answer)
            case Interaction(type="view_submission", view=View() as view):
                return _errors(view, answer)
            case Interaction(response_url=str(url)) if url:
                self.background.run(self.responder.by_url(url, answer, heard.thread))
                return NOTHING
        return None

    # Events, by type

    async def message(self, heard: Event, workspace: Workspace) -> None:
        """Handles a word to the bot in its own conversation as a command, also beside a file or in a thread."""
        said = heard.event
        if said.channel_type == "im" and (said.subtype or "") in _SPOKEN and _by_person(heard, workspace):
            target = ResponseTarget(
                workspace, said.user or "", said.channel or "", thread=said.thread_ts or "", direct=True
            )
            if not await self._dropped(heard, target):
                await self._typed(heard, target, said.text or "")

    async def mentioned(self, heard: Event, workspace: Workspace) -> None:
        """Handles `@together prep`, and answers that person alone."""
        said = heard.event
        if _by_person(heard, workspace):
            target = ResponseTarget(workspace, said.user or "", said.channel or "", thread=said.thread_ts or "")
            await self._typed(heard, target, _without(workspace.bot, said.text or ""))

    async def _typed(self, heard: Event, target: ResponseTarget, text: str) -> None:
        sender = await self._sender(heard)
        answers = await self.interactions.typed(heard.id, sender, target.conversation, unescape(text).strip())
        if answers and heard.event.subtype == "file_share":
            answers = [Answer(system_messages.no_files(), answers[0].voice), *answers]
        self.background.run(self.responder.show(target, answers))

    async def _dropped(self, heard: Event, target: ResponseTarget) -> bool:
        """Hands the files on that the bot has a use for; whether there was any."""
        sender, answers = await self._sender(heard), list[Answer]()
        for nth, file in enumerate(heard.event.files[:MOST_FILES]):
            sent = DroppedFile(file.name, f"{target.workspace.id}/{file.id}")
            answers += await self.interactions.dropped(f"{heard.id}/file{nth}", sender, sent)
        if answers:
            self.background.run(self.responder.show(target, answers))
        return bool(answers)

    async def opened_home(self, heard: Event, workspace: Workspace) -> None:
        if heard.event.tab == "home" and heard.event.user:
            await self.home.ask(heard.id, await self._sender(heard), workspace, self.background)

    async def profiled(self, heard: Event, workspace: Workspace) -> None:
        """Handles a profile that changed, or an account that was deactivated or is there again."""
        if (member := heard.event.member) is None:
            return
        who = address(heard.workspace, member.id)
        if member.deleted:
            await self.interactions.left(who)
        else:
            await self.interactions.returned(who)
            await self.interactions.followed(heard.id, PlatformProfile(who, member.tz or "", member.language))

    async def uninstalled(self, heard: Event, workspace: Workspace) -> None:
        log.warning("the app was removed from the workspace %s", heard.workspace)
        await self._gone(heard, "the app was removed")

    async def revoked(self, heard: Event, workspace: Workspace) -> None:
        """Handles a token that was revoked: only the bot's own matters; the app asks for no person's.

        Where tokens expire it may be an old one. Raises `Unavailable`.
        """
        if (heard.event.tokens or {}).get("bot"):
            if workspace.expires is not None and await is_taken(workspace.client):
                log.info("an old token of the workspace %s was revoked", heard.workspace)
                return
            log.warning("the token for the workspace %s was revoked", heard.workspace)
            await self._gone(heard, "the app's token was revoked")

    async def _gone(self, heard: Event, why: str) -> None:
        """Forgets the workspace, and says so unless it has the app again."""
        if await self.workspaces.forget(heard.workspace, heard.at) and self.troubles is not None:
            detail = f"{why}; nothing can be said there until the app is installed again"
            await self.troubles.report(ChannelTrouble("slack", TroubleKind.TOKEN, detail, heard.workspace))

    # In time, whatever happens

    async def _soon(
        self,
        heard: SlashCommand | Interaction,
        work: Callable[[Address], Awaitable[Sequence[Answer]]],
        later: Callable[[Sequence[Answer]], Awaitable[object]],
    ) -> Sequence[Answer]:
        """Returns the answers, or a line that says that they come later, or why they do not."""

        async def done() -> Sequence[Answer]:
            return await work(await self._sender(heard))

        task = asyncio.create_task(done())
        await asyncio.wait((task,), timeout=self.patience)
        if not task.done():
            self.background.run(self._late(task, later))
            return [self._notice(system_messages.slow())]
        return await self._result(task)

    async def _late(
        self, task: asyncio.Task[Sequence[Answer]], later: Callable[[Sequence[Answer]], Awaitable[object]]
    ) -> None:
        await later(await self._result(task))

    async def _result(self, task: asyncio.Task[Sequence[Answer]]) -> Sequence[Answer]:
        try:
            return await task
        except Unavailable as trouble:
            log.warning("an interaction was refused: the database is away (%s)", type(trouble).__name__)
        except Exception:
            log.exception("an interaction failed")
        return [self._notice(system_messages.away())]

    async def _sender(self, heard: SlashCommand | Interaction | Event) -> Address:
        first, *others = heard.senders
        return await self.interactions.known((first, *others)) if others else first

    def _notice(self, message: Message) -> Answer:
        return Answer(message, self.voices(self.languages, ()))


_EVENTS: Mapping[str, Callable[[Handlers, Event, Workspace], Awaitable[None]]] = {
    "app_home_opened": Handlers.opened_home,
    "app_mention": Handlers.mentioned,
    "app_uninstalled": Handlers.uninstalled,
    "message": Handlers.message,
    "tokens_revoked": Handlers.revoked,
    "user_change": Handlers.profiled,
}


def _is_notice(answers: Sequence[Answer]) -> bool:
    """Returns whether nothing has been done yet, or nothing at all."""
    return any(answer.message in (system_messages.slow(), system_messages.away()) for answer in answers)


def _said(answer: Answer) -> Ack:
    """Returns an acknowledgement that answers a command."""
    shown = drawn(answer)
    return {"response_type": "ephemeral", "text": shown.text, "blocks": shown.blocks}


def _errors(view: View, answer: Answer) -> Ack:
    """Returns an acknowledgement that keeps the form open, with what was typed, and says why."""
    words = answer.voice.prose(next(line.say for line in answer.message.lines()))
    return {"response_action": "errors", "errors": dict.fromkeys(view.inputs[:1], cut(words, limits.TEXT))}


def _without(bot: str, text: str) -> str:
    """Without the mention of the bot; whoever else is mentioned may be meant."""
    return _MENTION.sub(lambda found: " " if found["who"] == bot else found[0], text)


def _by_person(heard: Event, workspace: Workspace) -> bool:
    return not heard.event.bot_id and heard.event.user not in (None, "", workspace.bot, "USLACKBOT")


def _target(heard: Interaction, workspace: Workspace) -> ResponseTarget:
    """Returns where somebody used a card, a modal, the Home tab or a shortcut."""
    modal = heard.view.id if heard.view is not None and heard.view.type != "home" else ""
    return ResponseTarget(
        workspace,
        heard.user.id,
        heard.conversation,
        heard.response_url or "",
        heard.trigger_id,
        modal,
        heard.thread,
        heard.is_on_posted_message,
    )


def _values(heard: Interaction, used: Used, action: str, tag: tags.Tag) -> list[str]:
    """Returns what a button hands in; of boxes, all that are ticked, also in those of the question's other blocks."""
    if used.type == "checkboxes":
        return ticked(heard, used, action, tag)
    try:
        return handed(used.value or "[]")
    except ValueError:
        return []
