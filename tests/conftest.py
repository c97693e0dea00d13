"""What every test shares: a database server, and static files as production serves them."""

import shutil
import tempfile

import pytest
from django.conf import settings
from django.core.management import call_command

from archive import postgres


def pytest_configure():
    """Start the embedded server unless DATABASE_URL names another; the tests' database is one of their own there."""
    if postgres.embedded():
        try:
            postgres.ensure_running()
        except postgres.PostgresError as error:
            pytest.exit(str(error), returncode=1)


@pytest.fixture(scope="session", autouse=True)
def _collected_static_files():
    """Static files under their hashed names, in a folder of this session, so that pages link what production links."""
    settings.STATIC_ROOT = tempfile.mkdtemp(prefix="archive-static-")
    call_command("collectstatic", verbosity=0, interactive=False)
    yield
    shutil.rmtree(settings.STATIC_ROOT)
