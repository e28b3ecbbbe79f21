"""Says each sentence of a message once, for all the places where it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.engine.messages import Say
from bot.ports import Voice


class Once:
    """A voice that need not say everything anew: most sentences stand in many messages, and each stands in one twice.

    For one message: its sentences are known by their identity, which holds as long as the message does.
    """

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.language = voice.language
        self._prose: dict[int, str] = {}
        self._labels: dict[int, str] = {}

    def prose(self, say: Say) -> str:
        known = self._prose.get(id(say))
        if known is None:
            known = self._prose[id(say)] = self._said(say, _prose, self._voice.prose)
        return known

    def label(self, say: Say) -> str:
        known = self._labels.get(id(say))
        if known is None:
            known = self._labels[id(say)] = self._said(say, _label, self._voice.label)
        return known

    def _said(self, say: Say, kept: Callable[..., str], anew: Callable[[Say], str]) -> str:
        """What speaks of nothing but names and numbers is kept; what people typed, and times, are not."""
        if say.times or say.id == "typed":
            return anew(say)
        if not say.args:
            return kept(self._voice, say.id)
        for value in say.args.values():
            if isinstance(value, Say):
                return anew(say)
        return kept(self._voice, say.id, *say.args.items())


@lru_cache(8192)
def _prose(voice: Voice, id: str, *args: tuple[str, str | int]) -> str:
    return voice.prose(Say(id, dict(args)))


@lru_cache(8192)
def _label(voice: Voice, id: str, *args: tuple[str, str | int]) -> str:
    return voice.label(Say(id, dict(args)))
