"""Versions: statements that are one another's versions or translations belong to one work."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from statements.models.statement import Statement
from statements.models.work import Work
from statements.vocabulary import Likeness


class Fingerprint(models.Model):
    """Numbers of which texts that are much alike share one; ingest computes them whenever a text changes."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="fingerprint")
    bands = ArrayField(models.BigIntegerField())

    class Meta:
        # Ingest asks: which texts share a band with these? Without fastupdate, each question would read a long list.
        indexes = [GinIndex(fields=["bands"], name="fingerprint_bands", fastupdate=False)]

    def __str__(self):
        return f"fingerprint of {self.statement_id}"


class PossibleDuplicateQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for a curator."""
        return self.filter(state=Likeness.OPEN)

    def confirmed(self):
        """Those that a curator has found to be versions of one statement."""
        return self.filter(state=Likeness.CONFIRMED)


class PossibleDuplicate(models.Model):
    """Two statements whose texts are much alike, and what a curator decided about them. Neither is ever refused."""

    first = models.ForeignKey(Statement, models.CASCADE, related_name="+", help_text="The one held longer.")
    second = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    likeness = models.FloatField(help_text="Share of runs of five words in common, of the shorter text's.")
    state = models.CharField(max_length=10, choices=Likeness, default=Likeness.OPEN)
    found = models.DateTimeField(default=timezone.now, editable=False)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-likeness", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_likeness_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likeness_pair_in_order"),
            models.CheckConstraint(condition=Q(state__in=Likeness.values), name="likeness_state"),
            models.CheckConstraint(condition=Q(likeness__gte=0, likeness__lte=1), name="likeness_is_a_share"),
            models.CheckConstraint(
                condition=Q(state=Likeness.OPEN, decided=None) | (~Q(state=Likeness.OPEN) & Q(decided__isnull=False)),
                name="likeness_decided_when",
            ),
        ]

    def __str__(self):
        return f"{self.first_id} and {self.second_id}, {self.likeness:.0%} alike"

    def decide(self, state, user):
        """Take a curator's decision, and bring the works of the statements into line with it."""
        self.state, self.decided, self.decided_by = state, timezone.now(), user
        self.save(update_fields=["state", "decided", "decided_by"])
        regroup(self)


def regroup(pair):
    """Give the statements that hang together with a pair by confirmed pairs one work; one that stands alone has none.

    Only what its confirmed pairs tied together is parted again. Costs a few queries for each statement of the family.
    """
    families = [_family(pair.first_id), _family(pair.second_id)]
    works = Work.objects.filter(statements__in=[pair.first_id, pair.second_id]).distinct().order_by("pk")
    held = list(works)
    for family in families if families[0] != families[1] else families[:1]:
        members = Statement.objects.filter(pk__in=family)
        members.update(work=_work(held) if len(family) > 1 else None)
    Work.objects.filter(statements=None, pk__in=[work.pk for work in held]).delete()


def _work(held):
    return held.pop(0) if held else Work.objects.create()


def _family(statement):
    """The ids of the statements that confirmed pairs tie to this one, itself among them."""
    family, fresh = set(), {statement}
    while fresh:
        family |= fresh
        pairs = PossibleDuplicate.objects.confirmed().filter(Q(first__in=fresh) | Q(second__in=fresh))
        fresh = {pk for pair in pairs.values_list("first", "second") for pk in pair} - family
    return family
