"""What the bot needs from the outside: a store that forgets nothing, and channels that show messages.

Each port has one suite of tests that every implementation passes (`tests/ports/`).
"""

from __future__ import annotations

from bot.ports.calendars import Calendars, KeyLost, LinkedCalendar, Seal
from bot.ports.channel import Busy, Channel, Doubtful, Refused, Sent, Unreached
from bot.ports.interactions import Answer, CardPress, FormSubmission, Interactions, PlatformProfile
from bot.ports.mailbox import Card, LocalDelivery, Mailbox
from bot.ports.outbox import DeadLetter, OutboxMessage, Reason, Wake
from bot.ports.people import Address, Lane, Membership, Person
from bot.ports.references import Reference, References
from bot.ports.store import Store, Unavailable, UnitOfWork
from bot.ports.voice import Voice, Voices
from bot.ports.workspaces import Directory, DirectoryEntry, Installation, Installations

__all__ = [
    "Address",
    "Answer",
    "Busy",
    "Calendars",
    "Card",
    "CardPress",
    "Channel",
    "DeadLetter",
    "Directory",
    "DirectoryEntry",
    "Doubtful",
    "FormSubmission",
    "Installation",
    "Installations",
    "Interactions",
    "KeyLost",
    "Lane",
    "LinkedCalendar",
    "LocalDelivery",
    "Mailbox",
    "Membership",
    "OutboxMessage",
    "Person",
    "PlatformProfile",
    "Reason",
    "Reference",
    "References",
    "Refused",
    "Seal",
    "Sent",
    "Store",
    "Unavailable",
    "UnitOfWork",
    "Unreached",
    "Voice",
    "Voices",
    "Wake",
]
