"""ZIP archives: what is in them, checked before anything opens them. A Word file is such an archive.

A ZIP can name files outside its folder, declare sizes that are not true, and unpack to a thousand times its size.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from statements.parsing.formats.sniff import ACCEPTED
from statements.parsing.records import Rejected

MOST_FILES = 5_000
LARGEST = 100 * 1024 * 1024
LARGEST_XML = 20 * 1024 * 1024
_LARGEST_RATIO = 300
_RATIO_FROM = 4 * 1024 * 1024
"""Smaller archives may be packed as tightly as they like."""

_CHUNK = 256 * 1024
_XML = (".xml", ".rels")
_ESCAPES = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_BOMB = "This archive unpacks to far more than a statement can hold; it is not read."

_MAIN = "word/document.xml"
_OTHERS = (
    ("xl/workbook.xml", "This is an Excel workbook, not a statement; save the text as DOCX."),
    ("xl/workbook.bin", "This is an Excel workbook, not a statement; save the text as DOCX."),
    ("ppt/presentation.xml", "This is a PowerPoint presentation, not a statement; save the text as DOCX."),
)


def check_word(data: bytes) -> None:
    """Raise Rejected, with a sentence, unless the bytes are a Word file that is safe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive)
            _check_kind(archive)
            _check_sizes(archive, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise Rejected("This ZIP archive or Word file is damaged.") from None


def _check_names(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_FILES:
        raise Rejected(_BOMB)
    for entry in entries:
        if _ESCAPES.search(entry.orig_filename) or _ESCAPES.search(entry.filename):
            raise Rejected("This archive names a file outside its own folder; it is not opened.")
        if entry.flag_bits & 1:
            raise Rejected("This archive is protected by a password.")


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if _MAIN in names or "[Content_Types].xml" in names and not any(name in names for name, _ in _OTHERS):
        return
    for name, sentence in _OTHERS:
        if name in names:
            raise Rejected(sentence)
    if "content.xml" in names and "mimetype" in names:
        raise Rejected("This is an OpenDocument file (ODT or the like); save it as DOCX or as text.")
    raise Rejected(f"This is a ZIP archive; unpack it and send what is in it: {ACCEPTED}.")


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    """The sizes that the archive declares first, which costs nothing; then those that it really has."""
    entries = archive.infolist()
    _check_total(sum(entry.file_size for entry in entries), packed)
    if any(entry.file_size > LARGEST_XML and entry.filename.lower().endswith(_XML) for entry in entries):
        raise Rejected(_BOMB)
    total = 0
    for entry in entries:
        with archive.open(entry) as file:
            while chunk := file.read(_CHUNK):
                total += len(chunk)
                _check_total(total, packed)


def _check_total(size: int, packed: int) -> None:
    if size > LARGEST or (size > _RATIO_FROM and size > _LARGEST_RATIO * packed):
        raise Rejected(_BOMB)
