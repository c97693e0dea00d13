"""What becomes of the files of a group: decided in their order, the new ones written at once."""

from dataclasses import dataclass, replace

from django.db import transaction

from statements.ingest import bulk, duplicates, load
from statements.ingest.bulk import Draft
from statements.ingest.discover import Candidate
from statements.ingest.known import Known
from statements.ingest.outcome import FileOutcome
from statements.ingest.reading import Reading
from statements.ingest.shingles import likeness
from statements.models import Statement
from statements.parsing.records import Rejected, Skipped
from statements.vocabulary import Outcome, Workflow

SAME_DOCUMENT = 0.5  # share of runs of words in common below which other bytes at a path are another document


@dataclass
class File:
    """A candidate with its bytes and, once it has been read, what it says. `fault`: why it has no bytes."""

    candidate: Candidate
    data: bytes = b""
    digest: str = ""
    fault: str = ""
    reading: Reading | Rejected | Skipped | None = None

    @property
    def job(self):
        """What a Reader needs to read it."""
        return self.data, self.candidate.path, self.candidate.rows

    @classmethod
    def of(cls, candidate):
        """The file of a candidate, its bytes fetched unless there is a reason not to."""
        if candidate.fault or candidate.skip:
            return cls(candidate, fault=candidate.fault)
        try:
            data = candidate.file.read_bytes()
        except OSError as error:
            return cls(candidate, fault=f"The file cannot be read: {error.strerror}.")
        return cls(candidate, data, load.sha256(data))


def to_read(files, describe):
    """Those files that must be read to know what becomes of them, or, if `describe`, all that have bytes."""
    known = Known(files)
    for file in files:
        held = known.under_key_of(file) or known.of_bytes_of(file)
        settled = held and (held.unchanged(file) if known.under_key_of(file) else not held.undone)
        if file.digest and (describe or not settled):
            yield file


class Group:
    """Some files on their way into the archive, in one transaction of the caller's."""

    def __init__(self, files, reader, register, options):
        self.files, self.reader, self.register, self.options = files, reader, register, options
        self.known = Known(files)
        self.drafts, self.renewed = [], []

    def write(self):
        """Write what is new or changed. Returns the outcomes of the files, in their order."""
        outcomes = [self._outcome(file) for file in self.files]
        if self.drafts:
            bulk.prepare(self.drafts, self.register)
            bulk.write(self.drafts, self.register)
        alike = duplicates.queue([d.statement.pk for d in self.drafts if d.reading.bands])
        for statement in self.renewed:
            alike |= duplicates.remember(statement)
        return [self._told(outcome, alike) for outcome in outcomes]

    def _told(self, outcome, alike):
        """An outcome with the statements that its text is much like."""
        pairs = alike.get(outcome.statement.pk, ()) if outcome.statement else ()
        if outcome.outcome not in (Outcome.CREATED, Outcome.UPDATED) or not pairs:
            return outcome
        others = ((p.second if p.first_id == outcome.statement.pk else p.first, p.likeness) for p in pairs)
        return replace(outcome, alike=tuple((other.reference, likeness) for other, likeness in others))

    def _outcome(self, file):
        candidate = file.candidate
        if not file.digest:
            outcome = Outcome.REJECTED if file.fault else Outcome.SKIPPED
            return FileOutcome(str(candidate.file), outcome, file.fault or candidate.skip)
        held, twin = self.known.under_key_of(file), self.known.of_bytes_of(file)
        if held and held.unchanged(file):
            return self._unread(file, Outcome.UNCHANGED, "", held.statement)
        if twin and not held and not twin.undone:
            reason = f"The same bytes are held as {self._reference(twin)} (from {twin.called})."
            return self._unread(file, Outcome.DUPLICATE, reason, twin.statement)
        return self._read(file, held or twin)

    def _reference(self, held):
        """The reference of a statement held, or about to be written in this group."""
        return held.statement.reference or load.free_reference(held.sha256)

    def _read(self, file, held):
        file.reading = file.reading or self.reader.attempt(*file.job)
        if isinstance(file.reading, Rejected | Skipped):
            return self._refused(file, file.reading)
        if held is None:
            return self._created(file)
        try:
            with transaction.atomic():
                return self._renewed(file, held)
        except Rejected as rejection:
            self.register.forget_new()
            return self._refused(file, rejection)

    def _refused(self, file, refusal):
        outcome = Outcome.SKIPPED if isinstance(refusal, Skipped) else Outcome.REJECTED
        return FileOutcome(str(file.candidate.file), outcome, str(refusal), file.digest)

    def _unread(self, file, outcome, reason, statement):
        if self.options.describe and isinstance(file.reading, Reading):
            return self._answer(file, outcome, reason, statement)
        return FileOutcome(str(file.candidate.file), outcome, reason, file.digest, statement)

    def _answer(self, file, outcome, reason, statement):
        return FileOutcome(str(file.candidate.file), outcome, reason, file.digest, statement, file.reading)

    def _created(self, file):
        statement = Statement()
        statement.enter(self._state)
        self.drafts.append(Draft(statement, file.reading, file.data, file.digest, file.candidate))
        self.known.add(file, statement)
        return self._answer(file, Outcome.CREATED, "", statement)

    @property
    def _state(self):
        return Workflow.PUBLISHED if self.options.publish else Workflow.DRAFT

    def _renewed(self, file, held):
        """Bring a statement up to date with its file, or back after its batch was undone."""
        statement = Statement.objects.defer("vector").get(pk=held.statement.pk)
        if held.sha256 != file.digest and not self.options.replace:
            _refuse_another_document(statement, file.reading)
        if held.undone:
            statement.enter(self._state)
        before = statement.text
        changed = load.update(statement, file.reading.parsed, file.reading.facts, self.register)
        self._keep_source(file, statement)
        if before != statement.text or held.undone:
            self.renewed.append(statement)
        return self._answer(file, *_what_changed(statement, changed, held.undone), statement)

    def _keep_source(self, file, statement):
        candidate, reading = file.candidate, file.reading
        statement.sources.filter(sha256=file.digest, current=True).update(current=False)
        load.add_source(
            statement,
            file.data,
            reading.parsed,
            reading.facts,
            collection=candidate.collection,
            path=candidate.path,
            rows=candidate.rows,
        )


def _what_changed(statement, changed, revived):
    if revived:
        return Outcome.CREATED, "It was held already, under this reference, and withdrawn when its batch was undone."
    if changed:
        return Outcome.UPDATED, ""
    if statement.locked:
        return Outcome.KEPT, "Nothing that the file changes is left to it: a curator has set those facts."
    return Outcome.UNCHANGED, ""


def _refuse_another_document(statement, reading):
    if likeness(statement.text, reading.parsed.text) < SAME_DOCUMENT:
        raise Rejected(
            f"Another document, {statement.reference}, has this path; give --collection for a new one "
            "or --replace to put this text in its place."
        )
