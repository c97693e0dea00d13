"""What reading a file's bytes yields, whatever its format: the text that was written, and what stood around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from statements.parsing import lines
from statements.parsing.records import Removal

LONGEST_EXCERPT = 160
MOST_RECEIPTS = 60


@dataclass(frozen=True)
class PageFacts:
    """What a web page or an Office document says of itself beside its text. None of it is what was spoken.

    published: the day or time of publication or of the last change, as written; it is never the day of delivery.
    """

    title: str = ""
    address: str = ""
    published: str = ""


@dataclass(frozen=True)
class DecodedText:
    """The text of a file, its lines ended by `\\n` alone, and how it was read.

    marked: the lines (from 1) that the file's own markup makes headings. removed: receipts for what stood around the
    text, each with the line of `text` at which it stood.
    """

    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    marked: frozenset[int] = frozenset()
    removed: tuple[Removal, ...] = ()
    page: PageFacts = field(default_factory=PageFacts)


def receipt(rule: str, line: int, text: str) -> Removal | None:
    """A receipt that quotes the first words of what was left out; None when it held nothing."""
    read, _ = lines.read(text[: 4 * LONGEST_EXCERPT].replace("\ufffd", ""))
    words = " ".join(one.text for one in read)
    if not words:
        return None
    short = words if len(words) <= LONGEST_EXCERPT else words[: LONGEST_EXCERPT - 2].rsplit(" ", 1)[0] + " …"
    return Removal(rule, line, short)


def bounded(receipts: Iterable[Removal | None]) -> tuple[Removal, ...]:
    """The receipts, at most MOST_RECEIPTS of them, the last saying how many more there are."""
    all_of_them = [one for one in receipts if one]
    if len(all_of_them) <= MOST_RECEIPTS:
        return tuple(all_of_them)
    kept, rest = all_of_them[: MOST_RECEIPTS - 1], all_of_them[MOST_RECEIPTS - 1 :]
    return (*kept, Removal(rest[0].rule, rest[0].line, f"{len(rest)} more, the first: {rest[0].text}"))
