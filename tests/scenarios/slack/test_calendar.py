"""A calendar linked from inside Slack."""

from __future__ import annotations

import asyncio
from pathlib import Path

from cryptography.fernet import Fernet

from tests.adapters.slack.fake import Shown
from tests.labels import en, fr
from tests.scenarios.slack.house import opened
from tests.values import at

SECRET = "private-4711"
KEY = Fernet.generate_key().decode()


def test_the_words_alone_open_it_in_both_languages_for_the_reader_alone(tmp_path: Path) -> None:
    async def story() -> None:
        start, web = at("2026-01-05 07:00"), "https://t.example"
        async with opened(tmp_path, start, public_url=web, secret_keys=(KEY,)) as house:
            await house.until(at("2026-01-05 09:30"))
            card = await house.command("Camille", "mon agenda", await house.shared())
            assert card is not None
            assert fr("calendar-title") in card.text
            assert "Rien n’est relié" in card.text
            await house.press("Camille", card, "calendar.address")
            assert house.slack.modals[-1].view["submit"]["text"] == fr("calendar-link")
            await house.command("Awa", "language english")
            english = await house.command("Awa", "my calendar")
            assert english is not None
            assert en("calendar-title") in english.text

    asyncio.run(story())


def test_the_address_is_typed_in_a_modal_and_shown_nowhere(tmp_path: Path) -> None:
    async def story() -> None:
        start, web = at("2026-01-05 07:00"), "https://t.example"
        async with opened(tmp_path, start, public_url=web, secret_keys=(KEY,)) as house:
            await house.until(at("2026-01-05 09:30"))
            settings = await house.command("Camille", "réglages", await house.shared())
            assert settings is not None
            await house.press("Camille", settings, "calendar.open")
            card = house.slack.ephemeral[-1]
            assert "Rien n’est relié" in card.text
            await house.press("Camille", card, "calendar.address")
            (modal,) = house.slack.modals
            assert modal.view["submit"]["text"] == fr("calendar-link")
            again = await house.submit("Camille", address=f"http://192.168.1.1/{SECRET}")
            assert again["response_action"] == "update"
            assert SECRET not in str(again)
            house.slack.modals.append(Shown("", "", [], view={**again["view"], "id": "V99"}))
            done = await house.submit("Camille", address=f"https://calendar.example/{SECRET}.ics")
            assert done == {"response_action": "clear"}
            assert "calendar.example" in house.slack.ephemeral[-1].text
            assert SECRET not in str([call.args for call in house.slack.calls])

    asyncio.run(story())
