"""A pair goes through the sample. `tests/recipes/test_flow.py` copies this to `tests/engine/test_sample.py`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from bot.engine.flows import FLOWS
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.engine.steps.views import view
from bot.infra.codec import decode_journey, encode_journey
from storage.database.schema import migrate
from storage.store import open_store
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, lent, through
from tests.recipes.sample_flow import actions
from tests.recipes.sample_flow.state import AGREEMENT, WISH, Agreement, Wish
from tests.seals import SEAL
from tests.storage.values import do, enrol
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, reply, said

WISHES: Mapping[Role, str] = {MENTOR: "Listen more", MENTEE: "Dare to ask"}
CARD = "s1.sample"


def wish_card(role: Role) -> str:
    return f"s1.sample-wish.{role}"


def wished(*roles: Role) -> Season:
    """Those wrote down their wishes before the first séance."""
    season = booked(Season())
    for role in roles:
        season.type(role, "sample")
        season.submit(role, wish_card(role), actions.KEEP, wish=WISHES[role])
    return season


def agreed() -> Season:
    season = wished(*Role)
    for role in Role:
        season.use(role, CARD, actions.AGREE)
    return season


def test_it_is_one_of_the_conversations_and_an_activity_of_the_first_seance() -> None:
    (flow,) = (flow for flow in FLOWS if flow.name == "sample")
    assert "sample" in FLOWS.activities
    assert flow.name in PROGRAMME.seance(Track.MENTORING, 1).activities
    assert flow.commands.keys() <= set(FLOWS.listed)


def test_a_command_shows_a_private_form() -> None:
    season = booked(Season())
    for word in ("sample", "échantillon"):
        outcome = season.type(MENTOR, word)
        assert "What you wish for" in reply(outcome)
    assert season.posted(CARD) == []


def test_what_is_written_is_kept_for_its_owner_and_shown_to_nobody_else() -> None:
    season = wished(MENTOR)
    assert lent(season.journey).own_of(WISH, MENTOR) == Wish(1, WISHES[MENTOR])
    assert lent(season.journey).own_of(WISH, MENTEE) == Wish()
    assert season.posted(CARD) == [], "the other one has not written yet"
    assert WISHES[MENTOR] not in "".join(text for _, text in season.in_sight_of(MENTEE))
    assert WISHES[MENTOR] in said(season.answers[MENTOR, wish_card(MENTOR)])


def test_a_form_of_somebody_else_keeps_nothing() -> None:
    season = wished(MENTOR)
    before = season.journey
    season.submit(MENTEE, wish_card(MENTOR), actions.KEEP, wish="Mine now")
    assert season.journey is before


def test_both_agree_on_the_card_that_they_share() -> None:
    season = wished(*Role)
    season.use(MENTEE, CARD, actions.AGREE)
    season.press(MENTEE, CARD, actions.AGREE)
    assert season.journey.of(AGREEMENT) == Agreement(1, (MENTEE,))
    assert "One of you has agreed" in said(season.cards[Place.PAIR, CARD])
    season.use(MENTOR, CARD, actions.AGREE)
    assert season.journey.of(AGREEMENT) == Agreement(1, (MENTEE, MENTOR), season.at)
    assert "You have both agreed" in said(season.cards[Place.PAIR, CARD])


def test_each_sees_their_own_wish_on_it_and_the_card_itself_is_safe() -> None:
    season = agreed()
    for role in Role:
        mine = view(PROGRAMME, season.journey, CARD, role)
        assert isinstance(mine, Message)
        assert WISHES[role] in said(mine)
        assert WISHES[role.other] not in said(mine)
        assert WISHES[role] not in said(season.cards[Place.PAIR, CARD])


def test_a_timer_reminds_each_of_their_own_once() -> None:
    season = agreed()
    season.wait(season.at + 2 * DAY)
    assert not any(".recall" in key for _, key in season.cards)
    season.wait(season.at + 14 * DAY)
    for role in Role:
        (post,) = season.posted(f"s1.sample.{role}.recall")
        assert post.to is PRIVATE[role]
        assert post.unprompted
        assert WISHES[role] in said(post.message)
        assert WISHES[role.other] not in said(post.message)


def test_a_seance_that_does_not_name_it_has_none() -> None:
    season = through(Season(), 1)
    booked(season)
    assert "not part of this session" in reply(season.type(MENTOR, "sample"))


def test_a_pause_and_an_end_are_answered_without_it() -> None:
    season = wished(*Role)
    season.type(MENTEE, "pause")
    before = season.journey
    season.use(MENTOR, CARD, actions.AGREE)
    assert season.journey.of(AGREEMENT) == before.of(AGREEMENT) == Agreement()
    late = held(agreed())
    assert late.press(MENTOR, CARD, actions.AGREE).journey is late.journey


def test_a_journey_is_stored_and_loaded_with_its_slots() -> None:
    journey = agreed().journey
    loaded = decode_journey(encode_journey(journey))
    assert loaded == journey
    assert lent(loaded).own_of(WISH, MENTOR) == Wish(1, WISHES[MENTOR])
    assert loaded.of(AGREEMENT).by == (MENTOR, MENTEE)
    without = replace(journey, shared={}, own={}, words_shared={}, private={})
    assert decode_journey(encode_journey(without)).of(AGREEMENT) == Agreement()


def test_a_store_keeps_them(sqlite_url: str) -> None:
    migrate(sqlite_url)
    store, journey = open_store(sqlite_url, seal=SEAL), agreed().journey
    try:
        assert do(store, enrol(journey.pair))
        do(store, lambda unit: unit.journeys.save(journey, None))
        loaded = do(store, lambda unit: unit.journeys.of(journey.pair))
    finally:
        asyncio.run(store.close())
    assert loaded is not None
    assert (loaded.own, loaded.shared) == (journey.own, journey.shared)
