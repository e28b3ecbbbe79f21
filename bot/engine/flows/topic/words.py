"""The sentences of topic."""

from __future__ import annotations

from bot.engine.flows.topic.state import IDEAS
from bot.engine.words import Word, Words, of_count, of_name, of_pair, of_seance

WORDS = Words("topic")


def of_most(*, most: int) -> None: ...
def of_topic(*, topic: Word) -> None: ...
def of_number_topic(*, number: int, topic: Word) -> None: ...
def of_number(*, number: int) -> None: ...


TITLE = WORDS("topic-title")
LEAD = WORDS("topic-lead", of_pair)
LEAD_MENTEE = WORDS("topic-lead-mentee", of_name)
IDEA = WORDS.each("topic-idea-{}", IDEAS)
OFFERED = WORDS("topic-offered")
NTH = WORDS("topic-nth", of_number_topic)
PREPARED = WORDS("topic-prepared", of_name)
PREPARED_YOU = WORDS("topic-prepared-you", of_name)
NONE_YET = WORDS("topic-none-yet", of_name)
TO_PICK = WORDS("topic-to-pick", of_pair)
TO_PROPOSE = WORDS("topic-to-propose", of_pair)
CHOSEN = WORDS("topic-chosen")
PICK_NTH = WORDS("topic-pick-nth", of_number)
OTHERS = WORDS("topic-others")
PROPOSE = WORDS("topic-propose")
CHANGE = WORDS("topic-change")
CHOOSE = WORDS("topic-choose")

IDEAS_LABEL = WORDS("topic-ideas")
FIELD_OWN = WORDS("topic-field-own", of_number)
FIELD_PREPARE = WORDS("topic-field-prepare", of_name)
LIMIT = WORDS("topic-limit", of_most)
SAVE = WORDS("topic-save")
TOO_MANY = WORDS("topic-too-many", of_count)
CHANGED_MEANWHILE = WORDS("topic-changed-meanwhile")
MENTEES_TO_PROPOSE = WORDS("topic-mentees-to-propose", of_name)
MENTORS_TO_PICK = WORDS("topic-mentors-to-pick", of_name)

NEWS_PROPOSED = WORDS("topic-news-proposed", of_pair)
NEWS_WANTED = WORDS("topic-news-wanted", of_pair)
NEWS_PREPARE = WORDS("topic-news-prepare", of_pair)
NEWS_PICKED = WORDS("topic-news-picked", of_name)
PREP_MENTEE = WORDS("topic-prep-mentee", of_name)
PREP_MENTOR = WORDS("topic-prep-mentor", of_name)
AGENDA_NONE = WORDS("topic-agenda-none")
STATUS = WORDS("topic-status", of_seance)
STATUS_OFFERED = WORDS("topic-status-offered")
STATUS_WANTED = WORDS("topic-status-wanted")
STATUS_NONE = WORDS("topic-status-none")
LATER = WORDS("topic-later")
NONE_KEPT = WORDS("topic-none-kept")
