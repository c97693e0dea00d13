"""The site's processes: their address, what must be there before they start, and how they live and die together."""

import errno
import multiprocessing
import os
import signal
import socket
import threading
from dataclasses import dataclass

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections

from archive import postgres

REJECTED = 1  # the exit status of `ingest` when it rejected a file
WORKERS = 2
THREADS = 4  # of each worker; fewer than the connections of its pool, so that no reader waits for one
LOCK_NUMBER = 20111018  # of our own choice: the advisory lock of whoever prepares the database


class AddressError(Exception):
    """The site cannot have its address; the message is one sentence for the person at the terminal."""


@dataclass(frozen=True)
class Address:
    """Where the site listens."""

    host: str
    port: int

    @classmethod
    def of_environment(cls) -> "Address":
        """HOST (127.0.0.1) and PORT (8000). Raises AddressError unless PORT is a port's number."""
        port = os.environ.get("PORT") or "8000"
        if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
            raise AddressError(f"PORT is {port!r}, but it takes a number from 1 to 65535.")
        return cls(os.environ.get("HOST") or "127.0.0.1", int(port))

    @property
    def url(self) -> str:
        """What to open in a browser on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.port}"

    def check_free(self) -> None:
        """Raise AddressError unless the site could listen here; granian itself would share a taken port."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
                probe.listen(1)
            except OSError as error:
                raise AddressError(self._refusal(error)) from None

    def _refusal(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return f"Port {self.port} is in use: choose another, as in `make run PORT={self.port % 65535 + 1}`."
        if error.errno == errno.EACCES:
            return f"Port {self.port} is not open to ordinary users: choose PORT from 1024 to 65535."
        return f"The site cannot listen on HOST {self.host!r}, PORT {self.port}: {error.strerror}."


def prepare(say) -> None:
    """Bring database and static files up to date: migrations, authority files, seeds. `say` takes a line of progress.

    Only one process at a time prepares one database.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_NUMBER])
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_authorities")
        _ingest_seeds(say)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])
    call_command("collectstatic", verbosity=0, interactive=False)


def _ingest_seeds(say) -> None:
    try:
        call_command("ingest", str(settings.BASE_DIR / "seeds" / "statements"))
    except CommandError as error:
        say(str(error))
    except SystemExit as end:
        # The command has told which file it rejected; that does not keep the others from their readers.
        if end.code != REJECTED:
            raise


def run(address: Address) -> None:
    """Serve the site until SIGINT or SIGTERM."""
    from granian import Granian
    from granian.constants import Interfaces

    close_connections()
    server = Granian(
        "archive.wsgi:application",
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        websockets=False,
        log_level="error",
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    at_hangup = signal.getsignal(signal.SIGHUP)
    if at_hangup != signal.SIG_IGN:
        at_hangup = server.signal_handler_interrupt
    # granian would start its workers anew when the terminal goes away; we end, unless nohup said otherwise
    server.on_startup(lambda: signal.signal(signal.SIGHUP, at_hangup))
    server.serve()


def close_connections() -> None:
    """Close every database connection of this process, so that a fork does not inherit one."""
    connections.close_all()
    for each in connections.all():
        each.close_pool()


def live_as_worker() -> None:
    """In a worker process: leave signals to the main process, and end with it, even by kill -9, lest the port be kept.

    A terminal's Ctrl-C reaches the main process alone, which then ends its workers; both at once confuses granian.
    """
    if parent := multiprocessing.parent_process():
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # until granian sets its own: what was inherited does nothing
        threading.Thread(target=_end_after, args=[parent], name="end-with-parent", daemon=True).start()


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    if postgres.embedded():
        postgres.release()
    os._exit(1)
