"""What somebody may show of having taken part: who, in what, as what, and when; of the other one and of answers nothing."""

from __future__ import annotations

from bot.engine.flows.attestation import words
from bot.engine.flows.coordination.standing import Standing
from bot.engine.messages import Message, typed
from bot.engine.people import Role


def attestation(standing: Standing, role: Role, name: str, programme: str) -> Message | None:
    """`programme` is what it is called. None: they have not met yet, and there is nothing to attest."""
    held = sorted(one.held for one in standing.seances if one.held is not None)
    if not held:
        return None
    said = words.SAID[standing.track, role].text(name=typed(name), programme=typed(programme))
    return Message((said, words.MET.text(count=len(held), begun=held[0], until=held[-1])), words.TITLE())
