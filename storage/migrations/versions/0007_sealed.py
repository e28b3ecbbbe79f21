"""A place in the row: what belongs here is made by the branch that seals."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Changes nothing."""
