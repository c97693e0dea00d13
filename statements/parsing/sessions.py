"""The numbers of sessions and meetings in a heading: "66", "12"."""

from __future__ import annotations

import re

from statements.notation.folding import fold
from statements.notation.spoken import LAST_SESSION

_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"),
    *("sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


def _ordinals() -> dict[str, int]:
    numbers = {word: number for number, word in enumerate([*_UNITS, *_TEENS], 1)}
    for ten, stem in enumerate(_TENS, 2):
        numbers[f"{stem}ieth"] = 10 * ten
        numbers |= {f"{stem}y-{unit}": 10 * ten + number for number, unit in enumerate(_UNITS, 1)}
    return numbers | _spanish() | _french()


_SHORT = (("primer", 1), ("tercer", 3))


def _spanish() -> dict[str, int]:
    """Spanish and Portuguese: "septuagesimo noveno", "septuagesima nona"."""
    units = ["primer", "segund", "tercer", "cuart", "quint", "sext", "septim", "octav", "noven"]
    tens = ["vigesim", "trigesim", "cuadragesim", "quincuagesim", "sexagesim", "septuagesim", "octogesim", "nonagesim"]
    portuguese = ("primeir", "segund", "terceir", "quart", "quint", "sext", "setim", "oitav", "non")
    short = {f"{ten}o-{unit}": 10 * number + place for number, ten in enumerate(tens, 2) for unit, place in _SHORT}
    return short | {
        f"{ten}{ending}" + (f"-{unit}{ending}" if unit else ""): 10 * number + place
        for ending in "oa"
        for number, ten in enumerate(tens, 2)
        for form in (units, portuguese)
        for place, unit in enumerate(["", *form])
    }


def _french() -> dict[str, int]:
    """French: "soixante-dix-neuvieme", from the names of the tens and of the ordinals below twenty."""
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
    units = "unieme deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme"
    teens = " treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme"
    words = (units + teens).split()
    return {f"{ten}-{word}": value + place for value, ten in tens.items() for place, word in enumerate(words, 1)}


_ORDINALS = _ordinals()
_SPELT = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]")
# After the figure: the ending of an ordinal in several languages, or what a scanner made of a raised one.
_FIGURE = (
    r"(?<![\d/.])(?P<figure>\d{1,3})(?:[-:]?(?:st|nd|rd|th|eme|ieme|e|er|ra|a|o|ª|я|и|ои))?[\"'*°º™®?%®]{0,3}"
    r"(?:e|eme|th|™e)?[.)]?"
)
_NUMBER = rf"(?:{_FIGURE}|\b(?P<spelt>{_SPELT}))"
_BETWEEN = (
    r"\s*(?:(?:regular|ordinary|annual|plenary|formal|ordinaire|ordinario|ordinaria|de|un|united nations|high-level"
    r"|очередная|очередной)"
    r"\s+){0,2}"
)
_SESSION_WORD = (
    r"(?:session|periodo (?:ordinario )?de sesiones|sesion|sessao|sessione|sessionen?|сесси[яию]|(?:general )?assembly"
    r"|unga|agnu|assemblee generale|asamblea general|assembleia geral|assemblea generale|generalforsamling\w*"
    r"|генассамбле\w+|generalversammlung|vz osn)\b"
)
_SESSION = re.compile(rf"{_NUMBER}{_BETWEEN}{_SESSION_WORD}|\b(?:unga|agnu)[ -]?(?P<after>\d{{2}})\b")
_MEETING = re.compile(_NUMBER + _BETWEEN + r"(?:meeting|seance|reunion|заседани[ея])\b")
# "الدورة التاسعة والسبعين", "الدورة (79)", "第七十九届"
_ARABIC_UNITS = ["الحادية", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة"]
_ARABIC_TENS = ["العشر", "الثلاث", "الاربع", "الخمس", "الست", "السبع", "الثمان", "التسع"]
_ARABIC = re.compile(
    r"الدورة (?:[^\W\d]{1,3} ?)?[()\[\]] ?(?P<figure>\d{1,3}) ?[()\[\]]"
    rf"|الدورة (?:(?P<unit>{'|'.join(_ARABIC_UNITS)}) و)?(?P<ten>{'|'.join(_ARABIC_TENS)})[يو]ن"
)
_CHINESE_DIGITS = "零一二三四五六七八九"
_CHINESE = re.compile(
    rf"第 ?(?:(?P<figure>\d{{1,3}})|(?P<ten>[{_CHINESE_DIGITS}]?)十(?P<unit>[{_CHINESE_DIGITS}]?)) ?届"
)


def read(text: str) -> tuple[str | None, str | None]:
    """The session and the meeting that a text numbers, in figures: "sixty-sixth session, 12th meeting" gives 66, 12."""
    folded = fold(text[:4000])
    return _first(_SESSION, folded, LAST_SESSION) or _eastern(folded), _first(_MEETING, folded, 999)


def _first(pattern: re.Pattern[str], folded: str, largest: int) -> str | None:
    """The first number that is not too large to be one."""
    for found in pattern.finditer(folded):
        number = _number(found.groupdict(), largest)
        if 1 <= number <= largest:
            return str(number)
    return None


def _number(found: dict[str, str | None], largest: int) -> int:
    """The number that was caught; a scanner reads "79th" as "797" or "791"."""
    figure = found["figure"] or found.get("after")
    if figure is None:
        return _ORDINALS[found["spelt"].replace(" ", "-")]
    if int(figure) > largest and figure[-1] in "17":
        figure = figure[:-1]
    return int(figure)


def _eastern(folded: str) -> str | None:
    arabic = _ARABIC.search(folded)
    if arabic:
        tens = 10 * (_ARABIC_TENS.index(arabic["ten"]) + 2) if arabic["ten"] else 0
        units = _ARABIC_UNITS.index(arabic["unit"]) + 1 if arabic["unit"] else 0
        return arabic["figure"] or str(tens + units)
    chinese = _CHINESE.search(folded)
    if chinese:
        ten, unit = (_CHINESE_DIGITS.find(chinese[part] or "") for part in ("ten", "unit"))
        return chinese["figure"] or str(10 * (ten if chinese["ten"] else 1) + (unit if chinese["unit"] else 0))
    return None
