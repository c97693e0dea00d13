"""Lines -> the printed heading and the paragraphs that were spoken.

Blank lines part paragraphs. Lines that a typist or a printer broke are joined again, and so is a paragraph that the
end of a page cut in two. Words are kept as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from statements.notation.folding import fold
from statements.parsing import headlines, listing, splitting, wrapping
from statements.parsing.lines import Line, blocks
from statements.parsing.records import ParsedParagraph
from statements.parsing.salutations import MOST_LINES, is_closing, is_salutation, lines_of
from statements.vocabulary import ParagraphKind


@dataclass(frozen=True)
class Structure:
    """The lines of the printed heading, and the paragraphs below it."""

    heading: tuple[Line, ...]
    paragraphs: tuple[ParsedParagraph, ...]


@dataclass
class Piece:
    """A paragraph in the making: its lines, and what is known of its kind."""

    lines: list[Line]
    kind: str = ParagraphKind.BODY
    text: str = ""
    printed_number: str = ""


def structure(lines: list[Line]) -> Structure:
    """Find the heading and the paragraphs in a text's cleaned lines."""
    wrap = wrapping.measure(lines)
    cut = headlines.end(lines)
    pieces = [piece for block in blocks(lines[cut:]) for piece in _pieces(block, wrap)]
    for piece in pieces:
        piece.text = wrapping.join(line.text for line in piece.lines)
    pieces = _rejoined(pieces, wrap)
    pieces = [part for piece in pieces for part in _split(piece)]
    listing.settle_numbers(pieces)
    _settle_kinds(pieces)
    return Structure(tuple(lines[:cut]), tuple(_numbered(pieces)))


def _texts(lines: list[Line], place: int) -> list[str]:
    """The lines from a place on, as many as one salutation can have."""
    return [line.text for line in lines[place : place + MOST_LINES]]


def _pieces(block: list[Line], wrap: wrapping.Wrap) -> Iterator[Piece]:
    """Cut a block into paragraphs. Lines of address that follow each other stay one paragraph."""
    piece: Piece | None = None
    address = 0  # how many lines of a salutation are still to come
    for place, line in enumerate(block):
        if not address and _open_for_address(piece):
            address = lines_of(_texts(block, place))
        kind = ParagraphKind.SALUTATION if address else ParagraphKind.HEADING if line.marked else ParagraphKind.BODY
        address = max(0, address - 1)
        if piece and kind == piece.kind and (kind == ParagraphKind.SALUTATION or not _breaks(piece, line, wrap)):
            piece.lines.append(line)
            continue
        if piece:
            yield piece
        piece = Piece([line], kind)
    if piece:
        yield piece


def _open_for_address(piece: Piece | None) -> bool:
    """Whether an address can begin after these lines: not inside a sentence that happens to be wrapped before one."""
    return piece is None or piece.kind == ParagraphKind.SALUTATION or wrapping.ends_sentence(piece.lines[-1].text)


def _breaks(piece: Piece, line: Line, wrap: wrapping.Wrap) -> bool:
    """Whether a line of a block begins a new paragraph."""
    before = piece.lines[-1]
    return listing.begins_item(line.text, before.text) or wrapping.breaks(before, line, wrap)


def _rejoined(pieces: list[Piece], wrap: wrapping.Wrap) -> list[Piece]:
    """Join paragraphs that the end of a page, or a stray blank line, cut inside a sentence.

    "... weaponization will not only endanger the" is continued by "normal economic and technological activities, ...".
    """
    out: list[Piece] = []
    parts: list[list[str]] = []
    for piece in pieces:
        if out and _continues(out[-1], parts[-1][-1], piece, wrap):
            parts[-1].append(piece.text)
            out[-1].lines += piece.lines
        else:
            out.append(piece)
            parts.append([piece.text])
    for piece, texts in zip(out, parts, strict=True):
        piece.text = wrapping.join(texts)
    return out


def _split(piece: Piece) -> list[Piece]:
    """A paragraph too long to be one, cut at ends of sentences."""
    if len(piece.text) <= splitting.LONGEST:
        return [piece]
    return [replace(piece, text=text) for text in splitting.split(piece.text)]


def _continues(piece: Piece, text: str, later: Piece, wrap: wrapping.Wrap) -> bool:
    if piece.kind != ParagraphKind.BODY or later.kind != ParagraphKind.BODY:
        return False
    if wrapping.ends_sentence(text) or is_closing(later.text) or listing.begins_item(later.text, text):
        return False
    return wrapping.goes_on(piece.lines[-1], later.text, wrap)


def _settle_kinds(pieces: list[Piece]) -> None:
    """Tell closings, headings, list items and quotations from body paragraphs."""
    for place, piece in enumerate(pieces):
        if piece.kind != ParagraphKind.BODY:
            continue
        rest = len(pieces) - place
        if is_salutation(piece.text):
            piece.kind = ParagraphKind.SALUTATION
        elif rest <= 4 and is_closing(piece.text):
            piece.kind = ParagraphKind.CLOSING
        elif rest > 1 and _is_heading(piece, pieces[place + 1]):
            piece.kind = ParagraphKind.HEADING
        elif listing.is_item(piece.text):
            piece.kind = ParagraphKind.LIST_ITEM
        elif _is_quotation(piece.text):
            piece.kind = ParagraphKind.QUOTATION
    if pieces and all(piece.kind == ParagraphKind.HEADING for piece in pieces):
        for piece in pieces:
            piece.kind = ParagraphKind.BODY


_NO_HEADING_END = re.compile(r".*[.!?…:;,。，、][\"'”»’)\]]*")


def _is_heading(piece: Piece, later: Piece) -> bool:
    """A line of its own, of few words, that begins with a capital, ends without a stop, and has text below it."""
    text = piece.text
    if len(piece.lines) != 1 or len(text) > 80 or len(text.split()) > 10 or piece.printed_number:
        return False
    if _NO_HEADING_END.fullmatch(text) or not text[0].isupper() or is_closing(text) or listing.is_item(text):
        return False
    return later.kind == ParagraphKind.BODY and len(later.text) > len(text)


_QUOTED = re.compile(r'"[^"]*"[.,;]?')


def _is_quotation(text: str) -> bool:
    return text[0] in '“«„"' and len(text) > 2 and bool(_QUOTED.fullmatch(fold(text)))


def _numbered(pieces: Iterable[Piece]) -> Iterator[ParsedParagraph]:
    """Number what was spoken from 1; headings have no number."""
    number = 0
    for piece in pieces:
        spoken = piece.kind != ParagraphKind.HEADING
        number += spoken
        yield ParsedParagraph(number if spoken else None, str(piece.kind), piece.text, piece.printed_number)
