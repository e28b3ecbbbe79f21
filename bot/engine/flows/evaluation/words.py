"""The sentences of the evaluation."""

from __future__ import annotations

from bot.engine.flows.evaluation.questions import CHIPS, NAMES, OF_MENTEE, SCALE
from bot.engine.words import Word, Words, of_partner, of_seance

WORDS = Words("evaluation")


def of_partner_seance(*, partner: Word, seance: int) -> None: ...
def of_member_seance(*, name: Word, mentor: Word, mentee: Word, seance: int) -> None: ...


TITLE = WORDS("evaluation-title", of_seance)
LEAD = WORDS("evaluation-lead")
PRIVACY = WORDS("evaluation-privacy")
RATE = WORDS.each("evaluation-rate-{}", NAMES)
RATE_MENTOR = WORDS.each("evaluation-rate-{}-mentor", OF_MENTEE, of_partner)
SCALES = WORDS.each("evaluation-scale-{}", SCALE)
NO_ANSWER = WORDS("evaluation-no-answer")
HELPED = WORDS("evaluation-helped")
HELPED_BY = WORDS.each("evaluation-helped-{}", CHIPS)
REMARK = WORDS("evaluation-remark")
REMARK_SAVE = WORDS("evaluation-remark-save")
DONE = WORDS("evaluation-done")
THANKS = WORDS("evaluation-thanks")
CHANGE = WORDS("evaluation-change")
WITHDRAWN = WORDS("evaluation-withdrawn")
CLOSED = WORDS("evaluation-closed")
OVER = WORDS("evaluation-over")
NOT_YET = WORDS("evaluation-not-yet")
NUDGE = WORDS("evaluation-nudge", of_seance)
LINE_READER = WORDS("evaluation-line-reader")
TO_PARTNER = WORDS("evaluation-to-partner", of_partner)
TO_COORDINATORS = WORDS("evaluation-to-coordinators")
ASK_PARTNER = WORDS("evaluation-ask-partner", of_partner)
ASK_COORDINATORS = WORDS("evaluation-ask-coordinators")
SENT_PARTNER = WORDS("evaluation-sent-partner", of_partner)
SENT_COORDINATORS = WORDS("evaluation-sent-coordinators")
STAYS = WORDS("evaluation-stays")
NO_READER = WORDS("evaluation-no-reader")
WORD_TITLE = WORDS("evaluation-word-title", of_partner)
WORD = WORDS("evaluation-word", of_partner_seance)
WORD_COORDINATORS = WORDS("evaluation-word-coordinators", of_member_seance)
WORD_ANSWER = WORDS("evaluation-word-answer")
