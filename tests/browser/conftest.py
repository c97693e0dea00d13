"""The browser tests: Chromium on the real site, as `make run` serves it, with a database of its own.

Nothing here touches Django's database layer: Playwright keeps an event loop running, in which Django refuses to work.
"""

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

CHECKOUT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
UP_WITHIN = 90  # seconds: creating the database and its tables is most of it
DOWN_WITHIN = 20  # seconds
CURATOR = {"username": "curator", "password": secrets.token_urlsafe(16)}

FRENCH = """Monsieur le Président,

Permettez-moi tout d'abord de vous féliciter pour votre élection à la présidence de cette Commission.

La prévention d'une course aux armements dans l'espace demeure un objectif essentiel de la communauté internationale.

Je vous remercie.
"""
ARABIC = """السيد الرئيس،

أود في البداية أن أهنئكم على انتخابكم رئيسا لهذه اللجنة، وأن أؤكد لكم دعم وفد بلادي الكامل في إدارة أعمالها.

إن منع حدوث سباق تسلح في الفضاء الخارجي يظل هدفا أساسيا للمجتمع الدولي، ونحن ندعو إلى بدء المفاوضات دون إبطاء.

شكرا السيد الرئيس.
"""
WITHDRAWN = """Mr. President,

This statement was entered twice, and is withdrawn from the archive so that its page can be looked at.

I thank you.
"""
WITHDRAW = """
from statements.models import Source
statement = Source.objects.get(path="withdrawn.txt").statement
statement.withdrawn_reason = "It was entered twice."
statement.enter("withdrawn")
statement.save()
print(statement.reference)
"""


@dataclass(frozen=True)
class Site:
    """A running site: its address, the addresses of its statements by name, and its commands."""

    url: str
    environment: dict[str, str]
    statements: dict[str, str]

    def manage(self, *arguments: str, **extra: str) -> str:
        """What a management command prints, run beside the site on the same database."""
        return manage({**self.environment, **extra}, *arguments)


def manage(environment: dict[str, str], *arguments: str) -> str:
    """Run a management command in a process of its own, and give what it prints."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def cannot(reason: str) -> None:
    """Skip the test, or fail it where browser tests are required."""
    if os.environ.get("ARCHIVE_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, but ARCHIVE_REQUIRE_BROWSER is set.")
    pytest.skip(f"{reason}.")


@pytest.fixture(scope="package")
def chromium():
    """The path of the system's Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        cannot("There is no Chromium to run the browser tests with")
    return found


@pytest.fixture(scope="package")
def browser(chromium):
    """A Chromium for all tests of this package; a test takes a context of its own from it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def site(chromium):
    """The site with the seeds, a French, an Arabic and a withdrawn statement, and a curator's account."""
    folder = Path(tempfile.mkdtemp(prefix="archive-browser-"))
    folder.chmod(0o711)  # as root, the database runs under another account
    with_database = _new_database() if os.environ.get("DATABASE_URL") else {}
    environment = _environment(folder, with_database)
    log = folder / "log"
    process = None
    try:
        with log.open("wb") as output:
            command = [sys.executable, "manage.py", "serve"]
            process = subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=output, stderr=output)
        _wait_until_up(process, environment["PORT"], log)
        yield Site(f"http://127.0.0.1:{environment['PORT']}", environment, _fill(environment, folder))
    finally:
        _stop(process)
        if with_database:
            _drop_database(with_database["DATABASE_URL"])
        shutil.rmtree(folder, ignore_errors=True)


def _environment(folder, with_database):
    """The environment of a newcomer, but for the port and the place of the data."""
    ours = {"DEBUG", "SECRET_KEY", "ARCHIVE_TLS", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "HOST", "LOG_LEVEL"}
    inherited = {name: value for name, value in os.environ.items() if name not in ours}
    chosen = {"ARCHIVE_DATA": str(folder / "data"), "PORT": str(_free_port())}
    return inherited | chosen | with_database


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _new_database():
    """A database of our own on the server that DATABASE_URL names."""
    name = f"archive_browser_{secrets.token_hex(6)}"
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING UTF8')
    return {"DATABASE_URL": make_conninfo(address, dbname=name), "SECRET_KEY": secrets.token_urlsafe(50)}


def _drop_database(address):
    name = conninfo_to_dict(address)["dbname"]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _wait_until_up(process, port, log):
    deadline = time.monotonic() + UP_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The site did not come up within {UP_WITHIN} seconds:\n{log.read_text(errors='replace')}")


def _stop(process):
    if process is None:
        return
    process.terminate()
    try:
        process.wait(DOWN_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _fill(environment, folder):
    """Add what the seeds lack, and give the address of each statement by a name."""
    texts = folder / "texts"
    texts.mkdir()
    for name, text in (("french.txt", FRENCH), ("arabic.txt", ARABIC), ("withdrawn.txt", WITHDRAWN)):
        (texts / name).write_text(text)
    manage(environment, "ingest", str(texts), "--collection", "browser-tests")
    withdrawn = manage(environment, "shell", "-v", "0", "-c", WITHDRAW).split()[-1]
    account = {f"DJANGO_SUPERUSER_{name.upper()}": value for name, value in CURATOR.items()}
    manage({**environment, **account}, "createsuperuser", "--noinput", "--email", "curator@example.org")
    listed = {"000": "year=2011", "002": "year=2005", "french": "language=fr", "arabic": "language=ar"}
    addresses = {name: _only_statement(environment["PORT"], query) for name, query in listed.items()}
    return addresses | {"withdrawn": f"/statements/{withdrawn}/"}


def _only_statement(port, query):
    """The address of the only statement that a query of the list finds."""
    with urlopen(f"http://127.0.0.1:{port}/statements/?{query}") as response:
        found = set(re.findall(r'href="(/statements/[a-z2-7]{10}/[^/"]+/)"', response.read().decode()))
    assert len(found) == 1, (query, found)
    return found.pop()


@pytest.fixture
def open_page(browser, site):
    """`open_page(address, **context)`: a page of the site in a browser context of its own, closed at the end."""
    contexts = []

    def opened(address, **options):
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(base_url=site.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
