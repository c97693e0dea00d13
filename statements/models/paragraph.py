"""Paragraphs: the units that are cited. An anchor is given once and never moves."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from statements.fulltext import paragraph_vector
from statements.vocabulary import Language, ParagraphKind


class ParagraphQuerySet(models.QuerySet):
    def published(self):
        """Those that the public may read."""
        return self.filter(statement__in=self.model.statement.field.related_model.objects.published())

    def update(self, **values):
        """As usual, but text and language change only through `ingest.revise`, which keeps the statement in step."""
        if values.keys() & {"text", "language"}:
            raise ValueError("A paragraph's text and language change through ingest.revise() only.")
        return super().update(**values)


class Paragraph(models.Model):
    """One paragraph. `anchor` is p7 for the seventh spoken one, p7a for one put in after it (p0a before the
    first), h1 for a heading."""

    statement = models.ForeignKey("statements.Statement", models.PROTECT, related_name="paragraphs")
    position = models.PositiveIntegerField(help_text="Place in the statement, headings included, from 1.")
    anchor = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=ParagraphKind, default=ParagraphKind.BODY)
    printed_number = models.CharField(max_length=20, blank=True, help_text="The number printed in the source, if any.")
    text = models.TextField()
    language = models.CharField(max_length=3, choices=Language, default=Language.ENGLISH)
    vector = paragraph_vector()

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["statement_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "anchor"], name="one_anchor"),
            models.UniqueConstraint(
                fields=["statement", "position"], name="one_position", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(anchor__regex="^[ph][0-9]+[a-z]*$"), name="paragraph_anchor"),
            models.CheckConstraint(condition=Q(kind__in=ParagraphKind.values), name="paragraph_kind"),
            models.CheckConstraint(condition=~Q(text=""), name="paragraph_has_text"),
        ]
        indexes = [GinIndex(fields=["vector"], name="paragraph_vector")]  # extracts, and later phrases

    def __str__(self):
        return self.anchor

    @property
    def label(self):
        """The number in the margin ("7", "7a"); empty for a heading."""
        return "" if self.kind == ParagraphKind.HEADING else self.anchor[1:]
