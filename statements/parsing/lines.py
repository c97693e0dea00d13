"""The lines of a source, each with its number there: what cleaning and finding paragraphs work on.

Only lines with something in them become records, so that a file of a million blank lines costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from statements.parsing.records import Removal

_LINE = re.compile(r"[^\n]+")

# What ends a line inside a line of the source: line separator, vertical tab; paragraph separator and form feed, after
# which the text stands apart like after a blank line.
_INNER_END = re.compile("[\u2028\x0b]|([\u2029\x0c])")

# Dropped without leaving a space: other control characters, soft hyphen, zero-width and direction marks, the
# interlinear marks and the private marks of a byte order. The zero-width joiners stay: Persian and emoji need them.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_HARD_SPACE = re.compile("[\xa0\u202f\u2007]")
_SPACES = re.compile(r"\s+")
_BLANK = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it. `apart`: a blank line, or the start of the file, comes before it.

    number: its line in the source, from 1. indent: how many spaces it was set in. marked: the source's markup makes it
    a heading.
    """

    number: int
    text: str
    apart: bool = False
    indent: int = 0
    marked: bool = False


def read(text: str) -> tuple[list[Line], list[Removal]]:
    """Cut a text into lines, spaces collapsed and ends trimmed, and give receipts for the characters that went.

    "there are \\u00a0increased benefits" becomes "there are increased benefits", with a receipt for the no-break space.
    """
    lines: list[Line] = []
    removals: list[Removal] = []
    apart = True
    for number, raw, gap in _numbered(text):
        apart = apart or gap
        cleaned = _without_invisible(raw, number, removals)
        for part, page_end in _parts(cleaned):
            apart = apart or page_end
            words = _SPACES.sub(" ", part).strip()
            if words:
                lines.append(Line(number, words, apart, _indent(part)))
                apart = False
            elif not page_end and part == cleaned:
                apart = True
    return lines, removals


def _numbered(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line that is not empty: its number, its characters, and whether empty lines come before it."""
    number, end = 1, 0
    for found in _LINE.finditer(text):
        skipped = found.start() - end
        number += skipped
        yield number, found[0], skipped > 1
        end = found.end()


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """A line cut at the line ends inside it; with each part, whether the end of a page or paragraph precedes it."""
    start, page_end = 0, False
    for found in _INNER_END.finditer(text):
        yield text[start : found.start()], page_end
        start, page_end = found.end(), bool(found[1])
    yield text[start:], page_end


def _without_invisible(text: str, number: int, removals: list[Removal]) -> str:
    if text.isascii() and text.isprintable():
        return text
    hard = "".join(_HARD_SPACE.findall(text))
    if hard:
        removals.append(Removal("no-break-space", number, hard))
    text, dropped = _drop(text)
    if dropped:
        removals.append(Removal("invisible-character", number, dropped))
    return text


def _drop(text: str) -> tuple[str, str]:
    """The text without invisible characters, and their names: the characters themselves must not be stored."""
    found = _DROPPED.findall(text) + _SURROGATE.findall(text)
    if not found:
        return text, ""
    names = sorted({f"U+{ord(character):04X}" for character in found})
    shown = " ".join(names[:5]) + (" …" if len(names) > 5 else "")
    return _SURROGATE.sub("", _DROPPED.sub("", text)), f"{len(found)} × {shown}"


def _indent(text: str) -> int:
    return _BLANK.match(text).end()


def blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines that no blank line parts."""
    block: list[Line] = []
    for line in lines:
        if line.apart and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block
