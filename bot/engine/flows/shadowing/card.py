"""The mentee's question in private, the card of both, and what follows from its day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.agreement.state import link_of
from bot.engine.flows.common import ENDED, hint
from bot.engine.flows.shadowing import actions, words
from bot.engine.flows.shadowing.state import DAY, PLAN, WISH, Day, Kind, Plan, begins
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Choices,
    Entry,
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
    Text,
    typed,
)
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme

LONGEST = 200
"""Characters of each line that somebody types."""
NONE = "none"
"""The choice that plans nothing for now."""

KEY: CardId = ids.card(actions.CARD)
ASKED: CardId = ids.card(actions.ASKED, role=Role.MENTEE)


# The mentee's own question ----------------------------------------------------------------------------------------


def question(journey: Journey) -> Message:
    """Whether it would suit the mentee at all, with what they have answered; read by nobody else. Their words are lent."""
    partner = journey.partner(Role.MENTEE).name
    if journey.of(PLAN).begun:
        return Message((words.SHARED.text(), hint(actions.SHADOWING)), words.TITLE())
    suits = journey.own_of(WISH, Role.MENTEE).suits
    noted = (words.NOTED.text(),) if suits is False else ()
    answers = (
        Button(actions.WISH, words.SUITS(), style=Style.PRIMARY, confirm=words.SUITS_SURE(partner=partner)),
        Button(actions.NO_WISH, words.SUITS_NOT(), pressed=suits is False),
    )
    lead = (words.ASK.text(partner=partner), words.PRIVATE.quiet(partner=partner))
    return Message((*lead, *noted, Buttons(answers)), words.TITLE())


def asked(journey: Journey, *, refresh: bool = False) -> Post:
    return Post(ASKED, PRIVATE[Role.MENTEE], question(journey), refresh=refresh)


# The card of both --------------------------------------------------------------------------------------------------


def card(journey: Journey) -> Message:
    plan, day = journey.of(PLAN), journey.of(DAY)
    mentor, mentee = (journey.members[role].name for role in (Role.MENTOR, Role.MENTEE))
    parts: list[Part] = [words.LEAD.text(mentor=mentor, mentee=mentee), _kinds(day)]
    match day.kind:
        case None:
            pass
        case Kind.LATER:
            parts.append(words.LATER_HOW.text())
        case Kind.MEETING:
            parts += [_how(plan, mentee), *_known(journey), _form(journey), words.WELCOME_WHOSE.quiet(name=mentor)]
            parts.append(_welcome(plan))
        case Kind.DOCUMENTS | Kind.TASK:
            parts += [*_known(journey), _form(journey)]
    return Message(tuple(parts), words.TITLE())


def _kinds(day: Day) -> Choices:
    options = tuple(Option(kind, words.KINDS[kind]()) for kind in Kind)
    if day.kind is not None:
        options = (*options, Option(NONE, words.NONE()))
    return Choices(actions.KIND, words.KIND(), options, (day.kind,) if day.kind is not None else ())


def _how(plan: Plan, mentee: str) -> Choices:
    options = tuple(Option(how, words.HOWS[how]()) for how in words.HOWS)
    return Choices(actions.HOW, words.HOW(name=mentee), options, (plan.how,) if plan.how is not None else ())


def _known(journey: Journey) -> Iterator[Part]:
    """What stands already, but for what the questions show."""
    if rows := (*_when(journey), *_typed(journey)):
        yield Facts(rows)
    yield from _link(journey)


def _form(journey: Journey) -> Form:
    plan, day = journey.of(PLAN), journey.of(DAY)
    fields = [
        Field("about", words.FIELD_ABOUT(most=LONGEST), value=plan.about, optional=True, most=LONGEST),
        Field("day", words.FIELD_DAY(), Entry.DATE, day.day.isoformat() if day.day else "", optional=True),
    ]
    if day.kind is Kind.MEETING:
        fields.append(Field("time", words.FIELD_TIME(), Entry.TIME, _clock(journey, day), optional=True))
    fields.append(Field("where", words.FIELD_WHERE(most=LONGEST), value=plan.where, optional=True, most=LONGEST))
    return Form(actions.PLAN, tuple(fields), words.PLAN())


def _clock(journey: Journey, day: Day) -> str:
    """The time as the form has it, where both are at the same one; else each says it by their own clock."""
    if day.at is None:
        return ""
    clocks = {f"{member.local(day.at):%H:%M}" for member in journey.members.values()}
    return clocks.pop() if len(clocks) == 1 else ""


def _welcome(plan: Plan) -> Form:
    fields = (
        Field("dress", words.FIELD_DRESS(most=LONGEST), value=plan.dress, optional=True, most=LONGEST),
        Field("introduce", words.FIELD_INTRODUCE(most=LONGEST), value=plan.introduce, optional=True, most=LONGEST),
    )
    return Form(actions.WELCOME, fields, words.WELCOME())


# What is planned, on this card and others --------------------------------------------------------------------------


def facts(journey: Journey) -> tuple[Fact, ...]:
    """What is planned, row by row; what is open is left out."""
    plan, day = journey.of(PLAN), journey.of(DAY)
    if day.kind is None:
        return ()
    rows = [Fact(words.STATUS(), words.KINDS[day.kind]())]
    if day.kind is Kind.LATER:
        return tuple(rows)
    rows += _when(journey)
    if day.kind is Kind.MEETING and plan.how is not None:
        rows.append(Fact(words.HOW_FACT(), words.HOWS[plan.how]()))
    return (*rows, *_typed(journey))


def when(journey: Journey) -> Say | None:
    """« mardi 3 mars », or with its time."""
    at = begins(journey)
    if at is None:
        return None
    return words.AT_TIME(when=at) if journey.of(DAY).at is not None else words.ON_DAY(when=at)


def _when(journey: Journey) -> Iterator[Fact]:
    if (said := when(journey)) is not None:
        yield Fact(words.WHEN(), said)


def _typed(journey: Journey) -> Iterator[Fact]:
    plan, day = journey.of(PLAN), journey.of(DAY)
    rows = [(words.ABOUT, plan.about), (words.WHERE, "" if link_of(plan.where) else plan.where)]
    if day.kind is Kind.MEETING:
        rows += [(words.DRESS, plan.dress), (words.INTRODUCE, plan.introduce)]
    return (Fact(label(), typed(text)) for label, text in rows if text)


def _link(journey: Journey) -> Iterator[Part]:
    plan = journey.of(PLAN)
    if link := link_of(plan.where):
        yield Text(Line(words.LINK(where=typed(plan.where)), link=link))


def planned(journey: Journey) -> Iterator[Part]:
    """The same on the cards of others; what to choose, while nothing is."""
    if rows := facts(journey):
        yield Facts(rows)
        if journey.of(DAY).kind is not Kind.LATER:
            yield from _link(journey)
    else:
        yield words.TO_CHOOSE.text()


def prepares(journey: Journey, role: Role) -> Iterator[Part]:
    """What one of the two does before."""
    kind, partner = journey.of(DAY).kind, journey.partner(role).name
    if kind is Kind.MEETING:
        yield Bullets((Line(words.PREPARES_MEETING[role](partner=partner)),))
    elif kind in (Kind.DOCUMENTS, Kind.TASK):
        yield Bullets((Line(words.PREPARES[role](partner=partner)),))


def read_only(journey: Journey) -> Message:
    """What is left of it after the end."""
    parts = tuple(planned(journey)) if facts(journey) else (words.NONE_KEPT.text(),)
    return Message(parts, words.TITLE())


def mentee_first(journey: Journey) -> Message:
    """To the mentor, as long as there is no card: the same, whatever the mentee has said or not."""
    return Message((words.MENTEE_FIRST.text(name=journey.partner(Role.MENTOR).name),), words.TITLE())


def later() -> Message:
    """To the mentee, before the two have said that they go on."""
    return Message((words.LATER.text(),), words.TITLE())


# What is posted ----------------------------------------------------------------------------------------------------


def posted(journey: Journey, *, refresh: bool = False) -> Post:
    return Post(KEY, Place.PAIR, card(journey), refresh=refresh)


def news(journey: Journey, role: Role) -> Post:
    """`shadowing-news.2`: its day was set, moved or dropped. An edited card notifies nobody."""
    key, name = ids.card(actions.NEWS, rest=f"n{journey.of(DAY).told}"), journey.members[role].name
    said = when(journey)
    text = words.NEWS_SET.text(name=name) if said is not None else words.NEWS_DROPPED.text(name=name)
    rows = (Facts(facts(journey)[:2]),) if said is not None else ()
    return Post(key, Place.PAIR, Message((text, *rows, hint(actions.SHADOWING)), words.TITLE()))


def news_later(programme: Programme, journey: Journey, key: CardId, by: Role) -> Post | None:
    """Of its last change alone."""
    post = news(journey, by)
    return post if post.key == key else None


def reminder(journey: Journey) -> Message:
    parts = (words.REMINDER.text(), *planned(journey), hint(actions.SHADOWING))
    return Message(parts, words.REMINDER_TITLE())


def closed(before: Journey, after: Journey) -> Iterator[Post]:
    """At the end nothing can be pressed any more; what the mentee has answered in private changes nothing of it."""
    if before.ended is not None or after.ended is None:
        return
    over = Message((ENDED.quiet(),), words.TITLE())
    if ids.of_card(ASKED) in after.done:
        yield Post(ASKED, PRIVATE[Role.MENTEE], over, refresh=True)
    if after.of(PLAN).begun:
        yield Post(KEY, Place.PAIR, read_only(after), refresh=True)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return card(journey)
