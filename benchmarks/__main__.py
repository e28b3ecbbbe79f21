"""Runs `python -m benchmarks NAME [--json]`; without a name, all of them. `chaos --minutes N` takes about that long, and with
`chaos --beside TREE` one of its workers is that of another version; `scale --database NAME` measures one of the two."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

import benchmarks
from benchmarks._databases import KINDS
from benchmarks.figures import show

_HELPERS = {"__main__", "figures"}


def main() -> int:
    names = sorted(
        m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name not in _HELPERS and m.name[0] != "_"
    )
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("name", nargs="?", choices=names, help="one of the benchmarks; all by default")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--minutes", type=float, help="how long `chaos` may take")
    parser.add_argument("--database", choices=KINDS, help="the only one that `scale` is to measure; both by default")
    parser.add_argument("--beside", type=_tree, metavar="TREE", help="another version's tree, for a worker of `chaos`")
    args = parser.parse_args()
    figures = {}
    for name in [args.name] if args.name else names:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        measure = importlib.import_module(f"benchmarks.{name}").measure
        match name:
            case "chaos":
                figures.update(measure(args.minutes, args.beside))
            case "scale" if args.database:
                figures.update(measure([args.database]))
            case _:
                figures.update(measure())
    print(show(figures, as_json=args.json))
    return 0


def _tree(name: str) -> Path:
    tree = Path(name).resolve()
    if not (tree / "benchmarks" / "_worker.py").exists():
        raise argparse.ArgumentTypeError(f"{tree} is no tree of this program with its benchmarks")
    return tree


if __name__ == "__main__":
    sys.exit(main())
