"""The pages that belong to no channel: what the bot is and keeps, and everybody's own data. They are there whatever is on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.channels import CHANNELS
from bot.application.coordination.export import as_csv
from bot.application.coordination.report import as_csv as report_as_csv
from bot.application.coordination.report import programme_report
from bot.application.data_rights.export import Export, export
from bot.application.data_rights.keeping import longest
from bot.application.data_rights.taken_part import all_taken_part
from bot.application.links import LinksFor, OneTimeLinks, no_links
from bot.engine.flows.privacy.notice import Section, sections
from bot.engine.programme import KEEPING, Keeping
from bot.ports import Person, UnitOfWork
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.app import Container


def links_for(settings: Settings) -> LinksFor:
    """Where the pages below are to be had: on the web; and on the local page, which is on the same server, without that too."""
    if not settings.secret_keys:
        return no_links
    nearby = {one.name for one in CHANNELS if one.for_trying and one.name in settings.channels}

    def links(person: Person) -> OneTimeLinks | None:
        if not settings.public_url and person.address.channel not in nearby:
            return None
        return _links(settings.public_url, settings.secret_keys)

    return links


def _links(base: str, keys: Sequence[str]) -> OneTimeLinks:
    from adapters.pages import attestation, pairs, report
    from adapters.pages import export as own_data
    from adapters.pages.tickets import AttestationSeal, ExportSeal, PairsSeal, ReportSeal

    return OneTimeLinks(
        export=(lambda person, at: f"{base}{own_data.PATH}/{ExportSeal(keys).put(person, at)}") if base else None,
        attestation=lambda person, at: f"{base}{attestation.PATH}/{AttestationSeal(keys).put(person, at)}",
        pairs=lambda person, programme, at: f"{base}{pairs.PATH}/{PairsSeal(keys).put(person, programme, at)}",
        report=lambda person, programme, at: f"{base}{report.PATH}/{ReportSeal(keys).put(person, programme, at)}",
    )


def keeping_of(settings: Settings) -> Keeping:
    """How long what people tell is kept, as this installation is set up."""
    base = replace(KEEPING, backups=settings.keep_backups_days)
    return longest(base, (settings.first,))


def exports(container: Container) -> Callable[[UnitOfWork, str, datetime], Export]:
    """Makes somebody's export, of which whatever waits for them can be read: this process need not have met its version."""

    def made(unit: UnitOfWork, person: str, at: datetime) -> Export:
        container.service.versions.learn(unit)
        return export(unit, person, at)

    return made


def attach(application: web.Application, container: Container) -> None:
    from adapters.pages import about

    programme, voices = container.content.programme, container.content.voices

    async def notice() -> Sequence[Section]:
        keeping = await container.store.read(lambda unit: longest(programme.keeping, unit.programmes.all()))
        return sections(keeping, programme.timing)

    about.attach(application, voices, programme.languages, notice)
    if container.settings.secret_keys:
        _attach_once(application, container)


def _attach_once(application: web.Application, container: Container) -> None:
    """The pages that one-time links lead to."""
    from adapters.pages import attestation, report
    from adapters.pages.export import ExportPages
    from adapters.pages.once import OncePage
    from adapters.pages.pairs import PairsPages
    from adapters.pages.tickets import AttestationSeal, ExportSeal, PairsSeal, ReportSeal

    keys, content = container.settings.secret_keys, container.content
    given = (container.store, content.voices, container.clock, content.programme.languages)
    PairsPages(*given, tickets=PairsSeal(keys), listed=as_csv).attach(application)
    ExportPages(*given, tickets=ExportSeal(keys), export=exports(container)).attach(application)
    OncePage(attestation.kind(AttestationSeal(keys), all_taken_part), *given).attach(application)
    OncePage(report.kind(ReportSeal(keys), programme_report, report_as_csv), *given).attach(application)
