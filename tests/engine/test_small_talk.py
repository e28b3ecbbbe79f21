"""People do not speak in commands: hello, thanks, a thumb, a date that does not suit, a question when it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.engine.commands import Meaning, clean
from bot.engine.flows.prep.actions import PREP
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, offered, season, through
from tests.labels import en
from tests.values import CONTENT, MENTEE, PROGRAMME, replies, reply, said

ADDRESSED = (
    "/together prep",
    "together prep",
    "@together, prep",
    "@Together prep",
    "Together: prep",
    "prep :",
    "prep,",
    "« prep »",
    "\u200bprep",
    "pre\u200bp\ufeff",
    "\u200e@together\u200b prep",
    "<@U0123ABC> prep",
    "<@U0123ABC|together> prep",
    "<@U0123ABC|> prep",
    '<at id="0">together</at> prep',
    '<at id="0"></at> prep',
    "<at>together</at>, prep !",
    "prep <@U0123ABC|together>",
    "bonjour, prep",
)


@pytest.mark.parametrize("text", ADDRESSED)
def test_how_the_bot_is_addressed_does_not_matter(text: str) -> None:
    parsed = PROGRAMME.read(text)
    assert (parsed.command, parsed.rest) == (PREP, "")


@pytest.mark.parametrize(
    "text", ["/together", "together", "@together", "<@U0123ABC|together>", "<at></at>", "@together !"]
)
def test_the_name_alone_is_a_call_for_help(text: str) -> None:
    assert PROGRAMME.read(text).word == ""
    assert en("help-lead") in reply(offered(season()).type(MENTEE, text))


@pytest.mark.parametrize(
    "text", ["/Mon Tandem prep", "mon  tandem, prep", "@MON TANDEM prep", "/together prep", "prep"]
)
def test_a_bot_with_a_name_of_its_own_answers_to_it(text: str) -> None:
    assert replace(PROGRAMME, name="Mon Tandem").read(text).command == PREP
    assert replace(PROGRAMME, name="Mon Tandem").read("@Mon Tandem").word == ""


def test_another_bots_name_is_a_word_like_any() -> None:
    assert PROGRAMME.read("tandem prep").command is None
    assert replace(PROGRAMME, name="Duo").read("duos prep").command is None


def test_what_follows_a_command_is_left_as_it_is() -> None:
    assert PROGRAMME.read("@together pause : 31/03/2027").rest == "31/03/2027"
    assert PROGRAMME.read("together langue anglais").rest == "anglais"
    assert clean("altogether prep") == "altogether prep"


MEANT = {
    Meaning.HELLO: ("bonjour", "Bonjour !", "Salut 🙂", "hello there", "Good morning", "@together bonsoir"),
    Meaning.THANKS: ("merci !", "Un grand merci 🙏", "thank you so much", "thanks", "Bonjour, merci"),
    Meaning.THUMB: ("👍", "👍🏽", "👍👍", "ok 👍", ":+1:", ":+1::skin-tone-3:", "d’accord", "Perfect.", "❤️"),
    Meaning.CANNOT: (
        "je ne peux pas venir jeudi",
        "Bonjour, je ne pourrai pas être là",
        "désolée, empêchée demain",
        "I can't make it on Thursday",
        "I can’t come, thanks",
        "could we reschedule?",
    ),
    Meaning.WHEN: (
        "quand est-ce ?",
        "quand est notre prochaine séance ?",
        "bonjour, c'est quand déjà ?",
        "à quelle heure ?",
        "when is our next session?",
        "What time?",
    ),
}


@pytest.mark.parametrize(("meaning", "text"), [(meaning, text) for meaning, some in MEANT.items() for text in some])
def test_people_are_understood(meaning: Meaning, text: str) -> None:
    parsed = PROGRAMME.read(text)
    assert (parsed.command, PROGRAMME.nearest(parsed), parsed.meaning) == (None, None, meaning)


@pytest.mark.parametrize("language", PROGRAMME.languages)
@pytest.mark.parametrize("meaning", Meaning)
def test_every_language_has_words_for_each_meaning(language: str, meaning: Meaning) -> None:
    (book,) = [book for book in CONTENT.books if book.language == language]
    assert book.plain(f"meaning-{meaning}-words").strip()


def stages() -> list[Season]:
    return [season(), offered(season()), booked(season()), held(season()), through(season(), 9)]


@pytest.mark.parametrize("text", ["bonjour", "hello"])
def test_hello_is_answered_in_a_sentence(text: str) -> None:
    assert reply(offered(season()).type(MENTEE, text)) == en("hello", name="Camille")


def test_thanks_are_answered_in_a_sentence_and_a_thumb_not_at_all() -> None:
    for walk in stages():
        before = walk.journey
        assert reply(walk.type(MENTEE, "merci !")) == en("thanks")
        assert replies(walk.type(MENTEE, "👍")) == []
        assert walk.journey == before


def test_who_cannot_come_is_offered_the_date() -> None:
    walk = booked(season())
    before = walk.journey
    assert reply(walk.type(MENTEE, "je ne peux pas venir jeudi")) == f"{en('cannot')}\n\n[{en('run-date')}]"
    assert walk.journey == before, "nothing is cancelled by a word"


def test_who_asks_when_is_told() -> None:
    walk = booked(season())
    assert reply(walk.type(MENTEE, "quand est-ce ?")) == reply(walk.type(MENTEE, "status"))


@pytest.mark.parametrize(
    "text", ["xyzzy", "paquetage", "nudge", "Pourriez-vous m'aider à écrire un rapport ?", "12345"]
)
def test_what_is_not_understood_gets_the_list_on_request(text: str) -> None:
    words = reply(offered(season()).type(MENTEE, text))
    assert words == f"{en('unknown', word=text)}\n\n[{en('run-help')}]"
    assert PROGRAMME.nearest(PROGRAMME.read(text)) is None


def test_a_slip_is_offered_what_was_meant_and_the_list_on_request() -> None:
    words = reply(offered(season()).type(MENTEE, "satus"))
    assert words == f"{en('unknown-nearest', word='satus')}\n\n[{en('run-status')}] [{en('run-help')}]"


def test_examples_lie_ahead() -> None:
    walk = offered(season())
    for text in ("help", "pause soon"):
        for day in re.findall(r"\d{4}-\d\d-\d\d", reply(walk.type(MENTEE, text))):
            assert f"{walk.at:%Y-%m-%d}" < day
            assert PROGRAMME.read(f"pause {day}").rest == day
    for language in PROGRAMME.languages:
        (book,) = [book for book in CONTENT.books if book.language == language]
        assert not [key for key in book.phrases if re.search(r"20\d\d", book.plain(key))]


# The first words -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("track", Track)
def test_the_welcome_says_who_and_how_many_and_how_often_and_what_comes(track: Track, role: Role) -> None:
    walk = offered(season(track))
    words = said(walk.cards[PRIVATE[role], f"welcome.{role}"], "en")
    assert "coordinators" in words
    assert walk.journey.partner(role).name in words
    assert f"{PROGRAMME.seance(track, 1).minutes} minutes" in words
    assert en("welcome-next") in words
    assert en(f"welcome-role-{track}-{role}") in words
    if track is Track.MENTORING:
        assert "6 sessions" in words
        assert "3 more" in words
        assert en("settings-every-14") in words


@pytest.mark.parametrize("text", ["", "hello", "/together"])
def test_who_writes_before_is_welcomed_before_any_list(text: str) -> None:
    walk = season()
    words = reply(walk.type(MENTEE, text))
    assert en("welcome-next") in words
    assert en("help-lead") not in words


def test_the_pairs_welcome_stands_before_the_first_dates_and_stays() -> None:
    walk = booked(season())
    shared = [one.effect for one in walk.shown if getattr(one.effect, "to", None) is Place.PAIR]
    keys = [getattr(effect, "key", "") for effect in shared]
    assert keys.index("welcome.pair") < keys.index("s1.date")
    assert keys.count("welcome.pair") == 1
    assert said(walk.cards[Place.PAIR, "welcome.pair"]).endswith(en("welcome-pair", mentor="Awa", mentee="Camille"))
