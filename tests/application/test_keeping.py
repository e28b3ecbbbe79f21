"""How long what somebody tells is kept: the figures of their own programmes."""

from __future__ import annotations

from bot.application.data_rights.keeping import longest
from bot.engine.programme import KEEPING, Keeping
from bot.ports.programmes import ProgrammeRecord, Retention

SHORT = ProgrammeRecord("a", outside_contact="Ines", retention=Retention(2, 4, 30))
LONG = ProgrammeRecord("b", outside_contact="Omar", retention=Retention(8, 3, 60))


def test_of_one_programme_they_are_its_own() -> None:
    assert longest(Keeping(backups=7), (SHORT,)) == Keeping(2, 4, 30, backups=7, contact="Ines")


def test_of_several_the_longest_is_said_and_every_contact() -> None:
    assert longest(KEEPING, (SHORT, LONG)) == Keeping(8, 4, 60, contact="Ines ; Omar")


def test_without_any_they_are_those_of_the_installation() -> None:
    assert longest(KEEPING, ()) == KEEPING
