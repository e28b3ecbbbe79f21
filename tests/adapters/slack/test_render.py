"""Messages as Block Kit: what they look like, and that no message, however long or odd, makes an invalid one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack import forms, handlers, limits
from adapters.slack.answers import as_modal, as_view, only_form
from adapters.slack.blocks import handed
from adapters.slack.inbound import Interaction, from_interaction
from adapters.slack.render import render
from adapters.slack.tags import Tag, TagKind, read
from adapters.slack.words import clean, cut, escape, followable, pieces, unescape, width
from bot.engine.flows.digest.words import NUDGE
from bot.engine.flows.privacy.words import ERASE, ERASE_SURE
from bot.engine.ids import Action
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Chart,
    Checklist,
    Choices,
    Facts,
    Form,
    Line,
    Message,
    Option,
    Style,
    Table,
    Text,
    Tick,
    typed,
)
from bot.ports import Answer
from tests.adapters.local.fakes import PlainVoice
from tests.adapters.local.samples import CHART, CHECKLIST, EVERYTHING, FORM, MANY, SINGLE, note
from tests.adapters.slack.fake import Shown
from tests.adapters.slack.reading import letters, texts
from tests.adapters.slack.samples import ids, messages, words
from tests.adapters.slack.valid import complaints, unseen, view_complaints
from tests.scenarios.slack import payloads
from tests.values import CONTENT

TAG = Tag(TagKind.POST, "p1", "s1.date")
VOICE = PlainVoice("fr")
LONG = "Marie-Françoise de La Tour d’Auvergne-Lauraguais"
RARELY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def drawn(message: Message, tag: Tag = TAG) -> list[dict]:
    shown = render(message, VOICE, tag)
    assert complaints(shown.blocks) == []
    assert 1 <= width(shown.text) <= limits.NOTICE
    return shown.blocks


def types(blocks: list[dict]) -> list[str]:
    return [block["type"] for block in blocks]


def test_every_part_has_its_blocks() -> None:
    blocks = drawn(EVERYTHING)
    assert types(blocks)[0] == "header"
    assert "data_visualization" in types(blocks)
    assert types(render(EVERYTHING, VOICE, TAG).plainer()).count("data_visualization") == 0


def test_what_a_person_typed_stays_words() -> None:
    blocks = drawn(note("<!channel> *salut* <https://x.y|ici> & :tada:"))
    (section,) = blocks
    assert section["text"]["type"] == "plain_text"
    assert section["text"]["text"] == "&lt;!channel&gt; *salut* &lt;https://x.y|ici&gt; &amp; :tada:"
    assert section["text"]["emoji"] is False
    assert render(note("<!channel>"), VOICE, TAG).text == "&lt;!channel&gt;"


def test_a_link_is_one_only_if_it_cannot_break_out() -> None:
    (good,) = drawn(Message((Text(Line(typed("Le <manuel>"), link="https://example.org/?a=1&b=2")),)))
    assert good["text"]["text"] == "<https://example.org/?a=1&amp;b=2|Le &lt;manuel&gt;>"
    (bad,) = drawn(Message((Text(Line(typed("Le manuel"), link="javascript:alert(1)|x>")),)))
    assert bad["text"]["type"] == "plain_text"


def test_a_press_comes_back_with_its_pair_and_card() -> None:
    buttons = Buttons((Button(Action("date.tap"), typed("Mardi"), "t1"), Button(Action("go"), typed("Aller"))))
    _, block = drawn(Message((buttons,)))
    assert read(block["block_id"]) == TAG
    assert [handed(one["value"]) for one in block["elements"]] == [["t1"], []]
    assert [one["action_id"] for one in block["elements"]] == ["date.tap#0", "go#1"]


def test_one_answer_is_a_tap_and_a_second_says_the_same() -> None:
    row = drawn(Message((SINGLE,)))[-1]
    assert [one["value"] for one in row["elements"]] == ['["1"]', '["2"]', '["3"]', '["4"]', '["5"]']
    assert row["elements"][2]["text"]["text"] == "✓ 3 sur 5"


def test_what_cannot_be_taken_back_is_asked_in_a_dialog_within_its_limits() -> None:
    long = typed("Vraiment ? " * 60)
    cancel = Button(Action("cancel"), typed("Annuler ce rendez-vous pour de bon et pour toujours"), style=Style.DANGER)
    above, row = drawn(Message((Buttons((replace(cancel, confirm=long), cancel)),)))[-2:]
    asked, plainly = row["elements"]
    assert "confirm" not in plainly
    assert asked["confirm"]["style"] == "danger"
    assert asked["confirm"]["title"]["text"] == cancel.label.args["text"]
    assert (asked["confirm"]["confirm"]["text"], asked["confirm"]["deny"]["text"]) == (
        "fr:card-yes",
        "fr:card-leave-it",
    )
    most = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
    assert all(0 < len(asked["confirm"][name]["text"]) <= length for name, length in most.items())
    assert above["elements"][0]["text"] == ("Vraiment ? " * 60).strip(), "what a dialog has no room for"


@pytest.mark.parametrize("languages", [("fr",), ("en",), ("fr", "en")])
def test_what_is_asked_for_good_is_read_whole(languages: tuple[str, ...]) -> None:
    """In the words of the content, with the longest of them."""
    voice = CONTENT.voices(languages, ("Europe/Paris",))
    erase = Button(Action("privacy.erase"), ERASE(), style=Style.DANGER, confirm=ERASE_SURE())
    hello = Button(Action("nudge"), NUDGE(mentor=LONG, mentee=LONG), confirm=typed("Vraiment ?"))
    shown = render(Message((Buttons((erase, hello)),), typed("À vous")), voice, TAG).blocks
    assert complaints(shown) == []
    read = letters(" ".join(texts(shown)))
    dialogs = [one["confirm"] for block in shown for one in payloads.usable(block)]
    for button, dialog in zip((erase, hello), dialogs, strict=True):
        assert button.confirm is not None
        question = voice.prose(button.confirm)
        assert letters(question) in f"{read} {letters(unescape(dialog['text']['text']))}"
        assert not dialog["confirm"]["text"].endswith("…")


def test_boxes_are_ticked_and_what_the_bot_ticks_is_no_box() -> None:
    blocks = drawn(Message((CHECKLIST, MANY)))
    boxes = [one for block in blocks for one in block.get("elements", []) if one["type"] == "checkboxes"]
    assert [[option["value"] for option in box["options"]] for box in boxes] == [["a", "b", "d"], ["l", "q"]]
    assert [option["value"] for option in boxes[0]["initial_options"]] == ["b"]
    assert "☑ Évaluation remplie" in [block["text"]["text"] for block in blocks if block["type"] == "section"]


def test_boxes_that_are_drawn_anew_are_shown_anew() -> None:
    """Slack's apps keep what was ticked under the same `block_id`, against what they are told."""

    def ids(*ticked: str) -> list[str]:
        entries = ("Lire", "Noter " * 20, "Lire encore")
        ticks = tuple(Tick(str(n), Line(typed(said)), ticked=str(n) in ticked) for n, said in enumerate(entries))
        return [block["block_id"] for _, block in payloads.boxes(drawn(Message((Checklist(Action("tick"), ticks),))))]

    assert ids("0") == ids("0")
    assert [one == other for one, other in zip(ids(), ids("1"), strict=True)] == [True, False, True]
    assert len({id for ticked in ("", "0", "1", "2") for id in ids(ticked)}) == 6
    assert all(read(id) == TAG for id in ids("0", "1"))


def test_ten_boxes_make_a_block() -> None:
    ticks = tuple(Tick(str(n), Line(typed(f"Lire la page {n}"))) for n in range(23))
    rows = [block for block in drawn(Message((Checklist(Action("tick"), ticks),))) if block["type"] == "actions"]
    assert [len(row["elements"][0]["options"]) for row in rows] == [10, 10, 3]


@pytest.mark.parametrize("length", [76, 130, 400, 4000])
def test_an_entry_that_is_longer_than_a_box_holds_stands_whole_beside_one(length: int) -> None:
    long = ("Piochez une vidéo ou un article dans la rubrique « Ressources » du programme. " * 60)[
        :length
    ].strip() + "."
    entries = ("Lire", long, "Noter une question", long)
    ticks = tuple(Tick(str(n), Line(typed(said)), ticked=n == 3) for n, said in enumerate(entries))
    blocks = drawn(Message((Checklist(Action("tick"), ticks),)))
    used = [payloads.usable(block)[0] for block in blocks if payloads.usable(block)]
    assert [[option["value"] for option in box["options"]] for box in used] == [["0"], ["1"], ["2"], ["3"]]
    assert [option["text"]["text"] for box in used for option in box["options"]] == [
        "Lire", "fr:card-done", "Noter une question", "fr:card-done",
    ]  # fmt: skip
    assert ["initial_options" in box for box in used] == [False, False, False, True]
    assert letters(long) in letters(" ".join(text for text in texts(blocks) if text != "fr:card-done"))
    assert len({block["block_id"] for block in blocks if "block_id" in block}) == 4


@pytest.mark.parametrize("in_view", [False, True])
@pytest.mark.parametrize("told", ["all", "what was used", "nothing"])
def test_boxes_beside_their_words_are_ticked_together_with_the_others(told: str, in_view: bool) -> None:
    """What Slack leaves out of its state holds what it was drawn with: nobody unticks what they did not touch."""
    ticks = tuple(Tick(str(n), Line(typed(f"{n} " + "mot " * (30 * n))), ticked=n != 3) for n in range(5))
    blocks = drawn(Message((Checklist(Action("tick"), ticks),)))
    made = payloads.boxes(blocks)
    assert len(made) == 5
    box, block = made[2]
    done = {"type": "checkboxes", "action_id": box["action_id"], "block_id": block["block_id"], "selected_options": []}
    held = payloads.state(blocks, {(TAG.block(0).rpartition("|")[0], "tick"): {"0", "1", "3"}})
    held = (
        held
        if told == "all"
        else {id: one for id, one in held.items() if told == "what was used" and id == block["block_id"]}
    )
    view = (
        {"id": "V1", "type": "modal", "callback_id": "read", "private_metadata": "", "blocks": blocks}
        if in_view
        else {}
    )
    where = Shown("D1", "x", blocks, ts="1.2", view=view)
    heard = from_interaction(payloads.press("U1", where, done, "", held))
    assert isinstance(heard, Interaction)
    ticked = handlers._values(heard, heard.actions[0], "tick", TAG)
    assert ticked == (["0", "1", "3"] if told == "all" else ["0", "1", "4"])


def test_what_else_stands_on_a_message_is_read_as_anybody_may_have_written_it() -> None:
    odd: list[Any] = [{"type": "rich_text", "elements": [[1], "x"]}, 7, None, {"accessory": "x"}, {"block_id": 3}]
    blocks = drawn(Message((Checklist(Action("tick"), (Tick("a", Line(typed("a")), ticked=True),)),)))
    _, block = payloads.boxes(blocks)[0]
    done = {"type": "checkboxes", "action_id": "tick#9", "block_id": block["block_id"], "selected_options": []}
    heard = from_interaction(payloads.press("U1", Shown("D1", "x", [*odd, *blocks], ts="1.2"), done, "", {}))
    assert isinstance(heard, Interaction)
    assert handlers._values(heard, heard.actions[0], "tick", TAG) == ["a"]


def test_what_a_button_does_is_heard_without_the_words_around_it() -> None:
    """Whoever goes from button to button with a screen reader hears what it is about, once."""
    row = Buttons((Button(Action("next"), typed("Suivant")), Button(Action("see"), typed("Regarder le plan"))))
    blocks = drawn(Message((row, SINGLE, FORM), typed("L’ordre du jour")))
    spoken = [one["accessibility_label"] for block in blocks for one in payloads.usable(block)]
    assert spoken == [
        "Suivant – L’ordre du jour",
        "Regarder le plan – L’ordre du jour",
        *(f"{'✓ ' if n == 3 else ''}{n} sur 5 – Utile ?" for n in range(1, 6)),
        "Proposer – L’ordre du jour",
    ]
    long = Button(Action("nudge"), typed("Écrire un petit mot à Awa et à Camille, qui cherchent une date"))
    *_, alone = drawn(Message((Buttons((long,)),), typed("La semaine")))
    assert "accessibility_label" not in alone["elements"][0], "it stands alone"
    *_, untitled = drawn(Message((Text(Line(typed("Lequel est-ce ?"))), row)))
    assert untitled["elements"][0]["accessibility_label"] == "Suivant – Lequel est-ce ?"


def test_what_is_chosen_is_told_by_more_than_its_colour() -> None:
    chosen = Button(Action("go"), typed("Oui"), pressed=True)
    *_, row = drawn(Message((Buttons((chosen, replace(chosen, pressed=False))),), typed("Et après ?")))
    assert [one["text"]["text"] for one in row["elements"]] == ["✓ Oui", "Oui"]


def test_a_scale_stands_on_one_row_and_says_what_its_numbers_mean() -> None:
    """Five words are wider than a phone."""
    said = ("zéro", "un peu", "à moitié", "presque", "entièrement")
    options = (*(Option(str(n), typed(words)) for n, words in enumerate(said, 1)), Option("none", typed("— rien")))
    scale = Choices(Action("rate"), typed("Utile"), options, ("4",), scale=True)
    title, legend, row, again, second = drawn(Message((scale, replace(scale, label=typed("Partagé")))))
    labels = [one["text"]["text"] for one in row["elements"]]
    assert labels == ["1", "2", "3", "✓ 4", "5", "— rien"]
    assert sum(32 + 8 * len(label) for label in labels) <= 320
    assert legend["elements"][0]["text"] == " · ".join(f"{n} {words}" for n, words in enumerate(said, 1))
    assert [one["accessibility_label"] for one in row["elements"]][3:] == [
        "✓ presque – Utile", "entièrement – Utile", "— rien – Utile",
    ]  # fmt: skip
    assert (title["type"], again["type"], second["type"]) == ("section", "section", "actions")


def test_a_button_never_stands_without_a_word_about_it() -> None:
    words, row = drawn(Message((Buttons((Button(Action("go"), typed("Aller")),)),)))
    assert (words["text"]["text"], row["type"]) == ("Aller", "actions")
    words, row = drawn(Message((FORM,)))
    assert words["text"]["text"] == "Un mot\nJour\nHeure"


def test_a_button_whose_label_is_cut_says_it_all_above() -> None:
    label = "mercredi 7 janvier à 9:00 (Dakar), 10:00 (Paris) – convient à Camille et à tout le monde"
    above, row = drawn(Message((Buttons((Button(Action("date.tap"), typed(label)),)),)))
    assert above["elements"][0]["text"] == label
    assert row["elements"][0]["text"]["text"].endswith("…")


def test_a_form_is_a_button_that_carries_it() -> None:
    *_, row = drawn(Message((FORM,)))
    (opener,) = row["elements"]
    assert opener["action_id"] == "form!own"
    sheet = forms.read(opener["value"])
    assert sheet is not None
    assert [(f.name, f.value) for f in sheet.fields] == [("remark", ""), ("day", "2026-03-31"), ("time", "")]
    view = forms.modal(sheet, forms.Origin("p1", "k", "own", "D1"))
    assert view_complaints(view) == []
    assert [block["element"]["type"] for block in view["blocks"]] == ["plain_text_input", "datepicker", "timepicker"]


def test_a_chart_has_its_figures_in_text() -> None:
    chart, text = drawn(Message((CHART,)))
    assert [point["value"] for point in chart["chart"]["series"][0]["data"]] == [4, 1]
    assert "• Séance 1 – 4" in text["text"]["text"]


def test_a_picture_or_chart_that_says_nothing_to_who_does_not_see_it_is_noticed() -> None:
    """There is no picture yet: whoever draws the first one is told."""
    picture = {"type": "image", "image_url": "https://example.org/a.png"}
    beside = {"type": "section", "accessory": {**picture, "alt_text": " "}}
    for blocks in ([picture], [{"type": "context", "elements": [picture]}], [beside]):
        assert list(unseen(blocks)) == ["a picture without alt_text"]
    assert list(unseen([{**picture, "alt_text": "Une courbe"}])) == []
    chart, text = drawn(Message((CHART,)))
    assert list(unseen([chart])) == ["a chart without its figures in text"]
    assert list(unseen([chart, {**text, "text": {**text["text"], "text": "41"}}])) == list(unseen([chart]))


def test_a_message_that_is_too_long_keeps_what_can_be_pressed() -> None:
    texts = tuple(Text(Line(typed(f"{n} " + "mot " * 700))) for n in range(80))
    blocks = drawn(Message((*texts, Buttons((Button(Action("go"), typed("Aller")),))), typed("Titre")))
    assert types(blocks)[0] == "header"
    assert types(blocks)[-1] == "actions"
    assert blocks[-2]["elements"][0]["text"] == "fr:cut-short"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("Bonjour à vous", 20, "Bonjour à vous"),
        ("Bonjour à vous", 12, "Bonjour à…"),
        ("Anticonstitutionnellement", 10, "Anticonst…"),
        ("a & b", 8, "a &amp;…"),
        ("", 5, "…"),
        (" \n ", 5, "…"),
        ("👩👩👩", 5, "👩👩…"),
    ],
)
def test_cut_at_a_word(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


@given(words, st.integers(10, 200))
@RARELY
def test_a_cut_fits_and_never_halves_an_entity(text: str, limit: int) -> None:
    said = cut(text, limit)
    assert 1 <= width(said) <= limit
    said.encode()
    assert escape(unescape(said)) == said


@given(words, st.integers(10, 200))
@RARELY
def test_pieces_are_the_whole(text: str, limit: int) -> None:
    found = list(pieces(text, limit))
    assert all(width(escape(piece)) <= limit for piece in found)
    seen = "".join("".join(found).split())
    assert seen == "".join(clean(text).split())


@given(words)
@RARELY
def test_a_followable_link_stays_in_its_brackets(text: str) -> None:
    link = f"https://example.org/{text}"
    if followable(link):
        assert not set(link) & set("<>| \n")


@given(messages)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_message_renders_to_something_invalid(message: Message) -> None:
    drawn(message)


@given(messages)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_nothing_is_lost_without_a_word(message: Message) -> None:
    """Every sentence and label of any message is shown whole, or the message says that it is not."""
    blocks = drawn(message)
    if "fr:cut-short" not in str(blocks):
        shown = letters(" ".join(texts(blocks)))
        assert [said for said in sentences(message) if letters(said) not in shown] == []


def sentences(message: Message) -> Iterator[str]:
    """What there is to read; a title, which is cut with an ellipsis, and a form's fields, which a modal shows, left out."""
    for part in message.parts:
        match part:
            case Text(line=line):
                yield VOICE.prose(line.say)
            case Bullets(lines=lines, title=title):
                yield from (VOICE.prose(line.say) for line in lines)
                yield VOICE.label(title) if title else ""
            case Table(lines=lines):  # in one row of a table, or in one line, its letters follow each other
                yield from (VOICE.prose(line.say) for line in lines)
            case Checklist(ticks=ticks, title=title):
                boxes = {tick.value: tick for tick in ticks if not tick.locked}  # two boxes of one value are one
                locked = [tick for tick in ticks if tick.locked]
                yield from (VOICE.prose(tick.line.say) for tick in (*boxes.values(), *locked))
                yield VOICE.label(title) if title else ""
            case Facts(rows=rows):
                yield from (VOICE.label(side) for row in rows for side in (row.label, row.value))
            case Buttons(buttons=buttons):
                yield from (VOICE.label(button.label) for button in buttons)
            case Choices(label=label, options=options):
                kept = {option.value: option for option in options}.values() if part.many else options
                yield from (VOICE.label(label), *(VOICE.label(option.label) for option in kept))
            case Chart(title=title, bars=bars):
                yield from (VOICE.label(title), *(VOICE.label(bar.label) for bar in bars))


def test_a_message_of_nothing_but_a_long_address_is_one_that_is_cut() -> None:
    (section,) = drawn(Message((Text(Line(typed(""), link="https://x.org/" + "é" * 5000)),)))
    assert section["text"]["text"].endswith("…")


@given(messages)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_answer_makes_an_invalid_view(message: Message) -> None:
    answer = Answer(message, VOICE, "p1", "k")
    assert view_complaints(as_view(answer)) == []
    form = only_form(answer) or next((part for part in message.parts if isinstance(part, Form)), None)
    if form is not None:
        modal = as_modal(answer, form, forms.Origin("p1", "k", "a", "D1", "https://x"))
        assert view_complaints(modal) == []


def test_a_view_keeps_to_what_its_title_and_its_memory_hold() -> None:
    long = "Une évaluation d’une minute, ou d’un peu plus"
    sheet = forms.sheet(FORM, VOICE, long)
    for address in ("https://x", "https://x/" + "é" * 3_000):
        origin = forms.Origin("p1", "k", "own", "D1", address)
        view = forms.modal(sheet, origin)
        assert view_complaints(view) == []
        assert view["title"]["text"] == "Une évaluation d’une…"
        assert forms.origin(view["private_metadata"]) == (origin if len(address) < 100 else None)


@given(ids, ids)
@RARELY
def test_a_tag_comes_back(pair: str, key: str) -> None:
    tag = Tag(TagKind.ANSWER, pair, key)
    assert len(tag.block(7)) <= 255
    assert read(tag.block(7)) == tag


@pytest.mark.parametrize("block", ["", "p", "p|a", "x|a|b|1", "p|a|b|c|d", "abcd"])
def test_a_block_of_somebody_else(block: str) -> None:
    assert read(block) is None


def test_nothing_gets_lost_of_a_message_in_two_languages() -> None:
    voice = PlainVoice("fr+en")
    shown = render(EVERYTHING, voice, TAG)
    assert complaints(shown.blocks) == []
