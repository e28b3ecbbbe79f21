"""Every kind of part as the page's JSON."""

from __future__ import annotations

import msgspec
import pytest

from adapters.local.render import render
from bot.engine.messages import Message, Part, say
from bot.text.plain import plain
from tests.adapters.local import samples
from tests.adapters.local.fakes import PlainVoice

VOICE = PlainVoice("fr")


def drawn(part: Part) -> object:
    content = render(Message((part,)), VOICE)
    assert isinstance(content["parts"], list)
    return content["parts"][0]


@pytest.mark.parametrize(
    ("part", "json"),
    [
        (
            samples.TEXT,
            {
                "kind": "text",
                "text": "Regardez le profil.",
                "item": "M1.B1",
                "link": "https://example.org/profil",
                "quiet": False,
            },
        ),
        (
            samples.FACTS,
            {
                "kind": "facts",
                "rows": [
                    {"label": "Quand", "value": "lundi à 10:00"},
                    {"label": "Durée", "value": "une heure"},
                ],
            },
        ),
        (
            samples.BULLETS,
            {
                "kind": "bullets",
                "title": "Sujets",
                "lines": [
                    {"text": "Vos parcours", "item": "M1.D1", "link": ""},
                    {"text": "Vos envies", "item": "M1.D2", "link": ""},
                ],
            },
        ),
        (
            samples.MANY,
            {
                "kind": "choices",
                "action": "helped",
                "label": "Ce qui a aidé",
                "options": [{"value": "l", "label": "L’écoute"}, {"value": "q", "label": "Les questions"}],
                "chosen": ["l"],
                "many": True,
            },
        ),
        (
            samples.BUTTONS,
            {
                "kind": "buttons",
                "buttons": [
                    {"action": "go", "label": "Commencer", "value": "", "style": "primary", "pressed": False},
                    {"action": "slot", "label": "Mardi", "value": "t1", "style": "plain", "pressed": True},
                    {"action": "cancel", "label": "Annuler", "value": "", "style": "danger", "pressed": False},
                ],
            },
        ),
        (
            samples.FORM,
            {
                "kind": "form",
                "action": "own",
                "submit": "Proposer",
                "fields": [
                    {
                        "name": "remark",
                        "label": "Un mot",
                        "entry": "line",
                        "value": "",
                        "optional": True,
                        "most": 0,
                        "options": [],
                    },
                    {
                        "name": "day",
                        "label": "Jour",
                        "entry": "date",
                        "value": "2026-03-31",
                        "optional": False,
                        "most": 0,
                        "options": [],
                    },
                    {
                        "name": "time",
                        "label": "Heure",
                        "entry": "time",
                        "value": "",
                        "optional": False,
                        "most": 0,
                        "options": [],
                    },
                ],
            },
        ),
        (
            samples.CHART,
            {
                "kind": "chart",
                "title": "Où en sont les binômes",
                "bars": [{"label": "Séance 1", "value": 4}, {"label": "Séance 2", "value": 1}],
            },
        ),
    ],
    ids=lambda each: getattr(each, "kind", ""),
)
def test_a_part(part: Part, json: object) -> None:
    assert drawn(part) == json


def test_a_checklist_keeps_the_item_of_every_line() -> None:
    json = drawn(samples.CHECKLIST)
    assert isinstance(json, dict)
    assert (json["action"], json["title"]) == ("tick", "Avant la séance")
    assert [(tick["value"], tick["item"], tick["ticked"], tick["locked"]) for tick in json["ticks"]] == [
        ("a", "M1.B2", False, False),
        ("b", "M1.B3", True, False),
        ("c", "", True, True),
        ("d", "", False, False),
    ]


def test_the_whole_is_there_as_plain_text_too() -> None:
    content = render(samples.EVERYTHING, VOICE)
    assert content["text"] == plain(samples.EVERYTHING, VOICE)
    assert (content["language"], content["title"]) == ("fr", "fr:prep-title")


def test_it_is_json_and_survives_a_round_trip() -> None:
    content = render(samples.EVERYTHING, VOICE)
    assert msgspec.json.decode(msgspec.json.encode(content)) == content


def test_a_message_without_a_title() -> None:
    assert render(Message(()), VOICE) == {"language": "fr", "title": "", "parts": [], "text": ""}
    assert render(Message((), say("t")), VOICE)["title"] == "fr:t"
