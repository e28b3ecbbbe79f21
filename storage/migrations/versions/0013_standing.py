"""Where pairs stand, for their coordinators. It is empty until the first start, which works it out (`refreshed`)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    op.create_table(
        "standing",
        *_text("pair", "programme"),
        sa.Column("begins", sa.BigInteger(), nullable=False),
        *_text("stage"),
        sa.Column("meeting_at", sa.BigInteger()),
        sa.Column("seance", sa.Integer(), nullable=False),
        *_text("track", "mentor_language", "mentee_language"),
        *(sa.Column(name, sa.BigInteger()) for name in ("waits_at", "asked_at", "met_at")),
        sa.Column("parted", sa.Boolean(), nullable=False),
        *_text("names", "content"),
        sa.PrimaryKeyConstraint("pair"),
        sa.ForeignKeyConstraint(["pair"], ["pair.id"]),
    )
    op.create_index(
        "standing_listed",
        "standing",
        [
            *("programme", "begins", "pair", "stage", "meeting_at", "seance"),
            *("track", "mentor_language", "mentee_language", "waits_at", "names"),
        ],
    )
    dead = sa.text("dead_at IS NOT NULL")
    op.create_index("due_dead_of_pair", "due", ["pair", "dead_at"], sqlite_where=dead, postgresql_where=dead)
