"""What a reader asks for, once every parameter has been checked."""

from dataclasses import dataclass
from datetime import date

UNDATED = "undated"
RELEVANCE, NEWEST, OLDEST, DELEGATION = "relevance", "newest", "oldest", "delegation"
SORTS = {
    RELEVANCE: "relevance",
    NEWEST: "newest first",
    OLDEST: "oldest first",
    DELEGATION: "delegation",
}


@dataclass(frozen=True)
class Named:
    """A thing with a page of its own that a reader has chosen: its id, its slug and its name."""

    pk: int
    slug: str
    name: str


@dataclass(frozen=True)
class Request:
    """Words and, for each facet, the values of which any will do. Years are numbers, or `UNDATED`.

    start, end: the first and the last day of the period asked for; a statement's own span must touch it.
    sort: a key of SORTS, or empty for relevance with words and newest without.
    """

    words: str = ""
    years: tuple[int | str, ...] = ()
    forums: tuple[Named, ...] = ()
    delegations: tuple[Named, ...] = ()
    on_behalf_of: tuple[Named, ...] = ()
    speakers: tuple[Named, ...] = ()
    instruments: tuple[Named, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    sort: str = ""
    page: int = 1

    @property
    def order(self):
        """The sort that applies. Without words nothing is more relevant than anything else."""
        if self.words:
            return self.sort or RELEVANCE
        return NEWEST if self.sort in ("", RELEVANCE) else self.sort
