"""The browser that these tests drive."""

from __future__ import annotations

import os

import pytest
from playwright.async_api import expect

from tests.browser import chrome

expect.set_options(timeout=20_000)  # milliseconds: a busy machine shows it later


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without one the test is skipped, or fails if TOGETHER_REQUIRE_BROWSER=1 asks for one."""
    found = chrome.find()
    if found is None:
        reason = "no chromium here (apt-get install chromium, or playwright install chromium)"
        if os.environ.get("TOGETHER_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found
