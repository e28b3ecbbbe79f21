"""A person's e-mail address, where the bot learns it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("person", sa.Column("mail", sa.String(), nullable=False, server_default=sa.text("''")))
