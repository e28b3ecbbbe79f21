"""What every store does with what coordinators have asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from bot.ports.store.inquiries import Inquiry, InquiryKind
from storage.coordination.inquiries import INQUIRY
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import AMA, BO, DAY, MINUTE, NOW, SECOND, do

MINE = Inquiry("slack/Ev1", InquiryKind.ENROL, AMA.id, "first", NOW, {"lines": "a,b"})
_CONTENT = select(INQUIRY.c.content)
UNPLACED = replace(MINE, id="slack/Ev2", programme="")


def put(store: SqlStore, *inquiries: Inquiry) -> list[bool]:
    def work(unit: SqlUnit) -> list[bool]:
        unit.people.put_all([AMA, BO])
        return [unit.inquiries.add(one) for one in inquiries]

    return do(store, work)


def claim(store: SqlStore, at: datetime = NOW, owner: str = "w1") -> list[Inquiry]:
    return do(store, lambda unit: list(unit.inquiries.claim(at, 10, owner, MINUTE)))


def test_the_same_again_is_the_same_inquiry(store: SqlStore) -> None:
    assert put(store, MINE, replace(MINE, content={"lines": "c,d"})) == [True, False]
    assert claim(store) == [MINE]


def test_what_was_typed_is_in_no_printed_one_and_cannot_be_read_on_disk(store: SqlStore) -> None:
    put(store, MINE)
    assert "a,b" not in repr(MINE)
    rows = do(store, lambda unit: unit.session.rows(_CONTENT))
    assert [b"a,b" in bytes(row[0]) for row in rows] == [False]


def test_it_is_leased_to_one_and_done_once(store: SqlStore) -> None:
    put(store, MINE)
    assert not do(store, lambda unit: unit.inquiries.is_due(NOW - SECOND))
    assert claim(store, NOW - SECOND) == []
    assert claim(store) == [MINE]
    assert claim(store, owner="w2") == []
    assert claim(store, NOW + MINUTE, "w2") == [MINE], "the lease has lapsed"
    assert not do(store, lambda unit: unit.inquiries.settle(MINE.id, "w1"))
    assert do(store, lambda unit: unit.inquiries.settle(MINE.id, "w2"))
    assert do(store, lambda unit: unit.inquiries.next_due()) is None


def test_it_is_put_off_by_its_owner_alone(store: SqlStore) -> None:
    put(store, MINE)
    claim(store)
    assert not do(store, lambda unit: unit.inquiries.put_off(MINE.id, "w2", NOW))
    assert do(store, lambda unit: unit.inquiries.put_off(MINE.id, "w1", NOW + DAY, count=False))
    assert do(store, lambda unit: unit.inquiries.next_due()) == NOW + DAY
    assert claim(store, NOW + MINUTE) == []
    assert claim(store, NOW + DAY) == [MINE]
    do(store, lambda unit: unit.inquiries.put_off(MINE.id, "w1", NOW + DAY))
    assert claim(store, NOW + DAY) == [replace(MINE, tries=1)]


def test_it_waits_until_who_asked_says_for_which_programme(store: SqlStore) -> None:
    put(store, UNPLACED)
    assert claim(store, NOW + DAY) == []
    assert not do(store, lambda unit: unit.inquiries.place(UNPLACED.id, BO.id, "first", NOW))
    assert do(store, lambda unit: unit.inquiries.place(UNPLACED.id, AMA.id, "first", NOW))
    assert not do(store, lambda unit: unit.inquiries.place(UNPLACED.id, AMA.id, "second", NOW))
    assert claim(store) == [replace(UNPLACED, programme="first")]


def test_what_nobody_says_the_programme_of_is_forgotten(store: SqlStore) -> None:
    put(store, MINE, UNPLACED)
    assert do(store, lambda unit: unit.inquiries.forget(NOW)) == 0
    assert do(store, lambda unit: unit.inquiries.forget(NOW + SECOND)) == 2


def test_it_goes_with_who_asked(store: SqlStore) -> None:
    put(store, MINE, replace(MINE, id="theirs", coordinator=BO.id))
    do(store, lambda unit: unit.erasures.forget(AMA, ()))
    assert [one.id for one in claim(store)] == ["theirs"]
