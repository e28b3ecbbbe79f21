"""The channels that `tests/ports/test_channel.py` is run over. A new channel is one more line in `CHANNELS`."""

from __future__ import annotations

from collections.abc import Mapping

from tests.ports.channels.local import local
from tests.ports.channels.slack import slack
from tests.ports.channels.teams import teams
from tests.ports.channels.under_test import Open

CHANNELS: Mapping[str, Open] = {
    "local": local,
    "slack": slack,
    "teams": teams,
}
"""By the channel's name."""
