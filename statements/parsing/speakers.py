"""Who spoke, as a heading prints it: the name and the office held at the time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from statements.notation.folding import fold
from statements.parsing import dates, names
from statements.parsing.lines import Line
from statements.parsing.names import HIGH_OFFICE, HONORIFICS, INITIALS, OFFICE
from statements.parsing.records import SpeakerFact
from statements.vocabulary import Certainty

# What makes the words of a line a speaker's: an act of speech that is his ("Statement by").
_BY = re.compile(
    r"\b(?:(?:statement|address|remarks|speech|intervention|declaration|message)(?: (?:delivered|made|given|read))?"
    r"(?: by| of| from)|delivered by|presented by|made by|read by|(?<!\w )by|speaker|orateur|orador|oradora"
    r"|discours de|allocution de|declaration de|intervention de|message de|prononcee? par"
    r"|(?:discurso|intervencion|palabras|mensaje|pronunciamiento|alocucion)(?: del| de la| de|)|a cargo del?"
    r"|discurso d[oae]|intervencao d[oae]|palavras d[oae]|mensagem d[oae]"
    r"|(?:intervento|discorso|dichiarazione)(?: del| della| di|)"
    r"|выступление|заявление|речь|\w*(?:anforande\w*|uttalande\w*|tal)(?: (?:levererat?|levererade|framfort))? av"
    r"|(?:rede|erklarung|beitrag) (?:von|des|der))\b:?\s*"
)
_MOST_BETWEEN = 160
_JOINED = 5
# The president of the body and its secretary are greeted in headings, and speak in none.
_HEARER = re.compile(
    r"(?:president|presidente?|presidency|chair\w*|secretary|secretaire|secretario|presidenta)[- ]?(?:general)?,?"
    r" (?:of|de|del|da|do|della|des|du)(?: the| la| l')? ?(?:(?!of\b|de\b|republic)\S+ ){0,3}?(?:session"
    r"|general assembly|assembl\w+|asamblea|united nations"
    r"|nations unies|naciones unidas|periodo|council|committee)"
)


class _Found(NamedTuple):
    name: str
    role: str | None
    line: Line


def read(
    lines: Sequence[Line],
    is_delegation: Callable[[str], bool] = lambda name: False,
    signatures: Iterable[tuple[names.Name, Line]] = (),
) -> SpeakerFact:
    """The speaker that a heading names: "Statement by H.E. Mr. Kairat Umarov, Permanent Representative".

    The first line decides that names a person after "by", an honorific or an office; then initials with a surname; then
    a line that is a name alone below a line of office; then a signature below the text.
    """
    for search in (_introduced, _initialled, _below_office):
        for place in range(len(lines)):
            found = search(lines, place)
            if found and not is_delegation(found.name):
                return SpeakerFact(found.name, found.role, Certainty.STATED, dates.basis(found.line))
    for name, line in signatures:
        if not is_delegation(name.name):
            return SpeakerFact(name.name, _role(line.text[name.end :]), Certainty.STATED, dates.basis(line))
    return SpeakerFact()


def _introduced(lines: Sequence[Line], place: int) -> _Found | None:
    """A name after "by", an honorific or an office that stands in a line."""
    text = _joined(lines[place : place + _JOINED])
    for begin, sure in _beginnings(lines[place].text):
        found = names.at(text, begin, alone=sure) or (names.after_office(text, begin) if sure else None)
        if found and not _HEARER.search(_folded(text[max(0, found.start - 90) : found.end + 90])):
            before = text[begin : found.start].strip(" ,:")
            return _Found(found.name, _role(text[found.end :]) or _role(before), lines[place])
    return None


def _beginnings(text: str) -> list[tuple[int, bool]]:
    """Where a name may begin in a line, and whether the words before it make it a speaker's by themselves."""
    folded = fold(text)
    if len(folded) != len(text):
        return []
    by = [(found.end(), True) for found in _BY.finditer(folded)]
    titles = [(found.end(), False) for found in HONORIFICS.finditer(folded)]
    offices = [(found.start(), True) for found in HIGH_OFFICE.finditer(folded)]
    return sorted({*_after_titles(folded, by), *titles, *offices})


def _after_titles(folded: str, found: list[tuple[int, bool]]) -> Iterator[tuple[int, bool]]:
    """The same places behind the honorifics that follow on them."""
    for begin, sure in found:
        honorific = HONORIFICS.match(folded, begin)
        yield (honorific.end() if honorific else begin), sure


def _initialled(lines: Sequence[Line], place: int) -> _Found | None:
    found = INITIALS.search(lines[place].text)
    if not found or _HEARER.search(fold(lines[place].text)):
        return None
    return _Found(found[0], _role(lines[place].text[found.end() :]), lines[place])


def _below_office(lines: Sequence[Line], place: int) -> _Found | None:
    """ "DO PRIMEIRO-MINISTRO DE TIMOR-LESTE" / "TAUR MATAN RUAK"."""
    if not place or not HIGH_OFFICE.search(fold(lines[place - 1].text)):
        return None
    text = lines[place].text
    found = names.at(text, 0, alone=False)
    if not found or found.end < len(text.rstrip(" .,;")) or not 2 <= len(found.name.split()) <= 5:
        return None
    return _Found(found.name, None, lines[place])


def _joined(lines: Sequence[Line]) -> str:
    """A line and those after it; what stands apart and does not continue a sentence follows on a line break."""
    text = ""
    for line in lines:
        goes_on = (
            (not line.apart and not dates.is_dateline(line)) or _OPEN_END.search(fold(text)) or line.text[:1].islower()
        )
        text += (" " if goes_on else "\n") + line.text
    return text[1:500]


_OPEN_END = re.compile(
    r"(?:^|[,:]|\b(?:of|the|and|for|to|by|de|del|la|du|des|et|y|of the|at|excellency|mr|ms|mrs|dr|minister))\.?$"
)


def _folded(text: str) -> str:
    return fold(text).replace("\n", " ")


_ROLE_END = re.compile(
    r"\b(general debate|debate|at the|at|during|in the|on the|to the (?:general|\d|first|second|third|fourth"
    r"|security)|before|lors|en el"
    r"|en la|vid|на|a l'occasion)\b"
    r"|\d|;|\. [A-Z]|[(\[\"“]"
)


def _role(after: str) -> str | None:
    """The office after a name, up to where the occasion begins: "Permanent Representative of Kazakhstan"."""
    text = after.strip(" ,.–—-\n")[:_MOST_BETWEEN].partition("\n")[0]
    folded = fold(text)
    if len(folded) != len(text) or not OFFICE.match(folded.removeprefix("the ")):
        return None
    end = _ROLE_END.search(folded)
    role = text[: end.start()] if end else text
    return role.strip(" ,.;:-–—") or None
