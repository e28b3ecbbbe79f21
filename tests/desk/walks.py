"""What coordinators do, from the digest: each task in at most three presses, lines written and forms sent.

The stage is the same on every edge: a Monday in January, Awa and Camille have no date, and Camille would like a word. A new task
is one row of `WALKS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.engine.flows.contact import actions as contact
from bot.engine.flows.coordination import actions
from bot.engine.flows.nudge import actions as nudge
from bot.engine.messages import Form
from bot.ports import Address, CardPress, FormSubmission, Interactions
from tests.labels import fr
from tests.values import buttons

MOST = 3
"""Interactions from the digest to the end of any task."""


@dataclass(frozen=True)
class Press:
    """A button of what was shown last: the first of its action that carries `value`, which may end with `|`; `last`: the last."""

    action: str
    value: str = ""
    last: bool = False

    def nth(self, carried: list[str]) -> int:
        """Which of the buttons of the action it is, by what they carry."""
        found = [n for n, value in enumerate(carried) if self.value in f"{value}|"]
        assert found, (self, carried)
        return found[-1 if self.last else 0]


@dataclass(frozen=True)
class Write:
    """A line in the bot's own conversation with the coordinator."""

    text: str


@dataclass(frozen=True)
class Fill:
    """The form that was shown last, sent with these fields; `@Camille` is what the platform's picker gives for her."""

    action: str
    fields: Mapping[str, str]


Step = Press | Write | Fill


@dataclass(frozen=True)
class Walk:
    """A task: the steps from the digest, and words that stand in what is read at its end."""

    steps: tuple[Step, ...]
    reads: str
    before: tuple[Step, ...] = field(default=())
    """What was done another time, from the digest too."""
    opens: bool = False
    """Its form follows a line that was written, or is one thing of several on a card: Slack takes a press more to open it."""


def do(task: str) -> Press:
    return Press(actions.DO, f" {task}|")


PAIR = fr("digest-pair", mentor="Awa", mentee="Camille")
LIST, OPEN, END = Press(actions.LIST), Press(actions.OPEN), Press(actions.END)
APPOINTED = (Write(f"{fr('desk-appoint-words')} Camille"), Press(actions.APPOINT))

WRITTEN = (Press(actions.TO_ANNOUNCE), Fill(actions.WRITTEN, {"text": "Bonjour"}))
TWO = {"mentor_address": "@Awa", "mentee_address": "@Camille", "track": "networking", "first_week": "2026-02-02"}

WALKS: Mapping[str, Walk] = {
    "the list": Walk((LIST,), PAIR),
    "the list, as a task": Walk((do(actions.HELP), do(actions.PAIRS)), PAIR),
    "a filter": Walk((LIST, Press(actions.LIST, "g=scheduling")), f"✓ {fr('desk-show-undated')}"),
    "another filter": Walk((LIST, Press(actions.MORE), Press(actions.LIST, "t=mentoring")), PAIR),
    "a pair of the list": Walk((LIST, OPEN), fr("desk-stands")),
    "a pair by a name": Walk((do(actions.PAIR), Fill(actions.FIND, {"name": "Camille"})), fr("desk-stands")),
    "a pair by a word": Walk((Write(f"{fr('desk-pair-words')} Camille"),), fr("desk-stands")),
    "enrolling": Walk((do(actions.ENROL), Fill(actions.ENROL_PAIR, TWO)), fr("enrol-looking")),
    "enrolling by lines": Walk(
        (do(actions.ENROL), Press(actions.TO_LINES), Fill(actions.ENROL_LINES, {"lines": "a,b"})), fr("enrol-looking")
    ),
    "encouraging": Walk((Press(nudge.ASK),), fr("digest-nudged")),
    "taking what was asked for": Walk((Press(actions.TAKE),), fr("desk-taken", name="Camille")),
    "giving it back": Walk((Press(actions.TAKE), Press(actions.GIVE_BACK)), fr("desk-given-back", name="Camille")),
    "ending": Walk((LIST, OPEN, END), fr("desk-restore", mentor="Awa", mentee="Camille")),
    "reopening": Walk(
        (LIST, OPEN, Press(actions.RESTORE)),
        fr("desk-restored", mentor="Awa", mentee="Camille"),
        before=(LIST, OPEN, END),
    ),
    "the week, as a task": Walk((do(actions.HELP), do(actions.DIGEST)), fr("digest-title")),
    "the week before": Walk((Press(actions.WEEK),), fr("digest-title")),
    "replacing, from the list": Walk((LIST, OPEN, Press(actions.REPLACE)), fr("desk-replace-title")),
    "replacing, as a task": Walk((do(actions.TO_REPLACE),), fr("desk-replace-name")),
    "replacing": Walk(
        (
            Write(f"{fr('desk-replace-words')} Camille"),
            Fill(actions.REPLACE_WITH, {"whom": "@Me"}),
            Press(actions.REPLACE_BY),
        ),
        fr("desk-replaced", comes="", goes="Camille", stays="Awa").partition("Awa")[2],
        opens=True,
    ),
    "announcing": Walk((*WRITTEN, Press(actions.SEND)), fr("desk-announce-withdraw"), opens=True),
    "announcing, as a task": Walk((do(actions.HELP), do(actions.ANNOUNCE)), fr("desk-announce-title")),
    "announcing to some": Walk((LIST, Press(actions.TO_ANNOUNCE)), fr("desk-announce-title")),
    "writing it anew": Walk((*WRITTEN, Press(actions.REWRITE)), fr("desk-announce-title"), opens=True),
    "writing nothing after all": Walk((*WRITTEN, Press(actions.DROP)), fr("desk-announce-dropped"), opens=True),
    "withdrawing": Walk(
        (Press(actions.TO_ANNOUNCE), Press(actions.SEND), Press(actions.WITHDRAW)),
        fr("desk-announce-title"),
        before=WRITTEN,
        opens=True,
    ),
    "the list as a file": Walk((do(actions.EXPORT),), fr("desk-export-title")),
    "what it has come to": Walk((do(actions.REPORT),), fr("report-title")),
    "the links": Walk((do(actions.HELP), do(actions.LISTED_LINKS)), fr("links-title")),
    "a page of links": Walk((Press(actions.LINKS),), fr("links-title")),
    "a link": Walk(
        (
            Press(actions.LINKS),
            Press(actions.LINK),
            Fill(actions.LINKED, {"address": "https://example.org/page", "first": "", "last": ""}),
        ),
        fr("links-saved", link="").rpartition("»")[2],
    ),
    "appointing": Walk(
        (do(actions.TO_APPOINT), Fill(actions.APPOINT_NEW, {"whom": "@Camille"})), "Camille coordonne désormais"
    ),
    "appointing by a name": Walk(APPOINTED, "Camille coordonne désormais"),
    "dismissing": Walk(
        (do(actions.TO_DISMISS), Press(actions.DISMISS, last=True)), "ne coordonne plus", before=APPOINTED
    ),
    "what else there is": Walk((do(actions.HELP),), fr("desk-help-lead")),
}

ELSEWHERE = frozenset({actions.CHOOSE, actions.PLACE, actions.FIGURES})
"""Of those who coordinate several programmes, and of a bot without an address on the web."""


class Desk(Protocol):
    """A coordinator in front of one platform."""

    async def begin(self) -> None:
        """Looks at the newest digest."""

    async def press(self, step: Press) -> None: ...
    async def write(self, step: Write) -> None: ...

    async def fill(self, step: Fill) -> int:
        """How many interactions it took: where a form does not open by itself, a press more."""

    async def reads(self, words: str) -> bool:
        """Whether the words stand in what was shown last."""


async def walked(desk: Desk, walk: Walk) -> None:
    for steps in filter(None, (walk.before, walk.steps)):
        await desk.begin()
        taken = 0
        for step in steps:
            match step:
                case Press():
                    await desk.press(step)
                    taken += 1
                case Write():
                    await desk.write(step)
                    taken += 1
                case Fill():
                    taken += await desk.fill(step)
        assert taken <= MOST + walk.opens
    assert await desk.reads(walk.reads), walk.reads


async def asks(interactions: Interactions, sender: Address) -> None:
    """Camille would like a word."""
    (asked,) = await interactions.typed("ask", sender, "", contact.CONTACT)
    form = next(part for part in asked.message.parts if isinstance(part, Form))
    fields = dict.fromkeys((one.name for one in form.fields), "Pouvons-nous en parler ?")
    sent = FormSubmission("ask-written", sender, "", asked.pair, asked.key, form.action, fields)
    (written,) = await interactions.submitted(sent)
    send = next(one for one in buttons(written.message) if one.action == contact.SEND)
    await interactions.pressed(
        CardPress("ask-sent", sender, "", written.pair, written.key, send.action, [send.value] if send.value else [])
    )
