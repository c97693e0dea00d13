"""Settings of the archive. What differs between installations is an environment variable, listed in README.md.

Importing this file starts nothing and needs no database; a variable that cannot be used is named with what it accepts.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from archive import postgres
from archive.folders import FolderError, data_folder, make_data_folder

BASE_DIR = Path(__file__).resolve().parent.parent


# Readers of the environment


def env_flag(name: str, default: bool = False) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value == "":
        return default
    raise ImproperlyConfigured(f"{name} is {os.environ[name]!r}, but it takes 1 or 0 (or true, false, yes, no).")


def env_list(name: str, default: list[str]) -> list[str]:
    """The names of a comma-separated list."""
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()] or default


def env_choice(name: str, choices: list[str], default: str) -> str:
    """One word of a closed list, in any case. Raises ImproperlyConfigured for another."""
    value = os.environ.get(name, "").strip().upper() or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {os.environ[name]!r}, but it takes one of {', '.join(choices)}.")
    return value


def env_origins(name: str) -> list[str]:
    """Web origins such as https://archive.example.org. Raises ImproperlyConfigured for one without a scheme."""
    origins = env_list(name, [])
    for origin in origins:
        if not origin.startswith(("http://", "https://")):
            raise ImproperlyConfigured(
                f"{name} holds {origin!r}, but it takes origins like https://archive.example.org."
            )
    return origins


def env_database(name: str, default: str) -> dict:
    """Django's database settings for an address in any form that libpq reads. Raises ImproperlyConfigured."""
    try:
        options = conninfo_to_dict(os.environ.get(name) or default)
    except ProgrammingError:  # its message shows the address, password and all
        example = "postgresql://user:password@host:5432/archive"
        raise ImproperlyConfigured(f"{name} cannot be read: it takes an address like {example}.") from None
    if not options.keys() & {"dbname", "service"}:
        raise ImproperlyConfigured(f"{name} names no database: put /archive, or your database's name, after the host.")
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {key: str(options.pop(option, "")) for key, option in names.items()} | {"OPTIONS": options}


def secret_key() -> str:
    """SECRET_KEY, else, where the archive keeps its own database, a key made once and kept beside it."""
    if value := os.environ.get("SECRET_KEY"):
        return value
    if postgres.embedded():
        return kept_secret(data_folder() / "secret_key")
    if DEBUG:
        return "only for development, where nothing is secret"
    raise ImproperlyConfigured(
        "SECRET_KEY is not set, but DATABASE_URL is: set SECRET_KEY to 50 or more random characters, "
        "the same for every process of the site."
    )


def kept_secret(path: Path) -> str:
    """The secret in this file, which only its owner may read; it is made if there is none."""
    try:
        make_data_folder(path.parent)
        if not path.exists():
            write_once(path, secrets.token_urlsafe(64))
        return path.read_text()
    except FolderError as error:
        raise ImproperlyConfigured(str(error)) from None
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {path} ({error.strerror}): set ARCHIVE_DATA to a folder of your own."
        ) from None


def write_once(path: Path, text: str) -> None:
    """Write a private file whole, unless another process was first."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return
    finally:
        unfinished.unlink()


# The site

DEBUG = env_flag("DEBUG")
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env_origins("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "axes",
    "csp",
    "statements.apps.StatementsConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "archive.headers.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "statements.views.middleware.DatabaseGone",
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "statements.views.context.holdings",
            ],
        },
    },
]

DATABASES = {
    "default": env_database("DATABASE_URL", default=postgres.database_url())
    | {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True},
}
# A worker has fewer threads than its pool may have connections, so nobody waits for one unless the database is gone:
# then a reader gets the page that says so after `timeout` seconds, and the pool soon tries again.
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 2, "reconnect_timeout": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A pasted statement may be as long as an ingested file; longer ones could not be searched.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024  # bytes

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = data_folder() / "static" if postgres.embedded() else BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Accounts

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "archive.visitors.address"

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True

# Behind TLS, which a proxy in front of the archive ends

TLS = env_flag("ARCHIVE_TLS")
SECURE_SSL_REDIRECT = TLS
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS
if TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside, without the proxy
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Logging: one line per event on standard error

LOG_LEVELS = ["DEBUG", "INFO", "WARNING", "ERROR"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "archive.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env_choice("LOG_LEVEL", LOG_LEVELS, "WARNING")},
    "loggers": {
        # Django's own handlers mail errors to administrators, whom the archive does not know.
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # A page that is not there, or a form sent twice, is no event of ours.
        "django.request": {"level": "ERROR"},
        # While the database is gone, the pool would tell of each attempt, several a second.
        "psycopg.pool": {"level": "ERROR"},
    },
}
