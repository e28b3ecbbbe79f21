"""Runs the soaks in turns: `python -m tests.soak --minutes N [--only NAME] [--seed N] [--turns N]`."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from tests.soak.soaks import LEAST, SOAKS
from tests.soak.turns import Limits, take_turns


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument(
        "--minutes",
        type=float,
        default=10.0,
        help="how long; turns that are under way or owed come on top (10)",
    )
    parser.add_argument("--only", metavar="NAME", action="append", choices=SOAKS, help="one soak; may be repeated")
    parser.add_argument(
        "--seed", type=int, help="of each soak's first turn (the day's number, so that each day looks elsewhere)"
    )
    parser.add_argument("--turns", type=int, help="at most so many turns of each soak")
    asked = parser.parse_args()
    seed = asked.seed if asked.seed is not None else datetime.now(UTC).toordinal() * 1000
    chosen = {name: SOAKS[name] for name in asked.only or SOAKS}
    limits = Limits(60 * asked.minutes, asked.turns, seed, LEAST)
    ran = take_turns(chosen, limits, lambda line: print(line, flush=True))
    print("\n".join(["", f"The soak, from seed {seed}:", *ran.summary()]))
    return ran.status


if __name__ == "__main__":
    sys.exit(main())
