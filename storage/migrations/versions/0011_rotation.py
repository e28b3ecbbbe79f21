"""Tokens of an installation that expire: the one that refreshes them, until when they are good, and who is at it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("installation", sa.Column("refresh", sa.String()))
    op.add_column("installation", sa.Column("expires_at", sa.BigInteger()))
    op.add_column("installation", sa.Column("claimed_until", sa.BigInteger()))
