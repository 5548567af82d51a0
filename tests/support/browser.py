"""A browser for tests that look at pages: whichever Chrome, Chromium or Edge is there."""

import os
import shutil
from pathlib import Path

import pytest

__all__ = ["NAMES", "find_browser", "needed_browser"]

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find_browser() -> str | None:
    """The path of a browser: CASTLIST_BROWSER, one on the PATH, or one where systems install it;
    None if there is none."""
    named = os.environ.get("CASTLIST_BROWSER")
    if named:
        return shutil.which(named)
    on_path = filter(None, map(shutil.which, NAMES))
    installed = (place for place in _PLACES if Path(place).is_file())
    return next(on_path, None) or next(installed, None)


def needed_browser() -> str:
    """The path of a browser. Without one the test is skipped, and fails where CI is set."""
    found = find_browser()
    if found is None:
        tried = f"no browser: tried CASTLIST_BROWSER, {', '.join(NAMES)} and {len(_PLACES)} places"
        if os.environ.get("CI"):
            pytest.fail(tried)
        pytest.skip(tried)
    return found
