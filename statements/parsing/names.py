"""Names of persons in a heading: where one begins and ends among offices, States and bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from statements.notation.folding import fold, word_set
from statements.parsing import places

_GREAT = (
    r"\w*president(?:e|a|en)?|\w*[- ]?ministers?|\w*ministre|\w*ministr[oa]|premier|ambassador\w*|embajadora?"
    r"|ambassadeur|ambassadrice|embaixadora?|ambasciatore|botschafter\w*|representative|representante|representant\w*"
    r"|secretary|statssekreterare|secretaire|secretari[oa]|canciller|chancellor|counsell?or|king|queen|crown prince"
    r"|prince|emir|sultan|chairman|chairperson|министр\w*|президент\w*|представител\w*|посол|посла|governor|envoy"
    r"|charge d'affaires|head of (?:the )?delegation|amb|commissioner|رئيس|وزير"
)
_SMALL = (
    r"permanent\w*|deputy|head|chief|chef|director\w*|vice|prime|adviser|advisor|expert|attache|delegate|chair|high"
    r"|general|foreign|first|second|third|standiga?e?|charge|primeiro|under|assistant|federal|minister-counsellor"
    r"|постоянн\w*|заместител\w*|чрезвычайн\w*|полномочн\w*|глав[аыеу]|перв\w+|исполняющ\w*"
)
OFFICE = re.compile(rf"\b(?:{_GREAT}|{_SMALL})\b\.?")
HIGH_OFFICE = re.compile(rf"\b(?:{_GREAT})\b\.?")
# Before a name: "H.E. Mr.", "His Excellency Dr.", "Son Excellence Monsieur", "Sr.".
_HONORIFIC = (
    r"(?:h\.? ?e\.?|hh\.? ?ee\.?|his excellency|her excellency|s\.? ?e\.?(?: ?m\.)?|son excellence|su excelencia|sua"
    r" excelencia|his majesty|her majesty|his (?:royal )?highness|her (?:royal )?highness"
    r"|the (?:rt\.? |right )?hon(?:ou?rable)?\.?|hon(?:ou?rable)?\.?|rt\.? hon\.?|right honou?rable|mr|mrs|ms|miss|dr"
    r"|prof(?:essor)?|sir|dame|monsieur|madame|m|mme|le professeur|professeur|docteur|senor|senora|sr|sra|dona|don"
    r"|senhor|senhora|doutor|doutora|sheikh|shaikh|senator|herr|frau|г-н|г-жа|господин|госпожа|signora?|on\."
    r"|الدكتور/?|السيدة?/?|الشيخ/?)"
    r"\.?,?(?=\s|$)"
)
HONORIFICS = re.compile(rf"(?<![\w.])(?:{_HONORIFIC}\s*)+")
# Initials with a surname: "М.В.Рыженкова", "V.Makei", "J. Plimsoll".
INITIALS = re.compile(r"(?<![\w.])(?<!\d )(?:[^\W\d_a-zа-я]\.\s?){1,3}[^\W\d_a-zа-я][^\W\d_]{2,}(?:-[^\W\d_]+)?")
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’`´-]*")
_PARTICLES = word_set("al bin ibn bint de del della der den di da do dos el la le van von ter y e ben ould ou abu bte")
_NO_START = _PARTICLES | word_set("de del la las los el le les du des the a an en sa s.a.s s.a.ss")
_NO_NAME = re.compile(
    r"\b(delegation|mission|government|republic|nations|general|assembly|session|debate|the|states?|union|committee"
    r"|council|of|on|at|to|in|for|and|from|before|during|statement|relations|relaciones|exteriores|etrangeres|affairs"
    r"|group|commission|conference|speech|people|his|her|meeting|security|behalf|discours|discurso|intervencion"
    r"|intervention|allocution|naciones|unidas|nations|unies|asamblea|assemblee|oon|республик\w*|иностранных|ооn|unga"
    r"|септ\w*|к|на|vid|i|fns?|till|for|excellency|excellence|excelencia|excellencies|mesdames|messieurs|ladies"
    r"|gentlemen|colleagues|delivers|addresses|speaks|says|en|par|pour|con|ante|para|alla|nel|national|permanent"
    r"|september|october|new|york|un|us|uk|eu|department|ministry|office|theme|thank|mr|mrs|ms|transition|generale"
    r"|anforande|tal|uttalande|translation|plenipotentiary|extraordinary|transcript|draft|delivery|check|against"
    r"|religious|majesty|highness|royal|state|country|international|trade|cooperation|development|human|rights"
    r"|disarmament|item|agenda|summary|review|part|world|peace|future|summit|leaders?|following|secretariat|council's"
    r"|high-level|nationellt|sveriges|svenskt|message|gcon|republik|republica|republique|estado|federal|gouvernement"
    r"|por|генассамбле\w*|ассамбле\w*|организаци\w*|совет\w*|сесси\w*|дискусси\w*|российск\w*"
    r"|федераци\w*|республик\w*|иностранн\w*|дел|delegacion|mision|turno|hon|rt"
    r"|امام|الدورة|في|خلال|لدى|حول|الى)"
)
_MOST_WORDS = 7
_MOST_BETWEEN = 170
_BREAK = re.compile(r"[,;(\n|/]|\s[–—-]\s|:\s")
_OCCASION = re.compile(
    r"\b(?:at the|during|before|lors|a l'occasion|vid|ante|alla|debate|session|\d|on behalf|thank|meeting|briefing)\b"
)
_OCCASION_WORDS = word_set(
    "before during at in to on for from delivers addresses vid lors ante en alla at the following"
)
_GENITIVE = re.compile(r"(?:['’]s|s)$")
_ACT_AFTER = re.compile(r"\s+(?:national )?(?:statement|speech|address|remarks|\w*anforande|\w*uttalande|tal)\b")


class Name(NamedTuple):
    """A person's name and where it stands in its text."""

    name: str
    start: int
    end: int


def at(text: str, begin: int, *, alone: bool) -> Name | None:
    """The name at a place of a text: "Kim Song, Ambassador ..." gives "Kim Song".

    alone: one word is enough when the words before it leave no doubt: "Statement by Walker in the ...".
    """
    begin = _past_honorifics(text, begin)
    head = _BREAK.split(text[begin : begin + 120], maxsplit=1)[0]
    parts = list(_words(head))
    while parts and fold(parts[-1].strip(".,:")) in _PARTICLES:
        parts.pop()
    if not _plausible(parts, alone):
        return None
    found = re.match(r"\s*" + r"\s+".join(map(re.escape, parts)), head)
    name = found[0].strip(" .:,'\"“”") if found else ""
    if not name or places.known(name) or (len(parts) == 1 and _goes_on(head[found.end() :])):
        return None
    start = text.index(name, begin)
    if _ACT_AFTER.match(fold(text[start + len(name) : start + len(name) + 40])):
        name = _GENITIVE.sub("", name)
    return Name(name, start, start + len(name))


def _past_honorifics(text: str, begin: int) -> int:
    """The place behind stray marks and forms of address: "Rt Hon Winston Peters" begins at Winston."""
    while text[begin : begin + 1] and text[begin] in " .:}{|*_":
        begin += 1
    window = fold(text[begin : begin + 80])
    found = HONORIFICS.match(window) if len(window) == len(text[begin : begin + 80]) else None
    return begin + found.end() if found else begin


def _goes_on(rest: str) -> bool:
    """Whether another word with a capital follows: "Neutral" of "Neutral Nations Commission" is no name."""
    word = rest.split(maxsplit=1)[:1]
    return bool(word) and word[0][0].isupper() and fold(word[0]).strip(".,:") not in _OCCASION_WORDS


def after_office(text: str, begin: int) -> Name | None:
    """The name that follows on an office and its State: "Minister for Foreign Affairs of Malawi, Nancy Tembo"."""
    window = text[begin : begin + _MOST_BETWEEN]
    initialled = INITIALS.search(window)
    if initialled and _leads_to(window[: initialled.start()]):
        return Name(initialled[0], begin + initialled.start(), begin + initialled.end())
    for found in HIGH_OFFICE.finditer(fold(window) if len(fold(window)) == len(window) else ""):
        name = at(text, begin + found.end(), alone=found.start() <= 20)
        if name and _leads_to(window[: found.end()]):
            return name
    for found in re.finditer(r"[,:]\s+|\n", window):
        name = at(text, begin + found.end(), alone=False)
        if name and OFFICE.search(fold(window[: found.start()])) and _leads_to(window[: found.start()]):
            return name
    return None


def _leads_to(between: str) -> bool:
    """Whether words between "by" and a name may be his office: no occasion, no sentence."""
    return not _OCCASION.search(fold(between)) and ". " not in between.replace("H.E. ", "")


def _plausible(parts: list[str], alone: bool) -> bool:
    if not parts or len(parts) > _MOST_WORDS or fold(parts[0]) in _NO_START:
        return False
    letters = [len(part.strip(".'’-")) for part in parts]
    if len(parts) == 1:
        return alone and letters[0] >= 3 and not parts[0].endswith(".")
    return sum(count > 1 for count in letters) >= 1


def _words(text: str) -> Iterator[str]:
    """The words at the start of a text that can be a name's: with a capital, and no office or body."""
    for word in text.split():
        bare = word.strip(',:;()[]“”"')
        folded = fold(bare).strip(".")
        capital = _NAME_WORD.fullmatch(bare) and (bare[0].isupper() or "\u0600" <= bare[0] <= "\u06ff")
        if folded not in _PARTICLES and (not capital or _NO_NAME.fullmatch(folded) or _is_office(folded)):
            return
        yield bare


def _is_office(folded: str) -> bool:
    return any(OFFICE.fullmatch(part) for part in (folded, *folded.split("-")))
