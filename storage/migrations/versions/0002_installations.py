"""The bot's installations in workspaces, with their encrypted tokens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    names = ("channel", "workspace", "app", "bot", "token", "scopes")
    op.create_table(
        "installation",
        *(sa.Column(name, sa.String(), nullable=False) for name in names),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "workspace"),
        sqlite_with_rowid=False,
    )
