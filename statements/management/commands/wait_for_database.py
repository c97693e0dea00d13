"""Wait for a database that starts beside the site, as in docker-compose.yml: `python manage.py wait_for_database`."""

import time

from django.core.management.base import BaseCommand, CommandError

from archive import database

PAUSE = 0.5  # seconds


class Command(BaseCommand):
    help = "Wait until the database answers."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--timeout", type=float, default=60, metavar="SECONDS", help="default: 60")

    def handle(self, *, timeout, **options):
        deadline = time.monotonic() + timeout
        while refusal := database.refusal():
            if time.monotonic() > deadline:
                raise CommandError(f"The database did not answer within {timeout:g} seconds: {refusal}.")
            time.sleep(PAUSE)
