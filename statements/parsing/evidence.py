"""Where else a document says when, where and by whom it was spoken: its closing lines and its labelled fields.

"Managua, September 30th 2024" may stand below the last paragraph, and "Location: New York" above the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from statements.notation.folding import fold
from statements.parsing import dates, names, places
from statements.parsing.lines import Line

_CLOSING = 8
_LONGEST = 90

_LABELS = (
    ("date", r"date|date of delivery|delivered on|datum|fecha|data|дата|التاريخ|日期"),
    ("location", r"location|place|venue|city|lieu|lugar|ort|plats|local|luogo|место|المكان|地点"),
    ("speaker", r"speakers?|delivered by|orateur|oratrice|oradora?|talare|sprecher(?:in)?|оратор|المتحدث|发言人"),
    ("event", r"event|forum|occasion|meeting|evenement|evento|evenemang|veranstaltung|мероприятие|会议"),
    ("country", r"country|delegation|member state|pays|pais|land|страна|delegacion"),
)
_FIELDS = tuple((meaning, re.compile(rf"\W*(?:{form}) ?: ?(?=\S)")) for meaning, form in _LABELS)


def fields(lines: Iterable[Line]) -> dict[str, Line]:
    """The labelled fields among lines, each as a line of its value: "Location: New York" gives New York."""
    found: dict[str, Line] = {}
    for line in lines:
        meaning, value = _field(line.text)
        if value:
            found.setdefault(meaning, replace(line, text=value))
    return found


def _field(text: str) -> tuple[str, str]:
    folded = fold(text[:_LONGEST])
    for meaning, pattern in _FIELDS if ":" in folded else ():
        label = pattern.match(folded)
        if label and len(folded) == len(text[:_LONGEST]):
            return meaning, text[label.end() :].strip()
    return "", ""


def closing(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The short lines at the end of a text that say a date and place, or bear a signature."""
    last = [line for line in lines[-_CLOSING:] if len(line.text) <= _LONGEST]
    kept = [place for place, line in enumerate(last) if dates.is_dateline(line)]
    beside = {place + step for place in kept for step in (-1, 0, 1)}
    return tuple(
        last[place] for place in sorted(beside) if 0 <= place < len(last) and _is_dated(last[place], place, kept)
    )


def _is_dated(line: Line, place: int, kept: list[int]) -> bool:
    return place in kept or places.alone(line.text) is not None or _is_city(line.text)


def _is_city(text: str) -> bool:
    """A line of one or two words in capitals beside a dateline: "PUTRAJAYA"."""
    return len(text.split()) <= 2 and text.isupper() and text.replace(" ", "").isalpha()


def signatures(lines: Sequence[Line]) -> Iterator[tuple[names.Name, Line]]:
    """The names with an office that sign a text: "Irina Schoulgin Nyoni, Ambassador, Deputy Permanent ..."."""
    for line in lines[-4:]:
        name = names.at(line.text, 0, alone=False) if len(line.text) <= 160 else None
        if name and name.start <= 12 and names.OFFICE.match(fold(line.text[name.end :]).lstrip(" ,")):
            yield name, line
