"""The environment variables of the settings, each read in a process of its own, and the headers of every page."""

import json
import logging
import os
import stat
import subprocess
import sys

import pytest

from archive.logs import OneLine
from archive.settings import BASE_DIR
from archive.visitors import address

OURS = ("DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "ARCHIVE_TLS", "LOG_LEVEL")
LONG_KEY = "0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PRODUCTION = {"DATABASE_URL": "postgresql://u:p@db/archive", "SECRET_KEY": LONG_KEY, "ARCHIVE_TLS": "1"}


def run(*command, folder, **variables):
    """Run Python with these variables and none of the settings' others; no server is asked for."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    environment = kept | {"ARCHIVE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "archive.settings"} | variables
    return subprocess.run([sys.executable, *command], cwd=BASE_DIR, env=environment, capture_output=True, text=True)


@pytest.fixture
def refused(tmp_path):
    """What `manage.py check` says when it refuses these variables."""

    def said(**variables):
        done = run("manage.py", "check", folder=tmp_path / "data", **variables)
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        return done.stderr.strip()

    return said


@pytest.fixture
def setting(tmp_path):
    """The value that a setting has with these variables."""

    def value(name, **variables):
        code = f"import json; from django.conf import settings; print(json.dumps(settings.{name}, default=str))"
        done = run("-c", code, folder=tmp_path / "data", **variables)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return value


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps', but it takes 1 or 0 (or true, false, yes, no)."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud', but it takes one of DEBUG, INFO, WARNING, ERROR."),
        (
            {"CSRF_TRUSTED_ORIGINS": "https://a.org, b.org"},
            "CSRF_TRUSTED_ORIGINS holds 'b.org', but it takes origins like https://archive.example.org.",
        ),
        (
            {"DATABASE_URL": "mysql://user:hidden@host/db", "SECRET_KEY": LONG_KEY},
            "DATABASE_URL cannot be read: it takes an address like postgresql://user:password@host:5432/archive.",
        ),
        (
            {"DATABASE_URL": "postgresql://host", "SECRET_KEY": LONG_KEY},
            "DATABASE_URL names no database: put /archive, or your database's name, after the host.",
        ),
        (
            {"DATABASE_URL": "postgresql://host/archive"},
            "SECRET_KEY is not set, but DATABASE_URL is: set SECRET_KEY to 50 or more random characters, "
            "the same for every process of the site.",
        ),
    ],
)
def test_a_variable_that_cannot_be_used_is_named_in_one_sentence(refused, variables, sentence):
    assert refused(**variables) == sentence


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://u:p@host:5433/name",
            {"HOST": "host", "PORT": "5433", "NAME": "name", "USER": "u", "PASSWORD": "p"},
        ),
        ("postgresql://u%40a:p%2Fq%40r@host/name", {"USER": "u@a", "PASSWORD": "p/q@r"}),
        ("postgresql:///name?host=/run/postgresql", {"HOST": "/run/postgresql", "NAME": "name"}),
        ("postgresql://%2Frun%2Fpostgresql/name", {"HOST": "/run/postgresql", "NAME": "name"}),
        ("host=/run/postgresql dbname='a name'", {"HOST": "/run/postgresql", "NAME": "a name"}),
        ("postgres://[::1]:5433/name", {"HOST": "::1", "PORT": "5433"}),
    ],
)
def test_every_form_of_a_database_address(setting, url, expected):
    database = setting("DATABASES", DATABASE_URL=url, SECRET_KEY=LONG_KEY)["default"]
    assert database | expected == database


def test_options_of_a_database_address(setting):
    url = "postgresql://host/name?sslmode=require&options=-c%20statement_timeout%3D5s"
    options = setting("DATABASES", DATABASE_URL=url, SECRET_KEY=LONG_KEY)["default"]["OPTIONS"]
    assert options["sslmode"] == "require"
    assert options["options"] == "-c statement_timeout=5s"


def test_the_secret_key_is_made_once_and_kept_for_its_owner(setting, tmp_path):
    key = setting("SECRET_KEY")
    assert len(key) >= 50
    assert setting("SECRET_KEY") == key
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600


def test_debug_is_off_unless_asked_for(setting):
    assert setting("DEBUG") is False
    assert setting("DEBUG", DEBUG="1") is True


def test_the_deploy_check_is_clean(tmp_path):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", folder=tmp_path / "data", **PRODUCTION)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path):
    nowhere = {"DATABASE_URL": f"postgresql:///archive?host={tmp_path}", "SECRET_KEY": LONG_KEY}
    done = run("manage.py", "showmigrations", folder=tmp_path / "data", **nowhere)
    assert done.returncode == 1
    assert done.stderr.startswith("The database of DATABASE_URL does not answer: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("path", ["/", "/admin/login/", "/no/such/page/"])
@pytest.mark.django_db
def test_headers_of_every_page(client, path):
    headers = client.get(path).headers
    policy = dict(rule.partition(" ")[::2] for rule in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_ten_wrong_passwords_lock_an_account_out_from_that_address(client, django_user_model):
    django_user_model.objects.create_superuser("curator", password="the right one, 12+")
    wrong, right = ({"username": "curator", "password": word} for word in ("wrong", "the right one, 12+"))
    answers = [client.post("/admin/login/", wrong).status_code for _ in range(10)]
    assert answers == [200] * 9 + [429]
    assert client.post("/admin/login/", right).status_code == 429
    assert client.post("/admin/login/", right, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_the_visitors_address_behind_a_proxy_is_what_the_proxy_saw(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
    settings.TLS = True
    assert address(request) == "192.0.2.7"
    settings.TLS = False
    assert address(request) == "127.0.0.1"


def test_an_event_is_one_line_of_the_log():
    try:
        raise ValueError("first line\nsecond line")
    except ValueError:
        record = logging.LogRecord("archive", logging.ERROR, "", 0, "It broke\ntwice", (), sys.exc_info())
    line = OneLine().format(record)
    assert line.endswith(
        "ERROR archive: It broke | twice | ValueError: first line | second line "
        f"(in tests/test_settings.py:{record.exc_info[2].tb_lineno} test_an_event_is_one_line_of_the_log)"
    )
