"""Turns a database that does not answer into a page that says so."""

from django.db import InterfaceError, OperationalError
from psycopg_pool import PoolTimeout

from statements.views.service import database_gone


class DatabaseGone:
    """A middleware: an operational error of the database becomes a 503 page instead of a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """The 503 page for errors of the connection; None leaves others to Django."""
        gone = isinstance(exception, OperationalError | InterfaceError | PoolTimeout)
        return database_gone() if gone else None
