"""No label names a person: each has a list of values, and nothing of what people are called, or said, is ever answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import Counter, generate_latest
from prometheus_client.samples import Sample

from adapters.channels import CHANNELS
from bot.application.delivery.alive import Seen, note
from bot.application.delivery.watching import Watcher
from bot.infra import metrics
from bot.ports.troubles import ChannelTrouble, TroubleKind
from tests.adapters.slack.fake import TEAM
from tests.measured.labels import NUMBERS, VALUES
from tests.measuring import samples
from tests.scenarios.slack.house import MAILS, House, opened
from tests.storage.values import owed
from tests.values import at


def strange(found: Iterator[Sample]) -> list[str]:
    """Labels that have a value that is on no list."""
    return sorted(
        f"{one.name}: {label}={value}"
        for one in found
        for label, value in one.labels.items()
        if label not in NUMBERS and value and value not in VALUES.get(label, ())
    )


def test_every_label_has_a_list_of_values() -> None:
    for name, labels in metrics.catalogue().items():
        assert labels <= {*VALUES, *NUMBERS}, name


def test_a_value_that_is_on_no_list_is_noticed() -> None:
    made = Counter("together_made", "…", ["channel"], registry=None)
    made.labels("slack/T0001/U0001").inc()
    assert strange(samples(list(made.collect()))) == [
        f"together_made_{end}: channel=slack/T0001/U0001" for end in ("created", "total")
    ]


@pytest.fixture
def marks() -> tuple[str, ...]:
    return (
        *MAILS,
        *MAILS.values(),
        TEAM,
        "U000",
        "s1.",
        "prep",
        "Dakar",
        "Paris",
        "mentor",
        "first",
        "host-7",
        "licence",
    )


def test_nothing_that_is_answered_names_anybody(tmp_path: Path, marks: tuple[str, ...]) -> None:
    """After a day in which people typed, pressed and wrote, something was refused, and somebody could not be reached."""

    async def story(one: House) -> None:
        await one.until(at("2026-01-05 09:30"))
        await one.command("Camille", "prep licence", await one.shared())
        card = await one.card(await one.shared(), "s1.date")
        await one.press("Camille", card, "date.other")
        await one.submit("Camille", day="2026-01-15", time="10:00")
        await one.parts.store.run(lambda unit: unit.outbox.enqueue([owed(workspace=TEAM, channel="teams")]))
        await one.work()
        await one.parts.store.run(lambda unit: note(unit, Seen("host-7:1:ff", one.clock.now(), ("slack",))))
        trouble = ChannelTrouble("slack", TroubleKind.SCOPES, f"{TEAM}: licence", TEAM)
        await one.front.handlers.troubles.report(trouble)  # type: ignore[union-attr]
        families = await Watcher(one.parts.store, one.clock, [each.name for each in CHANNELS]).families()
        found = metrics.registry(families)
        assert strange(samples(found)) == []
        text = generate_latest(found).decode()
        values = [line for line in text.splitlines() if line.startswith("together_")]
        assert len(values) > 100
        assert [mark for mark in marks if any(mark in line for line in values)] == []

    async def told() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00")) as one:
            await story(one)

    asyncio.run(told())
