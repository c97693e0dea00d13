"""The site's addresses. They are promises: those of DESIGN.md's interfaces stay put."""

from django.urls import path, register_converter

from statements.views import authorities, home, lists, reading, service


class Reference:
    """A statement's reference: ten characters of base32 in lower case."""

    regex = "[a-z2-7]{10}"

    def to_python(self, value):
        return value

    to_url = to_python


class Digest(Reference):
    """A SHA-256 in hexadecimal."""

    regex = "[0-9a-f]{64}"


register_converter(Reference, "reference")
register_converter(Digest, "digest")

urlpatterns = [
    path("", home.home, name="home"),
    path("statements/", lists.statement_list, name="statements"),
    path("statements/<reference:reference>/", reading.by_reference, name="reference"),
    path("statements/<reference:reference>/<slug:slug>/", reading.statement_page, name="statement"),
    path("originals/<reference:reference>/", reading.original, name="original"),
    path("originals/<reference:reference>/<digest:sha256>", reading.original_bytes, name="original-bytes"),
    path("delegations/", authorities.delegations, name="delegations"),
    path("delegations/<slug:slug>/", authorities.delegation, name="delegation"),
    path("forums/", authorities.forums, name="forums"),
    path("forums/<slug:slug>/", authorities.forum, name="forum"),
    path("speakers/", authorities.speakers, name="speakers"),
    path("speakers/<slug:slug>/", authorities.speaker, name="speaker"),
    path("instruments/", authorities.instruments, name="instruments"),
    path("instruments/<slug:slug>/", authorities.instrument, name="instrument"),
    path("symbol/<path:text>", authorities.symbol, name="symbol"),
    path("favicon.ico", service.favicon, name="favicon"),
    path("healthz", service.healthz, name="healthz"),
]
