"""The embedded server: real servers in folders of their own, started, shared, killed and stopped."""

import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from archive import postgres, programs
from archive.folders import Account
from archive.postgres import Server
from archive.programs import PostgresError

HOLDER = """
import sys
from archive import postgres, programs
postgres.ensure_running()
print("held", flush=True)
sys.stdin.read()
"""
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another account")
as_ordinary_user = pytest.mark.skipif(os.geteuid() == 0, reason="root's server runs under another account")


class Holder:
    """Another process of the archive, which holds the server of a folder until it is told to end."""

    def __init__(self, folder):
        environment = os.environ | {"ARCHIVE_DATA": str(folder)}
        environment.pop("DATABASE_URL", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout.readline() == "held\n"

    def end(self):
        self.process.communicate("", timeout=60)
        assert self.process.returncode == 0

    def send(self, number):
        self.process.send_signal(number)
        self.process.communicate(timeout=60)


@pytest.fixture
def place():
    """A temporary folder that an unprivileged account may pass through, with no server left in it at the end."""
    with tempfile.TemporaryDirectory(prefix="archive-test-") as name:
        os.chmod(name, 0o711)  # noqa: S103 - that is the point
        yield Path(name)
        for folder in [path.parent for path in Path(name).rglob("cluster")]:
            Server(folder).stop()


@pytest.fixture
def server(place):
    """A server over a folder that does not exist yet."""
    return Server(place / "data")


@pytest.fixture
def held(server):
    """A server that runs, and that this process holds."""
    server.hold()
    yield server
    server.release()


def answers(server):
    try:
        ask(server, "SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def ask(server, query):
    with psycopg.connect(server.url) as connection:
        cursor = connection.execute(query)
        return cursor.fetchone()[0] if cursor.description else None


def until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


def postmaster(server):
    return psutil.Process(int((server.data / "postmaster.pid").read_text().split()[0]))


def kill(server):
    """Kill the server's first process; its helpers follow when they notice."""
    process = postmaster(server)
    process.kill()
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE)


def test_it_works(server):
    server.hold()
    assert ask(server, "SELECT current_database()") == "archive"
    server.release()
    assert not answers(server)


def test_starts_again_with_its_data(server):
    server.hold()
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    server.release()
    server.hold()
    assert ask(server, "SELECT n FROM kept") == 7
    server.release()


def test_is_set_up_for_every_language_and_for_this_machine_alone(held):
    assert ask(held, "SHOW server_encoding") == "UTF8"
    assert ask(held, "SELECT datcollate FROM pg_database WHERE datname = 'archive'") == "C.UTF-8"
    assert ask(held, "SHOW listen_addresses") == ""
    assert ask(held, "SHOW fsync") == "on"


def test_nobody_else_can_look_inside(held):
    assert mode(held.folder) == (0o710 if os.geteuid() == 0 else 0o700)
    assert mode(held.cluster) == mode(held.data) == mode(held.socket_folder) == 0o700
    assert mode(held.log) == mode(held.folder / "users") == 0o600
    assert held.data.stat().st_uid == held.account.uid != 0


def test_importing_the_settings_starts_nothing(place):
    environment = os.environ | {"ARCHIVE_DATA": str(place / "data"), "SECRET_KEY": "x"}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", "import archive.settings, archive.postgres"], env=environment, check=True)
    assert not (place / "data").exists()


# Sharing


def test_the_last_process_stops_it(server):
    first, second = Holder(server.folder), Holder(server.folder)
    first.end()
    assert answers(server)
    second.end()
    assert not answers(server)


def test_two_that_start_at_once_share_one(server):
    environment = os.environ | {"ARCHIVE_DATA": str(server.folder)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-c", HOLDER]
    processes = [subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, text=True) for _ in range(4)]
    for process in processes:
        process.communicate("")
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert not answers(server)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_last_process_stops_it(server, number):
    Holder(server.folder).send(number)
    assert not answers(server)


def test_after_kill_9_of_a_process_the_next_takes_over(server):
    Holder(server.folder).send(signal.SIGKILL)
    assert answers(server)
    running = postmaster(server)
    Holder(server.folder).end()
    assert not running.is_running() or running.status() == psutil.STATUS_ZOMBIE


def test_a_forked_child_has_a_hold_of_its_own(held):
    os.register_at_fork(after_in_child=held.hold_after_fork)
    context = multiprocessing.get_context("fork")
    go = context.Event()
    child = context.Process(target=go.wait)
    child.start()
    time.sleep(0.2)
    held.release()
    assert answers(held)
    go.set()
    child.join()
    held.hold()


def test_another_folder_has_another_server(held, place):
    other = Server(place / "other")
    other.hold()
    ask(other, "CREATE TABLE there ()")
    assert ask(held, "SELECT count(*) FROM pg_tables WHERE tablename = 'there'") == 0
    other.release()
    assert answers(held)


# Accidents


def test_after_kill_9_of_the_server_the_data_is_there(server):
    holder = Holder(server.folder)
    ask(server, "CREATE TABLE kept AS SELECT 7 AS n")
    kill(server)
    assert not answers(server)
    second = Holder(server.folder)
    assert ask(server, "SELECT n FROM kept") == 7
    second.end()
    assert answers(server)
    holder.end()
    assert not answers(server)


def test_waits_for_the_last_processes_of_a_killed_server(server):
    holder = Holder(server.folder)
    with psycopg.connect(server.url) as connection:
        backend = psutil.Process(connection.info.backend_pid)
        backend.suspend()
        kill(server)
        subprocess.Popen(["sh", "-c", f"sleep 2; kill -CONT {backend.pid}"])
        second = Holder(server.folder)
    assert answers(server)
    second.end()
    holder.end()


def test_a_stranger_with_the_dead_servers_process_id(server):
    Holder(server.folder).send(signal.SIGKILL)
    kill(server)
    stranger = subprocess.Popen(["sleep", "60"], **server._identity())
    path = server.data / "postmaster.pid"
    _, *lines = path.read_text().splitlines()
    path.write_text("\n".join([str(stranger.pid), *lines, ""]))
    (server.socket_folder / f"{postgres.SOCKET}.lock").write_text(f"{stranger.pid}\n")
    Holder(server.folder).end()
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_an_empty_process_id_file(server):
    Holder(server.folder).end()
    path = server.data / "postmaster.pid"
    path.touch()
    os.chown(path, server.account.uid, server.account.gid)
    Holder(server.folder).end()


def test_an_interrupted_creation(server):
    server._make_folders()
    (server.cluster / "unfinished").mkdir()
    (server.cluster / "unfinished" / "PG_VERSION").write_text("18\n")
    server.hold()
    assert answers(server)
    server.release()


def test_a_path_too_long_for_a_socket(place):
    server = Server(place.joinpath(*["a" * 40] * 3, "data"))
    server.hold()
    assert answers(server)
    assert server.socket_folder.parent == Path("/tmp")  # noqa: S108
    assert mode(server.socket_folder) == 0o700
    server.release()
    server.socket_folder.rmdir()


def test_a_path_with_all_sorts_of_characters(place):
    server = Server(place / "it's 50% é")
    server.hold()
    assert answers(server)
    server.release()


@as_ordinary_user
def test_below_a_folder_that_others_cannot_enter(place):
    place.chmod(0o700)
    server = Server(place / "data")
    server.hold()
    server.release()


@as_root
def test_the_servers_account_cannot_get_there(place):
    place.chmod(0o700)
    with pytest.raises(PostgresError, match="cannot reach .*: set ARCHIVE_DATA to a folder whose parents"):
        Server(place / "data").hold()


@as_root
def test_a_folder_of_someone_else(server):
    server.folder.mkdir()
    os.chown(server.folder, Account.unprivileged().uid, -1)
    with pytest.raises(PostgresError, match="belongs to .*, not to root: set ARCHIVE_DATA"):
        server.hold()


def test_a_folder_in_which_others_may_write(server):
    server.folder.mkdir()
    server.folder.chmod(0o777)
    with pytest.raises(PostgresError, match="Others may write .*: forbid it with `chmod go-w"):
        server.hold()


def test_a_file_where_the_folder_should_be(server):
    server.folder.write_text("")
    with pytest.raises(PostgresError, match="is in the way"):
        server.hold()


def test_data_of_another_version(held):
    held.release()
    (held.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(PostgresError, match="made by PostgreSQL 16, and this archive runs 18: back it up"):
        held.hold()


def test_a_server_that_cannot_start_says_why(held):
    held.release()
    (held.data / "postgresql.conf").write_text("shared_bufers = 1\n")
    with pytest.raises(PostgresError, match="PostgreSQL did not start: .*configuration.* Its log is"):
        held.hold()


def test_a_machine_that_the_wheel_does_not_serve():
    with pytest.raises(PostgresError, match="carries no nonsense .* set DATABASE_URL"):
        programs.bin_path("nonsense")
