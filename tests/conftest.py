"""What every test shares: a database server, and static files as production serves them."""

import shutil
import signal
import tempfile

import pytest
from django.conf import settings
from django.core.management import call_command

from archive import database
from archive.database import DatabaseUnreachable
from archive.programs import PostgresError


def pytest_configure():
    """Have a server: the embedded one, or that of DATABASE_URL. The tests make a database of their own there."""
    try:
        database.require()
    except (PostgresError, DatabaseUnreachable) as error:
        pytest.exit(str(error), returncode=1)
    signal.signal(signal.SIGTERM, end_session)


def end_session(number, frame):
    """End in order at SIGTERM, so that the server stops too; pytest would take a SystemExit for a failure of a test."""
    pytest.exit(f"Ended by signal {number}.", returncode=128 + number)


@pytest.fixture(scope="session", autouse=True)
def _collected_static_files():
    """Static files under their hashed names, in a folder of this session, so that pages link what production links."""
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="archive-static-")
    call_command("collectstatic", verbosity=0, interactive=False)
    yield
    shutil.rmtree(settings.STATIC_ROOT)
