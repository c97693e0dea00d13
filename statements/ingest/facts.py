"""The facts of a statement once the document and its manifest have both been heard.

The manifest wins over the text, with a warning where they differ; only what the manifest merely infers gives way to
what the text states. Where both agree, the stronger certainty and its basis are kept.
"""

import re
from dataclasses import dataclass, replace
from textwrap import shorten

from statements.notation import edtf
from statements.parsing.records import DateFact, DelegationFact, Fact, ForumFact, ParsedStatement, Rejected, SpeakerFact
from statements.vocabulary import Certainty, DelegationRole, ParagraphKind, StatementKind, VersionKind

_COLUMNS = {DelegationRole.SPOKEN_FOR: "on_behalf_of", DelegationRole.ASSOCIATES: "associates"}


@dataclass(frozen=True)
class Facts:
    """All that is held of a statement beside its paragraphs."""

    title: str
    title_supplied: bool
    language: str
    kind: str
    version_kind: str
    date: DateFact
    forum: ForumFact
    place: Fact
    speaker: SpeakerFact
    delegations: tuple[DelegationFact, ...]
    symbols: tuple[str, ...] = ()
    address: str = ""
    rights: str = ""
    warnings: tuple[str, ...] = ()


def settle(parsed: ParsedStatement, rows, names) -> Facts:
    """What a statement's facts are, given its text and its manifest rows (`manifest.Row`).

    names: those of the authority list (`names.Names`). Raises Rejected when a row names an unknown delegation.
    """
    warnings = []
    given = _Given(rows, names, warnings)
    date = _prefer(given.date(), parsed.date, "date", "value", warnings)
    forum = _prefer(given.forum(), parsed.forum, "forum", "name", warnings)
    delegations = _delegations(given, parsed, warnings)
    facts = Facts(
        title=given.value("title") or parsed.title,
        title_supplied=given.certainty("title") == Certainty.INFERRED or parsed.title_supplied,
        language=given.value("language") or parsed.language,
        kind=given.value("kind") or _kind(delegations),
        version_kind=given.value("version_kind") or parsed.version_kind or VersionKind.AS_SUBMITTED,
        date=date,
        forum=forum,
        place=_prefer(given.place(), parsed.place, "place", "value", warnings),
        speaker=_speaker(given, parsed, warnings),
        delegations=delegations,
        symbols=tuple(given.parts("symbols")) or parsed.symbols,
        address=given.value("address") or parsed.address,
        rights=given.value("rights"),
        warnings=tuple(warnings),
    )
    composed = parsed.title_supplied and not given.value("title")
    return replace(facts, title=compose_title(facts, _first_words(parsed))) if composed else facts


def compose_title(facts: Facts, text: str) -> str:
    """A title for a statement that has none: who spoke, in which forum or else when; else its first words."""
    speaking = [d.name for d in facts.delegations if d.role == DelegationRole.SPEAKS]
    by = f" by {' and '.join(speaking[:2])}{' and others' if len(speaking) > 2 else ''}" if speaking else ""
    place = facts.forum.name or (facts.date.value and edtf.display(facts.date.value))
    where = f", {place}" if place else ""
    return f"Statement{by}{where}" if by or where else f"Statement beginning “{shorten(text, 60, placeholder=' …')}”"


def _first_words(parsed):
    """The first paragraph that is more than an address."""
    return next((p.text for p in parsed.paragraphs if p.kind == ParagraphKind.BODY), parsed.text)


def _kind(delegations):
    speaking = [d for d in delegations if d.role == DelegationRole.SPEAKS]
    if any(d.role == DelegationRole.SPOKEN_FOR for d in delegations):
        return StatementKind.GROUP
    return StatementKind.JOINT if len(speaking) > 1 else StatementKind.NATIONAL


class _Given:
    """The facts that a file's manifest rows give, each with the certainty and basis of its row."""

    def __init__(self, rows, names, warnings):
        self.names, self.warnings = names, warnings
        self.row_of = {column: row for row in rows for column in row.values}

    def value(self, column):
        row = self.row_of.get(column)
        return row.values[column] if row else ""

    def certainty(self, column):
        row = self.row_of.get(column)
        return row.certainty if row else Certainty.UNKNOWN

    def parts(self, column):
        return [part.strip() for part in self.value(column).split(";") if part.strip()]

    def _evidence(self, column):
        row = self.row_of[column]
        return {"certainty": row.certainty, "basis": row.basis}

    def date(self):
        if not self.value("date"):
            return None
        row = self.row_of["date"]
        span = edtf.parse(self.value("date")).span() or (None, None)
        earliest, latest = row.day("earliest") or span[0], row.day("latest") or span[1]
        return DateFact(self.value("date"), earliest, latest, **self._evidence("date"))

    def forum(self):
        if not self.value("forum"):
            return None
        name = self.names.forum(self.value("forum"))
        session, meeting = self.value("session") or None, self.value("meeting") or None
        return ForumFact(name, session, meeting, **self._evidence("forum"))

    def place(self):
        return Fact(self.value("place"), **self._evidence("place")) if self.value("place") else None

    def speaker(self):
        if not self.value("speaker"):
            return None
        return SpeakerFact(self.value("speaker"), self.value("role") or None, **self._evidence("speaker"))

    def delegations(self, role):
        """The delegations that the rows give this role. Raises Rejected for a name that nobody knows."""
        column = self._column_of_speaking() if role == DelegationRole.SPEAKS else _COLUMNS[role]
        return tuple(self._delegation(form, column, role) for form in self.parts(column))

    def _delegation(self, form, column, role):
        delegation = self.names.delegation(form)
        if delegation is None:
            raise Rejected(
                f"{self.row_of[column].where}: no delegation in the authority list is called {form!r} ({column})."
            )
        return DelegationFact(delegation.name, delegation.code, role, **self._evidence(column))

    def _column_of_speaking(self):
        """Of a name and a code that disagree, the name counts where the authority list knows it for that time."""
        named = [self.names.delegation(form) for form in self.parts("delegation")]
        coded = [self.names.delegation(form) for form in self.parts("iso3")]
        if not named or not coded:
            return "delegation" if named else "iso3"
        if named == coded:
            return "delegation"
        column = "delegation" if None in coded or self._all_existed(named) else "iso3"
        self._tell_disagreement(coded, column)
        return column

    def _all_existed(self, delegations):
        date = self.date()
        span = edtf.parse(date.value).span() if date else None
        return all(delegation and delegation.existed(span) for delegation in delegations)

    def _tell_disagreement(self, coded, column):
        meant = ", ".join(delegation.name if delegation else "nobody" for delegation in coded)
        self.warnings.append(
            f"delegation: {self.row_of['delegation'].where} says {self.value('delegation')!r}, its code "
            f"{self.value('iso3')} means {meant}; the {'name' if column == 'delegation' else 'code'} counts."
        )


def _speaker(given, parsed, warnings):
    """The speaker, with the office that the manifest gives even where it gives no name."""
    speaker = _prefer(given.speaker(), parsed.speaker, "speaker", "name", warnings)
    return speaker if given.value("speaker") or not given.value("role") else replace(speaker, role=given.value("role"))


def _delegations(given, parsed, warnings):
    """Each delegation once, by role: those of the manifest where it names any, else those of the text."""
    settled = {}
    for role in DelegationRole:
        found = tuple(d for d in parsed.delegations if d.role == role)
        for delegation in _prefer_delegations(given.delegations(role), found, warnings):
            settled.setdefault(delegation.code, delegation)
    return tuple(settled.values())


def _prefer_delegations(given, found, warnings):
    if not given or not found:
        return given or found
    if {d.code for d in given} == {d.code for d in found}:
        return found if all(d.certainty == Certainty.STATED for d in found) else given
    stated_by_text = found[0].certainty == Certainty.STATED and given[0].certainty == Certainty.INFERRED
    names = ", ".join(d.name for d in found)
    warnings.append(
        f"delegation: the text says {names} ({found[0].basis}), the manifest {', '.join(d.name for d in given)}."
    )
    return found if stated_by_text else given


def _prefer(given, found, what, value, warnings):
    """Of the manifest's fact and the text's, the one that counts; a warning is added where they differ."""
    if given is None or found.certainty == Certainty.UNKNOWN:
        return given or found
    stated_by_text = found.certainty == Certainty.STATED
    if _same(getattr(given, value), getattr(found, value)):
        return found if stated_by_text and given.certainty == Certainty.INFERRED else given
    warnings.append(
        f"{what}: the text says {getattr(found, value)} ({found.basis}), the manifest {getattr(given, value)}."
    )
    return found if stated_by_text and given.certainty == Certainty.INFERRED else given


def _same(one, other):
    return re.sub(r"\W+", "", one or "").casefold() == re.sub(r"\W+", "", other or "").casefold()
