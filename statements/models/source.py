"""Sources: the original bytes that statements were read from, and the receipts for what cleaning removed."""

from django.db import models
from django.db.models import Q


class Source(models.Model):
    """Bytes as they were received. It is known by its collection and path, else by its address.

    When a file changes, the new bytes are a new source and the old one stays, no longer current.
    """

    statement = models.ForeignKey("statements.Statement", models.PROTECT, related_name="sources")
    ordinal = models.PositiveSmallIntegerField(default=0, help_text="Which statement of this source, from 0.")
    collection = models.CharField(max_length=200)
    path = models.CharField(max_length=1000, blank=True)
    address = models.URLField(max_length=1000, blank=True, help_text="Where the document was published.")
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")
    media_type = models.CharField(max_length=100)
    encoding = models.CharField(max_length=40)
    content = models.BinaryField()
    manifest_sha256 = models.CharField(
        max_length=64, help_text="Of the manifest's values for this file: a change there counts too."
    )
    current = models.BooleanField(default=True)
    received = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-current", "-received", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "path", "ordinal"],
                condition=Q(current=True) & ~Q(path=""),
                name="one_current_source_per_path",
            ),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="source_sha256"),
        ]
        indexes = [models.Index(fields=["sha256"], name="source_sha256_known")]  # ingest asks: are these bytes held?

    def __str__(self):
        return self.path or self.address or self.sha256[:12]


class Removal(models.Model):
    """The receipt for words that cleaning took out of a source."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="removals")
    rule = models.CharField(max_length=60)
    line = models.PositiveIntegerField(help_text="Line in the source, from 1.")
    text = models.TextField()

    class Meta:
        ordering = ["line", "pk"]

    def __str__(self):
        return f"line {self.line}: {self.rule}"
