"""What is killed in the middle of an ingest leaves every file exactly once after the next run."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from archive.postgres import Server

MANY = 500
KILLS = 10
ROWS = """
SELECT s.reference, s.title, s.state, s.date, s.place, s.text, sp.name, so.path, so.sha256, so.current,
    (SELECT array_agg((p.anchor, p.position, p.kind, p.text) ORDER BY p.position)
        FROM statements_paragraph p WHERE p.statement_id = s.id)::text,
    (SELECT array_agg((p.anchor, i.slug, m.start, m.surface, m.state) ORDER BY p.position, m.start, i.slug)
        FROM statements_mention m JOIN statements_paragraph p ON p.id = m.paragraph_id
        JOIN statements_instrument i ON i.id = m.instrument_id WHERE p.statement_id = s.id)::text,
    (SELECT array_agg((d.code, t.role, t.position) ORDER BY t.position)
        FROM statements_statementdelegation t JOIN statements_delegation d ON d.id = t.delegation_id
        WHERE t.statement_id = s.id)::text,
    (SELECT bands::text FROM statements_fingerprint f WHERE f.statement_id = s.id)
FROM statements_statement s
LEFT JOIN statements_source so ON so.statement_id = s.id
LEFT JOIN statements_speaker sp ON sp.id = s.speaker_id
ORDER BY so.path, s.reference
"""
FIXED = (
    "SELECT count(*), count(DISTINCT name) FROM statements_speaker",
    "SELECT array_agg(slug ORDER BY slug) FROM statements_forum",
    "SELECT count(*) FROM statements_removal",
    "SELECT count(*) FROM statements_unchecked",
)

ROOT = Path(__file__).resolve().parent.parent
FILES = 500  # enough that groups of them are still to be written when the database is killed
COUNT = """
from statements.models import Paragraph, Source, Statement
texts = Statement.objects.values("text").distinct().count()
print([Statement.objects.count(), texts, Source.objects.count(), Paragraph.objects.count() // 3])
"""


@pytest.fixture
def place():
    """A temporary folder that an unprivileged account may pass through, with no server left in it at the end."""
    with tempfile.TemporaryDirectory(prefix="archive-test-") as name:
        os.chmod(name, 0o711)  # noqa: S103 - that is the point
        yield Path(name)
        Server(Path(name) / "data").stop()


@pytest.fixture
def texts(place):
    folder = place / "texts"
    folder.mkdir()
    for number in range(FILES):
        said = ("Mr. President,", f"We speak of subject {number} and of the MTCR.", "Thank you.")
        (folder / f"{number:03}.txt").write_text("\n\n".join(said))
    return folder


class Archive:
    """The commands of an archive that has a database of its own."""

    def __init__(self, data):
        self.environment = os.environ | {"ARCHIVE_DATA": str(data)}
        self.environment.pop("DATABASE_URL", None)
        self.server = Server(data)

    def start(self, *arguments):
        command = [sys.executable, "manage.py", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, **pipes)

    def run(self, *arguments):
        process = self.start(*arguments)
        out, err = process.communicate(timeout=120)
        complaints = [line for line in err.splitlines() if not line.startswith("Waiting for PostgreSQL")]
        return process.returncode, out, "\n".join(complaints)

    def held(self):
        """How many statements are in; none while the server is not up."""
        try:
            with psycopg.connect(self.server.url) as connection:
                return connection.execute("SELECT count(*) FROM statements_statement").fetchone()[0]
        except psycopg.OperationalError:
            return 0

    def rows(self):
        """All that the files have led to, whatever keys the rows have."""
        with psycopg.connect(self.server.url) as connection:
            return [connection.execute(query).fetchall() for query in (ROWS, *FIXED)]

    def wait_for_batch(self, number):
        """Wait until that many runs have begun."""
        for _ in range(6000):
            with suppress(psycopg.OperationalError), psycopg.connect(self.server.url) as connection:
                if connection.execute("SELECT count(*) FROM statements_batch").fetchone()[0] >= number:
                    return
            time.sleep(0.01)
        raise AssertionError("the ingest does not begin")

    def wait_until_some_are_in(self, some):
        for _ in range(6000):
            if self.held() >= some:
                return
            time.sleep(0.01)
        raise AssertionError("the ingest does not get on")


def test_killing_the_ingest_and_then_the_database_loses_and_doubles_nothing(place, texts):
    archive = Archive(place / "data")
    assert archive.run("migrate", "--verbosity", "0")[0] == 0

    ingest = archive.start("ingest", texts)
    archive.wait_until_some_are_in(20)
    ingest.send_signal(signal.SIGKILL)
    ingest.communicate()

    ingest = archive.start("ingest", texts)
    archive.wait_until_some_are_in(100)
    (process_id,) = place.rglob("postmaster.pid")
    os.kill(int(process_id.read_text().splitlines()[0]), signal.SIGKILL)
    _, err = ingest.communicate(timeout=60)
    assert "run the same command again" in err
    assert "Traceback" not in err

    status, _, err = archive.run("ingest", texts)
    assert (status, err) == (0, "")
    assert archive.run("ingest", texts) == (0, f"0 created, {FILES} unchanged.\n", "")
    assert archive.run("shell", "--verbosity", "0", "--command", COUNT) == (0, f"{[FILES] * 4}\n", "")


@pytest.fixture
def many_texts(place):
    """Files with a manifest, so that delegations, a speaker and a session are made on the way."""
    folder, chance = place / "many", random.Random(4)
    folder.mkdir()
    lines = ["file,delegation,speaker,forum,session,date"]
    for number in range(MANY):
        words = (" ".join(chance.choices(WORDS, k=40)) for _ in range(8))
        said = ("Mr. President,", f"We speak of subject {number} and of the MTCR.", *words, "Thank you.")
        (folder / f"{number:03}.txt").write_text("\n\n".join(said))
        lines.append(f"{number:03}.txt,Chile,Mr. Speaker {number // 3},General Assembly,{50 + number // 50},1995")
    (folder / "metadata.csv").write_text("\n".join(lines) + "\n")
    return folder


WORDS = [
    f"{stem}{ending}" for stem in ("treat", "arm", "nation", "peac") for ending in ("y", "ed", "al", "e", "s", "ing")
]


def an_archive(place, name):
    """An archive whose server runs until the test lets it go."""
    archive = Archive(place / name)
    archive.server.hold()
    assert archive.run("migrate", "--verbosity", "0")[0] == 0
    assert archive.run("load_authorities", "--verbosity", "0")[0] == 0
    return archive


def test_ten_kills_at_random_moments_leave_the_rows_of_an_undisturbed_run(place, many_texts):
    undisturbed, disturbed = an_archive(place, "data"), an_archive(place, "disturbed")
    try:
        assert undisturbed.run("ingest", many_texts)[0] == 0
        expected = undisturbed.rows()
        undisturbed.server.release()
        chance = random.Random(9)
        for number in range(1, KILLS + 1):
            ingest = disturbed.start("ingest", many_texts)
            disturbed.wait_for_batch(number)
            time.sleep(chance.uniform(0, 1.5))
            ingest.kill()
            ingest.communicate()
        assert disturbed.run("ingest", many_texts)[0] == 0
        assert len(expected[0]) == MANY
        assert disturbed.rows() == expected
    finally:
        undisturbed.server.release()
        disturbed.server.release()
