"""What the workflow of a release asks for: `python -m release check TAG`, `notes VERSION`, `sbom`."""

from __future__ import annotations

import argparse
import json
import sys

from bot.infra.version import CHANGELOG, TREE, version
from release.backend import built_at
from release.changelog import faults, notes
from release.lock import read_lock, read_named
from release.sbom import bill


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="whether this tree is what a tag names").add_argument("tag")
    verbs.add_parser("notes", help="what the changelog says of a version").add_argument("version")
    verbs.add_parser("sbom", help="print the bill of materials")
    asked = parser.parse_args()
    log = (TREE / CHANGELOG).read_text(encoding="utf-8")
    if asked.verb == "notes":
        print(notes(log, asked.version))
    elif asked.verb == "sbom":
        print(json.dumps(bill(version(), read_lock(), read_named(), built_at(TREE)), indent=1))
    else:
        return _checked(asked.tag, log)
    return 0


def _checked(tag: str, log: str) -> int:
    """Says what is wrong, if anything is."""
    wrong = list(faults(log, [tag]))
    if tag != f"v{version()}":
        wrong.append(f"this tree is {version()}, and not {tag}: it was changed, or the tag is of another commit")
    print("\n".join(wrong) or f"{tag} is what it says", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
