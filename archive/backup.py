"""Dump the database to a file and restore it, with PostgreSQL's own programs, wherever the database runs."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.db import connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from archive import database, programs

# pg_restore 18 writes this first; PostgreSQL 16 and older refuse it, and none needs it.
UNKNOWN_TO_OLD_SERVERS = b"SET transaction_timeout = 0;\n"
PREAMBLE = (b"--", b"SET ", b"SELECT pg_catalog.set_config", b"\\restrict ", b"\n")
EMPTY_SCHEMA = b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\nGRANT USAGE ON SCHEMA public TO PUBLIC;\n"


class BackupError(Exception):
    """A dump or a restore failed; the message is one sentence for the person at the terminal."""


class Program:
    """One of PostgreSQL's programs at work on our database."""

    def __init__(self, name: str, process: subprocess.Popen, complaints: BinaryIO):
        self.name = name
        self.process = process
        self.complaints = complaints

    def finish(self) -> None:
        """Wait until it ends. Raises BackupError with its complaint if it failed."""
        if self.process.wait() == 0:
            return
        self.complaints.seek(0)
        lines = self.complaints.read().decode(errors="replace").splitlines()
        telling = (
            [line for line in lines if "error:" in line.lower() or "fatal:" in line.lower()] or lines or ["no reason"]
        )
        raise BackupError(f"{self.name} failed: {telling[0].strip().rstrip('.')}.")


@contextmanager
def started(name: str, *arguments: str, **pipes) -> Iterator[Program]:
    """Run one of PostgreSQL's programs; it is killed if the block around it fails."""
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [program_path(name), *arguments], stderr=complaints, env=os.environ | secrets(), **pipes
        )
        try:
            yield Program(name, process, complaints)
        except BaseException:
            process.kill()
            raise
        finally:
            _close(process.stdin, process.stdout)
            process.wait()


def _close(*pipes: BinaryIO | None) -> None:
    for pipe in filter(None, pipes):
        with suppress(BrokenPipeError):  # what is left unwritten has no reader any more
            pipe.close()


def program_path(name: str) -> Path | str:
    """The wheel's program, or for a server newer than that, which it would refuse, the one that is installed here."""
    version = connection.pg_version // 10000
    if version <= programs.MAJOR:
        return programs.bin_path(name)
    if installed := shutil.which(name):
        return installed
    raise BackupError(
        f"The database runs PostgreSQL {version}: install its client programs, of which {name} is needed."
    )


def parameters() -> dict:
    """Our database's address, as libpq's parameters."""
    return conninfo_to_dict(database.url(), dbname=connection.settings_dict["NAME"])


def address() -> str:
    """Our database's address without its password, which every user of the machine could read in the process list."""
    return make_conninfo(**{name: value for name, value in parameters().items() if name != "password"})


def secrets() -> dict[str, str]:
    """The environment variable that gives PostgreSQL's programs the password, if there is one."""
    password = parameters().get("password")
    return {"PGPASSWORD": password} if password else {}


def default_file(folder: Path) -> Path:
    """A name that says when, in UTC, such as 20261121T183042Z.dump."""
    return folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.dump"


def dump(file: Path) -> None:
    """Write the whole database to this file, in pg_dump's compressed format, for its owner's eyes only.

    Raises BackupError. A dump that fails leaves no file, and one that was there before as it was.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with (
            _replaced_when_whole(file) as unfinished,
            started("pg_dump", "--format=custom", f"--file={unfinished}", f"--dbname={address()}") as pg_dump,
        ):
            pg_dump.finish()
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from None


@contextmanager
def _replaced_when_whole(file: Path) -> Iterator[Path]:
    """A new, private file beside this one, which takes its name if the block succeeds and vanishes if it fails."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    os.close(descriptor)
    try:
        yield Path(name)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)


def restore(file: Path, force: bool = False) -> None:
    """Fill the database from a dump: all of it or, if anything fails, nothing.

    Raises BackupError if the file is no dump, or if the database holds tables and `force` is not given;
    with `force` everything in its schema `public` is replaced.
    """
    if not file.is_file():
        raise BackupError(f"There is no file {file}: name a dump, as in `make restore FILE=backups/NAME.dump`.")
    tables = connection.introspection.table_names()
    if tables and not force:
        raise BackupError(
            f"The database {connection.settings_dict['NAME']} is not empty, it has {len(tables)} tables: "
            "restore into a new one, or give FORCE=1 to replace everything in it."
        )
    _fill(file, first=EMPTY_SCHEMA if tables else b"")


def _fill(file: Path, first: bytes) -> None:
    """Send the dump as SQL to psql, which commits only when all of it has come."""
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    with started("psql", *options, f"--dbname={address()}", stdin=subprocess.PIPE) as psql:
        with suppress(BrokenPipeError):  # psql stopped at an error, which its finish() tells
            psql.process.stdin.write(first)
            _copy_as_sql(file, psql.process.stdin)
            psql.process.stdin.write(b"ANALYZE;\n")
        _close(psql.process.stdin)
        psql.finish()


def _copy_as_sql(file: Path, target: BinaryIO) -> None:
    arguments = ["--no-owner", "--no-privileges", "--file=-", str(file)]
    with started("pg_restore", *arguments, stdout=subprocess.PIPE) as pg_restore:
        _copy_without_unknown(pg_restore.process.stdout, target)
        pg_restore.finish()


def _copy_without_unknown(script: BinaryIO, target: BinaryIO) -> None:
    """Copy the SQL but for the setting that old servers refuse, which stands before the first object if at all."""
    for line in script:
        if line != UNKNOWN_TO_OLD_SERVERS:
            target.write(line)
        if not line.startswith(PREAMBLE):
            break
    shutil.copyfileobj(script, target)
