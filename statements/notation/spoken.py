"""United Nations resolutions and decisions as people say them, read as the symbols that they mean.

"resolution 65/68" is the General Assembly's, "resolution 1540 (2004)" the Security Council's, "resolution 1962 (XVIII)"
the Assembly's of its eighteenth session. A number alone is read only after the Security Council's name: GA resolution
194 and Council resolution 194 are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from statements.notation.council import year_of_resolution
from statements.notation.folding import DASHES

FIRST_NUMBERED_SESSION = 31
"""From its thirty-first session (1976) the General Assembly numbers resolutions by session: 65/68."""

LAST_SESSION = 150


class Symbol(NamedTuple):
    """A symbol in a text: where it starts and ends there, and its canonical spelling."""

    start: int
    end: int
    canonical: str


_ASSEMBLY, _COUNCIL, _RIGHTS, _ECOSOC = "A", "S", "A/HRC", "E"
_BODIES = (
    (_ASSEMBLY, r"(?:(?:UN|U\.N\.|United Nations) )?General Assembly|UN ?GA|G\.?A\.?"),
    (_COUNCIL, r"(?:(?:UN|U\.N\.|United Nations) )?Security Council|UN ?SC|S\.?C\.?"),
    (_RIGHTS, r"(?:(?:UN|United Nations) )?Human Rights Council|UNHRC|HRC"),
    (_ECOSOC, r"Economic and Social Council|ECOSOC"),
)
_BODY = "|".join(f"(?P<body{number}>{pattern})" for number, (_, pattern) in enumerate(_BODIES))
_KIND = (
    r"(?P<kind>draft resolution|resolutions?|res\.|res|r[ée]solutions?|resoluci[oó]n(?:es)?|resoluç(?:ão|ões)"
    r"|risoluzion[ei]"
    r"|резолюци[яиюей]{1,2}|decisions?|dec\.|d[ée]cisions?|решени[яею])"
)
_DECISION = re.compile(r"d[ée]c|реш", re.IGNORECASE)
_NUMBER = (
    r"(?:(?:E?S-)?\d{1,4}/\d{1,4}(?! ?/)(?:[A-Z]\b| (?:[B-HJ-Z]|[AI](?=\s*$|[,;.)]| of | and ))(?![\w'-]))?"
    r"|\d{1,4}(?: ?[A-Z])? ?\((?:E?S-)?[IVXL]{1,7}\)(?: ?[A-Z]\b(?![\w'-]))?"
    r"|\d{1,4} ?\((?:19|20)\d\d\)|\d{1,4}(?![\d/.,]*\d))"
)
_HEAD = re.compile(
    rf"\b(?:(?P<short>UN ?SCR|SCR|UNGAR)s?|(?:(?:the )?(?:{_BODY})(?:'s)? )?{_KIND})(?: n(?:o|º"
    rf"|°)\.?)? ?(?={_NUMBER})",
    re.IGNORECASE,
)
_ITEM = re.compile(_NUMBER)
_COMMA = re.compile(r",? (?:and|et|y|e|и|or|as well as) |, ?| & ")
_MOST_ITEMS = 30

# Other bodies number their resolutions too. Before the word, or after the number, they make it none of the Assembly's.
_OTHER_BEFORE = re.compile(
    r"(?:council|commission|conference|committee|health assembly|environment assembly|parliamentary assembly|board"
    r"|wha|unea|iaea"
    r"|opcw|unesco|agency|congress|senate|house|parliament|union|governors|organi[sz]ation|summit|unhrc|cnd"
    r"|copuos)(?:'s)? $",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r",? ?(?:of|by|adopted by|du|de la|del|do|da|de l'|des)? ?(?:the )?(?:(?:UN|United Nations) )?"
    r"(?:(?P<rights>human rights council|conseil des droits|consejo de derechos|совета по правам)"
    r"|(?P<ecosoc>economic and social council|ecosoc)"
    r"|(?P<other>commission|conference|comision|board|iaea|unesco|human rights commission))",
    re.IGNORECASE,
)

_SPACES = "\t\n\r\u00a0\u2007\u2009\u202f"
_PLAIN = str.maketrans(
    dict.fromkeys(DASHES, "-") | dict.fromkeys("\u2018\u2019\u02bc", "'") | dict.fromkeys(_SPACES, " ")
)


# Every head holds one of these; looking for them first spares most paragraphs the pattern.
_HINTS = ("olution", "oluci", "oluç", "oluzion", "золюци", "cision", "решени", "res.", "res ", "dec.", "scr", "ungar")


def plain(text: str) -> str:
    """The text with one kind of dash, apostrophe and space; every character keeps its place."""
    return text.translate(_PLAIN)


def read(text: str) -> str | None:
    """The symbol that a spoken form is as a whole, None when it is none, or names several."""
    found = list(find(text))
    return found[0].canonical if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)) else None


def find(text: str) -> Iterator[Symbol]:
    """The spoken forms in a text; of "resolutions 65/68 and 66/12" the second is its number alone."""
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return
    text = plain(text)
    for head in _HEAD.finditer(text):
        body = _body(head, text)
        if body is not None:
            yield from _items(text, head, body)


def _body(head: re.Match[str], text: str) -> str | None:
    """Whose resolution it is: "" when no body is named, None when it is another body's."""
    if head["short"]:
        return _ASSEMBLY if head["short"].upper() == "UNGAR" else _COUNCIL
    named = next((body for number, (body, _) in enumerate(_BODIES) if head[f"body{number}"]), None)
    if named:
        return named
    return None if _OTHER_BEFORE.search(text[max(0, head.start() - 30) : head.start()]) else ""


def _items(text: str, head: re.Match[str], body: str) -> Iterator[Symbol]:
    start, place = head.start(), head.end()
    decision = bool(_DECISION.match(head["kind"] or ""))
    for _ in range(_MOST_ITEMS):
        item = _ITEM.match(text, place)
        canonical = item and _canonical(item[0], _body_after(text, item.end(), body), decision)
        if not canonical:
            return
        yield Symbol(start, item.end(), canonical)
        comma = _COMMA.match(text, item.end())
        if not comma:
            return
        start = place = comma.end()


def _body_after(text: str, place: int, body: str) -> str | None:
    """The body, unless the words after the number name another: "resolution 48/13 of the Human Rights Council"."""
    after = _OTHER_AFTER.match(text, place) if not body else None
    if not after:
        return body
    return _RIGHTS if after["rights"] else _ECOSOC if after["ecosoc"] else None


_PAIR = re.compile(r"((?:E?S-)?\d{1,4})/(\d{1,4}) ?([A-Z])?")
_ROMAN = re.compile(r"(\d{1,4}) ?([A-Z])? ?\(((?:E?S-)?[IVXL]+)\) ?([A-Z])?")
_YEARED = re.compile(r"(\d{1,4}) ?\((\d{4})\)")


def _canonical(number: str, body: str | None, decision: bool) -> str | None:
    if body is None:
        return None
    series = "DEC" if decision else "RES"
    if pair := _PAIR.fullmatch(number):
        return _of_session(body, series, *pair.groups())
    if (roman := _ROMAN.fullmatch(number)) and body in ("", _ASSEMBLY, _ECOSOC):
        letter = roman[2] or roman[4] or ""
        return f"{body or _ASSEMBLY}/{series}/{roman[1]}({roman[3]}){letter}"
    if decision or body not in ("", _COUNCIL):
        return None
    if yeared := _YEARED.fullmatch(number):
        return f"S/RES/{yeared[1]}({yeared[2]})"
    year = year_of_resolution(int(number)) if body == _COUNCIL and number.isdigit() and int(number) else None
    return f"S/RES/{number}({year})" if year else None


_SESSIONS = {
    _ASSEMBLY: range(FIRST_NUMBERED_SESSION, LAST_SESSION + 1),
    _RIGHTS: range(1, LAST_SESSION + 1),
    _ECOSOC: range(1946, 2101),  # the Economic and Social Council numbers by year
}


def _of_session(body: str, series: str, session: str, number: str, letter: str | None) -> str | None:
    """A resolution numbered within a session of the Assembly or its councils, or within a year of ECOSOC."""
    body = body or _ASSEMBLY
    special = session.startswith(("S-", "ES-")) and body in (_ASSEMBLY, _RIGHTS)
    if not special and not (session.isdigit() and int(session) in _SESSIONS.get(body, ())):
        return None
    return f"{body}/{series}/{session}/{number}" + (f" {letter}" if letter else "")
