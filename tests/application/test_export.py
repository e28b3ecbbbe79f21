"""Everything that is kept about a person, for them: complete, theirs alone, as the schema says, and readable."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape
from os import environ
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from bot.app.sentences import declared
from bot.application.data_rights.export import Export, ExportData, export
from bot.application.data_rights.handing_over import hand_over
from bot.engine.flows.continuation.state import ANSWER, GoingOn
from bot.engine.flows.digest.totals import Added, Level
from bot.engine.flows.evaluation.questions import HELPED
from bot.engine.flows.evaluation.state import Answers, Evaluation, with_evaluation
from bot.engine.ids import CardId, TimerId
from bot.engine.journey import Contact, Journey, Offer, Sitting
from bot.engine.people import Place, Role
from bot.engine.state import NOTHING, lending
from bot.ports import Act, Lane, LinkedCalendar, LocalDelivery, OutboxMessage
from bot.ports.calendars.events import OwedEvent
from content.load import load
from storage.repositories.mailbox import SqlMailbox
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.engine.walking import answering
from tests.labels import fr
from tests.seals import WRONG
from tests.storage.values import AMA, DAY, NOW, claim, do, enrol, journey, owed

SCHEMA = Path(__file__).parents[2] / "docs" / "privacy" / "export.schema.json"
VOICES = load(declared()).voices
MINE, THEIRS = "HÉRISSON <b>& Cie</b>", "PARTNERWORD"


def answered(one: Journey, role: Role, line: str, rating: str) -> Journey:
    one = with_evaluation(one, 1, role, Evaluation(opened=NOW))
    return answering(one, 1, role, Answers({"useful": (rating,), HELPED: ("advice",)}, line, NOW, NOW))


def lived() -> Journey:
    """A journey of which each has said something, Ama the mentor."""
    offer = Offer(NOW, (NOW + DAY, NOW + 2 * DAY), {Role.MENTOR: (NOW + DAY,), Role.MENTEE: (NOW + 2 * DAY,)})
    done = (TimerId("s1.prep.mentor"), TimerId("s1.evaluation.mentee.nudge"), TimerId("s1.agenda.1"))
    one = replace(
        journey(),
        sittings=(Sitting(1, NOW, offer=offer, held=NOW, done=done),),
        contacts={Role.MENTOR: Contact(NOW.date(), 1), Role.MENTEE: Contact(NOW.date(), 2)},
        shown={CardId("s1.evaluation.mentor"): NOW, CardId("s1.evaluation.mentee"): NOW},
    )
    one = answered(one, Role.MENTOR, MINE, "4")
    one = answered(one, Role.MENTEE, THEIRS, "2").lending(lending([ANSWER]))
    one = one.keeping_own(ANSWER, Role.MENTOR, GoingOn(False)).keeping_own(ANSWER, Role.MENTEE, GoingOn(True))
    return one.lending(NOTHING)


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    """A store with everything in it that there can be of somebody."""

    def work(unit: SqlUnit) -> None:
        enrol(wake=NOW)(unit)
        unit.journeys.save(lived(), NOW)
        unit.calendars.link(LinkedCalendar("ama", "ics", "SEALEDSECRET", "calendar.example.org", NOW, read=NOW))
        unit.seen.contact("ama", NOW.date(), "p1", 1)
        unit.seen.contact("bo", NOW.date(), "p1", 7)
        unit.people.put_coordinator(AMA, Lane("local", "", "coordinator:AMA"))
        unit.audit.note("first", "operator:root", Act.SHOW, "ama", NOW)
        unit.audit.note("first", "operator:root", Act.SHOW, "bo", NOW)
        unit.outbox.enqueue([private("dm:ama", "s2.prep"), private("dm:bo", "s2.theirs"), owed(workspace="")])

    do(store, work)
    return store


def private(place: str, key: str) -> OutboxMessage:
    return replace(owed(key, place, ""), to=Place.MENTOR)


def exported(store: SqlStore, person: str = "ama") -> Export:
    return do(store, lambda unit: export(unit, person, NOW))


def data(store: SqlStore, person: str = "ama") -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(exported(store, person).json())
    return found


# What is in it ---------------------------------------------------------------------------------------------------


def test_it_holds_what_the_bot_knows_of_the_person(full: SqlStore) -> None:
    person = data(full)["person"]
    assert (person["name"], person["address"], person["mail"]) == ("Ama", "AMA", "ama@example.org")
    assert person["hours"]["days"] == [0, 1, 3]
    assert person["off"] == [{"first": "2026-04-01", "last": "2026-04-03", "kind": "leave"}]


def test_it_holds_their_own_words_and_answers_and_none_of_the_other_s(full: SqlStore) -> None:
    (pair,) = data(full)["pairs"]
    said = pair["own"]["evaluation-answers"]["by_seance"]["1"]
    assert (said["answers"], said["line"]) == ({"useful": ["4"], "helped": ["advice"]}, MINE)
    assert pair["own"]["continuation-answer"] == {"yes": False}
    assert THEIRS not in exported(full).json()
    assert THEIRS in exported(full, "bo").json()
    assert "HÉRISSON" not in exported(full, "bo").json()


def test_of_what_the_two_share_it_leaves_out_what_stands_under_the_other_s_name(full: SqlStore) -> None:
    (pair,) = data(full)["pairs"]
    (seance,) = pair["seances"]
    assert list(seance["offer"]["taps"]) == ["mentor"]
    assert seance["done"] == ["s1.prep.mentor", "s1.agenda.1"]
    assert list(pair["shown"]) == ["s1.evaluation.mentor"]
    assert pair["contact"]["count"] == 1
    assert pair["partner"] == "Bo"
    assert "bo@example.org" not in exported(full).json()


def test_a_calendar_s_secret_stays_where_it_is(full: SqlStore) -> None:
    calendar = data(full)["calendar"]
    assert (calendar["kind"], calendar["where"]) == ("ics", "calendar.example.org")
    assert "SEALEDSECRET" not in exported(full).json()
    assert data(full, "bo")["calendar"] is None


def test_it_says_whether_seances_are_written_into_their_calendar_and_which(full: SqlStore) -> None:
    assert (data(full)["calendar"]["writes"], data(full)["calendar"]["events"]) == (False, [])
    linked = LinkedCalendar("ama", "google", "SEALEDSECRET", "Google", NOW, writes=True)
    do(full, lambda unit: unit.calendars.link(linked))
    do(full, lambda unit: unit.calendar_events.add(OwedEvent("ama", "p1", 2, "a" * 32, start=NOW), NOW))
    calendar = data(full)["calendar"]
    assert calendar["writes"] is True
    assert calendar["events"] == [{"pair": "p1", "number": 2, "start": NOW.isoformat().replace("+00:00", "Z")}]
    assert "a" * 32 not in exported(full).json(), "what names it there is of no use to anybody"


def test_it_holds_what_is_owed_to_them_and_to_the_two(full: SqlStore) -> None:
    do(full, lambda unit: unit.records.share("p1", Lane("local", "", "pair:p1")))
    found = [(one["key"], one["where"]) for one in data(full)["messages"]]
    assert found == [("s2.prep", "waiting"), ("s1.agenda", "waiting")]


def test_it_holds_what_the_local_page_shows_them(full: SqlStore) -> None:
    (post,) = [one for one in do(full, lambda unit: claim(unit)) if one.key == "s2.prep"]
    delivery = LocalDelivery(post.id, "dm:AMA", "", post.key, "p1", {"text": "Bonjour Ama"})
    asyncio.run(SqlMailbox(full).put(delivery, NOW))
    do(full, lambda unit: unit.outbox.delivered(post, "worker", "dm:AMA", "1"))
    (shown,) = [one for one in data(full)["messages"] if one["where"] == "page"]
    assert shown["content"] == {"text": "Bonjour Ama"}
    assert "Bonjour Ama" in exported(full).page(VOICES(("fr",), ("Europe/Paris",)))
    assert "Bonjour Ama" not in exported(full, "bo").json()


def test_it_holds_who_looked_at_them_how_often_they_were_written_to_and_what_they_coordinate(full: SqlStore) -> None:
    found = data(full)
    assert [(one["who"], one["what"]) for one in found["noted"]] == [("operator", "person shown")]
    assert found["contacts"] == [{"day": "2026-03-02", "pair": "p1", "count": 1}]
    assert (found["coordinates"], data(full, "bo")["coordinates"]) == (["first"], [])


def test_a_second_export_does_not_hold_the_first(full: SqlStore) -> None:
    before = exported(full).json()
    do(full, lambda unit: hand_over(unit, AMA, None, NOW))
    assert exported(full).json() == before


def test_words_that_no_key_opens_are_said_to_be_there_and_facts_go_on(full: SqlStore, url: str) -> None:
    without = open_store(url, seal=WRONG)
    (pair,) = data(without)["pairs"]
    assert (pair["unreadable"], "evaluation-answers" in pair["own"]) == (True, False)
    assert (pair["partner"], data(without)["person"]["name"]) == ("Bo", "Ama")
    asyncio.run(without.close())
    (pair,) = data(full)["pairs"]
    assert not pair["unreadable"]


def test_it_holds_what_an_open_week_counts_of_them(full: SqlStore) -> None:
    counted = [Added(who, "p1", NOW.date(), True, {"useful": Level.HIGH}, ("advice",)) for who in ("ama", "bo")]

    def closed(unit: SqlUnit) -> None:
        unit.weeks.box("first")
        unit.weeks.keep("first", counted)

    do(full, closed)
    (one,) = data(full)["counted"]
    assert (one["pair"], one["week"], one["helped"]) == ("p1", "2026-03-02", ["advice"])


def test_nobody_has_no_export(store: SqlStore) -> None:
    with pytest.raises(LookupError, match="nobody"):
        exported(store)


# Who gets it -----------------------------------------------------------------------------------------------------


def test_it_goes_to_their_own_chat_and_can_be_put_together_again(full: SqlStore) -> None:
    whole = exported(full).json()
    do(full, lambda unit: unit.outbox.enqueue([]))
    do(full, lambda unit: hand_over(unit, AMA, None, NOW))
    lane = Lane("local", "", "dm:ama")
    parts = [one for one in do(full, lambda unit: unit.records.queued(lane)) if one.key.startswith("export")]
    assert len(parts) > 1
    assert json.loads("".join(_typed(one) for one in parts)) == json.loads(whole)


def _typed(post: OutboxMessage) -> str:
    (part,) = post.message.parts
    return str(part.line.say.args["text"])  # type: ignore[union-attr]


# How it reads ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["ama", "bo"])
def test_it_is_as_its_schema_says(full: SqlStore, person: str) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data(full, person), schema, jsonschema.Draft202012Validator)


def test_the_schema_is_that_of_the_code() -> None:
    """`REFRESH_GOLDEN=1` writes it anew."""
    (_, components) = msgspec.json.schema_components([ExportData], ref_template="#/$defs/{name}")
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything that is kept about one person",
        "$ref": "#/$defs/ExportData",
        "$defs": components,
    }
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    if environ.get("REFRESH_GOLDEN"):
        SCHEMA.parent.mkdir(exist_ok=True)
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            (
                "À votre sujet",
                "Votre binôme avec Bo",
                "Séance 1",
                fr("evaluation-scale-4"),
                fr("evaluation-helped-advice"),
            ),
        ),
        ("en", ("About you", "Your pair with Bo", "Session 1", "mostly", "Advice")),
    ],
)
def test_the_page_is_in_the_reader_s_language(full: SqlStore, language: str, said: tuple[str, ...]) -> None:
    page = exported(full).page(VOICES((language,), ("Europe/Paris",)))
    assert [words for words in said if words not in unescape(page)] == []


def test_the_page_holds_every_word_and_none_of_it_is_markup(full: SqlStore) -> None:
    page = exported(full).page(VOICES(("fr",), ("Europe/Paris",)))
    assert "HÉRISSON &lt;b&gt;&amp; Cie&lt;/b&gt;" in page
    assert "<b>" not in page
    assert not re.search(r"<script|src=|href=|style=", page)
    shown = unescape(re.sub(r"<[^>]+>", " ", page))
    found = data(full)
    for leaf in (*_texts(found["person"]), *_texts(found["pairs"][0]["own"])):
        known = {"4", "advice", "useful", "helped", "ama", "fr", "en", "Europe/Paris", "leave"}
        assert leaf in known or leaf[:10] == NOW.isoformat()[:10] or leaf in shown, leaf


def _texts(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for one in value.values() for text in _texts(one)]
        case list():
            return [text for one in value for text in _texts(one)]
        case _:
            return []


def test_a_no_is_said_as_well(full: SqlStore) -> None:
    page = unescape(exported(full).page(VOICES(("en",), ("Europe/Paris",))))
    assert VOICES(("en",), ("Europe/Paris",)).label(_no()) in page


def _no() -> Any:
    from bot.engine.flows.continuation.words import NO

    return NO()
