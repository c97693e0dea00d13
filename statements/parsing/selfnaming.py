"""Who speaks, from the text itself: "my country, Qatar", "on behalf of the Government and people of Fiji", "Sweden
condemns ...". Read only where neither heading nor letterhead names a delegation.

Measured on 400 speeches of the General Debate corpus: the first person with a State's name was right in 170 of 170
places; what a State thinks and does ("Georgia believes") in 97 of 100, so that several such places must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from statements.notation.folding import FoldedText
from statements.parsing import stances
from statements.parsing.authority import Names
from statements.parsing.phrases import words
from statements.parsing.records import DelegationFact, DelegationName, ParsedParagraph
from statements.vocabulary import Certainty, DelegationKind, DelegationRole

_START, _END = 12_000, 4_000
"""How many characters are read from the start and from the end of a text."""

_OFFICES = (
    r"(?:newly elected )?(?:president|prime minister|(?:foreign )?minister|minister for foreign affairs|head of state"
    r"|head of government|representative|king|permanent representative)"
)
_GOVERNED = r"(?:the )?(?:\w+ )?(?:government|people|peoples|delegation|president|king|head of state|nation)"
_OF = (
    r"(?: of(?: the)?(?: (?:federal |democratic |islamic |people's |co-?operative )?(?:republic|kingdom"
    r"|state) of(?: the)?)?)"
)
_OWN = re.compile(
    rf"\b(?:my (?:own )?(?:country|homeland|nation|beloved country)(?:,| -|{_OF})?(?: the)?(?: (?:republic"
    rf"|kingdom) of)?"
    rf"|on behalf of {_GOVERNED}(?:,? (?:and )?{_GOVERNED})*{_OF}|we (?:in|of|from)(?: the)?|i come from(?: the)?"
    r"|(?P<behalf>on behalf of(?: the)?)|as(?= [a-z ]{4,30} we )"
    rf"|(?P<office>as(?: the)? {_OFFICES}{_OF})"
    r"|mon pays,?(?: (?:la|le|l'|les))?|au nom (?:du|de) (?:\w+ ){0,6}(?:gouvernement|peuple)(?: et du peuple)?"
    r"(?: de la republique)?(?: (?:de la|du|de l'|de|d'|des))?|au nom d(?:e la|u|e l'|e)"
    r"|mi pais,?(?: (?:el|la))?|en nombre del? (?:\w+ ){0,6}(?:gobierno|pueblo)(?: y (?:el|del) (?:pueblo|gobierno))?"
    r" de(?:l| la)?|(?:o )?meu pais,?(?: o)?|моя страна[ -]*|il mio paese,?(?: l')?"
    r"|greetings (?:from|of) (?:\w+ ){0,4}?(?:people|government|peoples)(?: and (?:the )?(?:people|government))?"
    r" of(?: the)?) ?(?=\S)"
)
_HINTS = (
    "my ",
    "on behalf of",
    "we in",
    "we of",
    "we from",
    "come from",
    "as president",
    "as the",
    "as prime",
    "as foreign",
    "mon pays",
    "au nom d",
    "mi pais",
    "en nombre de",
    "meu pais",
    "моя страна",
    "mio paese",
    "greetings",
)
_FIRST_PERSON = re.compile(r"\b(?:i|me|my)\b[^.;]{0,90}$")


_PLENTY = 6
"""A State that thinks and does things in so many places, and leads, need not be looked for any further."""


class _Named(NamedTuple):
    code: str
    name: str
    start: int
    end: int
    weight: float | None = None


def read(paragraphs: Sequence[ParsedParagraph], names: Names, language: str = "") -> DelegationFact | None:
    """The delegation that a text gives itself out to be."""
    text = FoldedText(_ends("\n".join(paragraph.text for paragraph in paragraphs if paragraph.number)))
    return _of_leaders(text, names) or _in_first_person(text, names) or _by_stance(text, names, language)


_LEADERS = re.compile(
    r"\W*(?:\d\.\s*)?we,? (?:the )?(?:\w+ ){0,3}?(?:leaders|heads|ministers|members|member states|representatives"
    r"|countries)"
    r"(?: of states?(?: and (?:of )?government)?| of foreign affairs)? of (?:the )?"
)


def _of_leaders(text: FoldedText, names: Names) -> DelegationFact | None:
    """ "We, the Leaders of the Group of Seven (G7), met in Hiroshima" speaks for the group."""
    leaders = _LEADERS.search(text.folded[:400])
    group = _longest(text.folded[leaders.end() : leaders.end() + 90], names) if leaders else None
    if not group or group[0].kind != DelegationKind.GROUP:
        return None
    end = leaders.end() + group[1]
    return _fact(_Named(group[0].code, group[0].name, leaders.end(), end), Certainty.STATED, text)


def _in_first_person(text: FoldedText, names: Names) -> DelegationFact | None:
    folded = text.folded.replace("\n", " ")
    if not any(hint in folded for hint in _HINTS):
        return None
    for own in _OWN.finditer(folded):
        state = _state(folded[own.end() : own.end() + 90], names)
        end = own.end() + state[1] if state else 0
        if (
            state
            and not _LISTED.match(folded, end)
            and (not (own["office"] or own["behalf"]) or _is_own(folded, own.start(), end))
        ):
            return _fact(_Named(state[0].code, state[0].name, own.end(), end), Certainty.STATED, text)
    return None


def _is_own(folded: str, start: int, end: int) -> bool:
    """Whether an office is the speaker's own: "my first time as President of Palau", "As President of Palau, I ..."."""
    return bool(
        _FIRST_PERSON.search(folded[max(0, start - 100) : start]) or re.match(r",? (?:i|we)\b", folded[end : end + 8])
    )


# "my country, South Sudan and the Central African Republic" names no country of the speaker's.
_LISTED = re.compile(r"(?: and|,) (?:the )?[a-z]+ (?:african )?(?:republic|will also|and)\b")


def _by_stance(text: FoldedText, names: Names, language: str) -> DelegationFact | None:
    tallies: dict[str, stances.Tally] = {}
    for named in _named(text, names):
        tally = tallies.setdefault(named.code, stances.Tally(named))
        weight = named.weight if named.weight is not None else stances.weight(text.folded, named.start, named.end)
        tally.count(weight, named)
        if tally.strong == _PLENTY and stances.leads(tally, tallies.values()):
            break
    decided = stances.decide(tallies, language)
    return _fact(*decided, text) if decided else None


def _ends(text: str) -> str:
    return text if len(text) <= _START + _END else f"{text[:_START]}\n{text[-_END:]}"


_CAPITAL = re.compile(r"(?<![^\W\d_])[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")


def _named(text: FoldedText, names: Names) -> Iterator[_Named]:
    """The States that a text names, in order: only words with a capital are looked at."""
    original, folded, end = text.original, text.folded, 0
    moved = len(original) != len(folded)
    for capital in _WORD.finditer(folded) if moved else _CAPITAL.finditer(original):
        start = capital.start()
        word = folded[start : capital.end()]
        if start < end:
            continue
        if word in names.first_words:
            state = _state(folded[start : start + 90], names)
            if state:
                end = start + state[1]
                yield _Named(state[0].code, state[0].name, start, end)
        elif word in names.demonyms:
            weight = _weight_of_adjective(word, folded, capital.end())
            if weight is not None:
                yield _Named(*names.demonyms[word], start, capital.end(), weight)


_DELEGATION = re.compile(r"\s(?:delegation|representative)\b")
_GOVERNMENT = re.compile(r"\s(?:government|people)\b")


def _weight_of_adjective(word: str, folded: str, end: int) -> float | None:
    """How much an adjective counts: "the Egyptian delegation" is mostly the speaker's own (69 of 71)."""
    if _DELEGATION.match(folded, end):
        return 1.0
    if _GOVERNMENT.match(folded, end):
        return 0.3
    return None if word.isascii() else 0.0


def _state(window: str, names: Names) -> tuple[DelegationName, int] | None:
    found = _longest(window, names)
    if not found or found[0].kind in (DelegationKind.GROUP, DelegationKind.ORGANISATION):
        return None
    return found


def _longest(window: str, names: Names) -> tuple[DelegationName, int] | None:
    """The longest name that a text begins with, and how many characters it has."""
    parts = words(window)
    found = list(takewhile(lambda one: one.first == 0, names.delegations.find(window, parts)))
    if not found:
        return None
    best = max(found, key=lambda one: one.end)
    return best.payloads[0], parts[best.end - 1].end


def _fact(named: _Named, certainty: str, folded: FoldedText) -> DelegationFact:
    """The fact with the words around the name as its basis: `the text: "... on behalf of the people of Fiji ..."`."""
    text = folded.original
    start, end = named.start, named.end
    if len(text) != len(folded.folded):
        start, end = folded.original_span(start, end)
    start, end = max(0, start - 60), min(len(text), end + 40)
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) > 0 else len(text)
    words_around = " ".join(text[start:end].split())
    return DelegationFact(
        named.name, named.code, str(DelegationRole.SPEAKS), str(certainty), f'the text: "… {words_around} …"'
    )
