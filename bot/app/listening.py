"""What is said where a server cannot listen: one line with what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings


class CannotListen(Exception):
    """The address is taken, forbidden or unknown."""


@contextmanager
def explained(settings: Settings) -> Iterator[None]:
    """Turns the system's trouble with an address into `CannotListen`."""
    try:
        yield
    except OSError as trouble:
        where = f"{settings.host}:{settings.port}"
        if trouble.errno == errno.EADDRINUSE:
            raise CannotListen(
                f"Something listens on {where} already: end it, or take another port with TOGETHER_PORT (demo: --port N)."
            ) from trouble
        why = trouble.strerror or str(trouble)
        raise CannotListen(f"Nobody can listen on {where} ({why}): change TOGETHER_HOST or TOGETHER_PORT.") from trouble
