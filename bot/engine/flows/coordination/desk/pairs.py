"""A list of pairs, page by page, and what it is narrowed down by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.announcing import button as to_announce
from bot.engine.flows.coordination.desk.announcing import is_for
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.desk.words import Show
from bot.engine.flows.coordination.listed import COUNTED, EVERY_PAIR, ListedPair, PairFilter, PairPage
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.flows.digest.words import PAIR, UNDELIVERED
from bot.engine.flows.language.words import NAMED
from bot.engine.flows.status.words import TRACKS
from bot.engine.journey import Stage
from bot.engine.messages import Button, Buttons, Fact, Facts, Line, Message, Part, Row, Say, Table, typed
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
    return Message((*_head(listed), *rows(query, page, seen), *_turning(query, page)), title)


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
    yield words.SHOW.text()
    shows = ((_showing(listed.query, show), words.SHOWN[show](), show is _shown(which)) for show in Show)
    yield Buttons(tuple(_list(query, label, chosen=chosen) for query, label, chosen in shows))
    if rows := tuple(_narrowed(which)):
        yield Facts(rows)
    if listed.count > COUNTED:
        yield words.MANY.text(count=COUNTED)
    else:
        yield words.COUNT.text(count=listed.count) if listed.count else words.NONE.text()


def _narrowed(which: PairFilter) -> Iterator[Fact]:
    """By what else the list is narrowed down, which was chosen on another card."""
    if which.seance is not None:
        yield Fact(words.BY_SEANCE(), words.SEANCE(seance=which.seance))
    if which.track is not None:
        yield Fact(words.BY_TRACK(), TRACKS[which.track]())
    if which.language is not None:
        yield Fact(words.BY_LANGUAGE(), NAMED(code=which.language))


def _list(query: Query, label: Say, *, chosen: bool) -> Button:
    """A button each, not a question with answers: those are sent together in Teams, by another button."""
    return Button(actions.LIST, label, str(query), pressed=chosen)


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


def rows(query: Query, page: PairPage, seen: Seen) -> Iterator[Part]:
    """Each pair of the page, and a button that opens it."""
    if page.pairs:
        columns = words.PAIR_COLUMN(), words.STANDS(), words.NEEDS()
        yield Table(words.PAIRS_TITLE(), columns, tuple(_row(one, seen) for one in page.pairs))
        yield Buttons(tuple(Button(actions.OPEN, of_two(one), f"{one.standing.pair} {query}") for one in page.pairs))


def _row(one: ListedPair, seen: Seen) -> Row:
    """Of what they need, that which has been out of the ordinary the longest."""
    pair, stands, need = of_two(one), where(one, seen), next(iter(needs(one, seen.at)), None)
    if need is None:
        return Row(Line(words.LINE(pair=pair, where=stands)), (pair, stands, words.NO_NEED()))
    return Row(Line(words.LINE_NEEDING(pair=pair, where=stands, need=need)), (pair, stands, need))


def _turning(query: Query, page: PairPage) -> Iterator[Part]:
    turning = []
    if page.after is not None:
        turning.append(Button(actions.LIST, words.NEXT(), str(Query(query.programme, query.which, page.after))))
    if query.after:
        turning.append(Button(actions.LIST, words.START(), str(query.narrowed())))
    turning.append(Button(actions.MORE, words.FILTER(), str(query.narrowed())))
    if query.which != EVERY_PAIR:
        turning.append(Button(actions.LIST, words.SEE_ALL(), str(Query(query.programme))))
    if is_for(query.which):
        turning.append(to_announce(query))
    yield Buttons(tuple(turning))


def filters(programme: Programme, query: Query) -> Message:
    """What else a list can be narrowed down by; each answer shows it."""
    which = query.which
    last = max(programme.last(track) for track in Track)
    seances = [(query.narrowed(seance=n), words.SEANCE(seance=n)) for n in range(1, last + 1)]
    tracks = [(query.narrowed(track=track), TRACKS[track]()) for track in Track]
    languages = [(query.narrowed(language=code), NAMED(code=code)) for code in programme.languages]
    parts = (
        words.BY_SEANCE.text(),
        _choice(query.narrowed(seance=None), seances, query),
        words.BY_TRACK.text(),
        _choice(query.narrowed(track=None), tracks, query),
        words.BY_LANGUAGE.text(),
        _choice(query.narrowed(language=None), languages, query),
        Buttons((Button(actions.LIST, words.BACK(), str(Query(query.programme, which))),)),
    )
    return Message(parts, words.PAIRS_TITLE())


def _choice(without: Query, options: Sequence[tuple[Query, Say]], now: Query) -> Buttons:
    found = ((without, words.ANY()), *options)
    return Buttons(tuple(_list(query, said, chosen=query == now.narrowed()) for query, said in found))


# What is said of one pair -----------------------------------------------------------------------------------------


def of_two(one: ListedPair) -> Say:
    return PAIR(mentor=typed(one.names[Role.MENTOR]), mentee=typed(one.names[Role.MENTEE]))


def where(one: ListedPair, seen: Seen) -> Say:
    """Where they stand, and on what day what comes next, or what came last."""
    stands = one.standing
    first = datetime.combine(stands.start, time(12), ZoneInfo(seen.zone)).astimezone(UTC)
    when, stage = stands.ended or stands.meeting or first, stands.stage_at(seen.at)
    if stage is Stage.STARTING and first <= seen.at:
        return words.NOT_BEGUN(when=first)
    return words.WHERE[stage](seance=stands.seance, when=when)


def needs(one: ListedPair, at: datetime, without: Collection[NeedKind] = ()) -> Iterator[Say]:
    """What they need, each with since when, that first which has been out of the ordinary the longest."""
    yield from (
        words.NEED[need.kind](when=need.since) for need in one.standing.needs_at(at) if need.kind not in without
    )
    if one.undeliverable is not None:
        why = UNDELIVERED[one.undeliverable.reason]()
        yield words.UNDELIVERED(why=why, when=one.undeliverable.since)
