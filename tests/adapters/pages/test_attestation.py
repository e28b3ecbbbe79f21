"""Somebody's own attestation: read in chat, and on a page that is shown once to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from adapters.pages.tickets import AttestationSeal, ExportSeal
from bot.app import import_pairs
from bot.application.data_rights.erase import erase
from bot.engine.flows.attestation import actions
from bot.ports import Address, Person, ProgrammeRecord, UnitOfWork
from storage.unit import SqlUnit
from tests.adapters.pages.house import KEY, House, have_met, run
from tests.dialogues.stage import HEADER, line
from tests.labels import fr
from tests.values import buttons, said

WORD = "attestation"
SAID = fr("attestation-mentoring-mentee", name="Camille", programme="together")


async def link(one: House, name: str = "camille") -> str:
    (page,) = buttons(await one.types(name, WORD))
    assert page.action == actions.PAGE
    return one.link(await one.presses(name, page.action))


def test_it_is_read_in_chat_and_on_a_page_to_print(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await have_met(one, "camille", "2026-01-06", "2026-01-20")
        words = said(await one.types("camille", WORD), "fr")
        assert SAID in words
        assert "Awa" not in words, "nothing of the other one"
        path = await link(one)
        for _ in range(3):
            status, page = await one.looks(path)
            assert status == 200
            assert f"<button>{fr('attestation-page-show')}</button>" in page
            assert "Camille" not in page
        status, page = await one.spends(path)
        assert status == 200
        assert SAID in page
        assert "mardi 6 janvier 2026" in page.replace("\xa0", " ").replace("\u202f", " ")
        assert "Awa" not in page
        assert "<script" not in page

    run(sqlite_url, story)


def test_a_link_shows_it_once_within_a_day(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await have_met(one, "camille", "2026-01-06")
        first, second = await link(one), await link(one)
        assert (await one.spends(first))[0] == 200
        for status, page in (await one.spends(first), await one.looks(first)):
            assert status == 410
            assert fr("attestation-page-spent") in page
            assert "Camille" not in page
        one.clock.at += timedelta(days=1, minutes=1)
        assert (await one.spends(second))[0] == 410

    run(sqlite_url, story)


@pytest.mark.parametrize("forged", ["rubbish", "gAAAAA"])
def test_a_forged_link_leads_nowhere(sqlite_url: str, forged: str) -> None:
    async def story(one: House) -> None:
        await have_met(one, "camille", "2026-01-06")
        assert (await one.spends(f"/attestation/{forged}"))[0] == 410
        camille = await one.parts.store.run(lambda unit: _person(unit, "camille"))
        assert (await one.spends(f"/attestation/{ExportSeal((KEY,)).put(camille, one.clock.now())}"))[0] == 410
        own = AttestationSeal((KEY,)).put(camille, one.clock.now())
        assert (await one.spends(f"/export/{own}"))[0] == 410

    run(sqlite_url, story)


def test_who_is_known_no_more_is_shown_nothing(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await have_met(one, "camille", "2026-01-06")
        path = await link(one)

        def erased(unit: UnitOfWork) -> None:
            erase(unit, _person(unit, "camille").id, one.clock.now())

        await one.parts.store.run(erased)
        for status, page in (await one.looks(path), await one.spends(path)):
            assert status == 410
            assert "Camille" not in page

    run(sqlite_url, story)


def _person(unit: UnitOfWork, name: str) -> Person:
    person = unit.people.at(Address("local", name))
    assert person is not None
    return person


def test_each_has_their_own_alone_whosever_button_they_press(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await have_met(one, "camille", "2026-01-06")
        (page,) = buttons(await one.types("camille", WORD))
        for name in ("luc", "claire"):
            assert said(await one.presses(name, page.action), "fr").endswith(fr("attestation-not-yet"))
        status, read = await one.spends(one.link(await one.presses("awa", page.action)))
        assert status == 200
        assert fr("attestation-mentoring-mentor", name="Awa", programme="together") in read
        assert "Camille" not in read
        assert not buttons(await one.presses("nobody", page.action))

    run(sqlite_url, story)


def test_before_they_have_met_there_is_nothing_to_attest(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        message = await one.types("camille", WORD)
        assert said(message, "fr").endswith(fr("attestation-not-yet"))
        assert not buttons(message)

    run(sqlite_url, story)


def test_after_the_end_it_is_still_to_be_had(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        await have_met(one, "camille", "2026-01-06")
        await one.parts.service.leave(Address("local", "awa"))
        assert SAID in said(await one.types("camille", WORD), "fr")

    run(sqlite_url, story)


def test_it_has_all_their_pairs_each_under_its_own_programme(sqlite_url: str) -> None:
    async def story(one: House) -> None:
        pair = await have_met(one, "camille", "2026-01-06")
        await import_pairs(one.parts, HEADER + line("Camille", "Zoé", track="networking"))
        await have_met(one, "zoé", "2026-01-07", "2026-01-09")

        def elsewhere(unit: SqlUnit) -> None:
            unit.programmes.put(ProgrammeRecord("second", "Le second"))
            unit.session.do(text("UPDATE pair SET programme = 'second' WHERE id = :id"), id=pair)

        await one.parts.store.run(elsewhere)
        words = said(await one.types("camille", WORD), "fr")
        assert fr("attestation-mentoring-mentee", name="Camille", programme="Le second") in words
        assert fr("attestation-networking-mentor", name="Camille", programme="together") in words
        assert "Zoé" not in words
        status, page = await one.spends(await link(one))
        assert status == 200
        assert page.count("Camille") == 2
        assert "Luc" not in said(await one.types("zoé", WORD), "fr")

    run(sqlite_url, story)
