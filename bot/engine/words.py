"""Every sentence that the bot can say, as a value: its id, the variables it may use, and the file it stands in.

A conversation declares its sentences once and says them by name, so that `content check` can demand each of them:

    WORDS = Words("evaluation")
    NUDGE = WORDS("evaluation-nudge", of_seance)
    SCALE = WORDS.each("evaluation-scale-{}", ("1", "2", "3"))

    NUDGE.text(seance=3)
    SCALE["2"]()

A shape is a function that is never called: its parameters are the sentence's variables, with their types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Generic, ParamSpec, TypeVar, overload

from bot.engine.ids import Command
from bot.engine.messages import Line, Say, Text, quiet, say, text

P = ParamSpec("P")
K = TypeVar("K")

Word = str | Say
"""A name as it is, or words that another sentence says."""


# Shapes that several conversations share ---------------------------------------------------------------------------


def nothing() -> None: ...
def of_seance(*, seance: int) -> None: ...
def of_count(*, count: int) -> None: ...
def of_name(*, name: Word) -> None: ...
def of_partner(*, partner: Word) -> None: ...
def of_pair(*, mentor: Word, mentee: Word) -> None: ...
def at_time(*, when: datetime) -> None: ...


class Sentence(Generic[P]):
    """One sentence. Calling it gives what a message holds; it is said when it is delivered."""

    __slots__ = ("_bare", "_tells_time", "file", "id", "shape", "variables")

    def __init__(self, id: str, file: str, shape: Callable[P, object]) -> None:
        self.id, self.file, self.shape = id, file, shape
        self.variables = frozenset(shape.__annotations__) - {"return"}
        self._bare = say(id)
        self._tells_time = any("datetime" in str(kind) for kind in shape.__annotations__.values())

    def __call__(self, *_: P.args, **variables: P.kwargs) -> Say:
        if not variables:
            return self._bare
        if self._tells_time:
            return say(self.id, **_plain(variables))
        return Say(self.id, _plain(variables))

    def text(self, *_: P.args, **variables: P.kwargs) -> Text:
        """A paragraph of this sentence."""
        return Text(Line(self(*_, **variables))) if variables else text(self.id)

    def quiet(self, *_: P.args, **variables: P.kwargs) -> Text:
        """Small print of this sentence."""
        return Text(Line(self(*_, **variables)), quiet=True) if variables else quiet(self.id)

    def __repr__(self) -> str:
        return f"<{self.id}>"


def _plain(variables: Any) -> Mapping[str, Any]:
    """The shape has checked them already, which the type system cannot carry through."""
    return variables  # type: ignore[no-any-return]


class Family(Generic[K, P]):
    """Sentences that differ in one part of their id: one for each of a closed set of keys."""

    def __init__(self, sentences: Mapping[K, Sentence[P]]) -> None:
        self._sentences = sentences

    def __getitem__(self, key: K) -> Sentence[P]:
        return self._sentences[key]

    def __contains__(self, key: object) -> bool:
        return key in self._sentences

    def __iter__(self) -> Iterator[K]:
        return iter(self._sentences)


class Words:
    """The sentences of one conversation. `file` is the `.ftl` that they are expected in."""

    def __init__(self, file: str) -> None:
        self.file = f"{file}.ftl"
        self._sentences: dict[str, Sentence[Any]] = {}

    def __iter__(self) -> Iterator[Sentence[Any]]:
        return iter(self._sentences.values())

    @overload
    def __call__(self, id: str) -> Sentence[[]]: ...
    @overload
    def __call__(self, id: str, shape: Callable[P, object]) -> Sentence[P]: ...
    def __call__(self, id: str, shape: Callable[..., object] = nothing) -> Sentence[Any]:
        """Declares a sentence. The same id twice is a slip: `ValueError`."""
        if id in self._sentences:
            raise ValueError(f"{self.file}: «{id}» is declared twice")
        sentence = self._sentences[id] = Sentence[Any](id, self.file, shape)
        return sentence

    @overload
    def each(self, pattern: str, keys: Iterable[K]) -> Family[K, []]: ...
    @overload
    def each(self, pattern: str, keys: Iterable[K], shape: Callable[P, object]) -> Family[K, P]: ...
    def each(self, pattern: str, keys: Iterable[K], shape: Callable[..., object] = nothing) -> Family[K, Any]:
        """Declares a sentence for each key; a key of several parts fills several `{}`."""
        return Family({key: self(pattern.format(*_parts(key)), shape) for key in keys})


def of_text(*, text: str) -> None: ...


BASE = Words("common")
TYPED = BASE("typed", of_text)
"""What a person typed, as they typed it (`messages.typed`)."""


def _parts(key: object) -> tuple[object, ...]:
    return key if isinstance(key, tuple) else (key,)


class CommandWords:
    """What belongs to a command: its line in the list, its button, and the words that people type for it."""

    def __init__(self, command: Command) -> None:
        spoken, typed = Words("talk"), Words("commands")
        self.help = spoken(f"help-{command}")
        self.run = spoken(f"run-{command}")
        self.typed = typed(f"command-{command}-words")

    def __iter__(self) -> Iterator[Sentence[Any]]:
        yield from (self.help, self.run, self.typed)


@cache
def command_words(command: Command) -> CommandWords:
    return CommandWords(command)
