"""What goes first where a platform takes less than is owed. What an earlier version enqueues meanwhile is `WAITED`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_WAITING = sa.text("kind = 'post' AND dead_at IS NULL")


def upgrade() -> None:
    op.add_column("due", sa.Column("urgency", sa.Integer(), server_default=sa.text("1")))
    op.drop_index("due_post", "due")
    op.create_index(
        "due_post", "due", ["scope", "urgency", "ready_at", "id"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )
