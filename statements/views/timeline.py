"""A strip of bars, one per year, for any count by year: years without any are drawn as well."""

from dataclasses import dataclass

TALLEST = 100  # per cent
LOWEST = 4  # per cent, so that one among thousands is still to be seen


@dataclass(frozen=True)
class Year:
    """A year with its count, its bar's height in per cent, and the link to its statements (empty for none)."""

    year: int
    count: int
    height: int
    url: str


def timeline(counts, url_of) -> list[Year]:
    """The years from the first to the last.

    counts: numbers by year (as text; what is not a year is left out). url_of: gives a year's link.
    """
    by_year = {int(year): count for year, count in counts.items() if str(year).isdigit()}
    if not by_year:
        return []
    most = max(by_year.values())
    years = range(min(by_year), max(by_year) + 1)
    return [Year(y, n := by_year.get(y, 0), _height(n, most), url_of(str(y)) if n else "") for y in years]


def _height(count, most):
    return max(LOWEST, round(TALLEST * count / most)) if count else 0
