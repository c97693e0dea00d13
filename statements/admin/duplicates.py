"""The queue of statements whose texts are much alike: a curator says whether they are versions of one another."""

from django.contrib import admin
from django.utils.html import format_html

from statements.admin.keeping import ReadOnly
from statements.models import PossibleDuplicate
from statements.vocabulary import Likeness


@admin.register(PossibleDuplicate)
class PossibleDuplicateAdmin(ReadOnly):
    list_display = ["share", "one", "other", "state", "decided", "decided_by"]
    list_filter = ["state"]
    list_select_related = ["first", "second", "decided_by"]
    search_fields = ["first__title", "second__title", "first__reference", "second__reference"]
    actions = ["confirm", "dismiss"]

    def get_queryset(self, request):
        """The long columns of both statements stay in the database."""
        long = (f"{which}__{column}" for which in ("first", "second") for column in ("text", "vector"))
        return super().get_queryset(request).defer(*long)

    @admin.display(description="words in common", ordering="likeness")
    def share(self, pair):
        return f"{pair.likeness:.0%}"

    @admin.display(description="one", ordering="first__title")
    def one(self, pair):
        return _told(pair.first)

    @admin.display(description="other", ordering="second__title")
    def other(self, pair):
        return _told(pair.second)

    def has_decide_permission(self, request):
        return request.user.has_perm("statements.change_possibleduplicate")

    @admin.action(description="Confirm: versions of one another", permissions=["decide"])
    def confirm(self, request, pairs):
        self._decide(request, pairs, Likeness.CONFIRMED)

    @admin.action(description="Dismiss: different statements", permissions=["decide"])
    def dismiss(self, request, pairs):
        self._decide(request, pairs, Likeness.DISMISSED)

    def _decide(self, request, pairs, state):
        for pair in pairs:
            pair.decide(state, request.user)
        self.message_user(request, f"{len(pairs)} pairs: {state.label}.")


def _told(statement):
    shown = (statement.get_absolute_url(), statement.title, statement.date or "undated", statement.state)
    return format_html('<a href="{}">{}</a> ({}, {})', *shown)
