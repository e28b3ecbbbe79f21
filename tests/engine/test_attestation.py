"""What somebody may show of having taken part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.effects import Reply
from bot.engine.events import Commanded
from bot.engine.flows.attestation.actions import ATTESTATION
from bot.engine.flows.attestation.card import asked, attestation
from bot.engine.flows.attestation.taken_part import taken_part
from bot.engine.journey import Journey, Sitting, TakenPart
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Track
from bot.engine.step import step
from tests.labels import en, label
from tests.values import CONTENT, DAY, at, buttons, pair, said

BEGUN = at("2026-01-05 10:00")


def lived(held: int, track: Track = Track.MENTORING) -> Journey:
    sittings = tuple(Sitting(n + 1, BEGUN, held=BEGUN + n * 14 * DAY) for n in range(held))
    return replace(pair(), track=track, sittings=(*sittings, Sitting(held + 1, BEGUN)))


def of(held: int, role: Role = Role.MENTEE, track: Track = Track.MENTORING) -> TakenPart:
    found = taken_part(lived(held, track), role, "Mentorat du Sud")
    assert found is not None
    return found


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_says_who_as_what_and_how_often_and_nothing_of_the_other_one(track: Track, role: Role, lang: str) -> None:
    one, other = (pair().members[each].name for each in (role, role.other))
    for message in (attestation(one, [of(3, role, track)]), asked(one, [of(3, role, track)])):
        words = said(message, lang)
        assert one in words
        assert "Mentorat du Sud" in words
        assert "3" in words
        assert other not in words


def test_the_days_are_those_on_which_they_met() -> None:
    assert "3 sessions were held, from Monday 5 January 2026 to Monday 2 February 2026." in said(
        attestation("Awa", [of(3)])
    )
    assert "One session was held, on Monday 5 January 2026." in said(attestation("Awa", [of(1)]))


def test_each_pair_of_a_person_is_attested_apart() -> None:
    words = said(attestation("Awa", [of(3), of(1, Role.MENTOR, Track.NETWORKING)]))
    assert words.count("Awa") == 2
    assert label("en", "attestation-networking-mentor", name="Awa", programme="Mentorat du Sud") in words


def test_before_they_have_met_there_is_nothing_to_attest() -> None:
    assert taken_part(lived(0), Role.MENTEE, "together") is None
    message = asked("Awa", [])
    assert said(message).endswith(en("attestation-not-yet"))
    assert not buttons(message), "there is no page of it"


@pytest.mark.parametrize("ended", [None, BEGUN + 90 * DAY])
def test_it_is_had_by_a_word_at_any_time_and_changes_nothing(ended: object) -> None:
    journey = replace(lived(2), ended=ended, taken_part=(of(2),))  # type: ignore[arg-type]
    for typed in ("attestation", "certificate"):
        event = Commanded("e", BEGUN, journey.pair, Role.MENTEE, typed, PRIVATE[Role.MENTEE])
        outcome = step(CONTENT.programme, journey, event)
        assert outcome.journey == journey
        (reply,) = outcome.effects
        assert isinstance(reply, Reply)
        assert _title(reply.message) == "attestation-title"
    assert ATTESTATION in CONTENT.programme.commands


def _title(message: Message) -> str:
    return "" if message.title is None else message.title.id
