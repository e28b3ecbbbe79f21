"""Reads what Teams sends, as far as the bot needs it; refuses what is of another type than documented.

https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import cast

import msgspec

from bot.infra.halves import whole

FILE = "application/vnd.microsoft.teams.file.download.info"


class BadActivity(ValueError):
    """What came is no activity."""


class Account(msgspec.Struct, rename="camel"):
    id: str | None = None
    name: str | None = None
    aad_object_id: str | None = None
    is_targeted: bool | None = None


class Tenant(msgspec.Struct):
    id: str | None = None


class ChannelData(msgspec.Struct, rename="camel"):
    tenant: Tenant | None = None
    event_type: str | None = None


class Conversation(msgspec.Struct, rename="camel"):
    id: str = ""
    conversation_type: str | None = None
    is_group: bool | None = None
    tenant_id: str | None = None


class Entity(msgspec.Struct):
    type: str | None = None
    locale: str | None = None
    mentioned: Account | None = None
    text: str | None = None


class Attachment(msgspec.Struct, rename="camel"):
    content_type: str | None = None
    name: str | None = None
    content: object = None


class Activity(msgspec.Struct, rename="camel"):
    type: str = ""
    id: str | None = None
    name: str | None = None
    text: str | None = None
    value: object = None
    sender: Account | None = msgspec.field(name="from", default=None)
    recipient: Account | None = None
    conversation: Conversation | None = None
    service_url: str | None = None
    entities: list[Entity] | None = None
    members_added: list[Account] | None = None
    members_removed: list[Account] | None = None
    channel_data: ChannelData | None = None
    action: str | None = None
    reply_to_id: str | None = None
    timestamp: str | None = None
    locale: str | None = None
    attachments: list[Attachment] | None = None

    @property
    def files(self) -> list[tuple[str, str]]:
        """Returns the names of the files that were sent along, and where each can be fetched for a few minutes.

        https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
        """
        sent = [one for one in self.attachments or () if one.content_type == FILE]
        found = ((one.name or "", mapping(one.content).get("downloadUrl")) for one in sent)
        return [(name, where) for name, where in found if isinstance(where, str) and where]

    @property
    def tenant(self) -> str:
        """Returns the Entra tenant that it comes from, in lower case, empty if it does not say."""
        of_data = self.channel_data.tenant if self.channel_data else None
        of_conversation = self.conversation.tenant_id if self.conversation else None
        return ((of_data.id if of_data else None) or of_conversation or "").lower()

    @property
    def where(self) -> str:
        return self.conversation.id if self.conversation else ""

    @property
    def personal(self) -> bool:
        """Returns whether it comes from somebody's own chat with the bot."""
        return self.conversation is not None and self.conversation.conversation_type == "personal"

    @property
    def group(self) -> bool:
        return self.conversation is not None and self.conversation.conversation_type == "groupChat"

    @property
    def targeted(self) -> bool:
        """Returns whether nobody else in the chat sees it, as with a slash command."""
        return bool(self.recipient and self.recipient.is_targeted)

    @property
    def user(self) -> str:
        """Returns the sender's Entra object id, in lower case, or a platform id where there is none."""
        sender = self.sender or Account()
        return (sender.aad_object_id or "").lower() or sender.id or ""

    @property
    def member(self) -> str:
        """Returns the sender's id in conversations."""
        return (self.sender.id or "") if self.sender else ""

    @property
    def language(self) -> str:
        """Returns the client's language, `fr` of `fr-FR`; empty if it does not say."""
        told = [self.locale, *(one.locale for one in self.entities or () if one.type == "clientInfo")]
        return next((one for one in told if one), "").partition("-")[0].lower()

    @property
    def event_type(self) -> str:
        return (self.channel_data.event_type or "") if self.channel_data else ""

    def speaks_of_bot(self, members: list[Account] | None) -> bool:
        """Returns whether the bot is one of them."""
        return any(self.is_bot(member) for member in members or ())

    def is_bot(self, one: Account) -> bool:
        """Returns whether this is the bot, to whom all of it is sent."""
        bot = self.recipient.id if self.recipient else None
        return bool(one.id) and (one.id or "").lower() == (bot or "").lower()


LONGEST_ID = 1_000
"""Characters of what becomes part of an address: far more than Teams gives, and less than a server takes."""

NUL = b"\\u0000"
"""As JSON writes it: no keyboard types it, and not every database keeps it."""

_SERVICE = re.compile(r"https?://[a-z\d-]{1,63}(\.[a-z\d-]{1,63})*(:\d{1,5})?(/[^\s?#]*)?", re.ASCII | re.IGNORECASE)

_read = msgspec.json.Decoder(Activity)


def read(raw: bytes) -> Activity:
    """Raises `BadActivity`."""
    raw = whole(raw)
    try:
        activity = _read.decode(raw if NUL not in raw else _without_nul(raw))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadActivity(str(error)) from error
    if not activity.type or not activity.where or not activity.service_url:
        raise BadActivity("an activity has a type, a conversation and a service URL")
    if max(len(activity.where), len(activity.member), len(activity.user), len(activity.service_url)) > LONGEST_ID:
        raise BadActivity(f"an id of more than {LONGEST_ID} characters")
    if _SERVICE.fullmatch(activity.service_url) is None:
        raise BadActivity("its service URL is none")
    return activity


def _without_nul(raw: bytes) -> bytes:
    return msgspec.json.encode(_cleaned(msgspec.json.decode(raw)))


def _cleaned(value: object) -> object:
    match value:
        case str():
            return value.replace("\0", "")
        case list():
            return [_cleaned(one) for one in value]
        case dict():
            return {str(_cleaned(key)): _cleaned(one) for key, one in value.items()}
        case _:
            return value


_SPACES = re.compile(r"[^\S\t]+")
"""Tabs stay: they part the columns of what was copied from a spreadsheet."""

_TAG = re.compile(r"</?at\b[^<>]*>")


def words(activity: Activity) -> str:
    """Returns what was typed, line by line, without the mention of the bot, wherever it stands."""
    text = activity.text or ""
    for entity in activity.entities or ():
        if entity.type == "mention" and entity.text and entity.mentioned and activity.is_bot(entity.mentioned):
            text = text.replace(entity.text, " ")
    text = html.unescape(_TAG.sub("", text)).replace("\0", "")
    lines = (_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def mapping(value: object) -> Mapping[str, object]:
    """Returns `value` if it is an object of JSON, else an empty one."""
    return cast(Mapping[str, object], value) if isinstance(value, dict) else {}
