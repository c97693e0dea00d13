"""Serve the site: what `make run` does."""

from django.core.management.base import BaseCommand, CommandError

from archive import database, serving
from archive.database import DatabaseUnreachable
from archive.programs import PostgresError


class Command(BaseCommand):
    help = "Bring the database up to date and serve the site; the variables PORT (8000) and HOST (127.0.0.1) say where."

    def handle(self, *args, **options):
        try:
            address = serving.Address.of_environment()
            address.check_free()
            database.require()
        except (serving.AddressError, PostgresError, DatabaseUnreachable) as error:
            raise CommandError(str(error)) from None
        serving.prepare(self.stderr.write)
        self.stdout.write(f"Open {address.url} (Ctrl-C stops the site)")
        self.stdout.flush()
        serving.run(address)
