"""Back the database up: `python manage.py backup [FILE]`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive import backup
from archive.programs import PostgresError


class Command(BaseCommand):
    help = "Write the whole database to a file; without a name, to one in backups/ that is named by the time in UTC."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: backups/<time>.dump")

    def handle(self, *, file, **options):
        file = file or backup.default_file(settings.BASE_DIR / "backups")
        try:
            backup.dump(file)
        except (backup.BackupError, PostgresError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Wrote {file} ({file.stat().st_size / 1e6:.1f} MB).")
