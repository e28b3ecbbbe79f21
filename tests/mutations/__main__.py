"""Tries the mutations on a copy of the tree: `python -m tests.mutations [--only NAME]`."""

from __future__ import annotations

import argparse
import sys
import time

from tests.mutations.bank import BANK
from tests.mutations.trial import Workbench


def main() -> int:
    names = [one.name for one in BANK]
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--only", metavar="NAME", action="append", choices=names, help="one mutation; may be repeated")
    chosen = parser.parse_args().only or names
    wrong = []
    with Workbench() as bench:
        for mutation in (one for one in BANK if one.name in chosen):
            began = time.monotonic()
            trial = bench.try_out(mutation)
            print(f"{mutation.name}: {trial.verdict} ({time.monotonic() - began:.0f} s)", flush=True)
            if not trial.caught:
                wrong.append(mutation.name)
                print(trial.output, flush=True)
    print(f"{len(chosen) - len(wrong)} of {len(chosen)} mutations were caught")
    for name in wrong:
        print(f"not caught: python -m tests.mutations --only {name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
