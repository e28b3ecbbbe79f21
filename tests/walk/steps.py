"""The steps of docs/operations/install.md, from an empty folder to a doctor that finds nothing wrong."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.adapters.slack.fake import BOT_TOKEN
from tests.copying import HERE
from tests.scenarios.slack.house import ROSTER
from tests.storage.server import Server
from tests.walk.counterparts import Counterparts, counterparts
from tests.walk.operator import PROGRAM, Operator, WentWrong, fetched

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"

ELSEWHERE = "calendars.internet"
"""The one check that this machine alone cannot pass: it goes out to the internet. It may be advice."""

Tell = Callable[[str], None]


@dataclass
class Walk:
    """One installation; `server` or none: PostgreSQL, or a SQLite file."""

    operator: Operator
    around: Counterparts
    server: Server | None = None
    port: int = 0
    found: dict[str, str] = field(default_factory=dict)
    """What the doctor said in the end, by check."""

    @property
    def steps(self) -> Sequence[tuple[str, Callable[[], str]]]:
        made = [("createuser and createdb", self.makes_a_database)] if self.server else []
        return (
            ("together-bot doctor, before anything is there", self.asks_what_is_missing),
            ("secrets, each in a file of its own; together-bot keys new", self.writes_secrets),
            *made,
            (".env, from .env.example", self.writes_settings),
            ("together-bot content check", lambda: self.operator.runs("content", "check").splitlines()[0]),
            ("together-bot release", lambda: self.operator.runs("release")),
            ("web and worker", self.starts),
            ("together-bot pairs import pairs.csv", self.imports),
            ("together-bot doctor", self.asks_the_doctor),
            ("both end when they are told to", self.ends),
        )

    def asks_what_is_missing(self) -> str:
        """It has to say what to do first."""
        said = self.operator.runs("doctor", "database", status=1)
        if "together-bot release" not in said:
            raise WentWrong(said)
        return said

    def writes_secrets(self) -> str:
        self.operator.writes("secrets/slack-bot-token", BOT_TOKEN)
        self.operator.writes("secrets/slack-signing-secret", SIGNING_SECRET)
        key, _, told = self.operator.runs("keys", "new").partition("\n")
        self.operator.writes("secrets/secret-keys", key)
        return told

    def makes_a_database(self) -> str:
        """With PostgreSQL's own commands, as the page has them."""
        assert self.server is not None
        admin = urlsplit(self.server.url("postgres"))
        where = ["--host", parse_qs(admin.query)["host"][0], "--username", admin.username or "postgres"]
        for name, *words in (
            ("createuser", "together"),
            ("createdb", "--owner=together", "--encoding=UTF8", "--template=template0", "together"),
        ):
            done = subprocess.run([self.server.tool(name), *where, *words], capture_output=True, text=True, check=False)
            if done.returncode:
                raise WentWrong(done.stderr)
        return ""

    def writes_settings(self) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.around.proxy.target = f"http://127.0.0.1:{self.port}"
        secrets = self.operator.home / "secrets"
        lines = (
            "TOGETHER_CHANNELS=slack",
            f"TOGETHER_SLACK_BOT_TOKEN_FILE={secrets}/slack-bot-token",
            f"TOGETHER_SLACK_SIGNING_SECRET_FILE={secrets}/slack-signing-secret",
            f"TOGETHER_SLACK_API_URL={self.around.slack.url}/api/",
            f"TOGETHER_PUBLIC_URL={self.around.proxy.url}",
            "TOGETHER_COORDINATORS=slack:dominique@example.org Dominique fr Europe/Paris",
            "TOGETHER_CONTACT_OUTSIDE=Mediation, mediation@example.org",
            f"TOGETHER_SECRET_KEYS_FILE={secrets}/secret-keys",
            f"TOGETHER_DATABASE_URL={self._database()}",
            f"TOGETHER_LEDGER={self.operator.home}/erasures",
            f"TOGETHER_PORT={self.port}",
        )
        example = (HERE / ".env.example").read_text(encoding="utf-8")
        self.operator.writes(".env", "\n".join([example, *lines, ""]))
        return self.around.proxy.url

    def _database(self) -> str:
        if self.server is None:
            return f"sqlite:///{self.operator.home}/together.db"
        host = parse_qs(urlsplit(self.server.url("postgres")).query)["host"][0]
        return f"postgresql://together@/together?host={host}"

    def starts(self) -> str:
        self.operator.starts("web")
        self.operator.starts("worker")
        said = [self.operator.waits_for("web", "listening on"), self.operator.waits_for("worker", "working as")]
        return "\n".join([*said, fetched(f"http://127.0.0.1:{self.port}/readyz")])

    def imports(self) -> str:
        self.operator.writes("pairs.csv", ROSTER.format(track="mentoring"))
        return self.operator.runs("pairs", "import", "pairs.csv").splitlines()[0]

    def asks_the_doctor(self) -> str:
        """Nothing is wrong, and nothing but the way out to the internet is to be looked at."""
        said = self.operator.runs("doctor")
        self.found = {id: mark for mark, id in re.findall(r"^(\w+) +([\w.]+): ", said, re.MULTILINE)}
        odd = {id for id, mark in self.found.items() if mark not in ("right", "skipped")}
        if odd - {ELSEWHERE}:
            raise WentWrong(said)
        return said

    def ends(self) -> str:
        for verb in ("web", "worker"):
            if status := self.operator.ends(verb):
                raise WentWrong(f"{verb} ended with {status}:\n{self.operator.said(verb)}")
            if "Unclosed" in self.operator.said(verb):
                raise WentWrong(self.operator.said(verb))
        return ""


@contextmanager
def walking(folder: Path, server: Server | None = None, program: Sequence[str] = PROGRAM) -> Iterator[Walk]:
    """An operator in an empty folder, and all that their installation will speak to."""
    home = folder / "home"
    home.mkdir()
    with counterparts(folder) as around:
        operator = Operator(home, {"SSL_CERT_FILE": str(around.trusted)}, program)
        try:
            yield Walk(operator, around, server)
        finally:
            operator.leaves()


def walked(walk: Walk, tell: Tell) -> float:
    """Takes each step and tells how long it took and what was said; how long all of them took. Raises `WentWrong`."""
    whole = 0.0
    for name, step in walk.steps:
        begun = time.monotonic()
        said = step()
        seconds = time.monotonic() - begun
        whole += seconds
        tell(f"{seconds:6.1f} s  {name}")
        for line in said.strip().splitlines():
            tell(f"          {line}")
    return whole
