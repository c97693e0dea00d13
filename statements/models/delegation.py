"""Delegations: States, former States, observers, organisations and groups that speak."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from statements.fulltext import folded
from statements.models.slugs import SluggedQuerySet
from statements.vocabulary import DelegationKind, Language


class DelegationQuerySet(SluggedQuerySet):
    def alphabetical(self):
        return self.order_by("sort_name", "code")


class Delegation(models.Model):
    """Whoever a statement is made by or for, under its United Nations short name."""

    code = models.CharField(
        max_length=20, unique=True, help_text="ISO 3166-1 alpha-3 for a State (KAZ), a short code for a group (G77)."
    )
    kind = models.CharField(max_length=20, choices=DelegationKind)
    name = models.CharField(max_length=200, help_text="United Nations short name.")
    formal_name = models.CharField(max_length=300, blank=True)
    slug = models.SlugField(max_length=100, unique=True)
    iso3 = models.CharField("ISO 3166-1 alpha-3", max_length=3, blank=True)
    m49 = models.CharField("UN M49", max_length=3, blank=True)
    regional_group = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True, help_text="First day, for a delegation that began.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day, for a delegation that ended.")
    retired = models.BooleanField(default=False, help_text="No longer in the authority list; kept for its statements.")
    loaded = models.CharField(max_length=64, blank=True, editable=False)  # SHA-256 of its rows when last loaded
    sort_name = folded("name")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DelegationKind.values), name="delegation_kind"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="delegation_has_name_and_code"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=models.F("valid_to")),
                name="delegation_begins_before_it_ends",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("delegation", args=[self.slug])


class DelegationAlias(models.Model):
    """Another form of a delegation's name: formal, common, former, or in another language."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="aliases")
    form = models.CharField(max_length=300)
    language = models.CharField(max_length=3, choices=Language, default=Language.ENGLISH)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    from_file = models.BooleanField(default=False, editable=False)  # the loader leaves a curator's own alone

    class Meta:
        ordering = ["language", "form"]
        constraints = [
            models.UniqueConstraint(fields=["delegation", "language", "form"], name="one_delegation_alias"),
            models.CheckConstraint(condition=~Q(form=""), name="delegation_alias_has_form"),
        ]
        verbose_name_plural = "delegation aliases"

    def __str__(self):
        return self.form
