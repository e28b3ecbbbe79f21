"""Somebody's own attestation as a page to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from html import escape

from adapters.pages.message import drawn
from adapters.pages.once import Kind, Said, Shown
from adapters.pages.tickets import AttestationSeal, AttestationTicket
from bot.engine.flows.attestation import card, words
from bot.engine.journey import TakenPart
from bot.engine.messages import Message, Say
from bot.ports import Person, UnitOfWork, Voice

PATH = "/attestation"

TakenParts = Callable[[UnitOfWork, str], Sequence[TakenPart]]


def kind(tickets: AttestationSeal, taken_part: TakenParts) -> Kind[AttestationTicket]:
    def asked(unit: UnitOfWork, person: Person, _: AttestationTicket) -> Say | None:
        return words.PAGE_ASK() if taken_part(unit, person.id) else None

    def shown(unit: UnitOfWork, person: Person, _: AttestationTicket, at: datetime) -> Shown:
        return _drawn(card.attestation(person.name, taken_part(unit, person.id)), at)

    return Kind(PATH, Said(words.TITLE(), words.PAGE_SHOW(), words.PAGE_SPENT()), tickets.read, asked, shown)


def _drawn(message: Message, at: datetime) -> Shown:
    def body(voice: Voice) -> str:
        return f"{drawn(message, voice)}<p><small>{escape(voice.prose(words.PAGE_MADE(when=at)))}</small></p>"

    return body
