"""The channels that there are.

A new channel is a folder with a `plugin.py`, and one line in `CHANNELS`.
"""

from __future__ import annotations

from adapters.local.plugin import PLUGIN as LOCAL
from adapters.slack.plugin import PLUGIN as SLACK
from adapters.teams.plugin import PLUGIN as TEAMS
from bot.ports import ChannelPlugin

CHANNELS: tuple[ChannelPlugin, ...] = (LOCAL, SLACK, TEAMS)
"""All that there are. `TOGETHER_CHANNELS` switches some on, the first by default."""
