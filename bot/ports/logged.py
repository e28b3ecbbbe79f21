"""Errors of which a log may say more than their type."""

from __future__ import annotations


class Logged(Exception):
    """An error whose text is made of our own words, of codes, numbers and names of files: never of what people wrote.

    Whoever raises one keeps that promise: the text of another exception does not go into it.
    """

    @property
    def logged(self) -> str:
        """What stands in the log."""
        return str(self)
