"""Measures the five-question evaluation, six turns of 1,000 people, beside a floor written by hand and two frameworks.

Each contender is a process of its own, and answers only once its words are there and, where it is durable, stored. They go in
turns: the first turn of everybody by one of them, by the next, and so on, so that a noisy machine is as noisy for all. In
memory it is the processor's time that counts; durable, the clock's, while `AT_ONCE` people at a time wait for their answer, as
they do at a web process when a whole organisation is asked on the same evening. `one_by_one_ratio` is the same with one at a
time. opsdroid and botbuilder-dialogs each have an environment
of their own under a cache folder (`XDG_CACHE_HOME`); where it cannot be made they are left out, which is said.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks import _quiet
from benchmarks._asked import Asked
from benchmarks._environments import NotInstalled, python_with
from benchmarks._peers.dialogue import TURNS
from benchmarks.figures import Figure

PEOPLE, AT_ONCE = 1000, 32
PACKAGES = {
    "opsdroid": ("opsdroid==0.31.0", "aiosqlite==0.22.1", "setuptools<81"),
    "botbuilder": ("botbuilder-dialogs==4.17.1", "aiohttp"),
}
_MODULES = {name: f"with_{name}" for name in PACKAGES}
WANTED = {"durable_ratio": 0.35, "memory_to_opsdroid": 1.0}


def measure(people: int = PEOPLE, packages: Mapping[str, Sequence[str]] = PACKAGES) -> dict[str, Figure]:
    before = _quiet.now()
    pythons, figures = {"ours": Path(sys.executable), "floor": Path(sys.executable)}, dict[str, Figure]()
    for name, wanted in packages.items():
        try:
            pythons[name] = python_with(wanted)
        except NotInstalled as trouble:
            print(f"{name} is left out, it cannot be installed: {trouble}", file=sys.stderr, flush=True)
    durable = _raced("durable", people, AT_ONCE, pythons)
    alone = _raced("durable", people, 1, {name: pythons[name] for name in ("ours", "floor")})
    memory = _raced("memory", people, 1, {name: python for name, python in pythons.items() if name != "floor"})
    figures["durable_ratio"] = Figure(durable["ours"] / durable["floor"], "ratio", WANTED["durable_ratio"])
    figures["one_by_one_ratio"] = Figure(alone["ours"] / alone["floor"], "ratio")
    if "opsdroid" in memory:
        ratio = memory["ours"] / memory["opsdroid"]
        figures["memory_to_opsdroid"] = Figure(ratio, "ratio", WANTED["memory_to_opsdroid"])
    figures |= {f"{name}_durable_per_s": Figure(rate, "1/s", durable["floor"]) for name, rate in durable.items()}
    figures |= {f"{name}_memory_per_s": Figure(rate, "1/s") for name, rate in memory.items()}
    others = _quiet.others_since(before)
    figures["others_share"] = Figure(others, "of all", _quiet.TOLERATED)
    if others > _quiet.TOLERATED:
        print(f"disturbed: others took {others:.0%} of the machine meanwhile", file=sys.stderr, flush=True)
    return figures


def _raced(kind: str, people: int, at_once: int, pythons: Mapping[str, Path]) -> dict[str, float]:
    """The turns a second of each contender."""
    with tempfile.TemporaryDirectory(prefix="together-") as folder, ExitStack() as running:
        contenders = {
            name: running.enter_context(
                Asked(
                    python,
                    ["benchmarks._peers", _MODULES.get(name, name), kind, str(people), str(at_once), folder],
                    Path(folder) / f"{name}.log",
                )
            )
            for name, python in pythons.items()
        }
        taken = dict.fromkeys(contenders, 0.0)
        for number in range(len(TURNS)):
            for name, contender in contenders.items():
                processor, clock = contender.ask(str(number)).split()
                taken[name] += float(clock if kind == "durable" else processor)
        for name, contender in contenders.items():
            if (kept := int(contender.ask("kept"))) != people:
                raise RuntimeError(f"{name} has kept all answers of {kept} of {people} people")
    return {name: people * len(TURNS) / seconds for name, seconds in taken.items()}
