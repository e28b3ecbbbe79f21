"""Lanes as the tables keep them: the name of the lane, and the name of its scope with which it begins."""

from __future__ import annotations

from bot.ports import Lane

_PAIR = "pair:"


def lane_of(lane: str, scope: str) -> Lane:
    """Back from `str(lane)` and `lane.scope`. A channel's name has no slash in it; workspace and place may."""
    channel, _, workspace = scope.partition("/")
    return Lane(channel, workspace, lane[len(scope) + 1 :])


def pair_of(lane: Lane) -> str | None:
    """The pair whose shared conversation this is."""
    return lane.place.removeprefix(_PAIR) if lane.place.startswith(_PAIR) else None
