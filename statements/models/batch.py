"""Batches: the runs of ingest, each with what became of every file."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from statements.vocabulary import Outcome

BATCH_UNDONE = "batch undone"
SILENT = timedelta(minutes=5)


class Batch(models.Model):
    """One run of ingest, or one text pasted by a curator."""

    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=300, help_text="The folders given, or “admin”.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    seen = models.DateTimeField(default=timezone.now, editable=False, help_text="When it last got on.")
    undone = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-started"]
        verbose_name_plural = "batches"

    def __str__(self):
        return f"{self.started:%Y-%m-%d %H:%M} {self.origin}"

    @property
    def state(self):
        """Where it stands. A run that has not got on for some minutes was interrupted; run again, it is resumed."""
        if self.undone:
            return "undone"
        if self.finished:
            return "finished"
        return "running" if timezone.now() - self.seen < SILENT else "interrupted"

    def counts(self):
        """How many files had each outcome, in the order of the outcomes. Costs a query."""
        counted = dict(self.entries.order_by().values_list("outcome").annotate(models.Count("pk")))
        return {outcome: counted[outcome] for outcome in Outcome if outcome in counted}


class BatchEntry(models.Model):
    """What became of one file in a batch."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    file = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField(blank=True)
    guesses = models.JSONField(default=list, blank=True, help_text="What was inferred, each with its reason.")
    warnings = models.JSONField(default=list, blank=True)
    statement = models.ForeignKey(
        "statements.Statement", models.PROTECT, null=True, blank=True, related_name="batch_entries"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="batch_entry_outcome")]
        verbose_name_plural = "batch entries"

    def __str__(self):
        return f"{self.file}: {self.outcome}"
