"""Load the authority files: `python manage.py load_authorities`."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from statements.ingest import authorities


class Command(BaseCommand):
    help = (
        "Load delegations, forums and instruments from the authority files. It can be run again: only what changed "
        "in the files is written, entries that left the files are retired, a curator's own entries stay."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "seeds" / "authorities",
            help="the folder with the files (default: seeds/authorities)",
        )

    def handle(self, *, folder, verbosity, **options):
        try:
            loaded = authorities.load(folder)
        except authorities.AuthorityError as error:
            raise CommandError(str(error)) from error
        scanned = sum(1 for _ in authorities.scan_all()) if loaded.instruments_changed else 0
        if verbosity:
            self.stdout.write(
                f"Authority files: {loaded.created} created, {loaded.changed} changed, {loaded.unchanged} unchanged, "
                f"{loaded.retired} retired; mentions found anew in {scanned} statements."
            )
