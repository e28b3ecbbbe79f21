"""Structure-aware fuzz of the platforms' edges."""

from __future__ import annotations

from collections.abc import Mapping

from tests.fuzz.slack import slack
from tests.fuzz.teams import teams
from tests.fuzz.watch import Open

EDGES: Mapping[str, Open] = {"slack": slack, "teams": teams}
