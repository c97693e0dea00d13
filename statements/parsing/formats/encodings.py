"""Bytes -> characters: what a person says, what the file declares, UTF-8, UTF-16, and last a reported guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from statements.parsing.formats import guess
from statements.parsing.formats.sniff import ACCEPTED
from statements.parsing.records import Rejected

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"\b(?:charset|coding)\s*[:=]\s*[\"']?([A-Za-z][\w.:-]{1,30})", re.IGNORECASE)
_DECLARED_WITHIN = 1024

# What browsers read under these names (WHATWG Encoding Standard): the labels are used for their supersets.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
}


class Characters(NamedTuple):
    """The characters of some bytes, the encoding that they were read in, and what is to be said about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def known(name: str) -> str:
    """Python's name of a text encoding: "windows-1251" is cp1251. Raises Rejected for a name that means none."""
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name in ("undefined", "idna", "punycode"):
        raise Rejected(f"There is no encoding called {name.strip()[:40]!r}.")
    return info.name


def read(data: bytes, encoding: str | None = None, declared: str | None = None) -> Characters:
    """The characters of a text file's bytes, without a byte order mark.

    encoding: what a person says; it wins. declared: what the file's own markup says; without it, a line like
    "Content-Type: text/plain; charset=koi8-r" or "-*- coding: cp1251 -*-" near the start counts.
    Raises Rejected for bytes that are no text, or not what a person says that they are.
    """
    mark, marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    if encoding:
        name = known(encoding)
        return Characters(_strictly(data.removeprefix(_mark_of(name, mark, marked)), name), name)
    if marked:
        return Characters(_strictly(data[len(mark) :], marked), marked)
    if b"\x00" in data:
        return _utf16(data)
    return _utf8(data) or _as_declared(data, declared or _declaration(data)) or _guessed(data)


def browsers(name: str) -> str | None:
    """The encoding that browsers use under a name: "iso-8859-1" means windows-1252 to them. None for no encoding."""
    try:
        python = known(name)
    except Rejected:
        return None
    return _SUPERSETS.get(python, python)


def _mark_of(name: str, mark: bytes, marked: str | None) -> bytes:
    """The byte order mark to take off when a person names the encoding: only that encoding's own."""
    return mark if marked and name.replace("_", "-") in (marked, marked[:6]) else b""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        where = f"at byte {error.start + 1}" + (f", in line {line}" if not encoding.startswith("utf-16") else "")
        raise Rejected(f"The file is not valid {encoding.upper()} {where}.") from None
    except UnicodeError:
        raise Rejected(f"The file is not valid {encoding.upper()}.") from None


def _utf8(data: bytes) -> Characters | None:
    try:
        return Characters(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _declaration(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_DECLARED_WITHIN])
    return found[1].decode("ascii") if found else None


def _as_declared(data: bytes, declared: str | None) -> Characters | None:
    """The characters by the file's own declaration, None where it has none or is wrong."""
    name = declared and browsers(declared)
    if not name or name.startswith(("utf-8", "utf_8", "utf-16", "utf-32")):
        return None
    try:
        return Characters(data.decode(name), name)
    except UnicodeError:
        return None


_TEXT_CONTROLS = frozenset("\t\n\r\x0b\x0c\x1a\x1c\x1d\x1e\x1f")


def _utf16(data: bytes) -> Characters:
    """UTF-16 without its mark: every second byte of its spaces and Latin letters is NUL. Raises Rejected for others."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if len(data) % 2 == 0 and max(even, odd) >= 20 * min(even, odd):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            text = "\x00"
        if _is_text(text):
            return Characters(text, name, (f"The file has no byte order mark; it was read as {name.upper()}.",))
    where = data.index(0) + 1
    raise Rejected(f"The file holds a NUL byte at byte {where}: it is not a text; {ACCEPTED}.")


def _is_text(text: str) -> bool:
    """Whether characters are a text's: it has spaces or line ends, and no other control characters."""
    sample = text[:20_000]
    if any(character < " " and character not in _TEXT_CONTROLS for character in sample):
        return False
    return any(character in " \n\r\u3000" for character in sample) and "\uffff" not in sample


def _guessed(data: bytes) -> Characters:
    controls = sum(data[:20_000].count(byte) for byte in range(32) if chr(byte) not in _TEXT_CONTROLS)
    name = guess.encoding_of(data) if controls * 100 <= len(data[:20_000]) else None
    if name is None:
        bad = _first_bad_byte(data)
        line = data[:bad].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
        raise Rejected(
            f"The file is not valid UTF-8 at byte {bad + 1}, in line {line}, and its encoding cannot be told; "
            "name it with --encoding."
        )
    warning = f"The file is not UTF-8 and was read as {name}, which is a guess; --encoding NAME overrules it."
    return Characters(data.decode(name), name, (warning,))


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
