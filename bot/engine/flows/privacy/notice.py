"""What is kept of people, who reads it, for how long, and what they can do about it: the source of every page that says so."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.flows.privacy import words
from bot.engine.messages import Say
from bot.engine.programme import Keeping, Timing


@dataclass(frozen=True, slots=True)
class Section:
    title: Say | None
    lines: tuple[Say, ...]


def sections(keeping: Keeping, timing: Timing) -> tuple[Section, ...]:
    """The notice, in reading order."""
    kept = (words.KEPT_PERSON(), words.KEPT_JOURNEY(), words.KEPT_ANSWERS(), words.KEPT_CALENDAR())
    read = (words.READ_PARTNER(), words.READ_COORDINATORS(), words.READ_OPERATORS(), words.READ_TOOL())
    return (
        Section(words.KEPT_TITLE(), kept),
        Section(words.READ_TITLE(), read),
        Section(words.LONG_TITLE(), _how_long(keeping)),
        Section(words.CAN_TITLE(), _rights(keeping, timing)),
    )


def _how_long(keeping: Keeping) -> tuple[Say, ...]:
    return (
        words.LONG_ANSWERS(count=keeping.answers),
        words.LONG_REST(count=keeping.rest),
        words.LONG_EVENTS(count=keeping.events),
        words.LONG_AUDIT(count=keeping.audit),
        words.LONG_BACKUPS(count=keeping.backups),
    )


def _rights(keeping: Keeping, timing: Timing) -> tuple[Say, ...]:
    outside = keeping.contact
    return (
        words.CAN_EXPORT(),
        words.CAN_CORRECT(),
        words.CAN_STOP(count=timing.back),
        words.CAN_ERASE(),
        words.CAN_ASK_OUTSIDE(contact=outside) if outside else words.CAN_ASK(),
    )
