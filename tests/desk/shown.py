"""What a coordinator of six pairs reads on a Monday in February: the digest, the list and one pair, by the real application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.local.plugin import PLUGIN
from bot import app
from bot.app.channels import context
from bot.application.delivery.worker import Worker
from bot.engine import ids
from bot.engine.flows.coordination import actions
from bot.engine.flows.date import actions as date
from bot.engine.flows.held import actions as held
from bot.engine.flows.status.actions import STATUS
from bot.infra.clock import SetClock
from bot.ports import Address, Answer, CardPress
from bot.settings import Coordinator, Settings
from tests.desk.walks import asks
from tests.dialogues.stage import HEADER, line
from tests.labels import fr
from tests.seals import KEY
from tests.values import at, buttons

DOMINIQUE = Coordinator(Address("local", "dominique"), "Dominique", ("fr",), "Europe/Paris")
PAIRS = {
    "Awa": "Camille",
    "Priya": "Sam",
    "Luc": "Mia",
    "Fatou": "Élise",
    "Karim": "Jeanne",
    "Léa": "Tomás",
}
DATED = ("Priya", "Luc", "Karim")
"""Whose pairs agree on a date on the first morning."""
HELD = ("Priya", "Karim")
"""Who say that they have met."""


@cache
def shown() -> dict[str, Answer]:
    """By the name of the picture."""
    with TemporaryDirectory() as folder:
        return asyncio.run(_read(Path(folder)))


async def _read(folder: Path) -> dict[str, Answer]:
    async with season(folder) as (container, dominique):
        listed = (await container.interactions.typed("list", dominique, "", fr("desk-pairs-words").split(",")[0]))[0]
        first = next(one for one in buttons(listed.message) if one.action == actions.OPEN)
        press = CardPress("open", dominique, "", "", listed.key, first.action, [first.value])
        (pair,) = await container.interactions.pressed(press)
        _, digest = await container.interactions.overview("digest", dominique)
        return {"digest": digest, "pairs": listed, "pair": pair}


@asynccontextmanager
async def season(folder: Path) -> AsyncIterator[tuple[app.Container, Address]]:
    clock = SetClock(at("2026-01-05 07:00"))
    settings = Settings(
        database_url=app.sqlite_at(folder / "together.db"),
        coordinators=(DOMINIQUE,),
        secret_keys=(KEY,),
        public_url="https://together.example.org",
    )
    async with app.opened(settings, clock, migrate=True) as container:
        await app.import_pairs(container, HEADER + "".join(line(*pair) for pair in PAIRS.items()))
        worker = Worker(container.service, {PLUGIN.name: PLUGIN.channel(context(container))}, clock, "test")
        clock.at = at("2026-01-05 10:30")
        await worker.drain()
        for name in DATED:
            await _agreed(container, name, PAIRS[name])
        clock.at = at("2026-01-08 10:30")
        await worker.drain()
        for name in HELD:
            await _met(container, name)
        for day in ("12", "19", "26", "28"):
            clock.at = at(f"2026-01-{day} 10:30")
            await worker.drain()
        await asks(container.interactions, Address("local", "camille"))
        clock.at = at("2026-02-02 09:00")
        await worker.drain()
        yield container, DOMINIQUE.address


async def _met(container: app.Container, name: str) -> None:
    sender = Address("local", name.lower())
    (card,) = await container.interactions.typed(f"{name}-looks", sender, "", STATUS)
    press = CardPress(f"{name}-met", sender, "", card.pair, ids.card(held.CARD, 1), held.YES, [])
    await container.interactions.pressed(press)


async def _agreed(container: app.Container, *names: str) -> None:
    """Both take the first slot."""
    for name in names:
        sender = Address("local", name.lower())
        (card,) = await container.interactions.typed(f"{name}-asks", sender, "", date.DATE)
        slot = next(one for one in buttons(card.message) if one.action == date.TAP)
        press = CardPress(f"{name}-taps", sender, "", card.pair, card.key, slot.action, [slot.value])
        await container.interactions.pressed(press)
