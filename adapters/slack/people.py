"""Members of a workspace, found by e-mail or id, and who of them can take part (docs.slack.dev/reference/objects/user-object)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from adapters.slack import trouble
from adapters.slack.workspaces import Wire, Workspace, Workspaces
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.ports import Busy, DirectoryEntry, Unavailable, Unreached

PATIENCE = 3
"""How often a look-up waits as Slack asks it to: `users.lookupByEmail` takes about 50 a minute."""

_UNKNOWN = frozenset({"users_not_found", "user_not_found", "user_not_visible", "invalid_arguments"})
_ADDRESS = re.compile(r"(?:(?P<team>[TE][A-Z0-9]+)/)?(?:(?P<user>[UW][A-Z0-9]+)|(?P<mail>[^/]*@[^/]*))\Z")


class SlackDirectory:
    """Implements `bot.ports.Directory`."""

    def __init__(self, workspaces: Workspaces, wire: Wire) -> None:
        self._workspaces, self._wire = workspaces, wire

    async def close(self) -> None:
        await self._wire.close()

    async def find(self, address: str) -> DirectoryEntry | Flaw:
        """Finds `claire@example.org`, `U024BE7LH`, and `T0123/` before either: in that workspace alone."""
        try:
            workspaces = await self._workspaces.every()
        except Exception as error:
            raise _unreached(error) from error
        told = _ADDRESS.match(address)
        if told is None:
            words = "is neither an e-mail address nor a Slack member id such as U024BE7LH"
            return Flaw(FlawKind.FORM, f"«{address}» {words}", address)
        if told["team"]:
            workspaces = [one for one in workspaces if one.id == told["team"]]
        if not workspaces:
            words = f"the app is not installed in the Slack workspace of {address}"
            return Flaw(FlawKind.ELSEWHERE, words, address)
        who, by_email = told["user"] or told["mail"], told["user"] is None
        seen = [(one, await _member(one, who, by_email=by_email)) for one in workspaces]
        known = [judged(one, member) for one, member in seen if member is not None]
        able = [member for member in known if isinstance(member, DirectoryEntry)]
        if len(able) > 1:
            those = " or ".join(member.address for member in able)
            return Flaw(FlawKind.SEVERAL, f"{address} is in several workspaces; write {those}", address, those)
        if not known:
            words = f"Slack knows no member {address} here; check the spelling, or invite them first"
            return Flaw(FlawKind.UNKNOWN, words, who)
        return able[0] if able else known[0]


def judged(workspace: Workspace, member: Mapping[str, Any]) -> DirectoryEntry | Flaw:
    """Judges whether a member can take part: somebody who can be written to, here, in a conversation of three."""
    name = str(member.get("real_name") or member.get("name") or member.get("id"))
    if member.get("deleted"):
        return Flaw(FlawKind.INACTIVE, f"{name}'s Slack account is deactivated", name)
    if member.get("is_bot") or member.get("id") == "USLACKBOT" or member.get("is_workflow_bot"):
        return Flaw(FlawKind.BOT, f"{name} is a bot", name)
    if member.get("is_stranger") or workspace.id not in _workspaces(member, workspace):
        words = (
            f"{name} belongs to another workspace (Slack Connect), where the app cannot open conversations; "
            "install it there and give their id there, TEAM/USER"
        )
        return Flaw(FlawKind.ELSEWHERE, words, name)
    if member.get("is_ultra_restricted"):
        words = "is a single-channel guest, whom Slack lets into no other conversation; make them a multi-channel guest"
        return Flaw(FlawKind.GUEST, f"{name} {words}", name)
    if member.get("is_invited_user"):
        return Flaw(FlawKind.INVITED, f"{name} has not accepted the invitation to Slack yet", name)
    language = str(member.get("locale") or "").partition("-")[0].lower()
    return DirectoryEntry(
        f"{workspace.id}/{member['id']}",
        str(member.get("tz") or ""),
        (language,) if language else (),
        str((member.get("profile") or {}).get("email") or ""),
        str(member.get("real_name") or ""),
    )


def _workspaces(member: Mapping[str, Any], workspace: Workspace) -> list[str]:
    """Returns a member's workspaces: across an organisation a list, and `team_id` is then the organisation or any of them."""
    organised = member.get("enterprise_user") or {}
    own = str(member.get("team_id") or workspace.id)
    if own == organised.get("enterprise_id"):
        own = workspace.id
    return [str(id) for id in organised.get("teams") or (own,)]


async def _member(workspace: Workspace, what: str, *, by_email: bool) -> Mapping[str, Any] | None:
    for tried in range(PATIENCE + 1):
        try:
            if by_email:
                what = str((await workspace.client.users_lookupByEmail(email=what))["user"]["id"])
                by_email = False
            member: Mapping[str, Any] = (await workspace.client.users_info(user=what, include_locale=True))["user"]
            return member
        except SlackApiError as error:
            if trouble.code(error) in _UNKNOWN:
                return None
            wait = trouble.verdict(error, harmless=True)
            if not isinstance(wait, Busy) or tried == PATIENCE:
                raise _unreached(error) from error
            await asyncio.sleep(wait.after)
        except Exception as error:
            raise _unreached(error) from error
    return None


def _unreached(error: Exception) -> Exception:
    if isinstance(error, Unavailable):  # it says itself what to do
        return Unreached(str(error))
    judged = trouble.verdict(error, harmless=True)
    return error if judged is error else Unreached(str(judged))
