"""What stands in the description of a séance, wherever it is put into a calendar."""

from __future__ import annotations

from bot.engine.flows.date.invite import Invite
from bot.ports import Voice


def description(invite: Invite, voice: Voice) -> str:
    """The agenda in plain text, as the reader's voice says it."""
    topics = [f"– {voice.label(topic)}" for topic in invite.topics]
    head = [voice.prose(invite.objective)]
    return "\n".join([*head, "", voice.label(invite.topics_title), *topics] if topics else head)
