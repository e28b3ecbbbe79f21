"""What Teams sends, brought to the interactions. The interactions keeps each thing done by the activity's id, so the same one again
changes nothing.

- words in a personal chat, after the bot's mention in a group chat, or in a slash command: `Interactions.typed`; an edited
  message is read as if it had just been typed, because people mend a slip that way;
- a pressed button, as `Action.Execute` (an invoke, answered within the request) or as its `Action.Submit` fallback (a
  message with a value): `Interactions.pressed` and `Interactions.submitted`;
- a client that wants its reader's own view of a shared card: `Interactions.viewed`;
- a meeting that begins or is over in a chat that holds the bot, where whoever added it agreed to that: `Interactions.called`;
- an installation, or anybody joining or leaving a chat: who can be reached where.

Anything else is acknowledged, and nothing more.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from adapters.teams import activity as activities
from adapters.teams.activity import Account, Activity, BadActivity, mapping
from adapters.teams.answers import Answers, Shown, Where
from adapters.teams.button_data import VIEW, ButtonData, Submission, deeds, is_saved, read_button
from adapters.teams.connector import CARD
from adapters.teams.places import NAME, Places
from adapters.teams.render import card
from adapters.teams.transport import HttpReply
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.ports import (
    Address,
    Answer,
    Busy,
    CardPress,
    Doubtful,
    DroppedFile,
    FormSubmission,
    Interactions,
    Reason,
    Reference,
    Refused,
    Store,
    Unavailable,
    Unreached,
    Voice,
    Voices,
)
from bot.text.plain import plain
from bot.text.system_messages import SAVED, away, foreign_card, no_pair_chat, pair_chat_found

log = logging.getLogger(__name__)

MOST_FILES = 5
"""Files of one message."""

DONE = "✓"
"""What a press is answered with whose card stays as it is until it is updated."""

MEETING_START, MEETING_END = "application/vnd.microsoft.meetingStart", "application/vnd.microsoft.meetingEnd"
"""https://learn.microsoft.com/microsoftteams/platform/apps-in-teams-meetings/meeting-apps-apis"""

TEXT = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


@dataclass(frozen=True, slots=True)
class Inbound:
    """Handles activities."""

    interactions: Interactions
    store: Store
    places: Places
    answers: Answers
    voices: Voices
    tenants: Collection[str]
    """The Entra tenants that may speak to the bot."""
    languages: Sequence[str]
    """Those of the programme."""

    async def __call__(self, raw: bytes) -> HttpReply:
        """Raises `Unavailable`."""
        try:
            activity = activities.read(raw)
        except BadActivity as bad:
            log.info("not an activity: %s", bad)
            return HttpReply(400, {"error": "this is no activity"})
        if activity.tenant not in self.tenants:
            log.warning("refused an activity of the tenant %r", activity.tenant)
            return HttpReply(403, {"error": "this bot does not serve your organisation"})
        match activity.type:
            case "message" | "messageUpdate" if activity.event_type != "undeleteMessage":
                return await self._message(activity, raw)
            case "invoke":
                return await self._invoked(activity, raw)
            case "installationUpdate":
                await self._installed(activity, raw)
            case "conversationUpdate":
                await self._moved(activity, raw)
            case "event" if activity.name in (MEETING_START, MEETING_END):
                await self._called(activity, raw)
            case _:
                pass
        return HttpReply()

    # What people do

    async def _message(self, activity: Activity, raw: bytes) -> HttpReply:
        if not (activity.user and (activity.personal or activity.group)):
            return HttpReply()
        try:
            where = await self._where(activity)
            if activity.value is not None:
                await self._pressed(activity, raw, where, activity.value)
                return HttpReply()
            if activity.personal and (answers := await self._dropped(activity, raw, where)):
                await self.answers.show(where, self._spoken(activity, answers))
                return HttpReply()
            words = activities.words(activity)
            answers = await self.interactions.typed(_id(activity, raw), where.sender, activity.where, words)
        except Unavailable:
            await self.answers.say(self._chat(activity), away(), self._voice(activity))
            raise
        await self.answers.show(where, self._spoken(activity, answers))
        return HttpReply()

    async def _dropped(self, activity: Activity, raw: bytes, where: Where) -> Sequence[Answer]:
        """Hands the files on that were sent; nothing, if the bot has no use for any."""
        answers: list[Answer] = []
        for nth, (name, address) in enumerate(activity.files[:MOST_FILES]):
            id = f"{_id(activity, raw)}/file{nth}"
            answers += await self.interactions.dropped(id, where.sender, DroppedFile(name, address))
        return answers

    async def _invoked(self, activity: Activity, raw: bytes) -> HttpReply:
        if activity.name != "adaptiveCard/action" or not activity.user:
            return HttpReply(400, _error("this bot knows no such action"))
        data = mapping(mapping(activity.value).get("action")).get("data")
        asked = read_button(mapping(data))
        if asked is None:
            return HttpReply(200, self._told(foreign_card(), activity))
        if asked.action == VIEW:
            return HttpReply(200, await self._viewed(activity, asked))
        try:
            shown = await self._pressed(activity, raw, await self._where(activity), data)
        except Unavailable as error:
            log.warning("a press was not stored: %s", error)
            return HttpReply(200, self._told(away(), activity))
        if shown.card is not None:
            return HttpReply(200, {"statusCode": 200, "type": CARD, "value": shown.card})
        return HttpReply(200, {"statusCode": 200, "type": TEXT, "value": shown.words or DONE})

    async def _called(self, activity: Activity, raw: bytes) -> None:
        """A chat of a meeting does not say of what type it is. Who is alone in it with the bot when it begins is met there."""
        over = activity.name == MEETING_END
        if not over:
            await self._recognise(activity)
        await self.interactions.called(f"{_id(activity, raw)}/{over}", NAME, activity.where, over=over)

    def _told(self, message: Message, activity: Activity) -> dict[str, object]:
        return {"statusCode": 200, "type": TEXT, "value": plain(message, self._voice(activity))}

    def _voice(self, activity: Activity) -> Voice:
        """Returns the voice for somebody who could not be looked up: their client's language, if the programme speaks it."""
        spoken = [one for one in self.languages if one == activity.language]
        return self.voices(spoken or self.languages, ())

    def _spoken(self, activity: Activity, answers: Sequence[Answer]) -> list[Answer]:
        """Says what is for strangers in the language of their client."""
        voice = self._voice(activity)
        return [replace(one, voice=voice) if one.to_stranger else one for one in answers]

    async def _viewed(self, activity: Activity, asked: ButtonData) -> dict[str, object]:
        """Answers a client that asks for its reader's own view; it asks again each time that the card changes."""
        await self._identify(activity)
        answer = await self.interactions.viewed(self._sender(activity), asked.pair, asked.card)
        if answer is None:
            return _error("this card is another pair's")
        seen = card(answer.message, answer.voice, answer.pair, answer.key, [activity.member])
        return {"statusCode": 200, "type": CARD, "value": seen}

    async def _pressed(self, activity: Activity, raw: bytes, where: Where, data: object) -> Shown:
        """Does everything that a press means, in order; nothing if the card is not ours."""
        given = mapping(data)
        pressed = read_button(given)
        if pressed is None:
            return Shown()
        answers: list[Answer] = []
        done = list(deeds(pressed, given))
        for number, deed in enumerate(done):
            id = f"{_id(activity, raw)}/{number}"
            if isinstance(deed, Submission):
                submission = FormSubmission(
                    id, where.sender, activity.where, pressed.pair, pressed.card, deed.action, deed.fields
                )
                answers += await self.interactions.submitted(submission)
            else:
                press = CardPress(
                    id, where.sender, activity.where, pressed.pair, pressed.card, deed.action, deed.values
                )
                answers += await self.interactions.pressed(press)
        spoken = _last_drawn(self._spoken(activity, answers))
        shown = await self.answers.show(where, spoken, partial(is_saved, pressed, done))
        if shown.card is None and not shown.words and not pressed.action:
            return Shown(words=self._voice(activity).label(SAVED))
        return shown

    async def _where(self, activity: Activity) -> Where:
        await self._identify(activity)
        chat = self._chat(activity)
        if activity.personal:
            await self.places.met(chat)
        elif activity.group and await self.places.heard(chat):
            await self._recognise(activity)
        return Where(
            self._sender(activity),
            chat,
            activity.personal,
            targeted=activity.targeted,
            card=activity.reply_to_id or "",
            invoked=activity.type == "invoke",
        )

    async def _identify(self, activity: Activity) -> None:
        """Completes who did it, where Teams leaves out their Entra id, or them: the roster tells. Raises `Unavailable`."""
        sender = activity.sender
        if sender is not None and sender.aad_object_id:
            return
        chat = self._chat(activity)
        if sender is not None and sender.id and not activity.is_bot(sender):
            sender.aad_object_id = await self.places.object_of(chat, sender.id) or None
        elif activity.personal and (alone := await self.places.alone(chat)) is not None:
            activity.sender = Account(alone.id, alone.name, alone.user)

    def _sender(self, activity: Activity) -> Address:
        return Address(NAME, f"{activity.tenant}/{activity.user}")

    def _chat(self, activity: Activity) -> Reference:
        return Reference(
            channel=NAME,
            conversation=activity.where,
            owner=f"{activity.tenant}/{activity.user}" if activity.personal else "",
            workspace=activity.tenant,
            service=activity.service_url or "",
            member=activity.member,
        )

    # Who is where

    async def _installed(self, activity: Activity, raw: bytes) -> None:
        match activity.action:
            case "remove-upgrade":  # it is there again in a moment
                return
            case "remove":
                await self.places.left(activity.where, Reason.ABSENT)
            case _ if activity.personal:
                await self._arrived(activity, raw)
            case _ if activity.group:
                await self._recognise(activity)

    async def _arrived(self, activity: Activity, raw: bytes) -> None:
        """Sends whoever can be reached from now on what could not reach them before or, failing that, a word of welcome.

        Teams tells of it in several ways, of which any may be missing: only the first that comes is greeted.
        """
        await self._identify(activity)
        if not activity.user:
            return
        chat = self._chat(activity)
        known = await self.places.is_open(chat)
        await self.places.met(chat, certain=True)
        where = await self._where(activity)
        if await self.places.revive(where.sender) or known:
            return
        answers = await self.interactions.typed(_id(activity, raw), where.sender, activity.where, "")
        await self.answers.show(where, self._spoken(activity, answers))

    async def _moved(self, activity: Activity, raw: bytes) -> None:
        if activity.personal and not activity.members_removed:
            await self._arrived(activity, raw)
        elif activity.group and activity.speaks_of_bot(activity.members_removed):
            await self.places.left(activity.where, Reason.ABSENT)
        elif activity.group and (activity.members_added or activity.members_removed):
            await self._recognise(activity)

    async def _recognise(self, activity: Activity) -> None:
        chat = self._chat(activity)
        chat = Reference(chat.channel, chat.conversation, "", chat.workspace, chat.service)
        try:
            seen = await self.places.recognise(chat)
        except (Refused, Busy, Unreached, Doubtful) as trouble:
            log.warning("cannot see who is in a chat: %s", trouble)
            return
        if not seen.new:
            return
        added_by = await self._who_added(activity, seen.names)
        if not seen.pair:
            await self.answers.say(chat, no_pair_chat(added_by), self.voices(self.languages, ()))
            return
        journey = await self.store.read(lambda unit: unit.journeys.of(seen.pair))
        if journey is not None:
            members = {role: member.name for role, member in journey.members.items()}
            languages = tuple(dict.fromkeys(member.language for member in journey.members.values()))
            message = pair_chat_found(members[Role.MENTOR], members[Role.MENTEE], added_by)
            await self.answers.say(chat, message, self.voices(languages, ()))

    async def _who_added(self, activity: Activity, names: Mapping[str, str]) -> str:
        """Returns the name of who added the bot to a chat, if this tells of it: as it was enrolled, or else as Teams has it."""
        if activity.action != "add" and not activity.speaks_of_bot(activity.members_added):
            return ""
        who = self._sender(activity)
        enrolled = await self.store.read(lambda unit: unit.people.at(who))
        return enrolled.name if enrolled is not None else names.get(activity.member, "")


def _id(activity: Activity, raw: bytes) -> str:
    """Returns an id for each thing done: an activity's id is unique in its conversation, and an edited message keeps its own."""
    if not activity.id:
        return f"teams/{hashlib.blake2s(raw, digest_size=16).hexdigest()}"
    edited = f"/{activity.timestamp}" if activity.type == "messageUpdate" else ""
    return f"teams/{activity.where}/{activity.id}{edited}"


def _last_drawn(answers: Sequence[Answer]) -> list[Answer]:
    """Keeps the last of several drawings of the pressed card, and everything else as it came."""
    last = next((answer for answer in reversed(answers) if answer.redraw), None)
    return [answer for answer in answers if not answer.redraw or answer is last]


def _error(message: str) -> dict[str, object]:
    return {"statusCode": 400, "type": ERROR, "value": {"code": "BadRequest", "message": message}}
