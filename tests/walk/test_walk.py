"""The walk itself, with real processes; and what a process says that Slack does not take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.storage.server import Server
from tests.walk.operator import Operator
from tests.walk.steps import ELSEWHERE, walked, walking


@pytest.fixture
def server() -> Iterator[Server]:
    """One of its own: the walk makes its own user and database there, as the page says."""
    # not in pytest's folder: pytest closes it to other users, and for root the server runs as one
    with TemporaryDirectory(prefix="together-walk-") as folder:
        own = Server(Path(folder))
        yield own
        own.stop()


@pytest.mark.postgres
def test_the_pages_lead_from_an_empty_folder_to_a_doctor_that_finds_nothing_wrong(
    server: Server, tmp_path: Path
) -> None:
    """On PostgreSQL; `make walk` takes the same steps on SQLite too, and tests/doctor goes from nothing to green there."""
    told: list[str] = []
    with walking(tmp_path, server) as walk:
        walked(walk, told.append)
        assert {id for id, mark in walk.found.items() if mark != "right"} <= {ELSEWHERE, "database.disk"}
        assert {"workers", "slack.inbound", "public.certificate", "keys"} <= walk.found.keys()
    assert [line for line in told if line.endswith("together-bot doctor")]


@pytest.mark.parametrize("verb", ["web", "worker"])
def test_a_token_that_slack_does_not_take_is_one_line_and_nothing_is_left_open(verb: str, tmp_path: Path) -> None:
    with walking(tmp_path) as walk:
        walk.writes_secrets()
        walk.writes_settings()
        walk.operator.runs("release")
        walk.around.slack.tokens.clear()
        _refused(walk.operator, verb)


def _refused(operator: Operator, verb: str) -> None:
    said = operator.runs(verb, status=1)
    assert "Unclosed" not in said
    assert said.splitlines()[-1].startswith("TOGETHER_SLACK_BOT_TOKEN: Slack does not take it (invalid_auth).")
