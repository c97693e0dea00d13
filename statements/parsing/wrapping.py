"""Lines that were broken to fit a page: when a line break is a typist's, and how to undo it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from statements.parsing.lines import Line

WIDEST = 130
"""No typist breaks lines this wide: a text with longer ones puts a paragraph on each line."""

_FEWEST_LINES = 4
_FULL = 0.75

_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？：；؟؛][\"'”»’)\]*]*$")
_STARTS_SMALL = re.compile(r"[\"'“«‘(\[]*[^\W\d_]")
_HYPHENATED = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True)
class Wrap:
    """The width to which a text's lines were broken, in characters; None when each paragraph is one line."""

    width: int | None

    def is_full(self, text: str) -> bool:
        """Whether a line is so long that the next word may not have fitted on it."""
        return self.width is not None and len(text) >= _FULL * self.width


def measure(lines: list[Line]) -> Wrap:
    """The width of a hard-wrapped text: few of its lines are longer, and many end without ending a sentence."""
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < _FEWEST_LINES:
        return Wrap(None)
    width = lengths[int(len(lengths) * 0.95)]
    if width > WIDEST or lengths[-1] > 4 * WIDEST:
        return Wrap(None)
    joined = [(before, line) for before, line in zip(lines, lines[1:], strict=False) if not line.apart]
    broken = sum(not ends_sentence(before.text) for before, _ in joined)
    return Wrap(width) if broken * 2 >= len(joined) and joined else Wrap(None)


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a full stop or the like; a comma ends none."""
    return bool(_ENDS_SENTENCE.search(text[-8:]))


def starts_small(text: str) -> bool:
    """Whether a line goes on with a small letter."""
    found = _STARTS_SMALL.match(text[:20])
    return bool(found) and found[0][-1].islower()


def breaks(before: Line, line: Line, wrap: Wrap) -> bool:
    """Whether the break between two lines of one block ends a paragraph.

    In a text that was not wrapped each line is a paragraph. In a wrapped one a new paragraph is set in, or follows
    on a line that ends a sentence well before the margin.
    """
    if wrap.width is None:
        return True
    if not ends_sentence(before.text) or starts_small(line.text):
        return False
    return line.indent > before.indent or not wrap.is_full(before.text)


def goes_on(last: Line, text: str, wrap: Wrap) -> bool:
    """Whether text after a blank line continues the sentence that `last` leaves open.

    A small letter says so; so does a line that reaches the margin and stops without any stop, before a capital too.
    """
    if starts_small(text):
        return True
    return wrap.is_full(last.text) and last.text[-1].isalnum()


def join(texts: Iterable[str]) -> str:
    """One text of several lines: "Group of" and "Governmental Experts" become "Group of Governmental Experts".

    A hyphen at the end of a line stays, without a space: the archive does not guess which hyphens the break made.
    """
    out: list[str] = []
    for text in texts:
        if out and not _HYPHENATED.search(out[-1][-2:]):
            out.append(" ")
        out.append(text)
    return "".join(out)
