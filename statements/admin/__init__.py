"""Curation: adding and mending statements and the authority list. Nothing that was public can be deleted here."""

from django.contrib import admin

from statements.admin import authorities, batches, duplicates, mentions, statements

admin.site.site_header = admin.site.site_title = "Archive of Diplomatic Statements"
admin.site.index_title = "Curation"

__all__ = ["authorities", "batches", "duplicates", "mentions", "statements"]
