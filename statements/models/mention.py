"""Mentions: which paragraph names which instrument, where, and who says so."""

from django.db import models
from django.db.models import Q

from statements.models.instrument import Instrument
from statements.models.paragraph import Paragraph
from statements.vocabulary import MentionState

SHOWN = (MentionState.AUTOMATIC, MentionState.CONFIRMED, MentionState.ADDED)
DECIDED = (MentionState.CONFIRMED, MentionState.REJECTED, MentionState.ADDED)


class MentionQuerySet(models.QuerySet):
    def shown(self):
        """Those that the public sees: neither suggested nor rejected."""
        return self.filter(state__in=SHOWN)

    def decided(self):
        """Those that a curator has decided on; these survive every new scan."""
        return self.filter(state__in=DECIDED)


class Mention(models.Model):
    """An instrument in a paragraph: `text[start:start + len(surface)]` is `surface`.

    A curator's decision is keyed by paragraph, instrument and folded surface form. A mention added by hand where the
    text has no name for the instrument has neither surface nor start; a decision whose words an edit removed has no
    start.
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="mentions")
    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="mentions")
    surface = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Characters from the paragraph's beginning.")
    rule = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=MentionState)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["paragraph_id", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "instrument", "start"], nulls_distinct=False, name="one_mention_in_a_place"
            ),
            models.CheckConstraint(condition=Q(state__in=MentionState.values), name="mention_state"),
            models.CheckConstraint(
                condition=Q(start=None, state__in=DECIDED) | (~Q(surface="") & Q(start__isnull=False)),
                name="mention_has_a_place",
            ),
        ]
        indexes = [models.Index(fields=["instrument", "state"], name="mention_of_instrument")]  # instrument pages

    def __str__(self):
        return f"{self.surface or self.instrument.short} ({self.state})"

    @property
    def end(self):
        """The character after the surface form."""
        return self.start + len(self.surface)
