"""The walks: for each activity what the two do from its beginning to its confirmation, and what each reads of it later.

Nothing here knows a channel. A walk begins in a séance, and leaves that séance as it found it. Actions are named as they are
stored: whoever renames one renames it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.engine.people import Role
from bot.engine.programme import Track
from tests.values import MENTEE, MENTOR

HOSTILE = "<@U123> <!channel> & *x* _y_ ~z~ `k` :tada: [a](https://b.test) <at>Awa</at> 👩🏽‍💻 שלום {{DATE(x)}}"
"""What a channel could take for markup, a mention, an emoji's name or a date."""
SHORT = "<@U123> & *Léa* `k` שלום :tada:"
"""The same, where a button names it."""
LINK = "https://visio.example.org/salle?a=1&b=2"
SECRET = "Cela reste entre moi et moi"
"""What nobody but its writer reads."""


@dataclass(frozen=True)
class Act:
    """One thing that somebody does: a command, a press, some boxes, or a form."""

    who: Role
    types: str = ""
    action: str = ""
    value: str = ""
    """The button that says this; the first one of the action if empty."""
    ticked: tuple[str, ...] | None = None
    """The boxes of a question that are then ticked."""
    fields: Mapping[str, str] | None = None
    """What a form is filled in with. The others stay as they stand."""
    days: Mapping[str, int] = field(default_factory=dict)
    """Fields with a date, so many days ahead."""
    shared: bool = False
    """On the card that both see; otherwise where they were answered, or in their own chat."""
    waits: str = ""
    """Nothing is done before such a card is in their own chat."""
    shows: tuple[str, ...] = ()
    """What then stands on the card that both see."""
    sure: bool = False
    """It is asked whether they are sure, and they are."""
    times: int = 1
    """How often, where a card is to be as full as it can be."""


@dataclass(frozen=True)
class Walk:
    name: str
    """Of the activity, and of its command."""
    after: int
    """So many séances were held before."""
    acts: tuple[Act, ...]
    card: str = ""
    """The kind of the card that both see; empty if there is none."""
    reads: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    """What each reads who types the command later, and after the end."""
    track: Track = Track.MENTORING
    ended: bool = True
    """It can be read after the end."""


def both(*texts: str) -> Mapping[Role, tuple[str, ...]]:
    return dict.fromkeys(Role, texts)


WALKS: tuple[Walk, ...] = (
    Walk(
        "agreement",
        0,
        (
            Act(MENTOR, types="agreement"),
            Act(MENTOR, action="agreement.format", value="video"),
            Act(
                MENTOR,
                action="agreement.place",
                fields={"where": LINK, "between": HOSTILE},
                shared=True,
                shows=(LINK, HOSTILE),
            ),
            Act(MENTEE, action="agreement.yes", shared=True),
            Act(MENTEE, action="agreement.change", shared=True),
            Act(MENTEE, action="agreement.days", ticked=("2", "3"), shared=True),
            Act(MENTOR, action="agreement.yes", shared=True, shows=(LINK, HOSTILE)),
        ),
        card="agreement",
        reads=both(LINK, HOSTILE),
    ),
    Walk(
        "pact",
        1,
        (
            Act(MENTEE, types="pact"),
            Act(MENTEE, action="pact.keep", ticked=("between-us", "no-names", "keep-this")),
            Act(MENTEE, action="pact.word", fields={"no-names": HOSTILE}, shared=True, shows=(HOSTILE,)),
            Act(MENTOR, action="pact.sign", shared=True, shows=(HOSTILE,)),
            Act(MENTOR, action="pact.change", shared=True),
            Act(MENTOR, action="pact.keep", ticked=("between-us", "no-names", "own-pace"), shared=True),
            Act(MENTEE, action="pact.sign", shared=True, shows=(HOSTILE,)),
        ),
        card="pact",
        reads=both(HOSTILE),
    ),
    Walk(
        "goals",
        1,
        (
            Act(MENTEE, types="goals"),
            Act(MENTEE, action="goals.write"),
            Act(MENTEE, action="goals.written", fields={"goal1": HOSTILE, "sign1": "On m’écoute"}, shows=(HOSTILE,)),
            Act(MENTOR, action="goals.suggest", shared=True),
            Act(MENTOR, action="goals.suggested", fields={"suggestion1": "Essayer à deux"}, shows=("Essayer à deux",)),
            Act(MENTEE, action="goals.act", shared=True),
            Act(
                MENTEE,
                action="goals.acted",
                fields={"step1": "Préparer *trois* questions"},
                days={"day1": 12},
                shows=("Préparer *trois* questions",),
            ),
            Act(
                MENTEE, action="goals.state-1", value="1:under-way", shared=True, shows=("Préparer *trois* questions",)
            ),
        ),
        card="goals",
        reads=both(HOSTILE, "Préparer *trois* questions"),
    ),
    Walk(
        "fit",
        1,
        (
            Act(MENTEE, waits="fit"),
            Act(MENTEE, action="fit.talk"),
            Act(MENTEE, action="fit.early"),
        ),
    ),
    Walk(
        "takeaways",
        2,
        (
            Act(MENTOR, types="takeaways"),
            Act(MENTOR, action="takeaways.write"),
            Act(MENTOR, action="takeaways.written", fields={"line1": HOSTILE, "line2": "Écrire à Léa"}),
            Act(MENTEE, types="takeaways"),
            Act(MENTEE, action="takeaways.write"),
            Act(
                MENTEE,
                action="takeaways.written",
                fields={"line2": "Écrire à Léa mardi"},
                shows=("Écrire à Léa mardi",),
            ),
        ),
        card="takeaways",
        reads=both(HOSTILE, "Écrire à Léa mardi"),
    ),
    Walk(
        "people",
        4,
        (
            Act(MENTEE, types="people"),
            Act(MENTEE, action="people.add", times=5),
            Act(MENTEE, action="people.added", fields={"name": SHORT, "why": HOSTILE}, shows=(SHORT, HOSTILE)),
            Act(MENTOR, action="people.offer", shared=True),
            Act(MENTEE, action="people.met", shared=True, shows=(SHORT,)),
            Act(MENTEE, action="people.change", shared=True),
            Act(MENTEE, action="people.changed", fields={"why1": "Son métier"}, shows=(SHORT, "Son métier")),
        ),
        card="people",
        reads=both(SHORT, "Son métier"),
    ),
    Walk(
        "stock",
        5,
        (
            Act(MENTEE, types="stock"),
            Act(MENTEE, action="stock.counted", ticked=("1", "3")),
            Act(MENTOR, types="stock"),
        ),
        reads=both(HOSTILE),
    ),
    Walk(
        "colleagues",
        6,
        (
            Act(MENTEE, types="colleagues"),
            Act(MENTEE, action="colleagues.yes"),
            Act(MENTOR, types="colleagues"),
            Act(MENTOR, action="colleagues.notes", fields={"strength": HOSTILE, "further": SECRET}),
            Act(MENTOR, action="colleagues.notes", fields={"strength": HOSTILE, "further": "", "challenge": "Oser"}),
            Act(MENTOR, action="colleagues.hand", sure=True),
        ),
        reads={MENTOR: (HOSTILE, "Oser"), MENTEE: (HOSTILE, "Oser")},
    ),
    Walk(
        "topic",
        7,
        (
            Act(MENTEE, types="topic"),
            Act(MENTEE, action="topic.own", fields={"own-1": HOSTILE, "prepare": "Vos débuts"}),
            Act(MENTOR, action="topic.others", shared=True, shows=(HOSTILE,)),
            Act(MENTEE, types="topic"),
            Act(MENTEE, action="topic.own", fields={"own-2": "Mes outils & moi"}, shows=("Mes outils & moi",)),
            Act(MENTOR, action="topic.pick", shared=True, shows=(HOSTILE, "Vos débuts")),
        ),
        card="topic",
        reads=both(HOSTILE, "Vos débuts"),
    ),
    Walk(
        "shadowing",
        8,
        (
            Act(MENTEE, types="shadowing"),
            Act(MENTEE, action="shadowing.no-wish"),
            Act(MENTEE, action="shadowing.wish", sure=True),
            Act(MENTOR, action="shadowing.kind", value="meeting", shared=True),
            Act(
                MENTOR,
                action="shadowing.plan",
                fields={"about": HOSTILE, "time": "10:00", "where": LINK},
                days={"day": 20},
                shared=True,
                shows=(HOSTILE, LINK),
            ),
            Act(MENTOR, action="shadowing.welcome", fields={"dress": "Un badge & un pull"}, shared=True),
            Act(MENTEE, action="shadowing.how", value="ask", shared=True, shows=(HOSTILE, "Un badge & un pull")),
        ),
        card="shadowing",
        reads=both(HOSTILE, LINK),
    ),
    Walk(
        "introduction",
        0,
        (
            Act(MENTEE, types="introduction"),
            Act(MENTEE, action="introduction.write", fields={"me": HOSTILE, "matter": SECRET}),
            Act(MENTOR, types="introduction"),
        ),
        reads={MENTEE: (HOSTILE,), MENTOR: ()},
        track=Track.NETWORKING,
    ),
    Walk(
        "contact",
        0,
        (
            Act(MENTOR, types="contact"),
            Act(MENTOR, action="contact.write", fields={"line": SECRET}),
            Act(MENTOR, action="contact.change"),
            Act(MENTOR, action="contact.write", fields={"line": f"{SECRET} {SHORT}"}),
            Act(MENTOR, action="contact.drop"),
        ),
        ended=False,
    ),
)
