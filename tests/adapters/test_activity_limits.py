"""Every card of every activity within both platforms' limits, in every language, with every line as long as it may be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import pytest

from adapters.slack import forms
from adapters.slack.answers import as_modal, as_view, drawn, only_form
from adapters.slack.render import render
from adapters.slack.tags import Tag, TagKind
from adapters.teams import limits as teams_limits
from adapters.teams.render import card as teams_card
from adapters.teams.render import summary
from bot.engine.messages import Form, Message
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import Answer
from bot.text import system_messages
from tests.activities.engine import HERE, Walker, missing, walks
from tests.adapters.slack.reading import letters, texts
from tests.adapters.slack.schema import validator
from tests.adapters.slack.valid import complaints, view_complaints
from tests.adapters.teams.test_render import check
from tests.engine.walking import season
from tests.values import CONTENT, member

LINES = {
    "words": 'Être à l’aise « devant » l’équipe R&D, même quand on ne m’y attend pas ; dire "non" <sans détour>. ' * 8,
    "wide": "👩🏽‍💻" * 300,
    "escaped": "&<\"\\'" * 200,
}
"""What every line is filled with: words, characters that count twice, and nothing but characters that are escaped."""
CUT = ("escaped",)
"""Where Slack's card may say that there is more: nobody writes so."""
LANGUAGES = [("fr",), ("en",), ("fr", "en")]
LONG_NAME = "Marie-Éléonore de La Rochefoucauld"
ASKED = ("prep", "status", "agenda")


@cache
def shown(line: str, languages: tuple[str, ...] = ("fr",)) -> Sequence[tuple[str, Message]]:
    """All that two people with long names are shown who fill in everything, and ask for everything after each activity.

    In two languages: what both see at once.
    """
    found: dict[Message, str] = {}
    for track in Track:
        walker = Walker(season(track, member(LONG_NAME), member(f"{LONG_NAME} (2)")), LINES[line])
        for walk in walks(track):
            walker.goes(walk)
            _ask(walker, *ASKED)
        _ask(walker, *(walk.name for walk in HERE))
        walker.season.idle()
        for key, message in walker.messages(shared=len(languages) > 1):
            found.setdefault(message, key)
    return [(key, message) for message, key in found.items()]


def _ask(walker: Walker, *words: str) -> None:
    for role in Role:
        for word in words:
            walker.season.type(role, word)


def test_every_activity_has_a_walk() -> None:
    assert missing() == set()


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("line", LINES)
def test_slack_shows_all_of_it(line: str, languages: tuple[str, ...]) -> None:
    voice = CONTENT.voices(languages, ("Europe/Paris",))
    cut = letters(voice.prose(system_messages.cut_short()))
    faults: set[tuple[str, str]] = set()
    for key, message in shown(line, languages):
        made = render(message, voice, Tag(TagKind.POST, "pair-1", key))
        faults |= {(key, one) for one in complaints(made.blocks)}
        if line not in CUT and cut in letters(" ".join(texts(made.blocks))):
            faults.add((key, "cut short"))
        answer = Answer(message, voice, "pair-1", key)
        faults |= {(key, f"as an answer: {one}") for one in complaints(drawn(answer).blocks)}
        faults |= {(key, f"as a view: {one}") for one in view_complaints(as_view(answer))}
        for form in (part for part in message.parts if isinstance(part, Form)):
            faults |= {(key, f"{form.action}: {one}") for one in _of_form(answer, form)}
    assert faults == set()


def _of_form(answer: Answer, form: Form) -> Sequence[str]:
    """What is wrong with the modal; what stood in a field has to come back whole."""
    origin = forms.Origin("pair-1", answer.key, form.action, "D0123456789", f"https://hooks.slack.com/{'x' * 90}")
    if only_form(answer):
        view = as_modal(answer, form, origin)
    else:
        opener = forms.opener(form, answer.voice, "Titre")
        sheet = forms.read(str(opener["value"]))
        if sheet is None:  # the press asks for it
            view = as_modal(Answer(Message((form,), answer.message.title), answer.voice), form, origin)
        else:
            view = forms.modal(sheet, origin)
    said = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    wrong = list(view_complaints(view))
    for field in form.fields:
        entry = said.get(field.name, {})
        value = entry.get("initial_value", entry.get("initial_date", entry.get("initial_time", "")))
        if value != field.value:
            wrong.append(f"{field.name} comes back as {len(value)} of {len(field.value)} characters")
    return wrong


def test_slack_s_own_types_know_all_of_it() -> None:
    one, voice = validator(), CONTENT.voices(("fr",), ("Europe/Paris",))
    different = {
        json.dumps({name: value for name, value in block.items() if name != "block_id"}, sort_keys=True)
        for key, message in shown("words")
        for block in render(message, voice, Tag(TagKind.POST, "pair-1", key)).blocks
    }
    assert [text for text in different if not one.is_valid(json.loads(text))] == []


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@pytest.mark.parametrize("line", LINES)
def test_teams_shows_all_of_it(line: str, languages: tuple[str, ...]) -> None:
    voice = CONTENT.voices(languages, ("Europe/Paris",))
    cut = letters(voice.prose(system_messages.cut_short()))
    for key, message in shown(line, languages):
        value = teams_card(message, voice, "pair-1", key)
        assert len(json.dumps(value, ensure_ascii=False).encode("utf-16-le")) < teams_limits.LARGEST, key
        assert cut not in letters(" ".join(texts(value["body"]))), key
        assert len(summary(value)) <= teams_limits.SUMMARY, key


def test_the_schema_of_adaptive_cards_knows_all_of_it() -> None:
    voice = CONTENT.voices(("fr",), ("Europe/Paris",))
    for key, message in shown("words"):
        check(json.loads(json.dumps(teams_card(message, voice, "pair-1", key))))
