"""What stands in the way of reading a text as a calendar at all."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    NO_CALENDAR = "no-calendar"
    PAGE = "page"
    """A page to look at, most often one to sign in on."""
    PACKED = "packed"
    """It is packed in a way that cannot be unpacked."""
    LARGE = "large"
    """It is too much to be read."""


class Unread(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
