"""Streams the CSV of all agreements to nowhere, in a process of its own; prints what it took."""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django
from django.test import RequestFactory
from django.urls import resolve

from .cases import export

STATUS = Path("/proc/self/status")


def peak_megabytes():
    """Return the most memory this process has held.

    Linux hands ``ru_maxrss`` down from the process that started this one, so its own figure is
    preferred there; macOS counts in bytes.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if "VmHWM" in line)
        return int(line.split()[1]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main():
    django.setup()
    address = export()
    found = resolve(address)
    request = RequestFactory().get(address, SERVER_NAME="127.0.0.1")
    before, started, lines, size = peak_megabytes(), time.perf_counter(), 0, 0
    response = found.func(request, *found.args, **found.kwargs)
    with open(os.devnull, "wb") as nowhere:
        for part in response.streaming_content:
            nowhere.write(part)
            lines += part.count(b"\r\n")
            size += len(part)
    seconds = time.perf_counter() - started
    result = {
        "rows": lines - 1,
        "seconds": seconds,
        "megabytes": size / 2**20,
        "peak_before": before,
        "peak": peak_megabytes(),
    }
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    main()
