"""Sends an edge the body of a failure again, after those that its world had seen: `python -m tests.fuzz EDGE --seed S --body N`."""

from __future__ import annotations

import argparse
import asyncio

from tests.fuzz import EDGES
from tests.fuzz.watch import CHUNK, fuzz


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("edge", choices=EDGES)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--body", type=int, required=True, help="its number")
    parser.add_argument("--more", type=int, default=0, help="so many after it as well")
    asked = parser.parse_args()
    first = asked.body - asked.body % CHUNK
    seen = asyncio.run(fuzz(EDGES[asked.edge], asked.seed, range(first, asked.body + 1 + asked.more)))
    print(f"answers by status: {dict(sorted(seen.items()))}")


if __name__ == "__main__":
    main()
