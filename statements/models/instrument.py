"""Instruments: treaties, drafts, resolutions, regimes, reports and bodies that statements refer to."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from statements.fulltext import folded
from statements.models.delegation import Delegation
from statements.models.forum import Forum
from statements.models.slugs import SluggedQuerySet
from statements.vocabulary import AliasMatch, InstrumentKind, RelationKind


class InstrumentQuerySet(SluggedQuerySet):
    def alphabetical(self):
        return self.order_by("sort_name", "pk")

    def with_symbol(self, symbol):
        """The checked instruments that have this document symbol; an unchecked entry's symbol is never resolved."""
        return self.current().filter(checked=True, symbol=symbol)


class Instrument(models.Model):
    """Something that statements refer to. An unchecked entry is shown as unverified and without its symbol."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=500)
    acronym = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30, choices=InstrumentKind)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Adopted or opened; first tabled for a draft."
    )
    symbol = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    checked = models.BooleanField(default=False, help_text="A source was seen for this entry.")
    forum = models.OneToOneField(
        Forum, models.PROTECT, null=True, blank=True, related_name="instrument", help_text="The forum that it also is."
    )
    delegation = models.OneToOneField(
        Delegation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="instrument",
        help_text="The delegation or group that it also is.",
    )
    retired = models.BooleanField(default=False, help_text="No longer in the authority list; kept for its mentions.")
    loaded = models.CharField(max_length=64, blank=True, editable=False)  # SHA-256 of its rows when last loaded
    sort_name = folded("name")

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=InstrumentKind.values), name="instrument_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="instrument_has_name"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("instrument", args=[self.slug])

    @property
    def short(self):
        """The acronym where there is one, else the name."""
        return self.acronym or self.name

    @property
    def shown_symbol(self):
        """The symbol, unless the entry is unchecked."""
        return self.symbol if self.checked else ""


class InstrumentAlias(models.Model):
    """A form under which an instrument occurs in texts, and how that form is looked for."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="aliases")
    form = models.CharField(max_length=500)
    match = models.CharField(max_length=10, choices=AliasMatch, default=AliasMatch.PHRASE)
    case_sensitive = models.BooleanField(default=False)
    valid_from = models.DateField(
        null=True, blank=True, help_text="The form means this one in statements from here on."
    )
    valid_to = models.DateField(null=True, blank=True, help_text="The form means this one in statements up to here.")
    context = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="One of these phrases must stand in the same statement.",
    )
    from_file = models.BooleanField(default=False, editable=False)  # the loader leaves a curator's own alone

    class Meta:
        ordering = ["form"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "form", "valid_from"], nulls_distinct=False, name="one_instrument_alias"
            ),
            models.CheckConstraint(condition=~Q(form=""), name="instrument_alias_has_form"),
            models.CheckConstraint(condition=Q(match__in=AliasMatch.values), name="instrument_alias_match"),
        ]
        verbose_name_plural = "instrument aliases"

    def __str__(self):
        return self.form


class InstrumentRelation(models.Model):
    """How one instrument bears on another: A/RES/65/68 established the group of experts."""

    source = models.ForeignKey(Instrument, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20, choices=RelationKind)
    target = models.ForeignKey(Instrument, models.CASCADE, related_name="relations_to")
    note = models.CharField(max_length=300, blank=True)
    from_file = models.BooleanField(default=False, editable=False)  # the loader leaves a curator's own alone

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "kind", "target"], name="one_instrument_relation"),
            models.CheckConstraint(condition=Q(kind__in=RelationKind.values), name="instrument_relation_kind"),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="instrument_relation_to_another"),
        ]

    def __str__(self):
        return f"{self.source.short} {self.get_kind_display()} {self.target.short}"
