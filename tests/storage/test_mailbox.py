"""The local page's post office."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.ports import LocalDelivery
from storage.repositories.mailbox import SqlMailbox
from storage.store import SqlStore
from tests.storage.values import MINUTE, NOW


def test_a_card_is_created_and_replaced(store: SqlStore) -> None:
    async def story() -> None:
        box = SqlMailbox(store)
        first = await box.put(LocalDelivery(1, "C1", "", "s1.date", "p1", {"text": "é"}), NOW)
        second = await box.put(LocalDelivery(2, "C1", "", "s1.agenda", "p1", {}), NOW)
        assert first != second
        assert await box.put(LocalDelivery(3, "C1", first, "s1.date", "p1", {"text": ["new"]}), NOW + MINUTE) == first

        cards = await box.since(0)
        assert [(card.id, card.revision) for card in cards] == [(second, 2), (first, 3)]
        assert (cards[1].content, cards[1].posted, cards[1].key) == ({"text": ["new"]}, NOW, "s1.date")
        assert [card.id for card in await box.since(2)] == [first]
        assert await box.since(3) == []
        assert len(await box.since(0, limit=1)) == 1

    asyncio.run(story())


def test_a_post_is_found_once_it_arrived(store: SqlStore) -> None:
    async def story() -> None:
        box = SqlMailbox(store)
        assert await box.find(7) is None
        card = await box.put(LocalDelivery(7, "C1", "", "s1.date", "p1", {}), NOW)
        found = await box.find(7)
        assert found is not None
        assert found.id == card

    asyncio.run(story())


def test_a_card_that_is_gone_is_made_anew(store: SqlStore) -> None:
    assert asyncio.run(SqlMailbox(store).put(LocalDelivery(1, "C1", "99", "k", "p1", {}), NOW)) != "99"


def test_revisions_of_two_processes_are_one_sequence(opened: Callable[[], SqlStore]) -> None:
    boxes = [SqlMailbox(opened()), SqlMailbox(opened())]

    async def race() -> list[int]:
        await asyncio.gather(
            *(box.put(LocalDelivery(n, "C", "", "k", "p1", {}), NOW) for n in range(20) for box in boxes)
        )
        return [card.revision for card in await boxes[0].since(0)]

    assert asyncio.run(race()) == list(range(1, 41))
