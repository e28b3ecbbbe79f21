"""Asks for what people are promised: somebody to turn to outside the coordinators, in each programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.ports import FIRST, ProgrammeRecord

WHY = (
    "names nobody outside the coordinators, whom everybody is promised (`contact`, the pact, `privacy`): whoever cannot turn to "
    "the coordinators is told to look for somebody themselves"
)


def asked_for(programmes: Iterable[ProgrammeRecord]) -> Iterator[str]:
    """A line for each programme that has named nobody, and where it is set."""
    for one in programmes:
        if not one.outside_contact:
            how = (
                "Set TOGETHER_CONTACT_OUTSIDE"
                if one.id == FIRST
                else f"together-bot programmes set {one.id} --contact-outside …"
            )
            yield f"the programme «{one.name}» {WHY}. {how}, for example to human resources or an ombudsperson"
