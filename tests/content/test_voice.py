"""How a sentence is said: to one reader or to two, in one time zone or two, in names of any writing."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.engine.messages import Say, say, typed
from content.phrases import Phrasebook
from content.voice import Localizer
from tests.values import CONTENT, at

PARIS, NEW_YORK, DAKAR = "Europe/Paris", "America/New_York", "Africa/Dakar"


def when(instant: str, languages: tuple[str, ...], *zones: str, key: str = "date-at") -> str:
    return CONTENT.voices(languages, zones).prose(say(key, when=at(instant)))


# Times -----------------------------------------------------------------------------------------------------------


def test_one_reader_reads_their_own_time_and_no_zone() -> None:
    assert when("2026-03-02 09:30", ("fr",), PARIS) == "lundi 2 mars à 10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"
    assert when("2026-03-02 09:30", ("en",), NEW_YORK) == "Monday 2 March at 04:30"


def test_two_zones_are_named_when_their_clocks_differ() -> None:
    assert (
        when("2026-03-02 15:30", ("fr",), PARIS, NEW_YORK)
        == "lundi 2 mars à 16\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30 (Paris), 10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30 (New York)"
    )
    assert when("2026-03-02 15:30", ("en",), DAKAR, "Europe/London") == "Monday 2 March at 15:30"


def test_another_day_over_there_is_said() -> None:
    assert (
        when("2026-03-02 23:30", ("en",), PARIS, NEW_YORK) == "Tuesday 3 March at 00:30 (Paris), Mon 18:30 (New York)"
    )
    assert (
        when("2026-03-02 23:30", ("fr",), NEW_YORK, PARIS)
        == "lundi 2 mars à 18\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30 (New York), "
        "mar. 0\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30 (Paris)"
    )


def test_summer_time_begins_on_different_days() -> None:
    assert when("2026-03-06 15:00", ("en",), PARIS, NEW_YORK).endswith("16:00 (Paris), 10:00 (New York)")
    assert when("2026-03-20 15:00", ("en",), PARIS, NEW_YORK).endswith("16:00 (Paris), 11:00 (New York)")
    assert when("2026-04-03 15:00", ("en",), PARIS, NEW_YORK).endswith("17:00 (Paris), 11:00 (New York)")


def test_the_hour_that_comes_twice_is_two_instants() -> None:
    assert when("2026-10-25 00:30", ("fr",), PARIS) == when("2026-10-25 01:30", ("fr",), PARIS)
    assert when("2026-10-25 00:30", ("fr",), PARIS, DAKAR) != when("2026-10-25 01:30", ("fr",), PARIS, DAKAR)


@pytest.mark.parametrize(
    ("day", "french"),
    [("2026-02-01", "dimanche 1er février"), ("2026-02-11", "mercredi 11 février"), ("2026-08-01", "samedi 1er août")],
)
def test_the_first_of_a_month_is_the_first(day: str, french: str) -> None:
    assert when(f"{day} 12:00", ("fr",), PARIS) == f"{french} à {'14' if day > '2026-04' else '13'}\N{NO-BREAK SPACE}h"
    assert "1er" not in when(f"{day} 12:00", ("en",), PARIS)


def test_a_day_alone_is_the_readers_day() -> None:
    said = CONTENT.voices(("fr",), (PARIS,)).prose(say("pause-until", when=at("2026-03-31 21:59")))
    assert said.startswith("Le parcours est en pause jusqu’au mardi 31 mars inclus.")


# Languages -------------------------------------------------------------------------------------------------------


def test_two_languages_stand_on_two_lines_and_in_one_label() -> None:
    voice = CONTENT.voices(("fr", "en"), (PARIS,))
    assert voice.prose(say("date-held")) == "Cette séance a eu lieu.\nThis session has taken place."
    assert voice.label(say("date-length")) == "Durée · Length"
    assert voice.language == "fr"


def test_what_both_languages_say_alike_is_said_once() -> None:
    voice = CONTENT.voices(("fr", "en"), (PARIS,))
    assert voice.label(say("language-named", code="en")) == "English"
    assert voice.prose(typed("salut")) == "salut"


def test_a_language_that_the_programme_has_not_is_left_out() -> None:
    assert CONTENT.voices(("xx", "en"), (PARIS,)).language == "en"
    assert CONTENT.voices(("xx",), (PARIS,)).language == "fr"
    assert CONTENT.voices((), ()).prose(say("date-length")) == "Durée"


def test_a_sentence_in_a_sentence_is_said_in_the_same_language() -> None:
    objective = say("objective", objective=Say("M1-objective"))
    assert CONTENT.voices(("en",), (PARIS,)).prose(objective) == "Objective: getting to know each other, informally."


# What people are called and type ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["<b>a</b>", "*a* _b_ `c`", "{ $name } { -platform }", "a\nb", "  a  ", "&amp;", "l'été !"]
)
def test_what_is_typed_is_said_as_it_was_typed(text: str) -> None:
    for language in ("fr", "en"):
        assert CONTENT.voices((language,), (PARIS,)).prose(typed(text)) == text


@pytest.mark.parametrize("name", ["אבי", "مرحبا", "Ana אבי"])
def test_what_runs_from_right_to_left_keeps_to_itself(name: str) -> None:
    assert CONTENT.voices(("fr",), (PARIS,)).prose(say("pair-with", partner=name)) == f"Avec \u2068{name}\u2069"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ana\u202eeniM", "AnaeniM"),  # an override
        ("\u202bAna\u202c", "Ana"),  # an embedding, closed or not
        ("\u202dAna", "Ana"),
        ("Ana\u2067", "Ana"),  # an isolate that stays open would reach the words after it
        ("Ana\u2069\u2067Mine", "AnaMine"),  # one that closes what it did not open, and opens another
        ("\u2068Ana\u2069", "\u2068Ana\u2069"),
        ("\u202eאבי", "\u2068אבי\u2069"),
        ("\u2069אבי", "\u2068אבי\u2069"),  # would end the isolate around it
        ("\U0001e900\U0001e922", "\u2068\U0001e900\U0001e922\u2069"),  # Adlam
    ],
)
def test_a_name_cannot_turn_the_sentence_around_it(name: str, said: str) -> None:
    for language, before in (("fr", "Avec "), ("en", "With ")):
        voice = CONTENT.voices((language,), (PARIS,))
        assert voice.prose(say("pair-with", partner=name)) == f"{before}{said}"
        assert voice.label(say("pair-with", partner=name)) == f"{before}{said}"


def test_an_isolate_reaches_no_further_than_its_line() -> None:
    assert CONTENT.voices(("fr",), (PARIS,)).prose(typed("a\u2067\nb\u2069")) == "a\nb"


def test_other_names_are_left_alone() -> None:
    assert CONTENT.voices(("fr",), (PARIS,)).prose(say("pair-with", partner="Zoë Łą 李")) == "Avec Zoë Łą 李"


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(1, "Et un autre binôme.", "And one more pair."), (3, "Et 3 autres binômes.", "And 3 more pairs.")],
)
def test_numbers_have_their_own_forms(count: int, french: str, english: str) -> None:
    assert CONTENT.voices(("fr",), (PARIS,)).prose(say("digest-more", count=count)) == french
    assert CONTENT.voices(("en",), (PARIS,)).prose(say("digest-more", count=count)) == english


def test_what_is_kept_names_the_day_with_its_year() -> None:
    first = at("2026-03-01 12:00")
    said = {
        code: CONTENT.voices((code,), (PARIS,)).prose(say("report-lead", programme="Sud", when=first))
        for code in ("fr", "en")
    }
    assert said == {"fr": "Sud, au dimanche 1er mars 2026.", "en": "Sud, as of Sunday 1 March 2026."}


# Trouble ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        (say("no-such"), "there is no sentence «no-such»"),
        (say("M1-B1.pair"), "there is no sentence «M1-B1.pair»"),
        (say("M1-B1"), "there is no sentence «M1-B1»"),
        (say("date-slot-tapped", who="Ana"), "«date-slot-tapped»"),
    ],
)
def test_what_cannot_be_said_whole_is_complained_of_and_said_all_the_same(sentence: Say, complaint: str) -> None:
    complaints: list[str] = []
    said = Localizer(CONTENT.books, complaints.append)(("fr",), (PARIS,)).prose(sentence)
    assert said
    assert len(complaints) == 1
    assert complaint in complaints[0]


def test_a_sentence_that_asks_for_a_day_of_no_instant_is_complained_of() -> None:
    complaints: list[str] = []
    choir = Localizer(CONTENT.books, complaints.append)
    for said in ("pause-until", "digest-lead"):
        assert choir(("fr",), (PARIS,)).prose(say(said, when="tomorrow", until="never"))
    assert len(complaints) == 0 or all("DAY" in one for one in complaints)


def test_the_books_are_both_there() -> None:
    assert [book.language for book in CONTENT.books] == ["fr", "en"]
    assert all(isinstance(book, Phrasebook) for book in CONTENT.books)
    assert isinstance(at("2026-01-01 00:00"), datetime)


def test_the_bot_is_called_as_whoever_runs_it_likes() -> None:
    named = CONTENT.named('L\'Élan "9"')
    assert named.voices(("fr",), ()).label(say("about-title")) == 'L\'Élan "9"'
    assert CONTENT.voices(("fr",), ()).label(say("about-title")) == "together"
    assert '« @L\'Élan "9" »' in spaces(named.voices(("fr",), ()).prose(say("chat-found", mentor="A", mentee="B")))


def spaces(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ").replace("’", "'")
