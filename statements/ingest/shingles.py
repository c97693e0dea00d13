"""How alike two texts are: by the runs of five words that they share. Pure.

Case, accents, dashes and punctuation do not count.
To find the few texts that may be alike among many, each gets bands: numbers of which two texts that share most of
their runs have at least one in common (MinHash with one permutation; Leskovec, Rajaraman and Ullman, *Mining of
Massive Datasets*, chapter 3). Of 63 least hashes, three make a band: texts that share 80% of their runs meet in one of
the 21 bands with a probability of 99.99999%, those that share half with 94%, those that share 2% with 0.02%.
"""

import re
import struct
import zlib
from itertools import pairwise

from statements.notation.folding import fold

RUN = 5  # words
MINIMA, IN_BAND = 63, 3
FEWEST = 20  # runs: of shorter texts nothing can be said

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+")  # a Chinese character is a word
_LARGEST = 1 << 32  # no hash is as large
_PRIME = (1 << 61) - 1
_BASES = tuple(pow(0x9E3779B97F4A7C15, power, _PRIME) for power in range(IN_BAND + 1))


def runs(text: str) -> set[int]:
    """The hashes of the runs of five words of a text; of a shorter text that of the whole."""
    words = [zlib.crc32(word.encode()) for word in _WORD.findall(fold(text))]
    words += [0] * (RUN - len(words))
    packed = struct.pack(f"<{len(words)}I", *words)
    width = 4 * RUN
    return {zlib.crc32(packed[start : start + width]) for start in range(0, len(packed) - width + 1, 4)}


def likeness(one: str, other: str) -> float:
    """The share of their runs of words that two texts have in common, of the smaller text's; 1.0 for equal texts."""
    first, second = runs(one), runs(other)
    return len(first & second) / min(len(first), len(second))


def bands(text: str) -> tuple[int, ...]:
    """The bands of a text, as numbers that fit a signed column of 64 bits; none for a text of very few words."""
    found = runs(text)
    if len(found) < FEWEST:
        return ()
    minima = _minima(found)
    groups = (minima[start : start + IN_BAND] for start in range(0, MINIMA, IN_BAND))
    return tuple(_mixed(number, *group) for number, group in enumerate(groups))


def _mixed(*numbers):
    return sum(base * number for base, number in zip(_BASES, numbers, strict=False)) % _PRIME


def _minima(hashes):
    """The least hash of each of 63 parts; a part without any takes that of the next."""
    least = [_LARGEST] * MINIMA
    for value in hashes:
        value, part = divmod(value, MINIMA)
        if value < least[part]:
            least[part] = value
    for here, after in reversed(list(pairwise([*range(MINIMA), *range(MINIMA)]))):
        if least[here] == _LARGEST:
            least[here] = least[after]
    return least
