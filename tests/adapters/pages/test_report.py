"""What a programme has come to: read in chat, and on a page that is shown once to who still coordinates it."""

from __future__ import annotations

import asyncio
import base64
import csv
import re
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from adapters.pages.tickets import AttestationSeal, ExportSeal, PairsSeal, ReportSeal
from bot import app
from bot.engine.flows.coordination import actions
from bot.engine.messages import Text
from bot.ports import FIRST, Act, Address, Person, ProgrammeRecord, UnitOfWork
from tests.adapters.pages.house import AWA, CLAIRE, KEY, House, have_met, run
from tests.labels import fr
from tests.values import said

WORD = "rapport"
NAMES = ("Awa", "Camille", "Luc", "Mia")


async def a_week_is_over(one: House) -> None:
    await have_met(one, "camille", "2026-01-07")
    one.clock.at += timedelta(days=7)
    await one.parts.service.digests.send()


def test_it_is_read_in_chat_and_on_a_page_with_its_figures_as_a_file(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        message = await one.types("claire", WORD)
        words = said(message, "fr")
        assert f"{fr('report-enrolled')} : 2" in words.replace("\xa0", " ").replace("\u202f", " ")
        link = one.link(message)
        for _ in range(3):
            status, page = await one.looks(link)
            assert status == 200
            assert f"<button>{fr('report-page-show')}</button>" in page
            assert fr("report-enrolled") not in page, "looking shows nothing"
        status, page = await one.spends(link)
        assert status == 200
        assert f'<th scope="row">{fr("report-held")}</th><td>1</td>' in page
        file = re.search(r'href="data:text/csv;base64,([^"]+)"', page)
        assert file is not None
        rows = list(csv.DictReader(StringIO(base64.b64decode(file[1]).decode())))
        assert {"figure": "held", "track": "mentoring", "seance": "1", "level": "", "value": "1"} in rows
        assert not [name for name in NAMES if name in page]
        assert "<script" not in page

    run(sqlite_url, story)


def test_a_link_shows_it_once_within_a_day(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        first, second = [one.link(await one.types("claire", WORD)) for _ in range(2)]
        assert (await one.spends(first))[0] == 200
        for status, page in (await one.spends(first), await one.looks(first)):
            assert status == 410
            assert fr("report-page-spent") in page
            assert fr("report-enrolled") not in page
        one.clock.at += timedelta(days=1, minutes=1)
        assert (await one.spends(second))[0] == 410

    run(sqlite_url, story)


def test_of_two_who_press_at_once_one_is_shown_it(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        link = one.link(await one.types("claire", WORD))
        answers = await asyncio.gather(*(one.spends(link) for _ in range(5)))
        assert sorted(status for status, _ in answers) == [200, 410, 410, 410, 410]

    run(sqlite_url, story)


def test_who_coordinates_no_more_is_shown_nothing(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        link, appointments = one.link(await one.types("claire", WORD)), app.appointments(one.parts)
        await appointments.appoint(FIRST, AWA, by="op")
        await appointments.dismiss(FIRST, CLAIRE.address, by="op")
        for status, page in (await one.looks(link), await one.spends(link)):
            assert status == 410
            assert "together" not in page

    run(sqlite_url, story)


@pytest.mark.parametrize("forged", ["rubbish", "gAAAAA"])
def test_a_forged_link_leads_nowhere(sqlite_url: str, forged: str) -> None:
    async def story(one: House) -> None:
        assert (await one.spends(f"/report/{forged}"))[0] == 410

    run(sqlite_url, story)


def test_no_link_to_something_else_opens_it_nor_does_its_own_open_anything_else(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        now, keys = one.clock.now(), (KEY,)
        claire = await one.parts.store.run(lambda unit: _person(unit, "claire"))
        others = (
            ExportSeal(keys).put(claire, now),
            PairsSeal(keys).put(claire, FIRST, now),
            AttestationSeal(keys).put(claire, now),
            ReportSeal(keys).put(claire, "another", now),
            ReportSeal(keys).put(replace(claire, id="somebody else"), FIRST, now),
        )
        for token in others:
            assert (await one.spends(f"/report/{token}"))[0] == 410
        own = ReportSeal(keys).put(claire, FIRST, now)
        for path in ("export", "pairs", "attestation"):
            assert (await one.spends(f"/{path}/{own}"))[0] == 410
        camille = await one.parts.store.run(lambda unit: _person(unit, "camille"))
        assert (await one.spends(f"/report/{ReportSeal(keys).put(camille, FIRST, now)}"))[0] == 410
        assert (await one.spends(f"/report/{own}"))[0] == 200, "nothing of that has spent it"

    run(sqlite_url, story)


def _person(unit: UnitOfWork, name: str) -> Person:
    person = unit.people.at(Address("local", name))
    assert person is not None
    return person


def test_each_reading_is_noted(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        await one.spends(one.link(await one.presses("claire", actions.DO, f"{FIRST} report")))
        noted = await one.parts.store.run(lambda unit: [entry.kind for entry in unit.audit.all()])
        assert noted.count(Act.REPORT) == 2

    run(sqlite_url, story)


def test_between_two_weeks_it_is_the_same_whatever_happens(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        before = await one.types("claire", WORD)
        await have_met(one, "camille", "2026-01-07", "2026-01-12")
        await have_met(one, "mia", "2026-01-13")
        after = await one.types("claire", WORD)
        assert said(after, "fr").rpartition("(")[0] == said(before, "fr").rpartition("(")[0]
        one.clock.at += timedelta(days=7)
        await one.parts.service.digests.send()
        assert said(await one.types("claire", WORD), "fr") != said(before, "fr")

    run(sqlite_url, story)


def test_before_a_week_is_over_there_is_none(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        assert said(await one.types("claire", WORD), "fr").endswith(fr("report-not-yet"))

    run(sqlite_url, story)


def test_each_programme_has_its_own(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        def added(unit: UnitOfWork) -> None:
            unit.programmes.put(ProgrammeRecord("second", "Le second"))

        await one.parts.store.run(added)
        await a_week_is_over(one)
        stranger = said(await one.presses("somebody", actions.DO, f"{FIRST} report"), "fr")
        assert said(await one.presses("claire", actions.DO, "second report"), "fr") == stranger
        assert said(await one.presses("awa", actions.DO, f"{FIRST} report"), "fr") == stranger
        assert said(await one.presses("claire", actions.DO, "second export"), "fr") == stranger
        assert said(await one.presses("claire", actions.DO, f"{FIRST} export"), "fr") != stranger

    run(sqlite_url, story)


def test_on_the_local_page_a_link_needs_no_address_on_the_web(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await a_week_is_over(one)
        assert (await one.spends(one.link(await one.types("claire", WORD))))[0] == 200
        pairs = await one.types("claire", "exporter")
        assert [part.line.link[:7] for part in pairs.parts if isinstance(part, Text) and part.line.link] == ["/pairs/"]

    run(sqlite_url, story, here="")
