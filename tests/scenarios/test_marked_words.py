"""What people write lies nowhere in plain text: a season with a mark in every free line, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest

from bot.app.keys import new_key
from bot.application.data_rights.erase import Erased, erase
from bot.ports import Address, UnitOfWork
from tests.marked.places import Kept, found
from tests.marked.season import STEM, Played, played
from tests.storage.server import Server

FACTS = ("camille", "dominique")
"""Names are facts that the bot must read: the search is shown to find what does lie there."""


@pytest.fixture
def kept(empty_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Kept:
    server: Server | None = None if empty_url.startswith("sqlite") else request.getfixturevalue("postgres")
    return Kept(empty_url, tmp_path, server)


def through(kept: Kept, key: str, then: Callable[[Played], Awaitable[None]]) -> set[str]:
    """Plays the season, looking around whenever something was written; `then` looks on while the bot runs.

    Returns the columns in which a mark was found with the key.
    """
    sealed = set[str]()

    def look(marks: Sequence[str]) -> None:
        places = (*kept.rows(), *(kept.files() if kept.server is None else ()))
        assert found([STEM], places) == []
        sealed.update(hit.partition(" in ")[2] for hit in found(marks, kept.opened([key])))

    async def story() -> None:
        async with played(kept.folder, kept.url, key, look) as season:
            await then(season)

    asyncio.run(story())
    return sealed


def test_no_marked_word_lies_anywhere_in_plain_text(kept: Kept) -> None:
    key = new_key()

    async def then(season: Played) -> None:
        marked = season.marked
        assert marked.unfilled == set()
        assert len(marked.lines) >= 4
        shown = "\n".join(str(card.content) for card in season.on_page.values())
        assert [one for one in marked.lines if one in shown], "people do read what was written"
        assert found(FACTS, kept.rows()), "what lies there in plain text is found"
        assert found(FACTS, kept.copies())
        assert found(FACTS, kept.files())
        assert found(marked.all, kept.everywhere()) == []
        opened = list(kept.opened([key]))
        assert {hit.partition(" in ")[0] for hit in found(marked.lines, opened)} == set(marked.lines)
        assert list(kept.opened([new_key()])) == [], "another key opens nothing"

    sealed = through(kept, key, then)
    assert sealed >= {"pair.mentor_words", "pair.mentee_words", "due.message", "local_card.content", "calendar.sealed"}
    assert found([key], kept.everywhere()) == [], "the key is in no file either"


ERASED = "camille"


def test_after_an_erasure_none_of_their_words_is_left_with_the_keys_at_hand_either(kept: Kept) -> None:
    key = new_key()

    async def then(season: Played) -> None:
        mine, others = season.marked.marks[ERASED], season.marked.marks["awa"]
        assert found(mine, kept.opened([key]))
        home = season.home
        store, at = home.container.store, home.clock.at

        def work(unit: UnitOfWork) -> Erased:
            person = unit.people.at(Address("local", ERASED))
            assert person is not None
            return erase(unit, person.id, at)

        assert (await store.run(work)).known
        await home.settle()
        await store.scrub()
        assert found(mine, kept.opened([key])) == []
        assert found(mine, kept.everywhere()) == []
        assert found([ERASED], (*kept.rows(), *kept.copies())) == [], "their name is a fact, and goes too"
        assert found(others, kept.opened([key])), "their partner's own words stay the partner's"

    through(kept, key, then)
