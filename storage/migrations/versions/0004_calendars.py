"""The calendars that people let the bot look into."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "calendar",
        sa.Column("person", sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "sealed", "shown")),
        sa.Column("linked_at", sa.BigInteger(), nullable=False),
        sa.Column("ready_at", sa.BigInteger()),
        sa.Column("lease_owner", sa.String()),
        sa.Column("read_at", sa.BigInteger()),
        sa.Column("failing_at", sa.BigInteger()),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="calendar_person_known"),
        sqlite_with_rowid=False,
    )
    where = sa.text("ready_at IS NOT NULL")
    op.create_index("calendar_due", "calendar", ["ready_at"], sqlite_where=where, postgresql_where=where)
