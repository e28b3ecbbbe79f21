"""The audit trail: what coordinators and operators looked at or changed, by fact.

It answers « who saw or did what, and when ». It holds ids and never a word that anybody wrote, so that it can be shown to
whoever asks, and outlasts what it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

KEPT = timedelta(days=365)
"""How long an entry is kept."""

LONGEST = 120
_ID = re.compile(rf"[\w.:/@+-]{{0,{LONGEST}}}", re.ASCII)


class Act(StrEnum):
    """What was done. `about` names on whom or what: see each."""

    DIGEST = "digest asked"
    LIST = "pairs listed"
    LOOK = "pair looked at"
    """About the pair, as are those that follow."""
    TAKE = "request taken"
    GIVE_BACK = "request given back"
    NUDGE = "pair nudged"
    ANNOUNCE = "announcement sent"
    """About the announcement."""
    WITHDRAW = "announcement withdrawn"
    END = "pair ended"
    REOPEN = "pair reopened"
    REPLACE = "member replaced"
    IMPORT = "pairs imported"
    """About how many are new."""
    PAIRS_EXPORT = "pairs exported"
    REPORT = "report read"
    CONTENT = "pair moved to other content"
    """About the pair."""
    LEAVE = "person taken out"
    """About the person, as are those that follow."""
    RESTORE = "person brought back"
    SHOW = "person shown"
    EXPORT = "export sent"
    ERASE = "person erased"
    MOVE = "person moved"
    APPOINT = "coordinator appointed"
    DISMISS = "coordinator dismissed"
    UNDELIVERED = "undelivered listed"
    RETRY = "undelivered retried"
    """About the number of the message."""
    PROGRAMME = "programme changed"
    """About the programme."""
    LINK = "link changed"
    """About the link's name, as the programme's content has it."""
    RESEAL = "keys resealed"
    BACKUP = "backup made"
    RESTORE_BACKUP = "backup restored"
    AUDIT = "audit read"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    at: datetime
    programme: str
    """Empty: it concerns all of them."""
    who: str
    """A person's id; `operator:LOGIN` at the terminal; `settings` for what the installation does by itself."""
    kind: str
    """An `Act`; a later release may have noted others."""
    about: str
    """An id, a number, or nothing."""


def checked(word: str) -> str:
    """The word, if it is an id. Raises `ValueError` for anything that somebody may have written in it."""
    if not _ID.fullmatch(word):
        raise ValueError("the audit trail takes ids and numbers, and no words")
    return word


class Audit(Protocol):
    """The part of a unit of work that notes what was looked at or changed."""

    def note(self, programme: str, who: str, kind: Act, about: str, at: datetime) -> None:
        """Adds an entry. Raises `ValueError` if `programme`, `who` or `about` is no id."""
        ...

    def all(self, since: datetime | None = None) -> Sequence[AuditEntry]:
        """The entries from `since` on, oldest first."""
        ...

    def forget(self, before: datetime) -> int:
        """Drops what is older; returns how much that was."""
        ...
