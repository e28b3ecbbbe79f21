"""The addresses that coordinators give to what séances have people read, watch or open: none yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("programme", sa.Column("links", sa.String(), nullable=False, server_default=sa.text("'{}'")))
