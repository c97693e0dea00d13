"""What every page shows: how much is held."""

from django.db.models import Count, IntegerField, Max, Min, Subquery, Value
from django.utils.functional import SimpleLazyObject

from statements.models import Paragraph, Statement
from statements.vocabulary import ParagraphKind


def holdings(request):
    """The foot's figures, counted when a template first asks for them. A context processor."""
    return {"holdings": SimpleLazyObject(count_holdings)}


def count_holdings():
    """How many statements and paragraphs are public, the years that they span, and when the last was added."""
    spoken = Paragraph.objects.published().exclude(kind=ParagraphKind.HEADING)
    paragraphs = spoken.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("*")).values("n")
    return Statement.objects.published().aggregate(
        statements=Count("pk"),
        paragraphs=Subquery(paragraphs, output_field=IntegerField()),
        first=Min("date_start"),
        last=Max("date_end"),
        added=Max("added"),
    )
