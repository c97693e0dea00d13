"""Tables and lists of files, which lie beside statements and are none."""

from __future__ import annotations

import re

from statements.parsing.records import Skipped

_LOOKED_AT = 200  # lines
_FEWEST = 4
_MODE = re.compile(r"[-dlbcps][-rwxsStT]{9}[.+@]?\s+\d+\s")
_FILE_NAME = re.compile(
    r"(?:[\w. -]+[/\\])*[^\s/\\][^/\\]{0,120}\.(?:txt|md|pdf|html?|docx?|rtf|csv|xlsx?|jpe?g|png|zip)"
)
_LOGGED = re.compile(r"(?:.*\s)?\d{1,4}[-/.]\w{2,3}[-/.]\d{2,4}\s+\d{1,2}:\d{2}.*")
_INDEX = re.compile(r"\s*(?:index of /|directory listing for /|\[to parent directory\])", re.IGNORECASE)


def refuse(text: str) -> None:
    """Raise Skipped for a directory listing or a table of values.

    "-rw-r--r-- 1 user users 4711 Sep 24 10:00 kaz.txt", "kaz_74_2019.txt" line after line, "Index of /speeches",
    "country,year,speaker" with as many commas in each line.
    """
    lines = [line.strip() for line in text[:40_000].split("\n", _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    if lines and _INDEX.match(lines[0]):
        raise Skipped("This is a listing of files, not a statement.")
    if len(lines) < _FEWEST:
        return
    if _most(lines, lambda line: bool(_MODE.match(line) or _is_entry(line))):
        raise Skipped("This is a listing of files, not a statement.")
    if any(_is_table(lines, delimiter) for delimiter in ",;\t|"):
        raise Skipped("This is a table of values, not a statement.")


def _is_entry(line: str) -> bool:
    return len(line) <= 200 and bool(_FILE_NAME.fullmatch(line) or (_LOGGED.fullmatch(line) and "." in line))


def _most(lines: list[str], holds) -> bool:
    return sum(map(holds, lines)) >= 0.8 * len(lines)


_QUOTED = re.compile(r'"[^"]*"')


def _is_table(lines: list[str], delimiter: str) -> bool:
    """Whether every line has the same number of fields, three at least, and the first names them in short words."""
    header = [field.strip().strip('"') for field in _QUOTED.sub("q", lines[0]).split(delimiter)]
    if len(header) < 3 or not all(0 < len(field) <= 30 and not field.endswith(".") for field in header):
        return False
    if delimiter == "," and (len(header) != len(set(header)) and "q" not in header):
        return False
    whole = lines[:-1] if len(lines) > _FEWEST else lines
    return all(_QUOTED.sub("q", line).count(delimiter) == len(header) - 1 for line in whole)
