"""Says each sentence once: for all the places of a message where it stands, and for the many messages that have it."""

from __future__ import annotations

from functools import lru_cache

from bot.engine.messages import Say
from bot.ports import Voice


class MemoizedVoice:
    """A voice that need not say everything anew: what has no variables is said once for all, the rest as long as there is room."""

    __slots__ = ("_labels", "_prose", "_voice", "colon", "language")

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.language, self.colon, self._prose, self._labels = _known(voice)

    def prose(self, say: Say) -> str:
        if say.args or say.times:
            return _prose(self._voice, say)
        known = self._prose.get(say.id)
        if known is None:
            known = self._prose[say.id] = self._voice.prose(say)
        return known

    def label(self, say: Say) -> str:
        if say.args or say.times:
            return _label(self._voice, say)
        known = self._labels.get(say.id)
        if known is None:
            known = self._labels[say.id] = self._voice.label(say)
        return known


@lru_cache(1024)
def _known(voice: Voice) -> tuple[str, str, dict[str, str], dict[str, str]]:
    """A voice's language and colon, and its sentences without variables as prose and as labels: no more than the content has."""
    return voice.language, voice.colon, {}, {}


@lru_cache(8192)
def _prose(voice: Voice, say: Say) -> str:
    return voice.prose(say)


@lru_cache(8192)
def _label(voice: Voice, say: Say) -> str:
    return voice.label(say)
