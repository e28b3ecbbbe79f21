"""The sentences of digest."""

from __future__ import annotations

from datetime import datetime

from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.reasons import Reason
from bot.engine.flows.digest.totals import Level
from bot.engine.flows.evaluation.questions import NAMES
from bot.engine.flows.nudge.reasons import NotNeeded
from bot.engine.journey import Stage
from bot.engine.words import Word, Words, at_time, of_count, of_pair, of_seance

WORDS = Words("digest")


def of_member(*, name: Word, mentor: Word, mentee: Word) -> None: ...


def of_until_when(*, until: datetime, when: datetime) -> None: ...
def of_pair_seance_since(*, mentee: Word, mentor: Word, seance: int, since: datetime) -> None: ...
def of_names_why(*, names: Word, why: Word) -> None: ...
def of_programme(*, programme: Word) -> None: ...
def of_days(*, late: int, silent: int) -> None: ...
def of_number(*, number: int) -> None: ...
def of_stage(*, stage: Word, count: int) -> None: ...
def of_seance_pairs(*, seance: Word, pairs: Word) -> None: ...
def of_two(*, first: Word, second: Word) -> None: ...
def of_all(*, count: int, every: int) -> None: ...
def of_name_since(*, name: Word, since: datetime) -> None: ...
def of_announced(*, name: Word, when: datetime, count: int) -> None: ...
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
LINKLESS = WORDS("digest-linkless")
COUNT = WORDS("digest-count", of_count)
STAGES = WORDS("digest-stages")
STAGE = WORDS.each("digest-stage-{}", Stage)
STAGE_COUNT = WORDS("digest-stage-count", of_stage)
AT_SEANCE = WORDS("digest-at-seance", of_seance_pairs)
THERE = WORDS.each("digest-there-{}", sorted(frozenset(Stage) - {Stage.STARTING, Stage.ENDED}), of_count)
"""Pairs at a stage of a séance."""
AND = WORDS("digest-and", of_two)
SEANCE = WORDS("digest-seance", of_seance)
MEETING = WORDS("digest-meeting", of_seance)
"""The same of networking."""
WEEKS = WORDS("digest-weeks")
WEEK = WORDS("digest-week", at_time)
LATE_TITLE = WORDS("digest-late-title")
PAIR_LATE = WORDS.each("digest-late-{}", sorted(frozenset(NeedKind) - {NeedKind.ASKED}), of_pair_seance_since)
NEEDING = WORDS.each("digest-needing-{}", (NeedKind.UNANSWERED, NeedKind.MOVED), of_number)
MORE = WORDS("digest-more", of_count)
NUDGE = WORDS("digest-nudge", of_pair)
LOOK = WORDS("digest-look", of_pair)
REPLACE = WORDS("digest-replace", of_pair)
ALL_PAIRS = WORDS("digest-all-pairs")
ALL_UNREACHED = WORDS("digest-all-unreached")
EARLIER, LATER = WORDS("digest-earlier"), WORDS("digest-later")
NO_SUCH_WEEK = WORDS("digest-no-such-week", at_time)
WHICH_WEEK = WORDS("digest-which-week")
LINKS = WORDS("digest-links")
NUDGED = WORDS("digest-nudged")
NOT_NEEDED = WORDS.each("digest-nudge-{}", NotNeeded)
RATE = WORDS.each("digest-rate-{}", NAMES)
LEVEL = WORDS.each("digest-level-{}", Level)
TOTALS = WORDS("digest-totals")
ANSWERED = WORDS("digest-answered", of_all)
ASKED = WORDS("digest-asked")
ASKED_SINCE = WORDS("digest-asked-since", of_name_since)
ASKED_TAKEN = WORDS("digest-asked-taken", of_name_since)
ASKED_MORE = WORDS("digest-asked-more", of_count)
FITS = WORDS("digest-fits")
FIT = WORDS.each("digest-fit-{}", Tone)
AT_LEAST = WORDS("digest-at-least", of_count)
UNREADABLE = WORDS("digest-unreadable")
ANNOUNCED = WORDS("digest-announced", of_count)
ANNOUNCED_TO = WORDS("digest-announced-to", of_announced)
ANNOUNCED_AND_WITHDRAWN = WORDS("digest-announced-withdrawn", of_announced)
ANNOUNCED_BY_SOMEBODY = WORDS("digest-announced-by-somebody")
NOT_YET = WORDS("digest-not-yet", at_time)
TOO_FEW = WORDS("digest-too-few", of_threshold)
HELPED = WORDS("digest-helped", of_least)
TODAY = WORDS("digest-today")
TODAY_OF = WORDS("digest-today-of", of_programme)
"""The title of what is told on the day itself."""
UNDELIVERABLE = WORDS("digest-undeliverable", of_count)
PAIR = WORDS("digest-pair", of_pair)
MEMBER = WORDS("digest-member", of_member)
PAIR_UNDELIVERED = WORDS("digest-pair-undelivered", of_names_why)
UNDELIVERED = WORDS.each("undelivered-{}", Reason)
UNDELIVERABLE_MORE = WORDS("digest-undeliverable-more", of_count)
