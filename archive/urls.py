"""The whole site: the archive at the root, curation under /admin/."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("statements.urls")),
]

handler404 = "statements.views.service.not_found"
handler500 = "statements.views.service.server_error"
