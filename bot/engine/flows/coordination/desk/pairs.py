"""A list of pairs, page by page, and what it is narrowed down by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.desk.words import Show
from bot.engine.flows.coordination.listed import EVERY_PAIR, ListedPair, PairFilter, PairPage
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.flows.digest.words import PAIR, UNDELIVERED
from bot.engine.flows.language.words import NAMED
from bot.engine.flows.status.words import TRACKS
from bot.engine.journey import Stage
from bot.engine.messages import Bullets, Button, Buttons, Choices, Line, Message, Option, Part, Say, typed
from bot.engine.people import Role
from bot.engine.programme import Programme, Track

PAGE = 10
"""Pairs of a page, with a button each."""
ROOM = 900
"""Characters of names on a page: with more of them it would be too much for one message of a platform's."""


@dataclass(frozen=True, slots=True)
class Seen:
    """When a card is looked at, and where."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a page is drawn from."""

    query: Query
    page: PairPage
    count: int
    programme: str = ""
    """Its name, for who coordinates several."""


def pairs(listed: Listed, seen: Seen) -> Message:
    query, page = listed.query, listed.page
    title = words.PAIRS_TITLE_OF(name=typed(listed.programme)) if listed.programme else words.PAIRS_TITLE()
    return Message((*_head(listed), *_rows(query, page, seen), *_turning(query, page)), title)


def fitting(page: PairPage) -> PairPage:
    """As many of the pairs as there is room for; the next page begins after them."""
    room = accumulate(sum(map(len, one.names.values())) for one in page.pairs)
    fit = max(1, sum(used <= ROOM for used in room))
    if fit >= len(page.pairs):
        return page
    return PairPage(page.pairs[:fit], page.pairs[fit - 1].place)


def _head(listed: Listed) -> Iterator[Part]:
    which = listed.query.which
    if which.named:
        yield words.NAMED.text(name=typed(which.named))
    yield Choices(
        actions.LIST,
        words.SHOW(),
        tuple(Option(str(_showing(listed.query, show)), words.SHOWN[show]()) for show in Show),
        (str(_showing(listed.query, _shown(which))),),
    )
    yield words.COUNT.text(count=listed.count) if listed.count else words.NONE.text()


def _showing(query: Query, show: Show) -> Query:
    return query.narrowed(
        needing=show is Show.NEEDING,
        stage=Stage.SCHEDULING if show is Show.UNDATED else None,
        asked=show is Show.ASKED,
        undeliverable=show is Show.UNDELIVERABLE,
    )


def _shown(which: PairFilter) -> Show:
    found = {
        Show.NEEDING: which.needing,
        Show.UNDATED: which.stage is Stage.SCHEDULING,
        Show.ASKED: which.asked,
        Show.UNDELIVERABLE: which.undeliverable,
    }
    return next((show for show, is_so in found.items() if is_so), Show.ALL)


def _rows(query: Query, page: PairPage, seen: Seen) -> Iterator[Part]:
    if page.pairs:
        yield Bullets(tuple(Line(_line(one, seen)) for one in page.pairs))
        yield Buttons(tuple(Button(actions.OPEN, of_two(one), f"{one.standing.pair} {query}") for one in page.pairs))


def _line(one: ListedPair, seen: Seen) -> Say:
    need = next(iter(needs(one, seen.at)), None)
    if need is None:
        return words.LINE(pair=of_two(one), where=where(one, seen))
    return words.LINE_NEEDING(pair=of_two(one), where=where(one, seen), need=need)


def _turning(query: Query, page: PairPage) -> Iterator[Part]:
    turning = []
    if page.after is not None:
        turning.append(Button(actions.LIST, words.NEXT(), str(Query(query.programme, query.which, page.after))))
    if query.after:
        turning.append(Button(actions.LIST, words.START(), str(query.narrowed())))
    turning.append(Button(actions.MORE, words.FILTER(), str(query.narrowed())))
    if query.which != EVERY_PAIR:
        turning.append(Button(actions.LIST, words.SEE_ALL(), str(Query(query.programme))))
    yield Buttons(tuple(turning))


def filters(programme: Programme, query: Query) -> Message:
    """What else a list can be narrowed down by; each answer shows it."""
    which = query.which
    last = max(programme.last(track) for track in Track)
    seances = [(str(query.narrowed(seance=n)), words.SEANCE(seance=n)) for n in range(1, last + 1)]
    tracks = [(str(query.narrowed(track=track)), TRACKS[track]()) for track in Track]
    languages = [(str(query.narrowed(language=code)), NAMED(code=code)) for code in programme.languages]
    parts = (
        _choice(words.BY_SEANCE(), query.narrowed(seance=None), seances, query),
        _choice(words.BY_TRACK(), query.narrowed(track=None), tracks, query),
        _choice(words.BY_LANGUAGE(), query.narrowed(language=None), languages, query),
        Buttons((Button(actions.LIST, words.BACK(), str(Query(query.programme, which))),)),
    )
    return Message(parts, words.PAIRS_TITLE())


def _choice(label: Say, without: Query, options: Sequence[tuple[str, Say]], now: Query) -> Choices:
    found = ((str(without), words.ANY()), *options)
    return Choices(actions.LIST, label, tuple(Option(value, said) for value, said in found), (str(now.narrowed()),))


# What is said of one pair -----------------------------------------------------------------------------------------


def of_two(one: ListedPair) -> Say:
    return PAIR(mentor=typed(one.names[Role.MENTOR]), mentee=typed(one.names[Role.MENTEE]))


def where(one: ListedPair, seen: Seen) -> Say:
    """Where they stand, and on what day what comes next, or what came last."""
    stands = one.standing
    first = datetime.combine(stands.start, time(12), ZoneInfo(seen.zone)).astimezone(UTC)
    when = stands.ended or stands.meeting or first
    return words.WHERE[stands.stage_at(seen.at)](seance=stands.seance, when=when)


def needs(one: ListedPair, at: datetime, without: Collection[NeedKind] = ()) -> Iterator[Say]:
    """What they need, each with since when, that first which has been out of the ordinary the longest."""
    yield from (
        words.NEED[need.kind](when=need.since) for need in one.standing.needs_at(at) if need.kind not in without
    )
    if one.undeliverable is not None:
        why = UNDELIVERED[one.undeliverable.reason]()
        yield words.UNDELIVERED(why=why, when=one.undeliverable.since)
