"""What boxes to write in propose: their own words to people of a pair, and theirs to coordinators, in each language."""

from __future__ import annotations

import pytest

from bot.engine.flows.coordination.actions import TASKS
from content.command_words import Completion
from tests.values import CONTENT, PROGRAMME

PROPOSED = Completion(CONTENT)


@pytest.mark.parametrize("language", ["fr", "en", "xx"])
def test_coordinators_are_proposed_what_they_can_type(language: str) -> None:
    proposed = PROPOSED(language, coordinator=True)
    assert [PROGRAMME.read_at_desk(word).command for word, _ in proposed] == list(TASKS)
    assert all(description and "–" not in description for _, description in proposed)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_people_of_a_pair_are_proposed_none_of_it(language: str) -> None:
    words = [word for word, _ in PROPOSED(language, coordinator=False)]
    assert words
    assert [PROGRAMME.read_at_desk(word).command for word in words] == [None] * len(words)
