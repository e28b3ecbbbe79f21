"""A place in the row: what belongs here is made by the branch that keeps totals."""

from __future__ import annotations

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Changes nothing."""
