"""The archive's database, wherever it runs: its address, and whether it answers."""

import os

import psycopg
from psycopg.conninfo import conninfo_to_dict

from archive import postgres

PATIENCE = 5  # seconds for a server to accept a connection


class DatabaseUnreachable(Exception):
    """The database of DATABASE_URL does not answer; the message is one sentence for the person at the terminal."""


def url() -> str:
    """DATABASE_URL, else the address of the embedded server's database."""
    return os.environ.get("DATABASE_URL") or postgres.database_url()


def refusal() -> str | None:
    """Why the database does not answer, or None if it does."""
    try:
        psycopg.connect(**conninfo_to_dict(url(), connect_timeout=PATIENCE)).close()
    except psycopg.OperationalError as error:
        return str(error).splitlines()[0]
    return None


def require() -> None:
    """Have a database that answers: ours, started if need be, or that of DATABASE_URL.

    Raises PostgresError or DatabaseUnreachable, each with one sentence, if there is none.
    """
    if postgres.embedded():
        postgres.ensure_running()
    elif reason := refusal():
        raise DatabaseUnreachable(f"The database of DATABASE_URL does not answer: {reason}.")
