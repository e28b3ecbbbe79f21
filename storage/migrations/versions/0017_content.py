"""The versions of the content, and by which of them each pair goes: one that was there before, by the first that is stored."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "content",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.add_column("pair", sa.Column("content", sa.String(), nullable=False, server_default=sa.text("''")))
    op.drop_index("pair_of_programme", "pair")
    op.create_index("pair_of_programme", "pair", ["programme", "id", "content"])
