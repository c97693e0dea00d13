"""Running heads and feet, the short lines of every page: "Débat général 2/17", "1025am 30 September 2024"."""

from __future__ import annotations

import re
from collections import defaultdict

from statements.notation.folding import fold
from statements.parsing.lines import Line
from statements.parsing.salutations import is_salutation

_LONGEST = 100
_FEWEST = 3
_TITLE = 12
"""Above this line the same words may be the title of the document, and stay."""

_LEAST_APART = 6
"""Between two feet lies a page, however short."""

_FIGURES = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ENDS = re.compile(r"[,;:!?]$")


def find(lines: list[Line]) -> set[int]:
    """The places of the lines that are running heads or feet: with a number or all in capitals, page after page."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        text = line.text
        if len(text) <= _LONGEST and (text.isupper() or _FIGURES.search(text)) and not _ENDS.search(text):
            places[_FIGURES.sub("#", fold(text))].append(place)
    running = [found for key, found in places.items() if _is_running(key, found, lines)]
    return {place for found in running for place in found if place >= _TITLE}


def _is_running(key: str, found: list[int], lines: list[Line]) -> bool:
    if len(found) < _FEWEST or not _LETTERS.search(key):
        return False
    if min(later - earlier for earlier, later in zip(found, found[1:], strict=False)) < _LEAST_APART:
        return False
    return _same_or_rising([lines[place].text for place in found]) and not is_salutation(lines[found[0]].text)


def _same_or_rising(texts: list[str]) -> bool:
    """Whether the lines are one and the same, or bear the number of their page: in words of a list both differ."""
    numbers = [[int(number[:9]) for number in _FIGURES.findall(text)] for text in texts]
    if all(one == numbers[0] for one in numbers):
        return True
    words = len(_LETTERS.findall(texts[0]))
    rising = all(earlier < later for earlier, later in zip(numbers, numbers[1:], strict=False))
    return rising and (words >= 2 or "/" in texts[0])
