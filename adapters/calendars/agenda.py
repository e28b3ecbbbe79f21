"""Writes the description of a séance for a calendar entry."""

from __future__ import annotations

from bot.engine.flows.date.invite import Invite
from bot.ports import Voice


def description(invite: Invite, voice: Voice) -> str:
    """Returns the agenda in plain text, as the reader's voice says it."""
    topics = [f"– {voice.label(topic)}" for topic in invite.topics]
    head = [invite.place, "", voice.prose(invite.objective)] if invite.place else [voice.prose(invite.objective)]
    return "\n".join([*head, "", voice.label(invite.topics_title), *topics] if topics else head)
