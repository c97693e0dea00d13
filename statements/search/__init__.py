"""Search: all that knows PostgreSQL's full text search. `run` answers a `Request` with `Results`."""

from statements.search.request import DELEGATION, NEWEST, OLDEST, RELEVANCE, SORTS, UNDATED, Named, Request
from statements.search.results import Hit, Results, run

__all__ = [
    "DELEGATION",
    "NEWEST",
    "OLDEST",
    "RELEVANCE",
    "SORTS",
    "UNDATED",
    "Hit",
    "Named",
    "Request",
    "Results",
    "run",
]
