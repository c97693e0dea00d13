"""The first page: what this is, the years and forums with their counts, the newest additions."""

from django.shortcuts import render

from statements import search
from statements.models import Statement
from statements.search import facets
from statements.views.links import list_url
from statements.views.timeline import timeline

NEWEST = 5


def home(request):
    """`/`: costs two queries for the counts and two for the additions."""
    total, counted = facets.count({})
    undated = next((value.count for value in counted["year"] if value.key == search.UNDATED), 0)
    context = {
        "total": total,
        "timeline": timeline({v.key: v.count for v in counted["year"]}, lambda year: list_url(year=year)),
        "undated": undated,
        "undated_url": list_url(year=search.UNDATED),
        "forums": [(value, list_url(forum=value.key)) for value in counted["forum"]],
        "examples": [(words, list_url(q=words)) for words in ("PPWT", '"arms race"', "verification OR definitions")],
        "newest": Statement.objects.published().order_by("-added", "-pk").for_cards()[:NEWEST],
    }
    return render(request, "statements/home.html", context)
