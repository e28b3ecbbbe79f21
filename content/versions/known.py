"""The versions that a process has met: each is read once, and said from then on."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.application.versions import named
from bot.engine.programme import Programme
from bot.ports import UnitOfWork
from content.faults import ContentBroken
from content.read import Content
from content.versions.stored import Version, read_back

log = logging.getLogger(__name__)


class KnownVersions:
    """Implements `bot.application.versions.Versions`. Used by the threads of a store: what is read twice is the same."""

    def __init__(self, today: Content) -> None:
        self._today = today
        self._known: dict[str, Programme | None] = {}
        """None: it cannot be read, and its pairs go by the one in use."""
        self._made: dict[str, tuple[Programme, Programme]] = {}
        """Of each version what was asked for like which."""

    def programme(self, unit: UnitOfWork, like: Programme, id: str) -> Programme:
        made = self._made.get(id)
        if made is None or made[0] is not like:
            made = self._made[id] = (like, self._like(unit, like, id))
        return made[1]

    def learn(self, unit: UnitOfWork) -> None:
        for id, _ in unit.contents.all():
            self._read(unit, id)

    def _like(self, unit: UnitOfWork, like: Programme, id: str) -> Programme:
        version = named(unit, id)
        found = None if version in ("", like.version) else self._read(unit, version)
        if found is None:
            return like
        return replace(like, cadence=found.cadence, timing=found.timing, tracks=found.tracks, version=version)

    def _read(self, unit: UnitOfWork, id: str) -> Programme | None:
        if id == self._today.programme.version:
            return None
        if id not in self._known:
            self._known[id] = self._read_back(id, unit.contents.of(id))
        return self._known[id]

    def _read_back(self, id: str, files: str | None) -> Programme | None:
        if files is None:
            log.error("the version %s of the content is not stored: its pairs go by the one in use", id)
            return None
        try:
            content = read_back(Version(id, files), self._today)
        except ContentBroken as broken:
            log.error(
                "this release cannot read the version %s of the content, so that its pairs go by the one in use; "
                "«together-bot content move» moves them for good: %s",
                *(id, broken),
            )
            return None
        self._today.voices.learn(id, content.books)
        return content.programme
