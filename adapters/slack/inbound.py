"""Reads what Slack sends in as types: only the fields that are used, each checked, so that nothing odd gets further.

Shapes: docs.slack.dev/interactivity (slash commands, block_actions, view_submission, shortcuts) and docs.slack.dev/apis/events-api.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from adapters.slack.bodies import Bad, converted, form_of, json_of
from adapters.slack.forms import name
from adapters.slack.places import address
from bot.ports import Address

LATEST = 4_000_000_000
"""The last second, in the year 2096, that an event is believed to be of."""

Id = Annotated[str, msgspec.Meta(max_length=500)]


class SlackRef(msgspec.Struct, frozen=True, omit_defaults=True):
    """A user, team, channel or enterprise."""

    id: Id = ""
    team_id: Id = ""
    enterprise_id: Id | None = None


class SelectedOption(msgspec.Struct, frozen=True, omit_defaults=True):
    value: str = ""


class Entered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Holds what an element contains, in `state.values` or as the action itself."""

    type: str = ""
    value: str | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_user: str | None = None
    selected_option: SelectedOption | None = None
    selected_options: list[SelectedOption] | None = None

    @property
    def entered(self) -> str:
        """What was typed or picked; empty if nothing was."""
        picked = self.selected_option.value if self.selected_option is not None else ""
        return self.value or self.selected_date or self.selected_time or self.selected_user or picked

    @property
    def chosen(self) -> list[str]:
        return [option.value for option in self.selected_options or ()]


class Used(Entered, frozen=True, kw_only=True, omit_defaults=True):
    """Describes the element that was used."""

    action_id: str
    block_id: str = ""


class ViewState(msgspec.Struct, frozen=True, omit_defaults=True):
    values: dict[str, dict[str, Entered]] = {}


class View(msgspec.Struct, frozen=True, omit_defaults=True):
    callback_id: str
    type: str
    id: Id = ""
    hash: Id = ""
    app_installed_team_id: Id | None = None
    private_metadata: str = ""
    state: ViewState | None = None
    blocks: list[object] = []

    @property
    def fields(self) -> dict[str, str]:
        """Returns what was typed or picked, by the field's name."""
        return {
            name(block): held.entered
            for block, elements in (self.state or ViewState()).values.items()
            for held in elements.values()
        }

    @property
    def inputs(self) -> list[str]:
        """Returns the ids of its input blocks."""
        return list((self.state or ViewState()).values)


class MessageContainer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Says what the element that was used stands on."""

    type: str = ""
    channel_id: str = ""
    message_ts: str = ""
    thread_ts: str = ""
    is_ephemeral: bool = False


class SourceMessage(msgspec.Struct, frozen=True, omit_defaults=True):
    """The message that was pressed, or that a message shortcut was used on."""

    ts: str = ""
    thread_ts: str = ""
    blocks: list[object] = []
    """Anybody's, and of any kind."""


class SlashCommand(msgspec.Struct, frozen=True, omit_defaults=True):
    """A slash command."""

    team_id: Id
    user_id: Id
    channel_id: Id
    command: str
    text: str = ""
    trigger_id: Id = ""
    response_url: str = ""
    api_app_id: Id = ""

    @property
    def workspace(self) -> str:
        return self.team_id

    @property
    def senders(self) -> tuple[Address, ...]:
        return (address(self.team_id, self.user_id),)

    @property
    def id(self) -> str:
        """Returns Slack's own id for the occasion; without one, the same words of the same person are the same thing done."""
        said = self.trigger_id or _hash(self.team_id, self.user_id, self.channel_id, self.command, self.text)
        return f"slack/{said}"


class Interaction(msgspec.Struct, frozen=True, omit_defaults=True):
    """`block_actions`, `view_submission`, `shortcut` (a global one) or `message_action` (one on a message)."""

    type: str
    user: SlackRef
    team: SlackRef | None = None
    enterprise: SlackRef | None = None
    api_app_id: Id = ""
    trigger_id: Id = ""
    response_url: str | None = None
    channel: SlackRef | None = None
    container: MessageContainer | None = None
    message: SourceMessage | None = None
    callback_id: Id = ""
    """Of a shortcut."""
    actions: list[Used] = []
    view: View | None = None
    state: ViewState | None = None

    @property
    def workspace(self) -> str:
        """Returns where the app is installed; a view shared with another workspace says it itself."""
        installed = self.view.app_installed_team_id if self.view else None
        return installed or (self.team.id if self.team else "") or self.user.team_id

    @property
    def senders(self) -> tuple[Address, ...]:
        organised = self.enterprise or (self.team and self.team.enterprise_id)
        return _senders(self.workspace, self.user.team_id, self.user.id, organised=bool(organised))

    @property
    def conversation(self) -> str:
        return (self.channel.id if self.channel else "") or (self.container.channel_id if self.container else "")

    @property
    def thread(self) -> str:
        """Returns the thread in which it was done: not of a thread's first message, which is read in the conversation."""
        container, message = self.container or MessageContainer(), self.message or SourceMessage()
        thread = container.thread_ts or message.thread_ts
        return "" if thread == (message.ts or container.message_ts) else thread

    @property
    def is_on_posted_message(self) -> bool:
        """Returns whether what was used stands on a message that stays, not on one that this person alone was shown."""
        return self.container is not None and self.container.type == "message" and not self.container.is_ephemeral

    @property
    def id(self) -> str:
        if self.type == "view_submission" and self.view is not None:
            return f"slack/{self.view.id}/{self.view.hash}"  # submitted again after a timeout, it is the same
        used = [f"{action.block_id} {action.action_id} {action.value} {action.chosen}" for action in self.actions]
        return f"slack/{self.trigger_id or _hash(self.user.id, self.callback_id, *used)}"


class SlackMember(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody's profile (docs.slack.dev/reference/objects/user-object)."""

    id: Id
    deleted: bool = False
    tz: Id | None = None
    locale: Id | None = None

    @property
    def language(self) -> str:
        """Returns the language, `fr`; empty if it is not told."""
        return (self.locale or "").partition("-")[0].lower()


class SentFile(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file beside a message (docs.slack.dev/reference/objects/file-object)."""

    id: Id
    name: str = ""


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """The event inside an `event_callback`."""

    type: str
    user: Id | None = None
    channel: str | None = None
    text: str | None = None
    channel_type: str | None = None
    subtype: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    tab: str | None = None
    team: Id | None = None
    user_team: Id | None = None
    tokens: dict[str, list[str] | None] | None = None
    files: list[SentFile] = []
    member: SlackMember | None = None
    """Whose profile changed: `user_change` has them where other events have an id."""


class Authorization(msgspec.Struct, frozen=True, omit_defaults=True):
    """An installation that may see an event."""

    team_id: Id | None = None
    enterprise_id: Id | None = None


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    type: str
    event: Said
    team_id: Id = ""
    event_id: Id = ""
    event_time: int = 0
    """Seconds since 1970."""
    api_app_id: Id = ""
    authorizations: list[Authorization] = []

    @property
    def at(self) -> datetime:
        """Returns when it happened; events may come late, and more than once."""
        return datetime.fromtimestamp(min(max(self.event_time, 0), LATEST), UTC)

    @property
    def _seen_by(self) -> Authorization:
        return self.authorizations[0] if self.authorizations else Authorization()

    @property
    def workspace(self) -> str:
        """Returns where the app is installed; in a channel shared by two, `team_id` may be the other's."""
        return self._seen_by.team_id or self.team_id

    @property
    def senders(self) -> tuple[Address, ...]:
        team = self.event.user_team or self.event.team or ""
        return _senders(self.workspace, team, self.event.user or "", organised=bool(self._seen_by.enterprise_id))

    @property
    def id(self) -> str:
        return f"slack/{self.event_id}"


class Greeting(msgspec.Struct, frozen=True):
    """Slack checks that the address is alive: `url_verification` wants its word back, `ssl_check` nothing."""

    challenge: str = ""


class RateLimited(msgspec.Struct, frozen=True, omit_defaults=True):
    """Slack holds events of a workspace back: there were too many in an hour, or too many were not taken
    (docs.slack.dev/reference/events/app_rate_limited)."""

    team_id: Id = ""
    minute_rate_limited: int = 0
    api_app_id: Id = ""

    @property
    def workspace(self) -> str:
        return self.team_id

    @property
    def since(self) -> datetime:
        return datetime.fromtimestamp(min(max(self.minute_rate_limited, 0), LATEST), UTC)


class Closed(msgspec.Struct, frozen=True):
    """A view was closed by its cross: nothing follows from it."""


def _senders(workspace: str, team: str, user: str, *, organised: bool) -> tuple[Address, ...]:
    """Returns whose it may be, the likeliest first. Across an organisation a member's id is the same in every workspace, and
    `team` may be the organisation itself; with somebody of elsewhere (Slack Connect) an id counts only with their own."""
    here = address(workspace, user)
    if not team or team.startswith("E"):
        return (here,)
    own = address(team, user)
    return (here, own) if organised and own != here else (own,)


Heard = SlashCommand | Interaction | Event | Greeting | RateLimited | Closed

INTERACTIONS = frozenset({"block_actions", "view_submission", "shortcut", "message_action"})


def read(content_type: str, body: bytes) -> Heard:
    """Reads a request's body. Raises `Bad`."""
    match content_type:
        case "application/json":
            return from_json(json_of(body))
        case "application/x-www-form-urlencoded":
            return from_form(form_of(body))
        case _:
            raise Bad("the content type is neither JSON nor a form")


def from_form(form: Mapping[str, str]) -> Heard:
    if "payload" in form:
        return from_interaction(json_of(form["payload"].encode("utf-8", "surrogatepass")))
    if "command" in form:
        return converted(form, SlashCommand)
    if form.get("ssl_check") == "1":
        return Greeting()
    raise Bad("the form is neither a command nor an interaction")


def from_interaction(payload: Mapping[str, Any]) -> Heard:
    kind = payload.get("type")
    if kind == "view_closed":
        return Closed()
    if not isinstance(kind, str) or kind not in INTERACTIONS:
        raise Bad("this kind of interaction is none of ours")
    heard = converted(payload, Interaction)
    if not heard.user.id:
        raise Bad("nobody is named who did it")
    if not {"block_actions": heard.actions, "view_submission": heard.view}.get(kind, heard.callback_id):
        raise Bad("it does not say what was used")
    return heard


def from_json(payload: Mapping[str, Any]) -> Heard:
    match payload.get("type"):
        case "url_verification" if isinstance(payload.get("challenge"), str):
            return Greeting(payload["challenge"][:200])
        case "event_callback":
            return converted(_with_member(payload), Event)
        case "app_rate_limited":
            return converted(payload, RateLimited)
        case _:
            raise Bad("the JSON is no event")


def _with_member(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    event = payload.get("event")
    if not isinstance(event, dict) or not isinstance(event.get("user"), dict):
        return payload
    told = {name: value for name, value in event.items() if name != "user"}
    return {**payload, "event": {**told, "member": event["user"]}}


def _hash(*parts: str) -> str:
    return hashlib.blake2s("\0".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
