"""Curation: adding and mending statements and the authority list. Nothing that was public can be deleted here."""

from statements.admin import authorities, batches, mentions, statements

__all__ = ["authorities", "batches", "mentions", "statements"]
