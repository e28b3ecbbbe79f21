"""Programmes: what there is becomes the first one's."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_FIRST = {
    "id": "first",
    "name": "together",
    "zone": "UTC",
    "content": "",
    "threshold": 5,
    "outside_contact": "",
    "retention": '{"answers_months":6,"rest_months":12,"events_days":90}',
}


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def upgrade() -> None:
    programme = op.create_table(
        "programme",
        *_text("id", "name", "zone", "content"),
        sa.Column("threshold", sa.Integer(), nullable=False),
        *_text("outside_contact", "retention"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(programme, [_FIRST])
    op.create_table(
        "programme_place",
        *_text("channel", "workspace", "programme"),
        sa.PrimaryKeyConstraint("channel", "workspace"),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"]),
        sqlite_with_rowid=False,
    )
    _pairs()
    _coordinators()


def _pairs() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _pairs_anew()
    else:
        op.add_column("pair", _whose())
        op.create_foreign_key("pair_programme_known", "pair", "programme", ["programme"], ["id"])
    op.create_index("pair_of_programme", "pair", ["programme", "id"])


def _whose() -> sa.Column[str]:
    return sa.Column("programme", sa.String(), nullable=False, server_default=sa.text("'first'"))


def _pairs_anew() -> None:
    """SQLite adds no foreign key to a table that is there."""
    op.create_table(
        "pair_new",
        *_text("id", "track", "mentor", "mentee", "start"),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("lane", sa.String()),
        sa.Column("scope", sa.String()),
        *_text("journey"),
        _whose(),
        sa.PrimaryKeyConstraint("id", name="pair_key"),
        sa.ForeignKeyConstraint(["mentor"], ["person.id"], name="pair_mentor_known"),
        sa.ForeignKeyConstraint(["mentee"], ["person.id"], name="pair_mentee_known"),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"], name="pair_programme_known"),
    )
    op.execute(
        "INSERT INTO pair_new (id, track, mentor, mentee, start, ended, lane, scope, journey)"
        " SELECT id, track, mentor, mentee, start, ended, lane, scope, journey FROM pair"
    )
    op.drop_table("pair")
    op.rename_table("pair_new", "pair")
    op.create_index("pair_of_mentor", "pair", ["mentor"])
    op.create_index("pair_of_mentee", "pair", ["mentee"])


def _coordinators() -> None:
    """Made anew, since its primary key is another: there are a handful of rows."""
    rows = op.get_bind().execute(sa.text("SELECT person, lane, scope FROM coordinator")).mappings().all()
    op.drop_table("coordinator")
    coordinator = op.create_table(
        "coordinator",
        *_text("person", "programme", "lane", "scope"),
        sa.PrimaryKeyConstraint("person", "programme"),
        sa.ForeignKeyConstraint(["person"], ["person.id"]),
        sa.ForeignKeyConstraint(["programme"], ["programme.id"]),
        sqlite_with_rowid=False,
    )
    op.bulk_insert(coordinator, [{**row, "programme": "first"} for row in rows])
