"""A run of ingest: every file in a transaction of its own, each with an outcome, none stopping the rest."""

from collections.abc import Iterator
from contextlib import nullcontext

from django.db import DatabaseError, transaction
from django.utils import timezone

from statements.ingest import load
from statements.ingest.facts import settle
from statements.ingest.outcome import FileOutcome
from statements.ingest.register import Register
from statements.ingest.scan import find
from statements.models import Batch, BatchEntry, Source, Statement
from statements.notation import edtf
from statements.parsing import parse
from statements.parsing.records import Rejected, Skipped
from statements.vocabulary import Outcome, Workflow

SHINGLE = 5  # words
SAME_DOCUMENT = 0.5  # share of shingles in common below which other bytes at a path are another document


def run(
    candidates, *, publish=True, dry_run=False, describe=True, replace=False, encoding=None
) -> Iterator[FileOutcome]:
    """Ingest the candidates (`discover.Candidate`s), yielding each one's outcome as it is settled.

    publish: False leaves new statements as drafts. dry_run: everything is done and then taken back, nothing is
    written. describe: outcomes of unchanged files hold their facts too, which means reading them again.
    replace: a file may take the place of quite another document under its path. encoding: what the text files are
    encoded in, whatever they declare.
    """
    with transaction.atomic() if dry_run else nullcontext():
        ingest = _Ingest(Batch.objects.create(origin=_origin(candidates)), publish, describe, replace, encoding)
        for candidate in candidates:
            yield ingest.file(candidate)
        ingest.finish()
        if dry_run:
            transaction.set_rollback(True)


def _origin(candidates):
    return ", ".join(dict.fromkeys(candidate.collection for candidate in candidates))[:300] or "nothing"


class _Ingest:
    """One run: the batch that it writes and the authority list that it looks names up in."""

    def __init__(self, batch, publish, describe, replace, encoding=None):
        self.batch, self.publish, self.describe, self.replace = batch, publish, describe, replace
        self.encoding = encoding
        self.register = Register()

    def finish(self):
        self.batch.finished = timezone.now()
        self.batch.save(update_fields=["finished"])

    def file(self, candidate):
        """The outcome of one file; whatever it did is in the database, with its entry in the batch, or nothing is."""
        try:
            with transaction.atomic():
                outcome = self._outcome(candidate)
                self._enter(outcome)
        except (Rejected, Skipped) as refusal:
            word = Outcome.SKIPPED if isinstance(refusal, Skipped) else Outcome.REJECTED
            outcome = FileOutcome(str(candidate.file), word, str(refusal))
            self.register.forget_forums()
            self._enter(outcome)
        except DatabaseError as error:
            if not _about_this_file(error):
                raise
            outcome = FileOutcome(str(candidate.file), Outcome.REJECTED, f"The database refused it: {_first(error)}.")
            self.register.forget_forums()
            self._enter(outcome)
        return outcome

    def _enter(self, outcome):
        BatchEntry.objects.create(
            batch=self.batch,
            file=outcome.file[:1000],
            sha256=outcome.sha256,
            outcome=outcome.outcome,
            reason=outcome.reason,
            statement=outcome.statement,
        )

    def _outcome(self, candidate):
        if candidate.fault or candidate.skip:
            outcome = Outcome.REJECTED if candidate.fault else Outcome.SKIPPED
            return FileOutcome(str(candidate.file), outcome, candidate.fault or candidate.skip)
        return _File(self, candidate, _read(candidate.file)).outcome()


class _File:
    """One readable file on its way to an outcome."""

    def __init__(self, ingest, candidate, data):
        self.ingest, self.candidate, self.data = ingest, candidate, data
        self.register = ingest.register
        self.digest = load.sha256(data)

    def outcome(self):
        held = self._held()
        if held and self._unchanged(held):
            return self._unread(Outcome.UNCHANGED, "", held.statement)
        if not held and (twin := Source.objects.filter(sha256=self.digest).select_related("statement").first()):
            reason = f"The same bytes are held as {twin.statement.reference} (from {twin})."
            return self._unread(Outcome.DUPLICATE, reason, twin.statement)
        self._understand()
        return self._renewed(held) if held else self._created()

    def _held(self):
        """The current source of this collection and path, or None."""
        sources = Source.objects.filter(collection=self.candidate.collection, path=self.candidate.path, current=True)
        return sources.select_related("statement").defer("content").first()

    def _unchanged(self, held):
        return (held.sha256, held.manifest_sha256) == (self.digest, load.manifest_sha256(self.candidate.rows))

    def _understand(self):
        self.parsed = parse(
            self.data, self.register.authorities, name=self.candidate.path, encoding=self.ingest.encoding
        )
        self.facts = settle(self.parsed, self.candidate.rows, self.register)

    def _unread(self, outcome, reason, statement):
        if self.ingest.describe:
            self._understand()
            return self._answer(outcome, reason, statement)
        return FileOutcome(str(self.candidate.file), outcome, reason, self.digest, statement)

    def _answer(self, outcome, reason, statement):
        span = edtf.parse(self.facts.date.value).span() if self.facts.date.value else None
        mentions = find(self.parsed.paragraphs, span, self.register) if self.ingest.describe else ()
        return FileOutcome(
            str(self.candidate.file), outcome, reason, self.digest, statement, self.parsed, self.facts, mentions
        )

    def _created(self):
        statement = Statement()
        statement.enter(Workflow.PUBLISHED if self.ingest.publish else Workflow.DRAFT)
        load.create(statement, self.parsed, self.facts, self.digest, self.register)
        load.set_delegations(statement, self.facts, self.register)
        self._keep_source(statement)
        return self._answer(Outcome.CREATED, "", statement)

    def _renewed(self, held):
        statement = held.statement
        if held.sha256 != self.digest and not self.ingest.replace:
            self._refuse_another_document(statement)
        changed = load.update(statement, self.parsed, self.facts, self.register)
        self._keep_source(statement)
        if changed:
            return self._answer(Outcome.UPDATED, "", statement)
        reason = "Nothing that the file changes is left to it: a curator has set those facts." * bool(statement.locked)
        return self._answer(Outcome.KEPT if statement.locked else Outcome.UNCHANGED, reason, statement)

    def _refuse_another_document(self, statement):
        if likeness(statement.text, self.parsed.text) < SAME_DOCUMENT:
            raise Rejected(
                f"Another document, {statement.reference}, has this path; give --collection for a new one "
                "or --replace to put this text in its place."
            )

    def _keep_source(self, statement):
        load.add_source(
            statement,
            self.data,
            self.parsed,
            self.facts,
            collection=self.candidate.collection,
            path=self.candidate.path,
            rows=self.candidate.rows,
        )


def likeness(one: str, other: str) -> float:
    """The share of five-word shingles that two texts have in common, of the smaller text's; 1.0 for equal texts."""
    first, second = _shingles(one), _shingles(other)
    return len(first & second) / min(len(first), len(second))


def _shingles(text):
    words = text.casefold().split()
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def _read(file):
    try:
        return file.read_bytes()
    except OSError as error:
        raise Rejected(f"The file cannot be read: {error.strerror}.") from error


def _about_this_file(error):
    """Whether a database error is about the data (class 22 or 23), and not about the database being gone."""
    return (getattr(error.__cause__, "sqlstate", None) or "")[:2] in {"22", "23", "54"}


def _first(error):
    return str(error).splitlines()[0].rstrip(".")
