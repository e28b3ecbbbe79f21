"""Checks what the séances hold: each activity where it can be, once, after what it looks back on, and what stays to be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.activity import Activity
from bot.engine.programme import Seance, Track
from content.faults import Fault
from content.read import Content


def faults_of(content: Content) -> Iterator[Fault]:
    """What no season could go through."""
    for track, seances in content.programme.tracks.items():
        for one in ACTIVITIES.values():
            holding = _holding(seances, one)
            if holding and track not in one.tracks:
                for seance in holding:
                    file, line = content.held[track, seance.number]
                    cure = f"Name it in a séance of: {', '.join(one.tracks)}"
                    yield Fault(file, line, f"«{one.name}» is no activity of the track «{track}»", cure)
            elif len(holding) > 1 and not one.again:
                file, line = content.held[track, holding[1].number]
                what = f"«{one.name}» stands in séance {holding[0].number} already, and is done once"
                yield Fault(file, line, what, "Leave it in one of the two")


def warnings_of(content: Content) -> Iterator[Fault]:
    """What works, and leaves something out."""
    for track, seances in content.programme.tracks.items():
        for one in ACTIVITIES.values():
            if track not in one.tracks:
                continue
            if holding := _holding(seances, one):
                yield from _looked_back_on(content, track, one, holding[0])
                yield from _gone(content, track, one, holding[0])
            else:
                yield from _left_out(content, track, one)


def _holding(seances: tuple[Seance, ...], one: Activity) -> list[Seance]:
    return [seance for seance in seances if one.name in seance.activities]


def _looked_back_on(content: Content, track: Track, one: Activity, seance: Seance) -> Iterator[Fault]:
    """What it needs is held by this séance, or one before."""
    before = {name for other in content.programme.tracks[track][: seance.number] for name in other.activities}
    file, line = content.held[track, seance.number]
    for name in (name for name in one.needs if name not in before):
        what = f"«{one.name}» looks back on «{name}», which no séance up to this one holds, and leaves that out"
        yield Fault(file, line, what, f"Name «{name}» in this séance or one before, if the two are to do it")


def _gone(content: Content, track: Track, one: Activity, seance: Seance) -> Iterator[Fault]:
    """It is about items that the track no longer has: then it stands under no topic."""
    there = _items(content, track)
    prefixes = {other.prefix for other in content.programme.tracks[track]}
    gone = [id for id in one.items if id not in there and id.partition(".")[0] in prefixes]
    if gone:
        file, line = content.held[track, seance.number]
        what = f"«{one.name}» is about {', '.join(gone)}, which no séance of {track} has"
        cure = "It stands on the agenda's first page, if nothing else is left of it; leave its name out if it is not wanted"
        yield Fault(file, line, what, cure)


def _left_out(content: Content, track: Track, one: Activity) -> Iterator[Fault]:
    """No séance holds it, so what it is about is only there to be read."""
    there = _items(content, track)
    cure = f"Add «{one.name}» to the activities of a séance, if the two are to do it"
    if here := [id for id in one.items if id in there]:
        file, line = there[here[0]]
        yield Fault(file, line, f"{here[0]} stays something to read: no séance holds «{one.name}»", cure)
    elif not one.items and not any(_holding(seances, one) for seances in content.programme.tracks.values()):
        file, line = content.held.get((track, 1), (Path(), 0))
        yield Fault(file, line, f"no séance of {track} holds «{one.name}»", cure)


def _items(content: Content, track: Track) -> dict[str, tuple[Path, int]]:
    """Where each item of the track stands."""
    seances = content.programme.tracks[track]
    return {item.id: content.places[item.id] for seance in seances for item in seance.items}
