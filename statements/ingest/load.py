"""From facts and paragraphs to rows: making a statement, and bringing one up to date without undoing a curator."""

import base64
import hashlib
import json
from itertools import count

from django.db import transaction

from statements.ingest.revise import first_anchors, revise
from statements.ingest.scan import scan
from statements.models import IssuedReference, Paragraph, Removal, Source, Statement, StatementDelegation
from statements.vocabulary import DelegationRole

_PLAIN = ("kind", "version_kind")


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def manifest_sha256(rows) -> str:
    """The SHA-256 of what the manifest says of a file, so that a change there counts as a change of the source."""
    return sha256(json.dumps([row.values for row in rows], sort_keys=True).encode())


def free_reference(digest: str) -> str:
    """A reference for a statement whose first source has this SHA-256: the first that was never issued.

    10 lower-case base32 characters (50 bits) of the SHA-256 of the digest and an ordinal, so that installations which
    start from the same bytes give the same references.
    """
    references = (_reference(digest, ordinal) for ordinal in count())
    return next(r for r in references if not IssuedReference.objects.filter(reference=r).exists())


def free_references(digests) -> list[str]:
    """The same for many SHA-256s, in one query where nothing collides."""
    first = [_reference(digest, 0) for digest in digests]
    issued = set(IssuedReference.objects.filter(reference__in=first).values_list("reference", flat=True))
    return [free_reference(d) if r in issued else r for d, r in zip(digests, first, strict=True)]


def _reference(digest, ordinal):
    hashed = hashlib.sha256(f"{digest}:{ordinal}".encode()).digest()
    return base64.b32encode(hashed)[:10].decode().lower()


@transaction.atomic
def create(statement, parsed, facts, digest, register) -> Statement:
    """Make a statement of a text, with its paragraphs and mentions. The caller adds its delegations and its source.

    statement: unsaved, in the workflow state that it is to have; what a curator has set on it, named in its `locked`,
    stays. digest: the SHA-256 of its source.
    """
    statement.reference, statement.text = free_reference(digest), parsed.text
    set_facts(statement, parsed, facts, register)
    statement.save()
    Paragraph.objects.bulk_create(paragraph_rows(statement, parsed.paragraphs))
    scan(statement, register)
    return statement


@transaction.atomic
def update(statement, parsed, facts, register) -> bool:
    """Bring a statement up to date with its file, but for the facts that a curator has set.

    Returns True if anything changed.
    """
    before = _state(statement)
    locked = frozenset(statement.locked)
    set_facts(statement, parsed, facts, register)
    statement.save()
    if "delegations" not in locked:
        set_delegations(statement, facts, register)
    revised = "text" not in locked and revise(statement, parsed.paragraphs, facts.language, register)
    if not revised and before["date_start"] != statement.date_start:
        scan(statement, register)  # the meaning of GGE hangs on the date
    return revised or before != _state(statement)


def add_source(statement, data, parsed, facts, *, collection, path, rows=()) -> Source:
    """Keep the bytes that a statement was read from, with the receipts; an older source of the same path is retired."""
    if path:
        Source.objects.filter(collection=collection, path=path, current=True).update(current=False)
    source = source_row(statement, data, parsed, facts, collection=collection, path=path, rows=rows)
    source.save()
    Removal.objects.bulk_create(removal_rows(source, parsed))
    return source


def source_row(statement, data, parsed, facts, *, collection, path, rows=()) -> Source:
    """An unsaved source."""
    return Source(
        statement=statement,
        collection=collection,
        path=path,
        address=facts.address,
        sha256=sha256(data),
        size=len(data),
        media_type=parsed.media_type,
        encoding=parsed.encoding,
        content=data,
        manifest_sha256=manifest_sha256(rows),
    )


def removal_rows(source, parsed):
    """Unsaved receipts of what cleaning took out of a source."""
    return [Removal(source=source, rule=r.rule, line=r.line, text=r.text) for r in parsed.removed]


def set_facts(statement, parsed, facts, register):
    """Set every fact of a statement that no curator has set."""
    setters = {
        "title": _set_title,
        "language": _set_language,
        "heading": _set_heading,
        "rights": _set_rights,
        "symbols": _set_symbols,
        "date": _set_date,
        "forum": _set_forum,
        "place": _set_place,
        "speaker": _set_speaker,
    }
    for name in _PLAIN:
        if name not in statement.locked:
            setattr(statement, name, getattr(facts, name))
    for name, setter in setters.items():
        if name not in statement.locked:
            setter(statement, parsed, facts, register)


def _set_title(statement, _parsed, facts, _register):
    statement.title, statement.title_supplied = facts.title, facts.title_supplied


def _set_language(statement, _parsed, facts, _register):
    """Of a new statement. That of one held changes with its text, in `revise`."""
    if statement.pk is None:
        statement.language = facts.language


def _set_heading(statement, parsed, _facts, _register):
    statement.heading = "\n".join(parsed.heading)


def _set_rights(statement, _parsed, facts, _register):
    statement.rights_note = facts.rights


def _set_symbols(statement, _parsed, facts, _register):
    statement.symbols = list(facts.symbols)


def _set_date(statement, _parsed, facts, _register):
    fact = facts.date
    statement.set_date(fact.value or "")
    statement.date_certainty, statement.date_basis = fact.certainty, fact.basis
    statement.date_earliest, statement.date_latest = fact.earliest, fact.latest


def _set_forum(statement, _parsed, facts, register):
    statement.forum = register.forum(facts.forum)
    statement.forum_certainty, statement.forum_basis = facts.forum.certainty, facts.forum.basis


def _set_place(statement, _parsed, facts, _register):
    statement.place = facts.place.value or ""
    statement.place_certainty, statement.place_basis = facts.place.certainty, facts.place.basis


def _set_speaker(statement, _parsed, facts, register):
    statement.speaker = register.speaker(facts.speaker, speaks_for(facts, register))
    statement.speaker_name, statement.speaker_role = facts.speaker.name or "", facts.speaker.role or ""
    statement.speaker_certainty, statement.speaker_basis = facts.speaker.certainty, facts.speaker.basis


def speaks_for(facts, register):
    """The delegation that a statement's speaker speaks for, or None."""
    speaking = [d for d in facts.delegations if d.role == DelegationRole.SPEAKS]
    return register.delegation(speaking[0].code) if speaking else None


def set_delegations(statement, facts, register):
    """The delegations of the facts, in their order; rows that say the same already are left alone."""
    wanted = wanted_delegations(facts)
    held = statement.taking_part.values_list("delegation__code", "role", "certainty", "basis")
    if list(held) == wanted:
        return
    statement.taking_part.all().delete()
    StatementDelegation.objects.bulk_create(delegation_rows(statement, wanted, register))


def wanted_delegations(facts):
    """(code, role, certainty, basis) of each delegation of the facts."""
    return [(d.code, d.role, d.certainty, d.basis) for d in facts.delegations]


def delegation_rows(statement, wanted, register):
    """Unsaved delegations of a statement, in their order."""
    for position, (code, role, certainty, basis) in enumerate(wanted, 1):
        yield StatementDelegation(
            statement=statement,
            delegation=register.delegation(code),
            role=role,
            certainty=certainty,
            basis=basis,
            position=position,
        )


def paragraph_rows(statement, parsed_paragraphs):
    """Unsaved paragraphs of a new statement."""
    anchors = first_anchors(parsed_paragraphs)
    for position, (paragraph, anchor) in enumerate(zip(parsed_paragraphs, anchors, strict=True), 1):
        yield Paragraph(
            statement=statement,
            position=position,
            anchor=anchor,
            kind=paragraph.kind,
            printed_number=paragraph.printed_number,
            text=paragraph.text,
            language=statement.language,
        )


def _state(statement):
    """All that ingest may change of a statement, for comparing before and after."""
    ours = {"changed", "vector"}
    columns = {f.attname: getattr(statement, f.attname) for f in statement._meta.concrete_fields if f.name not in ours}
    delegations = list(statement.taking_part.values_list("delegation__code", "role", "certainty", "basis"))
    return columns | {"delegations": delegations}
