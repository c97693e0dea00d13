"""Health, and the pages for when things go wrong."""

import re
from urllib.parse import unquote

from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static


def healthz(request):
    """`/healthz`: 200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})


def favicon(request):
    """`/favicon.ico`: where browsers look when a page, such as the admin's, names no icon."""
    return redirect(static("favicon.svg"))


def not_found(request, exception):
    """404: offers a search for the words in the address."""
    words = " ".join(re.findall(r"[^\W_]+", unquote(request.path)))[:100]
    return render(request, "404.html", {"words": words, "reason": _reason(exception)}, status=404)


def _reason(exception):
    """The sentence that a view gave with its Http404; not what the URL resolver says of itself."""
    reason = exception.args[0] if exception.args else ""
    return reason if isinstance(reason, str) and reason.endswith(".") else ""


def server_error(request):
    """500: needs neither the database nor the rest of the site."""
    return HttpResponse(render_to_string("500.html"), status=500)


def database_gone():
    """503: the database does not answer; needs neither it nor the rest of the site."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})
