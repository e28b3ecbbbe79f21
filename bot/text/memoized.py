"""Says each sentence once: for all the places of a message where it stands, and for the many messages that have it."""

from __future__ import annotations

from functools import lru_cache

from bot.engine.messages import Say
from bot.ports import Voice


class MemoizedVoice:
    """A voice that need not say everything anew.

    For one message: its sentences are known by their identity, which holds as long as the message does.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.language, self.colon = voice.language, voice.colon
        self._prose: dict[int, str] = {}
        self._labels: dict[int, str] = {}

    def prose(self, say: Say) -> str:
        known = self._prose.get(id(say))
        if known is None:
            known = self._prose[id(say)] = _prose(self._voice, say)
        return known

    def label(self, say: Say) -> str:
        known = self._labels.get(id(say))
        if known is None:
            known = self._labels[id(say)] = _label(self._voice, say)
        return known


@lru_cache(8192)
def _prose(voice: Voice, say: Say) -> str:
    return voice.prose(say)


@lru_cache(8192)
def _label(voice: Voice, say: Say) -> str:
    return voice.label(say)
