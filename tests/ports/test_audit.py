"""The audit trail: what is noted comes back in order, holds no words, and is forgotten after a year."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ports import Act, AuditEntry
from storage.store import SqlStore
from tests.storage.values import DAY, NOW, do


def noted(store: SqlStore, about: str, at: object = NOW) -> None:
    do(store, lambda unit: unit.audit.note("first", "operator:root", Act.SHOW, about, at))  # type: ignore[arg-type]


def test_what_is_noted_comes_back_the_oldest_first(store: SqlStore) -> None:
    noted(store, "bo", NOW + DAY)
    noted(store, "ama")
    noted(store, "")
    assert [one.about for one in do(store, lambda unit: unit.audit.all())] == ["ama", "", "bo"]
    assert do(store, lambda unit: unit.audit.all(NOW + timedelta(seconds=1))) == [
        AuditEntry(NOW + DAY, "first", "operator:root", "person shown", "bo")
    ]


@pytest.mark.parametrize("about", ["two words", "« bonjour »", "a\nb", "é", "x" * 121])
def test_words_are_refused(store: SqlStore, about: str) -> None:
    with pytest.raises(ValueError, match="no words"):
        noted(store, about)
    assert do(store, lambda unit: unit.audit.all()) == []


def test_what_is_old_is_forgotten(store: SqlStore) -> None:
    noted(store, "ama")
    noted(store, "bo", NOW + DAY)
    assert do(store, lambda unit: unit.audit.forget(NOW + DAY)) == 1
    assert [one.about for one in do(store, lambda unit: unit.audit.all())] == ["bo"]
