"""Printed paragraph numbers, and items of lists."""

from __future__ import annotations

import re
from typing import Protocol

from statements.parsing.wrapping import ends_sentence

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)[.)]?(?:\s+|(?<=[.)]))(?=\S)")
_ITEM = re.compile(r"(?:[-•◦·▪*‣]\s*(?=[^\W\d_])|([–—]\s*(?=\S))|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)\s+)")
_ENDS_CLAUSE = re.compile(r"[.!?:;,…][\"'”»’)\]]*$")
_FEWEST = 3
_LEAST_SHARE = 0.2


class Numbered(Protocol):
    """What may bear a printed number."""

    text: str
    printed_number: str


def number_of(text: str) -> str:
    """The number that a text begins with like a numbered paragraph: "57. Australia looks ..." gives "57", else ""."""
    found = _NUMBER.match(text[:20])
    return found[1] if found and found[0].rstrip()[-1] in ".)" else ""


def is_item(text: str) -> bool:
    """Whether a text begins with the mark of a list item: "- ", "• ", "(a) ", "iv) "."""
    return bool(_ITEM.match(text[:12]))


def begins_item(text: str, before: str) -> bool:
    """Whether a line begins a list item or a numbered paragraph.

    A long dash may stand inside a sentence, and "in" / "2005. We" is no number: what comes before decides.
    """
    item = _ITEM.match(text[:12])
    if item:
        return not item[1] or bool(_ENDS_CLAUSE.search(before[-8:]))
    return bool(number_of(text)) and ends_sentence(before)


def settle_numbers(pieces: list[Numbered]) -> None:
    """Take printed numbers out of the paragraphs that bear them, when they count upwards through much of the text.

    "78.\\tBecause we are determined ..." becomes "Because we are determined ...", printed as 78.
    """
    found = [(piece, number) for piece in pieces if (number := number_of(piece.text))]
    values = [_value(number) for _, number in found]
    rising = sum(later > earlier for earlier, later in zip(values, values[1:], strict=False))
    if len(found) < max(_FEWEST, _LEAST_SHARE * len(pieces)) or rising < 0.8 * (len(found) - 1):
        return
    for piece, number in found:
        rest = piece.text[_NUMBER.match(piece.text[:20]).end() :]
        piece.text, piece.printed_number = rest, number


def _value(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
