"""The sentences of digest."""

from __future__ import annotations

from datetime import datetime

from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.frozen import Why
from bot.engine.flows.digest.reasons import Reason
from bot.engine.flows.digest.totals import Level
from bot.engine.flows.evaluation.questions import NAMES
from bot.engine.flows.nudge.reasons import NotNeeded
from bot.engine.journey import Stage
from bot.engine.words import Word, Words, at_time, of_count, of_pair

WORDS = Words("digest")


def of_member(*, name: Word, mentor: Word, mentee: Word) -> None: ...


def of_until_when(*, until: datetime, when: datetime) -> None: ...
def of_pair_seance_since(*, mentee: Word, mentor: Word, seance: int, since: datetime) -> None: ...
def of_names_why(*, names: Word, why: Word) -> None: ...
def of_programme(*, programme: Word) -> None: ...
def of_days(*, late: int, silent: int) -> None: ...
def of_least(*, least: int) -> None: ...
def of_threshold(*, threshold: int, pairs: int) -> None: ...


TITLE = WORDS("digest-title")
TITLE_OF = WORDS("digest-title-of", of_programme)
"""For who coordinates several."""
LEAD = WORDS("digest-lead", of_until_when)
MET = WORDS("digest-met")
COMING = WORDS("digest-coming")
LATE = WORDS("digest-late", of_days)
EVALUATIONS = WORDS("digest-evaluations")
LEFT = WORDS("digest-left")
COUNT = WORDS("digest-count", of_count)
STAGES = WORDS("digest-stages")
STAGE = WORDS.each("digest-stage-{}", Stage)
LATE_TITLE = WORDS("digest-late-title")
PAIR_LATE = WORDS.each("digest-late-{}", Why, of_pair_seance_since)
MORE = WORDS("digest-more", of_count)
NUDGE = WORDS("digest-nudge", of_pair)
NUDGED = WORDS("digest-nudged")
NOT_NEEDED = WORDS.each("digest-nudge-{}", NotNeeded)
RATE = WORDS.each("digest-rate-{}", NAMES)
LEVEL = WORDS.each("digest-level-{}", Level)
TOTALS = WORDS("digest-totals")
ASKED = WORDS("digest-asked")
ASKED_MORE = WORDS("digest-asked-more", of_count)
FITS = WORDS("digest-fits")
FIT = WORDS.each("digest-fit-{}", Tone)
AT_LEAST = WORDS("digest-at-least", of_count)
UNREADABLE = WORDS("digest-unreadable")
NOT_YET = WORDS("digest-not-yet", at_time)
TOO_FEW = WORDS("digest-too-few", of_threshold)
HELPED = WORDS("digest-helped", of_least)
UNDELIVERABLE = WORDS("digest-undeliverable", of_count)
PAIR = WORDS("digest-pair", of_pair)
MEMBER = WORDS("digest-member", of_member)
PAIR_UNDELIVERED = WORDS("digest-pair-undelivered", of_names_why)
UNDELIVERED = WORDS.each("undelivered-{}", Reason)
UNDELIVERABLE_MORE = WORDS("digest-undeliverable-more", of_count)
