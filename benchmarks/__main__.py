"""Runs `python -m benchmarks NAME [--json]`; without a name, all of them."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

import benchmarks
from benchmarks.figures import show

_HELPERS = {"__main__", "figures"}


def main() -> int:
    names = sorted(
        m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name not in _HELPERS and m.name[0] != "_"
    )
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("name", nargs="?", choices=names, help="one of the benchmarks; all by default")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    args = parser.parse_args()
    figures = {}
    for name in [args.name] if args.name else names:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        figures.update(importlib.import_module(f"benchmarks.{name}").measure())
    print(show(figures, as_json=args.json))
    return 0


if __name__ == "__main__":
    sys.exit(main())
