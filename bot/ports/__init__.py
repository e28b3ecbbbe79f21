"""What the bot needs from the outside: a store that forgets nothing, and channels that show messages.

Each port has one suite of tests that every implementation passes (`tests/ports/`).
"""

from __future__ import annotations

from bot.engine.flows.coordination.listed import EVERY_PAIR, ListedPair, PairFilter, PairPage, Undeliverable
from bot.engine.flows.digest.frozen import StageCount
from bot.engine.flows.digest.reasons import Reason
from bot.ports.calendars import Calendars, KeyLost, LinkedCalendar, Seal
from bot.ports.channel import Busy, Channel, Doubtful, Refused, Sent, Unexplained, Unreached
from bot.ports.interactions import Answer, CardPress, DroppedFile, FormSubmission, Interactions, PlatformProfile
from bot.ports.language import Language
from bot.ports.mailbox import Card, LocalDelivery, Mailbox
from bot.ports.outbox import Outbox, OutboxMessage, Wake
from bot.ports.people import Address, Lane, Membership, People, Person
from bot.ports.plugins.channel_plugin import ChannelContext, ChannelPlugin, WebAddress
from bot.ports.plugins.files import Files
from bot.ports.plugins.manifest import Completions, Manifest, ManifestRefused, ManifestSource, Proposals
from bot.ports.plugins.rate import NO_LIMIT, Rate
from bot.ports.plugins.sections import Section, Sections
from bot.ports.programmes import FIRST, ProgrammeRecord, Programmes, Retention
from bot.ports.references import Reference, References
from bot.ports.seal import WordSeal
from bot.ports.store.audit import Act, Audit, AuditEntry
from bot.ports.store.dead_letters import DeadLetter, DeadLetters
from bot.ports.store.journeys import Journeys
from bot.ports.store.records import ContactCount, PersonRecords
from bot.ports.store.seen import SeenLog
from bot.ports.store.standings import Reading, Standings
from bot.ports.store.unit_of_work import DiskFull, KeyValues, Store, Unavailable, UnitOfWork
from bot.ports.store.weeks import Weeks
from bot.ports.voice import Voice, Voices
from bot.ports.workspaces import Directory, DirectoryEntry, Installation, Installations

__all__ = [
    "EVERY_PAIR",
    "FIRST",
    "NO_LIMIT",
    "Act",
    "Address",
    "Answer",
    "Audit",
    "AuditEntry",
    "Busy",
    "Calendars",
    "Card",
    "CardPress",
    "Channel",
    "ChannelContext",
    "ChannelPlugin",
    "Completions",
    "ContactCount",
    "DeadLetter",
    "DeadLetters",
    "Directory",
    "DirectoryEntry",
    "DiskFull",
    "Doubtful",
    "DroppedFile",
    "Files",
    "FormSubmission",
    "Installation",
    "Installations",
    "Interactions",
    "Journeys",
    "KeyLost",
    "KeyValues",
    "Lane",
    "Language",
    "LinkedCalendar",
    "ListedPair",
    "LocalDelivery",
    "Mailbox",
    "Manifest",
    "ManifestRefused",
    "ManifestSource",
    "Membership",
    "Outbox",
    "OutboxMessage",
    "PairFilter",
    "PairPage",
    "People",
    "Person",
    "PersonRecords",
    "PlatformProfile",
    "ProgrammeRecord",
    "Programmes",
    "Proposals",
    "Rate",
    "Reading",
    "Reason",
    "Reference",
    "References",
    "Refused",
    "Retention",
    "Seal",
    "Section",
    "Sections",
    "SeenLog",
    "Sent",
    "StageCount",
    "Standings",
    "Store",
    "Unavailable",
    "Undeliverable",
    "Unexplained",
    "UnitOfWork",
    "Unreached",
    "Voice",
    "Voices",
    "Wake",
    "WebAddress",
    "Weeks",
    "WordSeal",
]
