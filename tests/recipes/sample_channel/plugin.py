"""The sample, as the bot's list of channels has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ports import Channel, ChannelContext, Directory, Manifest, Rate, Section
from bot.ports.plugins.doctor import Check, DoctorContext
from bot.ports.plugins.dropped import DroppedFiles

if TYPE_CHECKING:
    from aiohttp import web


@dataclass(frozen=True)
class SampleSettings:
    token: str = field(repr=False)
    """What whoever calls the board has to know."""


def _read(values: Mapping[str, str], faults: list[str]) -> SampleSettings | None:
    if token := values.get("SAMPLE_TOKEN", ""):
        return SampleSettings(token)
    faults.append("TOGETHER_SAMPLE_TOKEN is missing")
    return None


class SamplePlugin:
    """`bot.ports.ChannelPlugin`."""

    name = "sample"
    section = Section(("SAMPLE_TOKEN",), _read)
    rate = Rate(lane_seconds=1)
    for_trying = False
    gives_files = False
    manifest: Manifest | None = None

    def address(self, id: str) -> str:
        return id

    def channel(self, context: ChannelContext) -> Channel:
        from tests.recipes.sample_channel.channel import SampleChannel

        return SampleChannel(self.name, context)

    def dropped(self, context: ChannelContext) -> DroppedFiles | None:
        return None

    def directory(self, context: ChannelContext) -> Directory | None:
        return None

    def install_page(self, context: ChannelContext) -> str:
        return ""

    def attach(self, application: web.Application, context: ChannelContext) -> None:
        from tests.recipes.sample_channel.server import Board

        Board(self.name, context).attach(application)

    async def check(self, context: ChannelContext) -> None:
        """There is nobody to ask."""

    def doctor(self, given: DoctorContext) -> Sequence[Check]:
        return ()


PLUGIN = SamplePlugin()
