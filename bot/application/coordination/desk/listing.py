"""`pairs`: the pairs of a programme, page by page, without those that who reads is in; and `pair NAME`."""

from __future__ import annotations

from bot.application.coordination.visit import Visit
from bot.application.noting import note_pair
from bot.engine.flows.coordination.desk import helping, words
from bot.engine.flows.coordination.desk import pair as pair_card
from bot.engine.flows.coordination.desk import pairs as pairs_card
from bot.engine.flows.coordination.desk.query import LONGEST_NAME, Query
from bot.engine.flows.coordination.listed import EVERY_PAIR, PairFilter
from bot.engine.messages import Message, typed
from bot.ports import Act, ProgrammeRecord

NEEDING = PairFilter(needing=True)


def listed(visit: Visit, query: Query) -> Message | None:
    """None: the programme is none of theirs."""
    record = visit.programme(query.programme)
    if record is None:
        return None
    reading = visit.reading(record.id)
    page = pairs_card.fitting(visit.unit.standings.page(reading, query.which, query.after, pairs_card.PAGE))
    is_all = not query.after and page.after is None
    count = len(page.pairs) if is_all else visit.unit.standings.count(reading, query.which)
    visit.unit.audit.note(record.id, visit.person.id, Act.LIST, "", visit.at)
    name = record.name if len(visit.programmes) > 1 else ""
    return pairs_card.pairs(pairs_card.Listed(query, page, count, name), visit.seen)


def needing(visit: Visit, programme: ProgrammeRecord) -> Message:
    """What needs them just now, and all that they can do."""
    reading = visit.reading(programme.id)
    page = pairs_card.fitting(visit.unit.standings.page(reading, NEEDING, limit=helping.LISTED))
    count = len(page.pairs) if page.after is None else visit.unit.standings.count(reading, NEEDING)
    visit.unit.audit.note(programme.id, visit.person.id, Act.LIST, "", visit.at)
    name = programme.name if len(visit.programmes) > 1 else ""
    return helping.now(pairs_card.Listed(Query(programme.id, NEEDING), page, count, name), visit.seen)


def filters(visit: Visit, query: Query) -> Message | None:
    if visit.programme(query.programme) is None:
        return None
    return pairs_card.filters(visit.service.programme, query)


def opened(visit: Visit, pair: str, query: Query) -> Message | None:
    """One pair; None: it is not theirs to look at, or there is none."""
    whose = visit.unit.programmes.of_pair(pair)
    one = None if whose is None else visit.unit.standings.of(visit.reading(whose.id), pair)
    if one is None or whose is None:
        return None
    note_pair(visit.unit, visit.person.id, Act.LOOK, pair, visit.at)
    back = query if query.programme == whose.id else Query(whose.id)
    return pair_card.pair(visit.service.programme.timing, one, back, visit.seen)


def named(visit: Visit, programme: str, name: str) -> Message | None:
    """The pair of somebody, or those that it may be."""
    name = name[:LONGEST_NAME].strip()
    if not name:
        return pair_card.whom()
    found = visit.unit.standings.page(visit.reading(programme), PairFilter(named=name), limit=2).pairs
    if not found:
        return Message((words.NO_SUCH_PAIR.text(name=typed(name)),))
    if len(found) == 1:
        return opened(visit, found[0].standing.pair, Query(programme, EVERY_PAIR))
    return listed(visit, Query(programme, PairFilter(named=name)))
