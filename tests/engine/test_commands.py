"""What people type, and the days and times in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.commands import Meaning, after, clean, fold, nearest, parse, read_day, read_moment
from bot.engine.flows.agenda.actions import AGENDA
from bot.engine.flows.calendar.actions import CALENDAR
from bot.engine.flows.evaluation.actions import EVALUATE
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.language.actions import LANGUAGE
from bot.engine.flows.pause.actions import PAUSE, RESUME
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.status.actions import STATUS
from bot.engine.ids import Command
from tests.values import PROGRAMME, at

WORDS = PROGRAMME.words
TODAY = date(2026, 1, 6)


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        ("prep", PREP, ""),
        ("  PREP  ", PREP, ""),
        ("/prep", PREP, ""),
        ("Évaluer", EVALUATE, ""),
        ("e\u0301valuer", EVALUATE, ""),
        ("pause 31/03/2026", PAUSE, "31/03/2026"),
        ("pause   jusqu'au  31/03", PAUSE, "jusqu'au  31/03"),
        ("langue anglais", LANGUAGE, "anglais"),
        ("Aide !", HELP, ""),
        ("aide!", HELP, ""),
        ("prep…", PREP, ""),
        ("?", HELP, ""),
    ],
)
def test_the_first_word_is_the_command(text: str, command: Command, rest: str) -> None:
    parsed = parse(WORDS, text)
    assert (parsed.command, parsed.rest) == (command, rest)


@pytest.mark.parametrize("word", sorted(WORDS))
def test_every_word_is_understood_in_capitals_too(word: str) -> None:
    assert parse(WORDS, word.upper()).command is WORDS[word]


@pytest.mark.parametrize(
    "text",
    [
        *("mon agenda", "Mon  agenda !", "/mon agenda", "together mon agenda", "mon-agenda", "bonjour, mon agenda"),
        *("my calendar", "My Calendar, ", "calendar", "my calender", "mon calendrier", "Hello my calendar?"),
    ],
)
def test_a_command_of_several_words_is_all_that_was_said(text: str) -> None:
    assert parse(WORDS, text, PROGRAMME.phrases).command == CALENDAR


@pytest.mark.parametrize(
    ("text", "command", "meaning"),
    [
        ("agenda", AGENDA, None),
        ("agenda mon", AGENDA, None),
        ("mon agenda est plein, je ne peux pas", None, Meaning.CANNOT),
        ("mon agenda partagé avec la comptabilité", None, None),
        ("mon", None, None),
    ],
)
def test_within_a_sentence_several_words_are_no_command(
    text: str, command: Command | None, meaning: Meaning | None
) -> None:
    parsed = parse(WORDS, text, PROGRAMME.phrases)
    assert (parsed.command, parsed.meaning) == (command, meaning)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("prepa", PREP),
        ("agneda", AGENDA),
        ("statsu", STATUS),
        ("evaluatoin", EVALUATE),
        ("repredre", RESUME),
        ("langage", LANGUAGE),
    ],
)
def test_a_slip_has_a_nearest_word(slip: str, meant: Command) -> None:
    parsed = parse(WORDS, slip)
    assert (parsed.command, nearest(WORDS, parsed), parsed.word) == (None, meant, slip)


@pytest.mark.parametrize("text", ["xyzzy", "12345", "👍", "שלום", "x" * 10_000, "!!!", "/", "<b>"])
def test_other_words_are_near_to_nothing(text: str) -> None:
    parsed = parse(WORDS, text)
    assert (parsed.command, nearest(WORDS, parsed), parsed.word) == (None, None, text)


@given(st.text(max_size=200))
def test_anything_can_be_typed(text: str) -> None:
    parsed = parse(WORDS, text)
    assert parsed.command is None or nearest(WORDS, parsed) is None
    assert parsed.word in clean(text)
    assert parsed.rest in clean(text)


@pytest.mark.parametrize("word", ["Évaluer", "évaluer", "e\u0301valuer", "/EVALUER", " évaluer "])
def test_accents_capitals_and_a_slash_do_not_matter(word: str) -> None:
    assert fold(word) == "evaluer"


# Days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("until 2026-3-1 please", date(2026, 3, 1)),
        ("31/03/2026", date(2026, 3, 31)),
        ("31.03.2026", date(2026, 3, 31)),
        ("jusqu'au 7/1", date(2026, 1, 7)),
        ("5/1", date(2027, 1, 5)),
        ("6/1", date(2027, 1, 6)),
        ("29/02/2028", date(2028, 2, 29)),
        ("31/12", date(2026, 12, 31)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "demain", "31/02", "2026-02-30", "29/02/2026", "0/1", "1/13", "0000-01-01", "9999-12-31", "mars", "31"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text, TODAY) is None


@given(st.dates(date(2026, 1, 1), date(2100, 1, 1)), st.dates(date(2026, 1, 1), date(2100, 1, 1)))
def test_a_day_without_a_year_is_the_next_one(today: date, day: date) -> None:
    found = read_day(f"{day:%d/%m}", today)
    if found is None:
        assert (day.day, day.month) == (29, 2)
    else:
        assert today < found <= today + timedelta(days=366)
        assert (found.day, found.month) == (day.day, day.month)


def test_a_pause_includes_its_last_day_where_the_person_lives() -> None:
    assert after(date(2026, 3, 31), "Europe/Paris") == at("2026-03-31 22:00")
    assert after(date(2026, 3, 31), "America/New_York") == at("2026-04-01 04:00")


# Times -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "clock", "zone", "instant"),
    [
        ("2026-01-08", "14:30", "Europe/Paris", "2026-01-08 13:30"),
        ("2026-07-08", "14:30", "Europe/Paris", "2026-07-08 12:30"),
        (" 2026-01-08 ", " 14:30 ", "Asia/Kolkata", "2026-01-08 09:00"),
        ("2026-10-25", "02:30", "Europe/Paris", "2026-10-25 00:30"),  # comes twice: the first of them
        ("2026-03-29", "03:00", "Europe/Paris", "2026-03-29 01:00"),
    ],
)
def test_a_moment_is_read_in_the_persons_zone(day: str, clock: str, zone: str, instant: str) -> None:
    assert read_moment(day, clock, zone) == at(instant)


@pytest.mark.parametrize(
    ("day", "clock", "zone"),
    [
        ("2026-03-29", "02:30", "Europe/Paris"),  # the hour that summer time leaves out
        ("2026-03-08", "02:00", "America/New_York"),
        ("2026-10-04", "02:15", "Australia/Lord_Howe"),
        ("2026-02-30", "10:00", "UTC"),
        ("2026-01-08", "25:00", "UTC"),
        ("2026-01-08", "10:00+02:00", "UTC"),
        ("", "", "UTC"),
        ("tomorrow", "noon", "UTC"),
        ("9999-12-31", "23:59", "Pacific/Pago_Pago"),
    ],
)
def test_a_moment_that_does_not_exist_is_none(day: str, clock: str, zone: str) -> None:
    assert read_moment(day, clock, zone) is None


@given(st.text(max_size=12), st.text(max_size=8))
def test_any_text_is_a_moment_or_none(day: str, clock: str) -> None:
    found = read_moment(day, clock, "Europe/Paris")
    assert found is None or found.utcoffset() == timedelta(0)
