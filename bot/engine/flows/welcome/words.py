"""The sentences of welcome."""

from __future__ import annotations

from itertools import product

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.words import Words, of_name, of_pair, of_partner

WORDS = Words("welcome")


def of_plan(*, count: int, days: int, minutes: int, more: int) -> None: ...


WELCOME = WORDS.each("welcome-{}-{}", product(Track, Role), of_partner)
TITLE = WORDS("welcome-title", of_name)
MENTOR_IS = WORDS.each("welcome-role-{}-{}", product(Track, Role))
PLAN = WORDS.each("welcome-plan-{}", Track, of_plan)
NEXT = WORDS("welcome-next")
PAIR_TITLE = WORDS("welcome-pair-title")
PAIR = WORDS("welcome-pair", of_pair)
PRIVACY = WORDS("welcome-privacy")
