"""Who spoke, as a heading prints it: the name and the office held at the time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from statements.notation.folding import fold, word_set
from statements.parsing import dates, places
from statements.parsing.lines import Line
from statements.parsing.records import SpeakerFact
from statements.vocabulary import Certainty

# Before a name: "H.E. Mr.", "His Excellency Dr.", "Son Excellence Monsieur", "Sr.".
_HONORIFIC = (
    r"(?:h\.? ?e\.?|his excellency|her excellency|s\.? ?e\.?|son excellence|su excelencia|sua excelencia"
    r"|the hon(?:ou?rable)?\.?"
    r"|rt\.? hon\.?|right honou?rable|mr|mrs|ms|miss|dr|prof(?:essor)?|sir|dame|ambassador|amb|monsieur|madame|m|mme"
    r"|professeur|docteur"
    r"|senor|senora|sr|sra|embajador|embajadora|ambassadeur|ambassadrice|sheikh|senator|general|herr|frau|г-н|г-жа"
    r"|господин|госпожа|посол)"
    r"\.?,?(?=\s|$)"
)
_HONORIFICS = re.compile(rf"(?:{_HONORIFIC}\s*)+")
# What makes the words of a line a speaker's: an act of speech that is his ("Statement by"), or an honorific.
_BY = re.compile(
    r"\b(?:(?:statement|address|remarks|speech|intervention|declaration|message|national statement)(?: (?:delivered"
    r"|made|given))?(?: by| of)"
    r"|delivered by|by|discours de|allocution de|declaration de|intervention de|discurso del?|intervencion del?"
    r"|palabras del?"
    r"|выступление|anforande av|tal av|uttalande av)\b:?\s*"
)
_OFFICE = re.compile(
    r"\b(president|presidente|minister|ministre|ministro|ministra|ambassador|embajador|ambassadeur|permanent"
    r"|representative|representante"
    r"|representant|charge|secretary|secretaire|secretario|secretaria|counsell?or|first secretary|deputy|head|chief"
    r"|director|king|queen|prince"
    r"|vice|prime|adviser|advisor|expert|attache|delegate|delegation|chair|chairman|chairperson|министр\w*"
    r"|президент\w*|представител\w*"
    r"|посол|посла|standige|utrikesminister|statsminister|chancellor|envoy|governor|high)\b"
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = word_set("al bin ibn bint de del della der den di da dos el la le van von ter y e ben ould ou abu")
_NO_START = _PARTICLES | word_set("de del la las los el le les du des the a an en sa s.a.s s.a.ss")
_NO_NAME = re.compile(
    r"\b(delegation|mission|government|republic|nations|general|assembly|session|debate|the|states?|union|committee"
    r"|council|of|on|at|statement"
    r"|group|commission|conference|speech|people|his|her|meeting|security|president|minister|behalf|discours"
    r"|discurso|intervencion"
    r"|intervention|allocution|naciones|unidas|nations|unies|asamblea|assemblee|oon|республик\w*|иностранных|ооn"
    r"|септ\w*|к|на)\b"
)
_MOST_WORDS = 7
_JOINED = 4


def read(lines: Sequence[Line], is_delegation: Callable[[str], bool] = lambda name: False) -> SpeakerFact:
    """The speaker that a heading names: "Statement by H.E. Mr. Kairat Umarov, Permanent Representative".

    The first line decides that has an honorific, or "by", before a name with capitals.
    """
    for place, line in enumerate(lines):
        text = _joined(lines[place : place + _JOINED])
        for begin in _beginnings(line.text):
            name, rest = _name(text[begin:])
            if name and not is_delegation(name):
                return SpeakerFact(name, _role(rest), Certainty.STATED, dates.basis(line))
    return SpeakerFact()


def _joined(lines: Sequence[Line]) -> str:
    """A line and those after it; what stands apart and does not continue a sentence follows on a line break."""
    text = ""
    for line in lines:
        goes_on = not line.apart or _OPEN_END.search(fold(text)) or line.text[:1].islower()
        text += (" " if goes_on else "\n") + line.text
    return text[1:400]


_OPEN_END = re.compile(
    r"(?:^|[,:]|\b(?:of|the|and|for|to|by|de|del|la|du|des|et|y|of the|at|excellency|mr|ms|mrs|dr))\.?$"
)


def _beginnings(text: str) -> list[int]:
    """Where a name may begin in a line."""
    folded = fold(text)
    if len(folded) != len(text):
        return []
    by = _BY.search(folded)
    start = by.end() if by else 0
    honorific = _HONORIFICS.match(folded, start) or (_HONORIFICS.search(folded) if not by else None)
    if honorific:
        return [honorific.end()]
    return [start] if by else []


def _name(text: str) -> tuple[str | None, str]:
    """The name at the start of a text, and what follows it: "Kim Song, Ambassador ..." gives "Kim Song"."""
    head = re.split(r"[,;(\n]|\s[–—-]\s", text, maxsplit=1)[0]
    parts = [part.strip(".:") for part in _name_words(head)]
    while parts and fold(parts[-1]) in _PARTICLES:
        parts.pop()
    name = head.strip()[: _end_of(head.strip(), len(parts))].strip(" .:")
    if not 2 <= len(parts) <= _MOST_WORDS or fold(parts[0]) in _NO_START or places.known(name):
        return None, ""
    return name, text[text.index(name) + len(name) :]


def _name_words(text: str) -> Iterator[str]:
    """The words at the start of a text that can be a name's: with a capital, and no office or body."""
    for word in text.split():
        folded = fold(word).strip(".,:")
        capital = _NAME_WORD.fullmatch(word) and word[0].isupper()
        if not (capital or folded in _PARTICLES) or _NO_NAME.fullmatch(folded) or _OFFICE.fullmatch(folded):
            return
        yield word


def _end_of(text: str, count: int) -> int:
    """Where the first so many words of a text end."""
    found = re.match(rf"(?:\S+\s*){{{count}}}", text) if count else None
    return found.end() if found else 0


_ROLE_END = re.compile(
    r"\b(at the|at|during|in the|on the|to the (?:general|\d|first|second|third|fourth|security)|before|lors|en el"
    r"|en la|vid|на|a l'occasion)\b"
    r"|\d|;|\. [A-Z]|[(\[\"“]"
)


def _role(after: str) -> str | None:
    """The office after a name, up to where the occasion begins: "Permanent Representative of Kazakhstan"."""
    text = after.strip(" ,.–—-\n")[:160].partition("\n")[0]
    folded = fold(text)
    if len(folded) != len(text) or not _OFFICE.match(folded.removeprefix("the ")):
        return None
    end = _ROLE_END.search(folded)
    role = text[: end.start()] if end else text
    return role.strip(" ,.;:-–—") or None
