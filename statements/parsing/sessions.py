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
    return numbers


_ORDINALS = _ordinals()
_SPELT = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]")
# After the figure: the ending of an ordinal in several languages, or what a scanner made of a raised one.
_FIGURE = r"(?<![\d/.])(?P<figure>\d{1,3})(?:-?(?:st|nd|rd|th|eme|e|er|ra|a|o|я|й))?[\"'*°º™®?%]{0,3}(?:e|eme|th)?"
_NUMBER = rf"(?:{_FIGURE}|\b(?P<spelt>{_SPELT}))"
_BETWEEN = (
    r"\s+(?:(?:regular|ordinary|annual|plenary|formal|ordinaire|ordinario|de|un|united nations|очередная|очередной)"
    r"\s+){0,2}"
)
_SESSION_WORD = (
    r"(?:session|periodo (?:ordinario )?de sesiones|sesion|sessao|sessione|сесси[яи]|(?:general )?assembly|unga)\b"
)
_SESSION = re.compile(_NUMBER + _BETWEEN + _SESSION_WORD)
_MEETING = re.compile(_NUMBER + _BETWEEN + r"(?:meeting|seance|reunion|заседани[ея])\b")


def read(text: str) -> tuple[str | None, str | None]:
    """The session and the meeting that a text numbers, in figures: "sixty-sixth session, 12th meeting" gives 66, 12."""
    folded = fold(text[:4000])
    return _first(_SESSION, folded, LAST_SESSION), _first(_MEETING, folded, 999)


def _first(pattern: re.Pattern[str], folded: str, largest: int) -> str | None:
    """The first number that is not too large to be one: a scanner reads "79th" as "797"."""
    for found in pattern.finditer(folded):
        number = int(found["figure"] or _ORDINALS[found["spelt"].replace(" ", "-")])
        if 1 <= number <= largest:
            return str(number)
    return None
