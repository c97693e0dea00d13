"""Who speaks, from the text itself: "my country, Qatar", "on behalf of the Government and people of Fiji", "Sweden
condemns ...". Read only where neither heading nor letterhead names a delegation.

Measured on 400 speeches of the General Debate corpus: the first person with a State's name was right in 170 of 170
places; what a State thinks and does ("Georgia believes") in 97 of 100, so that several such places must agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from statements.notation.folding import FoldedText
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
_STANCES = (
    r"believes|supports?|welcomes?|attaches|reaffirms?|reiterates?|condemns|joins|associates itself|aligns itself"
    r"|considers|hopes|feels|urges|calls (?:upon|on|for)|is committed|remains committed|looks forward|pledges"
    r"|takes note"
    r"|congratulates|commends|shares|is convinced|stands ready|is ready|is of the view|is grateful|endorses"
    r"|pays tribute"
    r"|regrets|deplores|expresse?s?|appeals|advocates|favou?rs|is honou?red|is concerned|applauds|notes|stands by"
    r"|is determined|is working|wants|is proud|is opposed"
)
_STANCE = re.compile(
    r" (?:(?:humbly|fully|strongly|firmly|also|therefore|has always|has consistently|once again|for its part"
    r"|continues to"
    r"|will continue to|will|wishes to|would like to|is pleased to|is proud to|further|consequently|accordingly|warmly)"
    rf"[, ]+)*(?:{_STANCES}|will continue|se felicite|soutient|reaffirme|condamne|appelle|reitere|salue|reste|demeure"
    r"|reitera|apoya|reafirma|condena|agradece|celebra|saluda|considera|defende|apoia|reafirma|выступает|поддерживает"
    r"|убежден\w?|готов\w?|sostiene|ribadisce|crede)\b"
)
_GENERAL = re.compile(
    r" (?:has|is|was|will|can|does not|remains|continues|recogni[sz]e[sd]|voted|signed|ratified|proposes|maintains"
    r"|intends|gives|thanks|agrees|seeks|rejects|deeply|sincerely|a|est|es|ha|tem|e)\b"
)
_OWNED = re.compile(
    r"(?:'s?)? (?:delegation|representative|position|commitment|view|contribution|foreign policy|candidature"
    r"|candidacy)\b"
)
_DELEGATION_OF = re.compile(r"\bdelega\w+ (?:of|de|du|da|do)(?: the| la)?(?: republic of)? ?\Z")
_ITS = re.compile(r"'s? (?!territor|invasion|aggressi|occup|nuclear|attack|war\b|regime|illegal)\w")

_ENOUGH, _MARGIN = 1.0, 3.0  # with at least one place that says what a State thinks or does: 212 of 213
_MUCH, _WIDE_MARGIN = 2.5, 5.0  # without any
_SOME, _SOME_MARGIN = 1.5, 2.5
_PLENTY = 6.0
_OFTEN = 4
_WEIGHTS = ((_STANCE, 1.0), (_OWNED, 1.0), (_GENERAL, 0.3), (_ITS, 0.2))
_MENTION = 0.1


class _Named(NamedTuple):
    code: str
    name: str
    start: int
    end: int


def read(paragraphs: Sequence[ParsedParagraph], names: Names) -> DelegationFact | None:
    """The delegation that a text gives itself out to be."""
    text = FoldedText(_ends("\n".join(paragraph.text for paragraph in paragraphs if paragraph.number)))
    return _in_first_person(text, names) or _by_stance(text, names)


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


def _by_stance(text: FoldedText, names: Names) -> DelegationFact | None:
    scores: Counter[str] = Counter()
    strong: Counter[str] = Counter()
    first: dict[str, _Named] = {}
    for named in _named(text, names):
        weight = _weight(text.folded, named)
        scores[named.code] += weight
        first.setdefault(named.code, named)
        if weight > 1:
            strong[named.code] += 1
            first[named.code] = named
            if scores[named.code] >= _PLENTY and _leads(scores):
                break
    return _decided(scores, strong, first, text)


def _leads(scores: Counter[str]) -> bool:
    ranked = scores.most_common(2)
    return len(ranked) == 1 or ranked[0][1] >= 2 * _MARGIN * ranked[1][1]


def _decided(
    scores: Counter[str], strong: Counter[str], first: dict[str, _Named], text: FoldedText
) -> DelegationFact | None:
    ranked = scores.most_common(2)
    if not ranked or ranked[0][0] not in first:
        return None
    (code, score), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if _is_sure(score, second, strong[code]) or _is_alone(strong):
        return _fact(first[code], Certainty.STATED, text)
    if (strong[code] and score >= _SOME and score >= _SOME_MARGIN * second) or _is_much(score, second):
        return _fact(first[code], Certainty.INFERRED, text)
    return None


def _is_much(score: float, second: float) -> bool:
    return score >= _MUCH and score >= _WIDE_MARGIN * second


def _is_sure(score: float, second: float, strong: int) -> bool:
    return bool(strong) and score >= _ENOUGH and score >= _MARGIN * second


def _is_alone(strong: Counter[str]) -> bool:
    """Whether one State says what it thinks time and again, and hardly another does: four places and more."""
    counts = [count for _, count in strong.most_common(2)] + [0, 0]
    return counts[0] >= _OFTEN and counts[0] >= _MARGIN * counts[1]


def _weight(folded: str, named: _Named) -> float:
    after = folded[named.end : named.end + 70].replace("\n", " ")
    weight = max((weight for pattern, weight in _WEIGHTS if pattern.match(after)), default=0.0)
    if _DELEGATION_OF.search(folded, max(0, named.start - 40), named.start):
        weight = 1.0
    return _MENTION + weight


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
            adjective = _ADJECTIVE.match(folded, capital.end())
            if adjective:
                end = adjective.end("own") if adjective["own"] else capital.end()
                yield _Named(*names.demonyms[word], start, capital.end())


_ADJECTIVE = re.compile(r" (?P<own>delegation|representative)\b| (?:government|people)\b")


def _state(window: str, names: Names) -> tuple[DelegationName, int] | None:
    parts = words(window)
    found = list(takewhile(lambda one: one.first == 0, names.delegations.find(window, parts)))
    if not found:
        return None
    best = max(found, key=lambda one: one.end)
    name = best.payloads[0]
    if name.kind in (DelegationKind.GROUP, DelegationKind.ORGANISATION):
        return None
    return name, parts[best.end - 1].end


def _fact(named: _Named, certainty: str, folded: FoldedText) -> DelegationFact:
    """The fact with the words around the name as its basis: `the text: "... on behalf of the people of Fiji ..."`."""
    text = folded.original
    start, end = folded.original_span(named.start, named.end)
    start, end = max(0, start - 60), min(len(text), end + 40)
    start = text.rfind(" ", 0, start + 1) + 1 if start else 0
    end = text.find(" ", end) if text.find(" ", end) > 0 else len(text)
    words_around = " ".join(text[start:end].split())
    return DelegationFact(
        named.name, named.code, str(DelegationRole.SPEAKS), str(certainty), f'the text: "… {words_around} …"'
    )
