"""What a command says when it cannot do what it was asked."""

from __future__ import annotations


class CommandFailed(Exception):
    """What the person at the terminal can mend."""
