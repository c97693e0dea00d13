"""Forms of address and of thanks: how speakers open, turn to the chair, and close, in the languages of the archive.

All patterns are matched against folded text (see `notation.folding`).
"""

import re
from collections.abc import Sequence

from statements.notation.folding import fold

LONGEST = 240
"""A salutation is short; a longer line is running text however it begins."""

# Offices that an address names after "Mr", "Madame la", "Señor" and the like.
_OFFICES = (
    r"(vice-?|deputy |co-?|acting |under-?|high |assistant )*"
    r"(chair|president|secretary|speaker|moderator|minister|ambassador|representative|co-?ordinator|facilitator"
    r"|director"
    r"|commissioner|prime|rapporteur|excellency|foreign|general|prosecutor|judge)"
)

_STRONG = (
    rf"(mr|mrs|ms|mister|madame?|sir)\.?( the)? {_OFFICES}|(mr|mrs|ms|madame?)\.? {_OFFICES}|madam\b|sir\b",
    r"(your |their )?(royal |imperial |serene )?(excellenc|highness|majest|eminence|honou?rs?\b)",
    r"(dear |fellow |my (dear )?|all )?(distinguished|honou?rable|esteemed|dear|fellow|respected|eminent)\b",
    r"(dear )?(ladies|gentlemen|colleagues|delegates|friends|comrades)\b",
    r"(monsieur|messieurs|madame|mesdames|excellence|distingue|honorables?|chers?|cheres?|chere|mes chers)\b",
    r"(el |la )?(senora?|senoras|senores|excelenci|excelentisim|distinguid|honorables?|estimad|querid|colegas)",
    r"((sua|vossa)s? )?(senhora?s?|excelencia|distint|ilustr|car[oa]s|prezad)\b",
    r"(signora?|signore|signori|eccellenz|gentil|car[ie]|colleghi|onorevol)",
    r"(herr|frau|exzellenz|meine damen|sehr geehrte|verehrte|liebe|werte)",
    r"(fru|mina damer|excellens|arade|basta|kara|kollegor)\b",
    r"(многоуважаем|уважаем|дорогие|дамы|господин|госпожа|господа|г-н|г-жа|ваш[еи] превосходительств|коллеги|друзья"
    r"|товарищи)",
    r"(السيد|سيدي|سيدتي|اصحاب|ايها|معالي|سعادة|الحضور|حضرات|زملائي|السادة)",
    r"(尊敬的|主席|各位|女士们|先生们|秘书长|阁下)",
)
# These address only together with a body or in the company of the above: "President of Botswana" is a heading.
_WEAK = (
    r"(the |el |la |o |a |il )?(president[ea]?|chair(man|woman|person)?|vice-president|secretary|under-secretary"
    r"|high representative|heads?"
    r"|ministers?|ambassadors?|members?|representatives?|delegations?|h\.? ?e|prime minister|permanent|states?"
    r"|governments?)\b",
    r"(les |mr |ms )?(president|secretaire|chefs?|ministres?|delegues?|representants?|ambassadeurs?|membres)\b",
    r"(jefes|jefas|delegad|representantes|embajador|ministr|secretari|amig|chefes|embaixador|delegati|capi di)",
    r"(главы|министры|послы|делегаты|генеральный секретарь|президент|председатель)",
    r"(mr|mrs|ms|dr|prof)\b",
)
_OPENS = re.compile("|".join(_STRONG))
_CONTINUES = re.compile("|".join((*_STRONG, *_WEAK)))
_BODY_OR_OFFICE = re.compile(
    r"\b(assembl|session|council|committee|conference|commission|secretary[ -]general|asamblea|comision)"
)
_MARKER = re.compile(r"^(?:[-*•◦·e>] {1,3}|\d{1,2}\. )")
_BETWEEN = re.compile(r" ?[,;:!.](?: |$)| (?:and|et|y|e|и|und|och|&) |،|، | و(?=ال)|[，、：！。]| - ")
_ABBREVIATION = re.compile(r"\b(mr|mrs|ms|dr|prof|h|e|st|amb|hon|s|a|m|sr|sra|exc|excmo|no)\. ?")
_END = re.compile(r".*[,;:!.…，：！。、،]\W*")


def is_salutation(text: str) -> bool:
    """Whether a line only addresses its hearers: "Mr. Chairman,", "Excellences, Mesdames et Messieurs,"."""
    if len(text) > LONGEST:
        return False
    folded = _unmarked(fold(text))
    chunks = _chunks(folded)
    if not chunks or not all(_CONTINUES.match(chunk) and len(chunk.split()) <= 14 for chunk in chunks):
        return False
    if _OPENS.match(chunks[0]):
        return bool(_END.fullmatch(folded)) or len(folded.split()) <= 6
    return folded.endswith((",", ";", ":")) and (
        bool(_BODY_OR_OFFICE.search(folded)) or any(_OPENS.match(chunk) for chunk in chunks)
    )


MOST_LINES = 3


def lines_of(texts: Sequence[str]) -> int:
    """How many of the first lines are one salutation, 0 when they begin with none.

    A printer may have broken it: "Mr. President, Excellencies, Ladies and" / "Gentlemen,".
    """
    if not texts or not _CONTINUES.match(_unmarked(fold(texts[0][:LONGEST]))):
        return 0
    for count in range(1, min(MOST_LINES, len(texts)) + 1):
        joined = " ".join(texts[:count])
        if is_salutation(joined) and (count == len(texts) or not _breaks_off(joined)):
            return count
    return 1 if is_salutation(texts[0]) else 0


_PERSON = re.compile(
    r"(?:(?:his|her) excellency |son excellence |h\. ?e\.? )?(?:the )?(?:monsieur|madame|mr|mrs|ms|dr|hon|honou?rable"
    r"|senora?|sra?|herr|frau|senhora?|signora?)\.? (?P<name>[^,;:!]+)"
)
_NO_PERSON = re.compile(
    r"\b(?:chair\w*|president\w*|secretary|speaker|moderator|minister\w*|ambassador\w*|representatives?|delegat\w+"
    r"|members?|colleagues?|facilitator|co-?ordinator|director\w*|commissioner|judges?|heads?|le|la|les|el|presidium"
    r"|secretaire|ministr\w+|excelenc\w+|excellenc\w+|deputad\w+|rapporteur|friends?|guests?|ladies|vice\w*)\b"
)


def names_a_person(text: str) -> bool:
    """Whether a line is a person's name with its form of address, as below "Discours de": "Monsieur Brice Oligui"."""
    found = _PERSON.fullmatch(fold(text).strip())
    return bool(found) and len(found["name"].split()) >= 2 and not _NO_PERSON.search(found["name"])


_CANNOT_END = re.compile(r"\b(and|et|y|e|of|the|de|des|du|la|le|los|las|und|och|и)$")


def _breaks_off(text: str) -> bool:
    """Whether a line of address stops where it cannot end."""
    return bool(_CANNOT_END.search(fold(text)))


def _unmarked(folded: str) -> str:
    return _MARKER.sub("", folded, count=1)


def _chunks(folded: str) -> list[str]:
    plain = _ABBREVIATION.sub(r"\1 ", folded)
    return [chunk.strip(" \"'.()[]") for chunk in _BETWEEN.split(plain) if chunk and chunk.strip(" \"'.()[]")]


_THANKS = re.compile(
    r"(?:and )?(?:i |we |once again,? |again,? )*(?:thank|many thanks|thanks|merci|je vous (?:en )?remercie"
    r"|muchas gracias|gracias|muito obrigad"
    r"|obrigad|grazie|vi ringrazio|danke|vielen dank|ich danke|tack|благодар|спасибо|شكرا|وشكرا|أشكر|谢谢|多谢|end\b"
    r"|fin\b)"
)


def is_closing(text: str) -> bool:
    """Whether a paragraph only thanks: "Thank you Mr. Chairman.", "Благодарю за внимание."."""
    return len(text) <= 160 and bool(_THANKS.match(fold(text).lstrip("\"'¡ ([|")))
