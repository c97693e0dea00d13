"""Delegations, forums, speakers and instruments with their aliases and relations."""

from django import forms
from django.contrib import admin
from django.db.models import CharField, Func, Value

from statements.admin.keeping import Keeping
from statements.models import (
    Delegation,
    DelegationAlias,
    FormerSlug,
    Forum,
    ForumAlias,
    Instrument,
    InstrumentAlias,
    InstrumentRelation,
    Speaker,
)


class SluggedForm(forms.ModelForm):
    """The form of a thing with a page of its own."""

    def clean_slug(self):
        """A slug that once led to another thing leads to it for ever."""
        slug = self.cleaned_data["slug"]
        former = FormerSlug.objects.filter(noun=self.instance._meta.db_table, slug=slug)
        if former.exclude(object_id=self.instance.pk or 0).exists():
            raise forms.ValidationError("Links with this slug lead to something else; choose another.")
        return slug


class ForumForm(SluggedForm):
    def clean_parent(self):
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk in parent.path:
            raise forms.ValidationError("A forum cannot belong to itself, nor to one that belongs to it.")
        return parent


class SpeakerForm(SluggedForm):
    def clean(self):
        cleaned = super().clean()
        folded = Func(Value(cleaned.get("name", "")), function="public.fold_1", output_field=CharField())
        twins = Speaker.objects.filter(sort_name=folded, delegation=cleaned.get("delegation"))
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("name", "There is a speaker of this name for this delegation already.")
        return cleaned


class DelegationAliasInline(admin.TabularInline):
    model = DelegationAlias
    extra = 0


@admin.register(Delegation)
class DelegationAdmin(Keeping):
    form = SluggedForm
    list_display = ["name", "code", "kind", "valid_from", "valid_to", "retired"]
    list_filter = ["kind", "retired"]
    search_fields = ["name", "code", "aliases__form"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [DelegationAliasInline]


class ForumAliasInline(admin.TabularInline):
    model = ForumAlias
    extra = 0


@admin.register(Forum)
class ForumAdmin(Keeping):
    form = ForumForm
    list_display = ["name", "kind", "parent", "number", "retired"]
    list_filter = ["kind", "retired"]
    list_select_related = ["parent"]
    search_fields = ["name", "short_name", "aliases__form"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ForumAliasInline]


@admin.register(Speaker)
class SpeakerAdmin(Keeping):
    form = SpeakerForm
    list_display = ["name", "delegation"]
    list_select_related = ["delegation"]
    search_fields = ["name", "sort_name", "delegation__name"]
    autocomplete_fields = ["delegation"]
    prepopulated_fields = {"slug": ["name"]}


class InstrumentAliasInline(admin.TabularInline):
    model = InstrumentAlias
    extra = 0


class RelationInline(admin.TabularInline):
    model = InstrumentRelation
    fk_name = "source"
    autocomplete_fields = ["target"]
    extra = 0


@admin.register(Instrument)
class InstrumentAdmin(Keeping):
    form = SluggedForm
    list_display = ["name", "acronym", "kind", "year", "symbol", "checked", "retired"]
    list_filter = ["checked", "kind", "retired"]
    search_fields = ["name", "acronym", "symbol", "aliases__form"]
    autocomplete_fields = ["forum", "delegation"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [InstrumentAliasInline, RelationInline]
