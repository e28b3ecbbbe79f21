"""Séances that people want to have in their own calendars: who wants it, and what is owed there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("calendar", sa.Column("writes", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "calendar_event",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("person", "pair")),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("ready_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_owner", sa.String()),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("event", "written")),
        *(sa.Column(name, sa.BigInteger()) for name in ("starts_at", "ends_at")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("asked", "trouble")),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person", "pair", "number"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="calendar_event_person_known"),
        sqlite_with_rowid=False,
    )
    op.create_index("calendar_event_due", "calendar_event", ["ready_at"])
    op.create_index("calendar_event_of", "calendar_event", ["pair"])
