"""The sentences of status."""

from __future__ import annotations

from bot.engine.journey import Stage
from bot.engine.programme import Track
from bot.engine.words import Words, of_seance

WORDS = Words("talk")


TITLE = WORDS("status-title")
WITH = WORDS("status-with")
TRACK = WORDS("status-track")
STAGE = WORDS("status-stage")
EVALUATION = WORDS("status-evaluation", of_seance)
FILLED = WORDS("status-filled")
OPEN = WORDS("status-open")
TRACKS = WORDS.each("track-{}", Track)
STAGES = WORDS.each("stage-{}", Stage)
