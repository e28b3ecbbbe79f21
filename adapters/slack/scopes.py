"""Compares what a workspace has allowed with what the manifest asks for, and names what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from adapters.slack.manifest import SCOPES
from bot.ports.troubles import ChannelTrouble, ChannelTroubles, TroubleKind


def missing(granted: Iterable[str]) -> Sequence[str]:
    """Returns the scopes of the manifest that were not granted, in its order."""
    held = {scope.strip() for scope in granted}
    return [scope for scope in SCOPES if scope not in held]


async def told(troubles: ChannelTroubles, workspace: str, granted: Iterable[str]) -> None:
    """Names what is missing in a workspace (empty: the one of the settings), or takes it back."""
    lacking = missing(granted)
    if not lacking:
        await troubles.over("slack", TroubleKind.SCOPES, workspace=workspace)
        return
    named = "; ".join(f"{scope} (to {SCOPES[scope]})" for scope in lacking)
    detail = f"scopes are missing: {named}. Bring the app's scopes up to date from its manifest, and install it again."
    await troubles.report(ChannelTrouble("slack", TroubleKind.SCOPES, detail, workspace))
