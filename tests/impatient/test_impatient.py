"""Impatient people, briefly; `make soak` lets them go on for long."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.impatient.invariants import Invariant
from tests.impatient.season import play

AFTER_TAPS: Sequence[Invariant] = ()
"""What does not hold yet."""

MOMENTS = 120


@pytest.mark.parametrize("seed", range(3))
def test_whatever_impatient_people_do_nothing_is_lost_unheld_dead_or_false(seed: int, tmp_path: Path) -> None:
    told = play(tmp_path, seed, MOMENTS, AFTER_TAPS)
    assert told.deeds > MOMENTS / 3, told
