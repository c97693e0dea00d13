"""What every style of citation needs to know of a statement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Circumstance:
    """Who spoke, where or when, in words, and whether that is only inferred."""

    words: str
    inferred: bool = False


@dataclass(frozen=True)
class Party:
    """A delegation by its United Nations short name. A group or an organisation speaks itself, not by a delegation."""

    name: str
    is_group: bool = False
    inferred: bool = False


@dataclass(frozen=True)
class Cited:
    """A statement as citations speak of it.

    kind, version_kind: values of `vocabulary.StatementKind` and `VersionKind`. speaker: the name as printed with the
    office in brackets, None when unknown. circumstances: forum, place and date, in this order, without those that are
    unknown. symbols: of the records that hold it. permalink: the absolute URL of the statement.
    """

    kind: str
    version_kind: str
    speaker: Circumstance | None
    delegations: tuple[Party, ...]
    on_behalf_of: tuple[Party, ...]
    circumstances: tuple[Circumstance, ...]
    symbols: tuple[str, ...]
    permalink: str
