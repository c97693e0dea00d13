"""Paragraphs for texts that came without any: a speech on one line of thirty thousand characters."""

from __future__ import annotations

import re

LONGEST = 6_000
"""A paragraph of more characters is split at the ends of sentences."""

_ENOUGH = 1_500
_SENTENCE_END = re.compile(r"[.!?…][\"'”»’)\]]{0,3}\s+(?=[\"'“«(\[]{0,3}[^\W\d_a-zß-öø-ÿа-яё])|[。！？]|[؟.]\s")
_LAST_WORD = re.compile(r"\w*$")
_ABBREVIATIONS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "St",
        "No",
        "Nos",
        "Sr",
        "Sra",
        "Art",
        "Gen",
        "Col",
        "Lt",
        "Messrs",
        "vs",
        "Jr",
        "Hon",
        "Rev",
        "Amb",
        "Mme",
        "M",
        "MM",
    ]
)


def split(text: str) -> list[str]:
    """A long text cut at ends of sentences into paragraphs of some 1,500 characters; a shorter one as it is.

    "... a sense of responsibility. The Assembly starts its work ..." can be cut before "The".
    """
    if len(text) <= LONGEST:
        return [text]
    parts, start = [], 0
    for found in _SENTENCE_END.finditer(text):
        if found.end() - start >= _ENOUGH and _ends_sentence(text, found.start()):
            parts.append(text[start : found.end()].rstrip())
            start = found.end()
    rest = text[start:].strip()
    return [*parts, rest] if rest else parts


def _ends_sentence(text: str, place: int) -> bool:
    """Whether the word before a full stop is no abbreviation or initial: "Mr.", "J."."""
    last = _LAST_WORD.search(text[max(0, place - 12) : place])[0]
    return last not in _ABBREVIATIONS and not (len(last) == 1 and last.isupper())
