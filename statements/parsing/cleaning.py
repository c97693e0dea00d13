"""Page furniture out, with a receipt for each removal.

Furniture is what the page, the printer or the office put around the words that were spoken. Each rule below is small
and has a name, which its receipts bear. What is taken out may still be evidence (a mission's banner names the
delegation, "check against delivery" the version), so it is handed on beside the cleaned lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from statements.notation.folding import fold
from statements.parsing import frontmatter, hyphens, markup, running
from statements.parsing.lines import Line
from statements.parsing.records import Removal
from statements.vocabulary import VersionKind

EDGE = 12
"""How many lines from the start and from the end are looked at by rules that hold only there."""

LONGEST = 400
"""Furniture is short: a longer line is never taken out whole."""


@dataclass(frozen=True)
class Rule:
    """Lines that are furniture when their folded text matches whole. `edge`: only near the start and the end."""

    name: str
    pattern: re.Pattern[str]
    edge: bool = False
    apart: bool = False

    def holds(self, folded: str, line: Line, at_edge: bool) -> bool:
        """Whether this line is furniture under this rule."""
        if (self.edge and not at_edge) or (self.apart and not (line.apart or at_edge)):
            return False
        return self.pattern.fullmatch(folded) is not None


@dataclass(frozen=True)
class Cleaned:
    """The lines that are left, and the receipts; what the rest witnesses: removed letterheads, fields of front matter,
    running feet, and the version that a note declares.
    """

    lines: list[Line]
    removals: list[Removal]
    letterhead: tuple[Line, ...] = ()
    fields: tuple[Line, ...] = ()
    feet: tuple[Line, ...] = ()
    version_kind: str | None = None


class Verdict(NamedTuple):
    """The rule by which a line is furniture, and the kind of version that it declares, if any."""

    rule: str
    version: str | None = None


_FOOT = Verdict("running-foot")


def _rule(name: str, *alternatives: str, edge: bool = False, apart: bool = False) -> Rule:
    return Rule(name, re.compile("|".join(alternatives)), edge, apart)


_NUMBER = r"\d{1,4}"
RULES = (
    # "Welcome to the website of the Permanent Mission of the Republic of Kazakhstan to the United Nations ..."
    _rule("site-banner", r"welcome to the (official )?(web ?site|web ?page|home ?page|site|portal) of .+", edge=True),
    # "Tags: thank you"
    _rule(
        "tags",
        r"(tags?|tagged|keywords?|filed under|categor(y|ies)|mots[- ]cles?|etiquetas?)( with| in)? ?: .+",
        edge=True,
    ),
    # "Page 2 of 16", "Página 15 de 15", "- 2 -", "6|6", "2/17"
    _rule(
        "page-number",
        rf"\W*(page|pagina|seite|sida|стр\.?|страница|p\.) ?{_NUMBER}( ?(of|de|sur|von|av|из|/|\|) ?{_NUMBER})?\W*",
        rf"[-|\[(] ?{_NUMBER} ?[-|\])]",
        r"\d{1,3} ?[/|] ?\d{1,3}",
    ),
    # "13" between blank lines
    _rule("page-number", r"\d{1,3}", apart=True),
    # "9/25/24, 4:44 PM Statement by President ... at the General Debate of the 79th Session of the UN Gen..."
    _rule("print-stamp", r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}[:.]\d{2}( ?[ap]m)?( .*)?"),
    # "https://www.gov.ie/en/speech/14c2e-... 10/10"
    _rule("address-of-page", rf"(https?:/+|www\.) ?\S+( {_NUMBER}/{_NUMBER})?"),
    # "Tel: (646) 649-5986 - Fax: (646) 781-9974"
    _rule("contact-details", r".*\b(tel|fax|phone|telephone|e-?mail)\b ?(no)?\.? ?[:.(].*[\d@].*"),
    # "2724 palabras - 15 minutos"
    _rule("reading-note", r"\(?\d[\d,. ]* ?(words|palabras|mots|слов|parole|palavras)\W*(\d+ ?\w+)?\)?", edge=True),
    # "* * *", "________"
    _rule("ornament", r"[-*_=~#\\+ ]{2,}|[#*\\]+"),
)

_FRAME = r"[\s*_()\[\]\"'<>!.:-]*"
VERSION_NOTES = (
    (
        VersionKind.CHECK_AGAINST_DELIVERY,
        r"(please )?check against (actual )?delivery|(a )?verifier (au|avec le|a la lecture du) prononce"
        r"|seul le (texte )?prononce fait foi|(favor de )?(cotejar|verificar|comprobar) (contra|con) (lectura"
        r"|el texto (leido|pronunciado)|entrega)"
        r"|((talet|anforandet) holls pa \w+[.,]? )?(enligt )?det talade ordet( galler)?|es gilt das gesprochene wort"
        r"|verificar (no momento"
        r"|contra) (da )?(leitura|alocucao)"
        r"|(сверять|сверить|проверять|проверить) (с|по|при) (произнес\w+|выступлени\w+)( текст\w+)?",
    ),
    (VersionKind.AS_DELIVERED, r"(transcript )?as delivered|tel que prononce"),
    (VersionKind.AS_SUBMITTED, r"as prepared for delivery|as prepared|as submitted"),
    (
        VersionKind.UNOFFICIAL_TRANSLATION,
        r"(unofficial|provisional|courtesy|informal|working) translation|traduction (non officielle|de courtoisie"
        r"|provisoire)|traduccion no oficial|неофициальный перевод",
    ),
    (VersionKind.OFFICIAL_TRANSLATION, r"official translation"),
)
_VERSION_NOTES = tuple((kind, re.compile(_FRAME + f"({pattern})" + _FRAME)) for kind, pattern in VERSION_NOTES)

_WITNESSES = frozenset({"site-banner", "print-stamp"})


def clean(lines: list[Line]) -> Cleaned:
    """Take the furniture out of a text's lines. Lines and receipts together hold all that came in."""
    front = frontmatter.take(lines)
    lines, removals = markup.strip(front.lines)
    removals += front.removals
    last = len(lines) - EDGE
    feet = running.find(lines)
    verdicts = [
        _FOOT if place in feet else _furniture(line, place < EDGE or place >= last) for place, line in enumerate(lines)
    ]
    removed = [(line, verdict) for line, verdict in zip(lines, verdicts, strict=True) if verdict]
    kept, titles = _page_titles(_kept(lines, verdicts))
    kept, mended = hyphens.mend(kept)
    receipts = [Removal(verdict.rule, line.number, line.text) for line, verdict in removed]
    return Cleaned(
        kept,
        sorted(removals + receipts + titles + mended, key=lambda receipt: receipt.line),
        tuple(line for line, verdict in removed if verdict.rule in _WITNESSES),
        front.fields,
        tuple(line for line, verdict in removed if verdict is _FOOT)[:3],
        next((verdict.version for _, verdict in removed if verdict.version), None),
    )


def _kept(lines: list[Line], verdicts: list[Verdict | None]) -> list[Line]:
    """The lines that are no furniture; what stood apart from a removed line stands apart from the one before it."""
    kept: list[Line] = []
    apart = False
    for line, verdict in zip(lines, verdicts, strict=True):
        apart = apart or line.apart
        if verdict is None:
            kept.append(replace(line, apart=True) if apart and not line.apart else line)
            apart = False
    return kept


def _furniture(line: Line, at_edge: bool) -> Verdict | None:
    """The first rule that holds for a line, None when the line belongs to the text."""
    if len(line.text) > LONGEST:
        return None
    folded = fold(line.text)
    for kind, pattern in _VERSION_NOTES:
        if pattern.fullmatch(folded):
            return Verdict("version-note", kind)
    return next((Verdict(rule.name) for rule in RULES if rule.holds(folded, line, at_edge)), None)


def _page_titles(lines: list[Line]) -> tuple[list[Line], list[Removal]]:
    """Take out a title that a site made from the first words of the text.

    "I thank you for the opportunity to present my delegations" stands above a paragraph that begins "I thank you for
    the opportunity to present my delegation’s stand at this thematic debate on Outer Space."
    """
    head = lines[: 2 * EDGE]
    letters = [_letters(line.text[: 2 * LONGEST]) for line in head]
    titles = [
        line
        for place, line in enumerate(head[:EDGE])
        if line.apart
        and len(letters[place]) >= 20
        and any(len(later) > len(letters[place]) and later.startswith(letters[place]) for later in letters[place + 1 :])
    ]
    removed = {id(line) for line in titles}
    return [line for line in lines if id(line) not in removed], [
        Removal("page-title", t.number, t.text) for t in titles
    ]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))
