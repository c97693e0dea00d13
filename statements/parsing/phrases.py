"""Looking for many known phrases in a text in one pass, whatever its case, accents, dashes, quotes and line breaks.

Phrases and texts are cut into words, folded, and the phrases kept in a trie of words: the work for a text grows with
its length and not with the number of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from statements.notation.folding import fold

# Chinese characters stand without spaces between words, so that each is a word of its own here.
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+(?:[{_MARKS}]+[^\W_{_CJK}]*)*")

# Between two words of a phrase these make no difference.
_SOFT = re.compile(r"[\s'\"\-]+")


class Word(NamedTuple):
    """A word of a text: its folded spelling, and where it stands."""

    folded: str
    start: int
    end: int


class Found(NamedTuple):
    """A phrase in a text: the numbers of its first word and of the word after its last, and what it stands for."""

    first: int
    end: int
    payloads: tuple[Any, ...]


class _Folded(dict):
    """Folded spellings of words, each worked out once."""

    _MOST = 200_000

    def __missing__(self, word: str) -> str:
        if len(self) >= self._MOST:
            self.clear()
        folded = self[word] = fold(word)
        return folded


_FOLDED = _Folded()


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    return [Word(_FOLDED[found[0]], found.start(), found.end()) for found in _WORD.finditer(text)]


class _Node(dict):
    """The words that may follow, and the phrases that end here with the marks between their words."""

    __slots__ = ("ends",)

    def __init__(self) -> None:
        super().__init__()
        self.ends: dict[tuple[str, ...], list[Any]] = {}


class PhraseIndex:
    """Phrases to look for, each with any number of payloads that it stands for."""

    def __init__(self, phrases: Iterable[tuple[str, Any]]) -> None:
        self._root = _Node()
        for phrase, payload in phrases:
            self._add(phrase, payload)

    def _add(self, phrase: str, payload: Any) -> None:
        parts = words(phrase)
        if not parts:
            return
        node = self._root
        for part in parts:
            node = node.setdefault(part.folded, _Node())
        gaps = tuple(_gap(phrase, *pair) for pair in zip(parts, parts[1:], strict=False))
        node.ends.setdefault(gaps, []).append(payload)

    def find(self, text: str, parts: list[Word] | None = None) -> Iterator[Found]:
        """All phrases that stand in a text, overlapping ones too, by their first word and then their length."""
        parts = words(text) if parts is None else parts
        root = self._root
        for first, part in enumerate(parts):
            if part.folded in root:
                yield from self._from(text, parts, first)

    def _from(self, text: str, parts: list[Word], first: int) -> Iterator[Found]:
        node = self._root
        gaps: list[str] = []
        for number in range(first, len(parts)):
            node = node.get(parts[number].folded)
            if node is None:
                return
            if number > first:
                gaps.append(_gap(text, parts[number - 1], parts[number]))
            payloads = tuple(one for wanted, ones in node.ends.items() if _agree(gaps, wanted) for one in ones)
            if payloads:
                yield Found(first, number + 1, payloads)


def longest(found: Iterable[Found]) -> list[Found]:
    """Of phrases that overlap, keep the longest ones (of equal ones the earlier); the result is in order."""
    taken: set[int] = set()
    kept = []
    for one in sorted(found, key=lambda one: (one.first - one.end, one.first)):
        if taken.isdisjoint(range(one.first, one.end)):
            taken.update(range(one.first, one.end))
            kept.append(one)
    return sorted(kept)


def _gap(text: str, left: Word, right: Word) -> str:
    """What stands between two words and may not be overlooked: a comma, a full stop, a bracket."""
    between = text[left.end : right.start]
    return "" if between in (" ", "-") else _SOFT.sub("", fold(between))


def _agree(gaps: list[str], wanted: tuple[str, ...]) -> bool:
    """Punctuation of the phrase may be missing in the text; the text may not have any that the phrase lacks."""
    return all(not gap or gap == other for gap, other in zip(gaps, wanted, strict=True))
