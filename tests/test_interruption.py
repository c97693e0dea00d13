"""What is killed in the middle of an ingest leaves every file exactly once after the next run."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from archive.postgres import Server

ROOT = Path(__file__).resolve().parent.parent
FILES = 200
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
        return process.returncode, out, err

    def held(self):
        """How many statements are in; none while the server is not up."""
        try:
            with psycopg.connect(self.server.url) as connection:
                return connection.execute("SELECT count(*) FROM statements_statement").fetchone()[0]
        except psycopg.OperationalError:
            return 0

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
