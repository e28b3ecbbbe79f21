"""The longest list of pairs, and the longest pair, stand whole in a message of Slack's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.render import render
from adapters.slack.tags import Tag, TagKind
from bot.engine.flows.coordination.desk.announcing import LONGEST, Drafted, announcement, goes, to_send, to_write
from bot.engine.flows.coordination.desk.announcing import Shown as Sent
from bot.engine.flows.coordination.desk.pair import pair as pair_card
from bot.engine.flows.coordination.desk.pairs import PAGE, Listed, Seen, filters, fitting, pairs
from bot.engine.flows.coordination.desk.query import LONGEST_NAME, Query
from bot.engine.flows.coordination.listed import ListedPair, PairFilter, PairPage, Undeliverable
from bot.engine.flows.coordination.needs import Need, NeedKind
from bot.engine.flows.coordination.standing import standing
from bot.engine.flows.digest.reasons import Reason
from bot.engine.flows.willing.state import Doubt, Doubtful
from bot.engine.journey import Stage
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.text import system_messages
from tests.adapters.slack.schema import validator
from tests.adapters.slack.valid import complaints
from tests.desk.shown import shown
from tests.values import CONTENT, PROGRAMME, at, member, pair

NOW = at("2026-02-16 09:00")
LONG_NAME = "Zoé-Éléonore de la Tour « & fils » <b> " * 3
FULL = Query(
    "programme-of-the-north",
    PairFilter(stage=Stage.SCHEDULING, seance=9, track=Track.NETWORKING, language="fr", named="é" * LONGEST_NAME),
    "9223372036854775807.networking-000000000000",
)


def one(n: int) -> ListedPair:
    names = {Role.MENTOR: f"{n} {LONG_NAME}"[:100], Role.MENTEE: f"{LONG_NAME[:90]} {n}"}
    there = standing(PROGRAMME.timing, pair(member(names[Role.MENTOR]), member(names[Role.MENTEE])))
    needing = tuple(Need(kind, NOW - timedelta(days=30), NOW) for kind in NeedKind)
    doubts = tuple(Doubtful(role, Doubt.SILENT, NOW) for role in Role)
    there = replace(there, pair=f"mentoring-{n:012}", needs=needing, doubts=doubts, waiting=dict.fromkeys(Role, NOW))
    return ListedPair(there, names, {}, Undeliverable(Reason.SEALED, NOW), "")


def whole(message: Message, lang: str) -> None:
    voice = CONTENT.voices((lang,), ("Europe/Paris",))
    drawn = render(message, voice, Tag(TagKind.POST, "", "desk"))
    assert complaints(drawn.blocks) == []
    assert voice.prose(system_messages.cut_short()) not in str(drawn.blocks)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_longest_page_of_pairs_is_whole(lang: str) -> None:
    page = fitting(PairPage(tuple(one(n) for n in range(PAGE)), FULL.after))
    assert 1 < len(page.pairs) < PAGE
    whole(pairs(Listed(FULL, page, 100_000, LONG_NAME), Seen(NOW, "Europe/Paris")), lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_longest_announcement_is_whole(lang: str) -> None:
    text = ("« & fils » <b> " * LONGEST)[:LONGEST]
    query = replace(FULL, which=replace(FULL.which, named=""))
    drafted = Drafted("0" * 16, text, query, 200_000, "0" * 16, LONG_NAME, is_member=True)
    sent = [Sent("0" * 16, LONG_NAME, NOW, 200_000, 99_999, text, is_under_way=True) for _ in range(3)]
    for message in (to_write(drafted, sent), to_send(drafted), goes(sent[0], NOW), announcement(LONG_NAME, text)):
        whole(message, lang)
    page = fitting(PairPage(tuple(one(n) for n in range(PAGE)), FULL.after))
    whole(pairs(Listed(query, page, 100_000, LONG_NAME), Seen(NOW, "Europe/Paris")), lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_longest_pair_and_all_filters_are_whole(lang: str) -> None:
    whole(pair_card(PROGRAMME.timing, one(1), FULL, Seen(NOW, "Europe/Paris")), lang)
    whole(filters(PROGRAMME, FULL), lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_of_long_names_is_whole(lang: str) -> None:
    some = [replace(one(n), names=dict.fromkeys(Role, f"{LONG_NAME[:42]} {n}")) for n in range(PAGE)]
    page = fitting(PairPage(tuple(some), FULL.after))
    assert len(page.pairs) == PAGE
    whole(pairs(Listed(FULL, page, 100_000, "Le Nord"), Seen(NOW, "Europe/Paris")), lang)


def test_what_does_not_fit_comes_on_the_next_page() -> None:
    some = [replace(one(n), place=f"1.{n}") for n in range(PAGE)]
    page = fitting(PairPage(tuple(some)))
    assert page.after == page.pairs[-1].place


@pytest.mark.parametrize("picture", ["digest", "pairs", "pair"])
def test_what_coordinators_read_is_valid_by_slacks_own_types(picture: str) -> None:
    answer = shown()[picture]
    native = render(answer.message, answer.voice, Tag(TagKind.ANSWER, answer.pair, answer.key))
    assert any(block["type"] == "data_table" for block in native.blocks) is (picture == "pairs")
    for blocks in (native.blocks, native.plainer()):
        assert complaints(blocks) == []
        for block in blocks:
            assert [error.message for error in validator().iter_errors(block)] == []
