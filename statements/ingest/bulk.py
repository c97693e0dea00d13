"""Making many statements at once, with all that belongs to them, in a dozen queries however many they are."""

from dataclasses import dataclass

from statements.ingest import load
from statements.ingest.copying import copy, number
from statements.ingest.discover import Candidate
from statements.ingest.reading import Reading
from statements.models import Fingerprint, Mention, Paragraph, Removal, Source, Statement, StatementDelegation


@dataclass(frozen=True)
class Draft:
    """A statement yet to be written, in the workflow state that it is to have, and the file that it is made of."""

    statement: Statement
    reading: Reading
    data: bytes
    digest: str
    candidate: Candidate


def prepare(drafts, register):
    """Give the drafts' statements their keys, references and facts; speakers and forums are made where not held."""
    register.speakers.make_ready(_speakers(drafts, register))
    number(Statement, [draft.statement for draft in drafts])
    for draft, reference in zip(drafts, load.free_references([draft.digest for draft in drafts]), strict=True):
        statement, reading = draft.statement, draft.reading
        statement.reference, statement.text = reference, reading.parsed.text
        statement.language = reading.facts.language
        load.set_facts(statement, reading.parsed, reading.facts, register)


def write(drafts, register):
    """Write the statements of drafts that are prepared, and everything of theirs."""
    copy(Statement, [draft.statement for draft in drafts])
    copy(StatementDelegation, (row for draft in drafts for row in _delegations(draft, register)))
    paragraphs = {draft.statement.pk: list(_paragraphs(draft)) for draft in drafts}
    copy(Paragraph, number(Paragraph, (row for rows in paragraphs.values() for row in rows)))
    copy(Mention, (row for draft in drafts for row in _mentions(draft, paragraphs, register)))
    sources = {draft.statement.pk: _source(draft) for draft in drafts}
    copy(Source, number(Source, sources.values()))
    copy(Removal, (row for draft in drafts for row in _removals(draft, sources)))
    copy(Fingerprint, (_fingerprint(draft) for draft in drafts if draft.reading.bands))


def _speakers(drafts, register):
    for draft in drafts:
        facts = draft.reading.facts
        if facts.speaker.name:
            yield facts.speaker.name, load.speaks_for(facts, register)


def _delegations(draft, register):
    return load.delegation_rows(draft.statement, load.wanted_delegations(draft.reading.facts), register)


def _paragraphs(draft):
    return load.paragraph_rows(draft.statement, draft.reading.parsed.paragraphs)


def _mentions(draft, paragraphs, register):
    parsed = draft.reading.parsed.paragraphs
    rows = dict(zip((paragraph.number for paragraph in parsed), paragraphs[draft.statement.pk], strict=True))
    for found in draft.reading.mentions:
        yield Mention(
            paragraph=rows[found.paragraph],
            instrument_id=register.instruments[found.instrument],
            surface=found.surface,
            start=found.start,
            rule=found.rule,
            state=found.state,
        )


def _source(draft):
    candidate, reading = draft.candidate, draft.reading
    return load.source_row(
        draft.statement,
        draft.data,
        reading.parsed,
        reading.facts,
        collection=candidate.collection,
        path=candidate.path,
        rows=candidate.rows,
    )


def _removals(draft, sources):
    return load.removal_rows(sources[draft.statement.pk], draft.reading.parsed)


def _fingerprint(draft):
    return Fingerprint(statement=draft.statement, bands=list(draft.reading.bands))
