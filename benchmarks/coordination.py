"""Measures what coordinators ask for, over 100,000 pairs in the middle of their season, on each database.

A page of a list with its count, at most 100 ms; the export, at most 30 s and 50 MB above an idle process; the freezing of a
week, at most 10 s and 200 MB. Each is done in a process of its own. Beside them stands what the bare driver takes for the rows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta

from benchmarks._coordinated import fill
from benchmarks._databases import KINDS
from benchmarks._processes import ROOT
from benchmarks._season import mid_season
from benchmarks.figures import Figure

PAIRS = int(os.environ.get("PAIRS", "100000"))
EXPORT_MB, DIGEST_MB = 50, 200


def measure() -> dict[str, Figure]:
    season = mid_season()
    at = (season.at + timedelta(days=7)).isoformat()
    figures: dict[str, Figure] = {}
    for name, databases in KINDS.items():
        with databases() as new:
            fill(url := new(), season, PAIRS)
            page, export, digest = (_done(what, url, at) for what in ("list", "export", "digest"))
        figures[f"{name}_list_page_ms"] = Figure(page["ms"], "ms", page["floor"])
        figures[f"{name}_export_s"] = Figure(export["seconds"], "s", export["floor"])
        figures[f"{name}_export_mb"] = Figure(export["mb"], "MB", EXPORT_MB)
        figures[f"{name}_digest_s"] = Figure(digest["seconds"], "s", digest["floor"])
        figures[f"{name}_digest_mb"] = Figure(digest["mb"], "MB", DIGEST_MB)
    return figures


def _done(what: str, url: str, at: str) -> dict[str, float]:
    words = [sys.executable, "-m", "benchmarks._coordinating", what, url, at]
    told = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, float] = json.loads(told)
    return found
