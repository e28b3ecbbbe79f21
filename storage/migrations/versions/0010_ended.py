"""What an erasure leaves to do on platforms, and what a restore has undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("due", sa.Column("restored", sa.Boolean()))
    op.create_table(
        "withdrawal",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("channel", "workspace", "conversation", "card")),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "conversation", "card"),
        sqlite_with_rowid=False,
    )
