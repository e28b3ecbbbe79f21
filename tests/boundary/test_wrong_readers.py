"""Every way to a pair, tried by everybody who is not of it, and every way to what is private, tried by the partner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.application.interaction_router import OWN_DATA
from bot.engine.flows.coordination import actions as coordination
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.people import PRIVATE, Role
from bot.ports import Address
from bot.text.plain import plain
from tests.boundary.deeds import ACTIONS, WORDS, Deed, deeds, done
from tests.boundary.house import GONE, MARK, OUTSIDERS, House, house
from tests.storage.server import Server

AWA, CAMILLE = Address("local", "awa"), Address("local", "camille")
NAMES = ("Awa", "Camille")


@pytest.fixture(scope="module")
def lite() -> Iterator[House]:
    with TemporaryDirectory() as folder, house(f"sqlite:///{Path(folder) / 'together.db'}") as one:
        yield one


@pytest.fixture(scope="module")
def large(postgres: Server) -> Iterator[House]:
    with house(postgres.new_database(migrated=True)) as one:
        yield one


# Those who are not of the pair -------------------------------------------------------------------------------------


COORDINATORS = frozenset(
    {
        nudge_actions.ASK,
        coordination.OPEN,
        coordination.TAKE,
        coordination.GIVE_BACK,
        coordination.END,
        coordination.RESTORE,
        coordination.REPLACE,
    },
)
"""What names a pair, and is its coordinators'."""


def refused(one: House, who: Address, deed: Deed) -> None:
    """As if there were no such pair; and nothing is changed, nor noted."""
    if deed.kind == "press" and deed.action in OWN_DATA:
        their_own_alone(one, who, deed)
        return
    shown = one.told(done(one, who, deed, "e1"))
    assert one.attempts.left.tables == one.before.tables
    assert shown == [text.replace(GONE, deed.pair) for text in one.told(done(one, who, deed.at(GONE), "e1"))]
    assert not any(word in text for text in shown for word in (MARK, *NAMES))
    assert len(shown) == (deed.kind != "view")


def their_own_alone(one: House, who: Address, deed: Deed) -> None:
    """What is their own to ask for is the same whatever pair they name, and no pair of others is touched by it."""
    shown, after = one.told(done(one, who, deed, "e1")), one.attempts.left.tables
    assert shown == [text.replace(GONE, deed.pair) for text in one.told(done(one, who, deed.at(GONE), "e1"))]
    for table in ("pair", "event"):
        there = [[row for row in rows if deed.pair in row] for rows in (one.before.tables[table], after[table])]
        assert there[0] == there[1]


def is_theirs(reader: str, deed: Deed) -> bool:
    """Whoever coordinates the pair's programme may look at it, nudge it, and see to what was asked for."""
    return reader == "a coordinator of the programme" and deed.kind == "press" and deed.action in COORDINATORS


@pytest.mark.parametrize("reader", OUTSIDERS)
def test_each_of_all_actions_is_refused_as_if_there_were_no_such_pair(lite: House, reader: str) -> None:
    for action in ACTIONS:
        for kind in ("press", "submit"):
            deed = Deed(kind, lite.pair("ours"), "s1.date", action, (lite.pair("ours"),), "dm:somebody")
            if not is_theirs(reader, deed):
                refused(lite, OUTSIDERS[reader], deed)


def tried(one: House, data: st.DataObject) -> None:
    reader = data.draw(st.sampled_from(sorted(OUTSIDERS)))
    deed = data.draw(deeds(one.pair("ours"), one.cards))
    if not is_theirs(reader, deed):
        refused(one, OUTSIDERS[reader], deed)


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_they_make_up_is_refused_as_if_there_were_no_such_pair(lite: House, data: st.DataObject) -> None:
    tried(lite, data)


@pytest.mark.postgres
@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_on_postgresql(large: House, data: st.DataObject) -> None:
    tried(large, data)


@pytest.mark.parametrize("reader", [one for one in OUTSIDERS if one != "a coordinator of the programme"])
def test_whatever_they_type_says_nothing_of_the_pair(lite: House, reader: str) -> None:
    who = OUTSIDERS[reader]
    for word in WORDS:
        typed = lite.stage.run(lite.router.typed("e1", who, "dm:somebody", word))
        assert not any(name in text for text in lite.told(typed) for name in {MARK, "Awa"} - {word})
    seen = lite.told(lite.stage.run(lite.router.overview("e1", who)))
    assert seen
    assert not any(name in text for text in seen for name in (MARK, "Awa"))


@pytest.mark.parametrize("reader", OUTSIDERS)
def test_in_the_conversation_of_a_pair_nobody_else_is_answered(lite: House, reader: str) -> None:
    """The platform says who writes where; whoever was taken along into a pair's chat is told nothing there."""
    for word in WORDS:
        typed = lite.stage.run(lite.router.typed("e1", OUTSIDERS[reader], f"pair:{lite.pair('ours')}", word))
        assert not any(name in text for text in lite.told(typed) for name in {MARK, *NAMES} - {word})
        assert lite.attempts.left.tables == lite.before.tables


# The partner -------------------------------------------------------------------------------------------------------


def unread_by_camille(one: House, deed: Deed) -> None:
    shown = one.told(done(one, CAMILLE, deed, "e1"))
    assert not any(MARK in text for text in shown if MARK not in "".join(deed.values))
    voice = one.stage.app.content.voices(("fr",), ("UTC",))
    sent = [plain(post.message, voice) for post in one.attempts.left.posts if post.to is not PRIVATE[Role.MENTOR]]
    assert not any(MARK in text for text in sent)


@given(st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_partner_makes_up_shows_nothing_that_is_private(lite: House, data: st.DataObject) -> None:
    unread_by_camille(lite, data.draw(deeds(lite.pair("ours"), lite.cards)))


def test_a_partner_opens_each_card_with_each_action(lite: House) -> None:
    for action in ACTIONS:
        for card in [*lite.cards, "s1.evaluation.mentor", "s1.prep.mentor", "s2.prep.mentor"]:
            unread_by_camille(lite, Deed("press", lite.pair("ours"), card, action, (), "dm:camille"))


def test_who_wrote_it_reads_it(lite: House) -> None:
    """So that the tests above would find it."""
    deed = Deed("press", lite.pair("ours"), "s1.evaluation.mentor", "evaluation.change", (), "dm:awa")
    assert MARK in " ".join(lite.told(done(lite, AWA, deed, "e1")))


def test_a_card_of_a_pair_is_no_key_to_another(lite: House) -> None:
    """Luc, with the id of his own pair on everything that is Awa's: he reads of his own, at most."""
    luc = OUTSIDERS["somebody of another pair"]
    for action in ACTIONS:
        for card in lite.cards:
            deed = Deed("press", lite.pair("other"), card, action, (lite.pair("ours"),), f"pair:{lite.pair('ours')}")
            shown = lite.told(done(lite, luc, deed, "e1"))
            assert not any(name in text for text in shown for name in (MARK, "Camille"))
