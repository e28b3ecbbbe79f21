"""Whom people can turn to outside the coordinators: the same words wherever that is promised.

A card that shows it is drawn with the programme that its pair is in (`Programme.keeping`).
"""

from __future__ import annotations

from bot.engine.flows.contact import words
from bot.engine.messages import Part
from bot.engine.programme import Programme


def outside(programme: Programme) -> Part:
    """Who it is, or where else to look if the programme has named nobody."""
    contact = programme.keeping.contact
    return words.OUTSIDE.text(contact=contact) if contact else words.OUTSIDE_UNNAMED.text()
