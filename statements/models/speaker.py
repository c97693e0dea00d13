"""Speakers: the persons who delivered statements."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from statements.fulltext import folded
from statements.models.delegation import Delegation
from statements.models.slugs import SluggedQuerySet


class SpeakerQuerySet(SluggedQuerySet):
    def alphabetical(self):
        return self.order_by("sort_name", "pk")


class Speaker(models.Model):
    """A person, speaking for one delegation. The same name for another delegation is another speaker."""

    name = models.CharField(max_length=300)
    delegation = models.ForeignKey(Delegation, models.PROTECT, null=True, blank=True, related_name="speakers")
    slug = models.SlugField(max_length=100, unique=True)
    note = models.TextField(blank=True)
    retired = models.BooleanField(default=False, editable=False)
    sort_name = folded("name")

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sort_name", "delegation"], nulls_distinct=False, name="one_speaker_of_a_name_per_delegation"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_name"),
        ]

    def __str__(self):
        return f"{self.name} ({self.delegation})" if self.delegation else self.name

    def get_absolute_url(self):
        return reverse("speaker", args=[self.slug])
