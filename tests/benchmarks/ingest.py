"""How long the archive takes for a corpus, beside the least that PostgreSQL takes for the same text.

    python -m tests.benchmarks.ingest [FOLDER]

FOLDER holds texts and, if it likes, a manifest.csv; without one, a corpus is made up. Everything happens in a database
of its own in a temporary folder. The floor is a COPY of the same statements and paragraphs into two tables that have
nothing but the archive's generated vectors and their indexes.
"""

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from rich.console import Console
from rich.table import Table

from archive.postgres import Server

ROOT = Path(__file__).resolve().parent.parent.parent
MADE_UP = 1000  # files
FLOOR = """
CREATE TABLE floor_statement (language text, title text, heading text, speaker text, body text, vector tsvector
    GENERATED ALWAYS AS (public.statement_vector_1(language, title, heading, speaker, body)) STORED);
CREATE TABLE floor_paragraph (language text, body text, vector tsvector
    GENERATED ALWAYS AS (public.paragraph_vector_1(language, body)) STORED);
CREATE INDEX ON floor_statement USING gin (vector);
CREATE INDEX ON floor_paragraph USING gin (vector);
"""
TABLES = {
    "floor_statement (language, title, heading, speaker, body)": (
        "SELECT language, title, heading, speaker_name, text FROM statements_statement ORDER BY id"
    ),
    "floor_paragraph (language, body)": "SELECT language, text FROM statements_paragraph ORDER BY id",
}


class Archive:
    """An archive with a database of its own."""

    def __init__(self, data):
        self.environment = os.environ | {"ARCHIVE_DATA": str(data)}
        self.environment.pop("DATABASE_URL", None)
        self.server = Server(data)

    def run(self, *arguments):
        """Run a command. Returns what it took."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        with Stopwatch(self.server) as watch:
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment, **pipes)
            memory = Memory(process.pid)
            said = process.communicate()[0].strip()
        return Taken(watch, said, memory.peaks())

    def floor(self):
        """What the COPY of all that is held into the bare tables takes."""
        with psycopg.connect(self.server.url) as connection:
            rows = [connection.execute(query).fetchall() for query in TABLES.values()]
            connection.execute(FLOOR)
        with Stopwatch(self.server) as watch, psycopg.connect(self.server.url) as connection:
            for table, held in zip(TABLES, rows, strict=True):
                with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                    for row in held:
                        copy.write_row(row)
        return Taken(watch, "COPY of the same text")


class Stopwatch:
    """Seconds of a step: on the clock, and of processors in our processes and in PostgreSQL's."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self._begun = self._now()
        return self

    def __exit__(self, *error):
        self.clock, self.ours, self.postgres = (
            after - before for after, before in zip(self._now(), self._begun, strict=True)
        )

    def _now(self):
        postmaster = psutil.Process(int((self.server.data / "postmaster.pid").read_text().split()[0]))
        living = sum(sum(process.cpu_times()[:2]) for process in postmaster.children())
        return time.perf_counter(), sum(os.times()[:4]), sum(postmaster.cpu_times()[:4]) + living


@dataclass(frozen=True)
class Taken:
    """What a step took and said; `memory` are megabytes: of the process, and with its workers."""

    watch: Stopwatch
    said: str
    memory: tuple[float, float] = ()


class Memory(threading.Thread):
    """Looks at the memory of a process and of those that it started, five times a second until it ends."""

    def __init__(self, process_id):
        super().__init__(daemon=True)
        self.process_id, self.own, self.whole = process_id, 0, 0
        self.start()

    def run(self):
        while own := resident(self.process_id):
            self.own = max(self.own, own)
            self.whole = max(self.whole, own + sum(map(resident, children(self.process_id))))
            time.sleep(0.2)

    def peaks(self):
        """Megabytes: of the process, and with its workers."""
        self.join()
        return self.own / 1024, self.whole / 1024


def resident(process_id):
    """Kilobytes that a process has in memory; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def children(process_id):
    """The processes that any thread of a process started."""
    tasks = Path(f"/proc/{process_id}/task")
    try:
        return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []


def made_up(folder):
    """A corpus of random words in sentences and paragraphs, the same every time."""
    chance = random.Random(0)
    words = ["".join(chance.choices("aeinorstldcmpu", k=chance.randint(2, 11))) for _ in range(20_000)]
    common = [words[min(int(chance.expovariate(0.001)), 19_999)] for _ in range(200_000)]
    for number in range(MADE_UP):
        sentences = (" ".join(chance.choices(common, k=22)).capitalize() + "." for _ in range(130))
        paragraphs = zip(*[sentences] * 5, strict=False)
        (folder / f"{number:04}.txt").write_text("\n\n".join(map(" ".join, paragraphs)))


def measure(corpus, data):
    """What the first run, the floor and the second run took."""
    archive = Archive(data)
    archive.server.hold()
    manifest = corpus / "manifest.csv"
    ingest = ["ingest", corpus, "--collection", "bench", *(["--manifest", manifest] if manifest.is_file() else [])]
    try:
        archive.run("migrate", "--verbosity", "0")
        archive.run("load_authorities", "--verbosity", "0")
        first = archive.run(*ingest)
        floor = archive.floor()
        second = archive.run(*ingest)
    finally:
        archive.server.release()
    return first, floor, second


def report(first, floor, second):
    table = Table("step", "seconds", "floors", "processor: Python", "PostgreSQL", "MB", "with workers", "said")
    for name, taken in (("first run", first), ("second run", second), ("floor", floor)):
        watch = taken.watch
        seconds = (watch.clock, watch.clock / floor.watch.clock, watch.ours, watch.postgres)
        times = [f"{value:.2f}" if value < 10 else f"{value:.0f}" for value in seconds]
        table.add_row(name, *times, *([f"{peak:.0f}" for peak in taken.memory] or ["", ""]), taken.said)
    Console(width=120).print(table)
    print(f"{os.cpu_count()} processors; load in the last minute {os.getloadavg()[0]:.1f}.")


def main(arguments):
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as name:
        os.chmod(name, 0o711)  # noqa: S103 - the database may run under another account
        corpus = Path(arguments[0]) if arguments and arguments[0] else Path(name) / "corpus"
        if not corpus.is_dir():
            print(f"There is no folder {corpus}: a corpus is made up.")
            corpus = Path(name) / "corpus"
            corpus.mkdir()
            made_up(corpus)
        report(*measure(corpus, Path(name) / "data"))


if __name__ == "__main__":
    main(sys.argv[1:])
