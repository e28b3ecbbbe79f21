"""The card of taking stock: what the two have done together, and what counted most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import seance_of
from bot.engine.flows.stock import actions, words
from bot.engine.flows.stock.road import road
from bot.engine.flows.stock.state import counted, held, held_at
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Bullets, Choices, Line, Message, Option, Part, Say
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

KEY: CardId = ids.card(actions.CARD)


def card(programme: Programme, journey: Journey, reader: Role | None = None) -> Message:
    """What both see, with the choice that is the mentee's; for the mentor alone to read."""
    is_mentors = reader is Role.MENTOR
    talks = conversations(programme, journey) if is_mentors else choice(programme, journey, reader)
    return Message((words.LEAD.text(), *talks, *road(journey)), words.TITLE())


def read_only(programme: Programme, journey: Journey) -> Message:
    """What is left of it after the end."""
    parts = (*conversations(programme, journey), *road(journey))
    return Message(parts or (words.NONE_KEPT.text(),), words.TITLE())


def choice(programme: Programme, journey: Journey, reader: Role | None) -> Iterator[Part]:
    """The séances held, of which the mentee says which counted most."""
    options = tuple(Option(str(one.number), _said(programme, journey, one)) for one in held(journey))
    if not options:
        return
    asked = words.WHICH() if reader is Role.MENTEE else words.WHICH_OF(name=journey.members[Role.MENTEE].name)
    chosen = tuple(str(one.number) for one in counted(journey))
    yield Choices(actions.COUNTED, asked, options, chosen, many=True)
    if reader is Role.MENTEE:
        yield words.SEEN.quiet(name=journey.members[Role.MENTOR].name)


def conversations(programme: Programme, journey: Journey) -> Iterator[Part]:
    """The same to read: those that counted most, and all of them."""
    yield from most(programme, journey)
    yield from _listed(programme, journey, held(journey), words.SEANCES())


def most(programme: Programme, journey: Journey) -> Iterator[Part]:
    title = words.COUNTED(name=journey.members[Role.MENTEE].name)
    yield from _listed(programme, journey, counted(journey), title)


def _listed(programme: Programme, journey: Journey, some: Sequence[Sitting], title: Say) -> Iterator[Part]:
    if some:
        yield Bullets(tuple(Line(_said(programme, journey, one)) for one in some), title)


def _said(programme: Programme, journey: Journey, sitting: Sitting) -> Say:
    title = seance_of(programme, journey, sitting).title
    return words.SEANCE(seance=sitting.number, title=title, when=held_at(sitting))


def posted(programme: Programme, journey: Journey, *, refresh: bool = False) -> Post:
    return Post(KEY, Place.PAIR, card(programme, journey), refresh=refresh)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return read_only(programme, journey) if journey.ended is not None else card(programme, journey)


def followed(programme: Programme, journey: Journey) -> Iterator[Post]:
    """What it shows has changed. After the end what is left of it changes no more."""
    if journey.ended is None:
        yield posted(programme, journey, refresh=True)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """A séance more, or one less, stands on it; at the end it is there to be read."""
    if after.ended is not None:
        if before.ended is None:
            yield Post(KEY, Place.PAIR, read_only(programme, after), refresh=True)
    elif held(before) != held(after):
        yield posted(programme, after, refresh=True)


def redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
    yield from followed(programme, journey)
