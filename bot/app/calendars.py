"""Agreed dates on the web: the signed links on the cards, and each person's own feed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from aiohttp import web

from adapters.calendars.links import Signer
from adapters.calendars.settings import CalendarService, CalendarServices
from bot.application.calendars.card import ICS, MyCalendar
from bot.application.calendars.subscription import Subscriptions
from bot.ports import Person
from bot.ports.calendars import Unreadable
from bot.settings import Settings
from storage.seal import FernetSeal

if TYPE_CHECKING:
    from adapters.calendars.oauth import Provider
    from adapters.calendars.sign_in import SignIn
    from bot.app import Container
    from bot.application.calendars.reading import Reader
    from bot.application.calendars.writing import Writer
    from bot.ports.calendars import BusySource
    from bot.ports.calendars.events import EventCalendar

PURPOSE = b"together calendar links"
"""So that the keys that encrypt tokens are not the very keys that sign links."""


def signer_of(settings: Settings) -> Signer | None:
    """None without an address on the web (`TOGETHER_PUBLIC_URL`) or a key to sign with (`TOGETHER_SECRET_KEYS`)."""
    if not settings.public_url or not settings.secret_keys:
        return None
    keys = [hmac.digest(base64.urlsafe_b64decode(key), PURPOSE, hashlib.sha256) for key in settings.secret_keys]
    return Signer(settings.public_url, keys)


def my_calendar(settings: Settings) -> MyCalendar | None:
    """What people do with their own calendar; None where there are no links."""
    signer = signer_of(settings)
    if signer is None:
        return None
    return MyCalendar(
        FernetSeal(settings.secret_keys),
        host_of,
        signer.feed,
        _beginnings(settings),
        _beginnings(settings, writes=True),
    )


def _beginnings(settings: Settings, *, writes: bool = False) -> Mapping[str, Callable[[str, datetime], str]]:
    """Where a person begins to sign in to each service that is configured."""
    if not services(settings):
        return {}
    from adapters.calendars.tickets import SignInSeal, Ticket

    sealed = SignInSeal(settings.secret_keys)

    def to(service: str) -> Callable[[str, datetime], str]:
        there = f"{settings.public_url}/calendar/connect/"
        return lambda person, at: there + sealed.put(Ticket(person, service, writes), at)

    return {service: to(service) for service in services(settings)}


def services(settings: Settings) -> Mapping[str, CalendarService]:
    """The settings of the services that are configured, by name."""
    return (settings.sections.get(CalendarServices) or CalendarServices()).by_name


def providers(settings: Settings) -> Mapping[str, Provider]:
    """The services that are configured, by name."""
    if not services(settings):
        return {}
    from adapters.calendars import oauth

    made = {}
    for name, one in services(settings).items():
        own = oauth.google(one.id, one.secret) if name == "google" else oauth.microsoft(one.id, one.secret, one.tenant)
        made[name] = oauth.played(own, one.played) if one.played else own
    return made


def host_of(address: str) -> str | None:
    """The host of an address that may be fetched; None for any other."""
    from adapters.calendars.fetch import Limits, checked

    try:
        return checked(address, Limits()).host
    except Unreadable:
        return None


def reader(container: Container, owner: str) -> Reader | None:
    """Reads linked calendars; None where nobody can link one."""
    if signer_of(container.settings) is None:
        return None
    from bot.application.calendars.reading import Reader

    sources = {ICS: _ics(domain_of(container.settings))} | {
        one.name: _signed_in(one) for one in providers(container.settings).values()
    }
    return Reader(container.store, FernetSeal(container.settings.secret_keys), sources, container.clock, owner)


def writer(container: Container, owner: str) -> Writer | None:
    """Writes séances into the calendars of people who want it; None where nobody can sign in to one."""
    known = providers(container.settings)
    if signer_of(container.settings) is None or not known:
        return None
    from adapters.calendars.agenda import description
    from bot.application.calendars.writing import Writer

    calendars = {one.name: _written_in(one) for one in known.values()}
    return Writer(container.service, FernetSeal(container.settings.secret_keys), calendars, description, owner)


def _written_in(provider: Provider) -> Callable[[str], EventCalendar]:
    from adapters.calendars.signed_in_events import SignedInEvents

    return lambda secret: SignedInEvents(provider, secret)


def domain_of(settings: Settings) -> str:
    """What the UIDs of séances end in."""
    return settings.public_url.partition("://")[2].partition("/")[0].partition(":")[0]


def _ics(domain: str) -> Callable[[str, Person], BusySource]:
    from adapters.calendars.feed import IcsFeed

    def opened(address: str, person: Person) -> BusySource:
        mails = tuple(one for one in (person.mail, person.address.id) if "@" in one)
        return IcsFeed(address, person.zone, mails=mails, own=(f"@{domain}",))

    return opened


def _signed_in(provider: Provider) -> Callable[[str, Person], BusySource]:
    from adapters.calendars.oauth import SignedIn

    return lambda secret, _: SignedIn(provider, secret)


def attach(application: web.Application, container: Container) -> None:
    """The routes, if there are links that lead to them."""
    signer = signer_of(container.settings)
    if signer is None:
        return
    from adapters.calendars.ics import Letterhead
    from adapters.calendars.web import attach as attach_routes

    letterhead = Letterhead(
        domain_of(container.settings), container.settings.organizer_mail, container.content.programme.name
    )
    subscriptions = Subscriptions(container.service)
    attach_routes(application, signer, subscriptions, container.clock, letterhead)
    if services(container.settings):
        sign_in(container, providers(container.settings)).attach(application)


def sign_in(container: Container, known: Mapping[str, Provider]) -> SignIn:
    """Signing in to the services that are `known`."""
    from adapters.calendars.sign_in import SignIn
    from adapters.calendars.tickets import SignInSeal

    keys = container.settings.secret_keys
    return SignIn(
        store=container.store,
        voices=container.content.voices,
        clock=container.clock,
        languages=container.content.programme.languages,
        providers=known,
        public_url=container.settings.public_url,
        tickets=SignInSeal(keys),
        seal=FernetSeal(keys),
    )
