"""The notice for those who take part, as a paper: the sentences that the bot itself says, and what an organisation adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.engine.flows.privacy.notice import Section
from bot.engine.flows.privacy.words import TITLE
from bot.engine.words import Words
from bot.ports import Voice
from bot.text.about import privacy

WORDS = Words("about")

MODEL = WORDS("notice-model")
ADD_TITLE = WORDS("notice-add-title")
ADD = WORDS.each("notice-add-{}", ("controller", "officer", "basis", "processors", "authority"))


def paper(voice: Voice, notice: Sequence[Section]) -> str:
    """Markdown, to be completed in its last section and handed to those who take part."""
    return "\n".join(_lines(voice, notice)) + "\n"


def _lines(voice: Voice, notice: Sequence[Section]) -> Iterator[str]:
    yield f"# {voice.label(TITLE())}"
    yield from ("", f"*{voice.prose(MODEL())}*")
    for section in (*privacy(notice), Section(ADD_TITLE(), tuple(ADD[one]() for one in ADD))):
        yield ""
        if section.title is None:
            yield from _paragraphs(voice, section)
            continue
        yield from (f"## {voice.label(section.title)}", "")
        yield from (f"- {voice.prose(line)}" for line in section.lines)


def _paragraphs(voice: Voice, section: Section) -> Iterator[str]:
    for nth, line in enumerate(section.lines):
        if nth:
            yield ""
        yield voice.prose(line)
