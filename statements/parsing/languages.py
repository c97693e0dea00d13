"""The language of a text: by its script, then by its commonest small words."""

from __future__ import annotations

import re
from collections import Counter

from statements.notation.folding import fold
from statements.vocabulary import Language

SAMPLE = 5_000
"""How many characters are looked at, from the start and from the middle."""

_SCRIPTS = (
    (Language.ARABIC, re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    (Language.CHINESE, re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    (Language.RUSSIAN, re.compile("[\u0400-\u04ff]")),
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_KAZAKH = re.compile("[әғқңөұүһі]")
_RUSSIAN_ONLY = re.compile("[ыэъё]")

# The small words that make up the most of a text, and are rare or absent in the others. Folded.
_SMALL_WORDS = {
    Language.ENGLISH: "the of and to in that is for this with we our are by it have which on as be has"
    " from not will its",
    Language.FRENCH: "le la les des et du en une un que qui dans pour est nous au aux sur par plus"
    " avec sont ce cette ne pas",
    Language.SPANISH: "el la los las de y que en del una un por para con es su como al mas nuestro se lo esta no",
    Language.PORTUGUESE: "o os a as de e que em do da dos das uma um por para com no na ao mais nao se como nos sao",
    Language.GERMAN: "der die das und den von zu mit ist wir dass fur ein eine auf im des nicht auch sich es dem",
    Language.ITALIAN: "il di e la che per un una del della dei delle in con non sono nel alla gli le si come piu dal",
    Language.SWEDISH: "och att det i som for en av pa ar vi med till den har inte om ett vart de var sig kan",
}
_PROFILES = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 5


def recognise(text: str) -> str:
    """The language of a text as a `vocabulary.Language` value; "und" when it is too short or none of those known."""
    sample = _sample(text)
    script = _script(sample)
    if script == Language.RUSSIAN:
        return str(_cyrillic(sample))
    return str(script or _latin(sample))


def _sample(text: str) -> str:
    middle = len(text) // 2
    return text if len(text) <= 2 * SAMPLE else text[:SAMPLE] + " " + text[middle : middle + SAMPLE]


def _script(sample: str) -> str | None:
    """The language that the script of most letters stands for; None for Latin letters or no letters."""
    if sample.isascii():
        return None
    counts = {language: len(pattern.findall(sample)) for language, pattern in _SCRIPTS}
    counts[Language.CHINESE] *= 4  # a Chinese character is a word of four letters or so
    best = max(counts, key=counts.get)
    return best if counts[best] > len(_LATIN.findall(sample)) else None


def _cyrillic(sample: str) -> str:
    folded = sample.lower()
    kazakh, russian = len(_KAZAKH.findall(folded)), len(_RUSSIAN_ONLY.findall(folded))
    return Language.KAZAKH if kazakh > 2 * russian else Language.RUSSIAN


def _latin(sample: str) -> str:
    counts = Counter(_WORD.findall(fold(sample)))
    scores = {name: sum(counts[word] for word in profile) for name, profile in _PROFILES.items()}
    best = max(scores, key=scores.get)
    total = counts.total()
    return best if total >= _FEWEST_WORDS and scores[best] >= 0.15 * total else Language.OTHER
