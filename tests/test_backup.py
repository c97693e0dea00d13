"""A dump restored into another database, by the commands that a person types, gives the same archive."""

import json
import os
import stat
import subprocess
import sys
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from archive import database
from archive.postgres import Server
from archive.settings import BASE_DIR

QUERIES = [
    "",
    "q=space",
    "q=nuclear+weapons",
    'q="in+the+interests+of+all+nations"',
    "q=PPWT+-MTCR",
    "year=2011",
    "sort=oldest",
]
SEARCH = """
import json, sys
from django.http import QueryDict
from statements import search
from statements.filters import StatementFilter
found = {}
for text in json.loads(sys.argv[1]):
    request, faults = StatementFilter(QueryDict(text), queryset=None).request_and_faults()
    found[text] = [hit.statement.reference for hit in search.run(request).hits], repr(faults)
print(json.dumps(found))
"""


def run(*command, on):
    """Run Python on the database of this address."""
    environment = os.environ | {
        "DATABASE_URL": on,
        "SECRET_KEY": "only for this test",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    return subprocess.run([sys.executable, *command], cwd=BASE_DIR, env=environment, capture_output=True, text=True)


def manage(*arguments, on):
    done = run("manage.py", *arguments, on=on)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(address):
    """Every table with its number of rows and a checksum over all that they say, computed columns included."""
    with psycopg.connect(address) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
        query = sql.SQL("SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t")
        return {name: connection.execute(query.format(sql.Identifier(name))).fetchone() for (name,) in tables}


def searched(address):
    """The references that each of some searches finds, in order."""
    script = f"import django; django.setup()\n{SEARCH}"
    done = run("-c", script, json.dumps(QUERIES), on=address)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def new_database(server):
    """The address of an empty database on the server of this address."""
    name = f"backup_test_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_conninfo(server, dbname=name)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def original():
    """The address of a database that holds the seeds."""
    with new_database(database.url()) as address:
        manage("migrate", "--verbosity=0", on=address)
        manage("load_authorities", on=address)
        manage("ingest", "seeds/statements", on=address)
        yield address


@pytest.fixture(scope="module")
def dump(original, tmp_path_factory):
    """A dump of it."""
    file = tmp_path_factory.mktemp("dump") / "archive.dump"
    assert manage("backup", str(file), on=original).startswith(f"Wrote {file} (")
    return file


@pytest.fixture
def restored(original):
    """The address of a new, empty database on the same server."""
    with new_database(original) as address:
        yield address


@pytest.fixture
def used(restored):
    """The address of a database that is not empty."""
    with psycopg.connect(restored) as connection:
        connection.execute("CREATE TABLE other AS SELECT 1 AS n")
    return restored


@pytest.fixture
def embedded():
    """The address of an embedded server of its own, so of PostgreSQL 18, whatever the tests' database runs on."""
    with tempfile.TemporaryDirectory(prefix="archive-test-") as name:
        os.chmod(name, 0o711)  # noqa: S103 - root's server runs under another account
        server = Server(Path(name) / "data")
        server.hold()
        yield server.url
        server.release()


def test_into_a_new_database_of_the_same_server(original, dump, restored):
    assert manage("restore", str(dump), on=restored) == f"Restored {dump}.\n"
    assert rows(restored) == rows(original)
    assert searched(restored) == searched(original)


def test_into_an_embedded_server(original, dump, embedded):
    manage("restore", str(dump), on=embedded)
    assert rows(embedded) == rows(original)
    assert searched(embedded) == searched(original)


def test_a_restored_database_works_on(original, dump, restored):
    manage("restore", str(dump), on=restored)
    manage("migrate", "--check", on=restored)
    assert "0 created, 3 unchanged" in manage("ingest", "seeds/statements", on=restored)


def test_a_dump_of_a_restored_database_restores(original, dump, used, tmp_path):
    manage("restore", str(dump), "--force", on=used)
    manage("backup", str(tmp_path / "again.dump"), on=used)
    with new_database(original) as third:
        manage("restore", str(tmp_path / "again.dump"), on=third)
        assert rows(third) == rows(original)


def test_only_its_owner_may_read_a_dump(dump):
    assert stat.S_IMODE(dump.stat().st_mode) == 0o600


def test_a_database_that_is_not_empty_is_kept(dump, used):
    refused = run("manage.py", "restore", str(dump), on=used)
    assert "is not empty, it has 1 tables" in refused.stderr
    assert rows(used).keys() == {"other"}


def test_force_replaces_what_is_there(original, dump, used):
    manage("restore", str(dump), "--force", on=used)
    assert rows(used) == rows(original)


def test_part_of_a_dump_changes_nothing(dump, used, tmp_path):
    part = tmp_path / "part.dump"
    part.write_bytes(dump.read_bytes()[: dump.stat().st_size - 1000])
    failed = run("manage.py", "restore", "--force", str(part), on=used)
    assert failed.returncode == 1
    assert failed.stderr.startswith("CommandError: pg_restore failed: ")
    assert rows(used).keys() == {"other"}


def test_a_file_that_is_no_dump(used, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir, ")
    failed = run("manage.py", "restore", "--force", str(tmp_path / "letter.txt"), on=used)
    assert failed.stderr.startswith("CommandError: pg_restore failed: ")
    assert len(failed.stderr.splitlines()) == 1


def test_a_place_where_nothing_can_be_written(used, tmp_path):
    (tmp_path / "file").touch()
    failed = run("manage.py", "backup", str(tmp_path / "file" / "x.dump"), on=used)
    assert failed.stderr.strip().endswith("cannot be written: File exists.")


def test_a_failed_backup_leaves_the_earlier_one(used, tmp_path):
    file = tmp_path / "archive.dump"
    file.write_text("earlier")
    failed = run("manage.py", "backup", str(file), on=make_conninfo(used, dbname="no_such_database"))
    assert failed.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["archive.dump"]
    assert file.read_text() == "earlier"
