"""Adjectives of States, made from their names: "Egyptian" of Egypt, "Australian" of Australia.

Only what one State alone can have counts: "Nigerian" and "Guinean" are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from statements.notation.folding import fold
from statements.parsing.records import DelegationName
from statements.vocabulary import DelegationKind

_AMBIGUOUS = frozenset(
    ["guinean", "congolese", "dominican", "korean", "nigerian", "indian", "samoan", "american", "sudanese", "german"]
)
_ONE_WORD = re.compile(r"[A-Z][a-z]{3,}")
_ARABIC = re.compile(r"[\u0621-\u064a]{4,}")
_ENDINGS = ("n", "an", "ian", "ese", "i")
_IRREGULAR = {
    "swedish": "SWE",
    "danish": "DNK",
    "finnish": "FIN",
    "spanish": "ESP",
    "polish": "POL",
    "turkish": "TUR",
    "irish": "IRL",
    "british": "GBR",
    "french": "FRA",
    "dutch": "NLD",
    "swiss": "CHE",
    "greek": "GRC",
    "norwegian": "NOR",
    "portuguese": "PRT",
    "czech": "CZE",
    "philippine": "PHL",
    "thai": "THA",
    "argentine": "ARG",
    "brazilian": "BRA",
    "canadian": "CAN",
    "mexican": "MEX",
    "peruvian": "PER",
    "belgian": "BEL",
    "icelandic": "ISL",
    "soviet": "SUN",
}


def index(names: Iterable[DelegationName]) -> dict[str, tuple[str, str]]:
    """Each adjective, folded, with the code and the name of its State."""
    states = [name for name in names if name.kind in (DelegationKind.STATE, DelegationKind.FORMER_STATE)]
    official = {name.code: name.name for name in states}
    made: dict[str, set[str]] = {}
    for name in states:
        for adjective in _adjectives(name.form):
            made.setdefault(adjective, set()).add(name.code)
    one = {adjective: next(iter(codes)) for adjective, codes in made.items() if len(codes) == 1}
    one |= {adjective: code for adjective, code in _IRREGULAR.items() if code in official}
    return {adjective: (code, official[code]) for adjective, code in one.items() if adjective not in _AMBIGUOUS}


def _adjectives(form: str) -> set[str]:
    name = fold(form)
    if _ARABIC.fullmatch(form):
        return {name + ending for ending in ("ي", "ية", "يين")}
    if not _ONE_WORD.fullmatch(form):
        return set()
    whole = {name + ending for ending in _ENDINGS}
    return whole | {name[:-1] + ending for ending in ("an", "ian", "ese")}
