"""Statements: what a delegation said, when, in which forum, with the evidence for each of these."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from statements.citation import Circumstance, Cited, Party
from statements.fulltext import statement_vector
from statements.models.delegation import Delegation
from statements.models.forum import Forum
from statements.models.speaker import Speaker
from statements.models.work import Work
from statements.notation import edtf
from statements.notation.folding import slug
from statements.vocabulary import (
    RIGHT_TO_LEFT,
    Certainty,
    DelegationKind,
    DelegationRole,
    Language,
    StatementKind,
    VersionKind,
    Workflow,
)

REVISED_ONLY = frozenset({"text", "language"})


class StatementQuerySet(models.QuerySet):
    def published(self):
        """Those that the public may read: the one place that says so."""
        return self.filter(state=Workflow.PUBLISHED)

    def newest(self):
        """By date, the newest first and the undated last; a stable order."""
        return self.order_by(F("date_start").desc(nulls_last=True), "-pk")

    def oldest(self):
        """By date, the oldest first and the undated last; a stable order."""
        return self.order_by(F("date_start").asc(nulls_last=True), "pk")

    def for_cards(self):
        """With all that a line in a list shows, in two queries, and without the long columns."""
        taking_part = StatementDelegation.objects.select_related("delegation")
        return (
            self.select_related("forum", "speaker")
            .defer("text", "heading", "vector")
            .prefetch_related(Prefetch("taking_part", taking_part))
        )

    def update(self, **values):
        """As usual, but text and language change only through `ingest.revise`, which keeps the paragraphs in step."""
        if values.keys() & REVISED_ONLY:
            raise ValueError("A statement's text and language change through ingest.revise() only.")
        return super().update(**values)


def _known(field, nothing):
    """A constraint's condition: the fact has a value just when its certainty is not unknown, and a guess its reason."""
    certainty = f"{field}_certainty"
    value = "speaker_name" if field == "speaker" else field
    return (Q(**{certainty: Certainty.UNKNOWN}) & Q(**{value: nothing})) | (
        (Q(**{certainty: Certainty.STATED}) | (Q(**{certainty: Certainty.INFERRED}) & ~Q(**{f"{field}_basis": ""})))
        & ~Q(**{value: nothing})
    )


class Statement(models.Model):
    """One statement. `text` is the only truth: its paragraphs, parted by one blank line."""

    reference = models.CharField(max_length=10, unique=True, editable=False)
    title = models.CharField(max_length=500)
    title_supplied = models.BooleanField(default=False, help_text="The title is the archive's, not the document's.")
    heading = models.TextField(blank=True, help_text="The lines printed above the text.")
    kind = models.CharField(max_length=30, choices=StatementKind, default=StatementKind.NATIONAL)
    version_kind = models.CharField(max_length=30, choices=VersionKind, default=VersionKind.AS_SUBMITTED)
    language = models.CharField(max_length=3, choices=Language, default=Language.ENGLISH)
    original_language = models.CharField(max_length=3, choices=Language, blank=True)
    text = models.TextField()

    date = models.CharField(max_length=40, blank=True, help_text="EDTF: 2005-08-16, 2011-10, 2019-01-31/2019-02-01.")
    date_start = models.DateField(null=True, editable=False, help_text="First day of the date's own span.")
    date_end = models.DateField(null=True, editable=False, help_text="Last day of the date's own span.")
    date_certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.UNKNOWN)
    date_basis = models.TextField(blank=True)
    date_earliest = models.DateField(null=True, blank=True, help_text="Earliest day that the evidence allows.")
    date_latest = models.DateField(null=True, blank=True, help_text="Latest day that the evidence allows.")

    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="statements")
    forum_certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.UNKNOWN)
    forum_basis = models.TextField(blank=True)

    place = models.CharField(max_length=200, blank=True)
    place_certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.UNKNOWN)
    place_basis = models.TextField(blank=True)

    speaker = models.ForeignKey(Speaker, models.PROTECT, null=True, blank=True, related_name="statements")
    speaker_name = models.CharField(max_length=300, blank=True, help_text="As printed.")
    speaker_role = models.CharField(max_length=300, blank=True, help_text="As printed, at the time.")
    speaker_certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.UNKNOWN)
    speaker_basis = models.TextField(blank=True)

    work = models.ForeignKey(
        Work,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="statements",
        help_text="Its versions.",
    )
    delegations = models.ManyToManyField(Delegation, through="StatementDelegation", related_name="statements")
    symbols = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Symbols of the records that hold this statement, parted by commas.",
    )
    rights_note = models.TextField(blank=True)

    state = models.CharField(max_length=10, choices=Workflow, default=Workflow.DRAFT)
    withdrawn_reason = models.TextField(blank=True)
    locked = ArrayField(
        models.CharField(max_length=30),
        default=list,
        blank=True,
        help_text="Facts set by a curator: ingest keeps them.",
    )
    retired_anchors = ArrayField(models.CharField(max_length=12), default=list, editable=False)
    added = models.DateTimeField(default=timezone.now, editable=False)
    published = models.DateTimeField(null=True, editable=False)
    withdrawn = models.DateTimeField(null=True, editable=False)
    changed = models.DateTimeField(auto_now=True)
    vector = statement_vector()

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = [F("date_start").desc(nulls_last=True), "-pk"]
        indexes = [
            GinIndex(fields=["vector"], name="statement_vector"),
            models.Index(F("date_start").desc(nulls_last=True), F("id").desc(), name="statement_newest"),  # lists
            models.Index(fields=["state", "added"], name="statement_additions"),  # home page and foot
        ]
        constraints = [
            models.CheckConstraint(condition=Q(reference__regex="^[a-z2-7]{10}$"), name="statement_reference"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="statement_has_title_and_text"),
            models.CheckConstraint(condition=Q(kind__in=StatementKind.values), name="statement_kind"),
            models.CheckConstraint(condition=Q(version_kind__in=VersionKind.values), name="statement_version_kind"),
            models.CheckConstraint(condition=Q(language__in=Language.values), name="statement_language"),
            models.CheckConstraint(condition=Q(state__in=Workflow.values), name="statement_state"),
            models.CheckConstraint(condition=_known("date", ""), name="statement_date_evidence"),
            models.CheckConstraint(condition=_known("place", ""), name="statement_place_evidence"),
            models.CheckConstraint(condition=_known("speaker", ""), name="statement_speaker_evidence"),
            models.CheckConstraint(
                condition=Q(forum=None, forum_certainty=Certainty.UNKNOWN)
                | Q(forum__isnull=False, forum_certainty=Certainty.STATED)
                | (Q(forum__isnull=False, forum_certainty=Certainty.INFERRED) & ~Q(forum_basis="")),
                name="statement_forum_evidence",
            ),
            models.CheckConstraint(
                condition=Q(date_start=None, date_end=None)
                | (Q(date_start__lte=F("date_end")) & ~Q(date="") & Q(date_start__gte="1945-01-01")),
                name="statement_date_span",
            ),
            models.CheckConstraint(
                condition=Q(date_earliest=None) | Q(date_latest=None) | Q(date_earliest__lte=F("date_latest")),
                name="statement_date_bounds",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[Workflow.PUBLISHED]) | Q(published__isnull=False),
                name="statement_published_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=Workflow.WITHDRAWN) | (Q(withdrawn__isnull=False) & ~Q(withdrawn_reason="")),
                name="statement_withdrawn_why",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("statement", args=[self.reference, self.slug])

    @property
    def slug(self):
        """Decoration for the URL; the reference alone finds the statement."""
        return slug(self.title)

    @property
    def direction(self):
        """The direction of the text, for HTML's `dir`."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def set_date(self, value):
        """Take a date in EDTF (empty for none), with the span of days that it covers. Raises ValueError."""
        span = edtf.parse(value).span() if value else None
        self.date, (self.date_start, self.date_end) = value, span or (None, None)

    def enter(self, state):
        """Take a workflow state, with its time: of the first publication, or of the withdrawal."""
        self.state = state
        if state == Workflow.PUBLISHED:
            self.published = self.published or timezone.now()
        if state == Workflow.WITHDRAWN:
            self.withdrawn = self.withdrawn or timezone.now()
        else:
            self.withdrawn, self.withdrawn_reason = None, ""

    def withdraw(self, reason):
        """Take it out of the public's sight and say why. Its reference stays and answers with the reason."""
        self.enter(Workflow.WITHDRAWN)
        self.withdrawn_reason = reason

    def versions(self):
        """The other public statements of the same work, the newest first. Costs queries only where there is a work."""
        if self.work_id is None:
            return ()
        return Statement.objects.published().filter(work=self.work_id).exclude(pk=self.pk).newest().for_cards()

    def cited(self, permalink):
        """What a citation needs to know of this statement, found under the absolute URL `permalink`."""
        circumstances = (
            (self.forum.name_in_sentence if self.forum else "", self.forum_certainty),
            (self.place, self.place_certainty),
            (edtf.display(self.date) if self.date else "undated", self.date_certainty),
        )
        return Cited(
            kind=self.kind,
            version_kind=self.version_kind,
            speaker=self._cited_speaker(),
            delegations=tuple(row.cited() for row in self.speaking()),
            on_behalf_of=tuple(r.cited() for r in self.spoken_for() if r.role == DelegationRole.SPOKEN_FOR),
            circumstances=tuple(Circumstance(words, c == Certainty.INFERRED) for words, c in circumstances if words),
            symbols=tuple(self.symbols),
            permalink=permalink,
        )

    def _cited_speaker(self):
        role = f" ({self.speaker_role})" if self.speaker_role else ""
        inferred = self.speaker_certainty == Certainty.INFERRED
        return Circumstance(self.speaker_name + role, inferred) if self.speaker_name else None

    def speaking(self):
        """The delegations that speak, in order. Uses the prefetched rows of `for_cards` where there are any."""
        return [row for row in self.taking_part.all() if row.role == DelegationRole.SPEAKS]

    def spoken_for(self):
        """The delegations on whose behalf it was made, and those that associated themselves."""
        return [row for row in self.taking_part.all() if row.role != DelegationRole.SPEAKS]


class StatementDelegation(models.Model):
    """A delegation's part in a statement."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="taking_part")
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="taking_part")
    role = models.CharField(max_length=12, choices=DelegationRole, default=DelegationRole.SPEAKS)
    position = models.PositiveSmallIntegerField(default=1)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.STATED)
    basis = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "delegation"], name="one_role_per_delegation"),
            models.CheckConstraint(condition=Q(role__in=DelegationRole.values), name="delegation_role"),
            models.CheckConstraint(
                condition=Q(certainty=Certainty.STATED) | (Q(certainty=Certainty.INFERRED) & ~Q(basis="")),
                name="delegation_evidence",
                violation_error_message="Say what an inferred delegation is inferred from.",
            ),
        ]
        verbose_name = "delegation of a statement"
        verbose_name_plural = "delegations of the statement"

    def __str__(self):
        return f"{self.delegation} {self.get_role_display()}"

    def cited(self):
        """The delegation as citations speak of it."""
        is_group = self.delegation.kind in (DelegationKind.GROUP, DelegationKind.ORGANISATION)
        return Party(self.delegation.name, is_group, self.certainty == Certainty.INFERRED)


class IssuedReference(models.Model):
    """A reference that was once given to a statement: it leads to that statement for ever.

    A database trigger writes these; that they protect their statement is what keeps anything from being deleted.
    """

    reference = models.CharField(max_length=10, primary_key=True)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="issued_references")
    issued = models.DateTimeField(db_default=models.functions.Now())

    def __str__(self):
        return self.reference
