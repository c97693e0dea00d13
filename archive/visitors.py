"""Who asks: the network address of a visitor."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The visitor's address: the one that our TLS proxy saw, else the one that we see.

    A visitor can send the header too, but the proxy adds what it saw at its end.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.TLS else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
