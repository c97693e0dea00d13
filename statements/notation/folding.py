"""Folding: one plain spelling for comparing, matching and highlighting. The text itself is never replaced by it.

Folding takes letters to lower case without accents, and the many quotation marks, dashes and spaces to one of each.
It works character by character, so that a place in the folded text can be led back to the original.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b\u2032\u02bc\u0060\u00b4\u2039\u203a\uff07"
DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u300a\u300b\u300c\u300d\uff02'
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "æ": "ae", "ħ": "h", "ı": "i", "ŧ": "t"}


def _fold_character(character: str) -> str:
    if character.isspace():
        return " "
    if character in DASHES:
        return "-"
    if character in SINGLE_QUOTES:
        return "'"
    if character in DOUBLE_QUOTES:
        return '"'
    if character in INVISIBLE:
        return ""
    return _fold_letter(character)


def _fold_letter(character: str) -> str:
    parts = unicodedata.normalize("NFD", character.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", "".join(_LETTERS.get(part, part) for part in bare))


class _Table(dict):
    """A translation table for `str.translate` that works out each character once."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """The plain spelling of a text: "Łódź – “Peace”" gives 'lodz - "peace"', "Straße" gives "strasse".

    Spaces of all kinds become plain ones but are not collapsed. Folding twice changes nothing more.
    """
    return text.translate(_TABLE)


def word_set(words: str) -> frozenset[str]:
    """The folded words of a list written in one string, parted by spaces."""
    return frozenset(fold(words).split())


class FoldedText:
    """A text with its folded spelling, and the way back from a place in the folded text to the original."""

    def __init__(self, original: str) -> None:
        self.original = original
        self.folded = fold(original)

    @cached_property
    def _starts(self) -> list[int] | None:
        """Where each original character begins in the folded text; None when they begin at the same places."""
        if self.original.isascii():
            return None
        widths = [len(_TABLE[ord(character)]) for character in self.original]
        return [0, *accumulate(widths)]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original whose folded spelling covers `folded[start:end]`.

        A character folded to several ("æ" to "ae") is taken whole when the span touches any of them.
        """
        if start >= end or self._starts is None:
            return start, end
        return bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)


_NOT_SLUG = re.compile(r"[^a-z0-9]+")
SLUG_LENGTH = 80


def slug(text: str, fallback: str = "text") -> str:
    """A text as a part of a URL: ASCII letters and digits in words parted by hyphens, at most 80 characters.

    A cut falls between words where it can. A text without any such letter gives `fallback`: a slug is never empty.
    """
    words = _NOT_SLUG.sub("-", fold(text).replace("'", "")).strip("-")
    if len(words) > SLUG_LENGTH:
        cut = words[: SLUG_LENGTH + 1].rpartition("-")[0]
        words = cut or words[:SLUG_LENGTH]
    return words.strip("-") or fallback
