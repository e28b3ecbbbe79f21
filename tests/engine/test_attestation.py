"""What somebody may show of having taken part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.flows.attestation.card import attestation
from bot.engine.flows.coordination.standing import SeanceStanding, Standing, standing
from bot.engine.people import Role
from bot.engine.programme import USUAL, Track
from tests.values import DAY, at, pair, said

BEGUN = at("2026-01-05 10:00")


def stands(held: int, track: Track = Track.MENTORING) -> Standing:
    seances = tuple(SeanceStanding(n + 1, BEGUN, held=BEGUN + n * 14 * DAY) for n in range(held))
    return replace(standing(USUAL, pair()), track=track, seances=(*seances, SeanceStanding(held + 1, BEGUN)))


@pytest.mark.parametrize("track", Track)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_it_says_who_as_what_and_how_often_and_nothing_of_the_other_one(track: Track, role: Role, lang: str) -> None:
    one, other = (pair().members[each].name for each in (role, role.other))
    message = attestation(stands(3, track), role, one, "Mentorat du Sud")
    assert message is not None
    words = said(message, lang)
    assert one in words
    assert "Mentorat du Sud" in words
    assert "3" in words
    assert other not in words


def test_the_days_are_those_on_which_they_met() -> None:
    several, once = (attestation(stands(count), Role.MENTEE, "Awa", "together") for count in (3, 1))
    assert several is not None
    assert once is not None
    assert "3 sessions were held, from 2026-01-05 to 2026-02-02." in said(several)
    assert "One session was held, on 2026-01-05." in said(once)


def test_before_they_have_met_there_is_nothing_to_attest() -> None:
    assert attestation(stands(0), Role.MENTEE, "Awa", "together") is None
