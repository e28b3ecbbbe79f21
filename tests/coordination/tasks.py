"""Everything that coordinators do, task by task: the way there from the digest, what is read at its end, and what has changed.

A new task is one more row of `TASKS`. Each is done on every platform, on pairs of its own among those of that platform.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.needs import needs
from bot.engine.flows.nudge import actions as nudge
from bot.engine.flows.nudge.state import NUDGE
from bot.engine.journey import Journey, Stage
from bot.engine.people import Role
from bot.engine.programme import Timing, Track
from bot.ports import Act, UnitOfWork
from tests.coordination.cast import LARGE, Pair, Way, pairs
from tests.coordination.edges import MONDAY, Edge
from tests.labels import fr

MOST = 3
"""Things that a coordinator has to do for a task, from the digest on."""


@dataclass(frozen=True)
class Types:
    """A word, and perhaps a name."""

    id: str
    """Of the word's sentence."""
    name: Callable[[Story], str] = lambda story: ""


@dataclass(frozen=True)
class Presses:
    """The first button, or answer to a question, of an action whose value holds that."""

    action: str
    holding: Callable[[Story], str] = lambda story: ""


Step = Types | Presses


@dataclass(frozen=True)
class Story:
    """Who does a task, and with which pairs."""

    channel: str
    needing: int
    """How many pairs need something."""
    undated: int = 0
    """How many look for a date."""

    def pair(self, way: Way, nth: int = 0) -> Pair:
        """One of the platform's."""
        return [one for one in pairs() if (one.programme, one.channel, one.way) == (LARGE, self.channel, way)][nth]

    def of(self, pair: Pair) -> dict[str, str]:
        return dict(zip(("mentor", "mentee"), pair.names, strict=True))


Said = Callable[[Story], str]
Changed = Callable[[UnitOfWork, Story], bool]


@dataclass(frozen=True)
class Task:
    steps: tuple[Step, ...]
    reads: Said
    """What stands before them at its end, among other things."""
    noted: Act | None = None
    """What the audit trail says of it."""
    changed: Changed = lambda unit, story: True
    before: tuple[Step, ...] = field(default=())
    """What was done another time."""


def _journey(unit: UnitOfWork, pair: Pair) -> Journey:
    found = unit.journeys.of(pair.id)
    assert found is not None
    return found


def _is(value: str) -> Said:
    return lambda story: value


def _count(*ways: Way) -> Said:
    """The pairs that live so."""
    return lambda story: fr("desk-count", count=sum(one.programme == LARGE and one.way in ways for one in pairs()))


def _counted(which: Callable[[Pair], bool]) -> Said:
    return lambda story: fr("desk-count", count=sum(one.programme == LARGE and which(one) for one in pairs()))


def needing(journeys: Iterable[Journey], timing: Timing) -> int:
    """How many pairs need something on that Monday, or have somebody who cannot be reached."""
    unreached = {one.id for one in pairs() if one.way is Way.UNREACHED}
    found = ((one.pair, needs(timing, one)) for one in journeys)
    return sum(pair in unreached or any(need.begins <= MONDAY for need in some) for pair, some in found)


def undated(journeys: Iterable[Journey]) -> int:
    """How many pairs look for a date on that Monday."""
    return sum(one.stage(MONDAY) is Stage.SCHEDULING for one in journeys)


# The pairs that tasks are done with --------------------------------------------------------------------------------


def _late(story: Story) -> Pair:
    return story.pair(Way.NEVER)


def _ending(story: Story) -> Pair:
    return story.pair(Way.UNSAID)


def _again(story: Story) -> Pair:
    return story.pair(Way.UNSAID, 1)


def _mentee(story: Story) -> str:
    """Somebody who is to coordinate too."""
    return story.pair(Way.MEETS).name(Role.MENTEE)


def _is_coordinated_by(unit: UnitOfWork, name: str) -> bool:
    return name in {person.name for _, person in unit.people.coordinators(LARGE)}


# The table ----------------------------------------------------------------------------------------------------------

LIST, OPEN = Presses(actions.LIST), Presses(actions.OPEN)
TO_LATE = Types("desk-pair-words", lambda story: _late(story).name(Role.MENTEE))
TO_ENDING = Types("desk-pair-words", lambda story: _ending(story).name(Role.MENTOR))
TO_AGAIN = Types("desk-pair-words", lambda story: _again(story).name(Role.MENTOR))
TAKE = Presses(actions.TAKE, lambda story: story.pair(Way.ASKS).id)
GIVEN_BACK = _is(fr("desk-given-back", name="#").partition("#")[0])
OF_NETWORKING = _counted(lambda one: one.track is Track.NETWORKING)
OF_ENGLISH = _counted(lambda one: one.language == "en")
APPOINTED = (Types("desk-appoint-words", _mentee), Presses(actions.APPOINT))


def _shown(*query: str) -> tuple[Step, ...]:
    """The list of all, narrowed down."""
    return (LIST, *(Presses(actions.LIST, _is(one)) for one in query))


TASKS: Mapping[str, Task] = {
    "all pairs": Task((LIST,), _counted(lambda one: True), Act.LIST),
    "all pairs, by a word": Task((Types("desk-pairs-words"),), _counted(lambda one: True), Act.LIST),
    "the next page": Task((LIST, Presses(actions.LIST, _is("f="))), lambda story: fr("desk-start"), Act.LIST),
    "who needs something": Task(_shown("n=1"), lambda story: fr("desk-count", count=story.needing), Act.LIST),
    "who has no date": Task(_shown("g=scheduling"), lambda story: fr("desk-count", count=story.undated), Act.LIST),
    "who asked for a word": Task(_shown("a=1"), _count(Way.ASKS), Act.LIST),
    "who cannot be reached": Task((Presses(actions.LIST, _is("u=1")),), _count(Way.UNREACHED), Act.LIST),
    "a séance": Task((LIST, Presses(actions.MORE), Presses(actions.LIST, _is("s=2"))), _count(Way.ONCE), Act.LIST),
    "a track": Task(
        (LIST, Presses(actions.MORE), Presses(actions.LIST, _is("t=net"))),
        OF_NETWORKING,
        Act.LIST,
    ),
    "a language": Task(
        (LIST, Presses(actions.MORE), Presses(actions.LIST, _is("l=en"))),
        OF_ENGLISH,
        Act.LIST,
    ),
    "a pair of the list": Task((LIST, OPEN), lambda story: fr("desk-stands"), Act.LOOK),
    "a pair by a name": Task((TO_LATE,), lambda story: fr("digest-pair", **story.of(_late(story))), Act.LOOK),
    "encouraging": Task(
        (TO_LATE, Presses(nudge.ASK)),
        lambda story: fr("digest-nudged"),
        Act.NUDGE,
        lambda unit, story: _journey(unit, _late(story)).of(NUDGE).asked is not None,
    ),
    "giving it back": Task(
        (TAKE, Presses(actions.GIVE_BACK)),
        GIVEN_BACK,
        Act.GIVE_BACK,
    ),
    "taking what was asked for": Task((TAKE,), lambda story: fr("desk-give-back"), Act.TAKE),
    "ending": Task(
        (TO_ENDING, Presses(actions.END)),
        lambda story: fr("desk-restore", **story.of(_ending(story))),
        Act.END,
        lambda unit, story: _journey(unit, _ending(story)).ended is not None,
    ),
    "reopening": Task(
        (TO_AGAIN, Presses(actions.RESTORE)),
        lambda story: fr("desk-restored", **story.of(_again(story))),
        Act.REOPEN,
        lambda unit, story: _journey(unit, _again(story)).ended is None,
        before=(TO_AGAIN, Presses(actions.END)),
    ),
    "appointing": Task(
        APPOINTED,
        lambda story: _mentee(story),
        Act.APPOINT,
        lambda unit, story: _is_coordinated_by(unit, _mentee(story)),
    ),
    "dismissing": Task(
        (
            Types("desk-dismiss-words"),
            Presses(actions.DISMISS, lambda story: story.pair(Way.MEETS).person(Role.MENTEE).id),
        ),
        lambda story: _mentee(story),
        Act.DISMISS,
        lambda unit, story: not _is_coordinated_by(unit, _mentee(story)),
        before=APPOINTED,
    ),
    "the list as a file": Task((Types("desk-export-words"),), lambda story: fr("desk-export-open")),
    "what it has come to": Task((Types("desk-report-words"),), lambda story: fr("report-finished")),
    "the links of the séances": Task((Types("desk-links-words"),), lambda story: fr("links-title")),
    "what there is to do": Task((Types("desk-desk-words"),), lambda story: fr("desk-help-lead")),
    "a week of before": Task(
        (Types("desk-digest-words"), Presses(actions.WEEK)),
        lambda story: fr("digest-later"),
        Act.DIGEST,
    ),
    "the digest again": Task((Types("command-status-words"),), lambda story: fr("digest-all-pairs"), Act.DIGEST),
}


async def done(edge: Edge, story: Story, task: Task) -> None:
    """From the digest to the end of it."""
    for steps in filter(None, (task.before, task.steps)):
        await edge.digest()
        await does(edge, story, steps)
        assert edge.count <= MOST


async def does(edge: Edge, story: Story, steps: Iterable[Step]) -> None:
    """One step after the other, from what is before them."""
    for step in steps:
        match step:
            case Types(id=id, name=name):
                word = fr(id).split()[0].strip(",·")
                await edge.types(f"{word} {name(story)}".strip())
            case Presses(action=action, holding=holding):
                await edge.presses(action, holding(story))
