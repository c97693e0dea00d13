"""The runs of ingest, what became of every file, and taking a run back."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from statements.admin.keeping import ReadOnly
from statements.ingest.undo import undo
from statements.models import Batch, BatchEntry
from statements.vocabulary import Outcome

MOST_TOLD = 200  # rejected and warned files on a batch's page; all stand in the list behind the link


@admin.register(Batch)
class BatchAdmin(ReadOnly):
    list_display = ["pk", "started", "state", "origin", "user", "files"]
    list_select_related = ["user"]
    actions = ["undo"]
    fields = ["started", "finished", "undone", "state", "origin", "user", "counts", "to_look_at"]
    readonly_fields = fields

    @admin.display(description="state")
    def state(self, batch):
        again = " – ingest the same folder again to finish it" if batch.state == "interrupted" else ""
        return batch.state + again

    @admin.display(description="files")
    def files(self, batch):
        return format_html('<a href="{}">files</a>', entries_url(batch))

    @admin.display(description="outcomes")
    def counts(self, batch):
        """How many files had each outcome, each with a link to the list of them."""
        labels = dict(Outcome.choices)
        lines = (
            (entries_url(batch, outcome), f"{number} {labels[outcome]}") for outcome, number in batch.counts().items()
        )
        return format_html_join(", ", '<a href="{}">{}</a>', lines) or "no files"

    @admin.display(description="rejected and warned")
    def to_look_at(self, batch):
        """The files that a person should look at, each with its reason or its warnings."""
        entries = batch.entries.exclude(warnings=[]) | batch.entries.filter(outcome=Outcome.REJECTED)
        lines = ((e.file, e.get_outcome_display(), " ".join([e.reason, *e.warnings])) for e in entries[:MOST_TOLD])
        return format_html_join("", "<p><strong>{}</strong>: {}. {}</p>", lines) or "none"

    def has_undo_permission(self, request):
        return request.user.has_perm("statements.change_statement")

    @admin.action(description="Undo the selected batches: withdraw what they created", permissions=["undo"])
    def undo(self, request, batches):
        for batch in batches:
            undone = undo(batch)
            self.message_user(request, f"{batch}: {undone}")
            for statement in undone.held_back:
                self.message_user(request, f"Held back, edited since: {statement.title}", messages.WARNING)


def entries_url(batch, outcome=None):
    """The address of the list of a batch's files."""
    query = {"batch__id__exact": batch.pk} | ({"outcome__exact": outcome} if outcome else {})
    return f"{reverse('admin:statements_batchentry_changelist')}?{urlencode(query)}"


@admin.register(BatchEntry)
class BatchEntryAdmin(ReadOnly):
    list_display = ["file", "outcome", "reason", "guessed", "warned", "statement", "sha256", "batch"]
    list_filter = ["outcome"]
    list_select_related = ["statement", "batch"]
    search_fields = ["file", "reason", "sha256"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("statement__text", "statement__vector")

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == "batch__id__exact" or super().lookup_allowed(lookup, value, request)

    @admin.display(description="guesses")
    def guessed(self, entry):
        return format_html_join("", "<p>{}</p>", ((guess,) for guess in entry.guesses)) or "–"

    @admin.display(description="warnings")
    def warned(self, entry):
        return format_html_join("", "<p>{}</p>", ((warning,) for warning in entry.warnings)) or "–"
