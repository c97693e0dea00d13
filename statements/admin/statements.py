"""Adding a statement by pasting its text, and mending one.

What a curator sets is locked against ingest; what is left empty is read from the text, by the road of the files.
"""

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from statements.admin.keeping import Keeping
from statements.ingest.curate import Pasted, Rejected, find_mentions
from statements.models import Source, Statement, StatementDelegation
from statements.notation import edtf, symbols
from statements.notation.characters import has_unseen
from statements.vocabulary import Certainty, Language, Workflow

BY_CURATOR = "entered by a curator"
# The columns of each fact; a change in any of them locks the fact.
FACTS = {
    "title": {"title", "title_supplied"},
    "kind": {"kind"},
    "version_kind": {"version_kind"},
    "text": {"text"},
    "language": {"language"},
    "heading": {"heading"},
    "date": {"date", "date_certainty", "date_basis", "date_earliest", "date_latest"},
    "forum": {"forum", "forum_certainty", "forum_basis"},
    "place": {"place", "place_certainty", "place_basis"},
    "speaker": {"speaker", "speaker_name", "speaker_role", "speaker_certainty", "speaker_basis"},
    "symbols": {"symbols"},
    "rights": {"rights_note"},
}
SHORT_TEXTS = (
    "heading",
    "date_basis",
    "forum_basis",
    "place_basis",
    "speaker_basis",
    "rights_note",
    "withdrawn_reason",
)
WITH_EVIDENCE = {"date": "date", "forum": "forum", "place": "place", "speaker": "speaker_name"}


class Lines(forms.CharField):
    """A text of several lines, which a browser sends with other line ends than the archive keeps."""

    widget = forms.Textarea(attrs={"rows": 2, "cols": 90})

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class StatementForm(forms.ModelForm):
    """A statement as a curator types it. Only the text is needed."""

    text = Lines(
        widget=forms.Textarea(attrs={"rows": 24, "cols": 90}),
        help_text="Paste it as it was published: paragraphs parted by blank lines. Heading lines such as “Geneva, "
        "16 August 2005” may stay above the text; they are read for the date, the place and the delegation.",
    )
    date = forms.CharField(
        required=False, max_length=60, help_text="16 August 2005, August 2005, 2005 or EDTF: 2019-01-31/2019-02-01."
    )
    language = forms.ChoiceField(required=False, choices=[("", "as recognised"), *Language.choices])
    seen = forms.CharField(required=False, widget=forms.HiddenInput)  # when the statement was last saved, as shown

    class Meta:
        model = Statement
        fields = [name for columns in FACTS.values() for name in sorted(columns)] + [
            "original_language",
            "state",
            "withdrawn_reason",
            "locked",
        ]
        field_classes = dict.fromkeys(SHORT_TEXTS, Lines)
        widgets = {name: forms.Textarea(attrs={"rows": 2, "cols": 90}) for name in SHORT_TEXTS}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].widget.attrs["size"] = 80
        self.pasted = None
        self.initial["seen"] = self.instance.changed.isoformat() if self.instance.pk else ""
        if self.instance.pk and self.instance.date:
            self.initial["date"] = self.instance.date

    def clean_date(self):
        try:
            typed = self.cleaned_data["date"].strip()
            return edtf.from_typed(typed, latest=timezone.localdate()) if typed else ""
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_text(self):
        """Read the text when it is new or changed; what cannot be read is told in the parser's own sentence."""
        text = self.cleaned_data["text"]
        if text != self.instance.text:
            try:
                self.pasted = Pasted(text)
            except Rejected as rejection:
                raise forms.ValidationError(str(rejection)) from rejection
            self._refuse_twin()
        return text

    def clean_locked(self):
        known = {*FACTS, "delegations"}
        if unknown := [name for name in self.cleaned_data["locked"] if name not in known]:
            raise forms.ValidationError(f"{', '.join(unknown)}: known are {', '.join(sorted(known))}.")
        return self.cleaned_data["locked"]

    def clean_symbols(self):
        read = {symbol: symbols.read(symbol) for symbol in self.cleaned_data["symbols"]}
        if unknown := [symbol for symbol, canonical in read.items() if canonical is None]:
            raise forms.ValidationError(f"{', '.join(unknown)}: not a symbol such as A/C.1/66/PV.12.")
        return list(read.values())

    def clean_state(self):
        state = self.cleaned_data["state"]
        if self.instance.published and state in (Workflow.DRAFT, Workflow.REVIEW):
            raise forms.ValidationError("It was public, and links lead to it: withdraw it, with the reason.")
        return state

    def _refuse_overwriting(self):
        """Another curator's work since this form was opened is not overwritten unseen."""
        held = Statement.objects.select_for_update(of=["self"]).filter(pk=self.instance.pk).values_list("changed")
        changed = held.first()
        if changed and self.data.get("seen") and changed[0].isoformat() != self.data["seen"]:
            raise forms.ValidationError(
                "Somebody else saved this statement meanwhile. Copy what you typed, open the statement anew, and "
                "make your change there."
            )

    def _refuse_twin(self):
        held = self.pasted.held()
        if held and held.pk != self.instance.pk:
            raise forms.ValidationError(f"This very text is held already: {held.title} ({held.reference}).")

    def clean(self):
        cleaned = super().clean()
        self._refuse_overwriting()
        for name in ("title", "place", "speaker_name", "speaker_role"):
            if has_unseen(cleaned.get(name) or ""):
                self.add_error(name, "This holds a control character or a mark that turns the direction of the text.")
        for fact, value in WITH_EVIDENCE.items():
            self._check_evidence(cleaned, fact, value)
        if cleaned.get("state") == Workflow.WITHDRAWN and not cleaned.get("withdrawn_reason"):
            self.add_error("withdrawn_reason", "Say why: the public page tells it.")
        if self.instance.pk and not cleaned.get("title"):
            self.add_error("title", "A statement needs a title.")
        self._fill_bounds(cleaned)
        earliest, latest = cleaned.get("date_earliest"), cleaned.get("date_latest")
        if earliest and latest and earliest > latest:
            self.add_error("date_latest", "This is before the earliest day.")
        self._check_bounds(cleaned, earliest, latest)
        return cleaned

    def _check_bounds(self, cleaned, earliest, latest):
        """The date lies between its bounds, and they in the time of the archive."""
        span = edtf.parse(cleaned["date"]).span() if cleaned.get("date") else None
        if earliest and (earliest < edtf.FIRST_DAY or (span and earliest > span[0])):
            self.add_error("date_earliest", f"This is before {edtf.FIRST_DAY.year} or after the date itself.")
        if latest and span and latest < span[1]:
            self.add_error("date_latest", "This is before the date itself.")

    def _fill_bounds(self, cleaned):
        """A date given without bounds has its own span for bounds; no date has none."""
        span = edtf.parse(cleaned["date"]).span() if cleaned.get("date") else None
        if "date" in self.changed_data and not {"date_earliest", "date_latest"} & set(self.changed_data):
            cleaned["date_earliest"], cleaned["date_latest"] = span or (None, None)

    def _check_evidence(self, cleaned, fact, value):
        """A fact that is given is stated unless marked inferred; an inferred one needs its reason."""
        certainty, basis = f"{fact}_certainty", f"{fact}_basis"
        if fact == "speaker" and cleaned.get("speaker") and not cleaned.get("speaker_name"):
            cleaned["speaker_name"] = cleaned["speaker"].name
        if cleaned.get(value):
            if cleaned.get(certainty) == Certainty.UNKNOWN:
                cleaned[certainty] = Certainty.STATED
            if cleaned.get(certainty) == Certainty.INFERRED and cleaned.get(basis) in (None, "", BY_CURATOR):
                self.add_error(basis, "Say what it is inferred from.")
            cleaned[basis] = cleaned.get(basis) or BY_CURATOR
        elif value not in self.errors:
            cleaned[certainty], cleaned[basis] = Certainty.UNKNOWN, ""

    def facts_set(self):
        """The names of the facts that the curator has set or changed in this form."""
        changed = {name for name in self.changed_data if self.instance.pk or self.cleaned_data.get(name)}
        return {fact for fact, columns in FACTS.items() if columns & changed}

    def _get_validation_exclusions(self):
        """The text is the paragraphs' joined and is written by `ingest.revise`, the title may be composed."""
        return super()._get_validation_exclusions() | {"title", "text", "language"}

    def validate_constraints(self):
        """Left to the checks above and to the database: the row is not complete before the text has been read."""


class DelegationInline(admin.TabularInline):
    model = StatementDelegation
    autocomplete_fields = ["delegation"]
    formfield_overrides = {models.TextField: {"widget": forms.TextInput(attrs={"size": 40})}}
    extra = 0
    verbose_name_plural = "delegations (left empty, they are read from the text)"


class SourceInline(admin.TabularInline):
    model = Source
    fields = ["path", "address", "sha256", "size", "received", "current"]
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


def _evidence(fact, *values):
    return (fact.capitalize(), {"fields": [(*values,), (f"{fact}_certainty", f"{fact}_basis")]})


@admin.register(Statement)
class StatementAdmin(Keeping):
    """Statements. Saving derives paragraphs and mentions; the next search finds them."""

    form = StatementForm
    list_display = ["title", "shown_date", "forum", "state", "changed"]
    list_filter = ["state", "date_certainty", "language"]
    list_select_related = ["forum"]
    search_fields = ["title", "reference", "speaker_name", "delegations__name"]
    autocomplete_fields = ["forum", "speaker"]
    readonly_fields = ["permalink"]
    inlines = [DelegationInline, SourceInline]
    actions = ["publish"]
    ordering = ["-changed"]
    fieldsets = [
        (None, {"fields": ["seen", "permalink", "text", ("title", "title_supplied"), "state", "withdrawn_reason"]}),
        ("Date", {"fields": ["date", ("date_certainty", "date_basis"), ("date_earliest", "date_latest")]}),
        _evidence("forum", "forum"),
        _evidence("place", "place"),
        _evidence("speaker", "speaker", "speaker_name", "speaker_role"),
        ("Version", {"fields": [("kind", "version_kind"), ("language", "original_language"), "heading"]}),
        ("Record", {"fields": ["symbols", "rights_note", "locked"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("vector")

    def get_changeform_initial_data(self, request):
        """A new statement is public unless the curator says otherwise, as an ingested one is."""
        return {"state": Workflow.PUBLISHED} | super().get_changeform_initial_data(request)

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if obj and obj.state == Workflow.PUBLISHED else None

    @admin.display(description="date", ordering="date_start")
    def shown_date(self, statement):
        return edtf.display(statement.date) if statement.date else "undated"

    @admin.display(description="permalink")
    def permalink(self, statement) -> SafeString | str:
        if not statement.reference or statement.state != Workflow.PUBLISHED:
            return "not public"
        return format_html('<a href="{0}">{0}</a>', statement.get_absolute_url())

    def save_model(self, request, statement, form, change):
        """Facts first, then the text by the road of ingest."""
        statement.locked = sorted({*statement.locked, *form.facts_set()} - ({"text"} if not change else set()))
        statement.set_date(form.cleaned_data["date"])
        statement.enter(statement.state)
        if change:
            self._save_changed(request, statement, form)
        else:
            form.pasted.create(statement, request.user)
            self._tell_removed(request, form)

    def _save_changed(self, request, statement, form):
        held = Statement.objects.get(pk=statement.pk)
        language = form.cleaned_data["language"] or (form.pasted or Pasted(held.text)).facts.language
        statement.text, statement.language = held.text, held.language
        statement.save()
        if form.pasted:
            form.pasted.revise(statement, language)
            self._tell_removed(request, form)
        elif language != held.language:
            Pasted(held.text).revise(statement, language)
        if "date" in form.changed_data:
            find_mentions(statement)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        statement = form.instance
        if any(formset.has_changed() for formset in formsets if formset.model is StatementDelegation):
            statement.locked = sorted({*statement.locked, "delegations"})
            statement.save(update_fields=["locked"])
        elif not change:
            form.pasted.read_delegations(statement)

    def _tell_removed(self, request, form):
        """Nothing that was pasted goes without a word."""
        removed = [f"line {r.line}: “{r.text}” ({r.rule})" for r in form.pasted.parsed.removed]
        if removed:
            messages.info(request, f"Taken out as page furniture: {'; '.join(removed)}.")
        for warning in form.pasted.parsed.warnings:
            messages.warning(request, warning)

    @admin.action(description="Publish the selected statements")
    def publish(self, request, statements):
        waiting = list(statements.filter(state__in=[Workflow.DRAFT, Workflow.REVIEW]))
        for statement in waiting:
            statement.enter(Workflow.PUBLISHED)
            statement.save(update_fields=["state", "published", "withdrawn", "withdrawn_reason", "changed"])
        self.message_user(request, f"{len(waiting)} published; others were public already, or are withdrawn.")
