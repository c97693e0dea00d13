"""Take a batch back: `python manage.py undo_batch 7`; without a number, list the latest."""

from django.core.management.base import BaseCommand, CommandError

from statements.ingest.undo import undo
from statements.models import Batch


class Command(BaseCommand):
    help = (
        "Withdraw the statements that a batch created, but for those that a curator has edited since, which are "
        "listed. Ingesting the files again brings the statements back under their references."
    )

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, nargs="?", help="its number; without one, the latest batches are listed")

    def handle(self, *, batch, **options):
        if batch is None:
            for latest in Batch.objects.all()[:10]:
                self.stdout.write(f"{latest.pk}: {latest}, {latest.state}")
            return
        held = Batch.objects.filter(pk=batch).first()
        if held is None:
            raise CommandError(f"There is no batch {batch}.")
        undone = undo(held)
        for statement in undone.held_back:
            self.stderr.write(f"held back, edited since: {statement.reference} {statement.title}")
        self.stdout.write(f"Batch {batch}: {undone}")
