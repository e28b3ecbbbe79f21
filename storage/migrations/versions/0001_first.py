"""The first schema."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=null)


def _big(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _serial() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _partial(name: str, table: str, *columns: str, where: str, unique: bool = False) -> None:
    condition: dict[str, Any] = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)}
    op.create_index(name, table, list(columns), unique=unique, **condition)


def upgrade() -> None:
    _people()
    _heard()
    _due()
    _local()


def _people() -> None:
    op.create_table(
        "person",
        *map(_text, ("id", "name", "languages", "zone", "hours", "off", "chosen")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "address",
        *map(_text, ("channel", "id", "person")),
        sa.PrimaryKeyConstraint("channel", "id"),
        sa.UniqueConstraint("person"),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pair",
        *map(_text, ("id", "track", "mentor", "mentee", "start")),
        sa.Column("ended", sa.Boolean(), nullable=False),
        _text("lane", null=True),
        _text("scope", null=True),
        _text("journey"),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["mentor"], ["person.id"]),
        sa.ForeignKeyConstraint(["mentee"], ["person.id"]),
    )
    op.create_index("pair_of_mentor", "pair", ["mentor"])
    op.create_index("pair_of_mentee", "pair", ["mentee"])
    op.create_table(
        "conversation",
        *map(_text, ("lane", "channel", "conversation")),
        _text("pair", null=True),
        sa.PrimaryKeyConstraint("lane"),
        sqlite_with_rowid=False,
    )
    op.create_index("conversation_at", "conversation", ["channel", "conversation"])
    op.create_table(
        "coordinator",
        *map(_text, ("person", "lane", "scope")),
        sa.PrimaryKeyConstraint("person"),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sqlite_with_rowid=False,
    )


def _heard() -> None:
    op.create_table(
        "event", _text("id"), _text("pair"), _big("at"), sa.PrimaryKeyConstraint("id"), sqlite_with_rowid=False
    )
    op.create_table(
        "contact",
        *map(_text, ("person", "day", "pair")),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "day", "pair"),
        sqlite_with_rowid=False,
    )
    op.create_table("once", _text("name"), _big("at"), sa.PrimaryKeyConstraint("name"), sqlite_with_rowid=False)
    op.create_table("setting", _text("name"), _text("value"), sa.PrimaryKeyConstraint("name"), sqlite_with_rowid=False)


def _due() -> None:
    op.create_table(
        "due",
        _serial(),
        _text("kind"),
        _text("pair"),
        _big("due_at"),
        _big("ready_at"),
        *(_text(name, null=True) for name in ("lease_owner", "lane", "scope", "key", "place", "message")),
        *(_text(name, null=True) for name in ("languages", "zones")),
        sa.Column("seance", sa.Integer()),
        sa.Column("refresh", sa.Boolean()),
        sa.Column("unprompted", sa.Boolean()),
        sa.Column("twice", sa.Boolean()),
        sa.Column("attempts", sa.Integer()),
        sa.Column("doubtful", sa.Boolean()),
        _big("tried_at", null=True),
        _big("dead_at", null=True),
        *(_text(name, null=True) for name in ("reason", "detail", "behind")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    waiting = "kind = 'post' AND dead_at IS NULL"
    _partial("due_wake", "due", "ready_at", where="kind = 'wake'")
    _partial("due_wake_of_pair", "due", "pair", where="kind = 'wake'", unique=True)
    _partial("due_post", "due", "scope", "ready_at", "id", where=waiting)
    _partial("due_post_in_lane", "due", "lane", "id", where=waiting)
    _partial("due_leased", "due", "lease_owner", where="lease_owner IS NOT NULL")
    _partial("due_leased_lane", "due", "lane", "ready_at", where="kind = 'post' AND lease_owner IS NOT NULL")
    _partial("due_dead", "due", "id", where="dead_at IS NOT NULL")
    _partial("due_behind", "due", "behind", where="behind IS NOT NULL")
    op.create_table(
        "shut", *map(_text, ("lane", "reason", "detail")), sa.PrimaryKeyConstraint("lane"), sqlite_with_rowid=False
    )
    op.create_table(
        "card",
        *map(_text, ("pair", "key", "lane", "conversation", "card")),
        _big("post"),
        sa.PrimaryKeyConstraint("pair", "key", "lane"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pace",
        _text("name"),
        _big("held_until"),
        _big("spent_until"),
        sa.PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )


def _local() -> None:
    op.create_table(
        "local_card",
        _serial(),
        *map(_text, ("conversation", "key", "pair")),
        _big("post"),
        _big("posted"),
        _big("revision"),
        _text("content"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("local_card_revision", "local_card", ["revision"], unique=True)
    op.create_index("local_card_post", "local_card", ["post"])
    op.create_table("counter", _text("name"), _big("value"), sa.PrimaryKeyConstraint("name"), sqlite_with_rowid=False)
