"""The card of the people to meet: the list, what the mentee can do with it, and whom the mentor can introduce."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.engine import ids
from bot.engine.effects import Effect, Post
from bot.engine.flows.common import hint
from bot.engine.flows.people import actions, words
from bot.engine.flows.people.state import MOST, PEOPLE, Entry, People
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Bullets, Button, Buttons, Line, Message, Part, Say, Style, typed
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

KEY: CardId = ids.card(actions.CARD)


def card(journey: Journey, reader: Role | None = None) -> Message:
    """What both see; for `reader` alone, with no other buttons than theirs."""
    people, names = journey.of(PEOPLE), {role: member.name for role, member in journey.members.items()}
    parts: list[Part] = [words.LEAD.text(name=names[Role.MENTEE], most=MOST)]
    if people.entries:
        parts.append(Bullets(lines(journey, people.entries)))
    if reader is not Role.MENTOR:
        parts += [words.OF_MENTEE.quiet(name=names[Role.MENTEE]), *_mentees(people)]
    if reader is not Role.MENTEE and (offers := tuple(_offers(people))):
        parts += [words.OF_MENTOR.quiet(name=names[Role.MENTOR]), Buttons(offers)]
    return Message(tuple(parts), words.TITLE())


def read_only(journey: Journey) -> Message:
    """What is left of it after the end."""
    entries = journey.of(PEOPLE).entries
    shown: Part = Bullets(lines(journey, entries)) if entries else words.NONE_KEPT.text()
    return Message((shown,), words.TITLE())


def lines(journey: Journey, entries: Iterable[Entry]) -> tuple[Line, ...]:
    mentor = journey.members[Role.MENTOR].name
    return tuple(Line(_with_state(one, mentor)) for one in entries)


def _with_state(one: Entry, mentor: str) -> Say:
    said = words.ENTRY(who=typed(one.name), why=typed(one.why)) if one.why else typed(one.name)
    if not (one.met or one.offered):
        return said
    return words.STATE(entry=said, state=words.MET() if one.met else words.CAN(name=mentor))


def _mentees(people: People) -> Iterator[Part]:
    """The buttons of the one whose list it is."""
    style = Style.PLAIN if people.entries else Style.PRIMARY
    add = () if people.is_full else (Button(actions.ADD, words.ADD(), style=style),)
    change = (Button(actions.CHANGE, words.CHANGE()),) if people.entries else ()
    yield Buttons((*add, *change))
    if people.entries:
        yield Buttons(tuple(_of_meeting(one) for one in people.entries))


def _of_meeting(one: Entry) -> Button:
    who, value = typed(one.name), str(one.number)
    if one.met:
        return Button(actions.NOT_MET, words.NOT_MET(who=who), value)
    return Button(actions.MET, words.HAVE_MET(who=who), value)


def _offers(people: People) -> Iterator[Button]:
    """To introduce whom the mentee has not met yet."""
    for one in people.entries:
        who, value = typed(one.name), str(one.number)
        if one.offered and not one.met:
            yield Button(actions.WITHDRAW, words.WITHDRAW(who=who), value)
        elif not one.met:
            yield Button(actions.OFFER, words.OFFER(who=who), value)


def posted(journey: Journey, *, refresh: bool = False) -> Post:
    return Post(KEY, Place.PAIR, card(journey), refresh=refresh)


def offered(journey: Journey) -> Post:
    """`people-offered.2`, in the pair's place, and without a name of anybody else: an edited card notifies nobody."""
    key = ids.card(actions.OFFERED, rest=f"{journey.of(PEOPLE).told}")
    mentor, mentee = (journey.members[role].name for role in (Role.MENTOR, Role.MENTEE))
    said = words.NEWS_OFFERED.text(mentor=mentor, mentee=mentee)
    return Post(key, Place.PAIR, Message((said, hint(actions.PEOPLE)), words.TITLE()))


def offered_later(programme: Programme, journey: Journey, key: CardId, by: Role) -> Post | None:
    """The mentee has not looked meanwhile, and an offer stands."""
    people, post = journey.of(PEOPLE), offered(journey)
    stands = people.unseen is not None and any(one.offered and not one.met for one in people.entries)
    return post if stands and post.key == key else None


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return read_only(journey) if journey.ended is not None else card(journey)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """At the end it is there to be read."""
    if before.ended is None and after.ended is not None:
        yield Post(KEY, Place.PAIR, read_only(after), refresh=True)


def redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Effect]:
    if journey.ended is None:
        yield posted(journey, refresh=True)
