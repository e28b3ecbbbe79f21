"""Defines what the page is told, as JSON: the cast, the cards, the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from string import Template

import msgspec

from adapters.local.context import Cast, PairView, PersonView
from adapters.local.places import inbox, private, shared
from adapters.local.render import render
from bot.ports import Answer, Card, Language

Json = dict[str, object]


def page(template: str, languages: Sequence[Language]) -> str:
    """The page with what it says in each language; none of it can end the element that holds it."""
    spoken = [_spoken(one) for one in languages]
    return Template(template).substitute(
        language=escape(languages[0].code),
        languages=msgspec.json.encode(spoken).decode().replace("<", "\\u003c"),
        without_script=escape(" · ".join(one.page["no-script"] for one in languages)),
    )


def _spoken(one: Language) -> Json:
    written = ("day", "first", "time", "hour", "moment")
    dates = {name: getattr(one.dates, name) for name in written}
    return {"code": one.code, "name": one.name, "locale": one.locale, "dates": dates, "words": dict(one.page)}


def cast(given: Cast, coordinator: PersonView | None, others: Sequence[PersonView]) -> Json:
    """`coordinator` reads on the page; `others`: who could in their place, themselves among them."""
    return {
        "pairs": [_pair(pair) for pair in given.pairs],
        "coordinators": [{"address": one.address, "name": one.name} for one in others],
        "coordinator": None if coordinator is None else _coordinator(coordinator),
    }


def card(given: Card, unreadable: Mapping[str, object]) -> Json:
    """`unreadable` takes the place of words that cannot be opened."""
    return {
        "id": given.id,
        "conversation": given.conversation,
        "key": given.key,
        "pair": given.pair,
        "posted": given.posted.isoformat(),
        "revision": given.revision,
        "content": given.content if given.readable else unreadable,
    }


def answer(given: Answer) -> Json:
    return {
        "key": given.key,
        "pair": given.pair,
        "redraw": given.redraw,
        "content": render(given.message, given.voice),
    }


def _pair(pair: PairView) -> Json:
    return {
        "id": pair.id,
        "track": pair.track,
        "conversation": shared(pair.id),
        "mentor": _member(pair.mentor),
        "mentee": _member(pair.mentee),
    }


def _member(person: PersonView) -> Json:
    return {**_person(person), "conversation": private(person.address)}


def _coordinator(person: PersonView) -> Json:
    return {**_person(person), "conversation": inbox(person.address)}


def _person(person: PersonView) -> Json:
    return {
        "address": person.address,
        "name": person.name,
        "languages": list(person.languages),
        "zone": person.zone,
    }
