"""A journey's words as one transaction has read them: opened when somebody first reads them, lost if they cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from bot.ports import KeyLost


class StoredWords(Mapping[str, object]):
    """The slots of one column; none, and `lost`, if it cannot be opened."""

    __slots__ = ("_lost", "_read", "_slots", "_source")

    def __init__(self, read: Callable[[], Mapping[str, object]], source: object) -> None:
        """`read` raises `KeyLost`; `source` is where they stand, as seen by one transaction."""
        self._read, self._source = read, source
        self._slots: Mapping[str, object] | None = None
        self._lost = False

    @property
    def lost(self) -> bool:
        self._opened()
        return self._lost

    @property
    def is_opened(self) -> bool:
        """Whether anybody has looked at them, or has tried to."""
        return self._slots is not None

    def are_of(self, source: object) -> bool:
        """Whether this is what stands there."""
        return self._source == source

    def _opened(self) -> Mapping[str, object]:
        if self._slots is None:
            try:
                self._slots = self._read()
            except KeyLost:
                self._slots, self._lost = {}, True
        return self._slots

    def __getitem__(self, name: str) -> object:
        return self._opened()[name]

    def __contains__(self, name: object) -> bool:
        return name in self._opened()

    def get(self, name: str, default: Any = None, /) -> Any:
        """What `Mapping` does with an exception: a step asks often, and mostly for what is not there."""
        return self._opened().get(name, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._opened())

    def __len__(self) -> int:
        return len(self._opened())

    def __repr__(self) -> str:
        """Nothing of what is in them, so that no log has it."""
        return "StoredWords()"


class Unreadable(AbstractSet[str]):
    """The names of the columns that cannot be opened; each is tried when somebody first asks for it."""

    __slots__ = ("_by_name",)

    def __init__(self, by_name: Mapping[str, StoredWords]) -> None:
        self._by_name = by_name

    def __contains__(self, name: object) -> bool:
        words = self._by_name.get(name) if isinstance(name, str) else None
        return words is not None and words.lost

    def __iter__(self) -> Iterator[str]:
        return (name for name, words in self._by_name.items() if words.lost)

    def __len__(self) -> int:
        return sum(words.lost for words in self._by_name.values())
