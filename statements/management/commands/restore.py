"""Restore a backup: `python manage.py restore FILE [--force]`."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from archive import backup
from archive.programs import PostgresError


class Command(BaseCommand):
    help = "Fill an empty database from a file that `backup` wrote; all of it, or nothing if anything fails."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` wrote")
        parser.add_argument("--force", action="store_true", help="replace everything that the database holds")

    def handle(self, *, file, force, **options):
        try:
            backup.restore(file, force=force)
        except (backup.BackupError, PostgresError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored {file}.")
