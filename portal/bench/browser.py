"""The Chromium of this machine, and how it is started for tests and measurements."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium is missing; on Debian: apt install chromium fonts-noto-cjk"
FLAGS = (
    "--no-sandbox",  # containers of continuous integration run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium():
    """Return the path of the browser, or nothing; none is ever downloaded."""
    return next(filter(None, map(shutil.which, NAMES)), None)
