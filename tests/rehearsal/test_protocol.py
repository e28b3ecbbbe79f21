"""The protocol, the steps that it lists, and the page that explains them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.app.rehearsal.journal import Journal, Record, What
from bot.app.rehearsal.protocol import Protocol
from bot.app.rehearsal.steps import STEPS, Seen, Step
from bot.cli import _parser
from bot.infra.clock import SetClock
from tests.values import at

PILOT = (Path(__file__).parents[2] / "docs" / "pilot.md").read_text(encoding="utf-8")


def record(what: What, kind: str = "", who: str = "", second: int = 0) -> Record:
    return Record(what, f"2026-01-05T09:00:{second:02d}+00:00", "2026-02-01T10:00:00+00:00", kind, who)


def test_the_page_explains_every_step_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z][\w-]*)` \|", PILOT, re.MULTILINE) == [step.id for step in STEPS]


def test_the_page_names_the_flags_that_there_are() -> None:
    parser = _parser(["rehearse"])
    for flag in set(re.findall(r"`(--[\w-]+)", PILOT)):
        value = {"--day": ["20"], "--track": ["networking"], "--coordinator": ["x"]}.get(flag, [])
        value = value or ([] if flag in ("--own-app", "--throw-away") else ["x"])
        parser.parse_args(["rehearse", flag, *value])  # ends the process if there is none


def test_what_is_looked_at_comes_after_what_is_ticked_by_itself() -> None:
    by_hand = [not step.needs for step in STEPS]
    assert by_hand == sorted(by_hand)
    assert len({step.id for step in STEPS}) == len(STEPS)


def test_a_step_is_done_once_all_of_it_was_seen() -> None:
    step = Step("both", "", (Seen(What.USED, "date.tap", "mentor"), Seen(What.USED, "date.tap", "mentee")))
    mentor, mentee = record(What.USED, "date.tap", "mentor", 1), record(What.USED, "date.tap", "mentee", 7)
    assert step.done([mentor]) is None
    assert step.done([mentor, record(What.USED, "date.tap", "somebody else")]) is None
    assert step.done([mentor, mentee]) == mentee


def test_what_was_ticked_and_noted_by_hand_stays(tmp_path: Path) -> None:
    protocol = Protocol(tmp_path / "rehearsal.md", ("together 0",))
    protocol.write([record(What.BEGAN)])
    written = protocol.file.read_text(encoding="utf-8")
    protocol.file.write_text(written.replace("[ ] `phone`", "[x] `phone`") + "A button was cut.\n", encoding="utf-8")
    protocol.write([record(What.BEGAN), record(What.REFUSED, "prep", "mentor")])
    again = protocol.file.read_text(encoding="utf-8")
    assert "- [x] `phone`" in again
    assert again.endswith("## Notes\n\nA button was cut.\n")
    assert "refused 1" in again
    protocol.write([record(What.BEGAN)])
    assert protocol.file.read_text(encoding="utf-8").count("A button was cut.") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["rehearsal.md"]


def test_what_nobody_did_cannot_be_ticked_by_hand(tmp_path: Path) -> None:
    protocol = Protocol(tmp_path / "rehearsal.md", ())
    protocol.file.write_text("- [x] `willing` yes\n", encoding="utf-8")
    protocol.write([])
    assert "- [ ] `willing`" in protocol.file.read_text(encoding="utf-8")


@pytest.mark.parametrize("cut", [0, 1, 20])
def test_a_journal_is_read_back_but_for_a_line_that_a_crash_cut_short(tmp_path: Path, cut: int) -> None:
    clock, file = SetClock(at("2026-01-05 09:00")), tmp_path / "journal.jsonl"
    journal = Journal(file, clock, clock)
    journal.note(What.BEGAN)
    journal.note(What.DELIVERED, "date", "pair", "séance 1", 12)
    if cut:
        file.write_bytes(file.read_bytes()[:-cut] if cut > 1 else file.read_bytes()[:-2])
    again = Journal(file, clock, clock)
    assert again.records == (journal.records if not cut else journal.records[:1])
    again.note(What.WENT_ON)
    assert Journal(file, clock, clock).records[-1].what is What.WENT_ON
