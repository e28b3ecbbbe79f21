"""What the séances have people read, watch or open, with where each leads; and the form in which that is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import reduce
from zoneinfo import ZoneInfo

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import link_words as words
from bot.engine.flows.coordination.desk.pairs import Seen
from bot.engine.flows.coordination.links import LONGEST, Entered, NamedLink, Trouble, address_of
from bot.engine.flows.digest.words import AND, MEETING, SEANCE
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Entry,
    Field,
    Form,
    Line,
    Message,
    Part,
    Say,
    Style,
    Text,
    typed,
)
from bot.engine.programme import GivenLink, Track, link_name

PAGE = 10
"""Links of a page, with a button each."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a programme, as a page of them is drawn."""

    programme: str
    name: str
    """As people read it."""
    links: tuple[NamedLink, ...]
    """In reading order; what its content names no more, and still leads somewhere, comes last."""
    given: Mapping[str, GivenLink]
    after: int = 0
    """How many of them come before the page."""


def links(listed: Links, seen: Seen, said: Text | None = None) -> Message:
    """`said`: what has just become of one of them."""
    page = listed.links[listed.after : listed.after + PAGE]
    lead = words.LEAD.text(programme=typed(listed.name)) if listed.links else words.NONE.text()
    parts = (*(() if said is None else (said,)), lead, *_missing(page, listed), *_there(page, listed, seen))
    return Message((*parts, *_buttons(page, listed)), words.TITLE())


def called(link: NamedLink) -> Say:
    return link_name(link.name) if link.uses else typed(link.name)


def _where(link: NamedLink) -> Say:
    """In which séances it is."""
    seances = dict.fromkeys((seance.track, seance.number) for seance, _ in link.uses)
    said = [(MEETING if track is Track.NETWORKING else SEANCE)(seance=number) for track, number in seances]
    return reduce(lambda before, after: AND(first=before, second=after), said) if said else words.UNUSED()


def _missing(page: tuple[NamedLink, ...], listed: Links) -> Iterator[Part]:
    lines = tuple(
        Line((words.LEFT_OUT if one.is_left_out else words.PLAIN)(link=called(one), where=_where(one)))
        for one in page
        if not address_of(one, listed.given)
    )
    if lines:
        yield Bullets(lines, words.MISSING())


def _there(page: tuple[NamedLink, ...], listed: Links, seen: Seen) -> Iterator[Part]:
    lines = tuple(
        Line(_shown(one, listed.given.get(one.name, GivenLink()), seen), link=address)
        for one in page
        if (address := address_of(one, listed.given))
    )
    if lines:
        yield Bullets(lines, words.THERE())


def _shown(link: NamedLink, given: GivenLink, seen: Seen) -> Say:
    """Which it is, where, and on what days."""
    name, where = called(link), _where(link)
    first, last = (None if day is None else _noon(day, seen.zone) for day in (given.first, given.last))
    if last is not None and given.last is not None and given.last < seen.at.astimezone(ZoneInfo(seen.zone)).date():
        return words.OVER(link=name, where=where, when=last)
    if first is not None and last is not None:
        return words.BETWEEN(link=name, where=where, when=first, until=last)
    if first is not None:
        return words.FROM(link=name, where=where, when=first)
    if last is not None:
        return words.UNTIL(link=name, where=where, when=last)
    return words.HERE(link=name, where=where)


def _noon(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(zone)).astimezone(UTC)


def _buttons(page: tuple[NamedLink, ...], listed: Links) -> Iterator[Part]:
    if not page:
        return
    yield Buttons(tuple(_button(one, listed) for one in page))
    turning = []
    if len(listed.links) > listed.after + PAGE:
        turning.append(Button(actions.LINKS, words.NEXT(), f"{listed.programme} {listed.after + PAGE}"))
    if listed.after:
        turning.append(Button(actions.LINKS, words.START(), listed.programme))
    if turning:
        yield Buttons(tuple(turning))


def _button(link: NamedLink, listed: Links) -> Button:
    has_address = bool(address_of(link, listed.given))
    said = words.CHANGE if has_address else words.GIVE
    style = Style.PLAIN if has_address else Style.PRIMARY
    return Button(actions.LINK, said(link=called(link)), f"{listed.programme} {link.name}", style=style)


def form(link: NamedLink, entered: Entered, trouble: Trouble | None = None) -> Message:
    """`entered`: what stands in it at first."""
    fields = (
        Field("address", words.ADDRESS(), value=entered.address[: LONGEST * 2], optional=True),
        Field("first", words.FIRST_DAY(), Entry.DATE, entered.first, optional=True),
        Field("last", words.LAST_DAY(), Entry.DATE, entered.last, optional=True),
    )
    said = () if trouble is None else (words.TROUBLE[trouble].text(),)
    lead = words.FORM_LEAD.text(link=called(link), where=_where(link))
    return Message((*said, lead, Form(actions.LINKED, fields, words.SAVE())), words.FORM_TITLE())


def entered(address: str, given: GivenLink | None) -> Entered:
    """What is there already."""
    days = (None, None) if given is None else (given.first, given.last)
    return Entered(address, *("" if day is None else day.isoformat() for day in days))
