"""Links that change a list: each is the present query with one value more, one less, or another sort."""

from django.http import QueryDict
from django.urls import reverse


class ListLinks:
    """Makes links from the parameters of a list's URL. Each forgets the page number: another list has other pages."""

    def __init__(self, parameters: QueryDict):
        self.parameters = parameters

    def adding(self, name, value):
        """The list narrowed by one value more."""
        query = self._copy()
        query.appendlist(name, value)
        return _url(query)

    def removing(self, name, value=None):
        """The list without one value of a parameter, or without the parameter."""
        query = self._copy()
        query.setlist(name, [held for held in query.getlist(name) if value is not None and held != value])
        return _url(query)

    def setting(self, name, value):
        """The list with a parameter set to this value alone."""
        query = self._copy()
        query[name] = value
        return _url(query)

    def page(self, number):
        """Another page of the same list."""
        query = self._copy()
        query["page"] = number
        return _url(query)

    def _copy(self):
        query = self.parameters.copy()
        query.pop("page", None)
        return query


def list_url(**values):
    """The URL of the list narrowed by these parameters alone."""
    query = QueryDict(mutable=True)
    query.update(values)
    return _url(query)


def _url(query):
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        kept.setlist(name, [value for value in values if value])
    encoded = kept.urlencode()
    return reverse("statements") + (f"?{encoded}" if encoded else "")
