"""Every value that a label may have. What is not here would be one for each person, pair or workspace."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.channels import CHANNELS
from bot.application.calendars.card import FAULT, ICS, KEY_LOST, LATER
from bot.infra import metrics
from bot.infra.metrics import Deed, Kind, Outcome, State
from bot.ports import Reason
from bot.ports.calendars import Why
from bot.ports.troubles import TroubleKind
from storage.database.trouble import DatabaseTrouble

_NAMES = frozenset(one.name for one in CHANNELS)

VALUES: Mapping[str, frozenset[str]] = {
    "calendar": frozenset({ICS, "google", "microsoft"}),
    "channel": _NAMES,
    "deed": frozenset(Deed),
    "kind": frozenset(Kind),
    "mode": frozenset({"read", "write"}),
    "outcome": frozenset({*Outcome, *Why, metrics.DONE, LATER, KEY_LOST, FAULT}),
    "reason": frozenset(Reason),
    "service": frozenset({"slack", "teams", "graph", "calendars"}),
    "state": frozenset(State),
    "trouble": frozenset({*TroubleKind, *(one.value for one in DatabaseTrouble)}),
}
NUMBERS = frozenset({"le"})
"""Labels with numbers, of which there are as many as buckets."""
