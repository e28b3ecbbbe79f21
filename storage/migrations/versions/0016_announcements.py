"""Announcements to the people of a programme, and who is still to get them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("programme", sa.String(), nullable=False),
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("which", sa.String(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger()),
        sa.Column("closes_at", sa.BigInteger()),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger()),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="announcement_key"),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"], name="announcement_programme_known"),
    )
    drafts = sa.text("sent_at IS NULL")
    op.create_index(
        "announcement_draft", "announcement", ["writer"], unique=True, sqlite_where=drafts, postgresql_where=drafts
    )
    op.create_index("announcement_sent", "announcement", ["programme", "sent_at"])
    op.create_table(
        "announced",
        sa.Column("announcement", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("pair", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("posted_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("announcement", "person", name="announced_key"),
        sa.ForeignKeyConstraint(["announcement"], ["announcement.id"], name="announced_announcement_known"),
        sqlite_with_rowid=False,
    )
    waiting = sa.text("posted_at IS NULL")
    op.create_index("announced_due", "announced", ["due_at"], sqlite_where=waiting, postgresql_where=waiting)
