"""`python -m benchmarks._peers NAME memory|durable PEOPLE AT_ONCE FOLDER`: plays the turn that each line of its input names.

So many people at once wait for what is said to them. It answers each line with one: the processor's and the clock's seconds.
`kept` asks how many have all their answers.
Nothing here, nor in `dialogue`, needs more than Python: contenders run in environments without our packages.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import sys
import time
from collections.abc import Iterator

from benchmarks._peers.dialogue import KEPT, Contender


async def _turn(contender: Contender, people: Iterator[int], number: int) -> None:
    for person in people:
        if not await contender.turn(person, number):
            raise RuntimeError(f"nothing was said to {person} in turn {number}")


async def _played(contender: Contender, people: int, at_once: int) -> None:
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        if line.strip() == "kept":
            print(sum([await contender.kept(person) == KEPT for person in range(people)]), flush=True)
            continue
        number, clock, processor = int(line), time.perf_counter(), time.process_time()
        everybody = iter(range(people))
        await asyncio.gather(*[_turn(contender, everybody, number) for _ in range(at_once)])
        print(time.process_time() - processor, time.perf_counter() - clock, flush=True)


def main(name: str, kind: str, people: str, at_once: str, folder: str) -> None:
    made = importlib.import_module(f"benchmarks._peers.{name}").opened
    with asyncio.Runner() as runner:
        contender = runner.run(made(folder if kind == "durable" else None, int(people)))
        try:
            runner.run(_played(contender, int(people), int(at_once)))
        finally:
            runner.run(contender.close())


if __name__ == "__main__":
    main(*sys.argv[1:])
