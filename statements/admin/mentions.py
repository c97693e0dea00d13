"""Mentions: a curator confirms or rejects what the machine found."""

from django.contrib import admin

from statements.admin.keeping import Keeping
from statements.models import Mention
from statements.vocabulary import MentionState


@admin.register(Mention)
class MentionAdmin(Keeping):
    list_display = ["surface", "instrument", "state", "rule", "place"]
    list_filter = ["state"]
    list_select_related = ["instrument", "paragraph__statement"]
    search_fields = ["surface", "instrument__name", "paragraph__statement__title"]
    fields = ["place", "surface", "instrument", "rule", "state"]
    readonly_fields = ["place", "surface", "instrument", "rule"]
    actions = ["confirm", "reject"]

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("paragraph__vector", "paragraph__statement__vector")

    @admin.display(description="paragraph")
    def place(self, mention):
        return f"{mention.paragraph.statement.title}, ¶{mention.paragraph.label}"

    @admin.action(description="Confirm the selected mentions")
    def confirm(self, request, mentions):
        self._decide(request, mentions, MentionState.CONFIRMED)

    @admin.action(description="Reject the selected mentions")
    def reject(self, request, mentions):
        self._decide(request, mentions, MentionState.REJECTED)

    def _decide(self, request, mentions, state):
        number = mentions.update(state=state)
        self.message_user(request, f"{number} mentions {state.label}.")
