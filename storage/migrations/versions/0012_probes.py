"""When a conversation that takes nothing is tried again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.add_column("shut", sa.Column("probe_at", sa.BigInteger(), nullable=True))
    # what is shut already there is tried once, and then like all others
    op.execute("UPDATE shut SET probe_at = 0 WHERE lane LIKE 'teams/%'")
    op.create_index("shut_probe", "shut", ["probe_at"])
