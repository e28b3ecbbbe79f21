"""The card of the topic, for both, and the one on which the mentee proposes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import RUN
from bot.engine.flows.topic import actions, words
from bot.engine.flows.topic.state import IDEAS, MOST, Proposal, Topics, topics
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Choices,
    Fact,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Option,
    Part,
    Say,
    Style,
    typed,
)
from bot.engine.people import Place, Role

LONGEST = 200
"""Characters of a topic in the mentee's own words, and of what they ask the mentor to prepare."""

KEY: CardId = ids.card(actions.CARD)
MINE: CardId = ids.card(actions.CARD, role=Role.MENTEE)
"""Where the mentee proposes."""
OWN = tuple(f"own-{n}" for n in range(1, MOST + 1))
PREPARE = "prepare"


def named(proposal: Proposal) -> Say:
    return words.IDEA[proposal.idea]() if proposal.idea else typed(proposal.text)


def names(journey: Journey) -> dict[str, str]:
    return {role.value: member.name for role, member in journey.members.items()}


def card(journey: Journey, *, over: bool = False) -> Message:
    """How it stands. `over`: the séance was held, or the journey is at its end, and nothing on it can be pressed."""
    one, mentor, mentee = topics(journey), journey.members[Role.MENTOR].name, journey.members[Role.MENTEE].name
    parts: list[Part] = [words.LEAD.text(mentor=mentor, mentee=mentee), *standing(journey)]
    if not over:
        parts.append(_answers(one))
    return Message(tuple(parts), words.TITLE())


def standing(journey: Journey) -> Iterator[Part]:
    """What is picked, or proposed, and whose turn it is."""
    one, mentor, mentee = topics(journey), journey.members[Role.MENTOR].name, journey.members[Role.MENTEE].name
    if one.topic is not None:
        yield chosen(one.topic)
    if one.proposals and (one.topic is None or len(one.proposals) > 1):
        yield offered(one)
    yield from prepared(journey)
    if not one.proposals:
        yield words.NONE_YET.text(name=mentee)
    elif one.turn is Role.MENTEE:
        yield words.TO_PROPOSE.text(mentor=mentor, mentee=mentee)
    elif one.turn is Role.MENTOR:
        yield words.TO_PICK.text(mentor=mentor, mentee=mentee)


def chosen(topic: Proposal) -> Facts:
    return Facts((Fact(words.CHOSEN(), named(topic)),))


def offered(one: Topics) -> Bullets:
    numbered = (Line(words.NTH(number=n, topic=named(two))) for n, two in enumerate(one.proposals, 1))
    return Bullets(tuple(numbered), words.OFFERED())


def prepared(journey: Journey, reader: Role | None = None) -> Iterator[Facts]:
    """What the mentee asks the mentor to prepare; said to the mentor alone, if they are the reader."""
    if asked := topics(journey).prepare:
        mentor, mentee = journey.members[Role.MENTOR].name, journey.members[Role.MENTEE].name
        label = words.PREPARED_YOU(name=mentee) if reader is Role.MENTOR else words.PREPARED(name=mentor)
        yield Facts((Fact(label, typed(asked)),))


def _answers(one: Topics) -> Buttons:
    picks = (
        Button(actions.PICK, words.PICK_NTH(number=n), two.mark, pressed=two == one.topic)
        for n, two in enumerate(one.proposals, 1)
    )
    others = (Button(actions.OTHERS, words.OTHERS(), pressed=one.others),) if one.proposals else ()
    return Buttons((*picks, *others, to_propose(one)))


def to_propose(one: Topics) -> Button:
    """Where the mentee proposes, or changes what they have proposed."""
    if one.proposals:
        return Button(RUN, words.CHANGE(), actions.TOPIC)
    return Button(RUN, words.PROPOSE(), actions.TOPIC, Style.PRIMARY)


def mine(journey: Journey) -> Message:
    """The mentee's own: ideas to tap, lines of their own, and what the mentor would do well to prepare."""
    one, mentor = topics(journey), journey.members[Role.MENTOR].name
    own = (
        Field(name, words.FIELD_OWN(number=n), value=text, optional=True, most=LONGEST)
        for n, (name, text) in enumerate(zip(OWN, (*one.own, *("",) * MOST), strict=False), 1)
    )
    prepare = Field(PREPARE, words.FIELD_PREPARE(name=mentor), value=one.prepare, optional=True, most=LONGEST)
    parts = (
        words.LEAD_MENTEE.text(name=mentor),
        *(standing(journey) if one.proposals else prepared(journey)),
        Choices(
            actions.IDEAS,
            words.IDEAS_LABEL(),
            tuple(Option(idea, words.IDEA[idea]()) for idea in IDEAS),
            one.ideas,
            many=True,
        ),
        words.LIMIT.quiet(most=LONGEST),
        Form(actions.OWN, (*own, prepare), words.SAVE()),
    )
    return Message(parts, words.TITLE())


def read_only(journey: Journey) -> Message:
    """What is left of it after the end."""
    if not topics(journey).proposals:
        return Message((words.NONE_KEPT.text(),), words.TITLE())
    return card(journey, over=True)


def later(journey: Journey) -> Message:
    """Before the séance can be looked forward to."""
    return Message((words.LEAD.text(**names(journey)), words.LATER.quiet()), words.TITLE())


def posted(journey: Journey, *, over: bool = False, refresh: bool = False) -> Post:
    return Post(KEY, Place.PAIR, card(journey, over=over), refresh=refresh)


def news(journey: Journey, kind: str) -> Post:
    """`topic-picked.2`, in the pair's place: an edited card notifies nobody."""
    one, name = topics(journey), names(journey)
    parts: tuple[Part, ...]
    if kind == actions.PICKED and one.topic is not None:
        parts = (words.NEWS_PICKED.text(name=name[Role.MENTOR]),)
    elif kind == actions.PREPARED:
        parts = (words.NEWS_PREPARE.text(**name),)
    elif kind == actions.WANTED:
        parts = (words.NEWS_WANTED.text(**name), Buttons((to_propose(one),)))
    else:
        parts = (words.NEWS_PROPOSED.text(**name), to_choose())
    return Post(ids.card(kind, rest=f"{one.told}"), Place.PAIR, Message(parts, words.TITLE()))


def to_choose() -> Buttons:
    return Buttons((Button(RUN, words.CHOOSE(), actions.TOPIC, Style.PRIMARY),))
