"""What a file says: frozen records that the parser makes and ingest turns into rows.

Every fact carries its certainty (`vocabulary.Certainty` values) and its basis: the words of the document, or the
rule, that it rests on. A fact that the document does not give has the value None and the certainty "unknown".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from statements.vocabulary import Certainty


class Rejected(Exception):
    """A file that cannot become a statement. The message is one sentence for the person who sent it."""


class Skipped(Exception):
    """A file that is no document, such as a listing. The message says in one sentence what it is."""


@dataclass(frozen=True)
class Fact:
    """One fact, such as a place. `value` is None when unknown."""

    value: str | None = None
    certainty: str = Certainty.UNKNOWN
    basis: str = ""


@dataclass(frozen=True)
class DateFact:
    """A date of delivery: `value` in EDTF, `earliest` and `latest` the days that the evidence allows."""

    value: str | None = None
    earliest: date | None = None
    latest: date | None = None
    certainty: str = Certainty.UNKNOWN
    basis: str = ""


@dataclass(frozen=True)
class ForumFact:
    """Where it was said: the body or meeting by name, its session and meeting as printed ("66", "12th")."""

    name: str | None = None
    session: str | None = None
    meeting: str | None = None
    certainty: str = Certainty.UNKNOWN
    basis: str = ""


@dataclass(frozen=True)
class SpeakerFact:
    """Who spoke, as printed, with the office held at the time."""

    name: str | None = None
    role: str | None = None
    certainty: str = Certainty.UNKNOWN
    basis: str = ""


@dataclass(frozen=True)
class DelegationFact:
    """A delegation's part in a statement. `role` is a `vocabulary.DelegationRole` value."""

    name: str
    code: str
    role: str
    certainty: str
    basis: str


@dataclass(frozen=True)
class ParsedParagraph:
    """A paragraph of the text. `number` counts the spoken ones from 1 and is None for a heading."""

    number: int | None
    kind: str
    text: str
    printed_number: str = ""


@dataclass(frozen=True)
class Removal:
    """The receipt for words that cleaning took out: the rule's name, the line in the source (from 1), the words."""

    rule: str
    line: int
    text: str


@dataclass(frozen=True)
class DelegationName:
    """A form under which a delegation is known, from the authority list."""

    form: str
    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class ForumName:
    """A form under which a forum is known, from the authority list; `name` is the forum's own.

    depth: how many forums stand above it in the tree. Of several that a heading names, the deepest is meant.
    """

    form: str
    name: str
    depth: int = 0


@dataclass(frozen=True)
class Alias:
    """A form of an instrument's name. `match` is a `vocabulary.AliasMatch` value.

    valid_from, valid_to: the form means this instrument only in statements whose date touches these days (None: open).
    context: unless empty, one of these phrases must stand in the same statement for the form to count.
    """

    instrument: str
    form: str
    match: str
    case_sensitive: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """An instrument named in a paragraph: `text[start:start + len(surface)] == surface`."""

    paragraph: int
    instrument: str
    surface: str
    start: int
    state: str
    rule: str


@dataclass(frozen=True, eq=False)
class Authorities:
    """The authority list that reading the heading needs.

    Compared by identity, so that what is built from a list of thousands of forms is built once (see `heading`).
    """

    delegations: tuple[DelegationName, ...] = ()
    forums: tuple[ForumName, ...] = ()


@dataclass(frozen=True)
class ParsedStatement:
    """All that one file says. Mentions are found later, when the date is settled (see `mentions.find`).

    address: where a saved page says that it was published.
    """

    title: str
    title_supplied: bool
    heading: tuple[str, ...]
    language: str
    date: DateFact
    forum: ForumFact
    place: Fact
    speaker: SpeakerFact
    delegations: tuple[DelegationFact, ...]
    paragraphs: tuple[ParsedParagraph, ...]
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    symbols: tuple[str, ...] = field(default=())
    version_kind: str | None = None
    address: str = ""

    @property
    def text(self) -> str:
        """The statement's text: its paragraphs, parted by one blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)
