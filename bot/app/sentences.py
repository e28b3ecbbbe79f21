"""Every sentence that any part of the bot can say: what `content check` demands in every language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.application import answering, interaction_router, one_form
from bot.application.data_rights import words as data_rights
from bot.engine.flows import FLOWS
from bot.engine.words import Sentence
from bot.text import about, installing, notice, rehearsing, system_messages


def declared() -> Iterator[Sentence[Any]]:
    yield from FLOWS.sentences()
    for words in (
        answering.WORDS,
        interaction_router.WORDS,
        one_form.WORDS,
        system_messages.WORDS,
        about.WORDS,
        installing.WORDS,
        notice.WORDS,
        rehearsing.WORDS,
        data_rights.WORDS,
    ):
        yield from words
