"""What kind of file some bytes are. The content decides, never the name."""

from __future__ import annotations

import re
from enum import StrEnum

from statements.parsing.records import Rejected, Skipped

ACCEPTED = "accepted are plain text, saved web pages (HTML), PDF and Word (DOCX) files"


class Kind(StrEnum):
    """The formats that are read."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    ZIP = "zip"


_SKIPPED = (
    (b"\x00\x05\x16\x07", "an AppleDouble file, which macOS puts beside the file that it is about"),
    (b"\x00\x05\x16\x00", "an AppleSingle file, which macOS keeps for itself"),
    (b"\x00\x00\x00\x01Bud1", "a .DS_Store file, in which macOS keeps how a folder is shown"),
)
_REJECTED = (
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"{\\rtf", "an RTF document; save it as DOCX or as text"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"%!PS", "a PostScript file; save it as PDF"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_ALSO_TEXT = (b"BM", b"MZ", b"ID3")
"""Signatures that a text can begin with too: they count only where NUL bytes follow."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_START = 4096
_HTML = re.compile(
    rb"(?:\s|<!--.{0,2000}?-->|<\?xml[^>]{0,300}\?>)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|table|span|br|center|font)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\s")
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE)


def kind(data: bytes) -> Kind:
    """The format of some bytes. Raises Skipped for what a computer left behind, Rejected for formats not read.

    A PDF may have some bytes before "%PDF-", as its standard allows; UTF-16 is seen through.
    """
    _refuse(data)
    start = data[:_START].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    start = start.replace(b"\x00", b"")
    if _HTML.match(start):
        return Kind.HTML
    if _XML.match(start):
        raise Rejected(f"This is an XML file that is no web page; {ACCEPTED}.")
    if _MHTML.match(start):
        raise Rejected("This is a web archive (MHTML); save the page as HTML.")
    return Kind.TEXT


def _refuse(data: bytes) -> None:
    for signature, name in _SKIPPED:
        if data.startswith(signature):
            raise Skipped(f"This is {name}.")
    if data.startswith(_OLE):
        raise Rejected(_ole(data))
    for signature, name in _REJECTED:
        if data.startswith(signature) and (signature not in _ALSO_TEXT or b"\x00" in data[:64]):
            raise Rejected(f"This is {name}." if ";" in name else f"This is {name}; {ACCEPTED}.")


def _ole(data: bytes) -> str:
    """The sentence for an OLE file, by the names of the streams in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "This Office document is protected by a password; save it without one."
    if "WordDocument".encode("utf-16-le") in data:
        return "This is an old Word file; save it as DOCX or as text."
    return f"This is an old Office document; {ACCEPTED}."
