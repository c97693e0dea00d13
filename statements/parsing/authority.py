"""The authority list made ready for looking up."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from statements.parsing import demonyms
from statements.parsing.phrases import PhraseIndex, words
from statements.parsing.records import Authorities


class Names(NamedTuple):
    """The forms of delegations and forums; the first words of delegations, folded; adjectives of States."""

    delegations: PhraseIndex
    forums: PhraseIndex
    first_words: frozenset[str]
    demonyms: dict[str, tuple[str, str]]


@lru_cache(maxsize=4)
def names_of(authorities: Authorities) -> Names:
    """Built once for a list: lists are compared by identity."""
    return Names(
        PhraseIndex((name.form, name) for name in authorities.delegations),
        PhraseIndex((name.form, name) for name in authorities.forums),
        frozenset(parts[0].folded for name in authorities.delegations if (parts := words(name.form[:40]))),
        demonyms.index(authorities.delegations),
    )
