"""Workers that ended while they had a message: apart from its tries, for it need not have been the message's fault.

Only adds: a process of the release before works on beside this one, and knows nothing of it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("due", sa.Column("lapses", sa.Integer()))
    lapsed = sa.text("kind = 'post' AND dead_at IS NULL AND lapses > 0")
    op.create_index("due_lapsed", "due", ["scope", "ready_at", "id"], sqlite_where=lapsed, postgresql_where=lapsed)
