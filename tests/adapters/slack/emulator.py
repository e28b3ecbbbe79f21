"""The Slack emulator of vercel-labs, on a free port of this machine: the Web API's state, kept by somebody else's code."""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from socket import socket

from tests.adapters.slack.node import modules

TOKEN = "test_token_admin"
SEED = """
slack:
  team: {name: Together, domain: together}
  users:
"""


@contextmanager
def running(folder: Path, people: dict[str, str]) -> Iterator[str]:
    """Its address. `people` are names and e-mail addresses."""
    script = modules() / "emulate" / "dist" / "index.js"
    rows = [{"name": mail.split("@")[0], "real_name": name, "email": mail} for name, mail in people.items()]
    seed = folder / "seed.yaml"
    seed.write_text(SEED + "".join(f"    - {json.dumps(row)}\n" for row in rows))
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["node", str(script), "start", "--service", "slack", "--port", str(port), "--seed", str(seed)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with suppress(OSError), urllib.request.urlopen(_auth_test(url), timeout=5):
                break
            assert process.poll() is None, "the emulator has ended"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _auth_test(url: str) -> urllib.request.Request:
    return urllib.request.Request(f"{url}/api/auth.test", b"", {"Authorization": f"Bearer {TOKEN}"})
