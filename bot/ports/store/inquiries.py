"""What coordinators have asked for that takes a look into a directory, or at a file, before it can be done.

An inquiry waits in the store until a worker has found out what it takes; that, what is done with it and the answer are one
transaction, in which the inquiry goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class InquiryKind(StrEnum):
    """What is to be done once it is known."""

    ENROL = "enrol"
    """To enrol the pairs of some lines."""
    APPOINT = "appoint"
    """To make somebody a coordinator."""
    REPLACE = "replace"
    """To let somebody take the place of one of a pair."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    id: str
    """Of what the coordinator did, as the platform has it: the same again is the same inquiry."""
    kind: InquiryKind
    coordinator: str
    """A person's id."""
    programme: str
    """Empty as long as the coordinator has not said which; it then waits."""
    at: datetime
    """When it was asked for."""
    content: Mapping[str, str] | None = field(default=None, repr=False)
    """What was typed, picked or sent; None if it cannot be opened any more."""
    tries: int = 0


class Inquiries(Protocol):
    """The part of a unit of work that keeps inquiries until they are done."""

    def add(self, inquiry: Inquiry) -> bool:
        """False, and no change, if it is there already. One without a programme waits for `place`."""
        ...

    def place(self, id: str, coordinator: str, programme: str, at: datetime) -> bool:
        """Says which programme an inquiry of a coordinator's is about; False if there is none such that waits for it."""
        ...

    def is_due(self, now: datetime) -> bool: ...
    def next_due(self) -> datetime | None:
        """When one is due next, or the first lease ends."""
        ...

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Inquiry]:
        """Those that are due, leased to `owner`, oldest first."""
        ...

    def settle(self, id: str, owner: str) -> bool:
        """Drops it, because it is done; False, and no change, if it is not `owner`'s any more."""
        ...

    def put_off(self, id: str, owner: str, until: datetime, *, count: bool = True) -> bool:
        """Ends the lease; it is due again then. `count` it as a try or not."""
        ...

    def forget(self, before: datetime) -> int:
        """Drops those that were asked for before, such as what nobody has said the programme of; how many."""
        ...
