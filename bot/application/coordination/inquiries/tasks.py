"""What becomes of an inquiry: whom it takes to look up, and what is done once they are found.

Both are done inside a transaction; between the two the directories are asked, which may take long.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.application.coordination.desk import appointing, replacing
from bot.application.coordination.inquiries import enrolling
from bot.application.coordination.inquiries.found import Found, Wanted, one_wanted
from bot.application.coordination.visit import Visit
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.engine.messages import Message
from bot.ports.store.inquiries import Inquiry, InquiryKind


@dataclass(frozen=True, slots=True)
class Task:
    done: Callable[[Visit, Found], Message | None]
    """What the coordinator is told; None: nothing, because it is no longer theirs to do."""
    wanted: Callable[[Visit, Inquiry, str | Flaw], Wanted] | None = None
    """Whom it takes, given the text of the file that was sent; None: the one person whom the content names."""

    def wants(self, visit: Visit, inquiry: Inquiry, text: str | Flaw) -> Wanted:
        return one_wanted(inquiry) if self.wanted is None else self.wanted(visit, inquiry, text)


TASKS: Mapping[InquiryKind, Task] = {
    InquiryKind.ENROL: Task(enrolling.done, enrolling.wanted),
    InquiryKind.APPOINT: Task(appointing.when_found),
    InquiryKind.REPLACE: Task(replacing.when_found),
}
