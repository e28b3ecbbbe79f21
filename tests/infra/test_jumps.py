"""A clock that is set, and a machine that sleeps, are told from time that passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import TZPATH

import pytest

from bot.infra.clock import SetClock
from bot.infra.jumps import Jumps
from bot.infra.zones import fingerprint
from tests.storage.values import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Machine:
    """Its clock, and the one that nobody sets."""

    clock: SetClock
    ran: float = 0.0

    def passes(self, time: timedelta) -> None:
        self.clock.at += time
        self.ran += time.total_seconds()


@pytest.fixture
def machine() -> Machine:
    return Machine(SetClock(NOW))


def watched(machine: Machine) -> Jumps:
    return Jumps(machine.clock, lambda: machine.ran)


def test_time_that_passes_is_no_jump(machine: Machine) -> None:
    jumps = watched(machine)
    for passed in (timedelta(seconds=1), HOUR, 400 * DAY):
        machine.passes(passed)
        assert jumps.look() == timedelta()
    machine.clock.at += timedelta(seconds=2)  # put right, a little
    assert jumps.look() == timedelta()


@pytest.mark.parametrize("by", [HOUR, -HOUR, 30 * DAY, timedelta(seconds=-6)])
def test_a_jump_is_noticed_once(machine: Machine, by: timedelta) -> None:
    jumps = watched(machine)
    machine.passes(HOUR)
    machine.clock.at += by
    assert jumps.look() == by
    machine.passes(HOUR)
    assert jumps.look() == timedelta()


def test_after_a_night_with_the_lid_closed_the_clock_is_believed(machine: Machine) -> None:
    jumps = watched(machine)
    machine.clock.at += 9 * HOUR
    assert jumps.look() == 9 * HOUR
    assert not jumps.unsure


def test_a_jump_of_weeks_is_doubted_for_a_day(machine: Machine) -> None:
    jumps = watched(machine)
    machine.clock.at += 30 * DAY
    jumps.look()
    assert jumps.unsure
    machine.passes(23 * HOUR)
    assert jumps.unsure
    machine.passes(2 * HOUR)
    assert not jumps.unsure


def test_other_rules_of_a_zone_are_told_from_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert before == fingerprint()
    other = tmp_path / "Europe" / "Paris"
    other.parent.mkdir()
    other.write_bytes(b"TZif other rules")
    monkeypatch.setattr("bot.infra.zones.TZPATH", (str(tmp_path), *TZPATH))
    assert fingerprint() != before
