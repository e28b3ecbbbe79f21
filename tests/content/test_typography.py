"""French as it is printed: the right spaces and apostrophes, in every sentence that the bot says."""

from __future__ import annotations

import re

import pytest

from bot.engine.messages import Say
from content.phrases import Phrasebook
from content.typography import NARROW, NO_BREAK, typeset
from tests.values import CONTENT, at

FRENCH, ENGLISH = (CONTENT.languages[code].typography for code in ("fr", "en"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Oui !", f"Oui{NARROW}!"),
        ("Un ; deux", f"Un{NARROW}; deux"),
        ("Quoi ?!", f"Quoi{NARROW}?!"),
        ("Ceci : cela", f"Ceci{NO_BREAK}: cela"),
        ("Voici :", f"Voici{NO_BREAK}:"),
        ("« Oui »", f"«{NO_BREAK}Oui{NO_BREAK}»"),
        ("«Oui»", f"«{NO_BREAK}Oui{NO_BREAK}»"),
        ("« Oui ! »", f"«{NO_BREAK}Oui{NARROW}!{NO_BREAK}»"),
        ("50 %", f"50{NO_BREAK}%"),
        ("20 €", f"20{NO_BREAK}€"),
        ("l'écoute", "l’écoute"),
        ("aujourd'hui", "aujourd’hui"),
        ("d'", "d’"),
        ("'s", "’s"),
        ("à 14:30", "à 14:30"),
        ("https://example.org/?a=b", "https://example.org/?a=b"),
        ("Rien à changer.", "Rien à changer."),
    ],
)
def test_ordinary_typing_is_set_right(typed: str, printed: str) -> None:
    assert typeset(typed, FRENCH) == printed
    assert typeset(printed, FRENCH) == printed, "what is right already stays"


def test_the_spaces_are_the_ones_of_unicode() -> None:
    assert (NARROW, NO_BREAK) == ("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def test_english_has_its_own_apostrophes_and_no_narrow_spaces() -> None:
    assert typeset("I don't: really?", ENGLISH) == "I don’t: really?"
    assert typeset("'s profile", ENGLISH) == "’s profile"
    assert typeset("colleagues' work", ENGLISH) == "colleagues’ work"


WRONG = {
    "no narrow space before ; ! ?": re.compile(rf"(?<=[^{NARROW}?!])[;!?]"),
    "no space before a colon": re.compile(rf"(?<=[^{NO_BREAK}\d]):|:(?=[^\s\d]|\S*{NO_BREAK})"),
    "no space inside guillemets": re.compile(rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»"),
    "a straight apostrophe": re.compile("'"),
    "a straight quote": re.compile('"'),
    "two spaces": re.compile("  "),
    "three dots": re.compile(r"\.\.\."),
    "a space at an end": re.compile(r"^\s|\s$"),
}
NAMES = dict.fromkeys(("mentor", "mentee", "partner", "name", "who", "word", "zone", "text", "objective"), "Ana")


def every_sentence(book: Phrasebook) -> dict[str, str]:
    voice = CONTENT.voices([book.language], ["Europe/Paris", "America/New_York"])
    sentences = {}
    for key in book.phrases:
        if not key.startswith("-"):
            names = _variables(book, key)
            args: dict[str, str | int | Say] = {name: NAMES.get(name, 2) for name in names - {"when", "until"}}
            times = {name: at("2026-03-01 09:30") for name in names & {"when", "until"}}
            sentences[key] = voice.prose(Say(key, args, times))
    return sentences


def _variables(book: Phrasebook, key: str) -> set[str]:
    phrase = book.phrases[key]
    return set(phrase.variables).union(*(_variables(book, reference) for reference in phrase.references))


@pytest.mark.parametrize("fault", WRONG)
def test_every_french_sentence_is_printed_right(fault: str) -> None:
    (book,) = (book for book in CONTENT.books if book.language == "fr")
    words = {"command", "language"}
    said = {key: text for key, text in every_sentence(book).items() if key.partition("-")[0] not in words}
    assert len(said) > 400
    wrong = {key: text for key, text in said.items() if WRONG[fault].search(text)}
    assert wrong == {}


@pytest.mark.parametrize("fault", ["a straight apostrophe", "a straight quote", "two spaces", "three dots"])
def test_every_english_sentence_is_printed_right(fault: str) -> None:
    (book,) = (book for book in CONTENT.books if book.language == "en")
    assert {key: text for key, text in every_sentence(book).items() if WRONG[fault].search(text)} == {}


@pytest.mark.parametrize(("fault", "text"), [
    ("no narrow space before ; ! ?", "Vraiment ?"),
    ("no narrow space before ; ! ?", "Vraiment?"),
    ("no space before a colon", "Voici : cela"),
    ("no space before a colon", "Voici: cela"),
    ("no space inside guillemets", "« Oui »"),
])  # fmt: skip
def test_what_is_wrong_would_be_noticed(fault: str, text: str) -> None:
    assert WRONG[fault].search(text)


def test_french_people_are_spoken_of_without_a_gender() -> None:
    """No « il » or « elle » for one of the two, and no participle that would have to agree with them."""
    (book,) = (book for book in CONTENT.books if book.language == "fr")
    gendered = re.compile(r"\b(mentoré(?!e?s? ?\()|il aime|elle aime|tous les deux|chacun d|l’un et l’autre|prêt )\b")
    assert {key: text for key, text in every_sentence(book).items() if gendered.search(text)} == {}
