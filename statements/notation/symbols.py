"""United Nations document symbols: reading them, finding them in a text, and the one spelling of each.

A symbol is a body's letters and components parted by slashes; which components may follow is stated per body below,
after the series described by the Dag Hammarskjöld Library (research.un.org/en/docs/symbols). What is only spoken
("resolution 65/68", "UNSCR 1540") is read in `spoken`. A look-alike ("24/7", "CD/DVD") is no symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statements.notation import spoken
from statements.notation.council import year_of_resolution
from statements.notation.spoken import LAST_SESSION, Symbol

LONGEST = 80
"""`read` refuses longer texts unseen: no symbol has as many characters."""

_CONFERENCE = (
    *("CTBT-ART.XIV", "GE-PAROS", "NPT", "BWC", "BTWC", "CCW", "CTBT", "CCM", "APLC", "ATT", "TPNW", "CWC", "HCOC"),
    *("PAROS", "OPCW", "TD", "DP", "ID", "DC", "LOS", "SPLOS", "ISBA", "FCCC", "CBD", "UNEP", "HRI", "CERD", "CEDAW"),
    *("CAT", "CCPR", "CRC", "JIU", "PBC", "CES", "ECE", "ISA", "CSP", "EC"),
)
_DISARMAMENT = ("CD", "ENDC", "CCD")
_ATOMIC = ("INFCIRC", "GOV", r"GC ?\((?:\d{1,2}|[IVXL]{1,7})\)")
_HEADS = "|".join((*map(re.escape, (*_CONFERENCE, *_DISARMAMENT)), *_ATOMIC, "ST", "A", "S", "E", "T"))

_COMPONENT = (
    r"(?:Part\.? ?[\dIVX]{1,3}|[A-Za-z0-9]{1,12}(?:[.-][A-Za-z0-9]{1,8}){0,3}"
    r"(?: ?\((?:19|20)\d\d\)| ?(?:[A-Z] ?)?\((?:E?S-)?[IVXL]{1,7}\)(?:[A-Z]\b)?)?)"
)
# A single letter after a resolution's number; an "A" or "I" that stands apart may be a word of the sentence.
_LETTER = r"[A-Z]\b|(?: (?:[B-HJ-Z]|[AI](?=\s*$|[,;.)]| of | and )))(?![\w'-]| ?\()"
_REMARK = r"(?: ?\((?:Vol|Vols|Part|Parts|Resumption|Corr|Corrected)\.? ?[\dIVX]{0,4}\))"
_CANDIDATE = re.compile(
    rf"(?<![\w/.-])(?P<head>{_HEADS})(?P<rest>(?: ?/ ?{_COMPONENT}){{1,9}})(?P<letter>{_LETTER})?(?P<remark>{_REMARK})?"
    r"(?![\w/]|-\w|\.\d)"
)


def read(text: str) -> str | None:
    """The canonical symbol that a text is, as a whole: "a/res/65/68" and "UNGA resolution 65/68" give "A/RES/65/68".

    None when it is no symbol. Kinds of dashes and spaces, and case, make no difference.
    """
    if len(text) > LONGEST:
        return None
    plain = " ".join(spoken.plain(text).split()).rstrip(".,;: ")
    for candidate in (plain, _with_head_raised(plain)):
        found = _CANDIDATE.fullmatch(candidate)
        symbol = _canonical(found) if found else None
        if symbol:
            return symbol
    return spoken.read(plain)


def find(text: str) -> list[Symbol]:
    """All symbols in a text, spoken forms included, as (start, end, canonical symbol), in order and not overlapping."""
    found = list(_written(spoken.plain(text))) if "/" in text else []
    found += spoken.find(text)
    return _apart(sorted(found, key=lambda symbol: (symbol.start, -symbol.end)))


def _apart(found: list[Symbol]) -> list[Symbol]:
    kept: list[Symbol] = []
    for symbol in found:
        if not kept or symbol.start >= kept[-1].end:
            kept.append(symbol)
    return kept


def _written(text: str) -> Iterator[Symbol]:
    for found in _CANDIDATE.finditer(text):
        symbol = _canonical(found)
        if symbol:
            yield Symbol(found.start(), found.end(), symbol)


def _with_head_raised(plain: str) -> str:
    """A symbol typed in small letters with those of the body, and single letters, raised."""
    return plain.upper() if plain.islower() else re.sub(r"^[a-z]+", lambda head: head[0].upper(), plain)


def _canonical(found: re.Match[str]) -> str | None:
    """The one spelling of what the candidate pattern caught, None when no series has it."""
    head = found["head"].replace(" ", "")
    first, *others = re.split(r"-(?=[ASE]/)", head + found["rest"].replace(" ", ""))
    parts = [_series(symbol) for symbol in (first, *others)]
    if None in parts:
        return None
    symbol = _GLUED_LETTER.sub(r"\1 \2", "-".join(parts))
    if found["letter"]:
        if not _takes_letter(symbol):
            return None
        symbol += f" {found['letter'].strip()}"
    return symbol + _remark(found["remark"])


_GLUED_LETTER = re.compile(r"(/RES/[\dES-]+/\d+)([A-Z])$")


def _remark(text: str | None) -> str:
    return " " + text.strip() if text else ""


def _takes_letter(symbol: str) -> bool:
    return symbol.startswith(("A/RES/", "A/DEC/", "E/RES/")) and symbol[-1].isdigit()


def _series(symbol: str) -> str | None:
    head, _, rest = symbol.partition("/")
    components = [_spelt(component) for component in rest.split("/")]
    joined = "/".join(components)
    pattern = _SERIES.get(head) or _SERIES_OF_FAMILY[_family(head)]
    if not pattern.fullmatch(joined):
        return None
    council = re.fullmatch(r"RES/(\d{1,4})", joined) if head == "S" else None
    year = year_of_resolution(int(council[1])) if council else None
    return f"{head}/{joined}({year})" if year else f"{head}/{joined}"


def _family(head: str) -> str:
    if head in _DISARMAMENT:
        return "disarmament"
    return "agency" if head.startswith("GC(") else "conference"


# Components that are written with small letters, and the dot that some typists leave out.
_SUFFIX_WORD = re.compile(r"(ADD|CORR|REV|AMEND|PART|SUPPL|SUPP|SUMMARY)\.?(\w*)")
_OLD_LETTER = re.compile(r"(\d+)([A-Z])(\(.+\))")


def _spelt(component: str) -> str:
    """A component in its usual spelling: "Res" gives "RES", "REV1" gives "Rev.1", "2202A(XXI)" gives "2202(XXI)A"."""
    upper = _OLD_LETTER.sub(r"\1\3\2", component.upper())
    suffix = _SUFFIX_WORD.fullmatch(upper)
    if not suffix:
        return upper
    word = suffix[1].capitalize()
    if not suffix[2]:
        return word
    return f"Part {suffix[2]}" if word == "Part" else f"{word}.{suffix[2]}"


# ---- what may follow the letters of a body
_ROMAN = r"[IVXL]{1,7}"
_SESSION = rf"(?:[1-9]\d?|1[0-4]\d|{LAST_SESSION}|E?S-\d{{1,2}})"
_LATER_SESSION = rf"(?:3[1-9]|[4-9]\d|1[0-4]\d|{LAST_SESSION}|E?S-\d{{1,2}})"
_SUFFIX = r"(?:/(?:Add|Corr|Rev|Amend|Part|Suppl|Supp|Summary)(?:[. ][\dIVX]{1,4})?)*"
_ORGAN = (
    r"(?:C|AC|CN|CONF|SC|SUB|GC|WG|SPC|EC|CTC|GGE|MSP|PC|BUR|HRC|UPR|INF|PET|CERD|ICEF|HABITAT|SG|LEG|ESA|DPI|TAO|SGB"
    r"|AI|IC)(?:\.[\dA-Z]{1,4})?"
)
_PAPER = (
    r"(?:PV|SR|L|INF|CRP|WP|NGO|R|G|P|RT|NV|MIN|OP|DC|INT|PET|Q|BP|PP|DEC|PRST|RES|NI|PM|IG|LIM)(?:\.[\dA-Z]{1,5})?"
)
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"\d{1,5}"
_IN_ORGAN = rf"{_ORGAN}(?:/(?:{_ORGAN}|{_PAPER}|{_NUMBER}|E?S-\d{{1,2}}|{_ROMAN}))*/(?:{_PAPER}|{_NUMBER})"
_MEETING = r"(?:PV|SR|L|INF|WP|CRP)\.\d{1,5}"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)}){_SUFFIX}")


_SERIES = {
    "A": _any(
        rf"RES/{_LATER_SESSION}/\d{{1,4}}[A-Z]?",
        rf"RES/\d{{1,4}}[A-Z]?\((?:E?S-)?{_ROMAN}\)[A-Z]?",
        rf"DEC/{_LATER_SESSION}/\d{{1,4}}",
        rf"{_SESSION}/(?:{_NUMBER}|{_MEETING}|INF/\d{{1,3}})",
        r"\d{2,5}",
        _MEETING,
        r"INF/\d{1,3}(?:/\d{1,3})?",
        _IN_ORGAN,
    ),
    "S": _any(
        rf"RES/\d{{1,4}}(?:\({_YEAR}\))?",
        rf"PRST/{_YEAR}/\d{{1,3}}",
        rf"{_YEAR}/\d{{1,4}}",
        r"\d{2,5}",
        _MEETING,
        r"(?:AGENDA|INF)/\d{1,5}",
        _IN_ORGAN,
    ),
    "E": _any(rf"(?:RES/|DEC/)?{_YEAR}/\d{{1,4}}", rf"RES/\d{{1,4}}\({_ROMAN}\)", r"\d{2,5}", _MEETING, _IN_ORGAN),
    "T": _any(r"\d{3,5}", rf"RES/\d{{1,4}}\({_ROMAN}\)", _MEETING),
    "ST": _any(_IN_ORGAN),
    "INFCIRC": _any(r"\d{1,4}(?:/(?:MOD\.\d))?"),
    "GOV": _any(rf"(?:INF/|OR\.|COM\.\d/)?(?:{_YEAR}/)?\d{{1,4}}"),
}
_FREE = r"[A-Z0-9.-]{1,20}(?:\([IVXLS0-9-]{1,8}\))?"
_SERIES_OF_FAMILY = {
    "disarmament": _any(r"(?:[A-Z]{2,4}/)?(?:(?:PV|WP|INF|CRP|L|DEC)\.)?\d{1,4}"),
    "agency": _any(r"(?:(?:RES|INF|DEC|OR|COM|GEN)[./])*(?:OR\.)?\d{1,4}"),
    "conference": _any(rf"(?=.*(?:\d|\.[IVX]))(?!\d{{1,2}}(?:/\d{{1,2}})*$)(?:{_FREE}/){{0,6}}{_FREE}"),
}
