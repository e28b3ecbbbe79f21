"""The cards of the colleagues' views: the mentee's with its question, the mentor's with their notes; neither sees the other's."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.colleagues import actions, words
from bot.engine.flows.colleagues.state import ANSWER, NOTES, PROMPTS, VIEW, Notes, is_handed, is_wished
from bot.engine.flows.common import RUN
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Bullets, Button, Buttons, Field, Form, Line, Message, Part, Style, typed
from bot.engine.people import PRIVATE, Role

LONGEST = 500
"""Characters of each of the mentor's notes."""
PROMPT_ITEMS = {"strength": "M7.G3.a", "further": "M7.G3.a", "challenge": "M7.G3.b"}
"""What of the guide each prompt says."""

MENTEES, MENTORS = (ids.card(actions.CARD, role=role) for role in (Role.MENTEE, Role.MENTOR))
NEWS: CardId = ids.card(actions.WISHED, role=Role.MENTOR)
VIEWED: CardId = ids.card(actions.VIEW, role=Role.MENTEE)


def card(journey: Journey, role: Role) -> Message:
    """What one of the two sees of it; the other never does."""
    parts = _mentees(journey) if role is Role.MENTEE else _mentors(journey)
    return Message(tuple(parts), words.TITLE())


def key(role: Role) -> CardId:
    return MENTEES if role is Role.MENTEE else MENTORS


# The mentee's -----------------------------------------------------------------------------------------------------


def to_send() -> Iterator[Part]:
    """What can be copied and sent to colleagues."""
    yield words.LEAD.text()
    yield words.MESSAGE.text()
    yield Bullets(tuple(Line(words.QUESTION[one]()) for one in words.QUESTION))
    yield words.THANKS.text()
    yield words.CHOOSE.quiet()


def _mentees(journey: Journey) -> Iterator[Part]:
    yield from to_send()
    yield from _viewed(journey) if is_handed(journey) else _asked(journey)


def _asked(journey: Journey) -> Iterator[Part]:
    name, yes, no = journey.partner(Role.MENTEE).name, is_wished(journey), journey.own_of(ANSWER, Role.MENTEE).no
    yield words.ASK.text(name=name)
    yield words.PRIVACY.quiet(name=name)
    yield Buttons((Button(actions.YES, words.YES(), pressed=yes), Button(actions.NO, words.NO(), pressed=no)))
    if yes:
        yield words.NOTED_YES.text(name=name)
    elif no:
        yield words.NOTED_NO.text()


def _viewed(journey: Journey) -> Iterator[Part]:
    yield words.VIEW.text(name=journey.partner(Role.MENTEE).name)
    yield from noted(journey.of(VIEW))


def asked(journey: Journey, *, refresh: bool = False) -> Post:
    return Post(MENTEES, PRIVATE[Role.MENTEE], card(journey, Role.MENTEE), refresh=refresh)


def viewed(journey: Journey, *, refresh: bool = False) -> Post:
    """The mentor's view, as they have handed it over."""
    title = words.VIEW_TITLE(name=journey.partner(Role.MENTEE).name)
    return Post(VIEWED, PRIVATE[Role.MENTEE], Message(tuple(_viewed(journey)), title), refresh=refresh)


def later() -> Message:
    """Before the séance can be looked forward to: something to send is of use at any time."""
    return Message((*to_send(), words.LATER.quiet()), words.TITLE())


# The mentor's -----------------------------------------------------------------------------------------------------


def _mentors(journey: Journey) -> Iterator[Part]:
    name, notes = journey.partner(Role.MENTOR).name, journey.own_of(NOTES, Role.MENTOR)
    if is_handed(journey):
        yield words.HANDED.text(name=name)
        yield from noted(notes)
    elif is_wished(journey):
        yield words.WISHED.text(name=name)
        yield from _to_note(name, notes)
    else:
        yield words.ABOUT.text(name=name)
        yield from _kept(notes)


def _to_note(name: str, notes: Notes) -> Iterator[Part]:
    yield prompts()
    yield words.NOTES_LEAD.quiet(name=name)
    yield from _kept(notes)
    yield words.NOTES_LIMIT.quiet(most=LONGEST)
    fields = (Field(one, words.HEADING[one](), value=notes.of(one), optional=True, most=LONGEST) for one in PROMPTS)
    yield Form(actions.NOTES, tuple(fields), words.NOTES_SAVE())
    if notes.filled:
        hand = Button(actions.HAND, words.HAND(name=name), notes.mark, confirm=words.HAND_SURE(name=name))
        yield Buttons((hand,))


def prompts() -> Bullets:
    return Bullets(tuple(Line(words.PROMPT[one](), PROMPT_ITEMS[one]) for one in PROMPTS))


def noted(notes: Notes) -> Iterator[Part]:
    """Each under its heading, as typed."""
    for one in notes.filled:
        yield Bullets((Line(typed(notes.of(one))),), words.HEADING[one]())


def _kept(notes: Notes) -> Iterator[Part]:
    if notes.filled:
        yield words.NOTES_TITLE.quiet()
        yield from noted(notes)


def news(journey: Journey, *, refresh: bool = False, over: bool = False) -> Post:
    """That the view is wished for: an edited preparation notifies nobody."""
    name = journey.partner(Role.MENTOR).name
    said = words.WISHED.text(name=name) if is_wished(journey) else words.WITHDRAWN.quiet()
    more = (to_prepare(),) if is_wished(journey) and not is_handed(journey) and not over else ()
    return Post(NEWS, PRIVATE[Role.MENTOR], Message((said, *more), words.TITLE()), refresh=refresh)


def to_prepare() -> Buttons:
    return Buttons((Button(RUN, words.PREPARE(), actions.COLLEAGUES, Style.PRIMARY),))


# After the end ----------------------------------------------------------------------------------------------------


def read_only(journey: Journey, role: Role) -> Message:
    """What is one's own, and what one was handed."""
    mine = journey.of(VIEW) if role is Role.MENTEE else journey.own_of(NOTES, Role.MENTOR)
    if not mine.filled:
        return Message((words.NONE_KEPT.text(),), words.TITLE())
    name = journey.partner(role).name
    if role is Role.MENTEE:
        lead = words.VIEW.text(name=name)
    else:
        lead = words.HANDED.text(name=name) if is_handed(journey) else words.NOTES_TITLE.text()
    return Message((lead, *noted(mine)), words.TITLE())


def over(journey: Journey) -> Post:
    """The mentee's card at the end: what can be sent, and no question any more."""
    return Post(MENTEES, PRIVATE[Role.MENTEE], Message(tuple(to_send()), words.TITLE()), refresh=True)
