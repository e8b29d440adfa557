"""Requests per second through gunicorn with two workers, as production serves."""

import http.client
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

from portal.workers import OPTION

HOST = "127.0.0.1"
WORKERS, CONNECTIONS, SECONDS = 2, 8, 5
# What the proxy of production says, so that nobody is sent on to https.
HEADERS = {"X-Forwarded-Proto": "https", "Accept-Encoding": "identity"}


@dataclass
class Rate:
    """Answers in a second, and how many of all answers were not a page."""

    per_second: float
    failed: int


@contextmanager
def gunicorn(application="portal.wsgi", workers=WORKERS):
    """Serve the portal on a free port for as long as the block runs; gives the port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, OPTION, f"--bind={HOST}:{port}"]
    server = subprocess.Popen([*command, f"--workers={workers}", "--log-level=warning"])  # noqa: S603 -- our own words
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(port):
    """Return once something answers on a port; raises RuntimeError after two minutes."""
    limit = time.monotonic() + 120
    while time.monotonic() < limit:
        try:
            _ask(http.client.HTTPConnection(HOST, port, timeout=5), "/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("gunicorn does not answer.")


def client_name():
    return "wrk" if shutil.which("wrk") else f"Python client with {CONNECTIONS} threads"


def rate(port, address):
    """Return the :class:`Rate` of an address, by wrk where it is installed."""
    try:
        _ask(http.client.HTTPConnection(HOST, port, timeout=30), address)
        return _by_wrk(port, address) if shutil.which("wrk") else _by_threads(port, address)
    except (OSError, http.client.HTTPException, subprocess.SubprocessError):
        return Rate(0, 1)


def _by_wrk(port, address):
    command = [shutil.which("wrk"), "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout=10s"]
    for name, value in HEADERS.items():
        command += ["-H", f"{name}: {value}"]
    url = f"http://{HOST}:{port}{address}"
    done = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 -- our own words
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    return Rate(
        float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)[1]),
        int(failed[1]) if failed else 0,
    )


def _by_threads(port, address):
    answers = []
    limit = time.monotonic() + SECONDS

    def ask():
        connection = http.client.HTTPConnection(HOST, port, timeout=10)
        while time.monotonic() < limit:
            try:
                answers.append(_ask(connection, address))
            except (OSError, http.client.HTTPException):
                answers.append(0)
                connection.close()

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    good = sum(status == 200 for status in answers)
    return Rate(good / SECONDS, len(answers) - good)


def _ask(connection, address):
    connection.request("GET", address, headers=HEADERS)
    response = connection.getresponse()
    response.read()
    return response.status
