"""What the pages say on which a person signs in to a calendar service."""

from __future__ import annotations

from bot.engine.messages import Say, say, typed

TITLE: Say = say("calendar-title")

EXPIRED: Say = say("connect-expired")
"""The link or the sign-in is too old, was used already, or began in another browser."""

REFUSED: Say = say("connect-refused")
"""The person or the service said no."""

UNDO: Say = say("connect-undo")
"""Where a calendar is taken away again."""


def whose(name: str, service: str) -> Say:
    """Names the person whose calendar it will be."""
    return say("connect-whose", name=typed(name), service=typed(service))


def not_you(name: str) -> Say:
    """To anybody else who was given the link."""
    return say("connect-not-you", name=typed(name))


def go_on(service: str) -> Say:
    """On the button that leads to the service."""
    return say("connect-go", service=typed(service))


def done(name: str, service: str) -> Say:
    return say("connect-done", name=typed(name), service=typed(service))
