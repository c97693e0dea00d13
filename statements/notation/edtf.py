"""Dates as the archive keeps and shows them: a subset of EDTF level 1 (loc.gov/standards/datetime).

`2005`, `2005-08`, `2005-08-16`; `2011-10~` (about); `XXXX-09-28` (year unknown); `2019-01-31/2019-02-01` (a range).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from statements.notation import months
from statements.notation.folding import fold

FIRST_DAY = date(1945, 1, 1)
"""No statement is older: the United Nations were founded in this year."""

_PART = re.compile(r"(?P<year>\d{4}|XXXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<about>~?)")


@dataclass(frozen=True)
class Part:
    """One end of a date: year, month and day as far as they are known, and whether it is about then."""

    year: int | None
    month: int | None = None
    day: int | None = None
    about: bool = False

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04}"
        rest = "".join(f"-{number:02}" for number in (self.month, self.day) if number)
        return year + rest + ("~" if self.about else "")

    def first(self) -> date | None:
        """The first day that the part can mean, None without a year."""
        return date(self.year, self.month or 1, self.day or 1) if self.year else None

    def last(self) -> date | None:
        """The last day that the part can mean, None without a year."""
        if not self.year:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True)
class EdtfDate:
    """A date or, with an `end`, a range of dates."""

    start: Part
    end: Part | None = None

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end else str(self.start)

    def span(self) -> tuple[date, date] | None:
        """The first and the last day of the date as written; None when it has no year."""
        first, last = self.start.first(), (self.end or self.start).last()
        return (first, last) if first and last else None


def parse(value: str) -> EdtfDate:
    """Read an EDTF value such as "2019-01-31/2019-02-01". Raises ValueError, with a sentence, for anything else."""
    ends = [_part(text, value) for text in value.split("/")]
    if len(ends) == 1:
        return EdtfDate(ends[0])
    edtf = EdtfDate(*ends) if len(ends) == 2 else None
    span = edtf and edtf.span()
    if not span or span[0] > span[1] or ends[0].first() > ends[1].first():
        raise ValueError(f"“{value}” is not a range of dates: write the earlier date, a slash, the later date.")
    return edtf


def _part(text: str, value: str) -> Part:
    found = _PART.fullmatch(text)
    if not found or not text.isascii() or (found["year"] == "XXXX" and not found["month"]):
        raise ValueError(f"“{value}” is not a date in EDTF, such as 2005, 2005-08, 2005-08-16 or 2011-10~.")
    year = None if found["year"] == "XXXX" else int(found["year"])
    month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
    _check_day(year, month, day, value)
    return Part(year, month, day, bool(found["about"]))


def _check_day(year: int | None, month: int | None, day: int | None, value: str) -> None:
    try:
        # A leap year stands in for the unknown one: 29 February of an unknown year is possible.
        date(2000 if year is None else year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ValueError(f"“{value}” is not a day of the calendar.") from None


def display(value: str) -> str:
    """An EDTF value as a page shows it: "16 August 2005", "3–5 May 2010", "about October 2011".

    Raises ValueError when the value is not EDTF.
    """
    edtf = parse(value)
    return _display_part(edtf.start) if edtf.end is None else _display_range(edtf.start, edtf.end)


def _display_part(part: Part) -> str:
    words = _join(part.day, part.month, part.year)
    if part.year is None:
        words += ", year unknown"
    return f"about {words}" if part.about else words


def _join(day: int | None, month: int | None, year: int | None) -> str:
    name = months.ENGLISH[month - 1] if month else None
    return " ".join(str(word) for word in (day, name, year) if word)


def _display_range(start: Part, end: Part) -> str:
    """Say once what both ends share; the dash stands close between single words only."""
    if start.about or end.about:
        return f"{_display_part(start)} – {_display_part(end)}"
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month and start.day and end.day
    left = _join(start.day, None if same_month else start.month, None if same_year and start.month else start.year)
    right = _join(end.day, end.month, end.year)
    close = " " not in left and (same_month or not start.day)
    return f"{left}–{right}" if close else f"{left} – {right}"


ACCEPTED = "Write a date such as 16 August 2005, August 2005, 2005, 2005-08-16, 3–5 May 2010 or about October 2011."

_MONTH = rf"(?P<name>{months.PATTERN})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR = r"(?P<year>\d{4})"
_OF = r"(?:\s+(?:de|del|of))?"
_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}{_OF}\s+{_MONTH}(?:,|{_OF})\s*{_YEAR}(?:\s*(?:г|года)\.?)?",
        rf"{_MONTH}\s+{_DAY}(?:,\s*|\s+){_YEAR}",
        rf"{_MONTH}(?:,|{_OF})\s+{_YEAR}(?:\s*(?:г|года)\.?)?",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?",
        r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?(?:(?P<day>\d{1,2})日)?",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})",
        _YEAR,
        rf"{_DAY}{_OF}\s+{_MONTH}(?:,? year unknown)?",
        rf"{_MONTH},? year unknown",
    )
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ABOUT = re.compile(r"(?:about|circa|c\.|ca\.?|around)\s+")
_RANGE = re.compile(r"\s*(?:-|\bto\b|\buntil\b)\s*")
_ISO = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


def from_typed(text: str, latest: date | None = None) -> str:
    """A date as a person types it, as EDTF: "August 16, 2005", "16.8.2005" and "16 août 2005" give "2005-08-16".

    Months may be written in ten languages. EDTF itself is accepted too. Raises ValueError, with a sentence for the
    person, when it cannot be read, is no day of the calendar, lies before 1945, or (with `latest`) after that day.
    """
    words = " ".join(fold(text).split()).rstrip(",;")
    if not words or len(words) > 100:
        raise ValueError(ACCEPTED)
    edtf = _read_edtf(text.strip()) or _read_words(words)
    _check_bounds(edtf, text.strip(), latest)
    return str(edtf)


def _read_edtf(text: str) -> EdtfDate | None:
    if re.fullmatch(r"[\dX~/-]+", text.upper()) and not _SLASHED.fullmatch(text) and _PART.match(text.upper()):
        try:
            return parse(text.upper())
        except ValueError as error:
            if "EDTF" not in str(error):  # no day of the calendar, no range: that sentence says more
                raise
    return None


def _read_words(words: str) -> EdtfDate:
    about = _ABOUT.match(words)
    part = _read_part(words[about.end() :] if about else words)
    if part:
        return EdtfDate(Part(part.year, part.month, part.day, bool(about)))
    edtf = _read_range(words)
    if edtf is None:
        raise ValueError(f"“{words}” cannot be read as a date. {ACCEPTED}")
    return parse(str(edtf))


def _read_part(words: str) -> Part | None:
    slashed = _SLASHED.fullmatch(words)
    if slashed:
        return _read_slashed(words, *map(int, slashed.groups()))
    for form in _FORMS:
        found = form.fullmatch(words)
        if found:
            return _checked(found.groupdict(), words)
    return None


def _checked(given: dict[str, str | None], words: str) -> Part:
    month = months.NUMBERS[given["name"]] if given.get("name") else given.get("month")
    numbers = [int(number) if number else None for number in (given.get("year"), month, given.get("day"))]
    _check_day(*numbers, words)
    return Part(*numbers)


def _read_slashed(words: str, first: int, second: int, year: int) -> Part:
    """16/8/2005 and 8/16/2005 can be told apart; 7/8/2005 cannot."""
    if first != second and first <= 12 and second <= 12:
        raise ValueError(f"“{words}” can mean two days: write the month as a word.")
    day, month = (first, second) if second <= 12 else (second, first)
    _check_day(year, month, day, words)
    return Part(year, month, day)


def _read_range(words: str) -> EdtfDate | None:
    """Read "3-5 May 2010": the earlier end borrows from the later one what it does not say."""
    for dash in _RANGE.finditer(words):
        left, right = words[: dash.start()], words[dash.end() :]
        end = _read_part(right)
        start = end and (_read_part(left) or _borrow(left, right, end))
        if start and end and start.year is None:
            start = Part(end.year, start.month, start.day)
        if start and end and not _ISO.fullmatch(words):
            return EdtfDate(start, end)
    return _read_american_range(words)


def _borrow(left: str, right: str, end: Part) -> Part | None:
    day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er|\.)?", left)
    if day and end.day:
        return _checked({"day": day[1], "month": str(end.month), "year": str(end.year)}, left)
    if left in months.NUMBERS:
        return Part(end.year, months.NUMBERS[left])
    return _read_part(f"{left} {end.year}")


_AMERICAN = re.compile(
    rf"(?P<name>{months.PATTERN})\s+(?P<from>\d{{1,2}})\s?-\s?(?P<to>\d{{1,2}}),?\s+(?P<year>\d{{4}})"
)


def _read_american_range(words: str) -> EdtfDate | None:
    found = _AMERICAN.fullmatch(words)
    if not found:
        return None
    ends = [_checked({**found.groupdict(), "day": found[name]}, words) for name in ("from", "to")]
    return EdtfDate(*ends)


def _check_bounds(edtf: EdtfDate, text: str, latest: date | None) -> None:
    span = edtf.span()
    if span and span[0] < FIRST_DAY:
        raise ValueError(f"“{text}” lies before 1945: the archive holds statements from 1945 on.")
    if span and latest and span[0] > latest:
        raise ValueError(f"“{text}” lies in the future.")
