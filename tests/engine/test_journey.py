"""A journey: frozen, small, and the same after a night in the store."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import msgspec
import pytest

from bot.engine.flows.evaluation.state import Answers, Evaluation, closes
from bot.engine.journey import Journey, Meeting, Offer, Pause, Sitting, Stage
from bot.engine.people import DaysOff, Hours, Place, Role, common_languages
from bot.engine.programme import Timing, Track
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.walking import booked, evaluated, held, met, offered, season, through
from tests.values import DAY, HOUR, MENTEE, MENTOR, MONDAY, at, member, pair

NOW = at("2026-01-06 10:00")


def with_(**changes: object) -> Journey:
    return pair().with_sitting(replace(Sitting(1, NOW), **changes))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("journey", "stage"),
    [
        (pair(), Stage.STARTING),
        (with_(), Stage.SCHEDULING),
        (with_(offer=Offer(NOW, (NOW + DAY,))), Stage.SCHEDULING),
        (with_(meeting=Meeting(NOW + HOUR, 60)), Stage.BOOKED),
        (with_(meeting=Meeting(NOW, 60)), Stage.MET),
        (with_(meeting=Meeting(NOW - DAY, 60), held=NOW - DAY), Stage.DECIDING),
        (replace(with_(), pause=Pause(NOW)), Stage.PAUSED),
        (replace(with_(), pause=Pause(NOW), ended=NOW), Stage.ENDED),
    ],
)
def test_every_journey_is_at_one_stage(journey: Journey, stage: Stage) -> None:
    assert journey.stage(NOW) is stage


def test_a_journey_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        pair().ended = NOW  # type: ignore[misc]  # that is the point


def test_a_sitting_is_put_in_its_place() -> None:
    journey = pair().with_sitting(Sitting(1, NOW)).with_sitting(Sitting(2, NOW))
    changed = journey.with_sitting(Sitting(1, NOW, round=3))
    assert [(one.number, one.round) for one in changed.sittings] == [(1, 3), (2, 1)]
    assert changed.current == journey.current == Sitting(2, NOW)
    assert [journey.sitting(n) is None for n in (-1, 0, 1, 2, 3)] == [True, True, False, False, True]


def test_a_card_of_a_new_search_has_a_key_of_its_own() -> None:
    assert Sitting(3, NOW).card("date") == "s3.date"
    assert Sitting(3, NOW, round=2).card("date") == "s3.date.2"


def test_an_evaluation_is_filled_by_an_answer_or_by_being_done() -> None:
    assert not Answers().filled
    assert not Answers({"useful": ()}).filled
    assert Answers({"useful": ("1",)}).filled
    assert Answers(line="a line").filled
    assert Answers(done=NOW).filled


def test_it_closes_a_week_after_it_was_shown_or_a_day_after_the_last_answer() -> None:
    week, shown = NOW + 7 * DAY, NOW + 2 * DAY
    assert closes(Evaluation(NOW), Answers(), Timing()) == week
    assert closes(Evaluation(NOW, shown), Answers(), Timing()) == week + 2 * DAY
    assert closes(Evaluation(NOW), Answers(last=NOW + 3 * DAY), Timing()) == week
    assert closes(Evaluation(NOW), Answers(last=NOW + 6.5 * DAY), Timing()) == NOW + 7.5 * DAY


@pytest.mark.parametrize("track", Track)
def test_it_survives_the_store_at_every_turn(track: Track) -> None:
    walk = season(track)
    for stretch in (offered, booked, met, held, evaluated):
        journey = stretch(walk).journey
        assert decode_journey(encode_journey(journey)) == journey


def test_it_stays_small() -> None:
    walk = through(season(), 9)
    walk.idle()
    assert len(encode_journey(walk.journey)) < 20_000


def test_odd_members_survive_the_store() -> None:
    odd = member("אבי <b>&\u0000", ("en", "fr"), "Pacific/Kiritimati", Hours(days=()), (DaysOff(MONDAY, MONDAY),))
    journey = pair(odd, odd)
    assert decode_journey(encode_journey(journey)) == journey


def test_fields_of_a_later_version_take_their_defaults() -> None:
    raw = msgspec.json.decode(encode_journey(pair()))
    for name in ("contacts", "postponed", "own", "left"):
        raw.pop(name)
    assert decode_journey(msgspec.json.encode(raw).decode()) == pair()
    raw["something_new"] = 1
    assert decode_journey(msgspec.json.encode(raw).decode()) == pair()


@pytest.mark.parametrize("broken", ["{}", "[]", '{"pair": 1}', "null"])
def test_what_is_no_journey_is_refused(broken: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_journey(broken)


# People ----------------------------------------------------------------------------------------------------------


def test_each_has_one_other() -> None:
    assert [role.other for role in Role] == [MENTEE, MENTOR]
    assert pair().partner(MENTOR).name == "Camille"


def test_who_reads_what_is_posted_where() -> None:
    assert {place: place.roles for place in Place} == {
        Place.PAIR: (MENTOR, MENTEE),
        Place.MENTOR: (MENTOR,),
        Place.MENTEE: (MENTEE,),
        Place.COORDINATORS: (),
    }


@pytest.mark.parametrize(
    ("mentor", "mentee", "shared"),
    [
        (("fr",), ("fr", "en"), ("fr",)),
        (("en", "fr"), ("fr",), ("fr",)),
        (("en", "fr"), ("fr", "en"), ("fr",)),
        (("en",), ("fr",), ("en", "fr")),
    ],
)
def test_a_shared_conversation_is_in_a_language_of_both_or_one_of_each(
    mentor: tuple[str, ...], mentee: tuple[str, ...], shared: tuple[str, ...]
) -> None:
    assert common_languages(member("A", mentor), member("B", mentee)) == shared
