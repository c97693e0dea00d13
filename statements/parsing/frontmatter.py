"""Front matter: the block of keys and values between two lines of three hyphens that some files begin with.

The block goes, with receipts; what it says stays as evidence. Its title is the document's own title line; its date,
place, speaker and event are labelled fields (see `fields`). When a page was made or changed is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from statements.parsing.lines import Line
from statements.parsing.records import Removal

_FENCE = "---"
_LONGEST = 80
_KEY = re.compile(r"([A-Za-z_][\w-]*):(?: +(.*)|$)")
_CONTINUED = re.compile(r"\s*- |\s+\S")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(\n ?\\?|.))")
_TITLE = "title"
_MEANINGS = {
    "date": "date",
    "doc_date": "date",
    "document_date": "date",
    "event_date": "date",
    "speech_date": "date",
    "statement_date": "date",
    "delivered": "date",
    "date_delivered": "date",
    "location": "location",
    "place": "location",
    "city": "location",
    "venue": "location",
    "speaker": "speaker",
    "speakers": "speaker",
    "delivered_by": "speaker",
    "event": "event",
    "forum": "event",
    "meeting": "event",
    "occasion": "event",
    "country": "country",
    "delegation": "country",
}


class FrontMatter(NamedTuple):
    """The lines below the block with its title above them, the labelled fields, and the receipts."""

    lines: list[Line]
    fields: tuple[Line, ...] = ()
    removals: tuple[Removal, ...] = ()


def take(lines: list[Line]) -> FrontMatter:
    """Take the block out of a file that begins with one.

    "title: Statement by Walker" becomes the title line "Statement by Walker", "doc_date: '1956-07-10'" the field
    "date: 1956-07-10".
    """
    end = _end(lines)
    if not end:
        return FrontMatter(lines)
    values = list(_values(lines[1 : end - 1]))
    title = [Line(number, text, apart=True, marked=True) for key, text, number in values if key == _TITLE and text]
    fields = [Line(number, f"{_MEANINGS[key]}: {text}") for key, text, number in values if key in _MEANINGS and text]
    receipts = tuple(Removal("front-matter", line.number, line.text) for line in lines[:end])
    return FrontMatter(title[:1] + lines[end:], tuple(fields), receipts)


def _end(lines: list[Line]) -> int:
    """How many lines the block has, 0 when there is none."""
    if not lines or lines[0].text != _FENCE:
        return 0
    texts = [line.text for line in lines[1:_LONGEST]]
    if _FENCE not in texts or not any(_KEY.match(text) or _CONTINUED.match(text) for text in texts):
        return 0
    return texts.index(_FENCE) + 2


def _values(lines: list[Line]) -> Iterator[tuple[str, str, int]]:
    """The keys of the first level, each with its value and line; a value may go on in lines that are set in."""
    key, parts, number = "", [], 0
    for line in lines:
        found = None if line.indent else _KEY.match(line.text)
        if found:
            yield key, _plain(parts), number
            key, parts, number = found[1].lower(), [found[2] or ""], line.number
        else:
            parts.append(line.text)
    yield key, _plain(parts), number


def _plain(parts: list[str]) -> str:
    """A value without its quotation marks: "Remarks by President\\_Biden" is "Remarks by President Biden"."""
    joined = "\n".join(parts).strip()
    if len(joined) >= 2 and joined[0] == joined[-1] == '"':
        joined = _ESCAPE.sub(_unescape, joined[1:-1])
    elif len(joined) >= 2 and joined[0] == joined[-1] == "'":
        joined = joined[1:-1].replace("''", "'")
    return " ".join(joined.split())


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16))
    if found[3].startswith("\n"):
        return " " if " \\" in found[3] or found[3].endswith("\\") else ""
    return {"_": " ", "n": " ", "t": " "}.get(found[3], found[3])
