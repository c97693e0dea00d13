"""Bytes -> text: what kind of file it is, in which encoding, and whether it can be read at all.

A file that cannot be read faithfully is rejected with one sentence; what is guessed is reported, and nothing is
repaired here. The content decides what a file is, never its name.
"""

from __future__ import annotations

from dataclasses import replace

from statements.parsing.formats import encodings, html, listings, mojibake, pdf, sniff, word
from statements.parsing.formats.decoded import DecodedText, PageFacts
from statements.parsing.records import Rejected

LARGEST_FILE = 20 * 1024 * 1024
_READERS = {sniff.Kind.HTML: html.read, sniff.Kind.PDF: pdf.read, sniff.Kind.ZIP: word.read}


def decode(data: bytes, encoding: str | None = None) -> DecodedText:
    """The text of a file's bytes.

    encoding: what a person says that a text or a page is encoded in; it overrules declarations and guesses.
    Raises Rejected when the file is empty, too large, of a format that is not read, or not validly encoded, and
    Skipped when it is no document at all.
    """
    if not data:
        raise Rejected("The file is empty.")
    if len(data) > LARGEST_FILE:
        raise Rejected(f"The file has {len(data) / 1024 / 1024:.0f} MB; at most 20 MB are read.")
    decoded = _READERS.get(sniff.kind(data), _plain)(data, encoding)
    text = checked(decoded.text)
    listings.refuse(text)
    return replace(decoded, text=text, warnings=decoded.warnings + mojibake.warnings(text))


def checked(text: str) -> str:
    """A text with its lines ended by `\\n` alone. Raises Rejected for what is no text, or has lost characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = _line_of(text, "\x00")
        raise Rejected(f"Line {line} holds a NUL character: this is not a text; {sniff.ACCEPTED}.")
    if "\ufffd" in text:
        line = _line_of(text, "\ufffd")
        raise Rejected(f"Line {line} holds the mark of a lost character (U+FFFD): send the text as it was before.")
    return text


def _plain(data: bytes, encoding: str | None) -> DecodedText:
    read = encodings.read(data, encoding)
    return DecodedText(read.text, encoding=read.encoding, warnings=read.warnings)


def _line_of(text: str, character: str) -> int:
    return text.count("\n", 0, text.index(character)) + 1


__all__ = ["DecodedText", "LARGEST_FILE", "PageFacts", "checked", "decode"]
