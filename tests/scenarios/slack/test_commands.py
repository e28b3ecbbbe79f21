"""Every word of the grammar, in every conversation where it can be typed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.engine.flows import FLOWS
from bot.engine.flows.agenda.actions import AGENDA
from bot.engine.flows.agreement.actions import AGREEMENT
from bot.engine.flows.attestation.actions import ATTESTATION
from bot.engine.flows.calendar.actions import CALENDAR
from bot.engine.flows.colleagues.actions import COLLEAGUES
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.date.actions import DATE
from bot.engine.flows.evaluation.actions import EVALUATE
from bot.engine.flows.fit.actions import FIT
from bot.engine.flows.goals.actions import GOALS
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.introduction.actions import INTRODUCTION
from bot.engine.flows.language.actions import LANGUAGE
from bot.engine.flows.pact.actions import PACT
from bot.engine.flows.pause.actions import PAUSE, RESUME
from bot.engine.flows.people.actions import PEOPLE
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.privacy.actions import PRIVACY, STOP
from bot.engine.flows.settings.actions import SETTINGS
from bot.engine.flows.shadowing.actions import SHADOWING
from bot.engine.flows.status.actions import STATUS
from bot.engine.flows.stock.actions import STOCK
from bot.engine.flows.takeaways.actions import TAKEAWAYS
from bot.engine.flows.topic.actions import TOPIC
from tests.labels import fr
from tests.scenarios.slack.house import HEADER, House, opened
from tests.scenarios.slack.test_home import line
from tests.values import PROGRAMME, at

ANSWERS = {
    PREP: "Séance 1 avec Awa",
    AGENDA: "Séance 1\u00a0: l’ordre du jour",
    DATE: "Une date pour la séance 1",
    EVALUATE: "Il n’y a pas encore de séance à évaluer.",
    STATUS: "Où vous en êtes",
    PAUSE: "Le parcours est en pause.",
    RESUME: "C’est reparti.",
    LANGUAGE: "En quelle langue",
    SETTINGS: "Vos disponibilités",
    CALENDAR: fr("calendar-title"),
    PRIVACY: fr("privacy-title"),
    STOP: fr("stop-title"),
    HELP: fr("help-lead"),
    AGREEMENT: fr("agreement-title"),
    PACT: fr("pact-title"),
    GOALS: fr("goals-title"),
    PEOPLE: fr("people-title"),
    TAKEAWAYS: fr("takeaways-title-all"),
    STOCK: fr("stock-title"),
    COLLEAGUES: fr("colleagues-title"),
    TOPIC: fr("topic-title"),
    SHADOWING: fr("shadowing-title"),
    INTRODUCTION: fr("not-part"),
    FIT: "Avec Awa",
    CONTACT: fr("contact-title"),
    ATTESTATION: fr("attestation-title"),
}

Story = Callable[[House], Awaitable[None]]


def run(folder: Path, story: Story, *lines: str) -> None:
    async def told() -> None:
        roster = HEADER + "".join(lines or (line("Awa", "Camille"),))
        async with opened(folder, at("2026-01-05 07:00"), roster=roster) as house:
            await house.until(at("2026-01-06 10:30"))
            await story(house)

    asyncio.run(told())


@pytest.mark.parametrize("where", ["their own", "shared", "a channel"])
def test_each_word_is_answered_to_that_person_alone(tmp_path: Path, where: str) -> None:
    async def story(house: House) -> None:
        places = {
            "their own": await house.direct("Camille"),
            "shared": await house.shared(),
            "a channel": "C0GENERAL",
        }
        for command, begins in ANSWERS.items():
            words = [word for word, meant in PROGRAMME.words.items() if meant is command]
            assert len(words) >= 2
            for word in words:
                if command == RESUME:
                    await house.command("Camille", "pause", places[where])
                seen = len(house.slack.cards)
                answer = await house.command("Camille", word, places[where])
                assert answer is not None
                assert answer.text.startswith(begins), (word, answer.text)
                assert len(house.slack.cards) == seen
            if command == PAUSE:
                await house.command("Camille", "resume", places[where])
        assert set(ANSWERS) == set(FLOWS.listed)

    run(tmp_path, story)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", fr("help-lead")),
        ("prepp", "Je n’ai pas compris «\u00a0prepp\u00a0». Peut-être vouliez-vous ceci"),
        ("<!channel>", "Je n’ai pas compris «\u00a0&lt;!channel&gt;\u00a0»"),
        ("x" * 8_000, "Je n’ai pas compris «\u00a0xxxx"),
    ],
)
def test_another_word_gets_the_nearest_and_the_list(tmp_path: Path, typed: str, answer: str) -> None:
    async def story(house: House) -> None:
        said = await house.command("Camille", typed, "C0GENERAL")
        assert said is not None
        assert said.text.replace("\u202f", "\u00a0").startswith(answer)
        assert (fr("help-status") in said.text) is (typed == ""), "the list comes on request"

    run(tmp_path, story)


def test_somebody_with_several_pairs_is_asked_which_unless_they_type_in_one(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        which = await house.command("Awa", "prep", "C0GENERAL")
        assert which is not None
        names = [one["text"]["text"] for block in which.blocks for one in block.get("elements", ())]
        assert sorted(names) == ["Avec Camille", "Avec Mia"]
        await house.press("Awa", which, "pair", names.index("Avec Mia"))
        assert house.slack.ephemeral[-1].text.startswith("Séance 1 avec Mia")
        there = await house.command("Awa", "prep", await house.shared())
        assert there is not None
        assert there.text.startswith("Séance 1 avec Camille")

    run(tmp_path, story, line("Awa", "Camille"), line("Awa", "Mia"))


def test_two_who_share_two_tracks_are_asked_which_in_their_conversation_too(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        shared = await house.shared()
        which = await house.command("Camille", "date", shared)
        assert which is not None
        names = [one["text"]["text"] for block in which.blocks for one in block.get("elements", ())]
        assert names == ["Avec Awa – Mentorat", "Avec Awa – Réseautage"]
        for nth, track in enumerate(("mentoring", "networking")):
            await house.press("Camille", which, "pair", nth)
            (mine,) = {b["block_id"].split("|")[1] for b in house.slack.ephemeral[-1].blocks if "block_id" in b}
            assert mine.startswith(track)
        anywhere = await house.command("Camille", "aide", shared)
        assert anywhere is not None
        assert anywhere.text.startswith(fr("help-lead"))
        assert {card.split("-")[0] for card in await tapped(house, shared)} == {"mentoring", "networking"}

    async def tapped(house: House, shared: str) -> list[str]:
        """Each one's own date card, tapped where both stand; whose it was."""
        found = []
        for card in [one for one in house.slack.in_(shared) if "|s1.date|" in str(one.blocks)]:
            await house.press("Camille", card, "date.tap")
            await house.work()
            assert "Convient à Camille" in card.text
            found.append(next(b["block_id"].split("|")[1] for b in card.blocks if "block_id" in b))
        return found

    networking = line("Awa", "Camille").replace("mentoring", "networking")
    run(tmp_path, story, line("Awa", "Camille"), networking)


def test_a_coordinator_reads_the_week(tmp_path: Path) -> None:
    """Also where Slack knows no charts yet: an answer has none, and its figures stand in the text."""

    async def story(house: House) -> None:
        await house.until(at("2026-01-11 12:00"))
        answer = await house.command("Dominique", "digest", "C0GENERAL")
        assert answer is not None
        assert answer.text.startswith("La semaine du programme")
        assert "data_visualization" not in str(answer.blocks)
        assert "1 sans date" in str(answer.blocks)

    run(tmp_path, story)
