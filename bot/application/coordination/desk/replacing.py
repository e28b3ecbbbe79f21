"""`replace`: a coordinator gives the one who stays somebody else, in a pair of their own.

1. The pair ends with its history, and the two go on as another pair: whoever comes can read nothing of the old one but what goes
   with the one who stays (`bot.engine.steps.succession`). A button of the old pair is a button of a pair that has ended.
2. It is done to the locked journey, so the second of two coordinators is told that somebody was quicker. It cannot be taken back:
   its button asks.
3. Where the programme asks, whoever comes is asked first. The yes of the one who stays stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.application.coordination.desk import appointing
from bot.application.coordination.inquiries.asking import WHOM, address, ask, meant, placed
from bot.application.coordination.inquiries.found import Found
from bot.application.coordination.inquiries.found import whom as whom_found
from bot.application.coordination.visit import Visit
from bot.application.enrolment.enrol import new_pair_id, stored
from bot.application.noting import note_pair
from bot.engine.events import Replaced, Rested
from bot.engine.flows.coordination.desk import replacing as card
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import LONGEST_NAME
from bot.engine.flows.coordination.desk.replacing import Seat
from bot.engine.flows.coordination.desk.words import NotReplaced
from bot.engine.flows.coordination.inquiries import card as inquiry_card
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.flows.leaving.replaced import goodbye_first
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.privacy.pairs import back_until
from bot.engine.flows.settings.holidays import with_holidays
from bot.engine.flows.willing.state import Doubt, answer_of, asked_first, asked_on, doubts, is_before
from bot.engine.journey import Journey, begin
from bot.engine.messages import Buttons, Message, Say, typed
from bot.engine.people import ERASED, Member, Role
from bot.engine.state import Unreadable
from bot.engine.steps.succession import carried
from bot.ports import Act, Address, FormSubmission, Person, ProgrammeRecord
from bot.ports.store.inquiries import InquiryKind

_PAGE = 20

# Who goes ----------------------------------------------------------------------------------------------------------


def named(visit: Visit, programme: str, name: str) -> Message | tuple[Message, Seat]:
    """Whom of the programme's pairs a name may mean; with their seat, the form, if it is one alone."""
    name = name[:LONGEST_NAME].strip()
    if not name:
        return Message((words.REPLACE_NAME.text(),))
    found = list(_seats(visit, programme, name))
    if not found:
        return Message((words.NO_SUCH_PAIR.text(name=typed(name)),))
    if len(found) == 1:
        return card.who_comes(found[0]), found[0]
    return card.who_goes(found[: appointing.MOST], more=len(found) > appointing.MOST)


def _seats(visit: Visit, programme: str, name: str) -> Iterator[Seat]:
    """Those so called in pairs in which somebody can be replaced."""
    page = visit.unit.standings.page(visit.reading(programme), PairFilter(named=name), limit=_PAGE)
    for one in page.pairs:
        stands = one.standing
        if stands.replaced is None and (stands.ended is None or stands.left or stands.stopped is not None):
            yield from (
                Seat(programme, stands.pair, role, one.names[role], one.names[role.other])
                for role in Role
                if appointing.is_called(one.names[role], name)
            )


def opened(visit: Visit, value: str) -> Message | tuple[Message, Seat] | None:
    """The form; or the question which of the two it is, where nothing tells."""
    pair, _, whose = value.partition(" ")
    journey = visit.unit.journeys.coordinated(visit.person.id, pair)
    if journey is None:
        return None
    seats = {role: _seat(visit, journey, role) for role in Role}
    if whose not in seats:
        whose = _doubtful(visit, journey) or ""
        if not whose:
            return card.who_goes(tuple(seats.values()))
    seat = seats[Role(whose)]
    why = _why_not(journey, seat.role)
    return card.not_replaced(seat, "", why) if why is not None else (card.who_comes(seat), seat)


def asked_again(visit: Visit, of: str) -> Message | tuple[Message, Seat] | None:
    """The form of a card."""
    pair, whose = card.about(of) or ("", "")
    return opened(visit, f"{pair} {whose}") if _role(whose) is not None else None


def _doubtful(visit: Visit, journey: Journey) -> Role | None:
    """Who has said no; or who has said nothing, if it is one alone."""
    found = [one for one in doubts(visit.service.programme.timing, journey) if one.since <= visit.at]
    some = [one.role for one in found if one.doubt is Doubt.NO] or [one.role for one in found]
    return some[0] if len(some) == 1 else None


def _seat(visit: Visit, journey: Journey, role: Role) -> Seat:
    record, names = visit.unit.programmes.of_pair(journey.pair), {one: journey.members[one].name for one in Role}
    return Seat("" if record is None else record.id, journey.pair, role, names[role], names[role.other])


# Who comes ---------------------------------------------------------------------------------------------------------


def submitted(visit: Visit, submission: FormSubmission) -> Message | tuple[Message, Seat] | None:
    """Whom the form means: each one that it may be, on a button that asks."""
    pair, whose = card.about(submission.card) or ("", "")
    journey, role = visit.unit.journeys.coordinated(visit.person.id, pair), _role(whose)
    programme = visit.unit.programmes.of_pair(pair)
    if journey is None or role is None or programme is None:
        return None
    seat, text = _seat(visit, journey, role), submission.fields.get(card.WHOM, "").strip()[: card.LONGEST]
    if not text:
        return card.who_comes(seat), seat
    known = appointing.known_as(visit, programme.id, text[:LONGEST_NAME])
    if found := [one for one in known if not _is_of(journey, one)]:
        people = [(one.id, typed(one.name)) for one in found[: appointing.MOST]]
        return card.this_one(seat, people, more=len(found) > appointing.MOST)
    if known:
        return card.same_one(seat, known[0].name), seat
    match meant(visit, programme.id, text, picked=" " not in text):
        case Person() as person if not _is_of(journey, person):
            return card.this_one(seat, [(person.id, typed(person.name))])
        case Address() as where:
            return card.this_one(seat, [(str(where), _picked(text))])
        case Person() as person:
            return card.same_one(seat, person.name), seat
        case None:
            return card.who_comes(seat, words.REPLACE_NOBODY.text(name=_picked(text))), seat


def _picked(text: str) -> Say:
    """As it was typed; nobody reads the id that a picker gives."""
    is_id = "@" not in text and any(letter.isdigit() for letter in text)
    return words.REPLACE_PICKED() if is_id else typed(text)


def _is_of(journey: Journey, person: Person) -> bool:
    return any(member.person == person.id for member in journey.members.values())


def _role(text: str) -> Role | None:
    return next((role for role in Role if role == text), None)


def chosen(visit: Visit, id: str, value: str) -> Message | None:
    """Somebody known takes the place at once; somebody else is looked up first."""
    pair, _, rest = value.partition(" ")
    whose, _, whom = rest.partition(" ")
    programme, role, journey = visit.unit.programmes.of_pair(pair), _role(whose), _journey(visit, pair)
    if programme is None or role is None or journey is None:
        return None
    if (person := appointing.known(visit, programme.id, whom)) is not None:
        return replaced(visit, id, pair, role, person)
    where = placed(visit.unit, visit.person, programme.id, address(whom)) if ":" in whom else None
    if where is None:
        return None
    if (there := visit.unit.people.at(where)) is not None:
        return replaced(visit, id, pair, role, there)
    if (why := _why_not(journey, role)) is not None:
        return card.not_replaced(_seat(visit, journey, role), "", why)
    return ask(visit, id, InquiryKind.REPLACE, programme.id, {WHOM: str(where), "pair": pair, "role": role})


def when_found(visit: Visit, found: Found) -> Message | None:
    """Somebody who was looked up takes the place, or why they cannot."""
    pair, role = found.content["pair"], Role(found.content["role"])
    journey, person = _journey(visit, pair), whom_found(visit, found)
    if journey is None:
        return None
    if isinstance(person, Flaw):
        again = Buttons((_seat(visit, journey, role).button,))
        return inquiry_card.not_found(address(found.content[WHOM]).id.rpartition("/")[2], person, again)
    return replaced(visit, found.inquiry.id, pair, role, person)


def _journey(visit: Visit, pair: str) -> Journey | None:
    return visit.unit.journeys.coordinated(visit.person.id, pair)


# Doing it ----------------------------------------------------------------------------------------------------------


def replaced(visit: Visit, id: str, pair: str, role: Role, person: Person) -> Message | None:
    """Gives the one who stays `person` in the place of `role`; None to whoever may not, whether there is such a pair or not.

    `person` need not be stored yet; `id` is that of what asked for it.
    """
    old, record = visit.unit.journeys.coordinated(visit.person.id, pair), visit.unit.programmes.of_pair(pair)
    if old is None or record is None:
        return None
    seat = _seat(visit, old, role)
    why = _why_not(old, role) or _not_this_one(visit, old, role, person)
    if why is not None:
        return card.not_replaced(seat, person.name, why)
    people = {role: person, role.other: visit.unit.people.of_pair(pair)[role.other]}
    begun = _begun(visit, old, people, record)
    try:
        new = carried(old, begun, role.other)
    except Unreadable:
        return card.not_replaced(seat, person.name, NotReplaced.UNREADABLE)
    note_pair(visit.unit, visit.person.id, Act.REPLACE, pair, visit.at)
    stored(visit.unit, visit.service.programme, new, people, record.id)  # first: who stays is in a pair all the time
    is_read = (new.words_shared, new.shared) != (begun.words_shared, begun.shared)
    visit.service.answers(visit.unit, Replaced(f"{id}/replaced", visit.at, pair, role, new.pair, is_read))
    for each in (one for one in Role if _rests(visit, old, people[one].id)):
        visit.service.answers(visit.unit, Rested(f"{id}/rests/{each}", visit.at, new.pair, each))
    return card.replaced(seat, person.name, _done(visit, people, new.pair, record))


def _rests(visit: Visit, old: Journey, person: str) -> bool:
    """Whether somebody's account rests, as one of their pairs knows it."""
    found = ((visit.unit.journeys.of(one.pair), one.role) for one in visit.unit.people.memberships(person))
    theirs = [(old, role) for role, member in old.members.items() if member.person == person]
    return any(journey is not None and role in journey.of(AWAY).since for journey, role in (*theirs, *found))


def _done(visit: Visit, people: Mapping[Role, Person], successor: str, record: ProgrammeRecord) -> card.Done:
    mine = visit.person.id in (person.id for person in people.values())
    mentor, mentee = people[Role.MENTOR].name, people[Role.MENTEE].name
    return card.Done(successor, mentor, mentee, record.asks, "" if mine else record.id)


def _why_not(old: Journey, role: Role) -> NotReplaced | None:
    away, stays = old.of(AWAY), role.other
    if away.replaced is not None:
        return NotReplaced.DONE
    if old.ended is not None and not old.left and away.stopped is None and old.members[role].person != ERASED:
        return NotReplaced.OVER
    if stays in old.left or old.members[stays].person == ERASED:
        return NotReplaced.NOBODY
    return NotReplaced.UNWILLING if is_before(old) and answer_of(old, stays) is False else None


def _not_this_one(visit: Visit, old: Journey, role: Role, person: Person) -> NotReplaced | None:
    """Why it cannot be `person`: they are of the pair, or under way with the one who stays in the same programme already."""
    if _is_of(old, person):
        return NotReplaced.SAME
    unit, programme = visit.unit, visit.unit.programmes.of_pair(old.pair)
    for one in unit.people.memberships(old.members[role.other].person):
        is_theirs = any(each.id == person.id for each in unit.people.of_pair(one.pair).values())
        if is_theirs and one.track is old.track and unit.programmes.of_pair(one.pair) == programme:
            return NotReplaced.TOGETHER
    return None


def _begun(visit: Visit, old: Journey, people: Mapping[Role, Person], record: ProgrammeRecord) -> Journey:
    """The new pair, at its beginning."""
    two = {role: Member.of(person.id, person) for role, person in people.items()}
    stays = next(role for role in Role if two[role].person == old.members[role].person)
    id = new_pair_id(visit.unit, record.id, old.track, people)
    start = max(old.start, _monday(two[stays].local(visit.at)))
    new = begin(id, old.track, two[Role.MENTOR], two[Role.MENTEE], start)
    new = replace(with_holidays(visit.service.programme, new, visit.at), calendar=record.calendar)
    if not is_before(old):
        new = goodbye_first(new, stays, visit.at)
    if not record.asks:
        return new
    new = asked_first(new, visit.at)
    is_recent = old.ended is None or visit.at < back_until(visit.service.programme.timing, old.ended)
    return asked_on(old, new, stays, visit.at) if is_recent else new


def _monday(local: datetime) -> date:
    return local.date() - timedelta(days=local.weekday())
