"""Where a platform reaches people and pairs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    texts = ("channel", "conversation", "owner", "workspace", "service", "member", "mail", "closed")
    op.create_table(
        "reference",
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "conversation"),
        sqlite_with_rowid=False,
    )
    op.create_index("reference_of", "reference", ["channel", "owner"])
    where = sa.text("mail <> ''")
    op.create_index("reference_of_mail", "reference", ["channel", "mail"], sqlite_where=where, postgresql_where=where)
