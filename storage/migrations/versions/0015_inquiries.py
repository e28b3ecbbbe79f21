"""What coordinators ask for that takes a look into a directory, or at a file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "inquiry",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("id", "kind", "coordinator", "programme")),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", sa.BigInteger()),
        sa.Column("lease_owner", sa.String()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["coordinator"], ["person.id"]),
    )
    due = sa.text("ready_at IS NOT NULL")
    op.create_index("inquiry_due", "inquiry", ["ready_at"], sqlite_where=due, postgresql_where=due)
    op.create_index("inquiry_of", "inquiry", ["coordinator"])
