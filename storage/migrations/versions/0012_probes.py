"""When a conversation that takes nothing is tried again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # what is shut already is tried once, and then like all others
    op.add_column("shut", sa.Column("probe_at", sa.BigInteger(), nullable=False, server_default=sa.text("0")))
    op.create_index("shut_probe", "shut", ["probe_at"])
