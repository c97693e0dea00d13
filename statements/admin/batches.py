"""The runs of ingest and what became of every file."""

from django.contrib import admin

from statements.admin.keeping import ReadOnly
from statements.models import Batch, BatchEntry


@admin.register(Batch)
class BatchAdmin(ReadOnly):
    list_display = ["started", "finished", "origin", "user"]
    list_select_related = ["user"]


@admin.register(BatchEntry)
class BatchEntryAdmin(ReadOnly):
    list_display = ["file", "outcome", "reason", "statement", "batch"]
    list_filter = ["outcome"]
    list_select_related = ["statement", "batch"]
    search_fields = ["file", "reason", "sha256"]
