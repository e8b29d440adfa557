"""Serves the portal on this machine the way production does: gunicorn and built static files."""

import os
import signal
import socket
import subprocess
import sys

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.workers import OPTION

from .prepare import DEMO, OFFICIAL, STAFF

HOST = "127.0.0.1"
# Where each demo account has its work.
DOORS = {STAFF: "beheer/", OFFICIAL: "mijn/"}


class Command(BaseCommand):
    help = "Build what is missing of the static files and serve the portal on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, port, workers, **options):
        self.refuse_taken(port)
        self.refuse_unbuilt()
        if self.static_is_stale():
            self.stdout.write("Building the static files ...")
            call_command("collectstatic", verbosity=0, interactive=False)
        self.announce(port)
        command = [sys.executable, "-m", "gunicorn", "portal.wsgi", OPTION, f"--bind={HOST}:{port}"]
        command += [f"--workers={workers}", "--log-level=warning"]
        # The child inherits DATABASE_URL; this process stays, so that the database stays.
        child = subprocess.Popen(command, env=os.environ)  # noqa: S603 -- our own words
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.terminate()
            code = child.wait() and 0
        if code not in (0, -signal.SIGTERM):
            raise CommandError(f"gunicorn stopped with code {code}.")

    @staticmethod
    def refuse_taken(port):
        with socket.socket() as probe:
            # As gunicorn does, so that a port that was just left can be taken again.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} cannot be used ({error.strerror}). "
                    f"Take another: make run PORT={port + 10}"
                ) from error

    @staticmethod
    def refuse_unbuilt():
        if finders.find("build/site.css") is None:
            raise CommandError("The style sheet is not built yet. Build it: make assets")

    @staticmethod
    def static_is_stale():
        manifest = settings.STATIC_ROOT / "staticfiles.json"
        if not manifest.exists():
            return True
        built = manifest.stat().st_mtime
        requirements = settings.BASE_DIR / "requirements.txt"
        ours = (path for folder in settings.STATICFILES_DIRS for path in folder.rglob("*"))
        return any(path.stat().st_mtime > built for path in (*ours, requirements))

    def announce(self, port):
        self.stdout.write(f"\nChinapoort runs at http://{HOST}:{port}/ (stop with Ctrl+C)")
        for email, place in (DEMO if settings.LOCAL else {}).items():
            path = settings.DATA_DIR / place
            if path.exists():
                door = f"http://{HOST}:{port}/{DOORS[email]}"
                self.stdout.write(f"{door}: {email} with password {path.read_text()}")
        self.stdout.flush()
