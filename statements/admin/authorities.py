"""Delegations, forums, speakers and instruments with their aliases and relations."""

from django.contrib import admin

from statements.admin.keeping import Keeping
from statements.models import (
    Delegation,
    DelegationAlias,
    Forum,
    ForumAlias,
    Instrument,
    InstrumentAlias,
    InstrumentRelation,
    Speaker,
)


class DelegationAliasInline(admin.TabularInline):
    model = DelegationAlias
    extra = 0


@admin.register(Delegation)
class DelegationAdmin(Keeping):
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
    list_display = ["name", "kind", "parent", "number", "retired"]
    list_filter = ["kind", "retired"]
    list_select_related = ["parent"]
    search_fields = ["name", "short_name", "aliases__form"]
    autocomplete_fields = ["parent"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [ForumAliasInline]


@admin.register(Speaker)
class SpeakerAdmin(Keeping):
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
    list_display = ["name", "acronym", "kind", "year", "symbol", "checked", "retired"]
    list_filter = ["checked", "kind", "retired"]
    search_fields = ["name", "acronym", "symbol", "aliases__form"]
    autocomplete_fields = ["forum", "delegation"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [InstrumentAliasInline, RelationInline]
