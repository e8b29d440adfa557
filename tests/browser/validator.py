"""The Nu HTML checker of the W3C, which tells where a page is not the HTML it should be."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

JAR = settings.BASE_DIR / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def require():
    """Stop the test with what to install; continuous integration must have it."""
    stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    if shutil.which("java") is None:
        stop("Java is missing; on Debian: apt install default-jre-headless")
    if not JAR.exists():
        stop("The HTML checker is missing; install it: make node_modules/.installed-dev")


def errors(folder):
    """Return what is wrong with the files of a folder, as ``name, line: sentence``."""
    command = ["java", "-jar", JAR, "--errors-only", "--exit-zero-always", "--format", "json"]
    done = subprocess.run([*command, folder], capture_output=True, text=True, check=True)
    return [
        f"{Path(one['url']).stem}, line {one.get('lastLine', '?')}: {one['message']}"
        for one in json.loads(done.stderr)["messages"]
    ]
