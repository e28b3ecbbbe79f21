"""A change of the programme's files in mid-season: pairs under way keep what they began with, whoever serves them."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot import app
from bot.app.pages import exports
from bot.application.versions import EARLIEST, Stays, move
from bot.engine.journey import Meeting, Sitting
from bot.ports import UnitOfWork
from tests.content.copies import Break, add, copied, drop, put, together
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_service import booked, meeting
from tests.labels import fr
from tests.values import MENTOR, MINUTE, at

OLD, NEW = "parlez d'hier et d'aujourd'hui, du travail comme du reste, sans", "parlez de tout et de rien, sans"
READ, READ_NEW = "parlez d’hier et d’aujourd’hui", "parlez de tout et de rien"
REWORDED = put("fr/mentoring.ftl", OLD, NEW)
TOPIC = "  - {id: M1.D3, kind: arrange, for: [pair]}\n"
CUT = together(
    put("mentoring/1.yaml", TOPIC, ""),
    *(put("mentoring/1.yaml", f"  - {{id: M1.D3.{a}, kind: decide, for: [pair], under: M1.D3}}\n", "") for a in "abc"),
    *(drop(f"{code}/mentoring.ftl", f"M1-D3{a}") for code in ("fr", "en") for a in ("", "-a", "-b", "-c")),
    *(drop(f"{code}/words.ftl", "-chat-tool") for code in ("fr", "en")),
)
"""Séance 1 without its third topic."""
ADDED = together(
    put("mentoring/1.yaml", TOPIC, f"  - {{id: M1.D4, kind: discuss, for: [pair]}}\n{TOPIC}"),
    *(
        add(f"{code}/mentoring.ftl", f"M1-D4 =\n    .pair = {said}")
        for code, said in (("fr", "Le cap."), ("en", "It."))
    ),
)
FIRST_DAYS = at("2026-01-06 09:00")


def files(root: Path, name: str, *breaks: Break) -> Path:
    """A programme of one's own."""
    (root / name).mkdir()
    folder = copied(root / name)
    together(*breaks)(folder)
    return folder


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return files(tmp_path, "before")


@pytest.fixture
def after(tmp_path: Path) -> Path:
    return files(tmp_path, "after", REWORDED, CUT, put("programme.yaml", "agenda-minutes: 10 ", "agenda-minutes: 30 "))


@contextmanager
def both(url: str, first: Path, second: Path) -> Iterator[tuple[Stage, Stage]]:
    """Two processes on one database, each with its own files; Awa and Camille begin with the first."""
    with ExitStack() as stack:
        one = stack.enter_context(Stage(url, HEADER + line("Awa", "Camille"), content=first))
        yield one, stack.enter_context(Stage(url, content=second))


def agenda(stage: Stage) -> str:
    return stage.says("awa", "agenda")


def content_of(stage: Stage, pair: str) -> str:
    journey = stage.run(stage.app.store.run(lambda unit: unit.journeys.of(pair)))
    assert journey is not None
    return journey.content


def due(stage: Stage) -> datetime | None:
    return stage.run(stage.app.store.run(lambda unit: unit.outbox.next_due()))


def moved(stage: Stage, pair: str) -> Stays | None:
    """As `content move --now` does it, from whatever the pair goes by to what `stage` has in use."""
    service = stage.app.service

    def work(unit: UnitOfWork) -> Stays | None:
        journey = unit.journeys.of(pair)
        assert journey is not None
        return move(unit, journey.pair, service.programme_of(unit, journey), service.programme)

    return stage.run(stage.app.store.run(work))


def test_a_pair_under_way_keeps_what_it_began_with(sqlite_url: str, before: Path, after: Path) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        booked(stage)
        kept = agenda(stage)
    assert READ in kept
    with Stage(sqlite_url, HEADER + line("Priya", "Sam"), content=after) as stage:
        stage.clock.at = FIRST_DAYS
        assert agenda(stage) == kept
        stage.wait(FIRST_DAYS)
        assert READ_NEW in stage.says("priya", "agenda")
        assert "organisation à deux" not in stage.says("priya", "agenda")


def test_what_time_brings_keeps_to_it_too(sqlite_url: str, before: Path, after: Path) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        booked(stage)
        when, pair = meeting(stage).at, stage.journey().pair
        stage.wait(when - 40 * MINUTE)
        stage.finds("awa")
    with Stage(sqlite_url, content=after) as stage:
        stage.clock.at = when - 40 * MINUTE
        stage.run(stage.app.service.wake(pair))  # saved by a process that would bring the agenda half an hour ahead
        assert due(stage) == when - 10 * MINUTE
        stage.wait(when)
        (begun,) = [text for text in stage.finds("awa") if READ in text]
        assert READ_NEW not in begun


def agreed(stage: Stage, cards: Stage, pair: tuple[str, str]) -> Meeting:
    """Two people take the first date, on `stage`; what they press was shown on `cards`."""
    card = next(seen for seen in cards.chats.seen[pair[0]] if seen.key == "s1.date")
    offer = sitting(stage, card.pair).offer
    assert offer is not None
    for name in pair:
        stage.sends(name, card, "date.tap", [offer.slots[0].isoformat()])
    meeting = sitting(stage, card.pair).meeting
    assert meeting is not None
    return meeting


def sitting(stage: Stage, pair: str) -> Sitting:
    found = stage.journey(pair).current
    assert found is not None
    return found


def test_each_process_says_what_the_other_has_made(sqlite_url: str, before: Path, after: Path) -> None:
    """A rolling deploy: who steps a pair and who delivers to it need not have the same files in use."""
    with both(sqlite_url, before, after) as (old, new):
        new.run(app.import_pairs(new.app, HEADER + line("Priya", "Sam")))
        old.wait(FIRST_DAYS)  # the worker with the old files lets both pairs begin
        new.clock.at = FIRST_DAYS
        assert READ_NEW in old.says("priya", "agenda")
        assert READ in new.says("awa", "agenda")
        when = agreed(new, old, ("awa", "camille")).at
        assert when == agreed(old, old, ("priya", "sam")).at
        old.wait(when - 25 * MINUTE)
        assert any(READ_NEW in text for text in old.chats.unread["priya"])
        new.clock.at = old.clock.at
        new.wait(when)
        assert any(READ in text for text in new.finds("awa"))


def test_a_message_says_what_it_said_when_it_was_made(sqlite_url: str, before: Path, after: Path) -> None:
    """A worker that starts with other files, and has met no pair yet, delivers what is owed in the words of its version."""
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        booked(stage)
        stage.clock.at = meeting(stage).at
        stage.run(stage.app.service.wake(stage.journey().pair))
        when = stage.clock.at
    with Stage(sqlite_url, content=after) as stage:
        stage.clock.at = when
        assert any(READ in text for text in stage.finds("awa"))


def test_what_waits_for_somebody_is_read_on_the_page_of_their_export(
    sqlite_url: str, before: Path, after: Path
) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        booked(stage)
        stage.clock.at = meeting(stage).at
        stage.run(stage.app.service.wake(stage.journey().pair))
        when, person = stage.clock.at, stage.journey().members[MENTOR].person
    with Stage(sqlite_url, content=after) as stage:
        made = exports(stage.app)
        exported = stage.run(stage.app.store.run(lambda unit: made(unit, person, when)))
        page = exported.page(stage.app.content.voices(("fr",), ()))
        assert READ in page
        assert READ_NEW not in page


def test_pairs_of_before_go_by_the_first_that_was_stored(sqlite_url: str, before: Path, after: Path) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        pair = stage.journey().pair
        booked(stage)
        stage.run(stage.app.store.run(lambda unit: unit.contents.move(pair, "")))  # as a migration leaves it
    with Stage(sqlite_url, content=after) as stage:
        stage.clock.at = FIRST_DAYS
        assert content_of(stage, pair) == ""
        assert READ in agenda(stage)


def test_links_are_those_of_today(sqlite_url: str, tmp_path: Path, before: Path) -> None:
    linked = files(
        tmp_path, "linked", REWORDED, put("programme.yaml", 'profile: ""', "profile: https://together.example/me")
    )
    gone = files(
        *(tmp_path, "gone"),
        put("programme.yaml", '  profile: ""', ""),
        put("mentoring/1.yaml", "for: [mentor, mentee], link: profile}", "for: [mentor, mentee]}"),
        put("networking/1.yaml", "for: [mentor, mentee], link: profile}", "for: [mentor, mentee]}"),
        put("fr/words.ftl", "link-profile = profils sur { -platform }", ""),
        put("en/words.ftl", "link-profile = profiles on { -platform }", ""),
    )
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        stage.wait(FIRST_DAYS)
        assert "https://together.example/me" not in stage.says("camille", "prep")
    with Stage(sqlite_url, content=linked) as stage:
        stage.clock.at = FIRST_DAYS
        assert "https://together.example/me" in stage.says("camille", "prep")
    with Stage(sqlite_url, content=gone) as stage:
        stage.clock.at = FIRST_DAYS
        assert "https://together.example/me" not in stage.says("camille", "prep")


def test_what_the_bot_itself_says_is_that_of_today(sqlite_url: str, tmp_path: Path, before: Path) -> None:
    today = files(
        tmp_path, "today", REWORDED, put("fr/common.ftl", "objective = Objectif", "objective = Le but du jour")
    )
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        booked(stage)
        assert "Objectif" in agenda(stage)
    with Stage(sqlite_url, content=today) as stage:
        stage.clock.at = FIRST_DAYS
        card = agenda(stage)
        assert "Le but du jour" in card
        assert READ in card


@pytest.mark.parametrize(
    "files", ["", "[]", "{}", '{"programme": {}, "seances": {}, "texts": {}}', "strange kind", "strange activity"]
)
def test_a_version_that_cannot_be_read_gives_way_to_the_one_in_use(
    files: str, sqlite_url: str, before: Path, after: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with Stage(sqlite_url, HEADER + line("Awa", "Camille"), content=before) as stage:
        booked(stage)
        id = content_of(stage, stage.journey().pair)
        stored = json.loads(stage.run(stage.app.store.run(lambda unit: unit.contents.of(id))) or "")
    if files == "strange kind":
        stored["seances"]["mentoring"][0]["items"][0]["kind"] = "sing"
    elif files == "strange activity":
        stored["seances"]["mentoring"][0]["activities"] = ["singing"]
    _overwrite(sqlite_url, id, json.dumps(stored) if files.startswith("strange") else files)
    with caplog.at_level(logging.ERROR), Stage(sqlite_url, content=after) as stage:
        stage.clock.at = FIRST_DAYS
        assert READ_NEW in agenda(stage)
        assert READ_NEW in agenda(stage)
        said = [one for one in caplog.records if id in one.getMessage()]
        assert len(said) == 1
        assert "content move" in said[0].getMessage()


# Moving ------------------------------------------------------------------------------------------------------------


def test_a_pair_that_is_moved_goes_by_the_one_in_use(sqlite_url: str, before: Path, after: Path) -> None:
    with both(sqlite_url, before, after) as (old, new):
        booked(old)
        when = meeting(old).at
        old.wait(when - 40 * MINUTE)
        new.clock.at = old.clock.at
        assert READ in agenda(new)
        assert due(new) == when - 10 * MINUTE
        assert moved(new, old.journey().pair) is None
        assert due(new) == when - 30 * MINUTE
        assert READ_NEW in agenda(new)
        assert READ_NEW in agenda(old), "the process with the old files too"


def test_what_was_owed_before_a_move_is_said_as_it_was_meant(sqlite_url: str, before: Path, after: Path) -> None:
    with both(sqlite_url, before, after) as (old, new):
        booked(old)
        new.clock.at = old.clock.at = meeting(old).at
        new.run(new.app.service.wake(old.journey().pair))
        assert moved(new, old.journey().pair) is None
    with Stage(sqlite_url, content=after) as stage:
        stage.clock.at = meeting(stage).at
        texts = stage.finds("awa")
        assert any("organisation à deux" in text for text in texts), "the topic that there is no more"


def test_who_is_in_the_middle_of_a_meeting_stays(sqlite_url: str, before: Path, after: Path) -> None:
    with both(sqlite_url, before, after) as (old, new):
        booked(old)
        pair = old.journey().pair
        old.wait(meeting(old).at)
        new.clock.at = old.clock.at
        old.presses("awa", fr("agenda-start"))
        assert meeting(old).topic == 1
        kept = content_of(new, pair)
        assert moved(new, pair) is Stays.MEETING
        assert content_of(new, pair) == kept


def test_who_would_be_asked_elsewhere_stays(sqlite_url: str, tmp_path: Path, before: Path) -> None:
    gate = files(tmp_path, "gate", put("mentoring/2.yaml", "lead: 3", "lead: 3\nopens: continuation"))
    with both(sqlite_url, before, gate) as (old, new):
        pair = old.journey().pair
        booked(old)
        new.clock.at = old.clock.at
        assert moved(new, pair) is Stays.GATE


def _overwrite(url: str, id: str, files: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
        connection.execute("UPDATE content SET files = ? WHERE id = ?", (files, id))


def test_the_first_version_is_noted_once(sqlite_url: str, before: Path, after: Path) -> None:
    with Stage(sqlite_url, content=before) as stage:
        first = stage.app.content.programme.version
    with Stage(sqlite_url, content=after) as stage:
        assert stage.app.content.programme.version != first
        assert stage.run(stage.app.store.run(lambda unit: unit.facts.get(EARLIEST))) == first
        ids = [id for id, _ in stage.run(stage.app.store.run(lambda unit: unit.contents.all()))]
        assert sorted(ids) == sorted([first, stage.app.content.programme.version])
