"""Remnants of Markdown: headings run together with asterisks, number signs.

Only the marks go, with receipts; the words stay. A line that its marks make a heading is marked as one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from statements.parsing.lines import Line
from statements.parsing.records import Removal

_STARS = re.compile(r"\*{2,}")
# Bold marks between two words, the second with a capital: the seam of two lines that lost the break between them.
_SEAM = re.compile(r"\*{4,}|(?<=[\w.,:;!?])\*{2,3}(?=[^\W\d_])")
# Marks of footnotes and links: "Walker[1](#f1)", "[the Accords](https://...)"; "\\*\\*\\*", "_[matter omitted]_".
_NOTE = re.compile(r"\[\^?\d{1,3}\]\(#[\w-]*\)|\[\^\d{1,3}\]")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\((?:https?://|/|#|mailto:)[^()\s]*\)")
_ITALIC = re.compile(r"(?<!\w)_(?=\S)([^_]{1,400})(?<=\S)_(?!\w)")
_ESCAPED = re.compile(r"\\(?=[*#_\[\]\\.>-])")
_NUMBER_SIGNS = re.compile(r"(#{1,6}) (?=\S)")


def strip(lines: list[Line]) -> tuple[list[Line], list[Removal]]:
    """The lines without marks, and a receipt for each line that had some."""
    removals: list[Removal] = []
    out: list[Line] = []
    for line in lines:
        if _HINT.search(line.text):
            line = _plain(line, removals)
        if line.text.startswith("#"):
            line = _heading(line, removals)
        out += _emphasis(line, removals) if "**" in line.text else [line]
    return out, removals


_HINT = re.compile(r"\]\(|\[\^|\\[*#_\[\]\\.>-]|(?<!\w)_\S")


def _plain(line: Line, removals: list[Removal]) -> Line:
    """ "Statement by Walker[1](#f1)" without the mark of its note, "_[matter omitted]_" without the underscores."""
    marks = _NOTE.findall(line.text)
    text = _LINK.sub(r"\1", _NOTE.sub("", line.text))
    text = _ESCAPED.sub("", _ITALIC.sub(r"\1", text)).strip()
    if text == line.text or not text:
        return line
    removals.append(Removal("markdown-marks", line.number, " ".join(marks) or "_"))
    return replace(line, text=text)


def _heading(line: Line, removals: list[Removal]) -> Line:
    """ "## Statement by Walker" is a heading "Statement by Walker"."""
    found = _NUMBER_SIGNS.match(line.text)
    if not found:
        return line
    removals.append(Removal("markdown-marks", line.number, found[1]))
    return replace(line, text=line.text[found.end() :], marked=True)


def _emphasis(line: Line, removals: list[Removal]) -> list[Line]:
    """Take the bold marks out of a line, and lines that were run together apart.

    "Open-ended meeting on PAROS**Geneva, August 16, 2005****Statement by the delegation of Kazakhstan****Mr."
    " Chairman,**"
    is four lines; "the **draft** treaty" stays one.
    """
    marks = _STARS.findall(line.text)
    parts = [_STARS.sub("", part).strip() for part in _cut(line.text)]
    texts = [part for part in parts if part]
    if not texts:
        return [line]
    removals.append(Removal("markdown-marks", line.number, " ".join(marks)))
    whole = len(texts) == 1 and line.text.startswith("**") and line.text.endswith("**")
    first = replace(line, text=texts[0], marked=line.marked or whole)
    return [first, *(Line(line.number, text, apart=True) for text in texts[1:])]


def _cut(text: str) -> list[str]:
    """The pieces between the seams: a seam before a small letter is emphasis inside a sentence, and no seam."""
    pieces, start = [], 0
    for seam in _SEAM.finditer(text):
        if len(seam[0]) >= 4 or text[seam.end()].isupper():
            pieces.append(text[start : seam.start()])
            start = seam.end()
    return [*pieces, text[start:]]
