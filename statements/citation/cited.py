"""What every style of citation needs to know of a statement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Circumstance:
    """Where or when it was said, in words, and whether that is only inferred."""

    words: str
    inferred: bool = False


@dataclass(frozen=True)
class Cited:
    """A statement as citations speak of it.

    delegations: the names of those that speak. on_behalf_of: of those that are spoken for. circumstances: forum,
    place and date, in this order, without those that are unknown. symbols: of the records that hold it. version: the
    version of the words that is held, such as "as submitted". permalink: the absolute URL of the statement.
    """

    delegations: tuple[str, ...]
    on_behalf_of: tuple[str, ...]
    circumstances: tuple[Circumstance, ...]
    symbols: tuple[str, ...]
    version: str
    permalink: str
