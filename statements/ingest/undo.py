"""Taking a batch back: what it created is withdrawn, but for what a curator has worked on since."""

from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from statements.models import Mention, Statement
from statements.models.batch import BATCH_UNDONE
from statements.vocabulary import Outcome, Workflow


@dataclass(frozen=True)
class Undone:
    """The statements that were withdrawn, and those that were held back because a curator has edited them."""

    withdrawn: tuple[Statement, ...]
    held_back: tuple[Statement, ...]

    def __str__(self):
        held_back = f"; {len(self.held_back)} held back, edited since" if self.held_back else ""
        return f"{len(self.withdrawn)} withdrawn{held_back}."


@transaction.atomic
def undo(batch) -> Undone:
    """Withdraw the statements that a batch created. Their references stay; ingesting the files again revives them."""
    created = Statement.objects.filter(batch_entries__batch=batch, batch_entries__outcome=Outcome.CREATED)
    standing = created.exclude(state=Workflow.WITHDRAWN).defer("text", "vector").order_by("pk").distinct()
    standing = list(standing.annotate(edited=_edited_since(batch)))
    held_back = tuple(statement for statement in standing if statement.edited)
    withdrawn = tuple(statement for statement in standing if not statement.edited)
    for statement in withdrawn:
        statement.withdraw(BATCH_UNDONE)
        statement.changed = timezone.now()
    Statement.objects.bulk_update(withdrawn, ["state", "withdrawn", "withdrawn_reason", "changed"], batch_size=500)
    batch.undone = timezone.now()
    batch.save(update_fields=["undone"])
    return Undone(withdrawn, held_back)


def _edited_since(batch):
    """Whether a curator has set a fact, decided on a mention, or saved the statement in the admin since."""
    decided = Mention.objects.decided().filter(paragraph__statement=OuterRef("pk"))
    saved = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Statement),
        action_flag=CHANGE,
        action_time__gte=batch.started,
        object_id=Cast(OuterRef("pk"), TextField()),
    )
    return ~Q(locked=[]) | Exists(decided) | Exists(saved)
