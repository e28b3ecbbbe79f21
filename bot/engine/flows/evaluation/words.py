"""The sentences of the evaluation."""

from __future__ import annotations

from bot.engine.flows.evaluation.questions import CHIPS, NAMES, SCALE
from bot.engine.words import Words, of_seance

WORDS = Words("evaluation")

TITLE = WORDS("evaluation-title", of_seance)
LEAD = WORDS("evaluation-lead")
PRIVACY = WORDS("evaluation-privacy")
RATE = WORDS.each("evaluation-rate-{}", NAMES)
SCALES = WORDS.each("evaluation-scale-{}", SCALE)
HELPED = WORDS("evaluation-helped")
HELPED_BY = WORDS.each("evaluation-helped-{}", CHIPS)
REMARK = WORDS("evaluation-remark")
REMARK_SAVE = WORDS("evaluation-remark-save")
DONE = WORDS("evaluation-done")
THANKS = WORDS("evaluation-thanks")
CHANGE = WORDS("evaluation-change")
CLOSED = WORDS("evaluation-closed")
NOT_YET = WORDS("evaluation-not-yet")
NUDGE = WORDS("evaluation-nudge", of_seance)
