"""The pages that belong to no channel: what the bot is and keeps, and everybody's own data. They are there whatever is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from bot.application.coordination.desk.exporting import PairsLink
from bot.application.coordination.export import as_csv
from bot.application.data_rights.export import export
from bot.application.data_rights.handing_over import ExportLink
from bot.application.data_rights.keeping import longest
from bot.engine.flows.privacy.notice import Section, sections
from bot.engine.programme import KEEPING, Keeping
from bot.ports import Person
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Container


def export_link(settings: Settings) -> ExportLink | None:
    """Where a person's export is to be had; None without an address on the web or a key to seal links with."""
    if not settings.public_url or not settings.secret_keys:
        return None
    from adapters.pages.export import PATH
    from adapters.pages.tickets import ExportSeal

    seal = ExportSeal(settings.secret_keys)

    def link(person: Person, at: datetime) -> str:
        return f"{settings.public_url}{PATH}/{seal.put(person, at)}"

    return link


def pairs_link(settings: Settings) -> PairsLink | None:
    """Where the list of a programme's pairs is to be had; None as above."""
    if not settings.public_url or not settings.secret_keys:
        return None
    from adapters.pages.pairs import PATH
    from adapters.pages.tickets import PairsSeal

    seal = PairsSeal(settings.secret_keys)

    def link(person: Person, programme: str, at: datetime) -> str:
        return f"{settings.public_url}{PATH}/{seal.put(person, programme, at)}"

    return link


def keeping_of(settings: Settings) -> Keeping:
    """How long what people tell is kept, as this installation is set up."""
    base = replace(KEEPING, backups=settings.keep_backups_days)
    return longest(base, (settings.first,))


def attach(application: web.Application, container: Container) -> None:
    from adapters.pages import about

    programme, voices = container.content.programme, container.content.voices

    async def notice() -> Sequence[Section]:
        keeping = await container.store.run(lambda unit: longest(programme.keeping, unit.programmes.all()))
        return sections(keeping, programme.timing)

    about.attach(application, voices, programme.languages, notice)
    if export_link(container.settings) is None:
        return
    from adapters.pages.export import ExportPages
    from adapters.pages.pairs import PairsPages
    from adapters.pages.tickets import ExportSeal, PairsSeal

    PairsPages(
        store=container.store,
        voices=voices,
        clock=container.clock,
        languages=programme.languages,
        tickets=PairsSeal(container.settings.secret_keys),
        listed=as_csv,
    ).attach(application)
    ExportPages(
        store=container.store,
        voices=voices,
        clock=container.clock,
        languages=programme.languages,
        tickets=ExportSeal(container.settings.secret_keys),
        export=export,
    ).attach(application)
