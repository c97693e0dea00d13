"""What every page shows: how much is held."""

from django.db.models import Count, Max, Min
from django.utils.functional import SimpleLazyObject

from statements.models import Paragraph
from statements.vocabulary import ParagraphKind


def holdings(request):
    """The foot's figures, counted when a template first asks for them. A context processor."""
    return {"holdings": SimpleLazyObject(count_holdings)}


def count_holdings():
    """How many statements and paragraphs are public, the years that they span, and when the last was added."""
    spoken = Paragraph.objects.published().exclude(kind=ParagraphKind.HEADING)
    return spoken.order_by().aggregate(
        paragraphs=Count("pk"),
        statements=Count("statement", distinct=True),
        first=Min("statement__date_start"),
        last=Max("statement__date_end"),
        added=Max("statement__added"),
    )
