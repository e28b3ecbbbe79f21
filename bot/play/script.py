"""Scripts how the two people react to what they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.flows.agenda import actions as agenda
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.date import actions as dates
from bot.engine.flows.entries import actions as entries
from bot.engine.flows.evaluation import actions as evaluation
from bot.engine.flows.evaluation.card import key as evaluation_key
from bot.engine.flows.evaluation.questions import REMARK
from bot.engine.flows.held import actions as held
from bot.engine.flows.prep import actions as prep
from bot.engine.flows.willing import actions as willing
from bot.engine.ids import read
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.infra.clock import Clock
from bot.play import eager, quiet
from bot.play.acts import Act, all_ticks, chosen, has, value
from bot.play.cast import Cast
from bot.play.dates import IN_CALENDARS, STORIES, Dates
from bot.play.plan import Plan
from bot.play.scenes import Turn
from bot.ports import OutboxMessage
from bot.ports.language import Players

SCENES = {Cast.EAGER: eager.SCENES, Cast.QUIET: quiet.SCENES}


@dataclass
class Script:
    """Decides what each does next. `last` is the last séance that they want, `gate` the first that has to be wished for."""

    track: Track
    players: Players
    last: int
    gate: int
    clock: Clock
    cast: Cast = Cast.EAGER
    calendars: bool = False
    """They have their séances written into their calendars."""
    _begun: set[tuple[str, str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._plan = Plan(self.clock)
        tells = self.track is Track.MENTORING and self.cast is Cast.EAGER
        stories = IN_CALENDARS if self.calendars else STORIES if tells else {}
        self._dates = Dates(self._plan, self.players.settings, stories)

    @property
    def next(self) -> datetime | None:
        return self._plan.next

    def due(self, at: datetime) -> Act | None:
        return self._plan.due(at)

    def __call__(self, post: OutboxMessage) -> None:
        self._react(post)
        for nth, scene in enumerate(SCENES[self.cast]):
            if (which := (post.lane.place, post.key, nth)) not in self._begun and scene.begins(post):
                self._begun.add(which)
                for turn in scene.turns:
                    self._plan.add(turn.after, self._act(turn, post))

    def _act(self, turn: Turn, post: OutboxMessage) -> Act:
        said = {name: self.players.said[words] for name, words in turn.said.items()}
        days = {name: self._plan.working_day(ahead).isoformat() for name, ahead in turn.days.items()}
        return Act(
            turn.actor,
            post.to,
            post.lane.place,
            post.seance,
            post.key,
            turn.action,
            turn.pick,
            said | days | dict(turn.times),
            turn.answer,
            self.players.said[turn.command] if turn.command else "",
        )

    def _react(self, post: OutboxMessage) -> None:
        """What is done in every séance."""
        match read(post.key).kind:
            case dates.CARD:
                if post.seance <= self.last:
                    self._dates.see(post)
            case agenda.CARD if not post.refresh:
                self._agenda(post)
            case _ if post.refresh:
                pass
            case willing.CARD:
                self._willing(post)
            case prep.CARD:
                self._prep(post)
            case prep.REMINDER if post.seance == 1:
                self._plan.use(10, post, Role.MENTEE, prep.MINE)
            case entries.CARD:
                self._plan.use(10, post, Role(post.to.value), entries.PROPOSE, value(entries.PROPOSE))
            case held.CARD:
                self._plan.use(1, post, Role.MENTEE, held.YES)
            case evaluation.CARD:
                self._evaluation(post)
            case continuation.CARD if not read(post.key).rest:
                yes = self.last >= self.gate
                self._plan.use(180, post, Role(post.to.value), continuation.YES if yes else continuation.NO)
            case _:
                pass

    def _willing(self, post: OutboxMessage) -> None:
        """Who writes little says yes when reminded."""
        role, is_reminder = Role(post.to.value), bool(read(post.key).rest)
        if is_reminder or role is Role.MENTOR or self.cast is Cast.EAGER:
            self._plan.use(20 if role is Role.MENTOR else 45, post, role, willing.YES)

    def _prep(self, post: OutboxMessage) -> None:
        if self.cast is Cast.QUIET:
            return
        role = Role(post.to.value)
        if all_ticks(post.message):
            self._plan.use(50, post, role, prep.TICK, all_ticks)
        if role is Role.MENTOR and post.seance == 1:
            for after, word in ((55, self.players.slip), (56, self.players.prep)):
                self._plan.say(after, post, role, word)

    def _agenda(self, post: OutboxMessage) -> None:
        """They turn the pages in turns, once they have met; one topic of the second séance is skipped."""
        actor, ahead = (Role.MENTEE, 0) if post.card else (Role.MENTOR, 10)
        ways = [agenda.SKIP] if post.seance == 4 and post.card else []
        for action in (*ways, agenda.NEXT, agenda.END):
            if has(post.message, action):
                pace = 12 if self.track is Track.MENTORING else 5
                self._plan.use(pace + ahead, post, actor, action, value(action))
                return

    def _evaluation(self, post: OutboxMessage) -> None:
        role, n = Role(post.to.value), post.seance
        if n == 2 and role is Role.MENTEE and not read(post.key).rest:
            return  # fills it in when reminded
        key = evaluation_key(n, role)
        answers = {"useful": "4"} if self.cast is Cast.QUIET else _answers(role)
        if n == 1 and role is Role.MENTEE and self.cast is Cast.EAGER:
            said = {REMARK: self.players.remark}
            self._plan.add(35, Act(role, post.to, post.lane.place, n, key, evaluation.REMARK, fields=said))
        for after, (question, answer) in enumerate(answers.items()):
            act = Act(role, post.to, post.lane.place, n, key, evaluation.ANSWER[question], chosen(answer))
            self._plan.add(30 + after, act)
        self._plan.add(40, Act(role, post.to, post.lane.place, n, key, evaluation.DONE))


def _answers(role: Role) -> dict[str, str]:
    return {"useful": "4" if role is Role.MENTOR else "5", "shared": "5", "helped": "listening"}
