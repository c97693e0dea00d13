"""Instruments named in the paragraphs of a statement, found with the authority list's forms of their names.

The longest form wins and forms never overlap. A form that may mean something else only makes a suggestion: one that
the list calls so, one that several instruments share, an acronym inside a compound or among capitals, a back-reference.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from statements.notation import symbols
from statements.notation.folding import DASHES, fold
from statements.parsing import backreferences
from statements.parsing.phrases import PhraseIndex, Word, words
from statements.parsing.records import Alias, Mention, ParsedParagraph
from statements.vocabulary import AliasMatch, MentionState

Span = tuple[date, date]


class Form(NamedTuple):
    """An alias made ready: `exact` are its words where their case counts."""

    alias: Alias
    exact: tuple[str, ...] | None


@dataclass(frozen=True)
class Matcher:
    """The compiled authority list; built once by `compile`, good for any number of statements."""

    forms: PhraseIndex
    contexts: PhraseIndex
    symbols: dict[str, tuple[Form, ...]]
    kinds: dict[str, frozenset[str]]


class Candidate(NamedTuple):
    """Forms that fit at a place: words `first` to `end` of the paragraph, characters `start` to `stop`."""

    first: int
    end: int
    start: int
    stop: int
    forms: tuple[Form, ...]
    doubtful: bool = False


def compile(aliases: Iterable[Alias]) -> Matcher:
    """Make the authority list's aliases ready for looking up. The order of the aliases makes no difference."""
    aliases = tuple(aliases)
    by_symbol: dict[str, list[Form]] = {}
    phrases = []
    for alias in aliases:
        symbol = symbols.read(alias.form) if alias.match == AliasMatch.SYMBOL else None
        if symbol:
            by_symbol.setdefault(symbol, []).append(Form(alias, None))
        else:
            phrases += _phrases(alias)
    return Matcher(
        PhraseIndex(phrases),
        PhraseIndex((phrase, fold(phrase)) for phrase in {phrase for alias in aliases for phrase in alias.context}),
        {symbol: tuple(forms) for symbol, forms in by_symbol.items()},
        backreferences.kinds(aliases),
    )


def _phrases(alias: Alias) -> list[tuple[str, Form]]:
    """The spellings to look for: an acronym also with the s of the plural, "TCBM" and "TCBMs"."""
    exact = alias.case_sensitive or alias.match in (AliasMatch.ACRONYM, AliasMatch.SYMBOL)
    spellings = [alias.form]
    if alias.match == AliasMatch.ACRONYM and alias.form[-1:].isupper():
        spellings.append(alias.form + "s")
    return [(spelling, Form(alias, _exact(spelling) if exact else None)) for spelling in spellings]


def _exact(form: str) -> tuple[str, ...]:
    return tuple(form[word.start : word.end] for word in words(form))


def find(matcher: Matcher, paragraphs: Sequence[ParsedParagraph], span: Span | None) -> tuple[Mention, ...]:
    """The mentions in a statement's paragraphs, in order. Headings are not looked at.

    span: the first and last day of the statement's date, None when it has none; forms bound to days count only when
    the span touches them.
    """
    spoken = [paragraph for paragraph in paragraphs if paragraph.number is not None]
    return tuple(_Scan(matcher, spoken, span).mentions())


class _Scan:
    """One statement being looked through."""

    def __init__(self, matcher: Matcher, paragraphs: list[ParsedParagraph], span: Span | None) -> None:
        self.matcher = matcher
        self.span = span
        self.paragraphs = [(paragraph, words(paragraph.text)) for paragraph in paragraphs]
        self._contexts: frozenset[str] | None = None

    def mentions(self) -> Iterator[Mention]:
        for paragraph, parts in self.paragraphs:
            chosen = _without_overlap(self._candidates(paragraph.text, parts))
            found = [mention for one in chosen for mention in _mentions(one, paragraph)]
            if found:
                found += backreferences.find(paragraph, found, self.matcher.kinds)
            yield from sorted(found, key=lambda mention: mention.start)

    def _candidates(self, text: str, parts: list[Word]) -> Iterator[Candidate]:
        for found in self.matcher.forms.find(text, parts):
            start, stop = parts[found.first].start, parts[found.end - 1].end
            spelt = tuple(text[word.start : word.end] for word in parts[found.first : found.end])
            fitting = [form for form in found.payloads if self._fits(form, spelt)]
            joint = _joint(text, start, stop) if any(form.exact for form in fitting) else _FREE
            if joint == _BLOCKED:
                fitting = [form for form in fitting if not form.exact]
            if fitting:
                start, stop = _with_quotes(text, start, stop)
                doubtful = joint == _JOINED or (bool(fitting[0].exact) and _among_capitals(text, parts, found))
                yield Candidate(found.first, found.end, start, stop, tuple(fitting), doubtful)
        yield from self._symbols(text, parts)

    def _symbols(self, text: str, parts: list[Word]) -> Iterator[Candidate]:
        """Symbols, those of no instrument too: the letters in "CD/1839" are not the Conference."""
        for symbol in symbols.find(text):
            first = bisect_left(parts, symbol.start, key=lambda word: word.start)
            end = bisect_left(parts, symbol.end, key=lambda word: word.start)
            forms = self.matcher.symbols.get(symbol.canonical, ())
            fitting = tuple(form for form in forms if self._fits(form, ()))
            yield Candidate(first, end, symbol.start, symbol.end, fitting)

    def _fits(self, form: Form, spelt: tuple[str, ...]) -> bool:
        """Whether case, days and context of a form agree with where it was found."""
        alias = form.alias
        if form.exact is not None and form.exact != spelt:
            return False
        return _touches(alias, self.span) and (not alias.context or self._has_context(alias))

    def _has_context(self, alias: Alias) -> bool:
        if self._contexts is None:
            self._contexts = frozenset(
                phrase
                for paragraph, parts in self.paragraphs
                for found in self.matcher.contexts.find(paragraph.text, parts)
                for phrase in found.payloads
            )
        return any(fold(phrase) in self._contexts for phrase in alias.context)


def _with_quotes(text: str, start: int, stop: int) -> tuple[int, int]:
    """The place with the quotation mark that the words leave open: "Manifesto «The World" is closed by "»"."""
    if fold(text[start:stop]).count('"') % 2 == 0:
        return start, stop
    if fold(text[stop : stop + 1]) == '"':
        return start, stop + 1
    return (start - 1, stop) if start and fold(text[start - 1]) == '"' else (start, stop)


def _touches(alias: Alias, span: Span | None) -> bool:
    """Whether a form's days and the statement's have one in common; without a date a form bound to days has none."""
    if alias.valid_from is None and alias.valid_to is None:
        return True
    if span is None:
        return False
    return span[0] <= (alias.valid_to or date.max) and span[1] >= (alias.valid_from or date.min)


def _without_overlap(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The longest candidates first, each that shares no word with one already taken."""
    taken: set[int] = set()
    kept = []
    for one in sorted(candidates, key=lambda one: (one.first - one.end, one.first, not one.forms)):
        if taken.isdisjoint(range(one.first, one.end)):
            taken.update(range(one.first, one.end))
            kept.append(one)
    return kept


def _mentions(chosen: Candidate, paragraph: ParsedParagraph) -> Iterator[Mention]:
    """One mention for each instrument that the forms stand for; none when the form is only never to be looked for."""
    forms = [form.alias for form in chosen.forms if form.alias.match != AliasMatch.NEVER]
    surface = paragraph.text[chosen.start : chosen.stop]
    for instrument in sorted({alias.instrument for alias in forms}):
        rules = {str(alias.match) for alias in forms if alias.instrument == instrument}
        rule = min(rules, key=_RULES.index)
        state = MentionState.AUTOMATIC
        if rule == AliasMatch.SUGGEST or chosen.doubtful or len({alias.instrument for alias in forms}) > 1:
            state = MentionState.SUGGESTED
        yield Mention(paragraph.number, instrument, surface, chosen.start, str(state), rule)


_RULES = [str(match) for match in (AliasMatch.SYMBOL, AliasMatch.PHRASE, AliasMatch.ACRONYM, AliasMatch.SUGGEST)]

_FREE, _JOINED, _BLOCKED = "free", "joined", "blocked"


def _joint(text: str, start: int, stop: int) -> str:
    """How an acronym is joined to its neighbours: not at all, in a compound ("NPT-related"), or inside another name.

    "CD-ROM", "CD/1839" and "my_CD" hold no Conference on Disarmament.
    """
    before, after = text[max(0, start - 2) : start], text[stop : stop + 2]
    return max(_joined(before[::-1]), _joined(after), key=(_FREE, _JOINED, _BLOCKED).index)


def _joined(neighbours: str) -> str:
    """What the two characters next to an acronym, nearest first, say."""
    if len(neighbours) < 2 or not neighbours[1].isalnum():
        return _BLOCKED if neighbours[:1] in ("_", "@") else _FREE
    mark, other = neighbours
    if mark in _HYPHENS:
        return _JOINED if other.islower() else _BLOCKED
    if mark == "/":
        return _BLOCKED if other.isdigit() else _JOINED
    return _BLOCKED if mark in "_@.&" and not other.isupper() else _FREE


_HYPHENS = DASHES[:4]  # the longer dashes part words


def _among_capitals(text: str, parts: list[Word], found: NamedTuple) -> bool:
    """Whether the words on both sides are in capitals, where "START" and "SORT" may be common words."""
    sides = (parts[found.first - 1 : found.first], parts[found.end : found.end + 1])
    neighbours = [text[word.start : word.end] for side in sides for word in side]
    return bool(neighbours) and all(_shouted(word) for word in neighbours)


_SHOUTED = re.compile(r"[^\W\d_]{2,}")


def _shouted(word: str) -> bool:
    return word.isupper() and bool(_SHOUTED.fullmatch(word))
