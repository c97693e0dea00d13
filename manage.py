#!/usr/bin/env python3
"""Run one of the archive's commands, with the embedded database started for those that need one."""

import os
import signal
import sys

# `serve` asks for the database itself, once it knows that its port is free.
COMMANDS_WITHOUT_DATABASE = {
    "help",
    "version",
    "check",
    "collectstatic",
    "findstatic",
    "diffsettings",
    "wait_for_database",
    "serve",
}
OPTIONS_WITHOUT_DATABASE = {"-h", "--help", "--version"}


def needs_database(arguments: list[str]) -> bool:
    """Whether the command given by these arguments may talk to the database."""
    if not arguments or OPTIONS_WITHOUT_DATABASE.intersection(arguments):
        return False
    return arguments[0] not in COMMANDS_WITHOUT_DATABASE


def main() -> None:
    """Run the command of the command line; what the settings or the database cannot do is said in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from archive import database
    from archive.database import DatabaseUnreachable
    from archive.programs import PostgresError

    try:
        django.setup()
        if needs_database(sys.argv[1:]):
            database.require()
    except (ImproperlyConfigured, PostgresError, DatabaseUnreachable) as error:
        sys.exit(str(error))
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database does not do its work: {str(error).splitlines()[0]}.")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
