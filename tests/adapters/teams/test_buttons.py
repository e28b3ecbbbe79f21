"""What stands on buttons and fields: short enough for a phone, and clear to whoever hears it alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any

import pytest

from adapters.teams.render import card
from bot.engine.flows.coordination.desk import link_words
from bot.engine.flows.coordination.links import named
from bot.engine.flows.date import words
from bot.engine.ids import action
from bot.engine.messages import Button, Buttons, Entry, Field, Form, Message, say, typed
from bot.engine.programme import Track, link_name
from tests.adapters.slack.test_play import season
from tests.adapters.teams.fakes import actions
from tests.labels import fr
from tests.values import CONTENT, PROGRAMME

PHONE = 288
"""Pixels of a button before a phone cuts it."""

PADDING = 40
"""« ✓ mercredi 2 décembre à 10 h (Dakar), 11 h (Paris) » takes 361 on a phone."""

_WIDTHS = {
    222: "ijl'’",
    278: " !,./:;It[]·\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}",
    333: "()-r",
    500: "cksvxyzJ",
    556: "0123456789abdeghnopquL",
    611: "FTZ",
    667: "ABEKPSVXY",
    722: "wCDHNRU",
    778: "GOQ",
    833: "mM✓",
    944: "W",
}
"""Of Helvetica's letters, in thousandths of the size."""
WIDTHS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def width(label: str) -> float:
    """A button with a label on a phone, in pixels: letters of 14."""
    letters = (unicodedata.normalize("NFKD", letter)[0] if letter not in WIDTHS else letter for letter in label)
    return PADDING + sum(14 * WIDTHS.get(letter, 1000) / 1000 for letter in letters)


def test_the_measure_is_that_of_a_phone() -> None:
    assert width("✓ mercredi 2 décembre à 10 h (Dakar), 11 h (Paris)") == pytest.approx(361, abs=5)


ZONES = (
    "Europe/Paris",
    "Africa/Dakar",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Ho_Chi_Minh",
    "Africa/Johannesburg",
)
DAYS = [(month, day) for month, day in product(range(1, 13), (1, 9, 23, 30)) if (month, day) != (2, 30)]
HALF_PAST = [datetime(2026, month, day, 15, 30, tzinfo=UTC) for month, day in DAYS]


@pytest.mark.parametrize("language", PROGRAMME.languages)
@pytest.mark.parametrize("zones", [(one, other) for one in ZONES for other in ZONES[:2]])
def test_a_date_fits_on_a_button_of_a_phone(language: str, zones: tuple[str, str]) -> None:
    voice = CONTENT.voices((language,), tuple(dict.fromkeys(zones)))
    for when in HALF_PAST:
        for sentence in (words.SLOT, words.SLOT_TAPPED, words.UNTAP):
            label = voice.label(sentence(when=when))
            assert width(label) <= PHONE, label


def test_the_city_is_named_where_two_clocks_differ() -> None:
    when = datetime(2026, 12, 2, 10, tzinfo=UTC)
    apart = CONTENT.voices(("fr",), ("Africa/Dakar", "Europe/Paris")).label(words.SLOT(when=when))
    assert plain(apart) == "mer. 2 déc. · 10 h (Dakar)"
    alike = CONTENT.voices(("fr",), ("Europe/Brussels", "Europe/Paris")).label(words.SLOT(when=when))
    assert plain(alike) == "mer. 2 déc. · 11 h"
    first = CONTENT.voices(("fr",), ("Europe/Paris",)).label(words.SLOT(when=when.replace(day=1)))
    assert plain(first) == "mar. 1er déc. · 11 h"


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@cache
def cards() -> tuple[dict[str, Any], ...]:
    """Those of a season, in French."""
    posts, _ = season(Track.MENTORING, "fr")
    return tuple(card(one.message, CONTENT.voices(one.languages, one.zones), "p1", one.key) for one in posts)


def elements(value: object) -> Iterator[dict[str, Any]]:
    match value:
        case dict():
            yield value
            for one in value.values():
                yield from elements(one)
        case list():
            for one in value:
                yield from elements(one)


def test_no_field_repeats_its_label_as_a_placeholder() -> None:
    form = Form(action("x"), (Field("a", typed("Votre note")), Field("d", typed("Jour"), Entry.DATE)), typed("Envoyer"))
    drawn = card(Message((form,)), CONTENT.voices(("fr",), ()))
    for one in (drawn, *cards()):
        for element in elements(one):
            assert "placeholder" not in element or element["placeholder"] != element["label"], element


def test_both_clocks_stand_above_the_dates() -> None:
    offered = next(one for one in cards() if fr("date-title", seance=1) in one["fallbackText"])
    text = plain(offered["fallbackText"])
    assert "(Dakar), " in text.split("[")[0]
    assert text.split("[")[0].count("(Paris)") >= 3


def test_a_button_says_what_it_is_about_to_whoever_hears_it_alone() -> None:
    held = next(one for one in cards() if fr("held-question", seance=1) in one["fallbackText"])
    yes = next(one for one in actions(held) if one["title"] == fr("held-yes"))
    assert yes["tooltip"] == f"{fr('held-yes')} – {fr('held-question', seance=1)}"
    assert yes["fallback"]["tooltip"] == yes["tooltip"]


def test_a_question_first_is_about_the_same() -> None:
    message = Message(
        (Buttons((Button(action("x"), typed("Annuler"), confirm=typed("Vraiment ?")),)),), say("about-title")
    )
    (shown,) = [
        one for one in elements(card(message, CONTENT.voices(("fr",), ()))) if one.get("type") == "Action.ShowCard"
    ]
    assert shown["tooltip"] == "Annuler – together"


def test_a_button_of_a_card_without_words_stands_for_itself() -> None:
    message = Message((Buttons((Button(action("x"), typed("Voir le statut")),)),))
    (shown,) = actions(card(message, CONTENT.voices(("fr",), ())))
    assert "tooltip" not in shown


@pytest.mark.parametrize("language", PROGRAMME.languages)
@pytest.mark.parametrize("link", named(PROGRAMME))
def test_a_button_that_asks_for_a_link_fits_too(language: str, link: str) -> None:
    voice = CONTENT.voices((language,), ("UTC",))
    for sentence in (link_words.GIVE, link_words.CHANGE):
        label = voice.label(sentence(link=link_name(link)))
        assert width(label) <= PHONE, label
