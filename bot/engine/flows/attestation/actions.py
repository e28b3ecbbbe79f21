"""What attestation can be asked to do: its command, and the button of its page."""

from __future__ import annotations

from bot.engine.ids import action, command

ATTESTATION = command("attestation")

PAGE = action("attestation", "page")
"""Asks for a page to print."""

CARD = "attestation"
