"""The site as `make run` serves it: real processes, stopped and killed in every way."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from archive.postgres import Server
from archive.settings import BASE_DIR


class Site:
    """`manage.py serve` over an embedded database in this folder."""

    def __init__(self, folder, port):
        self.url = f"http://127.0.0.1:{port}"
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=BASE_DIR,
            env=kept | {"ARCHIVE_DATA": str(folder), "PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait(self):
        """Until it answers; then the processes that it consists of."""
        until(lambda: self.process.poll() is not None or self.status("/healthz") == 200, seconds=120)
        assert self.process.poll() is None, self.process.communicate()
        return [psutil.Process(self.process.pid), *psutil.Process(self.process.pid).children(recursive=True)]

    def status(self, path):
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:  # noqa: S310 - our own address
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    def end(self, number):
        """Send the main process this signal; what it printed."""
        self.process.send_signal(number)
        return self.process.communicate(timeout=60)


def until(true, seconds=30):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.1)


def all_gone(processes):
    return all(not one.is_running() or one.status() == psutil.STATUS_ZOMBIE for one in processes)


@pytest.fixture(scope="module")
def folder():
    """A data folder that the tests of this module share, so that only the first has to fill it."""
    with tempfile.TemporaryDirectory(prefix="archive-test-") as name:
        os.chmod(name, 0o711)  # noqa: S103 - root's server runs under another account
        yield Path(name) / "data"


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def site(folder, port):
    site = Site(folder, port)
    yield site
    if site.process.poll() is None:
        site.end(signal.SIGKILL)
    Server(folder).stop()


def test_it_works(site):
    site.wait()
    assert site.status("/") == 200
    assert site.status("/admin/login/") == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_site_and_its_database(site, number):
    processes = site.wait()
    printed, complaints = site.end(number)
    assert printed.splitlines()[-1] == f"Open {site.url} (Ctrl-C stops the site)"
    assert complaints == ""
    assert site.process.returncode == 0
    assert all_gone(processes)


def test_after_kill_9_no_worker_keeps_the_port(site, folder, port):
    processes = site.wait()
    site.end(signal.SIGKILL)
    until(lambda: all_gone(processes))
    again = Site(folder, port)
    again.wait()
    assert again.status("/") == 200
    again.end(signal.SIGTERM)


def test_a_killed_worker_is_replaced(site):
    _, *children = site.wait()
    workers = [child for child in children if "serve" in child.cmdline()]
    for worker in workers:
        worker.kill()
    until(lambda: site.status("/") == 200)


def test_it_answers_while_the_database_is_gone_and_after(site, folder):
    site.wait()
    Server(folder).stop()
    assert site.status("/healthz") == 503
    assert site.status("/") == 503
    another = Server(folder)
    another.hold()
    until(lambda: site.status("/") == 200)
    another.release()


def test_the_database_stays_while_another_process_uses_it(site, folder):
    site.wait()
    another = Server(folder)
    another.hold()
    site.end(signal.SIGTERM)
    assert another._postmaster()
    another.release()
    assert not another._postmaster()


def test_a_port_in_use(folder, port):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        printed, complaints = Site(folder, port).process.communicate(timeout=30)
    assert printed == ""
    assert complaints == f"CommandError: Port {port} is in use: choose another, as in `make run PORT={port + 1}`.\n"


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_no_port(folder, port):
    printed, complaints = Site(folder, port).process.communicate(timeout=30)
    assert complaints == f"CommandError: PORT is '{port}', but it takes a number from 1 to 65535.\n"
