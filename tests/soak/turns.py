"""Runs soaks in turns until the time is up, and says what ran, how often, and how to run a failure again.

A soak is a function of a seed: the same seed does the same work. A turn ends by itself, so the last ones may end a little late.
"""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Run = Callable[[int], str]
"""One turn of a soak with a seed: says what it did, or raises."""

Say = Callable[[str], None]


class Nothing(Exception):
    """A soak that has nothing to do here; it says why and is asked no more."""


@dataclass(frozen=True)
class Failure:
    soak: str
    seed: int
    trace: str

    @property
    def again(self) -> str:
        """The command that runs the failed turn again."""
        return f"python -m tests.soak --only {self.soak} --seed {self.seed} --turns 1"


@dataclass
class Ran:
    """What a soak has done: how many turns of each name, the seconds they took, what failed, what was left out."""

    turns: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The process's exit status: a run in which nothing ran has shown nothing."""
        return 1 if self.failures or not self.turns else 0

    def summary(self) -> Sequence[str]:
        lines = [f"{name}: {count} turns in {self.seconds[name]} s" for name, count in self.turns.items()]
        lines += [f"{name}: left out, {why}" for name, why in self.left_out.items()]
        lines += [f"FAILED {one.soak} with seed {one.seed}; run it again: {one.again}" for one in self.failures]
        return lines


@dataclass(frozen=True)
class Limits:
    """When to stop: after so many seconds, or so many turns of each soak."""

    seconds: float = float("inf")
    turns: int | None = None
    seed: int = 1
    """Of the first turn; each later turn of a soak takes the next one."""
    least: Mapping[str, int] = field(default_factory=dict)
    """So many turns a soak gets, also when the time is up."""


def take_turns(soaks: Mapping[str, Run], limits: Limits, say: Say, clock: Callable[[], float] = time.monotonic) -> Ran:
    """Gives the next turn to the soak that has had the least time; one that failed is asked no more."""
    ran = Ran()
    start = clock()
    waiting = list(soaks)
    while waiting:
        if clock() - start >= limits.seconds:
            waiting = [one for one in waiting if ran.turns[one] < limits.least.get(one, 0)]
            if not waiting:
                break
        name = min(waiting, key=lambda one: ran.seconds[one])
        if limits.turns is not None and ran.turns[name] >= limits.turns:
            waiting.remove(name)
            continue
        began = clock()
        ended = _turn(ran, name, soaks[name], limits.seed + ran.turns[name], say)
        ran.seconds[name] += round(clock() - began)
        if ended:
            waiting.remove(name)
    return ran


def _turn(ran: Ran, name: str, run: Run, seed: int, say: Say) -> bool:
    """One turn; whether it was the soak's last."""
    try:
        done = run(seed)
    except Nothing as nothing:
        ran.left_out[name] = str(nothing)
        say(f"{name}: left out, {nothing}")
        return True
    except Exception:
        failure = Failure(name, seed, traceback.format_exc())
        ran.failures.append(failure)
        ran.turns[name] += 1
        say(f"{failure.trace}{name}: FAILED with seed {seed}\n    {failure.again}")
        return True
    ran.turns[name] += 1
    say(f"{name}: seed {seed}: {done}")
    return False
