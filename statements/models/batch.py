"""Batches: the runs of ingest, each with what became of every file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from statements.vocabulary import Outcome


class Batch(models.Model):
    """One run of ingest, or one text pasted by a curator."""

    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=300, help_text="The folders given, or “admin”.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["-started"]
        verbose_name_plural = "batches"

    def __str__(self):
        return f"{self.started:%Y-%m-%d %H:%M} {self.origin}"


class BatchEntry(models.Model):
    """What became of one file in a batch."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    file = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField(blank=True)
    statement = models.ForeignKey(
        "statements.Statement", models.PROTECT, null=True, blank=True, related_name="batch_entries"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="batch_entry_outcome")]
        verbose_name_plural = "batch entries"

    def __str__(self):
        return f"{self.file}: {self.outcome}"
