"""Announcements on every database: whose people they reach, each once; what is withdrawn, and what goes with somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.application.data_rights.export import export
from bot.engine import ids
from bot.engine.flows.coordination.actions import ANNOUNCEMENT
from bot.engine.journey import Journey, Pause, Stage
from bot.engine.messages import Message, text
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Track
from bot.ports import EVERY_PAIR, FIRST, Lane, OutboxMessage, PairFilter, Reading, Reason, Refused
from bot.ports.store.announcements import Announcement, Recipient
from storage.coordination.announcements import ANNOUNCEMENT as ROWS
from storage.coordination.announcements import keys
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.ports.test_standings import CY, DI, EVE, SECOND, coordinating, enrolled, searching
from tests.storage.values import AMA, BO, DAY, NOW, claim, do, journey, person

FAY, GIL = (replace(person(name), languages=("en", "fr")) for name in ("fay", "gil"))
READING = Reading(NOW, FIRST, CY.id)
_TEXTS = select(ROWS.c.text)


def resting(one: Journey) -> Journey:
    return replace(searching(one), pause=Pause(NOW))


@pytest.fixture
def house(store: SqlStore) -> SqlStore:
    """a: Ama and Bo, who look for a date; b: Ama and Eve, at rest; c: Fay and Gil, who network in English; d has not begun, e has
    ended; f is of the second programme."""
    do(store, lambda unit: unit.programmes.put(SECOND))
    english = replace(searching(journey("c", FAY, GIL)), track=Track.NETWORKING)
    works = (
        enrolled(searching(journey("a"))),
        enrolled(resting(journey("b", AMA, EVE)), AMA, EVE),
        enrolled(english, FAY, GIL),
        enrolled(journey("d", DI, BO), DI, BO),
        enrolled(replace(searching(journey("e", DI, EVE)), ended=NOW), DI, EVE),
        enrolled(searching(journey("f", DI, FAY)), DI, FAY, SECOND.id),
    )
    for work in works:
        do(store, work)
    for who, programme in ((CY, FIRST), (EVE, FIRST), (DI, SECOND.id)):
        do(store, coordinating(who, programme))
    return store


def begun(house: SqlStore, id: str = "one", by: str = CY.id, programme: str = FIRST) -> Announcement:
    one = Announcement(id, programme, by, "p=first", NOW, "Bonjour à vous")
    do(house, lambda unit: unit.announcements.draft(one))
    return one


def sent(house: SqlStore, id: str = "one", reading: Reading = READING, which: PairFilter = EVERY_PAIR) -> int:
    begun(house, id, reading.reader or "")
    return do(house, lambda unit: unit.announcements.send(id, reading, which, NOW + 14 * DAY))


def recipients(house: SqlStore) -> list[Recipient]:
    """All that are due, one after another."""
    found = []
    while (one := do(house, lambda unit: _next(unit))) is not None:
        found.append(one)
    return found


def _next(unit: SqlUnit) -> Recipient | None:
    one = unit.announcements.claim(NOW)
    if one is not None:
        unit.announcements.posted(one, NOW)
    return one


def test_each_person_whose_programme_is_under_way_gets_it_once(house: SqlStore) -> None:
    assert do(house, lambda unit: unit.announcements.count(READING, EVERY_PAIR)) == 5
    assert sent(house) == 5
    found = {one.person: one for one in recipients(house)}
    assert set(found) == {AMA.id, BO.id, EVE.id, FAY.id, GIL.id}
    assert (found[AMA.id].pair, found[EVE.id].pair) == ("a", "b"), "by the one that does not rest, if there is one"
    assert found[BO.id].role is Role.MENTEE
    assert recipients(house) == []


@pytest.mark.parametrize(
    ("which", "who"),
    [
        (PairFilter(track=Track.NETWORKING), (FAY, GIL)),
        (PairFilter(language="en"), (FAY, GIL)),
        (PairFilter(stage=Stage.SCHEDULING), (AMA, BO, FAY, GIL)),
        (PairFilter(stage=Stage.SCHEDULING, track=Track.MENTORING), (AMA, BO)),
        (PairFilter(seance=2), ()),
    ],
)
def test_a_filter_narrows_it_down(house: SqlStore, which: PairFilter, who: Sequence[object]) -> None:
    assert do(house, lambda unit: unit.announcements.count(READING, which)) == len(who)
    assert sent(house, which=which) == len(who)
    assert {one.person for one in recipients(house)} == {one.id for one in who}  # type: ignore[attr-defined]


def test_nobody_reaches_their_own_pair_nor_a_programme_that_is_not_theirs(house: SqlStore) -> None:
    for reader, people in ((EVE.id, 4), (DI.id, 0), (AMA.id, 0), ("nobody", 0)):
        reading = replace(READING, reader=reader)
        assert do(house, lambda unit, reading=reading: unit.announcements.count(reading, EVERY_PAIR)) == people  # type: ignore[misc]


def test_of_a_language_the_other_one_of_a_pair_gets_nothing(house: SqlStore) -> None:
    do(house, enrolled(searching(journey("g", GIL, BO)), GIL, BO))
    sent(house, which=PairFilter(language="en", track=Track.MENTORING))
    assert [one.person for one in recipients(house)] == [GIL.id]


def test_a_draft_is_its_writers_alone_and_there_is_one(house: SqlStore) -> None:
    begun(house)
    begun(house, "two", EVE.id)
    later = begun(house, "three")
    assert do(house, lambda unit: unit.announcements.draft_of(CY.id)) == later
    assert do(house, lambda unit: unit.announcements.of("one")) is None
    do(house, lambda unit: unit.announcements.drop("three"))
    assert do(house, lambda unit: unit.announcements.draft_of(CY.id)) is None
    assert do(house, lambda unit: unit.announcements.draft_of(EVE.id)) is not None
    sent(house, "four")
    do(house, lambda unit: unit.announcements.drop("four"))
    assert do(house, lambda unit: unit.announcements.of("four")) is not None, "what was sent is no draft"


def test_its_text_is_sealed(house: SqlStore) -> None:
    begun(house)
    rows = do(house, lambda unit: unit.session.rows(_TEXTS))
    assert all(b"Bonjour" not in bytes(text) for (text,) in rows)


def test_those_that_were_sent_come_the_newest_first(house: SqlStore) -> None:
    for n, id in enumerate(("one", "two", "three")):
        sent(house, id, replace(READING, at=NOW + n * DAY))
    begun(house, "draft")
    assert [one.id for one in do(house, lambda unit: unit.announcements.sent(FIRST, 2))] == ["three", "two"]
    assert do(house, lambda unit: unit.announcements.sent(SECOND.id, 2)) == []


def test_who_is_put_off_comes_later_and_who_is_given_up_never(house: SqlStore) -> None:
    sent(house)

    def put_off(unit: SqlUnit) -> None:
        for until in (NOW + DAY, NOW + 2 * DAY):
            one = unit.announcements.claim(NOW)
            assert one is not None
            unit.announcements.put_off(one, until)
        one = unit.announcements.claim(NOW)
        assert one is not None
        unit.announcements.give_up(one)

    do(house, put_off)
    assert len(recipients(house)) == 2
    assert not do(house, lambda unit: unit.announcements.is_due(NOW))
    assert do(house, lambda unit: unit.announcements.is_due(NOW + DAY))


# Withdrawn ---------------------------------------------------------------------------------------------------------


def posts(house: SqlStore, id: str = "one") -> int:
    """Posts it to all who are due."""

    def post(unit: SqlUnit) -> bool:
        one = unit.announcements.claim(NOW)
        if one is None:
            return False
        unit.announcements.posted(one, NOW)
        key = ids.card(ANNOUNCEMENT, role=one.role, rest=id)
        lane = Lane("slack", "T1", f"dm:{one.person}")
        message = Message((text("typed", text="Bonjour"),))
        unit.outbox.enqueue([OutboxMessage(one.pair, key, PRIVATE[one.role], lane, message, ("fr",), ("UTC",))])
        return True

    count = 0
    while do(house, post):
        count += 1
    return count


def test_what_is_not_delivered_is_withdrawn(house: SqlStore) -> None:
    sent(house)

    def later(unit: SqlUnit) -> None:
        one = unit.announcements.claim(NOW)
        assert one is not None
        unit.announcements.put_off(one, NOW + DAY)

    do(house, later)
    assert posts(house) == 4
    assert do(house, lambda unit: unit.announcements.reached("one")) == 0
    first, second, *_ = do(house, claim)
    assert do(house, lambda unit: unit.outbox.delivered(first, "worker", "D1", "1"))
    assert do(house, lambda unit: unit.dead_letters.put(second, "worker", Refused(Reason.BLOCKED, ""), NOW))
    assert do(house, lambda unit: unit.announcements.reached("one")) == 1
    do(house, lambda unit: unit.outbox.release("worker"))
    assert do(house, lambda unit: unit.announcements.withdraw("one", NOW)) == 4, "put off, set aside, and two that wait"
    assert do(house, lambda unit: unit.announcements.reached("one")) == 1
    assert do(house, lambda unit: unit.dead_letters.all()) == []
    assert do(house, lambda unit: claim(unit, NOW + 2 * DAY)) == []
    assert not do(house, lambda unit: unit.announcements.is_due(NOW + 2 * DAY))
    one = do(house, lambda unit: unit.announcements.of("one"))
    assert one is not None
    assert one.withdrawn == NOW


def test_what_is_being_sent_just_now_is_not_withdrawn(house: SqlStore) -> None:
    sent(house)
    posts(house)
    leased = do(house, claim)
    assert do(house, lambda unit: unit.announcements.withdraw("one", NOW)) == 5 - len(leased)


def test_another_announcement_goes_on(house: SqlStore) -> None:
    sent(house)
    sent(house, "two")
    do(house, lambda unit: unit.announcements.withdraw("one", NOW))
    assert {one.announcement for one in recipients(house)} == {"two"}


# Kept no longer ----------------------------------------------------------------------------------------------------


def test_it_is_kept_as_long_as_what_was_heard(house: SqlStore) -> None:
    sent(house)
    do(house, lambda unit: unit.announcements.forget(SECOND.id, NOW + DAY))
    do(house, lambda unit: unit.announcements.forget(FIRST, NOW))
    assert do(house, lambda unit: unit.announcements.of("one")) is not None
    assert do(house, lambda unit: unit.announcements.forget(FIRST, NOW + timedelta(seconds=1))) == 6
    assert recipients(house) == []


def test_it_goes_with_its_writer_also_what_is_on_its_way(house: SqlStore) -> None:
    sent(house)
    posts(house)
    sent(house, "two", replace(READING, reader=EVE.id))
    do(house, lambda unit: unit.erasures.forget(CY, []))
    assert do(house, lambda unit: unit.announcements.of("one")) is None
    assert do(house, claim) == []
    assert len(recipients(house)) == 4, "another's goes on"


def test_whoever_is_erased_gets_none(house: SqlStore) -> None:
    sent(house)
    do(house, lambda unit: unit.erasures.forget(FAY, unit.people.every_membership(FAY.id)))
    assert FAY.id not in {one.person for one in recipients(house)}


def test_its_writer_finds_it_in_their_export(house: SqlStore) -> None:
    sent(house)
    begun(house, "two")
    data = do(house, lambda unit: export(unit, CY.id, NOW).data)
    assert [(one.text, one.sent, one.count) for one in data.announced] == [
        ("Bonjour à vous", NOW, 5),
        ("Bonjour à vous", None, 0),
    ]
    assert do(house, lambda unit: export(unit, AMA.id, NOW).data.announced) == ()


def test_its_keys_are_those_under_which_it_is_posted() -> None:
    assert keys("one") == {"mentor": "announcement.mentor.one", "mentee": "announcement.mentee.one"}
