"""The browser of all tests in pages: the system's own."""

import contextlib
import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

BROWSERS = [
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome"),
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
]
FLAGS = [
    *("--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


def find_browser():
    """The path of a Chromium-like browser: COURSE_BROWSER, or the first one installed."""
    chosen = os.environ.get("COURSE_BROWSER")
    found = (shutil.which(name) for name in ([chosen] if chosen else BROWSERS))
    return next(filter(None, found), None)


@contextlib.contextmanager
def running_browser():
    """The system's Chromium, without a window; yields Playwright's browser."""
    path = find_browser()
    if path is None:
        reason = "no Chromium, Chrome or Edge found: install one or set COURSE_BROWSER to its path"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(f"NOT TESTED: {reason}")
    # Chromium refuses its sandbox to root, which is whom containers run as.
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *root])
        yield browser
        browser.close()
