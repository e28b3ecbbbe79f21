"""Members of a workspace, found by e-mail or id, and who of them can take part (docs.slack.dev/reference/objects/user-object)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError

from adapters.slack import trouble
from adapters.slack.workspaces import Wire, Workspace, Workspaces
from bot.ports import Busy, DirectoryEntry, Unavailable, Unreached

PATIENCE = 3
"""How often a look-up waits as Slack asks it to: `users.lookupByEmail` takes about 50 a minute."""

_UNKNOWN = frozenset({"users_not_found", "user_not_found", "user_not_visible", "invalid_arguments"})
_ID = re.compile(r"(?:(?P<team>[TE][A-Z0-9]+)/)?(?P<user>[UW][A-Z0-9]+)\Z")


class SlackDirectory:
    """Implements `bot.ports.Directory`."""

    def __init__(self, workspaces: Workspaces, wire: Wire) -> None:
        self._workspaces, self._wire = workspaces, wire

    async def close(self) -> None:
        await self._wire.close()

    async def find(self, address: str) -> DirectoryEntry | str:
        """Finds `claire@example.org`, `U024BE7LH` or `T0123/U024BE7LH`."""
        try:
            workspaces = await self._workspaces.every()
        except Exception as error:
            raise _unreached(error) from error
        id = _ID.match(address)
        if id is None and "@" not in address:
            return f"«{address}» is neither an e-mail address nor a Slack member id such as U024BE7LH"
        if id is not None and id["team"]:
            workspaces = [one for one in workspaces if one.id == id["team"]]
        if not workspaces:
            return f"the app is not installed in the Slack workspace of {address}"
        seen = [
            (one, await _member(one, address if id is None else id["user"], by_email=id is None)) for one in workspaces
        ]
        known = [judged(one, member) for one, member in seen if member is not None]
        able = [member for member in known if isinstance(member, DirectoryEntry)]
        if len(able) > 1:
            return f"{address} is in several workspaces; write {' or '.join(member.address for member in able)}"
        if not known:
            return f"Slack knows no member {address} here; check the spelling, or invite them first"
        return able[0] if able else known[0]


def judged(workspace: Workspace, member: Mapping[str, Any]) -> DirectoryEntry | str:
    """Judges whether a member can take part: somebody who can be written to, here, in a conversation of three."""
    name = str(member.get("real_name") or member.get("name") or member.get("id"))
    if member.get("deleted"):
        return f"{name}'s Slack account is deactivated"
    if member.get("is_bot") or member.get("id") == "USLACKBOT" or member.get("is_workflow_bot"):
        return f"{name} is a bot"
    if member.get("is_stranger") or workspace.id not in _workspaces(member, workspace):
        return (
            f"{name} belongs to another workspace (Slack Connect), where the app cannot open conversations; "
            "install it there and give their id there, TEAM/USER"
        )
    if member.get("is_ultra_restricted"):
        return f"{name} is a single-channel guest, whom Slack lets into no other conversation; make them a multi-channel guest"
    if member.get("is_invited_user"):
        return f"{name} has not accepted the invitation to Slack yet"
    language = str(member.get("locale") or "").partition("-")[0].lower()
    return DirectoryEntry(
        f"{workspace.id}/{member['id']}",
        str(member.get("tz") or ""),
        (language,) if language else (),
        str((member.get("profile") or {}).get("email") or ""),
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
