"""The days of a programme, and whether people are asked before they are enrolled: not in those that there are already."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("programme", sa.Column("calendar", sa.String(), nullable=False, server_default=sa.text("'{}'")))
    op.add_column("programme", sa.Column("asks", sa.Boolean(), nullable=False, server_default=sa.false()))
