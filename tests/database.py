"""Starts the database before Django's settings are read; loaded by pytest with ``-p``."""

import os

os.environ["PORTAL_ENV"] = "local"

from portal import localdb

localdb.start_if_needed()
# WhiteNoise warns of a missing folder, and a warning is an error here.
(localdb.DATA / "static").mkdir(parents=True, exist_ok=True)
