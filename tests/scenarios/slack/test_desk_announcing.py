"""A coordinator writes to everybody and turns the weeks of their digest, through Slack's real edge."""

from __future__ import annotations

from pathlib import Path

from adapters.slack.forms import OPEN
from bot.engine.flows.coordination import actions
from bot.ports import UnitOfWork
from bot.ports.store.announcements import Announcement
from tests.labels import fr
from tests.scenarios.slack.house import House, play
from tests.scenarios.slack.payloads import element
from tests.values import at

TEXT = "La fête a lieu le 12 juin <!channel> *à 17 h*."


def test_an_announcement_is_written_sent_and_withdrawn(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-14 10:00"))
        asked = await house.command("Dominique", "annoncer")
        assert asked is not None
        await house.press("Dominique", asked, f"{OPEN}{actions.WRITTEN}")
        await house.submit("Dominique", text=TEXT)
        written = house.slack.ephemeral[-1] if house.slack.ephemeral else asked
        assert "&lt;!channel&gt;" in str(written.blocks) or "<!channel>" not in str(written.blocks)
        send, _ = element(written.blocks, actions.SEND, 0)
        assert "2 personnes" in str(send["confirm"])
        await house.press("Dominique", written, actions.SEND)
        await house.work()
        for name in ("Awa", "Camille"):
            told = house.slack.in_(await house.direct(name))[-1]
            assert fr("desk-announcement-title") in str(told.blocks)
            assert "La fête a lieu" in told.text
            assert "<!channel>" not in str(told.blocks) + told.text, "nobody is called by what a coordinator typed"

    play(tmp_path, story)


def test_a_member_has_no_form_to_send(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-14 10:00"))
        asked = await house.command("Dominique", "annoncer")
        assert asked is not None
        await house.press("Dominique", asked, f"{OPEN}{actions.WRITTEN}")
        await house.submit("Camille", text=TEXT)

        def drafted(unit: UnitOfWork) -> list[Announcement | None]:
            (pair,) = [journey.pair for journey in unit.journeys.all()]
            return [unit.announcements.draft_of(one.id) for one in unit.people.of_pair(pair).values()]

        assert await house.parts.store.run(drafted) == [None, None]

    play(tmp_path, story)


def test_the_weeks_of_the_digest_are_turned_in_its_place(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        for day in ("2026-01-20 10:00", "2026-01-27 10:00"):
            await house.until(at(day))
        shown = await house.command("Dominique", "semaine")
        assert shown is not None
        assert "24 janvier" in shown.text
        await house.press("Dominique", shown, actions.WEEK)
        assert "17 janvier" in shown.text
        assert house.slack.ephemeral == [], "in the place of the one before"

    play(tmp_path, story)
