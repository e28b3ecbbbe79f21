"""What coordinators see, name and nudge: pairs of their own programme, and nothing of a pair that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from bot import app
from bot.application.coordination.report import as_csv, programme_report
from bot.engine.flows.coordination import actions as desk
from bot.engine.flows.coordination.change import Change
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.desk.replacing import Seat
from bot.engine.flows.digest.words import UNDELIVERABLE
from bot.engine.flows.evaluation.line import mark
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.messages import Bullets, Chart, Facts, Message
from bot.engine.people import Place, Role
from bot.ports import FIRST, Address, CardPress, FormSubmission, Lane, OutboxMessage, Person, Reason, Refused
from bot.settings import Coordinator
from storage.unit import SqlUnit
from tests.boundary.house import CLAIRE, GONE, MARK, MAX, OUTSIDERS, PAIRS, ROBIN, SECOND, House, house
from tests.values import DAY, at, buttons, said

LATER = at("2026-02-16 09:00")
"""By then whoever has no date is late."""

OF_ALL = {desk.LIST, desk.TO_ANNOUNCE}
"""Of the programme's pairs, and of none by name."""

THEIRS = {"claire": {"ours", "other", "former"}, "robin": {"elsewhere"}}
"""The pairs that each may nudge; of « coordinators » Claire is one of the two."""


@pytest.fixture
def one(sqlite_url: str) -> Iterator[House]:
    with house(sqlite_url) as opened:
        yield opened


def nudged(one: House, who: Address, pair: str) -> list[str]:
    press = CardPress("e1", who, "dm:somebody", "", "digest", nudge_actions.ASK, [pair])
    return one.told(one.stage.run(one.router.pressed(press)))


def digest(
    one: House, who: Address, programme: str = FIRST, work: Callable[[SqlUnit], object] | None = None
) -> Message:
    """What they read of a programme once a later week is over, in which `work` was done; nothing of it lasts."""

    def read(unit: SqlUnit) -> Message:
        if work is not None:
            work(unit)
        record, reader = unit.programmes.of(programme), unit.people.at(who)
        assert record is not None
        assert reader is not None
        digests = one.stage.app.service.digests
        digests.freeze(unit, programme, LATER)
        return digests.message(unit, record, reader, LATER)

    return one.stage.run(one.attempts.run(read))


# Nudges ------------------------------------------------------------------------------------------------------------


def test_a_nudge_crosses_no_boundary_and_tells_of_none(one: House) -> None:
    strangers = nudged(one, OUTSIDERS["a stranger"], one.pair("ours"))
    greeted = one.stage.run(one.router.typed("e1", OUTSIDERS["a stranger"], "", "bonjour"))
    assert strangers == one.told(greeted)
    readers = {**OUTSIDERS, "awa": Address("local", "awa"), "claire": CLAIRE.address, "robin": ROBIN.address}
    for name, who in readers.items():
        for which in PAIRS:
            allowed = which in THEIRS.get(who.id if who.channel == "local" else "", ())
            answer = nudged(one, who, one.pair(which))
            assert (answer != strangers) is allowed, (name, which)
            assert allowed or one.attempts.left.tables == one.before.tables
        assert nudged(one, who, GONE) == nudged(one, who, "") == strangers


def test_a_coordinator_of_before_nudges_nobody(one: House) -> None:
    appointments = app.appointments(one.stage.app)
    strangers = nudged(one, OUTSIDERS["a stranger"], one.pair("elsewhere"))
    assert nudged(one, ROBIN.address, one.pair("elsewhere")) != strangers
    assert one.stage.run(appointments.appoint(SECOND, MAX, by="op")), "somebody has to stay"
    assert one.stage.run(appointments.dismiss(SECOND, ROBIN.address, by="op"))[1] is Change.DONE
    assert nudged(one, ROBIN.address, one.pair("elsewhere")) == strangers


# To replace somebody -----------------------------------------------------------------------------------------------


def test_to_replace_somebody_crosses_no_boundary_and_tells_of_none(one: House) -> None:
    """By a button, by the last button, and by a form: what is another's, or one's own, is as what is not there."""
    readers = {**OUTSIDERS, "awa": Address("local", "awa"), "claire": CLAIRE.address, "robin": ROBIN.address}
    luc = one.stage.run(one.stage.app.store.run(lambda unit: unit.people.at(Address("local", "luc"))))
    assert luc is not None
    for name, who in readers.items():
        stranger = [replacing(one, OUTSIDERS["a stranger"], GONE, luc.id, way) for way in range(3)]
        for which in PAIRS:
            allowed = which in THEIRS.get(who.id if who.channel == "local" else "", ())
            for way in range(3):
                answer = replacing(one, who, one.pair(which), luc.id, way)
                assert allowed or (answer == stranger[way] and one.attempts.left.tables == one.before.tables), (
                    name,
                    which,
                )
        assert [replacing(one, who, GONE, luc.id, way) for way in range(3)] == stranger


def replacing(one: House, who: Address, pair: str, by: str, way: int) -> list[str]:
    if way == 2:
        seat = Seat(SECOND if who == ROBIN.address else FIRST, pair, Role.MENTEE, "", "")
        form = FormSubmission("e1", who, "dm:somebody", "", seat.key, desk.REPLACE_WITH, {"whom": "Luc"})
        return one.told(one.stage.run(one.router.submitted(form)))
    action, value = (desk.REPLACE, pair) if way == 0 else (desk.REPLACE_BY, f"{pair} mentee {by}")
    press = CardPress("e1", who, "dm:somebody", "", "digest", action, [value])
    return one.told(one.stage.run(one.router.pressed(press)))


# The digest --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "programme"), [(CLAIRE, FIRST), (ROBIN, SECOND)])
def test_a_digest_names_the_pairs_of_its_programme_alone(one: House, who: Coordinator, programme: str) -> None:
    message = digest(one, who.address, programme)
    text, mine = said(message, "fr"), THEIRS[who.address.id]
    late = {name for name in PAIRS if name != "former"} & mine
    for which, names in PAIRS.items():
        assert (f"{names[0]} et {names[1]}" in text) is (which in late), which
    helping = {button.value for button in buttons(message) if button.action not in {*OF_ALL, desk.LINKS, desk.DO}}
    assert helping == {one.pair(which) for which in late}
    assert {button.value for button in buttons(message) if button.action in OF_ALL} == {str(Query(programme))}


def test_those_who_share_a_programme_read_the_same_counts(one: House) -> None:
    """Nothing can be had by comparing; what touches a reader's own pair is left out of what is named."""
    inside = Coordinator(Address("local", "ana"), "Ana", ("fr",), "Europe/Paris")
    assert one.stage.run(app.appointments(one.stage.app).appoint(SECOND, inside, by="op"))
    hers, his = digest(one, inside.address, SECOND), digest(one, ROBIN.address, SECOND)
    counted = [[part for part in read.parts if isinstance(part, Facts | Chart)] for read in (hers, his)]
    assert counted[0] == counted[1]
    assert {button.action for button in buttons(hers)} == {*OF_ALL, desk.LINKS, desk.DO}
    assert "Noé et Ana" not in said(hers, "fr")
    assert "Noé et Ana" in said(his, "fr")


def test_a_week_of_before_is_read_as_it_was_by_any_day_of_it(one: House) -> None:
    one.stage.clock.at = LATER
    one.stage.run(one.stage.app.service.digests.send())

    def weeks(unit: SqlUnit) -> list[Message | None]:
        digests, record, reader = (
            one.stage.app.service.digests,
            unit.programmes.of(FIRST),
            unit.people.at(CLAIRE.address),
        )
        assert record is not None
        assert reader is not None
        digests.freeze(unit, FIRST, LATER + 7 * DAY)
        last, before = (digests.past(unit, record, reader, day) for day in (date(2026, 2, 15), date(2026, 2, 14)))
        assert last == digests.message(unit, record, reader, LATER + 7 * DAY) != before
        return [
            before,
            digests.past(unit, record, reader, date(2026, 2, 8)),
            digests.past(unit, record, reader, date(2027, 1, 4)),
        ]

    saturday, sunday, never = one.stage.run(one.attempts.run(weeks))
    assert saturday is not None
    assert saturday == sunday
    assert "samedi 14 février" in said(saturday, "fr")
    assert never is None


def test_the_sponsors_report_is_of_one_programme_and_the_same_for_all(one: House) -> None:
    one.stage.clock.at = LATER
    one.stage.run(one.stage.app.service.digests.send())
    found = one.stage.run(
        one.stage.app.store.run(lambda unit: {which: programme_report(unit, which) for which in (FIRST, SECOND)})
    )
    reports = {which: report for which, report in found.items() if report is not None}
    pairs = {which: sum(track.enrolled for track in each.tracks) for which, each in reports.items()}
    assert sum(pairs.values()) == len(PAIRS)
    assert all(pairs.values())
    assert not [name for names in PAIRS.values() for name in names if name in as_csv(reports[FIRST])]


def failing(one: House, *which: str) -> Callable[[SqlUnit], None]:
    """A message to the first of each of these pairs cannot be delivered."""

    def work(unit: SqlUnit) -> None:
        for name in which:
            (who,) = [p for p in unit.people.of_pair(one.pair(name)).values() if p.name == PAIRS[name][1]]
            lane = _lane(who)
            unit.outbox.enqueue(
                [OutboxMessage(one.pair(name), "k", Place.MENTEE, lane, Message(()), ("fr",), ("UTC",))]
            )
        for post in unit.outbox.claim(LATER - 3 * DAY, 100, "test", timedelta(minutes=1)):
            assert unit.dead_letters.put(post, "test", Refused(Reason.BLOCKED, ""), LATER - 3 * DAY)

    return work


def _lane(who: Person) -> Lane:
    return Lane("local", "", f"dm:{who.id}")


def test_undelivered_is_told_to_the_programmes_coordinators_alone(one: House) -> None:
    work = failing(one, *(name for name in PAIRS if name != "former"))
    claires, robins = digest(one, CLAIRE.address, FIRST, work), digest(one, ROBIN.address, SECOND, work)
    told = {"claire": undelivered_in(claires), "robin": undelivered_in(robins)}
    assert "Camille" in told["claire"]
    assert "Mia" in told["claire"]
    assert "Zoé" not in told["claire"], "of her own pair she reads what its member does"
    assert "Ana" not in told["claire"]
    assert "Ana" in told["robin"]
    assert not any(name in told["robin"] for name in ("Camille", "Mia", "Zoé"))


def undelivered_in(message: Message) -> str:
    lists = [(part, part.title) for part in message.parts if isinstance(part, Bullets)]
    return said(Message(tuple(part for part, title in lists if title and title.id == UNDELIVERABLE.id)), "fr")


def test_the_digest_of_each_programme_is_owed_once(one: House) -> None:
    one.stage.clock.at = LATER
    sent = one.stage.app.service.digests.send
    assert one.stage.run(sent()) == 2
    assert one.stage.run(sent()) == 0
    assert one.stage.run(app.appointments(one.stage.app).appoint(SECOND, CLAIRE, by="op"))
    one.stage.clock.at = LATER + 7 * DAY
    assert one.stage.run(sent()) == 3
    one.stage.run(one.attempts.run(lambda unit: None))
    owed = {(post.lane.place, post.key) for post in one.attempts.left.posts if post.to is Place.COORDINATORS}
    assert ("coordinator:claire", "digest:2026-W09") in owed
    assert ("coordinator:claire", "digest:2026-W09.second") in owed
    assert ("coordinator:robin", "digest:2026-W09") not in owed


def test_who_coordinates_two_programmes_reads_of_each_by_its_name(one: House) -> None:
    assert one.stage.run(app.appointments(one.stage.app).appoint(SECOND, CLAIRE, by="op"))
    answers = one.stage.run(one.router.typed("e1", Address("local", "claire"), "", "statut"))
    home = one.stage.run(one.router.overview("e1", CLAIRE.address))
    titles = [said(Message((), answer.message.title), "fr") for answer in home][-2:]
    assert titles == ["together\u00a0: la semaine du programme", "Le second\u00a0: la semaine du programme"]
    assert answers


# What somebody sends them ------------------------------------------------------------------------------------------


def sent(one: House) -> list[OutboxMessage]:
    line = f"Camille parle de {MARK}."
    press = CardPress("e1", Address("local", "awa"), "dm:awa", one.pair("ours"), "s1.evaluation.mentor",
                      "evaluation.to-coordinators", [mark(line)])  # fmt: skip
    one.stage.run(one.stage.app.interactions.pressed(press))
    one.stage.run(one.attempts.run(lambda unit: None))
    return [post for post in one.attempts.left.posts if post.to is Place.COORDINATORS]


def dismissed(one: House, who: Coordinator, programme: str) -> None:
    def work(unit: SqlUnit) -> None:
        person = unit.people.at(who.address)
        assert person is not None
        unit.people.dismiss_coordinator(person.id, programme)

    one.stage.run(one.stage.app.store.run(work))
    one.stage.run(one.attempts.run(lambda unit: None))


def test_a_line_goes_to_the_coordinators_of_its_programme(one: House) -> None:
    assert [post.lane.place for post in sent(one)] == ["coordinator:claire"]


def test_what_a_coordinator_was_still_to_get_is_withdrawn_with_them(one: House) -> None:
    sent(one)
    dismissed(one, CLAIRE, FIRST)
    assert not [post for post in one.attempts.left.posts if post.to is Place.COORDINATORS]


def test_one_who_still_coordinates_another_keeps_what_is_of_that(one: House) -> None:
    assert one.stage.run(app.appointments(one.stage.app).appoint(SECOND, CLAIRE, by="op"))
    sent(one)
    for programme, left in ((SECOND, 1), (FIRST, 0)):
        dismissed(one, CLAIRE, programme)
        assert len([post for post in one.attempts.left.posts if post.to is Place.COORDINATORS]) == left
