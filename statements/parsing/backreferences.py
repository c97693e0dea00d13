"""Words that point back to an instrument just named: "this regime" after the Missile Technology Control Regime."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from statements.notation.folding import fold, word_set
from statements.parsing.phrases import words
from statements.parsing.records import Alias, Mention, ParsedParagraph
from statements.vocabulary import AliasMatch, MentionState

RULE = "back-reference"

# What an instrument may be called by its kind. Bodies are left out: "this Conference" is the one that is meeting.
_KINDS = word_set(
    "regime treaty convention code group agreement protocol initiative arrangement register declaration charter"
    " statute"
    " pact manifesto accords principles guidelines programme"
)
_PREPOSITIONS = word_set("of on for against in to governing banning concerning between relating among")
_POINTING = re.compile(
    rf"\b(?:this|the said|that same|the above-mentioned) ({'|'.join(sorted(_KINDS))})\b(?! (?:of|on|for)\b)",
    re.IGNORECASE,
)
_FARTHEST = 300
"""How many characters back the instrument may be named."""


def kinds(aliases: Iterable[Alias]) -> dict[str, frozenset[str]]:
    """The kind words of each instrument's names: "Hague Code of Conduct" gives hcoc "code"."""
    found: dict[str, set[str]] = {}
    for alias in aliases:
        if alias.match in (AliasMatch.PHRASE, AliasMatch.SUGGEST):
            found.setdefault(alias.instrument, set()).update(_kinds_of(alias.form))
    return {instrument: frozenset(names) for instrument, names in found.items() if names}


def _kinds_of(form: str) -> set[str]:
    """The last word, and the one before the first preposition, as far as they are kinds."""
    parts = [word.folded for word in words(form)]
    heads = [before for before, word in zip(parts, parts[1:], strict=False) if word in _PREPOSITIONS][:1]
    return {word for word in (*heads, *parts[-1:]) if word in _KINDS}


def find(
    paragraph: ParsedParagraph, mentions: Sequence[Mention], kinds: dict[str, frozenset[str]]
) -> Iterator[Mention]:
    """Suggestions for the words in a paragraph that point back to the instrument mentioned last before them.

    "... the Missile Technology Control Regime. We believe that membership in this regime would ..."
    """
    mentions = sorted(mentions, key=lambda one: one.start)
    for found in _POINTING.finditer(paragraph.text):
        last = _last_before(found.start(), mentions)
        if last and fold(found[1]) in kinds.get(last.instrument, ()):
            yield Mention(paragraph.number, last.instrument, found[0], found.start(), str(MentionState.SUGGESTED), RULE)


def _last_before(place: int, mentions: Sequence[Mention]) -> Mention | None:
    """The last of the mentions, given in order, that ends before a place and not too far from it."""
    number = bisect_left(mentions, place, key=lambda one: one.start)
    last = mentions[number - 1] if number else None
    return last if last and last.start + len(last.surface) <= place <= last.start + _FARTHEST else None
