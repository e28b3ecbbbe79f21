"""Cards: valid against the 1.5 schema, small enough, and literal with what people typed."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.teams import limits
from adapters.teams.button_data import Press, Submission, deeds, listed, read_button, unlist
from adapters.teams.render import card, summary
from bot import app
from bot.engine.ids import Action
from bot.engine.messages import (
    Bar,
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Entry,
    Fact,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Option,
    Row,
    Style,
    Table,
    Text,
    Tick,
    typed,
)
from bot.engine.programme import Track
from bot.infra.clock import SetClock
from bot.play import cast, player
from bot.play.transcript import Transcript
from bot.ports import Answer, OutboxMessage, Sent, Voice
from bot.settings import Settings
from tests.adapters.local.samples import CHART, CHECKLIST, EVERYTHING, FORM, MANY, SINGLE
from tests.adapters.teams.fakes import actions, button
from tests.values import CONTENT

FR = CONTENT.voices(("fr",), ("Europe/Paris",))

Json = dict[str, Any]


@cache
def schema() -> jsonschema.Draft6Validator:
    spec = importlib.util.find_spec("adaptive_cards")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "schemas" / "schema-1.5.json"
    return jsonschema.Draft6Validator(json.loads(path.read_text()))


def drawn(message: Message, voice: Voice = FR) -> Json:
    return json.loads(json.dumps(card(message, voice, "p1", "s1.card")))  # type: ignore[no-any-return]


def as_1_5_sees_it(value: Json) -> Json:
    """Without the elements that 1.5 does not know, which say themselves what to do about it."""
    body = []
    for element in value["body"]:
        if str(element["type"]).startswith("Chart."):
            assert element["fallback"] == "drop"
            assert {"x", "y"} == {name for point in element["data"] for name in point}
        elif "choices.data" in element:  # looked for by Teams' clients themselves; elsewhere there is nobody to choose
            assert (element["choices"], element["style"]) == ([], "filtered")
            plainer = {**element, "style": "compact"}
            body.append({name: one for name, one in plainer.items() if name != "choices.data"})
        else:
            body.append(element)
    return {**value, "body": body}


def check(value: Json, known: set[str] | None = None) -> None:
    """Raises unless the card is valid. Cards that share `known` have an element looked at once, whatever its buttons carry."""
    known = set() if known is None else known
    valid({**value, "body": []})
    for element in as_1_5_sees_it(value)["body"]:
        look = json.dumps(json.loads(json.dumps(element), object_hook=without_data), sort_keys=True)
        if look not in known:
            valid({**value, "body": [element]})
            known.add(look)
    assert len(json.dumps(value).encode()) < limits.LARGEST
    assert value["fallbackText"]
    assert value["speak"]


def valid(value: Json) -> None:
    error = next(iter(schema().iter_errors(value)), None)
    if error is not None:
        deepest = max(error.context or [error], key=lambda one: len(one.absolute_path))
        raise AssertionError(f"{list(deepest.absolute_path)}: {deepest.message[:500]}")


def without_data(value: Json) -> Json:
    return {name: type(one).__name__ if name == "data" else one for name, one in value.items()}


def test_the_schema_can_say_no() -> None:
    value = drawn(EVERYTHING)
    value["body"][1]["colour"] = "red"
    with pytest.raises(AssertionError):
        check(value)
    with pytest.raises(AssertionError):
        check(drawn(EVERYTHING) | {"body": [{"type": "TextBlok"}]})


def test_every_kind_of_part_is_valid() -> None:
    check(drawn(EVERYTHING))


# Every message of a season ------------------------------------------------------------------------------------------


class Collector:
    def __init__(self) -> None:
        self.cards: dict[str, Json] = {}

    def post(self, post: OutboxMessage) -> None:
        self._keep(post.message, CONTENT.voices(post.languages, post.zones), post.pair, post.key)

    def answer(self, answer: Answer) -> None:
        self._keep(answer.message, answer.voice, answer.pair, answer.key)

    def _keep(self, message: Message, voice: Voice, pair: str, key: str) -> None:
        value = json.loads(json.dumps(card(message, voice, pair, key)))
        assert summary(value)
        self.cards[json.dumps(value, sort_keys=True)] = value


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("track", list(Track))
def test_every_message_of_play_is_valid(lang: str, track: Track, monkeypatch: pytest.MonkeyPatch) -> None:
    collector = Collector()
    deliver, answered = Transcript.deliver, Transcript.answered

    async def delivered(self: Transcript, post: OutboxMessage, people: Any) -> Sent:
        collector.post(post)
        return await deliver(self, post, people)

    def shown(self: Transcript, answer: Answer, *rest: Any) -> None:
        collector.answer(answer)
        answered(self, answer, *rest)

    monkeypatch.setattr(Transcript, "deliver", delivered)
    monkeypatch.setattr(Transcript, "answered", shown)

    async def play() -> None:
        with tempfile.TemporaryDirectory() as folder:
            own = Settings(
                database_url=app.sqlite_at(Path(folder) / "play.db"),
                coordinators=(cast.coordinator(CONTENT.languages[lang]),),
            )
            clock = SetClock(cast.START)
            async with app.opened(own, clock, migrate=True) as parts:
                await app.import_pairs(parts, cast.roster(CONTENT.languages[lang], track))
                pair = await parts.store.run(lambda unit: next(unit.journeys.all()).pair)
                last = parts.content.programme.last(track)
                await player.play(player.Season(track, CONTENT.languages[lang], 1, last), parts.service, clock, pair)

    asyncio.run(play())
    assert len(collector.cards) > 20
    known = set[str]()
    for value in collector.cards.values():
        check(value, known)


# What a press means -------------------------------------------------------------------------------------------------


def pressed(message: Message, action: str, *values: str, **entered: str) -> list[object]:
    data = button(drawn(message), action, *values)["data"] | {key.replace("__", ":"): v for key, v in entered.items()}
    found = read_button(data)
    assert found is not None
    return list(deeds(found, data))


DONE = Buttons((Button(Action("done"), typed("Fini"), style=Style.PRIMARY),))


def test_a_button_brings_its_value() -> None:
    message = Message(
        (Buttons((Button(Action("slot"), typed("Mardi"), "t 1,2"), Button(Action("none"), typed("Aucun")))),)
    )
    assert pressed(message, "slot") == [Press("slot", ("t 1,2",))]
    assert pressed(message, "none") == [Press("none", ())]


def test_a_press_keeps_what_was_chosen_and_typed_first() -> None:
    remark = Form(Action("remark"), (Field("text", typed("Un mot"), optional=True),), typed("Garder"))
    message = Message((SINGLE, MANY, remark, DONE))
    everything = {"choice__rate": "4", "choice__helped": "l,q", "field__remark__text": "Merci"}
    assert pressed(message, "done", **everything) == [
        Press("rate", ("4",)),
        Press("helped", ("l", "q")),
        Submission("remark", {"text": "Merci"}),
        Press("done", ()),
    ]
    assert pressed(message, "done", choice__rate="3", choice__helped="l") == [Press("done", ())]
    assert pressed(message, "remark", choice__rate="3") == [Submission("remark", {"text": ""})]
    assert pressed(message, "done", choice__rate="") == [Press("rate", ()), Press("done", ())]


def test_a_question_has_the_answers_that_the_message_gives_it_and_no_other() -> None:
    for one in (SINGLE, replace(SINGLE, chosen=())):
        (asked,) = (e for e in drawn(Message((one, DONE)))["body"] if e["type"] == "Input.ChoiceSet")
        assert [choice["value"] for choice in asked["choices"]] == [option.value for option in SINGLE.options]


def test_what_cannot_be_taken_back_is_asked_below_the_card() -> None:
    cancel = Button(Action("cancel"), typed("Annuler"), "s1", Style.DANGER, confirm=typed("Vraiment ?"))
    value = drawn(Message((Buttons((cancel,)),)))
    check(value)
    ((asking,),) = (element["actions"] for element in value["body"] if element["type"] == "ActionSet")
    assert (asking["type"], asking["title"]) == ("Action.ShowCard", "Annuler")
    assert "Vraiment ?" in json.dumps(asking["card"], ensure_ascii=False)
    assert pressed(Message((Buttons((cancel,)),)), "cancel") == [Press("cancel", ("s1",))]


def test_a_half_filled_form_waits_for_its_own_button() -> None:
    message = Message((FORM, DONE))
    assert pressed(message, "done", field__own__day="2026-04-01") == [Press("done", ())]
    submitted = pressed(message, "own", field__own__day="2026-04-01", field__own__time="09:30")
    assert submitted == [Submission("own", {"remark": "", "day": "2026-04-01", "time": "09:30"})]


def test_a_checklist_has_a_button_that_keeps_it_and_locked_entries_stay_out() -> None:
    assert pressed(Message((CHECKLIST,)), "keep", choice__tick="a,b") == [Press("tick", ("a", "b"))]
    assert pressed(Message((CHECKLIST,)), "keep", choice__tick="b") == []
    choices = next(e for e in drawn(Message((CHECKLIST,)))["body"] if e["type"] == "Input.ChoiceSet")
    assert [one["value"] for one in choices["choices"]] == ["a", "b", "d"]
    assert choices["value"] == "b"


def test_every_button_has_a_fallback_with_the_same_data() -> None:
    for action in actions(drawn(EVERYTHING)):
        assert action["fallback"]["type"] == "Action.Submit"
        assert action["fallback"]["data"] == action["data"]
        assert action["fallback"]["title"] == action["title"]


def test_a_chart_has_its_figures_in_text() -> None:
    text = json.dumps(drawn(Message((CHART,)))["body"][2:])
    assert "4" in text


@given(st.lists(st.text(max_size=20), max_size=8))
@example(["\0"])
def test_values_survive_the_list_that_cards_make_of_them(values: list[str]) -> None:
    clean = [value.replace("\0", "") for value in values]
    assert unlist(listed(values)) == tuple(value for value in clean if value)


# Anything that a message can be -------------------------------------------------------------------------------------

WORDS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "**gras**",
            "[lien](https://evil.example)",
            "{{DATE(2026-01-01)}}",
            "- a\n- b",
            "1. un",
            "<at>x</at>",
            "\u202e",
        ]
    ),
)
SAYS = st.builds(typed, WORDS)
NAMES = st.text("abcdefghij.", min_size=1, max_size=12)
LINES = st.builds(
    Line, SAYS, item=st.just(""), link=st.sampled_from(["", "https://example.org/a?b=c", "https://x.example/é"])
)
PARTS = st.one_of(
    st.builds(Text, LINES, quiet=st.booleans()),
    st.builds(Facts, st.lists(st.builds(Fact, SAYS, SAYS), min_size=1, max_size=4).map(tuple)),
    st.builds(Bullets, st.lists(LINES, min_size=1, max_size=4).map(tuple), title=st.none() | SAYS),
    st.builds(
        Table,
        SAYS,
        st.tuples(SAYS, SAYS, SAYS),
        st.lists(st.builds(Row, LINES, st.tuples(SAYS, SAYS, SAYS)), max_size=4).map(tuple),
    ),
    st.builds(
        Checklist,
        NAMES,
        st.lists(st.builds(Tick, NAMES, LINES, st.booleans(), st.booleans()), min_size=1, max_size=5).map(tuple),
        title=st.none() | SAYS,
    ),
    st.builds(
        Choices,
        NAMES,
        SAYS,
        st.lists(st.builds(Option, WORDS, SAYS), min_size=1, max_size=6).map(tuple),
        many=st.booleans(),
    ),
    st.builds(
        Buttons,
        st.lists(
            st.builds(Button, NAMES, SAYS, WORDS, st.sampled_from(list(Style)), st.booleans()), min_size=1, max_size=14
        ).map(tuple),
    ),
    st.builds(
        Form,
        NAMES,
        st.lists(
            st.builds(Field, NAMES, SAYS, st.sampled_from(list(Entry)), st.just(""), st.booleans()),
            min_size=1,
            max_size=4,
        ).map(tuple),
        SAYS,
    ),
    st.builds(Chart, SAYS, st.lists(st.builds(Bar, SAYS, st.integers(0, 99)), max_size=4).map(tuple)),
)
MESSAGES = st.builds(Message, st.lists(PARTS, min_size=1, max_size=6).map(tuple), title=st.none() | SAYS)


@settings(max_examples=60, deadline=None)
@given(MESSAGES)
def test_whatever_a_message_is_its_card_is_valid(message: Message) -> None:
    value = drawn(message)
    error = next(iter(schema().iter_errors(as_1_5_sees_it(value))), None)
    assert error is None
    for row in (element["actions"] for element in value["body"] if element["type"] == "ActionSet"):
        assert len(row) <= limits.BUTTONS_IN_A_ROW
    for action in actions(value):
        found = read_button(action["data"])
        assert found is not None
        assert (found.pair, found.card) == ("p1", "s1.card")
        list(deeds(found, action["data"]))
    assert len(summary(value)) <= limits.SUMMARY


@given(WORDS)
def test_nothing_that_was_typed_is_taken_for_markdown_or_a_date(words: str) -> None:
    value = drawn(Message((Text(Line(typed(words))), Facts((Fact(typed("Quoi"), typed(words)),))), typed(words)))
    for element in value["body"]:
        if element["type"] in ("TextBlock", "FactSet"):
            shown = [element.get("text", ""), *(fact["value"] for fact in element.get("facts", ()))]
            assert not any(set(text) & set("*_[]`<>#") for text in shown)
        assert "{{" not in json.dumps(element, ensure_ascii=False)


def test_what_the_buttons_carry_counts_too() -> None:
    """Little to read, and a long answer that every button brings along twice."""
    field = Field("a", typed("A"), value="é" * 1900)
    rows = (Buttons(tuple(Button(Action(f"b{n}{m}"), typed("x")) for n in range(6))) for m in range(3))
    value = drawn(Message((Form(Action("f"), (field,), typed("ok")), *rows)))
    assert len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le")) <= limits.LARGEST
    assert button(value, "f")["data"]["together"]["typed"]["f"]["a"] == "é" * 1900


@pytest.mark.parametrize("unit", ["é", "a", "😀", "\n"])
def test_a_message_that_is_too_long_is_cut_and_keeps_its_buttons(unit: str) -> None:
    long = Text(Line(typed(unit * 30_000)))
    value = drawn(Message((long, long, Buttons((Button(Action("go"), typed("Aller")),)))))
    assert len(json.dumps(value, ensure_ascii=False).encode("utf-16-le")) < limits.LARGEST * 1.1
    assert button(value, "go")
    check(value)
