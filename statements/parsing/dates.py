"""The date of delivery in a heading, as stated there. Stamps of printing and publication are no such dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from statements.notation import edtf, months
from statements.notation.folding import fold
from statements.parsing.lines import Line
from statements.parsing.records import DateFact
from statements.vocabulary import Certainty

# After a day: the ending of an ordinal, or what a scanner made of a raised one ("27%", "30\"", "79™").
# Small capitals become figures: "247TH", "2474" and "267™" are "24TH" and "26TH".
_ORDINAL = r"(?:(?:(?<=\d\d)[71](?:th|[4h1])?|st|nd|rd|th|er|eme|e|o|a)(?!\d))?[\"'*°º™®%.!?]{0,2}"
_DAY = rf"(?P<day>\d{{1,2}}){_ORDINAL}"
_NAME = rf"(?P<name>{months.PATTERN})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_OF = r"(?: (?:of|de|del|di)\b)?,?"
_TO = r" ?(?:-|/|to|and|au|al|a|et|y|e|до|по|и) ?"

_FORMS = tuple(
    re.compile(rf"(?<![\w.])(?:{pattern})")
    for pattern in (
        rf"(?P<first>\d{{1,2}}){_ORDINAL}{_OF} (?P<firstname>{months.PATTERN}){_TO}{_DAY}{_OF} {_NAME}{_OF} {_YEAR}",
        rf"(?P<first>\d{{1,2}}){_ORDINAL}{_TO}{_DAY}{_OF} ?{_NAME}{_OF} {_YEAR}",
        rf"{_NAME} (?P<first>\d{{1,2}}){_ORDINAL}{_TO}{_DAY},? {_YEAR}",
        rf"{_DAY}{_OF} ?{_NAME}{_OF} ?{_YEAR}",
        rf"{_NAME} {_DAY},? {_YEAR}",
        rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{_YEAR}",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?P<year>(?:19|20)\d\d) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日",
        rf"{_NAME}{_OF} {_YEAR}",
    )
)

# "Published on 30 September 2024", "28.09.2024 21:26": when a page was made, not when the words were spoken.
_STAMP = re.compile(
    r"\b(published|posted|uploaded|updated|modified|printed|accessed|retrieved|created|release date|publie|publicado"
    r"|actualizado|mis a jour|опубликовано|обновлено)\b|\d{4},? \d{1,2}[:.]\d{2}\b"
)
LONGEST = 300


class Dated(NamedTuple):
    """A date in a line: EDTF, where it stands in the folded line, the line, and whether a day is lost before it."""

    value: str
    start: int
    end: int
    line: Line
    damaged: bool = False


def find(lines: Iterable[Line]) -> list[Dated]:
    """The dates in the lines of a heading, at most one a line, in order."""
    found = []
    for line in lines:
        folded = fold(line.text[:LONGEST])
        if not _STAMP.search(folded):
            dated = _in_line(folded, line)
            found += [dated] if dated else []
    return found


def _in_line(folded: str, line: Line) -> Dated | None:
    for form in _FORMS:
        for found in form.finditer(folded):
            value = _value(found.groupdict())
            if value:
                return Dated(value, found.start(), found.end(), line, _damaged(value, folded[: found.start()]))
    return None


def _damaged(value: str, before: str) -> bool:
    """Whether a month follows figures that are no day: a scanner read "26th September" as "267™ September"."""
    return len(value) == len("2024-09") and any(character.isdigit() for character in before[-6:])


def _value(given: dict[str, str | None]) -> str | None:
    """EDTF of what a form caught, None when it is no day of the calendar or no time for a statement."""
    month = months.NUMBERS[given["name"]] if given.get("name") else int(given["month"])
    end = f"{given['year']}-{month:02}" + (f"-{int(given['day']):02}" if given.get("day") else "")
    start = None
    if given.get("first"):
        first_month = months.NUMBERS[given["firstname"]] if given.get("firstname") else month
        start = f"{given['year']}-{first_month:02}-{int(given['first']):02}"
    try:
        return edtf.from_typed(f"{start}/{end}" if start else end)
    except ValueError:
        return None


def read(*sources: Iterable[Line]) -> DateFact:
    """The date that the first source to have one states: "Geneva, August 16, 2005" gives 2005-08-16.

    The heading comes first, then what bears less surely on the delivery. Within a source, a line of little more than
    the date counts before a date in running words ("on the report of 3 May 2010"), and the more exact date before the
    less exact. Where several days are left, the first is only inferred.
    """
    found = next(filter(None, map(find, sources)), [])
    if not found:
        return DateFact()
    found = [dated for dated in found if _is_dateline(dated)] or found
    best = max(found, key=lambda dated: len(dated.value.split("/")[0]))
    values = {dated.value for dated in found if len(dated.value) >= 10}
    sure = len(values) <= 1 and not best.damaged
    certainty = Certainty.STATED if sure else Certainty.INFERRED
    first, last = edtf.parse(best.value).span()
    return DateFact(best.value, first, last, certainty, basis(best.line))


_MOST_WORDS_BESIDE = 4


def is_dateline(line: Line) -> bool:
    """Whether a line says a date and little more: "(Nova York, 24 de setembro de 2024)"."""
    return any(map(_is_dateline, find([line])))


def _is_dateline(dated: Dated) -> bool:
    """Whether a line has room beside the date for a place and a weekday only."""
    folded = fold(dated.line.text)
    return len((folded[: dated.start] + " " + folded[dated.end :]).split()) <= _MOST_WORDS_BESIDE


def basis(line: Line) -> str:
    """The evidence as a page shows it: `line 3: "Geneva, August 16, 2005"`."""
    return f'line {line.number}: "{line.text}"'
