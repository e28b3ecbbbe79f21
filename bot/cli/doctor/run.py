"""`together-bot doctor [--json]`: the results on standard output, what is still waited for on standard error."""

from __future__ import annotations

import asyncio
import logging
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from bot.app.settings import parse
from bot.cli.doctor.assembled import Examination, Surroundings, assembled
from bot.cli.doctor.examining import PATIENCE, Result, examined
from bot.cli.doctor.redacted import redacted, secrets_of
from bot.cli.doctor.report import as_json, is_well, line, summary
from bot.cli.failed import CommandFailed
from bot.ports.plugins.doctor import Check, Finding, wrong
from bot.settings import Settings, SettingsBroken, variables

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked, and how long a check may take."""

    parts: tuple[str, ...] = ()
    """Ids, or how they begin; none: all."""
    patience: float = PATIENCE

    def of(self, examination: Examination) -> Examination:
        """Raises `CommandFailed`."""
        everything = [*examination.checks, *examination.last]
        for part in self.parts:
            if not any(_is_of(check, part) for check in everything):
                known = ", ".join(sorted({check.id.partition(".")[0] for check in everything}))
                raise CommandFailed(f"Nothing here is called {part}; the parts of this installation are {known}.")
        return Examination(self._some(examination.checks), self._some(examination.last))

    def _some(self, checks: Sequence[Check]) -> Sequence[Check]:
        return [check for check in checks if not self.parts or any(_is_of(check, part) for part in self.parts)]


def _is_of(check: Check, part: str) -> bool:
    return check.id == part or check.id.startswith(f"{part}.")


def run(args: Namespace) -> int:
    """0 if nothing is wrong, 1 otherwise."""
    around = Surroundings()
    show: Say = (lambda text: None) if args.as_json else (lambda text: print(text, flush=True))
    wanted = Wanted(tuple(args.parts), args.timeout)
    with _quiet():
        results = asyncio.run(doctor(variables(), around, show, wanted))
    print(as_json(results, around.clock.now()) if args.as_json else summary(results))
    return 0 if is_well(results) else 1


async def doctor(
    given: Mapping[str, str], around: Surroundings, show: Say, wanted: Wanted, settings: Settings | None = None
) -> Sequence[Result]:
    """Runs the checks of what the variables say, or of `settings`, and shows each result as it comes.

    Raises `CommandFailed` if there is no such part.
    """
    try:
        known = settings or parse(given)
    except SettingsBroken as broken:
        secrets, found = secrets_of(None, given), _broken(str(broken))
        return await _shown(Examination((found,), ()), secrets, show, wanted.patience)
    async with assembled(known, around) as examination:
        return await _shown(wanted.of(examination), secrets_of(known, given), show, wanted.patience)


async def _shown(examination: Examination, secrets: frozenset[str], show: Say, patience: float) -> Sequence[Result]:
    results = []
    async for result in examined(examination.checks, examination.last, tell=_tell, patience=patience):
        result = replace(result, finding=redacted(result.finding, secrets))
        show(line(result))
        results.append(result)
    return results


def _broken(told: str) -> Check:
    lines = told.splitlines()

    async def settings() -> Finding:
        return wrong(f"{len(lines)} cannot be used, and nothing else is asked until they can", told)

    return Check("settings", "settings", settings)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _quiet() -> Iterator[None]:
    """Whatever the parts write into the log stands in the results."""
    root, handler = logging.getLogger(), logging.NullHandler()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
