"""Bytes -> text: what kind of file it is, in which encoding, and whether it can be read at all.

A file that cannot be read faithfully is rejected with one sentence; nothing is guessed and nothing is repaired here.
"""

from __future__ import annotations

from dataclasses import dataclass

from statements.parsing.records import Rejected

LARGEST_FILE = 20 * 1024 * 1024
ACCEPTED = "accepted are plain text files in UTF-8, or in UTF-16 with a byte order mark"

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x00\x05\x16\x07", "an AppleDouble file"),
    (b"\x7fELF", "a program"),
)

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True)
class DecodedText:
    """The text of a file, its lines ended by `\\n` alone, and how it was read."""

    text: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> DecodedText:
    """The text of a file's bytes. Raises Rejected when it is empty, too large, not a text, or not validly encoded."""
    if not data:
        raise Rejected("The file is empty.")
    if len(data) > LARGEST_FILE:
        raise Rejected(f"The file has {len(data) / 1024 / 1024:.0f} MB; at most 20 MB are read.")
    _refuse_known_binaries(data)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    text = _decode(data[len(mark) :], encoding)
    return DecodedText(checked(text), encoding=encoding)


def checked(text: str) -> str:
    """A text with its lines ended by `\\n` alone. Raises Rejected for what is no text, or has lost characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        line = _line_of(text, "\x00")
        raise Rejected(f"Line {line} holds a NUL character: this is not a text; {ACCEPTED}.")
    if "\ufffd" in text:
        line = _line_of(text, "\ufffd")
        raise Rejected(f"Line {line} holds the mark of a lost character (U+FFFD): send the text as it was before.")
    return text


def _refuse_known_binaries(data: bytes) -> None:
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, name in _SIGNATURES:
        if data.startswith(signature) or (signature == b"%PDF-" and start.startswith(signature)):
            raise Rejected(f"This is {name}; such files are not read yet: {ACCEPTED}.")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Rejected(_explain(error, data, encoding)) from None


def _explain(error: UnicodeDecodeError, data: bytes, encoding: str) -> str:
    if encoding != "utf-8":
        return f"The file is not valid {encoding.upper()} at byte {error.start + 1}; {ACCEPTED}."
    if b"\x00" in data:
        return f"The file holds a NUL byte at byte {data.index(0) + 1}: it is not a text; {ACCEPTED}."
    line = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    return f"The file is not valid UTF-8 at byte {error.start + 1}, in line {line}; {ACCEPTED}."


def _line_of(text: str, character: str) -> int:
    return text.count("\n", 0, text.index(character)) + 1
