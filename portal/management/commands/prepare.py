"""Brings a machine to the point where the portal can be served; safe to repeat."""

import hashlib
import os
import secrets

import pghistory
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from partnerships.management.commands._imports import DATA
from partnerships.models import LocalAuthority, Membership, User
from partnerships.models.memberships import Role
from programmes.management.commands.import_programmes import DATA as OF_PROGRAMMES

SHEETS = (
    "import_themes",
    "import_authorities",
    "import_divisions",
    "import_agreements",
    "import_practices",
    "import_programmes",
    "import_news",
)
STAFF, OFFICIAL = "staff@chinapoort.example", "official@chinapoort.example"
# The files in the data folder that hold their passwords.
DEMO = {STAFF: "demo_password", OFFICIAL: "demo_password_official"}


class Command(BaseCommand):
    help = "Migrate, compile translations, load the real data and, locally, make demo sign-ins."

    def handle(self, **options):
        self.step("Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        self.step("Compiling the translations ...")
        call_command("compile_messages")
        self.load_register()
        if settings.LOCAL:
            self.make_demo_accounts()

    def load_register(self):
        """Load the reference files, unless this database holds just these already.

        What staff has changed since stays: only a new edition of the files is loaded again.
        """
        edition, stamp = self.edition(), settings.DATA_DIR / "loaded"
        if LocalAuthority.objects.exists() and stamp.exists() and stamp.read_text() == edition:
            self.step("The register is loaded already.")
            return
        self.step("Loading the register ...")
        for sheet in SHEETS:
            call_command(sheet, stdout=self.stdout)
        stamp.write_text(edition)

    @staticmethod
    def edition():
        """Return the fingerprint of the reference files and of the database they go to."""
        files = [file for folder in (DATA, OF_PROGRAMMES) for file in sorted(folder.glob("*.csv"))]
        content = b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)
        return hashlib.sha256(content + os.environ["DATABASE_URL"].encode()).hexdigest()

    def step(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    @staticmethod
    def make_demo_accounts():
        """Make the accounts of the local machine, with passwords that no other machine has."""
        with pghistory.context(user=None, url="manage.py prepare"):
            if not User.objects.filter(email=STAFF).exists():
                User.objects.create_superuser(STAFF, demo_password(STAFF), name="Demo")
            rotterdam = LocalAuthority.objects.filter(slug="rotterdam").first()
            if rotterdam and not User.objects.filter(email=OFFICIAL).exists():
                official = User.objects.create_user(OFFICIAL, demo_password(OFFICIAL), name="Demo")
                Membership.objects.create(user=official, authority=rotterdam, role=Role.COORDINATOR)


def demo_password(email):
    """Return the password of a demo account, made at the first use and kept in the data folder."""
    path = settings.DATA_DIR / DEMO[email]
    if not path.exists():
        path.write_text(secrets.token_urlsafe(12))
        path.chmod(0o600)
    return path.read_text()
