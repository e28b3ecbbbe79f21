"""A programme's open box, and its frozen weeks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "open_box",
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("programme"),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"]),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frozen_week",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("programme", "week", "content")),
        sa.PrimaryKeyConstraint("programme", "week"),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"]),
        sqlite_with_rowid=False,
    )
