"""The people to meet on the cards of others: before their séance, under their topic, and before the séance after."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint
from bot.engine.flows.people import actions, words
from bot.engine.flows.people.card import lines, posted
from bot.engine.flows.people.state import PEOPLE
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Bullets, Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    """The mentee thinks of whom; the mentor sees who is on it."""
    if role is Role.MENTEE and not journey.of(PEOPLE).entries:
        yield words.PREP_THINK.quiet()
        yield hint(actions.PEOPLE)
    else:
        yield from _listed(journey, role)


def _listed(journey: Journey, role: Role) -> Iterable[Part]:
    entries = journey.of(PEOPLE).entries
    if not entries:
        return
    mentee = journey.members[Role.MENTEE].name
    yield Bullets(lines(journey, entries), words.PREP_MINE() if role is Role.MENTEE else words.PREP_THEIRS(name=mentee))
    if role is Role.MENTOR and any(not (one.met or one.offered) for one in entries):
        yield words.PREP_OFFER.quiet()
    if not all(one.met for one in entries):
        yield hint(actions.PEOPLE)


def _after(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    """Who was met, and who is still to be; an empty list is not spoken of."""
    return _listed(journey, role)


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    yield words.WHAT_FOR.quiet()
    yield hint(actions.PEOPLE)


def _opened(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Post]:
    yield posted(journey)


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    people = journey.of(PEOPLE)
    if not people.entries:
        said = words.STATUS_OPEN()
    elif people.met:
        said = words.STATUS_MET(count=len(people.entries), met=len(people.met))
    else:
        said = words.STATUS_LISTED(count=len(people.entries))
    yield Fact(words.STATUS(), said)


ACTIVITY = Activity(
    "people",
    actions.PEOPLE,
    ("M5.G4", "M5.D1"),
    anytime=True,
    prep=_prep,
    after=_after,
    agenda=_agenda,
    opened=_opened,
    status=_status,
)
