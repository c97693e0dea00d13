"""Where the printed heading of a text ends and the spoken words begin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from statements.notation.folding import fold
from statements.parsing import dates, listing, places
from statements.parsing.lines import Line, blocks
from statements.parsing.salutations import MOST_LINES, is_closing, lines_of, names_a_person
from statements.parsing.wrapping import starts_small

LONGEST_LINE = 160
LONGEST_BLOCK = 45
"""A heading of more lines than this is no heading: the text has an unusual shape, and all of it is kept as text."""

_LONGEST_LEAD = 500
_LEAD_LINES = 8

# What was done: "statement", "discours", "avslutningsanförande".
ACT = (
    r"(?:statement|address|remarks|speech|intervention|press elements|declaration|message|discours|allocution|discurso"
    r"|intervencion|palabras|mensaje|pronunciamiento|intervento|discorso|dichiarazione|intervencao|pronunciamento"
    r"|выступление|заявление|речь|обращение|rede|erklarung|beitrag|\w*anforande|\w*uttalande|tal)(?:t|n|s|en|et|na)?"
)
_LEAD = re.compile(rf"(?:[\w:'.’-]+ ){{0,4}}{ACT}\b(?! (?:you|this|the)\b)")
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me|[Jj]e|[Nn]ous|[Nn]otre|[Nn]os|[Mm]on|[Jj]['’]ai|[Nn]osotros|[Nn]uestr[oa]s?"
    r"|[Mm]is?|[Qq]uiero|[Qq]uisiera|(?<!-)[Яя]|[Мм]ы|[Мм]ой|[Нн]аш\w*|[Ee]u|[Mm]eus?|[Mm]inha|[Nn]oss[oa]|[Vv]i"
    r"|[Jj]ag|[Vv]år"
    r"|[Nn]oi|[Nn]ostr[oa]|[Ww]ir|[Ii]ch|[Uu]nser\w*|نحن|[我们]+)\b"
)
# The theme of a session, which headings quote: "« Ne laisser personne de côté : agir ensemble pour la paix ... »".
_THEME = re.compile(r"[«“\"][^«»“”\"]{10,400}(?:[»”\"]|>)")
_SPEAKER_LABEL = re.compile(r"[A-ZÀ-Ý][A-ZÀ-Ý .'’-]{3,40}: +\S|[А-Я][А-Я .-]{3,40}: +\S")
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'”»’)\]]*(?:\s|$)")
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 12
_MANY_WORDS = 25
_FULL_SENTENCE = 20
_SPOKEN_WORDS = 5


def end(lines: list[Line]) -> int:
    """How many lines form the printed heading: those before the first salutation, or before the first running text.

    "Open-ended meeting on PAROS / Geneva, August 16, 2005 / Statement by the delegation of Kazakhstan" stands before
    "Mr. Chairman,".
    """
    found = _end(lines[: 4 * LONGEST_BLOCK])
    spoken = next((place for place, line in enumerate(lines[:found]) if _is_first_person(line)), found)
    if any(is_lead(line) or dates.is_dateline(line) for line in lines[spoken:found]):
        return found
    return 0 if _breaks_off(lines, spoken) else spoken


def _is_first_person(line: Line) -> bool:
    return not line.marked and bool(_FIRST_PERSON.search(_THEME.sub(" ", line.text)))


def _breaks_off(lines: list[Line], place: int) -> bool:
    """Whether a heading would end inside a sentence: "It is a great honour to once" / "again address you, Sir,"."""
    if not 0 < place < len(lines) or lines[place].apart or any(map(is_lead, lines[:place])):
        return False
    words = lines[place - 1].text.split()
    if words[-1].islower() and words[-1].isalpha() and not lines[place - 1].text.islower():
        return True
    return starts_small(lines[place].text) and sum(word.islower() for word in words) * 2 > len(words)


def _end(lines: list[Line]) -> int:
    place = 0
    for block in blocks(lines):
        offset = _first_address(block)
        before = block if offset is None else block[:offset]
        if is_running_text(before, place, opened=_is_open(lines[:place])):
            place += _unspoken(before, place)
            return place if place <= LONGEST_BLOCK else 0
        place += len(before)
        if offset is not None:
            return place if place <= LONGEST_BLOCK else 0
    return 0


def _first_address(block: list[Line]) -> int | None:
    """The line of a block in which a salutation begins; "Monsieur Brice Oligui" below "Discours de" is none."""
    for offset, line in enumerate(block):
        texts = [one.text for one in block[offset : offset + MOST_LINES]]
        if lines_of(texts) and not names_a_person(line.text):
            return offset
    return None


_MARKS = re.compile(r"[«“»”]|>+(?=[.\s]*$)")


def _is_open(lines: list[Line]) -> bool:
    """Whether a quotation that a heading began is not closed yet: "Thème : « Ne laisser personne de côté :"."""
    marks = _MARKS.findall(" ".join(line.text for line in lines[-3:]))
    return bool(marks) and marks[-1] in "«“"


def is_running_text(block: list[Line], place: int = 0, *, opened: bool = False) -> bool:
    """Whether a block was spoken: it holds a long line, or a sentence of a dozen words that ends, or one in the
    first person. A line that begins "Statement by" and the like is a heading's however long.
    """
    lines = [line for number, line in enumerate(block) if not (place + number < _LEAD_LINES and is_lead(line))]
    if any(len(line.text) > LONGEST_LINE and not line.marked for line in lines):
        return True
    text = _THEME.sub(" ", ("«" if opened else "") + " ".join(line.text for line in lines))
    return _is_numbered(text) or any(map(_is_spoken, lines)) or _is_prose(text)


def _is_numbered(text: str) -> bool:
    return bool(listing.number_of(text)) and len(text) > 60


def _is_prose(text: str) -> bool:
    words = _WORD.findall(text)
    small = sum(word.islower() for word in words)
    ends = bool(_SENTENCE_END.search(text))
    if len(words) >= _SPOKEN_WORDS and ends and small * 2 >= len(words) and _FIRST_PERSON.search(text):
        return True
    if ends and len(words) >= _FULL_SENTENCE and small * 2 >= len(words):
        return True
    return small * 3 >= len(words) * 2 and len(words) >= (_FEWEST_WORDS if ends else _MANY_WORDS)


def _is_spoken(line: Line) -> bool:
    """Whether a line by itself was spoken: "Thank you, Mr President, for ...", "THE PRESIDENT: Thank you."."""
    if line.marked:
        return False
    if is_closing(line.text) or _SPEAKER_LABEL.match(line.text[:80]):
        return True
    folded = fold(line.text)
    ends = bool(_SENTENCE_END.search(folded[-4:]))
    return ends and len(folded.split()) >= _SPOKEN_WORDS and bool(_FIRST_PERSON.search(line.text))


def is_lead(line: Line) -> bool:
    """Whether a line says who speaks where, as the first lines of a page do, in nobody's first person.

    "National Statement delivered on behalf of Sweden at the Security Council Briefing on Monday, 04 September 2017."
    """
    if len(line.text) > _LONGEST_LEAD:
        return False
    folded = fold(line.text)
    return bool(_LEAD.match(folded)) and not _FIRST_PERSON.search(line.text)


def _unspoken(block: list[Line], place: int) -> int:
    """How many of the first lines of running text are still heading."""
    spoken = next((number for number, line in enumerate(block) if _is_spoken(line) or _is_numbered(line.text)), 0)
    return spoken if spoken and not is_running_text(block[:spoken], place) else _titles(block)


def _titles(lines: list[Line]) -> int:
    """How many of the first lines of running text are a title set above it without a blank line.

    "Discurso de abertura da 79ª Assembleia Geral da ONU" / "(Nova York, 24 de setembro de 2024)".
    """
    count = 0
    for line in lines[:_LEAD_LINES]:
        if not _is_title(line):
            break
        count += 1
    return count if any(is_lead(line) or dates.is_dateline(line) for line in lines[:count]) else 0


def _is_title(line: Line) -> bool:
    if line.marked or dates.is_dateline(line) or places.alone(line.text):
        return True
    return len(line.text) <= LONGEST_LINE and (is_lead(line) or line.text.isupper()) and not _ends(line.text)


def _ends(text: str) -> bool:
    return bool(_SENTENCE_END.search(text[-4:]))


_OPENING = 300
_OPENING_ACT = re.compile(r"\b(?:statement|speech|address|remarks)s? (?:made|delivered|given|by|in|to|at|before|of)\b")
_OPENING_LINES = 12
# "President Recep Tayyip Erdogan addressed the 79th session of the General Assembly in New York."
_REPORTED = re.compile(
    r"(?:[\w'’-]+ ){0,12}(?:addressed|spoke (?:at|to|before)|delivered (?:a|the|his|her)|made (?:a|the|his"
    r"|her) statement"
    r"|took the floor) [^.]+\."
)
_REPORTERS = re.compile(
    r"(?:the )?(?:\w+ ){0,2}(?:president|minister|ambassador|representative|secretary|king|mr|ms"
    r"|mrs|h\.e)\b"
)
# "Representatives of Poland, Sweden and Switzerland met in New York City on April 12-13, 2018 for their annual ..."
_MET = re.compile(r".{0,200}\b(?:met|convened|gathered|held)\b [^.]{0,160}")
_COLLECTIVE = re.compile(r"\b(?:joint|communique|declaration|conclusions)\b")


def opening(heading: Iterable[Line], lines: list[Line]) -> list[Line]:
    """What the first lines of a text say of its occasion: a title that runs into the text, up to its first word in
    the first person; a sentence that reports the speech; in a joint statement, where and when those who make it met.

    "KOREA Statement in the First Committee (Political) of the General Assembly I think that the members ..."
    """
    if not lines:
        return []
    first = lines[0].text[:_OPENING]
    person = _FIRST_PERSON.search(first)
    title = first[: person.start()] if person else first
    if title and _OPENING_ACT.search(fold(title)):
        return [replace(lines[0], text=title)]
    met = _MET.match(first) if any(_COLLECTIVE.search(fold(line.text)) for line in heading) else None
    return [replace(lines[0], text=met[0])] if met else _reported(lines[:_OPENING_LINES])


def _reported(lines: list[Line]) -> list[Line]:
    for block in blocks(lines):
        text = " ".join(line.text for line in block)[:_OPENING]
        told = _REPORTED.match(text)
        if told and _REPORTERS.match(fold(text)) and not _FIRST_PERSON.search(told[0]):
            return [replace(block[0], text=told[0])]
    return []


def beginning(lines: list[Line]) -> list[Line]:
    """The first line of the text, as far as a list of those who speak jointly can reach in it."""
    return [replace(lines[0], text=lines[0].text[:_OPENING])] if lines else []
