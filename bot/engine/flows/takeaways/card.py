"""The card of what the two keep of a séance, its form, and what is shown of it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.effects import Post
from bot.engine.flows.takeaways import actions, words
from bot.engine.flows.takeaways.state import MOST, TAKEAWAYS, is_answered, is_held_by, kept_of, last_held
from bot.engine.ids import Ref
from bot.engine.journey import SHARED, Journey, Sitting
from bot.engine.messages import Bullets, Button, Buttons, Field, Form, Line, Message, Part, Say, Style, typed
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

LONGEST = 150
"""Characters of a line."""


def card(journey: Journey, sitting: Sitting) -> Message:
    """The question until it is answered, then what was kept; with buttons until the next séance is held, or the end."""
    title, seance = words.TITLE(seance=sitting.number), sitting.number
    said: tuple[Part, ...] = tuple(_lines(journey, seance))
    if sitting.held is None:
        return Message((*said, (words.WITHDRAWN_KEPT if said else words.WITHDRAWN).quiet()), title)
    if not said:
        asks = is_open(journey, sitting) and not is_answered(journey, seance)
        closed = words.SKIPPED if is_answered(journey, seance) else words.NOTHING
        said = (words.LEAD.text() if asks else closed.quiet(),)
    return Message((*said, *_buttons(journey, sitting)), title)


def is_open(journey: Journey, sitting: Sitting) -> bool:
    last = last_held(journey)
    return journey.ended is None and last is not None and last.number == sitting.number


def _buttons(journey: Journey, sitting: Sitting) -> Iterator[Part]:
    if not is_open(journey, sitting):
        return
    if is_answered(journey, sitting.number):
        yield Buttons((Button(actions.WRITE, words.CHANGE()),))
    else:
        first = Button(actions.WRITE, words.WRITE(), style=Style.PRIMARY)
        yield Buttons((first, Button(actions.SKIP, words.SKIP())))


def _lines(journey: Journey, seance: int, title: Say | None = None) -> Iterator[Part]:
    if said := kept_of(journey, seance):
        yield Bullets(tuple(Line(typed(one)) for one in said), title)


def every(journey: Journey, before: int | None = None) -> Iterator[Part]:
    """What was kept of each séance, or of those before one."""
    for seance in sorted(journey.of(TAKEAWAYS).by_seance):
        if before is None or seance < before:
            yield from _lines(journey, seance, words.OF_SEANCE(seance=seance))


def recalled(journey: Journey, seance: int) -> Iterator[Part]:
    """What was kept of a séance, on the preparation of the next."""
    yield from _lines(journey, seance, words.RECALL(seance=seance))


def form(journey: Journey, sitting: Sitting) -> Message:
    said = kept_of(journey, sitting.number)
    fields = tuple(
        Field(f"line{n}", words.FIELD[n](), value=said[n - 1] if n <= len(said) else "", optional=True, most=LONGEST)
        for n in range(1, MOST + 1)
    )
    return Message(
        (words.LIMIT.quiet(most=LONGEST), Form(actions.WRITTEN, fields, words.SAVE())),
        words.TITLE_ALL(),
    )


def posted(journey: Journey, sitting: Sitting, *, refresh: bool = False) -> Post:
    return Post(sitting.card(actions.CARD), Place.PAIR, card(journey, sitting), sitting.number, refresh=refresh)


def opened(programme: Programme, journey: Journey) -> Iterator[Post]:
    """The card of the séance that was just held, if its file asks for it."""
    last = last_held(journey)
    if last is not None and is_held_by(programme, journey, last):
        yield posted(journey, last)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """The card of a séance that was not held after all, that another one follows, or whose journey is at its end."""
    last = last_held(before)
    now = after.sitting(last.number) if last is not None else None
    if last is None or not is_held_by(programme, before, last) or SHARED in after.unreadable:
        return
    if now is None or now.held is None or not is_open(after, now):
        over = card(after, last if now is None else now)
        yield Post(last.card(actions.CARD), Place.PAIR, over, last.number, refresh=True)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return card(journey, sitting) if is_held_by(programme, journey, sitting) else None
