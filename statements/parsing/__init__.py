"""Reading a file: bytes -> what it says. Pure: no database, no clock, no network."""

from __future__ import annotations

import re
from dataclasses import replace

from statements.parsing import (
    cleaning,
    dates,
    evidence,
    formats,
    heading,
    headlines,
    languages,
    lines,
    paragraphs,
    speakers,
)
from statements.parsing.formats import DecodedText
from statements.parsing.lines import Line
from statements.parsing.records import Authorities, ParsedStatement, Rejected, Removal, SpeakerFact

LARGEST_TEXT = 900_000
"""In bytes of UTF-8: the database's search vector of one statement holds at most a megabyte."""

_SPACES = re.compile(r"\s+")


def parse(data: bytes, authorities: Authorities, *, name: str = "", encoding: str | None = None) -> ParsedStatement:
    """All that a file says: its paragraphs, and the facts that its heading states.

    `name` is the file's name; it is no evidence of anything and serves messages only. `encoding` is what a person says
    that a text is encoded in. Raises Rejected, with one sentence for the person who sent the file, when it cannot
    become a statement, and Skipped when it is no document.
    """
    return _read(formats.decode(data, encoding), authorities)


def parse_text(text: str, authorities: Authorities) -> ParsedStatement:
    """The same for a text that a curator pastes. Raises Rejected."""
    if not text:
        raise Rejected("The text is empty.")
    return _read(DecodedText(formats.checked(text)), authorities)


def _read(decoded: DecodedText, authorities: Authorities) -> ParsedStatement:
    _check_size(decoded.text)
    source, characters = lines.read(decoded.text)
    source = [replace(line, marked=True) if line.number in decoded.marked else line for line in source]
    cleaned = cleaning.clean(source)
    found = paragraphs.structure(cleaned.lines)
    if not any(paragraph.number for paragraph in found.paragraphs):
        raise Rejected(f"The file holds no text{' but page furniture and headings' if source else ''}.")
    return _statement(decoded, cleaned, found, characters, authorities)


def _check_size(text: str) -> None:
    """Raise Rejected for a text too long to search; blank space does not count."""
    size = len(_SPACES.sub(" ", text).encode("utf-8", "replace"))
    if size > LARGEST_TEXT:
        raise Rejected(f"The text has {size:,} bytes; one statement can have {LARGEST_TEXT:,}. Split it.")


def _statement(
    decoded: DecodedText,
    cleaned: cleaning.Cleaned,
    found: paragraphs.Structure,
    characters: list[Removal],
    authorities: Authorities,
) -> ParsedStatement:
    sources = _sources(found, cleaned)
    head, rest = sources.heading, cleaned.lines[len(found.heading) :]
    fields = evidence.fields([*found.heading, *cleaned.fields])
    closing = evidence.closing(rest)
    forum = heading.read_forum(sources, authorities)
    delegations = heading.read_delegations(sources, authorities)
    title, supplied = heading.read_title(head, forum, delegations)
    return ParsedStatement(
        title=title,
        title_supplied=supplied,
        heading=tuple(line.text for line in found.heading),
        language=sources.language,
        date=dates.read(
            found.heading, [fields["date"]] if "date" in fields else (), closing, sources.opening.lines, cleaned.feet
        ),
        forum=forum,
        place=heading.read_place(head, sources.opening, fields.get("location"), closing),
        speaker=_speaker(found, cleaned.lines, authorities),
        delegations=delegations,
        paragraphs=found.paragraphs,
        removed=tuple(sorted([*decoded.removed, *characters, *cleaned.removals], key=lambda removal: removal.line)),
        warnings=decoded.warnings,
        media_type=decoded.media_type,
        encoding=decoded.encoding,
        version_kind=cleaned.version_kind,
        address=decoded.page.address,
    )


def _sources(found: paragraphs.Structure, cleaned: cleaning.Cleaned) -> heading.Sources:
    rest = cleaned.lines[len(found.heading) :]
    lines = (found.heading, cleaned.letterhead, headlines.opening(found.heading, rest), headlines.beginning(rest))
    language = languages.recognise("\n".join(paragraph.text for paragraph in found.paragraphs))
    return heading.Sources(*map(heading.Heading, lines), found.paragraphs, language)


def _speaker(found: paragraphs.Structure, lines: list[Line], authorities: Authorities) -> SpeakerFact:
    """The speaker of the heading, else of the signature; "Statement by Costa Rica" has none."""
    return speakers.read(
        [*found.heading, *headlines.opening(found.heading, lines[len(found.heading) :])],
        lambda name: heading.names_delegation(name, authorities),
        evidence.signatures(lines[len(found.heading) :]),
    )


__all__ = ["parse", "parse_text"]
