"""The image's health check: this container's process answers at `/livez`.

A worker answers where TOGETHER_HEALTH_PORT says, the web process at TOGETHER_PORT. Whether the process can do its work is
another question, and `/readyz` answers it: a container that is started again mends no database.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException

PATIENCE = 4.0
"""Seconds; the image gives the whole check five."""


def port(values: Mapping[str, str]) -> int:
    return int(values.get("TOGETHER_HEALTH_PORT") or values.get("TOGETHER_PORT") or 8080)


def trouble(at: int) -> str | None:
    """What is wrong with the process that listens at this port; None if nothing is."""
    connection = HTTPConnection("127.0.0.1", at, timeout=PATIENCE)
    try:
        connection.request("GET", "/livez")
        status = connection.getresponse().status
    except (OSError, HTTPException) as away:
        return f"nobody answers on port {at}: {type(away).__name__}"
    finally:
        connection.close()
    return None if status == 200 else f"port {at} answers {status}"


if __name__ == "__main__":
    found = trouble(port(os.environ))
    print(found or "alive")
    sys.exit(1 if found else 0)
